"""This program, and the next one."""
