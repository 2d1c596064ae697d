"""What must not leave this machine in the clear: its keys, and what proves who an operator is."""
