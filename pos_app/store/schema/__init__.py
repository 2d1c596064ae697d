"""Rows as tables hold them. Private to store/: rows never leave it, domain objects do."""
