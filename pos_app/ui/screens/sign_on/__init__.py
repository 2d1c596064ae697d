"""Signing on, and the lock screen, which is the same picture with a name on it."""
