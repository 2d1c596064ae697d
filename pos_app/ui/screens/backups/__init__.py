"""Copies of the till's records."""
