"""A newer program: where it comes from, whether it may be trusted, and whether it works here.

``origin`` brings files from a server or from a stick, ``client`` trusts none of them before the
signatures of the release keys hold (The Update Framework), ``release`` is what they say of a
version. ``slots`` is what the starter reads to know which program to run, ``rehearsal`` tries a new
program on a copy of this till's records and finds the way back.

Nothing here decides whether now is a good time: services/updates.py does.
"""
