"""What crosses from one ledger's place to another's: delivered in order, each step idempotent."""
