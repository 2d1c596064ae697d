"""The transactions behind a figure, read in till.db itself: of any hour, item, tender or act.

What a figure counts and what is listed here agree but for post voids: these are listed beside what
they cancelled, where the figure has neither.
"""

from typing import Any, Final

from pos_app.domain.acts import ActKind
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.part import Part
from pos_app.domain.insight.period import Lens, Period
from pos_app.store.database import Connection
from pos_app.store.insight.names import path_text
from pos_app.store.sales_search import COLUMNS, Summary, summary_of

MOST_RECEIPTS: Final = 500
"""The latest of them: nobody reads more, and a narrower question has all of its own."""

_IN_CATEGORY: Final = """(substr(json_extract(line.detail, '$.item.cat'), 1, length(:{0})) = :{0}
 AND substr(json_extract(line.detail, '$.item.cat'), length(:{0}) + 1, 1) IN (',', ']'))"""
_LINE: Final = """EXISTS (SELECT 1 FROM sale_line AS line WHERE line.number = header.number
 AND {0})"""
_LIVE: Final = "NOT line.is_voided AND {0}"
_RULE: Final = """EXISTS (SELECT 1 FROM json_each(header.detail, '$.trace.apps') AS used
 WHERE used.value ->> 'r' = :rule)"""
_COUPON: Final = """EXISTS (SELECT 1 FROM json_each(header.detail, '$.coupons') AS coupon
 WHERE coupon.value ->> 'c' = :campaign)"""
_MEMBER: Final = """((header.member_handle IS NOT NULL OR EXISTS (SELECT 1 FROM points_entry
 WHERE points_entry.number = header.number)) = :with_member)"""
_REASON: Final = "(:reason_code IS NULL OR {0} = :reason_code)"
_PARTS: Final = {
    "hour": "((header.completed_ms / 60000 + :offset) / 60) % 24 = :hour",
    "operator": "header.operator = :operator",
    "tender_type": """EXISTS (SELECT 1 FROM tender_line AS tender
 WHERE tender.number = header.number AND tender_type = :tender_type)""",
    "sku": _LINE.format(_LIVE.format("line.sku = :sku")),
    "category": _LINE.format(_LIVE.format(_IN_CATEGORY.format("category"))),
    "campaign": _COUPON,
    "rule": _RULE,
    "with_member": _MEMBER,
}
_TAKEN_BACK: Final = (
    "line.kind = 'return' AND NOT line.is_voided AND line.original_receipt {0} AND "
    + _REASON.format("json_extract(line.detail, '$.why')")
)
_ACTS: Final = {
    ActKind.DISCOUNT: f"""EXISTS (SELECT 1 FROM line_modifier AS given WHERE given.number =
 header.number AND application IS NULL AND {_REASON.format("reason_code")})""",
    ActKind.OVERRIDE: _LINE.format(
        "line.is_overridden AND NOT line.is_voided AND "
        + _REASON.format("json_extract(line.detail, '$.over.why')")
    ),
    ActKind.RETURN: _LINE.format(_TAKEN_BACK.format("IS NOT NULL")),
    ActKind.RETURN_WITHOUT_RECEIPT: _LINE.format(_TAKEN_BACK.format("IS NULL")),
    ActKind.VOID_LINE: _LINE.format("line.is_voided"),
    ActKind.POST_VOID: "header.kind = 'post_void' AND "
    + _REASON.format("coalesce(header.detail ->> '$.why', '')"),
    ActKind.REPRINT: """EXISTS (SELECT 1 FROM control_event AS copied
 WHERE copied.kind = 'reprint' AND copied.receipt = header.number)""",
}
"""Acts with a receipt behind them; the others have none."""

_TAKEN_BY: Final = """SELECT coalesce(sum(total_minor), 0) FROM retail_transaction AS header
 WHERE business_date = :day AND completed_ms <= :until_ms"""
_SHIFT: Final = "(:shift IS NULL OR header.shift = :shift)"
_OPERATOR: Final = "(:lens_operator IS NULL OR header.operator = :lens_operator)"


def list_receipts(
    till: Connection, period: Period, lens: Lens, part: Part, utc_offset_minutes: int
) -> tuple[Summary, ...]:
    """List the transactions of a part, the latest first, at most ``MOST_RECEIPTS``."""
    if part.kind is not None and part.kind not in _ACTS:
        return ()
    if part.business_date is not None:
        if not period.first <= part.business_date <= period.last:
            return ()
        period = Period(part.business_date, part.business_date)
    named = _named(period, lens) | _part_values(part) | {"offset": utc_offset_minutes}
    wanted = ["header.business_date BETWEEN :first AND :last", *_of_lens(lens)]
    wanted += [text for name, text in _PARTS.items() if named.get(name) is not None]
    if part.kind is not None:
        wanted.append(_ACTS[ActKind(part.kind)])
    statement = f"""SELECT {COLUMNS} FROM retail_transaction AS header
 WHERE {" AND ".join(wanted)} ORDER BY header.completed_ms DESC, header.number DESC
 LIMIT {MOST_RECEIPTS}"""
    return tuple(summary_of(row) for row in till.exec_driver_sql(statement, named))


def taken_by(till: Connection, day: BusinessDate, until_ms: int, lens: Lens) -> int:
    """Add up what a day had taken by a moment of the clock, in minor units."""
    named = _named(Period(day, day), lens) | {"day": day, "until_ms": until_ms}
    statement = " AND ".join((_TAKEN_BY, *_of_lens(lens)))
    return int(till.exec_driver_sql(statement, named).scalar_one())


def _of_lens(lens: Lens) -> list[str]:
    wanted = [_SHIFT, _OPERATOR]
    if lens.category:
        wanted.append(_LINE.format(_LIVE.format(_IN_CATEGORY.format("lens_category"))))
    return wanted


def _named(period: Period, lens: Lens) -> dict[str, Any]:
    return {
        "first": period.first,
        "last": period.last,
        "shift": lens.shift,
        "lens_operator": lens.operator,
        "lens_category": path_text(lens.category)[:-1],
    }


def _part_values(part: Part) -> dict[str, Any]:
    return {
        "hour": part.hour,
        "operator": part.operator,
        "tender_type": part.tender_type.value if part.tender_type else None,
        "sku": part.sku,
        "category": path_text(part.category)[:-1] if part.category else None,
        "campaign": part.campaign,
        "rule": part.rule,
        "with_member": None if part.with_member is None else int(part.with_member),
        "reason_code": part.reason_code,
    }
