"""From what was recorded to what the cloud knows of it, one terminal after the other, in order."""
