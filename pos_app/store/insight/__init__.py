"""insight.db: what a till's record adds up to, in sums that only ever grow; derived, thrown away.

``tables`` what is in it, ``file`` how it is opened or begun anew. How it follows till.db:
``marks`` how far it has come, ``sources`` and ``asides`` what is read of transactions and of what
is none, ``folding`` how it is added up, ``names`` by which numbers, ``following`` all of it in
commits, ``restated`` which days came late. How it is asked: ``reading``, ``goods``, ``narrowed``
to a category, and ``receipts``, the transactions behind a figure, which are read in till.db itself.
The store's other tills: ``stamps`` says which own days changed, ``sheet_out`` writes one as a day
sheet, ``sheet_in`` checks one of another till and adds it up, ``shared_members`` knows one member
at two tills, ``others`` does it for all that came.
"""
