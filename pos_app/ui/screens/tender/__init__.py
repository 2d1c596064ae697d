"""Taking the money: cash, cards on the stand-alone terminal, and what is not connected yet."""
