"""What each closed day is handed out as by itself, where to, and how the last one went."""
