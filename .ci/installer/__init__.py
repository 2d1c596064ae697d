"""Builds the till as a program that needs no Python: a folder for Linux, Setup.exe for Windows.

``__main__`` says in which order; ``places`` where everything lies. Nothing is written outside
``.venv``: what was fetched and made once is kept there and checked again, not fetched again.
"""
