"""Invariant 9 by a reckoning of our own: what each store has of every item, from the journals.

Read row by row as the tills wrote them; it shares nothing with the product but their words.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa

from tests.simulation.world import Broken

_ROWS: Final = """SELECT i.store, i.terminal, i.epoch, i.seq, i.event_id, i.kind, i.schema, i.body
 FROM inbox AS i JOIN terminal AS t USING (store, terminal)
 WHERE (i.epoch, i.seq) <= (t.projected_epoch, t.projected_seq)
 ORDER BY i.store, i.terminal, i.epoch, i.seq"""
_ASIDE: Final = """SELECT store, terminal, epoch, seq FROM quarantine WHERE state <> 'replayed'
 UNION SELECT store, terminal, epoch, seq FROM parked"""
_ON_HAND: Final = "SELECT store, sku, on_hand, is_doubtful, count_id FROM stock_on_hand"
_DOCUMENTS: Final = ("stock_receive", "stock_transfer_in", "stock_transfer_out", "stock_adjust")
_SALES: Final = ("sale", "return", "post_void")
_COUNTING: Final = ("count_mark", "stock_count", "count_drop")

Place = tuple[int, int]
Till = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class _Line:
    """One item of one count: what was seen, and what each till had written down by then."""

    count: str
    seen: int
    from_ms: int
    marks: dict[bytes, tuple[Place, int]]

    def has(self, terminal: bytes, place: Place, wall_ms: int) -> bool:
        """Tell whether what was written there was seen by whoever counted."""
        mark = self.marks.get(terminal)
        return wall_ms <= self.from_ms if mark is None else place <= mark[0]

    def contains(self, other: "_Line") -> bool:
        """Tell whether it saw all that another one saw."""
        return all(
            self._sees(terminal, other.marks.get(terminal, (None, other.from_ms)))
            for terminal in {*self.marks, *other.marks}
        )

    def _sees(self, terminal: bytes, theirs: Any) -> bool:
        mine = self.marks.get(terminal, (None, self.from_ms))
        if mine[0] is not None and theirs[0] is not None:
            return bool(mine[0] >= theirs[0])
        return bool(mine[1] >= theirs[1])


@dataclass(slots=True)
class _Books:
    """What one store's journals say."""

    moves: list[tuple[str, bytes, Place, int, int]] = field(default_factory=list)
    marks: dict[str, dict[bytes, list[tuple[Place, int]]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    parts: dict[tuple[str, bytes, int], list[Any]] = field(
        default_factory=lambda: defaultdict(list)
    )
    dropped: set[tuple[str, bytes, int]] = field(default_factory=set)


class _Journals:
    """All rows that the cloud has worked on, each once."""

    def __init__(self, connection: sa.Connection) -> None:
        self.walls: dict[tuple[Till, Place], int] = {}
        self.forks: dict[Till, list[tuple[int, Place, int]]] = defaultdict(list)
        self.books: dict[str, _Books] = defaultdict(_Books)
        aside = {tuple(row) for row in connection.exec_driver_sql(_ASIDE)}
        seen: set[tuple[str, bytes]] = set()
        for row in connection.exec_driver_sql(_ROWS):
            try:
                body = json.loads(row.body)
            except ValueError:
                continue
            till, place = (row.store, row.terminal), (row.epoch, row.seq)
            self.walls[till, place] = body["wall"]
            is_once = (row.store, row.event_id) not in seen
            seen.add((row.store, row.event_id))
            if is_once and (*till, *place) not in aside and not body.get("tr"):
                self._take(till, place, row.kind, body)

    def _take(self, till: Till, place: Place, kind: str, body: Any) -> None:
        data = body["d"]
        if kind == "epoch_open" and "again" in data:
            common = (data["common"]["epoch"], data["common"]["seq"])
            self.forks[till].append((place[0], common, data["again"]))
        elif kind in _SALES + _DOCUMENTS:
            self.books[till[0]].moves += [
                (line["sku"], till[1], place, body["wall"], _moved(kind, line))
                for line in data["lines"]
                if not line.get("v")
            ]
        elif kind in _COUNTING:
            self._take_act(self.books[till[0]], (till[1], place, body["wall"]), kind, data)

    @staticmethod
    def _take_act(books: _Books, written: tuple[bytes, Place, int], kind: str, data: Any) -> None:
        (terminal, place, wall), count = written, data["count"]
        if kind == "count_mark":
            books.marks[count][terminal].append((place, wall))
        elif kind == "stock_count":
            books.parts[count, terminal, place[0]].append((place, wall, data))
        else:
            books.dropped.add((count, terminal, place[0]))

    def lines(self, store: str) -> dict[str, list[_Line]]:
        """List what was counted of every item, in counts that are here in full."""
        found: dict[str, list[_Line]] = defaultdict(list)
        books = self.books[store]
        for (count, terminal, epoch), parts in books.parts.items():
            here = sorted(part[2]["part"] for part in parts)
            is_whole = here == list(range(1, parts[0][2]["parts"] + 1))
            if not is_whole or (count, terminal, epoch) in books.dropped:
                continue
            for place, wall, data in parts:
                for line in data["lines"]:
                    mark = self._mark((store, terminal), place, (line["e"], line["s"]))
                    from_ms = self.walls.get(((store, terminal), mark), wall)
                    marks = {
                        other: _nearest(known, from_ms)
                        for other, known in books.marks[count].items()
                    }
                    marks[terminal] = (mark, from_ms)
                    found[line["sku"]].append(_Line(count, line["q"], from_ms, marks))
        return found

    def _mark(self, till: Till, place: Place, mark: Place) -> Place:
        """Find where a row that a till knew by another place stands now."""
        for epoch, common, again in self.forks[till]:
            if mark[0] < epoch <= place[0] and mark > common:
                behind = mark[1] - common[1] if mark[0] == common[0] else again
                mark = (epoch, 1 + min(behind, again))
        return min(mark, place)


def _moved(kind: str, line: Any) -> int:
    """Say by how much a line changes what is there."""
    if kind in _DOCUMENTS:
        return int(line["q"])
    is_in = bool(line.get("back")) != (kind == "post_void")
    return int(line["q"]) if is_in else -int(line["q"])


def _nearest(marks: list[tuple[Place, int]], from_ms: int) -> tuple[Place, int]:
    before = [mark for mark in marks if mark[1] <= from_ms]
    return max(before) if before else min(marks)


def check_stock(connection: sa.Connection) -> int:
    """Compare what the cloud has on hand with what the journals say; say how much was counted."""
    journals = _Journals(connection)
    lines = {store: journals.lines(store) for store in list(journals.books)}
    counted = 0
    for row in connection.exec_driver_sql(_ON_HAND):
        known = lines.get(row.store, {}).get(row.sku, [])
        best = [
            one
            for one in known
            if not any(other.contains(one) and not one.contains(other) for other in known)
        ]
        if known and len({(one.count, one.seen) for one in best}) != 1:
            continue  # counts that cross one another: which one counts is nobody's to say
        said = _reckon(journals.books[row.store], row.sku, best[0] if best else None)
        if row.on_hand != said:
            raise Broken(
                9, f"cloud: {row.on_hand} of {row.sku} in {row.store}, it should be {said}"
            )
        counted += bool(best)
    return counted


def _reckon(books: _Books, sku: str, line: _Line | None) -> int:
    outside = (
        quantity
        for moved, terminal, place, wall, quantity in books.moves
        if moved == sku and (line is None or not line.has(terminal, place, wall))
    )
    return (line.seen if line else 0) + sum(outside)
