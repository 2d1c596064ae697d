"""What is read of till.db to be added up: statements that begin with the transactions wanted.

``wanted`` names each transaction once. A post void is read as what it cancels with the sign turned
round, in its own turn and hour: amounts of the two mirror each other, and so it takes away exactly
what was counted before.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from pos_app.domain.identifiers import ReceiptNumber
from pos_app.store.database import Connection

LASTING_BYTES: Final = 16
"""Of a member's lasting name at this till; a handle of a day has 8 (vault/pseudonyms.py)."""

_WANTED: Final = """WITH wanted AS MATERIALIZED (
 SELECT number, number AS source, business_date, shift, operator, operator_name, kind, completed_ms,
  1 AS sign FROM json_each(:numbers) JOIN retail_transaction ON number = value
  WHERE kind <> 'post_void'
 UNION ALL SELECT own.number, of.number, own.business_date, own.shift, own.operator,
  own.operator_name, of.kind, own.completed_ms, -1 FROM json_each(:voids)
  JOIN retail_transaction AS own ON own.number = value ->> 0
  JOIN retail_transaction AS of ON of.number = value ->> 1) """
_TURN: Final = "wanted.business_date, wanted.shift, wanted.operator"

HEADS: Final = f"""{_WANTED} SELECT number, {_TURN}, operator_name, sign FROM wanted"""
LINES: Final = f"""{_WANTED} SELECT wanted.number, sku,
 iif(line.kind = 'return', amount_minor, NULL), quantity_thousandths,
 net_minor, extended_minor - net_minor, is_voided,
 json_extract(detail, '$.item.cat', '$.item.u', '$.item.zh', '$.item.en'),
 iif(is_voided OR is_overridden OR line.kind = 'return', detail, NULL)
 FROM wanted JOIN sale_line AS line ON line.number = source"""
"""By transaction: a line's what, what was given for goods taken back, how much, and where it tells
an act, the whole of it."""

GROUPED: Final = {
    "trade": f"""{_WANTED} SELECT {_TURN}, ((wanted.completed_ms / 60000 + :offset) / 60) % 24,
 wanted.kind, sum(sign), sum(sign * total_minor) FROM wanted
 JOIN retail_transaction AS header ON header.number = source GROUP BY 1, 2, 3, 4, 5""",
    "act": f"""{_WANTED} SELECT {_TURN}, 'discount', reason_code, count(*),
 sum(amount_minor) FROM wanted JOIN line_modifier AS given ON given.number = source
 WHERE application IS NULL AND sign > 0 GROUP BY 1, 2, 3, 5
 UNION ALL SELECT {_TURN}, 'post_void', coalesce((SELECT own.detail ->> '$.why'
 FROM retail_transaction AS own WHERE own.number = wanted.number), ''), count(*),
 sum(abs(total_minor)) FROM wanted JOIN retail_transaction AS header ON header.number = source
 WHERE sign < 0 GROUP BY 1, 2, 3, 5""",
    "coupon": f"""{_WANTED} SELECT business_date, shift, operator, campaign, sum(sign),
 sum(sign * off) FROM (SELECT {_TURN}, sign, coupon.value ->> 'c' AS campaign,
 (SELECT coalesce(sum(used.value ->> 'o'), 0)
  FROM json_each(header.detail, '$.trace.apps') AS used
  WHERE used.value ->> 'c' = coupon.value ->> 'n') AS off
 FROM wanted JOIN retail_transaction AS header ON header.number = source
 JOIN json_each(iif(instr(header.detail, '"coupons"'), header.detail, '{{}}'), '$.coupons')
  AS coupon) GROUP BY 1, 2, 3, 4""",
    "tender": f"""{_WANTED} SELECT {_TURN}, tender_type, sum(sign * (NOT is_change)),
 sum(sign * amount_minor) FROM wanted JOIN tender_line AS tender ON tender.number = source
 GROUP BY 1, 2, 3, 4""",
}
"""Of each cube that SQL can add up by itself: its rows, after the three columns of the turn."""

PROMOTIONS: Final = f"""{_WANTED} SELECT business_date, shift, operator, rule, max(name_zh),
 max(name_en), sum(sign), sum(sign * (seen - off)), sum(sign * off) FROM (SELECT {_TURN}, sign,
 used.value ->> 'r' AS rule, used.value ->> 'zh' AS name_zh, used.value ->> 'en' AS name_en,
 sum(coalesce(used.value ->> 's', 0)) AS seen, sum(coalesce(used.value ->> 'o', 0)) AS off
 FROM wanted JOIN retail_transaction AS header ON header.number = source
 JOIN json_each(iif(instr(header.detail, '"apps"'), header.detail, '{{}}'), '$.trace.apps') AS used
 GROUP BY wanted.number, rule) GROUP BY 1, 2, 3, 4"""
"""By rule, with its names."""

VISITS: Final = f"""{_WANTED} SELECT * FROM (SELECT {_TURN}, wanted.kind = 'sale', sign,
 total_minor, header.id, member_handle,
 (SELECT min(member_key) FROM points_entry AS moved WHERE moved.number = source
  AND length(member_key) = {LASTING_BYTES}) AS least,
 (SELECT max(member_key) FROM points_entry AS moved WHERE moved.number = source
  AND length(member_key) = {LASTING_BYTES}) AS most
 FROM wanted JOIN retail_transaction AS header ON header.number = source)
 WHERE member_handle IS NOT NULL OR least IS NOT NULL"""
"""Transactions with a member, by the till's own names for them; two where goods that another had
bought came back. What a restored disk got back names nobody for longer than a day."""

BUYER: Final = "SELECT member_key FROM points_entry WHERE id = ?"

_VOIDS: Final = """SELECT number, post_void_of, total_minor FROM retail_transaction
 WHERE post_void_of IS NOT NULL AND number IN (SELECT value FROM json_each(?))"""
_CANCELLED: Final = """SELECT number FROM (SELECT * FROM retail_transaction WHERE number = :printed
 UNION ALL SELECT * FROM retail_transaction WHERE printed_number = :printed)
 WHERE (store, workstation) = (:store, :workstation) AND kind <> 'post_void'
 ORDER BY total_minor <> -:total, (number < 0) <> (:own < 0) LIMIT 1"""
"""A disk and its copy may both have given a number out, and both be in the file now: what was
cancelled is what the amounts say, or else what came from the same disk."""


class Batch:
    """Some transactions of till.db, by the numbers that are their keys."""

    def __init__(self, till: Connection, numbers: Sequence[int], utc_offset_minutes: int) -> None:
        self._driver: Any = till.connection
        listed = json.dumps(numbers)
        voids = [(row[0], self._cancelled(*row)) for row in self._found(_VOIDS, (listed,))]
        self._named = {
            "numbers": listed,
            "voids": json.dumps([pair for pair in voids if pair[1] is not None]),
            "offset": utc_offset_minutes,
        }

    def rows(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """Read what a statement of this file says of them."""
        rows: Iterator[tuple[Any, ...]] = self._driver.cursor().execute(statement, self._named)
        return rows

    def find(self, statement: str, key: bytes) -> Any:
        """Look one value up by a key; None when there is none."""
        rows = self._found(statement, (key,))
        return rows[0][0] if rows else None

    def _cancelled(self, own: int, receipt: str, total: int) -> int | None:
        """Find which transaction a post void cancels; None where the file has lost it."""
        printed = ReceiptNumber.parse(receipt)
        assert printed is not None, receipt
        named: dict[str, Any] = {"store": printed.store, "workstation": printed.workstation}
        named |= {"printed": printed.number, "total": total, "own": own}
        rows = self._found(_CANCELLED, named)
        return int(rows[0][0]) if rows else None

    def _found(self, statement: str, named: Any) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self._driver.cursor().execute(statement, named).fetchall()
        return found
