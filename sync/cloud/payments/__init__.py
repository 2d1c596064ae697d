"""Stored value: gift cards and wallets, held for one till and spent by its journal."""
