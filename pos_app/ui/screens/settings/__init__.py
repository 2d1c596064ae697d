"""The way into the set-up: one key for each part of it."""
