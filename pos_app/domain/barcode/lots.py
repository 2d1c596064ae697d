"""Whether the very piece may be sold: its lot and its last day."""

from collections.abc import Collection
from datetime import date

from pos_app.domain.barcode.elements import Element, Reading
from pos_app.errors import Refusal

_LOT = "10"
_LAST_DAYS = ("15", "16", "17", "7003")  # best before, sell by, use by or expiry, expiry with time


def check_sellable_lot(
    elements: Collection[Element], on: date, recalled: Collection[tuple[int, str]]
) -> None:
    """Stop a lot that was called back (GTIN and lot), or whose last day is before ``on``.

    Refuses: LOT_RECALLED, LOT_EXPIRED.
    Why: past its best-before day food may not be sold in China, whichever date it bears.
    """
    reading = Reading(tuple(elements))
    gtin, lot = reading.find_gtin(), reading.find(_LOT)
    lot_number = lot.value if lot else ""
    if gtin and lot and (gtin.number, lot_number) in recalled:
        raise Refusal("LOT_RECALLED", lot=lot_number)
    last_day = find_last_day(elements, on)
    if last_day and last_day < on:
        raise Refusal("LOT_EXPIRED", lot=lot_number, expired_on=last_day.isoformat())


def find_last_day(elements: Collection[Element], near: date) -> date | None:
    """Find the earliest day after which the piece may not be sold, if its code names one."""
    days = [element.day(near) for element in elements if element.ai in _LAST_DAYS]
    return min((day for day in days if day), default=None)
