"""What the store decides for itself."""
