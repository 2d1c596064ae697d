"""Another till's day sheet into the sums of insight.db, under that till's name.

A sheet takes the place of all that was known of its day, in one commit. What another till writes is
read as if it were wrong: opened no further than agreed, checked against its types and its own
lists, and passed over whole when anything of it is not as it should be.
"""

import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pos_app.domain.acts import ADDED_UP
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.tender import TenderType
from pos_app.domain.transaction import TransactionKind
from pos_app.store.database import Connection
from pos_app.store.insight.folding import MONTH, NOBODY_LASTING, Sums, add_to
from pos_app.store.insight.names import Names
from pos_app.store.insight.tables import CUBES, JOINED, OF_A_TURN
from pos_app.store.sheets import OtherDay
from sync.wire.packing import UnreadableError, unpack
from sync.wire.sheet_content import MOST, SHAPE, SheetContent, SheetShape, SheetTurn
from sync.wire.sheets import MOST_SHEET_BYTES, MOST_SHEET_RAW_BYTES

_GZIP: Final = 16 + zlib.MAX_WBITS
_DROP: Final = """DELETE FROM {0} WHERE turn IN
 (SELECT id FROM turn WHERE (till, business_date) = (?, ?))"""
_DROP_TURNS: Final = "DELETE FROM turn WHERE (till, business_date) = (?, ?)"
_MONTH: Final = """SELECT item, -sum(quantity_thousandths), -sum(net_minor)
 FROM turn JOIN goods ON goods.turn = turn.id WHERE (till, business_date) = (?, ?) GROUP BY item"""
_EMPTY_MONTH: Final = """DELETE FROM month_goods WHERE (till, month) = (?, ?)
 AND quantity_thousandths = 0 AND net_minor = 0"""
_PUT: Final = """INSERT OR REPLACE INTO sheet (till, business_date, sha256, transactions,
 takings_minor, refused) VALUES (?, ?, ?, ?, ?, '')"""
_REFUSE: Final = """INSERT INTO sheet (till, business_date, sha256, transactions, takings_minor,
 refused) VALUES (?, ?, '', 0, 0, ?) ON CONFLICT DO UPDATE SET refused = excluded.refused"""
_PUT_RULE: Final = """INSERT INTO rule (id, name_zh, name_en) VALUES (?, ?, ?)
 ON CONFLICT DO NOTHING"""
_KINDS: Final = frozenset({TransactionKind.SALE.value, TransactionKind.RETURN.value})
_TENDERS: Final = frozenset(kind.value for kind in TenderType)
_ACTS: Final = frozenset(str(kind) for kind in ADDED_UP) | {JOINED}


class SheetRefusedError(Exception):
    """Not a sheet that can be added up; the text says why, for the log."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a number stands for at this till: the id that its records carry, and the name."""

    id: str
    name: str


def read_sheet(content: bytes, day: OtherDay) -> SheetContent:
    """Open and check a sheet. Raises ``SheetRefusedError``."""
    if len(content) > MOST_SHEET_BYTES:
        raise SheetRefusedError("too large")
    plain = _opened(content)
    try:
        if unpack(plain, SheetShape).shape != SHAPE:
            raise SheetRefusedError("of another shape")
        sheet = unpack(plain, SheetContent)
    except UnreadableError as error:
        raise SheetRefusedError(str(error)) from error
    _check(sheet, day)
    return sheet


def put_sheet(
    cube: Connection, till: str, day: OtherDay, sheet: SheetContent, people: Mapping[str, Person]
) -> None:
    """Put a checked sheet in the place of all that is known of its day; the caller's commit."""
    take_out(cube, till, day.business_date)
    names = Names(cube, till)
    adding = _Adding(cube, names, day.business_date, sheet)
    for turn in sheet.turns:
        person = people.get(turn.operator) or Person(turn.operator, turn.operator)
        number = names.turn(day.business_date, turn.shift, person.id, person.name)
        adding.add(number, turn)
    adding.write()
    row = (till, day.business_date, day.sha256, day.transactions, day.takings_minor)
    cube.exec_driver_sql(_PUT, row)


def take_out(cube: Connection, till: str, day: BusinessDate) -> None:
    """Take all of another till's day out of the sums; the caller's commit."""
    key, month = (till, day), day[:MONTH]
    rows = cube.exec_driver_sql(_MONTH, key).all()
    add_to(cube, "month_goods", {(till, month, item): [q, net] for item, q, net in rows})
    if rows:
        cube.exec_driver_sql(_EMPTY_MONTH, (till, month))
    for name, (keys, _) in CUBES.items():
        if keys[0] == "turn":
            cube.exec_driver_sql(_DROP.format(name), key)
    cube.exec_driver_sql(_DROP_TURNS, key)
    cube.exec_driver_sql("DELETE FROM sheet WHERE (till, business_date) = (?, ?)", key)


def refuse_sheet(cube: Connection, till: str, day: OtherDay) -> None:
    """Note that a sheet cannot be used, so that it is not read again; what was known stays."""
    cube.exec_driver_sql(_REFUSE, (till, day.business_date, day.sha256))


def _opened(content: bytes) -> bytes:
    """Unpack no more than was agreed, however little of it there is packed."""
    unpacker = zlib.decompressobj(_GZIP)
    try:
        plain = unpacker.decompress(content, MOST_SHEET_RAW_BYTES + 1)
    except zlib.error as error:
        raise SheetRefusedError("not packed as agreed") from error
    if len(plain) > MOST_SHEET_RAW_BYTES or not unpacker.eof or unpacker.unused_data:
        raise SheetRefusedError("cut off, or longer than agreed")
    return plain


def _check(sheet: SheetContent, day: OtherDay) -> None:
    """Look at what types do not say: places in lists, codes, and whether it adds up."""
    if sheet.day != day.business_date:
        raise SheetRefusedError("of another day")
    trade = [row for turn in sheet.turns for row in turn.trade]
    takings = sum(row[3] for row in trade)
    if (sum(row[2] for row in trade), takings) != (day.transactions, day.takings_minor):
        raise SheetRefusedError("other sums than it is said to have")
    if len({(turn.shift, turn.operator) for turn in sheet.turns}) != len(sheet.turns):
        raise SheetRefusedError("a turn twice")
    texts = [item.zh + item.en + item.sku for item in sheet.items]
    texts += [text for path in sheet.categories for text in path]
    texts += [text for rule in sheet.rules for text in rule]
    for turn in sheet.turns:
        _check_turn(turn, sheet)
        texts += [turn.operator, *(row[1] for row in turn.act)]
        texts += [text for row in turn.lost for text in row[:2]]
        texts += [row[0] for row in turn.absent]
    _check_worth(sheet)
    if any(not item.category < len(sheet.categories) for item in sheet.items):
        raise SheetRefusedError("goods of no category")
    try:
        "".join(texts).encode()
    except UnicodeEncodeError as error:
        raise SheetRefusedError("half a character") from error


def _check_turn(turn: SheetTurn, sheet: SheetContent) -> None:
    for rows, known in (
        (turn.goods, len(sheet.items)),
        (turn.department, len(sheet.categories)),
        (turn.promotion, len(sheet.rules)),
        (turn.visit, len(sheet.members) + 1),
    ):
        places: list[int] = [row[0] for row in rows]
        if any(place >= known for place in places):
            raise SheetRefusedError("a place beyond its list")
    _check_codes((row[1] for row in turn.trade), _KINDS)
    _check_codes((row[0] for row in turn.tender), _TENDERS)
    _check_codes((row[0] for row in turn.act), _ACTS)


def _check_worth(sheet: SheetContent) -> None:
    """Keep what a till says of one day from leaving the range of money when days are added up."""
    for name, (keys, _) in OF_A_TURN.items():
        sums: list[int] = []
        for turn in sheet.turns:
            for row in getattr(turn, name):
                _add_to(sums, map(abs, row[len(keys) :]))
        if any(one > MOST for one in sums):
            raise SheetRefusedError("more than a day can be worth")


def _check_codes(found: Iterable[str], known: frozenset[str]) -> None:
    if not known.issuperset(found):
        raise SheetRefusedError("a code that nobody knows")


class _Adding:
    """Adds the turns of one sheet to the cubes."""

    def __init__(
        self, cube: Connection, names: Names, day: BusinessDate, sheet: SheetContent
    ) -> None:
        self._cube = cube
        self._names = names
        self._sums: dict[str, Sums] = {name: {} for name in CUBES}
        self._month = (names.till, day[:MONTH])
        self._categories = [names.category(path) for path in sheet.categories]
        self._rules = [rule for rule, _, _ in sheet.rules]
        members = [names.shared_member(bytes.fromhex(one)) for one in sheet.members]
        self._members = [NOBODY_LASTING, *members]
        self._items = []
        for item in sheet.items:
            path = sheet.categories[item.category]
            goods = names.goods(item.sku, path, (item.zh, item.en), is_measured=False)
            self._items.append(goods.id)
            if item.was_sold:
                names.sold(goods, day)
        if sheet.rules:
            cube.exec_driver_sql(_PUT_RULE, list(sheet.rules))

    def add(self, turn: int, sheet: SheetTurn) -> None:
        """Add a turn under its number here."""
        items, categories = self._items, self._categories
        self._take("trade", turn, sheet.trade, 2)
        self._take("goods", turn, sheet.goods, 1, items.__getitem__)
        self._take("department", turn, sheet.department, 1, categories.__getitem__)
        self._take("tender", turn, sheet.tender, 1)
        self._take("act", turn, sheet.act, 2)
        self._take("promotion", turn, sheet.promotion, 1, self._rules.__getitem__)
        self._take("coupon", turn, sheet.coupon, 1)
        self._take("visit", turn, sheet.visit, 1, self._members.__getitem__)
        self._take("lost", turn, sheet.lost, 2)
        self._take("absent", turn, sheet.absent, 1)
        self._take("step", turn, sheet.step, 1)
        for place, *values in sheet.goods:
            _add(self._sums["month_goods"], (*self._month, items[place]), values)

    def write(self) -> None:
        """Write all of it."""
        for name, sums in self._sums.items():
            add_to(self._cube, name, sums)
        self._names.write()

    def _take(
        self,
        name: str,
        turn: int,
        rows: Iterable[tuple[Any, ...]],
        keyed: int,
        place: Callable[[int], Any] | None = None,
    ) -> None:
        sums = self._sums[name]
        for row in rows:
            key = row[:keyed] if place is None else (place(row[0]),)
            _add(sums, (turn, *key), row[keyed:])


def _add(sums: Sums, key: tuple[Any, ...], values: Iterable[int]) -> None:
    """Add up rows of one key: a sheet that has it twice means both."""
    _add_to(sums.setdefault(key, []), values)


def _add_to(kept: list[int], values: Iterable[int]) -> None:
    for at, value in enumerate(values):
        if at == len(kept):
            kept.append(0)
        kept[at] += value
