"""The reference cloud: an optional extra, never shipped to a till."""
