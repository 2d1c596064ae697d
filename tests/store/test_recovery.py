"""A till put back from a backup, or copied, finds back to the cloud's rows and loses nothing."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.domain import events
from pos_app.domain.grant import EscrowRight
from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.money import Money
from pos_app.domain.shift import Shift
from pos_app.store import grants, shifts
from pos_app.store.database import Connection
from pos_app.store.journal import Joined, JournalWriter, grand_totals
from pos_app.store.journal_line import epoch_starts
from pos_app.store.returnable import find_returnable
from pos_app.store.transactions import find_finished
from tests.store.cloud_side import NoIssuer, journal_side
from tests.store.disks import Disks, Told, facts
from tests.store.trade import OPERATOR, Trade

FIRST = ReceiptNumber("S12", "T03", 1)


@pytest.fixture
def disks(tmp_path: Path) -> Iterator[Disks]:
    disks = Disks(tmp_path)
    disks.trade.open_shift()
    disks.trade.sell()
    yield disks
    disks.trade.close()


def test_a_till_put_back_from_a_backup_knows_every_sale_it_had_acknowledged(disks: Disks) -> None:
    disks.back_up()
    first = disks.trade.sell()
    disks.trade.give_back(first.receipt)
    disks.trade.pay_out(700)
    disks.upload()
    before = facts(disks.trade)
    totals = disks.cloud.rows[-1].event.body
    disks.restore(is_noticed=False)
    found = disks.recover()
    assert not found.is_fork
    assert facts(disks.trade) == before
    assert disks.difference() is None
    with disks.trade.database.read() as connection:
        completed = find_finished(connection, first.receipt)
        sale = find_returnable(connection, first.receipt)
        gt = grand_totals(connection, "CNY")
    assert completed is not None
    assert completed.priced.total == first.priced.total
    assert sale is not None
    assert [line.remaining.thousandths for line in sale.lines] == [1000, 1250]
    assert f'"net":{gt.net.minor}' in totals
    sold = disks.trade.sell()
    assert str(sold.receipt) == "S12-T03E2-000004"
    assert not disks.side.standing().in_doubt
    disks.upload()
    assert disks.difference() is None


@pytest.mark.parametrize("is_noticed", [False, True])
def test_a_till_that_sold_on_tells_its_own_sales_once_more(disks: Disks, is_noticed: bool) -> None:
    disks.back_up()
    lost = [disks.trade.sell() for _ in range(3)]
    disks.trade.give_back(lost[0].receipt)
    disks.upload()
    theirs = facts(disks.trade)["retail_transaction"]
    disks.restore(is_noticed=is_noticed)
    own = [disks.trade.sell(), disks.trade.give_back(FIRST)]
    ours = facts(disks.trade)["retail_transaction"]
    found = disks.recover()
    assert found.is_fork
    assert disks.difference() is None
    now = facts(disks.trade)["retail_transaction"]
    assert {row[2] for row in now} == {row[2] for row in (*theirs, *ours)}
    with disks.trade.database.read() as connection:
        gt = grand_totals(connection, "CNY")
        for completed in (*lost, *own):
            kept = find_finished(connection, completed.receipt)
            if is_noticed or completed in lost:
                assert kept is not None
        totals = list(
            connection.exec_driver_sql("SELECT total_minor FROM retail_transaction").scalars()
        )
    assert (gt.net.minor, gt.absolute.minor) == (sum(totals), sum(map(abs, totals)))
    sold = disks.trade.sell()
    assert sold.receipt.number == 6
    disks.upload()
    ids = [row.event.id for row in disks.cloud.rows]
    assert len(set(ids)) == len(ids)  # each fact is at the cloud exactly once
    assert {row[2] for row in now} <= set(ids)
    assert disks.difference() is None
    assert disks.side.waiting().rows == 0


def test_a_sale_that_was_cancelled_on_both_disks_is_cancelled_twice(disks: Disks) -> None:
    disks.trade.sell()
    disks.upload()
    disks.back_up()
    lost = disks.trade.cancel(FIRST)
    disks.upload()
    disks.restore(is_noticed=True)
    own = disks.trade.cancel(FIRST)
    assert disks.recover().is_fork
    disks.upload()
    with disks.trade.database.read() as connection:
        of = "SELECT id FROM retail_transaction WHERE post_void_of = ?"
        found = set(connection.exec_driver_sql(of, (str(FIRST),)).scalars())
    assert found == {one.priced.transaction.id for one in (lost, own)}
    assert disks.difference() is None


def test_it_may_happen_again_and_again(disks: Disks, tmp_path: Path) -> None:
    disks.back_up()
    disks.trade.sell()
    disks.upload()
    disks.restore(is_noticed=True)
    disks.trade.sell()
    disks.recover()
    disks.trade.sell()
    disks.trade.close()
    shutil.rmtree(tmp_path / "a")
    shutil.copytree(tmp_path / "b", tmp_path / "a")
    disks.trade = Trade(tmp_path / "a")
    disks.side = journal_side(disks.trade, NoIssuer())
    disks.trade.sell()
    disks.upload()
    disks.restore(is_noticed=True)
    disks.trade.sell()
    found = disks.recover()
    assert found.common.epoch >= 2
    assert disks.difference() is None
    disks.upload()
    assert disks.difference() is None
    with disks.trade.database.read() as connection:
        assert [start.epoch for start in epoch_starts(connection)] == [
            start.epoch for start in disks.cloud.starts
        ]


def test_a_copy_that_found_back_may_have_to_find_back_once_more(
    disks: Disks, tmp_path: Path
) -> None:
    disks.back_up()
    disks.trade.sell()
    disks.upload()
    disks.trade.close()
    shutil.copytree(tmp_path / "b", tmp_path / "c")
    for name in ("b", "c"):  # two machines are put back from the same backup, and both sell
        shutil.copy(tmp_path / "a" / "terminal.mark", tmp_path / name / "terminal.mark")
    second = Trade(tmp_path / "c")
    side = journal_side(second, NoIssuer())
    second.sell()
    disks.trade, disks.side = second, side
    disks.recover()
    second.sell()
    assert disks.difference() is None
    disks.trade = Trade(tmp_path / "b")
    disks.side = journal_side(disks.trade, NoIssuer())
    disks.trade.sell()
    disks.recover()
    disks.upload()
    disks.trade.close()
    disks.trade, disks.side = second, side
    found = disks.recover()
    assert found.is_fork
    assert disks.difference() is None
    disks.trade.sell()
    disks.upload()
    assert disks.difference() is None
    ids = [row.event.id for row in disks.cloud.rows]
    with second.database.read() as connection:
        own = set(connection.exec_driver_sql("SELECT id FROM retail_transaction").scalars())
        gt = grand_totals(connection, "CNY")
        total = connection.exec_driver_sql("SELECT sum(total_minor) FROM retail_transaction")
        assert gt.net.minor == total.scalar_one()
    assert own <= set(ids)


def test_a_doubt_about_nothing_ends_in_an_epoch_of_its_own(disks: Disks) -> None:
    disks.upload()
    disks.side.note_doubt()
    found = disks.recover()
    assert (found.common, found.is_fork) == (found.have, False)
    assert disks.difference() is None
    assert not disks.side.standing().in_doubt
    disks.trade.sell()
    disks.upload()


def test_nothing_of_a_right_is_left_once_the_disk_was_restored(disks: Disks) -> None:
    with disks.trade.database.write() as connection:
        grants.take_right(connection, EscrowRight(7, 1, 5, 2**50))
    disks.upload()
    disks.back_up()
    disks.trade.sell()
    disks.upload()
    disks.restore(is_noticed=False)
    disks.recover()
    with disks.trade.database.read() as connection:
        assert grants.rights_left(connection, 1, 0) == ()


def test_a_lost_day_is_closed_again_and_the_next_one_open(disks: Disks) -> None:
    disks.back_up()
    trade = disks.trade
    with trade.database.write() as connection:
        shift = shifts.open_shift(connection, "CNY")
        assert shift is not None
        closed = Shift(
            1, OPERATOR, "王小明", shift.business_date, shift.opened_ms, Money(50_000), 5
        )
        shifts.close(connection, closed, Money(1), Money(2), ())
        trade.write(connection, events.ShiftClose(1, Money(1), Money(2), (), Money(3), 1))
        shifts.close_day(connection, shift.business_date, 1, 9)
        trade.write(
            connection, events.BusinessDateClose(shift.business_date, 1, Money(3), 1, Money(-1))
        )
    disks.upload()
    disks.restore(is_noticed=False)
    disks.recover()
    with disks.trade.database.read() as connection:
        assert shifts.open_shift(connection, "CNY") is None
        (day,) = shifts.closed_days(connection, 5)
        found = shifts.find_closed(connection, 1, "CNY")
    assert (day.date, day.number) == (shift.business_date, 1)
    assert found is not None
    assert (found.counted, found.expected) == (Money(1), Money(2))
    assert disks.difference() is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_lost SET body = CAST(replace(CAST(body AS TEXT), 'S12', 'S13') AS BLOB)",
        "DELETE FROM journal_lost WHERE seq = (SELECT max(seq) FROM journal_lost)",
        "DELETE FROM journal_lost WHERE seq = (SELECT min(seq) FROM journal_lost)",
        "DELETE FROM journal_lost",
        "UPDATE journal_lost SET sig = zeroblob(64)",
        "UPDATE journal_fork SET again = again - 1",
        "UPDATE journal_fork SET lost = lost + 1",
        "UPDATE journal_fork SET common_seq = common_seq - 1",
        "UPDATE journal_fork SET have_seq = have_seq - 1",
        "DELETE FROM journal_fork",
        "DELETE FROM journal WHERE epoch = 1 AND seq = 4",
        "DELETE FROM journal WHERE epoch = 2 AND seq = 2",
        "UPDATE journal SET body = (SELECT body FROM journal WHERE epoch = 1 AND seq = 3)"
        " WHERE epoch = 2 AND seq = 2",
        "UPDATE journal_epoch SET chain_before = (SELECT chain FROM journal WHERE epoch = 1"
        " ORDER BY seq DESC LIMIT 1) WHERE epoch = 2",
        "UPDATE head SET gt_net_minor = gt_net_minor + 1",
        "DELETE FROM retail_transaction WHERE number < 0",
    ],
)
def test_tampering_with_a_joined_journal_is_found(disks: Disks, statement: str) -> None:
    disks.back_up()
    for _ in range(3):
        disks.trade.sell()
    disks.upload()
    disks.restore(is_noticed=False)
    disks.trade.sell()
    disks.trade.sell()
    disks.recover()
    disks.trade.sell()
    assert disks.difference() is None
    with disks.trade.database.maintain() as driver:
        driver.execute("PRAGMA foreign_keys = 0")
    disks.trade.change_everything(statement)
    assert disks.difference() is not None


Forgery = Callable[
    [Joined, tuple[int, int], list[Told]], tuple[Joined, tuple[int, int], list[Told]]
]


@pytest.mark.parametrize(
    "forge",
    [
        lambda joined, gt, rows: (joined, (gt[0] + 1, gt[1] + 1), rows),
        lambda joined, gt, rows: (joined, gt, rows[:-1]),
        lambda joined, gt, rows: (replace(joined, again=len(rows) - 1), gt, rows[:-1]),
        lambda joined, gt, rows: (joined, gt, rows[::-1]),
        lambda joined, gt, rows: (replace(joined, why="restore"), gt, rows),
        lambda joined, gt, rows: (replace(joined, lost=joined.lost - 1), gt, rows),
        lambda joined, gt, rows: (replace(joined, common=(1, 2)), gt, rows),
        lambda joined, gt, rows: (replace(joined, have=(1, 2)), gt, rows),
        lambda joined, gt, rows: (
            joined,
            gt,
            [(*row[:3], row[3].replace(b"S12-T03", b"S12-T04")) for row in rows],
        ),
    ],
)
def test_whoever_holds_the_key_cannot_join_a_journal_otherwise(
    disks: Disks, forge: Forgery, monkeypatch: pytest.MonkeyPatch
) -> None:
    disks.back_up()
    for _ in range(3):
        disks.trade.sell()
    disks.upload()
    disks.restore(is_noticed=False)
    disks.trade.sell()
    disks.trade.sell()
    writer, kept = disks.trade.writer, {}

    def join(connection: Connection, joined: Joined, totals: tuple[int, int]) -> int:
        kept["way"] = (joined, totals)
        return 1

    def tell(connection: Connection, rows: Iterable[Told]) -> None:
        joined, totals, told = forge(*kept["way"], list(rows))
        JournalWriter.join_epoch(writer, connection, joined, totals)
        JournalWriter.append_again(writer, connection, told)

    monkeypatch.setattr(writer, "join_epoch", join)
    monkeypatch.setattr(writer, "append_again", tell)
    disks.recover()
    assert disks.difference() is not None
