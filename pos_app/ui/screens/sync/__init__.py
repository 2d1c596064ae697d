"""How this till and its cloud stand: what is safe, what waits, what needs somebody."""
