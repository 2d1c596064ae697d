"""The messages, once: what till and cloud share, down to the byte."""
