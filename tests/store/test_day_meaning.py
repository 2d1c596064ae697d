"""What the till says of a closed day: from its tables, the same as its journal told the cloud."""

from collections import Counter
from typing import Any

from pos_app.domain import events
from pos_app.domain.money import Money
from pos_app.domain.shift import Shift
from pos_app.store import shifts
from pos_app.store.journal_line import rows_after
from sync.wire import canonical
from sync.wire.digests import DayProof, receipt_set, tidy
from tests.store.cloud_side import NoIssuer, journal_side
from tests.store.trade import DATE, OPERATOR, Trade


def close_day(trade: Trade) -> None:
    with trade.database.write() as connection:
        at_ms = trade.clock.wall_ms()
        shift = Shift(1, OPERATOR, "王小明", DATE, at_ms, Money(50_000), at_ms)
        shifts.close(connection, shift, Money(700), Money(800), ())
        trade.write(connection, events.ShiftClose(1, Money(700), Money(800), (), Money(3), 3))
        shifts.close_day(connection, DATE, 1, at_ms)
        trade.write(connection, events.BusinessDateClose(DATE, 1, Money(3), 3, Money(-100)))


def add_sale(sums: dict[str, Counter[str]], data: dict[str, Any]) -> None:
    for name in ("total", "discount", "tax_added", "rounding"):
        sums["total"][name] += data[name]
    for tender in data["tenders"]:
        sums["tender"][tender["t"]] += tender["a"]
    for tax in data["taxes"]:
        sums["tax"][f"{tax['c']}:base"] += tax["b"]
        sums["tax"][f"{tax['c']}:tax"] += tax["x"]
    for line in data["lines"]:
        sums["count"]["lines"] += not line.get("v")
        sums["total"]["lines"] += 0 if line.get("v") else line["amount"]
        sums["stock"][line["sku"]] += -line["q"] if line.get("back") else line["q"]


def told(trade: Trade) -> dict[str, dict[str, int]]:
    """Add the journal's bodies up, as a cloud would that knows nothing of the till's tables."""
    sums: dict[str, Counter[str]] = {
        name: Counter() for name in ("count", "total", "tender", "tax", "stock", "cash")
    }
    receipts = []
    with trade.database.read() as connection:
        rows = list(rows_after(connection, (0, 0)))
    for row in rows:
        data = canonical.decode(row.body)["d"]
        if row.kind in ("sale", "return", "post_void"):
            sums["count"][row.kind] += 1
            receipts.append(data["rcpt"])
            add_sale(sums, data)
        elif row.kind == "paid_out":
            sums["cash"]["paid_out"] += data["amount"]
        elif row.kind == "shift_close":
            sums["cash"] += Counter(counted=data["counted"], expected=data["expected"])
    return tidy({**sums, "receipts": {"set": receipt_set(receipts)}})


def test_the_day_is_what_the_journal_told(trade: Trade) -> None:
    side = journal_side(trade, NoIssuer())
    assert side.due_days() == ()
    assert side.day_digest(DATE) is None
    close_day(trade)
    assert side.due_days() == (DATE,)
    digest = side.day_digest(DATE)
    assert digest is not None
    assert digest.meaning == told(trade)
    assert digest.through == side.standing().head
    assert digest.meaning["cash"] == {"paid_out": 1500, "counted": 700, "expected": 800}
    assert side.day_digest("2026-01-01") is None


def test_a_changed_table_is_a_changed_day(trade: Trade) -> None:
    side = journal_side(trade, NoIssuer())
    close_day(trade)
    before = side.day_digest(DATE)
    trade.change_everything("UPDATE tender_line SET amount_minor = amount_minor + 1")
    after = side.day_digest(DATE)
    assert before is not None
    assert after is not None
    assert before.meaning["tender"] != after.meaning["tender"]


def test_a_day_is_due_until_it_is_proved(trade: Trade) -> None:
    side = journal_side(trade, NoIssuer())
    close_day(trade)
    proof = DayProof(DATE, False, "BEHIND", "behind", (), {}, b"e", b"s")
    side.note_proof(proof)
    assert side.due_days() == (DATE,)
    side.note_proof(DayProof(DATE, True, "", "equal", (), {}, b"e", b"s"))
    assert side.due_days() == ()
