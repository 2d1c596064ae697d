"""Shelf prices that come, those that came, and labels that are wrong."""
