"""What a store has of every item: what was counted, and what moved outside that count.

Nothing is ever restated: a move that arrives late and belongs into the count changes nothing, one
that does not is added, in any order. Brought forward with the moves, made anew when a count or a
mark comes; both give what ``restock`` makes from the beginning.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.schema.stock import STOCK_COUNTED, STOCK_MOVE, STOCK_ON_HAND
from sync.cloud.schema.upsert import add_up, insert_new, put
from sync.cloud.stock import counts
from sync.cloud.stock.vectors import Choice, Vector
from sync.wire.events import RECEIPTS

Values = dict[str, Any]

_AT_ONCE: Final = 500
_NOTHING: Final[Values] = {
    "on_hand": 0,
    "moves": 0,
    "as_of_ms": 0,
    "has_received": 0,
    "count_id": b"",
    "counter": b"",
    "counted_on": "",
    "mark_epoch": 0,
    "mark_seq": 0,
    "from_ms": 0,
    "until_ms": 0,
    "is_doubtful": 0,
}
_DUE: Final = {"near_due": 1, "own_due": 1}
_SUMS: Final = ("on_hand", "moves")
_LATEST: Final = ("as_of_ms", "has_received", "is_doubtful", *_DUE)
_IS_RECEIPT: Final = sa.case((STOCK_MOVE.c.reason.in_(RECEIPTS), 1), else_=0)
_SAID: Final = (
    sa.func.count().label("moves"),
    sa.func.coalesce(sa.func.max(STOCK_MOVE.c.wall_ms), 0).label("as_of_ms"),
    sa.func.coalesce(sa.func.max(_IS_RECEIPT), 0).label("has_received"),
)


def bring_forward(
    connection: sa.Connection,
    moves: Sequence[Mapping[str, Any]],
    acts: Sequence[Mapping[str, Any]],
    now_ms: int,
) -> None:
    """Take new rows of ``stock_move`` and ``count_act``, which are written already.

    Atomicity: the caller's transaction; the items it touches wait for it.
    """
    if not moves and not acts:
        return
    tenant, store = (moves or acts)[0]["tenant"], (moves or acts)[0]["store"]
    again = counts.touched(connection, tenant, store, acts) if acts else []
    wanted = {move["sku"] for move in moves} | {*again}
    there = _locked(connection, tenant, store, sorted(wanted))
    found: dict[str, Choice] = {}
    for sku, values, choice in _made(connection, store, again):
        put(connection, STOCK_ON_HAND, {**_name(tenant, store, sku), **values, **_DUE})
        if choice is not None:
            found[sku] = choice
    counts.note_rivals(connection, tenant, store, found, now_ms)
    added = [move for move in moves if move["sku"] not in found.keys() | {*again}]
    _add(connection, tenant, store, added, there)


def restock(connection: sa.Connection, store: str) -> int:
    """Make what a store has anew; say how many items were wrong."""
    there = STOCK_ON_HAND.c
    known = {
        row["sku"]: (row["tenant"], {name: row[name] for name in _NOTHING})
        for row in connection.execute(
            sa.select(STOCK_ON_HAND)
            .where(there.store == store)
            .order_by(there.sku)
            .with_for_update()
        ).mappings()
    }
    wrong = 0
    for sku, (tenant, values) in _everything(connection, store).items():
        if known.pop(sku, ("", _NOTHING))[1] != values:
            wrong += 1
            put(connection, STOCK_ON_HAND, {**_name(tenant, store, sku), **values, **_DUE})
    for sku, (tenant, values) in known.items():
        if values != _NOTHING:
            wrong += 1
            put(connection, STOCK_ON_HAND, {**_name(tenant, store, sku), **_NOTHING, **_DUE})
    return wrong


def _everything(connection: sa.Connection, store: str) -> dict[str, tuple[str, Values]]:
    move, line = STOCK_MOVE.c, STOCK_COUNTED.c
    moved = connection.execute(
        sa.select(move.tenant, move.sku, sa.func.sum(move.quantity).label("on_hand"), *_SAID)
        .where(move.store == store)
        .group_by(move.tenant, move.sku)
    )
    made = {row.sku: (row.tenant, _plain(row)) for row in moved}
    counted = connection.execute(
        sa.select(line.sku, line.tenant).where(line.store == store).distinct().order_by(line.sku)
    ).all()
    tenants = {row.sku: row.tenant for row in counted}
    for sku, values, choice in _made(connection, store, list(tenants)):
        if choice is not None:
            made[sku] = (tenants[sku], values)
    return made


def _made(
    connection: sa.Connection, store: str, skus: Sequence[str]
) -> Iterator[tuple[str, Values, Choice | None]]:
    """Make the figures of items from all that is known of them."""
    for first in range(0, len(skus), _AT_ONCE):
        some = skus[first : first + _AT_ONCE]
        chosen = counts.choices(connection, store, some)
        for sku in some:
            choice = chosen.get(sku)
            yield sku, _figure(connection, store, sku, choice), choice


def _figure(connection: sa.Connection, store: str, sku: str, choice: Choice | None) -> Values:
    move = STOCK_MOVE.c
    vector = choice.counted.vector if choice else None
    outside, doubtful = _sides(vector) if vector else (sa.true(), sa.false())
    row = connection.execute(
        sa.select(
            sa.func.coalesce(sa.func.sum(sa.case((outside, move.quantity), else_=0)), 0).label(
                "on_hand"
            ),
            sa.func.coalesce(sa.func.max(sa.case((doubtful, 1), else_=0)), 0).label("doubtful"),
            *_SAID,
        ).where(move.store == store, move.sku == sku)
    ).one()
    values = _plain(row)
    if choice is None:
        return values
    counted, own = choice.counted, choice.counted.vector.marks[choice.counted.vector.counter]
    return values | {
        "on_hand": values["on_hand"] + counted.quantity,
        "as_of_ms": max(values["as_of_ms"], counted.wall_ms),
        "count_id": counted.count,
        "counter": counted.vector.counter,
        "counted_on": counted.day,
        "mark_epoch": own.place[0],
        "mark_seq": own.place[1],
        "from_ms": counted.vector.from_ms,
        "until_ms": counted.vector.until_ms,
        "is_doubtful": int(bool(row.doubtful or choice.rivals)),
    }


def _plain(row: sa.Row[Any]) -> Values:
    """Give what the moves alone say."""
    said = {"on_hand": int(row.on_hand), "moves": row.moves, "as_of_ms": row.as_of_ms}
    return {**_NOTHING, **said, "has_received": row.has_received}


def _sides(vector: Vector) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    """Say in SQL what is not in a count, and what may or may not be: see ``Vector``."""
    move = STOCK_MOVE.c
    outside: sa.ColumnElement[bool] = sa.or_(
        sa.and_(move.terminal.not_in(sorted(vector.marks)), move.wall_ms > vector.from_ms),
        *(
            sa.and_(move.terminal == one, sa.tuple_(move.epoch, move.seq) > sa.tuple_(*mark.place))
            for one, mark in sorted(vector.marks.items())
        ),
    )
    doubtful = sa.and_(
        move.terminal != vector.counter,
        sa.or_(
            sa.and_(sa.not_(outside), move.wall_ms > vector.from_ms),
            sa.and_(outside, move.wall_ms <= vector.until_ms),
        ),
    )
    return outside, doubtful


def _locked(
    connection: sa.Connection, tenant: str, store: str, skus: Sequence[str]
) -> dict[str, sa.Row[Any]]:
    """Read items' rows and keep everybody else from them; those that are not there are made.

    In the order of their keys: two that lock the same ones never wait for each other in a circle.
    """
    found = _lock(connection, store, skus)
    new = [sku for sku in skus if sku not in found]
    if new:
        nothing = {**_NOTHING, "near_due": 0, "own_due": 0}
        rows = [{**_name(tenant, store, sku), **nothing} for sku in new]
        insert_new(connection, STOCK_ON_HAND, rows)
        found |= _lock(connection, store, new)
    return found


def _lock(connection: sa.Connection, store: str, skus: Sequence[str]) -> dict[str, sa.Row[Any]]:
    of = STOCK_ON_HAND.c
    found: dict[str, sa.Row[Any]] = {}
    for first in range(0, len(skus), _AT_ONCE):
        some = skus[first : first + _AT_ONCE]
        rows = connection.execute(
            sa.select(STOCK_ON_HAND)
            .where(of.store == store, of.sku.in_(some))
            .order_by(of.sku)
            .with_for_update()
        )
        found |= {row.sku: row for row in rows}
    return found


def _add(
    connection: sa.Connection,
    tenant: str,
    store: str,
    moves: Sequence[Mapping[str, Any]],
    there: Mapping[str, sa.Row[Any]],
) -> None:
    """Add moves up, item by item, each on its side of the count that its item's figure has."""
    rows = {move["sku"]: there[move["sku"]] for move in moves}
    acts = counts.acts_of(connection, store, {row.count_id for row in rows.values()} - {b""})
    sums: dict[str, Values] = {}
    for move in moves:
        sku, row = move["sku"], rows[move["sku"]]
        if sku not in sums:
            sums[sku] = {**_name(tenant, store, sku), **_NOTHING, **_DUE}
        vector = counts.vector_of(row, acts[row.count_id]) if row.count_id else None
        _take(sums[sku], move, vector)
    add_up(connection, STOCK_ON_HAND, list(sums.values()), sums=_SUMS, latest=_LATEST)


def _take(sums: Values, move: Mapping[str, Any], vector: Vector | None) -> None:
    place = (move["terminal"], (move["epoch"], move["seq"]), move["wall_ms"])
    if vector is None or not vector.is_inside(*place):
        sums["on_hand"] += move["quantity"]
    if vector is not None and vector.is_doubtful(*place):
        sums["is_doubtful"] = 1
    if move["reason"] in RECEIPTS:
        sums["has_received"] = 1
    sums["moves"] += 1
    sums["as_of_ms"] = max(sums["as_of_ms"], move["wall_ms"])


def _name(tenant: str, store: str, sku: str) -> Values:
    return {"store": store, "tenant": tenant, "sku": sku}
