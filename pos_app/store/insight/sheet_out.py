"""A day of this till out of insight.db, as a day sheet: what its own sums are, and nothing else.

The same sums give the same bytes, whatever order they were added up in. Operators go by their
numbers, members by names that only the store group's tills can make; whoever has none is nobody.
"""

import gzip
import hashlib
import json
from dataclasses import dataclass
from typing import Any, Final

from pos_app.domain.identifiers import BusinessDate
from pos_app.store.database import Connection
from pos_app.store.insight.tables import OF_A_TURN
from sync.wire.packing import pack
from sync.wire.sheet_content import SHAPE, SheetContent, SheetItem, SheetTurn
from sync.wire.sheets import SheetHead

_PRESSED: Final = 6
"""How hard: a day of 5,000 sales takes milliseconds, and harder saves nothing."""

_TURNS: Final = """SELECT id, shift, operator FROM turn
 WHERE (till, business_date) = (:till, :day) ORDER BY shift, operator"""
_HERE: Final = "WHERE (till, business_date) = (:till, :day)"
_OF_DAY: Final = "FROM turn JOIN {0} ON {0}.turn = turn.id"
_ITEMS: Final = f"""SELECT item.id, sku, path, name_zh, name_en, max(quantity_thousandths) > 0
 {_OF_DAY.format("goods")} JOIN item ON item.id = goods.item
 JOIN category ON category.id = item.category {_HERE} GROUP BY item.id ORDER BY sku, path"""
_SECTIONS: Final = f"""SELECT DISTINCT category.id, path {_OF_DAY.format("department")}
 JOIN category ON category.id = department.category {_HERE} ORDER BY path"""
_RULES: Final = f"""SELECT DISTINCT rule.id, name_zh, name_en {_OF_DAY.format("promotion")}
 JOIN rule ON rule.id = promotion.rule {_HERE} ORDER BY rule.id"""
_MEMBERS: Final = f"""SELECT DISTINCT member.id, shared {_OF_DAY.format("visit")}
 JOIN member ON member.id = visit.member {_HERE} AND shared IS NOT NULL ORDER BY shared"""
_DAY: Final = """SELECT until_ms, (SELECT closed_ms FROM day
  WHERE (till, business_date) = (:till, :day)) FROM stamp WHERE business_date = :day"""
_PLACE: Final = "SELECT epoch, seq FROM mark WHERE till = :till"


@dataclass(frozen=True, slots=True)
class Written:
    """A sheet as it leaves: what it says of itself, its content and the content's name."""

    head: SheetHead
    content: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class _Places:
    """Where goods, categories, rules and members stand in the sheet's own lists."""

    item: dict[int, int]
    category: dict[int, int]
    promotion: dict[str, int]
    visit: dict[int, int]


def write_sheet(cube: Connection, till: str, day: BusinessDate, numbers: dict[str, str]) -> Written:
    """Write a day. ``numbers``: of operators, by the ids that the sums have."""
    named = {"till": till, "day": day}
    items = cube.exec_driver_sql(_ITEMS, named).all()
    sections = cube.exec_driver_sql(_SECTIONS, named).all()
    rules = cube.exec_driver_sql(_RULES, named).all()
    members = cube.exec_driver_sql(_MEMBERS, named).all()
    paths = sorted({*(path for _, path in sections), *(row[2] for row in items)})
    at_path = {path: at for at, path in enumerate(paths)}
    places = _Places(
        {row[0]: at for at, row in enumerate(items)},
        {number: at_path[path] for number, path in sections},
        {row[0]: at for at, row in enumerate(rules)},
        {number: at for at, (number, _) in enumerate(members, 1)},
    )
    turns = _turns(cube, named, places, numbers)
    trade = [row for turn in turns for row in turn.trade]
    until_ms, closed_ms = cube.exec_driver_sql(_DAY, named).one()
    content = SheetContent(
        shape=SHAPE,
        till=till,
        day=day,
        takings_minor=sum(row[3] for row in trade),
        until_ms=until_ms,
        closed_ms=closed_ms,
        categories=tuple(tuple(json.loads(path)) for path in paths),
        items=tuple(
            SheetItem(sku, at_path[path], zh, en, bool(was_sold))
            for _, sku, path, zh, en, was_sold in items
        ),
        rules=tuple((rule, zh, en) for rule, zh, en in rules),
        members=tuple(bytes(shared).hex() for _, shared in members),
        turns=turns,
    )
    epoch, seq = cube.exec_driver_sql(_PLACE, named).one()
    head = SheetHead(
        day=day,
        shape=SHAPE,
        epoch=epoch,
        seq=seq,
        transactions=sum(row[2] for row in trade),
        takings_minor=content.takings_minor,
        until_ms=until_ms,
        closed_ms=closed_ms,
    )
    pressed = gzip.compress(pack(content), _PRESSED, mtime=0)
    return Written(head, pressed, hashlib.sha256(pressed).hexdigest())


def _turns(
    cube: Connection, named: dict[str, str], places: _Places, numbers: dict[str, str]
) -> tuple[SheetTurn, ...]:
    parts: dict[int, dict[str, tuple[tuple[Any, ...], ...]]] = {}
    for name, (keys, sums) in OF_A_TURN.items():
        rows: dict[int, list[tuple[Any, ...]]] = {}
        columns = ", ".join((*keys, *sums))
        statement = f"SELECT turn.id, {columns} {_OF_DAY.format(name)} {_HERE}"
        for turn, *row in cube.exec_driver_sql(statement, named):
            rows.setdefault(turn, []).append(tuple(row))
        for turn, of_turn in rows.items():
            parts.setdefault(turn, {})[name] = _placed(name, of_turn, places)
    turns = [
        SheetTurn(shift=shift, operator=numbers.get(operator, operator), **parts[number])
        for number, shift, operator in cube.exec_driver_sql(_TURNS, named)
        if number in parts
    ]
    return tuple(sorted(turns, key=lambda turn: (turn.shift, turn.operator)))


def _placed(name: str, rows: list[tuple[Any, ...]], places: _Places) -> tuple[tuple[Any, ...], ...]:
    """Put places instead of numbers, nobody lasting together, and all in one order.

    Rows that sum to nothing are left out.
    """
    if name == "goods":
        rows = [(places.item[item], *rest) for item, *rest in rows]
    elif name == "department":
        rows = [(places.category[category], *rest) for category, *rest in rows]
    elif name == "promotion":
        rows = [(places.promotion[rule], *rest) for rule, *rest in rows]
    elif name == "visit":
        sums: dict[int, list[int]] = {}
        for member, *values in rows:
            kept = sums.setdefault(places.visit.get(member, 0), [0] * len(values))
            for at, value in enumerate(values):
                kept[at] += value
        rows = [(member, *values) for member, values in sums.items() if any(values)]
    keyed = len(OF_A_TURN[name][0])
    return tuple(sorted(row for row in rows if any(row[keyed:])))
