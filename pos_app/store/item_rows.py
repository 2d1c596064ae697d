"""One row of an item list: checked, or refused with the one reason that stands first.

Written for speed, like everything an import does a million times: see item_import.py.
"""

import operator
import re
from collections.abc import Callable, Collection
from functools import lru_cache
from typing import Final, NamedTuple

from pos_app.domain.gtin import GTIN_LENGTHS, parse_gtin
from pos_app.domain.item_limits import (
    DEEPEST_CATEGORY,
    HIGHEST_PRICE_MINOR,
    LONGEST_BRAND,
    LONGEST_CATEGORY,
    LONGEST_LOTS,
    LONGEST_NAME,
    LONGEST_PLU,
    LONGEST_SKU,
    LOWEST_RANK,
)
from pos_app.domain.quantity import Unit
from pos_app.errors import Refusal
from pos_app.store.item_file import Cells

_UNITS: Final = frozenset(unit.value for unit in Unit)
_PRICE: Final = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,2}))?")
_ANY_NUMBER: Final = re.compile(r"([+-]?)[0-9]*\.?[0-9]*")
_SPACES: Final = re.compile("[ \u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_BETWEEN_LOTS: Final = re.compile("[ ,;、，；]+")
_LOT: Final = re.compile(r"(?=.*[0-9])[!\"%-+\--:<-?A-Z_a-z]{1,20}")
"""What GS1 allows in a lot number, and a digit: “yes” or “是” is no lot, it means the item."""
_MARK: Final = re.compile(r"[01](\.0*)?")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200d\u2060\ufe0e\ufe0f\ufeff]")


class ItemRow(NamedTuple):
    """A row that may be imported; ``plu`` without leading zeros, as scales print it with some."""

    sku: str
    gtin: int | None
    plu: str | None
    name_zh: str
    name_en: str
    category: str
    tax_group: str
    unit: str
    price_minor: int | None
    popularity: int | None
    is_recalled: int
    recalled_lots: str
    brand: str
    regular_price_minor: int | None
    lowest_price_minor: int | None


class RowChecker:
    """Turns cells into an ``ItemRow`` by one list's columns and one store's tax groups."""

    def __init__(
        self,
        places: tuple[int | None, ...],
        tax_groups: Collection[str],
        *,
        is_workbook: bool = False,
    ) -> None:
        known = [place for place in places if place is not None]
        self._width = max(known) + 1
        # A column the list does not have reads as the empty cell that check() appends.
        self._pick: Callable[[Cells], tuple[str, ...]] = operator.itemgetter(
            *(self._width if place is None else place for place in places)
        )
        self._tax_groups = frozenset(tax_groups)
        self._gtin = _gtin_of_workbook if is_workbook else _gtin

    def check(self, cells: Cells) -> ItemRow:
        """Check one row.

        Refuses, first reason wins: ITEM_TOO_MANY_CELLS, ITEM_CONTROL_CHARACTER, ITEM_FORMULA,
        ITEM_SKU_MISSING, ITEM_SKU_TOO_LONG, ITEM_NAME_MISSING, ITEM_NAME_TOO_LONG,
        ITEM_GTIN_NOT_DIGITS, ITEM_GTIN_LENGTH_WRONG, ITEM_CHECK_DIGIT_WRONG, ITEM_PLU_WRONG,
        ITEM_CATEGORY_WRONG, ITEM_TAX_GROUP_UNKNOWN, ITEM_UNIT_UNKNOWN, ITEM_PRICE_NOT_A_NUMBER,
        ITEM_PRICE_NEGATIVE, ITEM_PRICE_TOO_HIGH, ITEM_POPULARITY_WRONG, ITEM_RECALLED_WRONG,
        ITEM_LOT_WITHOUT_GTIN, ITEM_BRAND_TOO_LONG, the three of ITEM_PRICE_... for the other
        prices, ITEM_REGULAR_PRICE_WRONG, ITEM_LOWEST_PRICE_WRONG.
        """
        (
            sku,
            gtin,
            plu,
            name_zh,
            name_en,
            category,
            tax_group,
            unit,
            price,
            rank,
            recalled,
            *more,
        ) = self._texts(cells)
        _check_identity(sku, name_zh, name_en)
        if tax_group not in self._tax_groups:
            raise Refusal("ITEM_TAX_GROUP_UNKNOWN", value=tax_group)
        if unit not in _UNITS:
            unit = _unit(unit)
        row = ItemRow(
            sku,
            self._gtin(gtin) if gtin else None,
            _plu(plu) if plu else None,
            name_zh or name_en,
            name_en or name_zh,
            _category(category),
            tax_group,
            unit,
            _price_minor(price) if price else None,
            _rank(rank) if rank else None,
            *(_recalled(recalled, gtin) if recalled else (0, "")),
            "",
            None,
            None,
        )
        return _marked_down(row, *more) if any(more) else row

    def _texts(self, cells: Cells) -> list[str]:
        if len(cells) != self._width:
            if any(map(str.strip, cells[self._width :])):
                raise Refusal("ITEM_TOO_MANY_CELLS", most=self._width)
            cells = cells[: self._width] + [""] * (self._width - len(cells))
        line = "".join(cells)
        if not line.isprintable():
            cells = [_printable(cell) for cell in cells]
        if "=" in line:
            _check_formula(cells)
        return list(map(str.strip, self._pick([*cells, ""])))


def _printable(cell: str) -> str:
    """Make every kind of space one space and drop what has no width; refuse what is left over.

    Control characters, line breaks and marks that turn the direction of writing do not belong on
    a receipt.
    """
    text = _INVISIBLE.sub("", _SPACES.sub(" ", cell)).strip()
    if not text.isprintable():
        raise Refusal("ITEM_CONTROL_CHARACTER")
    return text


def _check_formula(cells: Cells) -> None:
    """Refuse what a spreadsheet would compute: nobody knows what it said when it was written."""
    for cell in cells:
        if cell.lstrip().startswith("="):
            raise Refusal("ITEM_FORMULA", value=cell.strip()[:40])


def _check_identity(sku: str, name_zh: str, name_en: str) -> None:
    if not sku:
        raise Refusal("ITEM_SKU_MISSING")
    if len(sku) > LONGEST_SKU:
        raise Refusal("ITEM_SKU_TOO_LONG", most=LONGEST_SKU)
    if not name_zh and not name_en:
        raise Refusal("ITEM_NAME_MISSING")
    if len(name_zh) > LONGEST_NAME or len(name_en) > LONGEST_NAME:
        raise Refusal("ITEM_NAME_TOO_LONG", most=LONGEST_NAME)


def _gtin(text: str) -> int:
    gtin = parse_gtin(text)
    if gtin is not None:
        return gtin
    if not (text.isascii() and text.isdigit()):
        raise Refusal("ITEM_GTIN_NOT_DIGITS", value=text[:40])
    if len(text) not in GTIN_LENGTHS:
        raise Refusal("ITEM_GTIN_LENGTH_WRONG", value=text[:40])
    raise Refusal("ITEM_CHECK_DIGIT_WRONG", value=text)


def _gtin_of_workbook(text: str) -> int:
    """Give a barcode back the leading zeros that a number cell has lost."""
    if text.isascii() and text.isdigit() and len(text) > GTIN_LENGTHS[0]:
        text = text.zfill(next((size for size in GTIN_LENGTHS if size >= len(text)), 0))
    return _gtin(text)


def _plu(text: str) -> str:
    plu = text.lstrip("0")
    if not (plu.isascii() and plu.isdigit()) or len(plu) > LONGEST_PLU:
        raise Refusal("ITEM_PLU_WRONG", value=text[:40], most=LONGEST_PLU)
    return plu


@lru_cache(maxsize=4096)
def _category(text: str) -> str:
    if not text:
        return ""
    parts = [part.strip() for part in text.split("/")]
    if not all(parts) or len(parts) > DEEPEST_CATEGORY or len(text) > LONGEST_CATEGORY:
        raise Refusal("ITEM_CATEGORY_WRONG", value=text[:40], deepest=DEEPEST_CATEGORY)
    return "/".join(parts)


def _unit(text: str) -> str:
    if text.upper() not in _UNITS:
        raise Refusal("ITEM_UNIT_UNKNOWN", value=text[:40])
    return text.upper()


def _price_minor(text: str) -> int:
    match = _PRICE.fullmatch(text)
    if match is None:
        number = _ANY_NUMBER.fullmatch(text)
        code = "ITEM_PRICE_NEGATIVE" if number and number[1] == "-" else "ITEM_PRICE_NOT_A_NUMBER"
        raise Refusal(code, value=text[:40])
    whole, cents = match.groups("")
    minor = int(whole) * 100 + int(cents.ljust(2, "0"))
    if minor > HIGHEST_PRICE_MINOR:
        raise Refusal("ITEM_PRICE_TOO_HIGH", value=text, most=HIGHEST_PRICE_MINOR // 100)
    return minor


def _marked_down(row: ItemRow, brand: str, regular: str, lowest: str) -> ItemRow:
    """Add the brand, the price before a markdown and the one no promotion goes below."""
    price_minor = row.price_minor
    if len(brand) > LONGEST_BRAND:
        raise Refusal("ITEM_BRAND_TOO_LONG", most=LONGEST_BRAND)
    regular_minor = _price_minor(regular) if regular else None
    lowest_minor = _price_minor(lowest) if lowest else None
    if regular_minor is not None and (price_minor is None or regular_minor < price_minor):
        raise Refusal("ITEM_REGULAR_PRICE_WRONG", value=regular)
    if lowest_minor is not None and (price_minor is None or lowest_minor > price_minor):
        raise Refusal("ITEM_LOWEST_PRICE_WRONG", value=lowest)
    return row._replace(
        brand=brand, regular_price_minor=regular_minor, lowest_price_minor=lowest_minor
    )


def _rank(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 10 or int(text) > LOWEST_RANK:
        raise Refusal("ITEM_POPULARITY_WRONG", value=text[:40])
    return int(text)


def _recalled(text: str, gtin: str) -> tuple[int, str]:
    """Read the mark of the whole item, or the lots that were called back."""
    if text in ("0", "1"):
        return int(text), ""
    lots = _BETWEEN_LOTS.split(text)
    is_right = all(_LOT.fullmatch(lot) and not _MARK.fullmatch(lot) for lot in lots)
    if not is_right or len(text) > LONGEST_LOTS:
        raise Refusal("ITEM_RECALLED_WRONG", value=text[:40])
    if not gtin:
        raise Refusal("ITEM_LOT_WITHOUT_GTIN", value=text[:40])
    return 0, " ".join(sorted(set(lots)))
