"""Transactions of till.db added to the sums of insight.db: some thousand at a time.

What SQL can group is grouped there; a line is looked at one by one, because its category, its unit
and its reasons stand in a text.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from pos_app.domain.acts import ActKind, worth_of_override, worth_of_void
from pos_app.domain.identifiers import TransactionId
from pos_app.domain.points import PointsMove
from pos_app.domain.pricing.earning import PURCHASE
from pos_app.store.database import Connection
from pos_app.store.insight import sources
from pos_app.store.insight.names import ItemName, Names
from pos_app.store.insight.sources import Batch
from pos_app.store.insight.tables import CUBES

NOBODY_LASTING: Final = 0
"""The member of ``visit`` that stands for all who are known by the handle of a day alone."""

MONTH: Final = len("2026-11")

Sums = dict[tuple[Any, ...], list[int]]
"""What a cube sums, by what it is keyed by."""

Heads = dict[int, tuple[int, int, str]]
"""Of each transaction the turn, the sign and the business date."""


class Fold:
    """Adds to one insight.db, in its writing connection; thrown away where a commit fails.

    ``category`` narrows it to transactions with such goods, and of their lines to such goods.
    """

    def __init__(self, cube: Connection, till_name: str, category: tuple[str, ...] = ()) -> None:
        self.names = Names(cube, till_name)
        self._cube = cube
        self._category = category

    def add(self, till: Connection, numbers: Sequence[int], utc_offset_minutes: int) -> Heads:
        """Add transactions of till.db, which must not be in it yet; tells their turns."""
        batch = Batch(till, numbers, utc_offset_minutes)
        heads = self._heads(batch)
        lines = _Lines(self.names, heads, self._category)
        lines.add(batch)
        if self._category:
            heads = {number: heads[number] for number in lines.numbers}
            batch = Batch(till, tuple(heads), utc_offset_minutes)
        for cube, statement in sources.GROUPED.items():
            self._add_grouped(cube, batch.rows(statement))
        self._add_promotions(batch)
        self._add_visits(batch)
        for cube, sums in lines.sums().items():
            add_to(self._cube, cube, sums)
        self.names.write()
        return heads

    def _heads(self, batch: Batch) -> Heads:
        return {
            number: (self.names.turn(day, shift, operator, name), sign, day)
            for number, day, shift, operator, name, sign in batch.rows(sources.HEADS)
        }

    def _add_grouped(self, cube: str, rows: Iterable[tuple[Any, ...]]) -> None:
        width = len(CUBES[cube][0]) - 1
        sums: Sums = {}
        for day, shift, operator, *row in rows:
            turn = self.names.turn(day, shift, operator, "")
            _add(sums, (turn, *row[:width]), row[width:])
        add_to(self._cube, cube, sums)

    def _add_promotions(self, batch: Batch) -> None:
        sums: Sums = {}
        for day, shift, operator, rule, name_zh, name_en, *row in batch.rows(sources.PROMOTIONS):
            self.names.rule(rule, name_zh or rule, name_en or rule)
            _add(sums, (self.names.turn(day, shift, operator, ""), rule), row)
        add_to(self._cube, "promotion", sums)

    def _add_visits(self, batch: Batch) -> None:
        sums: Sums = {}
        for day, shift, operator, is_sale, sign, total, *who in batch.rows(sources.VISITS):
            key = _member_of(batch, *who)
            member = self.names.member(key) if key else NOBODY_LASTING
            row = (sign * is_sale, sign, sign * total)
            _add(sums, (self.names.turn(day, shift, operator, ""), member), row)
        add_to(self._cube, "visit", sums)


class _Lines:
    """Adds up the lines of a batch: a million of them when a file is begun, so in plain loops."""

    def __init__(self, names: Names, heads: Heads, category: tuple[str, ...]) -> None:
        self.numbers: dict[int, set[tuple[int, ...]]] = {}
        """The transactions that had any of the goods looked at, and the sections these are in."""
        self._names = names
        self._heads = heads
        self._category = category
        self._goods: dict[tuple[int, int], list[int]] = {}
        self._items: dict[int, ItemName] = {}
        self._acts: Sums = {}

    def add(self, batch: Batch) -> None:
        heads, goods, items, find = self._heads, self._goods, self._items, self._names.item
        last, sections = None, set[tuple[int, ...]]()
        for number, sku, given, quantity, net, off, is_voided, told, detail in batch.rows(
            sources.LINES
        ):
            turn, sign, _ = heads[number]
            item = find(sku, told)
            if self._category and item.path[: len(self._category)] != self._category:
                continue
            if detail is not None and sign > 0:
                self._note_act(turn, json.loads(detail), given)
            if is_voided:
                continue
            if number != last:
                last, sections = number, self.numbers.setdefault(number, set())
            sections.add(item.sections)
            turned = sign if given is None else -sign
            pieces = turned * (1000 if item.is_measured else quantity)
            sums = goods.get((turn, item.id))
            if sums is None:
                items[item.id] = item
                goods[turn, item.id] = [turned * quantity, pieces, sign * net, sign * off, turned]
            else:
                sums[0] += turned * quantity
                sums[1] += pieces
                sums[2] += sign * net
                sums[3] += sign * off
                sums[4] = max(sums[4], turned)

    def sums(self) -> dict[str, Sums]:
        """Give what the lines add up to, by cube."""
        days = {turn: day for turn, _, day in self._heads.values()}
        goods: Sums = {}
        months: Sums = {}
        department: Sums = {}
        for (turn, number), (quantity, pieces, net, off, best) in self._goods.items():
            item = self._items[number]
            if best > 0:
                self._names.sold(item, days[turn])
            goods[turn, number] = [quantity, net]
            _add(months, (self._names.till, days[turn][:MONTH], number), (quantity, net))
            for section in item.sections:
                _add(department, (turn, section), (quantity, pieces, net, off, 0))
        for number, sections in self.numbers.items():
            turn, sign, _ = self._heads[number]
            for section in set().union(*sections):
                department[turn, section][-1] += sign
        cubes = {"goods": goods, "month_goods": months, "department": department}
        return cubes | {"act": self._acts}

    def _note_act(self, turn: int, line: dict[str, Any], given: int | None) -> None:
        """Count what stands out; ``given`` is what the customer got for goods taken back."""
        if "v" in line:
            act = ActKind.VOID_LINE, ""
            worth = worth_of_void(line.get("p", 0), line["q"])
        elif given is not None:
            kind = ActKind.RETURN if "of" in line else ActKind.RETURN_WITHOUT_RECEIPT
            act, worth = (kind, line["why"]), -given
        else:
            act, price = (ActKind.OVERRIDE, line["over"]["why"]), line["p"]
            worth = worth_of_override(line["item"].get("p", price), price, line["q"])
        _add(self._acts, (turn, *act), (1, worth))


def _member_of(
    batch: Batch, id_: bytes, handle: bytes | None, least: bytes | None, most: bytes
) -> bytes | None:
    """Tell who bought, or of whom goods came back; None for somebody known for a day only."""
    if least == most:
        return least
    purchase = PointsMove(PURCHASE, 0).id_in(TransactionId(id_))
    found = batch.find(sources.BUYER, purchase) if handle else None
    return found or least


def add_to(cube: Connection, table: str, sums: Sums) -> None:
    """Add sums to what a cube has already."""
    keys, values = CUBES[table]
    named = (*keys, *values)
    more = ", ".join(f"{value} = {value} + excluded.{value}" for value in values)
    statement = f"""INSERT INTO {table} ({", ".join(named)})
 VALUES ({", ".join("?" * len(named))}) ON CONFLICT DO UPDATE SET {more}"""
    rows = [(*key, *value) for key, value in sums.items() if any(value)]
    if rows:
        cube.connection.cursor().executemany(statement, rows)


def _add(sums: dict[Any, list[int]], key: Any, values: Sequence[int]) -> None:
    kept = sums.get(key)
    if kept is None:
        sums[key] = list(values)
    else:
        for at, value in enumerate(values):
            kept[at] += value
