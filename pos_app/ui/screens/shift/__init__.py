"""The business day, the shift and the drawer."""
