"""A category looked at: no sum of insight.db tells transactions with such goods from the others.

Their part of the days in question is added up from till.db into a file of its own, by the same
fold, and thrown away after the answer.
"""
