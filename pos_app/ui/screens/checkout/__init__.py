"""Selling: the scan field, the basket, the totals and the keys."""
