"""What the tills of a store tell one another for their reports: the feed ``sheet:{store}``."""
