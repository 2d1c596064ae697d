"""Journal rows about goods -> rows of ``stock_move``, ``count_act`` and ``stock_counted``. Pure."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from sync.cloud.projectors.records import (
    MOST,
    Marks,
    NotProjected,
    Recorded,
    Values,
    Window,
    plain,
)
from sync.cloud.schema.stock import COUNT_ACT, STOCK_COUNTED, STOCK_MOVE
from sync.wire import events_stock as stock
from sync.wire.events import Envelope


def rows_of(
    row: Recorded, envelope: Envelope, fact: stock.StockFact, marks: Marks
) -> dict[sa.Table, list[Values]]:
    """Make the rows. Raises ``NotProjected`` for amounts beyond all reason and lines named twice.

    A mark that is not among ``marks`` stands where the till says it does.
    """
    first = {
        "tenant": row.tenant,
        "store": row.store,
        "terminal": row.terminal,
        "event_id": row.event_id,
    }
    place = {"epoch": row.epoch, "seq": row.seq, "wall_ms": envelope.wall}
    if isinstance(fact, stock.StockMoved):
        _check(fact.lines)
        reason = f"{row.kind}:{plain(fact.reason)}" if fact.reason else row.kind
        moved = (_moved(line) | {"reason": reason} for line in fact.lines)
        return {STOCK_MOVE: [first | place | values for values in moved]}
    act = first | place | {"count_id": bytes.fromhex(fact.count), "day": envelope.bd} | _act(fact)
    made: dict[sa.Table, list[Values]] = {COUNT_ACT: [act]}
    if isinstance(fact, stock.StockCounted):
        _check(fact.lines)
        made[STOCK_COUNTED] = [first | _counted(line, marks, envelope.wall) for line in fact.lines]
    return made


def _act(
    fact: stock.CountOpened | stock.CountMarked | stock.StockCounted | stock.CountDropped,
) -> Values:
    nothing: Values = {"section": "", "part": 0, "parts": 0}
    match fact:
        case stock.CountOpened():
            return nothing | {"act": "open", "section": plain(fact.section)}
        case stock.CountMarked():
            return nothing | {"act": "mark"}
        case stock.CountDropped():
            return nothing | {"act": "drop"}
        case stock.StockCounted():
            if fact.part > fact.parts:
                raise NotProjected("ROW_SUMS_DIFFER")
            said = {"act": "part", "part": fact.part, "parts": fact.parts}
            return said | {"section": plain(fact.section)}


def _moved(line: stock.MovedGoods) -> Values:
    return {"n": line.n, "sku": plain(line.sku), "quantity": line.q}


def _counted(line: stock.CountedGoods, marks: Marks, wall_ms: int) -> Values:
    place = (line.e, line.s)
    window = marks.get(place, Window(place, wall_ms, wall_ms))
    return {
        "n": line.n,
        "sku": plain(line.sku),
        "quantity": line.q,
        "mark_epoch": window.place[0],
        "mark_seq": window.place[1],
        "from_ms": window.from_ms,
        "until_ms": window.until_ms,
    }


def _check(lines: Iterable[Any]) -> None:
    numbers = [line.n for line in lines]
    if any(abs(line.q) > MOST for line in lines):
        raise NotProjected("ROW_OUT_OF_RANGE")
    if len(set(numbers)) != len(numbers):
        raise NotProjected("ROW_SUMS_DIFFER")
