"""What till and cloud share: the journal, its canonical bytes, and (later) the exchange itself."""
