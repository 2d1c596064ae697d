"""Counting the shelves while the shop sells on."""
