"""Day sheets: what a till's reports know of one of its business days, for the store's other tills.

A sheet is derived and can be made again: it is in no journal and proves nothing. It is added up by
the one code that adds up a till's own figures; the cloud keeps the newest of each till and day,
compares its head with what it knows from the journal, and names it in ``sheet:{store}``
(``s:{workstation}:{day}``, reference.SheetNotice). Content: gzip of JSON, written and read by tills
alone (pos_app/store/insight/sheets.py), of a ``shape`` that whoever reads it must know. Nobody's
name is in it: operators are their numbers, members keyed hashes under the store group's pepper.
"""

from typing import Annotated, Final

import msgspec

from sync.wire.canonical import LARGEST_INTEGER

MOST_SHEET_BYTES: Final = 4 << 20
"""Of a sheet's content, compressed: some 100,000 different goods in a day."""

MOST_SHEET_RAW_BYTES: Final = 32 << 20
"""Of a sheet's content when it is opened; whoever opens it stops there."""

Count = Annotated[int, msgspec.Meta(ge=0, le=LARGEST_INTEGER)]
Amount = Annotated[int, msgspec.Meta(ge=-LARGEST_INTEGER, le=LARGEST_INTEGER)]
Moment = Annotated[int, msgspec.Meta(ge=0, le=1 << 47)]
"""Milliseconds since 1970, up to a year that calendars still know (6429)."""


class SheetHead(msgspec.Struct, frozen=True):
    """What a sheet says of itself.

    ``epoch`` and ``seq``: the row of the till's journal up to which it holds. ``transactions``:
    sales and returns, each post void of the day taking one off. ``takings_minor``: the sum of the
    totals of all three as they are signed, so sales less returns, less what was post-voided. The
    cloud has both from the journal too. ``until_ms``: time of the last fact in it. ``closed_ms``:
    when the day was closed there, None while it is open.
    """

    day: str
    shape: Count
    epoch: Count
    seq: Count
    transactions: Amount
    takings_minor: Amount
    until_ms: Moment
    closed_ms: Moment | None = None


class DaySheet(msgspec.Struct, frozen=True):
    """A sheet on its way up. Sent again it changes nothing; an older one is passed over.

    Refused: INVALID (``field``: day, content), TOO_LARGE, and NOT_READY while the cloud has not got
    the journal up to its row.
    """

    head: SheetHead
    content: bytes
