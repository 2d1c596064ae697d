"""The journal read for people: in order, once, complete, whatever happened to disk and clock."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.audit import AuditFilter, AuditRow, replayed
from pos_app.domain.events import Boot
from pos_app.domain.identifiers import BusinessDate, ReceiptNumber, TransactionId
from pos_app.domain.money import Money
from pos_app.domain.quantity import Quantity
from pos_app.domain.transaction import Entry, SaleLine
from pos_app.store import audit, transactions
from tests.store.disks import Disks
from tests.store.trade import DATE, TEA, Trade


@pytest.fixture
def disks(tmp_path: Path) -> Iterator[Disks]:
    disks = Disks(tmp_path)
    disks.trade.open_shift()
    disks.trade.sell()
    yield disks
    disks.trade.close()


def rows(trade: Trade, day: str = DATE) -> list[AuditRow]:
    wanted = AuditFilter(BusinessDate(day), BusinessDate(day))
    with trade.database.read() as connection:
        return list(audit.list_rows(connection, wanted, lambda: None))


@pytest.mark.parametrize("is_noticed", [False, True])
def test_what_a_restored_disk_told_twice_is_read_once_and_what_it_lost_in_its_place(
    disks: Disks, is_noticed: bool
) -> None:
    disks.back_up()
    lost = [disks.trade.sell() for _ in range(3)]
    disks.trade.give_back(lost[0].receipt)
    disks.trade.cancel(lost[1].receipt)
    disks.trade.pay_out(700)
    disks.upload()
    disks.restore(is_noticed=is_noticed)
    disks.trade.sell()
    disks.recover()
    disks.trade.sell()
    found = rows(disks.trade)
    times = [row.at_ms for row in found]
    assert times == sorted(times)
    assert [row.is_lost for row in found if row.kind == "sale"] == [
        *(False, True, True, True),
        *(False, False),
    ]
    with disks.trade.database.read() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM retail_transaction").scalar_one()
        cash = connection.exec_driver_sql(
            "SELECT sum(amount_minor) FROM tender_line WHERE tender_type = 'cash'"
        ).scalar_one()
    assert sum(bool(row.receipt) for row in found) == count
    steps = replayed(1, (row for row in found if row.shift == 1), "CNY").steps
    assert steps[-1].drawer.minor == 50_000 + cash - 700


def test_a_clock_that_was_put_right_before_the_first_shift_hides_no_day(tmp_path: Path) -> None:
    """The calendar of the till's first start is a day after the one that was opened then."""
    trade = Trade(tmp_path)
    for _ in range(20):
        with trade.database.write() as connection:
            trade.writer.append(connection, Boot("0.1.0", was_clean=True))
    trade.open_shift()
    trade.sell()
    assert [row.kind for row in rows(trade)] == ["shift_open", "sale"]
    with trade.database.read() as connection:
        today = connection.exec_driver_sql(
            "SELECT json_extract(CAST(body AS TEXT), '$.bd') FROM journal WHERE seq = 1"
        ).scalar_one()
    assert today > DATE
    assert {row.kind for row in rows(trade, today)} == {"start", "boot"}
    trade.close()


def test_of_two_receipts_with_one_number_each_row_leads_to_its_own(disks: Disks) -> None:
    disks.back_up()
    disks.trade.sell(SaleLine(1, TEA, Quantity.of(3), Money(450), Entry.SCANNED))
    disks.upload()
    disks.restore(is_noticed=False)
    disks.trade.sell()
    disks.recover()
    found = [row for row in rows(disks.trade) if row.receipt.endswith("-000002")]
    assert len({row.receipt for row in found}) == 1
    assert [row.is_lost for row in found] == [True, False]
    receipt = ReceiptNumber.parse(found[0].receipt)
    assert receipt is not None
    with disks.trade.database.read() as connection:
        for row in found:
            of = TransactionId(bytes.fromhex(str(row.said["txn"])))
            sale = transactions.find_finished(connection, receipt, of)
            assert sale is not None
            assert sale.priced.total.minor == row.amount_minor
