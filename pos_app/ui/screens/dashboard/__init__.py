"""The manager's dashboard: how the store stands in ten seconds, and why on further pages."""
