"""What is in a day sheet (sheets.py): sums of one till's day, as its reports keep them.

Every list is of rows whose columns stand in a fixed order; goods, categories, rules and members are
named once and then by their place in the list. What is read is bounded by these types and, added
up, by ``MOST``, so that no sum of a store's sheets can leave the range of money.
"""

from typing import Annotated, Final

import msgspec

from sync.wire.sheets import Moment

SHAPE: Final = 1
"""Of the content, as this version writes it; a sheet of another one is not read."""

MOST: Final = 10**11
"""In any one cell, and of all cells of a kind in one sheet added up, each as if it were positive.

A milliard of currency units on one day, a hundred million pieces.
"""

_LONGEST_TEXT: Final = 400
_DEEPEST: Final = 20
_MEMBER_BYTES: Final = 16

Cell = Annotated[int, msgspec.Meta(ge=-MOST, le=MOST)]
Place = Annotated[int, msgspec.Meta(ge=0, le=MOST)]
Number = Annotated[int, msgspec.Meta(ge=-MOST, le=MOST)]
Text = Annotated[str, msgspec.Meta(max_length=_LONGEST_TEXT)]
Hour = Annotated[int, msgspec.Meta(ge=0, le=23)]
Path = Annotated[tuple[Text, ...], msgspec.Meta(max_length=_DEEPEST)]
MemberName = Annotated[
    str, msgspec.Meta(pattern=f"^[0-9a-f]{{{2 * _MEMBER_BYTES}}}$", max_length=2 * _MEMBER_BYTES)
]


class SheetItem(msgspec.Struct, frozen=True, array_like=True):
    """Goods of a category, by its place. ``was_sold``: not only taken back on that day."""

    sku: Text
    category: Place
    zh: Text
    en: Text
    was_sold: bool


class SheetTurn(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one operator, by number, did in one shift; sums as in insight.db's cubes.

    ``trade``: hour, kind, transactions, takings · ``goods``: item, quantity, net · ``department``:
    category, quantity, pieces, net, taken off, transactions · ``tender``: type, times, net ·
    ``act``: kind, reason, times, amount · ``promotion``: rule, transactions, net, taken off ·
    ``coupon``: campaign, redeemed, taken off · ``visit``: member, purchases, transactions, takings
    (member 0 is nobody lasting, n the one at n - 1) · ``lost``: reason, SKU, times · ``absent``:
    SKU, times · ``step``: campaign, shown, taken.
    """

    shift: Number
    operator: Text
    trade: tuple[tuple[Hour, Text, Cell, Cell], ...] = ()
    goods: tuple[tuple[Place, Cell, Cell], ...] = ()
    department: tuple[tuple[Place, Cell, Cell, Cell, Cell, Cell], ...] = ()
    tender: tuple[tuple[Text, Cell, Cell], ...] = ()
    act: tuple[tuple[Text, Text, Cell, Cell], ...] = ()
    promotion: tuple[tuple[Place, Cell, Cell, Cell], ...] = ()
    coupon: tuple[tuple[Place, Cell, Cell], ...] = ()
    visit: tuple[tuple[Place, Cell, Cell, Cell], ...] = ()
    lost: tuple[tuple[Text, Text, Cell], ...] = ()
    absent: tuple[tuple[Text, Cell], ...] = ()
    step: tuple[tuple[Place, Cell, Cell], ...] = ()


class SheetContent(msgspec.Struct, frozen=True, omit_defaults=True):
    """A till's day. ``rules``: id and names; ``members``: hex of keyed hashes, nobody's name.

    ``until_ms`` and ``closed_ms`` are its head's, so that a day that was only closed is another
    content.
    """

    shape: Place
    till: Text
    day: Text
    takings_minor: Cell
    until_ms: Moment
    closed_ms: Moment | None = None
    categories: tuple[Path, ...] = ()
    items: tuple[SheetItem, ...] = ()
    rules: tuple[tuple[Text, Text, Text], ...] = ()
    members: tuple[MemberName, ...] = ()
    turns: tuple[SheetTurn, ...] = ()


class SheetShape(msgspec.Struct, frozen=True):
    """What is read of a content first."""

    shape: Place
