"""Goods that come back: with their receipt, without, or in exchange."""
