"""The receipts behind a figure: their paper, a copy of it, and why each line costs what it does."""
