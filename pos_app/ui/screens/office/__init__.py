"""The manager's desk: one key for each room of it."""
