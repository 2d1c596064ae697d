"""How much a list may say of an item: the same for a shop's own import and for head office."""

from typing import Final

LONGEST_SKU: Final = 40
LONGEST_NAME: Final = 200
LONGEST_CATEGORY: Final = 120
LONGEST_PLU: Final = 6
LONGEST_BRAND: Final = 60
LONGEST_LOTS: Final = 1_000
DEEPEST_CATEGORY: Final = 6
HIGHEST_PRICE_MINOR: Final = 100_000_000
"""A million yuan. A price above it is a barcode in the wrong column."""

LOWEST_RANK: Final = 10**9
