"""What is no transaction and belongs to a day all the same: acts, new members, lost sales, coupons.

They are few, and are added to the sums after the last transaction, in one commit.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from pos_app.domain.acts import ADDED_UP
from pos_app.store.database import Connection
from pos_app.store.insight import marks
from pos_app.store.insight.folding import Sums, add_to
from pos_app.store.insight.marks import Mark
from pos_app.store.insight.names import Names
from pos_app.store.insight.tables import JOINED

_SHIFT: Final = """coalesce(shift.business_date, (SELECT business_date FROM business_day
 WHERE opened_ms <= at_ms ORDER BY opened_ms DESC LIMIT 1), date(at_ms / 1000, 'unixepoch')),
 coalesce(shift.number, 0), coalesce(shift.operator, ''), coalesce(shift.operator_name, '')"""
_CONTROL: Final = f"""SELECT fact.id, at_ms, {_SHIFT}, kind, reason_code, 0
 FROM control_event AS fact LEFT JOIN shift ON shift.number = fact.shift
 WHERE fact.id > ? ORDER BY fact.id"""
_MOVEMENTS: Final = f"""SELECT fact.id, at_ms, {_SHIFT}, kind, reason_code, amount_minor
 FROM cash_movement AS fact LEFT JOIN shift ON shift.number = fact.shift
 WHERE fact.id > ? ORDER BY fact.id"""
_JOINED: Final = f"""SELECT fact.id, at_ms, coalesce(shift.business_date,
 date(at_ms / 1000, 'unixepoch')), coalesce(shift.number, 0), fact.operator,
 coalesce(operator.name, ''), '{JOINED}', '', 0 FROM consent_given AS fact
 LEFT JOIN shift ON shift.number = (SELECT number FROM shift AS begun
  WHERE begun.opened_ms <= fact.at_ms ORDER BY begun.opened_ms DESC LIMIT 1)
 LEFT JOIN operator ON operator.id = fact.operator
 WHERE fact.id > ? AND purpose = 'membership' AND is_granted ORDER BY fact.id"""
_WHEN: Final = """fact.id, at_ms, business_date, coalesce(shift, 0), operator,
 coalesce((SELECT name FROM operator AS who WHERE who.id = fact.operator), '')"""
_LOST: Final = f"""SELECT {_WHEN}, reason_code, sku, 1 FROM lost_sale AS fact
 WHERE fact.id > ? ORDER BY fact.id"""
_ABSENT: Final = f"""SELECT {_WHEN}, sku, 1 FROM out_of_stock AS fact
 WHERE fact.id > ? ORDER BY fact.id"""
_STEPS: Final = f"""SELECT {_WHEN}, campaign, iif(stage = 'shown', coupons, 0),
 iif(stage = 'taken', coupons, 0) FROM coupon_step AS fact WHERE fact.id > ? ORDER BY fact.id"""
_ACTS: Final = ADDED_UP | {JOINED}


@dataclass(frozen=True, slots=True)
class Added:
    """The mark after it, and the days that have changed with the time of their last new fact."""

    mark: Mark
    days: dict[str, int]


def add_asides(cube: Connection, till: Connection, names: Names, mark: Mark) -> Added:
    """Add whatever came since the mark; in the caller's commit."""
    found = {
        "movement": till.exec_driver_sql(_MOVEMENTS, (mark.movement,)).all(),
        "control": till.exec_driver_sql(_CONTROL, (mark.control,)).all(),
        "consent": till.exec_driver_sql(_JOINED, (mark.consent,)).all(),
        "lost_sale": till.exec_driver_sql(_LOST, (mark.lost_sale,)).all(),
        "out_of_stock": till.exec_driver_sql(_ABSENT, (mark.out_of_stock,)).all(),
        "coupon_step": till.exec_driver_sql(_STEPS, (mark.coupon_step,)).all(),
    }
    acts = (*found["movement"], *found["control"], *found["consent"])
    add_to(cube, "act", _sums(names, acts, keyed=2, counts=True))
    add_to(cube, "lost", _sums(names, found["lost_sale"], keyed=2))
    add_to(cube, "absent", _sums(names, found["out_of_stock"], keyed=1))
    add_to(cube, "step", _sums(names, found["coupon_step"], keyed=1))
    days: dict[str, int] = {}
    for rows in found.values():
        for _, at_ms, day, *_ in rows:
            days[day] = max(days.get(day, 0), at_ms)
    ends = {name: rows[-1][0] for name, rows in found.items() if rows}
    until_ms = max((mark.until_ms or 0, *days.values())) or None
    after = replace(mark, **ends, lost=marks.lost_rows(till), until_ms=until_ms)
    return Added(after, days)


def _sums(names: Names, rows: Iterable[Any], *, keyed: int, counts: bool = False) -> Sums:
    """Add rows up by turn and so many columns more; with ``counts`` how many are counted too."""
    sums: Sums = {}
    for _, _, day, shift, operator, name, *row in rows:
        turn = names.turn(day, shift, operator, name)
        key, values = (turn, *row[:keyed]), row[keyed:]
        if counts:
            if row[0] not in _ACTS:
                continue
            values = [1, *values]
        kept = sums.setdefault(key, [0] * len(values))
        for at, value in enumerate(values):
            kept[at] += value
    return sums
