"""The hardware at the counter, by its UnifiedPOS names, each behind an interface."""
