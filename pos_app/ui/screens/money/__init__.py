"""The money of the store: the safe, this till, how shifts came out, and why one was off."""
