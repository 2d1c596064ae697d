"""Becoming a member at the till, and the code to join by."""
