"""Goods that come in or go out, scanned against a note."""
