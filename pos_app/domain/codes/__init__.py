"""Codes of the shop's own cloud (PM1): told by shape, verified offline with public keys only."""
