"""What things cost: the promotion engine, discounts, shares and tax. ``engine.price`` does it."""
