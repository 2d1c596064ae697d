"""What was changed of the set-up."""
