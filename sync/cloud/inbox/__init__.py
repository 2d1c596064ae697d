"""Facts as they arrive: taken in order, proved, stored raw, acknowledged after the commit."""
