"""Stands in for the cloud in the demo store: the issuing half, which no real till has."""
