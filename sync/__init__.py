"""What till and cloud share: the journal, its canonical bytes, and the exchange itself."""
