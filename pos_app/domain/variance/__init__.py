"""Why a till was over or short: what may have happened, what speaks for it, in which order to look.

Pure and in whole numbers, so that every machine gives the same answer. To be read in this order:
``facts`` (what a shift's record holds), ``possibility`` (one thing that may have happened, and how
often such things do), then what may happen where: ``tenders``, ``drawer``, ``movements``,
``counting``, ``small_change``; ``pieces`` holds each against the notes and coins that were counted,
and ``explain`` weighs them against one another.

Nothing here names a person, and nothing is claimed without a receipt or a time to look at.
"""
