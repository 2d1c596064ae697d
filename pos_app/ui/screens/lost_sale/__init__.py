"""A customer leaves without buying: one key, one reason."""
