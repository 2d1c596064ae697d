"""Finished transactions that this disk had lost -> its tables again, from their journal bodies.

What a body does not say is filled with what is known: an item's names come from the catalogue, the
operator's from the people of this till, a member is known by the day's handle alone. What may be
spent once more is not: coupons count as used here, rights of before are worth nothing anyway.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from pos_app.domain.catalog import Item
from pos_app.domain.identifiers import ReceiptNumber, TransactionId
from pos_app.domain.points import PointsMove
from pos_app.domain.stored_value import ValueReference
from pos_app.domain.tender import TenderType
from pos_app.store import transactions as rows
from pos_app.store.database import Connection
from pos_app.store.journal_body import Body, currency_of
from pos_app.store.journal_line import LineRow
from pos_app.store.line_body import dump

FindItem = Callable[[str], Item | None]
"""Looks an item up in the catalogue by its SKU."""

_OPERATOR: Final = "SELECT name FROM operator WHERE id = ?"
_TAKEN: Final = "SELECT id FROM retail_transaction WHERE number = ?"
_LOWEST: Final = "SELECT min(0, coalesce(min(number), 0)) - 1 FROM retail_transaction"
_HAS: Final = """SELECT 1 FROM retail_transaction
 WHERE (journal_epoch, journal_seq, id) = (?, ?, ?)"""
_SHIFT_OF: Final = "SELECT number FROM shift WHERE number IN (?, ?) ORDER BY number LIMIT 1"
_RAISE_COUNTER: Final = "UPDATE receipt_counter SET last_number = max(last_number, ?)"
_INSERT_POINTS: Final = """INSERT INTO points_entry (id, number, member_key, reason, points,
 grant_no, expires_on, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"""
_INSERT_COUPON: Final = """INSERT INTO coupon_redemption (coupon, "use", number, campaign,
 coupon_class, value_minor, off_minor, when_returned, grant_no, member_key, redeemed_ms, until_ms)
 VALUES (?, (SELECT coalesce(max("use"), 0) + 1 FROM coupon_redemption WHERE coupon = ?), ?, ?, ?,
 ?, ?, 'keep_spent', ?, ?, ?, ?)"""
_INSERT_RULE_USE: Final = """INSERT INTO rule_use (number, application, rule, times, off_minor,
 member_key) VALUES (?, ?, ?, ?, ?, ?)"""
_INSERT_VALUE: Final = """INSERT INTO stored_value_use (hold, account, number, amount_minor)
 VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"""

_COUPON_KEPT_MS: Final = 400 * 86_400_000
"""How long a coupon counts as used of which the end is not known here."""


@dataclass(frozen=True, slots=True)
class _Lost:
    """A transaction on its way back: its row, body and data, and under which key it is kept."""

    row: LineRow
    body: Body
    key: int
    receipt: ReceiptNumber
    shift: int
    find_item: FindItem

    @property
    def data(self) -> Body:
        data: Body = self.body["d"]
        return data

    @property
    def member_key(self) -> bytes | None:
        """Who it was, as far as the row says: the handle of that day."""
        ref = self.data.get("mb")
        return bytes.fromhex(ref["h"]) if ref else None


def bring_back(connection: Connection, row: LineRow, body: Body, find_item: FindItem) -> None:
    """Write a lost transaction; one that is here already changes nothing.

    Its receipt number is its key, unless this disk has given that number out again meanwhile.
    """
    if connection.exec_driver_sql(_HAS, (row.epoch, row.seq, row.event_id)).first():
        return
    receipt = ReceiptNumber.parse(body["d"]["rcpt"])
    assert receipt is not None, "written by us"
    taken = connection.exec_driver_sql(_TAKEN, (receipt.number,)).first()
    key = connection.exec_driver_sql(_LOWEST).scalar_one() if taken else receipt.number
    shift = int(body.get("sh", 0))
    found = connection.exec_driver_sql(_SHIFT_OF, (shift, -shift)).scalar()
    lost = _Lost(row, body, key, receipt, shift if found is None else found, find_item)
    currency = currency_of(connection)
    driver: Any = connection.connection.cursor()
    driver.execute(rows.INSERT_TRANSACTION, _header(connection, lost, currency))
    driver.executemany(rows.INSERT_LINE, [_line(lost, line) for line in lost.data["lines"]])
    driver.executemany(rows.INSERT_MODIFIER, list(_modifiers(lost)))
    driver.executemany(rows.INSERT_TENDER, list(_tenders(lost)))
    driver.executemany(rows.INSERT_TAX, list(_taxes(lost)))
    driver.executemany(_INSERT_POINTS, list(_points(lost)))
    driver.executemany(_INSERT_COUPON, list(_coupons(lost)))
    driver.executemany(_INSERT_RULE_USE, list(_rule_uses(lost)))
    driver.executemany(_INSERT_VALUE, list(_value_uses(lost)))
    connection.exec_driver_sql(_RAISE_COUNTER, (receipt.number,))


def _header(connection: Connection, lost: _Lost, currency: str) -> tuple[Any, ...]:
    body, data = lost.body, lost.data
    name = connection.exec_driver_sql(_OPERATOR, (body["op"],)).scalar() or body["op"]
    change = -sum(tender["a"] for tender in data["tenders"] if tender.get("change"))
    ref = data.get("mb")
    detail = {
        "chain": lost.row.chain.hex(),
        "trace": _trace(data.get("rules")),
        "tier": data.get("tier", ""),
        "coupons": [_coupon(body, coupon) for coupon in data.get("coupons", ())],
        "why": data.get("reason", ""),
    }
    return (
        lost.key,
        lost.receipt.store,
        lost.receipt.workstation,
        lost.row.event_id,
        lost.row.kind,
        body["op"],
        name,
        body["bd"],
        lost.shift,
        data["opened"],
        body["wall"],
        currency,
        data.get("of"),
        data["subtotal"],
        data["discount"],
        data["tax_added"],
        data["total"],
        data["rounding_back"],
        data["rounding"],
        change,
        lost.row.epoch,
        lost.row.seq,
        dump({key: value for key, value in detail.items() if value}),
        bytes.fromhex(ref["h"]) if ref else None,
        ref["day"] if ref else None,
        lost.receipt.number if lost.key != lost.receipt.number else None,
    )


def _trace(told: Body | None) -> Body | None:
    if told is None:
        return None
    names = [entry | {"zh": entry["r"], "en": entry["r"]} for entry in told["used"]]
    kept = {key: told[key] for key in ("id", "v", "hash") if key in told}
    flags = {"best": int(told.get("best", False)), "open": int(not told["proved"])}
    return kept | {key: value for key, value in flags.items() if value} | {"apps": names}


def _coupon(body: Body, told: Body) -> Body:
    kept = {
        "n": told["n"],
        "c": told["campaign"],
        "k": told["cls"],
        "until": body["wall"] + _COUPON_KEPT_MS,
        "back": "keep_spent",
        "v": told.get("value", 0),
        "g": told.get("grant", 0),
    }
    return {key: value for key, value in kept.items() if value}


def _line(lost: _Lost, told: Body) -> tuple[Any, ...]:
    is_return = bool(told.get("back"))
    unit_price = abs(told["net"]) if is_return else told["price"]
    return (
        lost.key,
        told["n"],
        "return" if is_return else "sale",
        told["sku"],
        told["q"],
        unit_price,
        told["ext"],
        told["net"],
        told["tax"],
        told["amount"],
        told.get("rounding", 0),
        int(bool(told.get("v"))),
        int("why" in told and not is_return),
        told.get("of"),
        told.get("of_n"),
        dump(_detail(lost, told, is_return=is_return)),
    )


def _detail(lost: _Lost, told: Body, *, is_return: bool) -> Body:
    detail: Body = {"item": _item(lost, told), "q": told["q"]}
    if told.get("v"):
        detail["v"] = 1
    if is_return:
        detail |= {
            "back": [abs(told["net"]), abs(told["tax"]), told.get("rb", 0)],
            "why": told["why"],
            "of": [told["of"], told["of_n"]] if "of" in told else None,
            "ok": told.get("ok"),
            "less": [[w["r"], w["r"], w["r"], w["a"]] for w in told.get("less", ())] or None,
        }
    else:
        over = {"p": told["price"], "why": told.get("why"), "who": lost.body["op"]}
        lot = [told.get("lot", ""), told.get("serial", ""), told.get("expires", "")]
        detail |= {
            "p": told["price"],
            "by": told["by"],
            "fixed": told.get("fixed"),
            "over": _lean(over | {"ok": told.get("ok")}) if "why" in told else None,
            "lot": lot if any(lot) else None,
        }
    return _lean(detail)


def _item(lost: _Lost, told: Body) -> Body:
    item = lost.find_item(told["sku"])
    group = next((one for one in lost.data["taxes"] if one["c"] == told["tc"]), None)
    rate, is_inclusive = (group["r"], int(group["i"])) if group else (0, 1)
    return _lean(
        {
            "sku": told["sku"],
            "zh": item.name_zh if item else told["sku"],
            "en": item.name_en if item else told["sku"],
            "cat": list(item.category) if item else [],
            "tax": [told["tc"], rate, is_inclusive],
            "u": told["u"],
            "p": told.get("list", told.get("price")),
            "pv": told.get("pv", 0),
            "gtin": int(told["gtin"]) if "gtin" in told else None,
            "plu": item.plu if item else None,
            "br": (item.brand or None) if item else None,
        }
    )


def _modifiers(lost: _Lost) -> Iterator[tuple[Any, ...]]:
    for line in lost.data["lines"]:
        for at, told in enumerate(line.get("mods", ()), 1):
            yield (
                lost.key,
                line["n"],
                at,
                told["a"],
                told.get("why", ""),
                told.get("who", ""),
                told.get("ok"),
                told.get("r"),
                int(bool(told.get("share"))),
                told.get("app"),
            )


def _tenders(lost: _Lost) -> Iterator[tuple[Any, ...]]:
    for at, told in enumerate(lost.data["tenders"], 1):
        slip = (told.get("brand"), told.get("last4"), told.get("appr"))
        kept = (told["t"], told["a"], int(bool(told.get("change"))))
        yield (lost.key, at, *kept, *slip, told.get("ref"))


def _taxes(lost: _Lost) -> Iterator[tuple[Any, ...]]:
    for at, told in enumerate(lost.data["taxes"], 1):
        yield (lost.key, at, told["c"], told["r"], int(told["i"]), told["b"], told["x"])


def _points(lost: _Lost) -> Iterator[tuple[Any, ...]]:
    of = str(lost.data.get("of", ""))
    back = [line["of"] for line in lost.data["lines"] if "of" in line]
    of = of or (back[0] if back else "")
    for at, told in enumerate(lost.data.get("points", ())):
        # An exchange moves points of both receipts for one reason: each entry has an id of its own.
        move = PointsMove(told["r"], told["n"], told.get("g", 0), told.get("x"), f"{of}#{at}")
        identity = move.id_in(TransactionId(lost.row.event_id))
        kept = (move.reason, move.points, move.grant_no, move.expires_on, lost.body["wall"])
        yield (identity, lost.key, lost.member_key or b"", *kept)


def _coupons(lost: _Lost) -> Iterator[tuple[Any, ...]]:
    """Give the uses; a post void names the coupons of what it cancelled, and uses none."""
    if lost.row.kind == "post_void":
        return
    used = (lost.data.get("rules") or {}).get("used", ())
    for told in lost.data.get("coupons", ()):
        number, wall_ms = told["n"], lost.body["wall"]
        off = sum(entry.get("o", 0) for entry in used if entry.get("c") == number)
        about = (told["campaign"], told["cls"], told.get("value", 0), off, told.get("grant", 0))
        times = (wall_ms, wall_ms + _COUPON_KEPT_MS)
        yield (number, number, lost.key, *about, lost.member_key, *times)


def _rule_uses(lost: _Lost) -> Iterator[tuple[Any, ...]]:
    for at, told in enumerate((lost.data.get("rules") or {}).get("used", ())):
        yield (lost.key, at, told["r"], told.get("t", 1), told.get("o", 0), lost.member_key)


def _value_uses(lost: _Lost) -> Iterator[tuple[Any, ...]]:
    for at, told in enumerate(lost.data["tenders"], 1):
        if told["t"] == TenderType.STORED_VALUE.value:
            reference = ValueReference.parse(told["ref"])
            is_back = told["a"] < 0
            number = lost.receipt.number
            hold = f"{reference.hold}/{number}.{at}" if is_back else reference.hold
            yield (hold, reference.account, lost.key, told["a"])


def _lean(body: Body) -> Body:
    return {key: value for key, value in body.items() if value is not None}
