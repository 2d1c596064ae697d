"""X and Z reports, read again and printed again."""
