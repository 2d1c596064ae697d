"""Receipts of the past: find, look at, print a copy, begin a return, cancel the last one."""
