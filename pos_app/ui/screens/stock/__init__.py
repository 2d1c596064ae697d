"""Goods of the store: what is on hand, what moves, what wants attention."""
