"""What would go on without a network, and the drill that rehearses it."""
