"""A folder per screen: a passive view, a presenter in plain Python. They do not know each other."""
