"""Shelf labels, chosen one by one or because a price changed."""
