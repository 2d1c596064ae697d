"""Goods: what every store has by its movements, and what others are told of it."""
