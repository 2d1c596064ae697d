"""A till tells of its days when they have changed, once, and again when the cloud has lost them."""

from pos_app.domain.identifiers import BusinessDate
from tests.builders import BREAD, DAY, MANAGER, WATER, Rig
from tests.services.relay import Anybody, Relay, close_day

HOUR_MS = 3_600_000
NEXT_DAY = BusinessDate("2026-11-22")


def test_a_day_is_sent_when_it_has_changed_and_not_again(one: Rig, relay: Relay) -> None:
    one.sell(WATER)
    assert [sheet.head.transactions for sheet in relay.take(one)] == [1]
    assert relay.take(one) == []
    one.sell(WATER)
    assert [sheet.head.transactions for sheet in relay.take(one)] == [2]
    close_day(one)
    (sheet,) = relay.take(one)
    assert sheet.head.closed_ms is not None


def test_what_was_acknowledged_is_known_after_a_restart(one: Rig, relay: Relay) -> None:
    one.sell(WATER)
    relay.take(one)
    one.reopen()
    assert relay.take(one) == []
    (one.folder / "insight.db").unlink()
    assert relay.take(one) == []


def test_what_was_not_acknowledged_is_sent_again(one: Rig) -> None:
    one.sell(WATER)
    sheets, outbox = one.counter.office.day_sheets, one.till.linked().sheets
    while sheets.step(Anybody()):
        pass
    sheet = outbox.due_sheet()
    assert sheet is not None
    assert outbox.due_sheet() == sheet
    one.reopen()
    while one.counter.office.day_sheets.step(Anybody()):
        pass
    again = one.till.linked().sheets.due_sheet()
    assert again is not None
    assert again.content == sheet.content


def test_a_cloud_that_was_put_back_is_told_again(one: Rig, two: Rig, relay: Relay) -> None:
    one.sell(WATER)
    relay.exchange()
    relay.take(one)
    relay.take(one)
    assert relay.take(one) == []
    relay.feed.gen += 1
    relay.give(one)
    assert [sheet.head.day for sheet in relay.take(one)] == [DAY]


def test_the_newest_day_goes_first(one: Rig, relay: Relay) -> None:
    one.sell(WATER)
    close_day(one)
    one.clock.pass_ms(24 * HOUR_MS)
    one.open_for(MANAGER, NEXT_DAY)
    one.sell(BREAD)
    assert [sheet.head.day for sheet in relay.take(one)] == [NEXT_DAY, DAY]


def test_a_sheet_says_up_to_which_row_of_the_journal_it_holds(one: Rig, relay: Relay) -> None:
    one.sell(WATER)
    (sheet,) = relay.take(one)
    (last,) = one.rows("SELECT epoch, seq FROM journal ORDER BY epoch DESC, seq DESC LIMIT 1")
    assert (sheet.head.epoch, sheet.head.seq) == last


def test_practice_is_told_nobody(one: Rig) -> None:
    one.counter.enter_training()
    one.ring(BREAD)
    one.pay_cash()
    assert not one.counter.office.day_sheets.step(Anybody())
    one.counter.leave_training()
    assert one.till.linked().sheets.due_sheet() is None


def test_a_day_that_the_cloud_will_not_take_comes_last_until_it_is_another(one: Rig) -> None:
    one.sell(WATER)
    close_day(one)
    one.clock.pass_ms(24 * HOUR_MS)
    one.open_for(MANAGER, NEXT_DAY)
    one.sell(BREAD)
    outbox = one.till.linked().sheets
    days = []
    for put_off in (True, True, False):
        while one.counter.office.day_sheets.step(Anybody()):
            pass
        sheet = outbox.due_sheet()
        assert sheet is not None
        days.append(sheet.head.day)
        if put_off:
            outbox.put_off_sheet(sheet.head)
    assert days == [NEXT_DAY, DAY, NEXT_DAY]
    one.sell(WATER)
    while one.counter.office.day_sheets.step(Anybody()):
        pass
    outbox.note_sheet(sheet.head)
    newer = outbox.due_sheet()
    assert newer is not None
    assert (newer.head.day, newer.head.transactions) == (NEXT_DAY, 2)


def test_what_was_added_is_told_where_the_sums_are_begun_anew_with_it(
    one: Rig, relay: Relay
) -> None:
    one.sell(WATER)
    assert [sheet.head.transactions for sheet in relay.take(one)] == [1]
    assert relay.take(one) == []
    one.sell(WATER)
    (one.folder / "insight.db").unlink()
    assert [sheet.head.transactions for sheet in relay.take(one)] == [2]
