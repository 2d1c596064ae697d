"""insight.db: what a till's record adds up to, in sums that only ever grow; derived, thrown away.

``tables`` what is in it, ``file`` how it is opened or begun anew, ``marks`` how far it has come,
``sources`` what is read of till.db, ``folding`` how it is added up, ``reading`` what is asked of
it, ``receipts`` the transactions behind a figure, which are read in till.db itself.
"""
