"""What stands out, the journal, a shift replayed, and the journal verified."""
