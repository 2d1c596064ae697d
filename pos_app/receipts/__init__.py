"""Paper, pure: a model in, printable lines out. No Qt, no device, no clock."""
