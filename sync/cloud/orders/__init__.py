"""Orders to come to a store: bound to it, claimed by one till, handed over once."""
