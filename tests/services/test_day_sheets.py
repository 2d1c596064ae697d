"""The figures of a store with several tills: all of them, each once, and what is still to come."""

import gzip
from dataclasses import replace

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.completeness import MissingDay, Restatement, TillMark
from pos_app.domain.insight.period import Lens, Period, single_day
from pos_app.domain.quantity import Quantity
from sync.wire import reference as wire
from tests.builders import BOOK, BREAD, DAY, WATER, Rig, yuan
from tests.services.club import OUYANG, ZHANG, scan
from tests.services.relay import (
    Relay,
    close_day,
    dashboard,
    deliver_handles,
    reference_of,
)

HOUR_MS = 3_600_000
NEXT_DAY = BusinessDate("2026-11-22")


def mark_of(rig: Rig, till: str, period: Period | None = None) -> TillMark:
    (mark,) = [one for one in dashboard(rig, period).completeness.tills if one.till == till]
    return mark


def test_a_report_has_the_figures_of_the_other_till(one: Rig, two: Rig, relay: Relay) -> None:
    one.sell(WATER, BREAD)
    two.sell(WATER)
    sold = two.sell(BOOK)
    two.counter.returns.return_line(sold.receipt, 1, Quantity(1000), "FAULTY")
    two.pay_cash()
    alone = dashboard(one)
    relay.exchange()
    found = dashboard(one)
    assert found.headline.takings == alone.headline.takings + yuan(200)
    assert (found.headline.sales, found.headline.return_count) == (3, 1)
    assert found == dashboard(one)
    assert found.headline == dashboard(two).headline
    assert found.hours == dashboard(two).hours
    assert [(mark.till, mark.is_here) for mark in found.completeness.tills] == [
        ("T1", True),
        ("T2", False),
    ]
    (operator,) = found.operators
    assert (operator.name, operator.transactions) == ("陈店长", 4)


def test_what_was_wanted_and_not_bought_there_counts_too(one: Rig, two: Rig, relay: Relay) -> None:
    for rig in (one, two):
        rig.counter.lost_sales.record("PRICE")
    two.counter.lost_sales.record("OUT_OF_STOCK")
    relay.exchange()
    found = dashboard(one)
    assert [(lost.reason_code, lost.count) for lost in found.lost_sales] == [
        ("PRICE", 2),
        ("OUT_OF_STOCK", 1),
    ]
    theirs = Lens(till="T2")
    assert dashboard(one, lens=theirs).lost_sales == dashboard(two, lens=theirs).lost_sales


def test_a_day_that_went_on_takes_the_place_of_what_was_known_of_it(
    one: Rig, two: Rig, relay: Relay
) -> None:
    two.sell(WATER)
    relay.exchange()
    assert dashboard(one).headline.takings == yuan(200)
    two.sell(WATER, BREAD)
    two.counter.returns.post_void("MISTAKE")
    two.sell(BREAD)
    relay.exchange()
    assert dashboard(one).headline == dashboard(two).headline
    month = Period(BusinessDate("2026-11-01"), BusinessDate("2026-11-30"))
    goods = {item.sku: item.net for item in dashboard(one, month).top_goods}
    assert goods == {WATER: yuan(200), BREAD: yuan(333)}


class TestMembers:
    def test_who_buys_at_two_tills_is_one_member_who_came_again(
        self, one: Rig, two: Rig, relay: Relay
    ) -> None:
        for rig in (one, two):
            deliver_handles(rig)
            scan(rig, ZHANG)
            rig.sell(WATER)
        scan(two, OUYANG)
        two.sell(BREAD)
        relay.exchange()
        for rig in (one, two):
            members = dashboard(rig).members
            assert (members.members, members.visits, members.repeat_members) == (2, 3, 1)
        scan(one, OUYANG)
        one.sell(BREAD)
        members = dashboard(one).members
        assert (members.members, members.visits, members.repeat_members) == (2, 4, 2)

    def test_whom_the_directory_has_not_is_nobody_lasting_to_others(
        self, one: Rig, two: Rig, relay: Relay
    ) -> None:
        deliver_handles(two)
        scan(two, ZHANG)
        two.sell(WATER)
        with reference_of(two).write() as connection:
            connection.exec_driver_sql("DELETE FROM member")
        relay.exchange()
        members = dashboard(one).members
        assert (members.members, members.visits) == (0, 1)
        assert dashboard(two).members.members == 1

    def test_no_sheet_names_anybody(self, two: Rig, relay: Relay) -> None:
        deliver_handles(two)
        scan(two, ZHANG)
        two.sell(WATER)
        (sheet,) = relay.take(two)
        plain = gzip.decompress(sheet.content).decode()
        assert "陈店长" not in plain
        assert "op2001" not in plain
        assert "饮用水" in plain or "水" in plain
        for secret in two.rows("SELECT member_key FROM points_entry"):
            assert secret[0].hex() not in plain


class TestCompleteness:
    def test_a_till_that_is_heard_of_and_told_everything_is_whole(
        self, one: Rig, two: Rig, relay: Relay
    ) -> None:
        two.sell(WATER)
        relay.exchange()
        mark = mark_of(one, "T2")
        assert mark.is_whole
        assert mark.until_ms is not None
        assert dashboard(one).completeness.open_days == (DAY,)

    def test_what_the_journal_has_and_the_sheet_has_not_is_counted(
        self, one: Rig, two: Rig, relay: Relay
    ) -> None:
        two.sell(WATER)
        relay.exchange()
        two.sell(WATER)
        two.sell(BREAD)
        relay.know(two, DAY)
        relay.give(one)
        mark = mark_of(one, "T2")
        assert mark.missing == (MissingDay(DAY, 2),)
        assert not mark.is_whole
        assert dashboard(one).headline.takings == yuan(200)

    def test_a_day_without_a_sheet_is_missing(self, one: Rig, two: Rig, relay: Relay) -> None:
        two.sell(WATER)
        relay.know(two, DAY)
        relay.seen["T2"] = two.clock.wall
        relay.give(one)
        assert mark_of(one, "T2").missing == (MissingDay(DAY, 1),)

    def test_a_till_that_is_not_heard_of_is_silent(self, one: Rig, two: Rig, relay: Relay) -> None:
        two.sell(WATER)
        relay.exchange()
        assert not mark_of(one, "T2").is_silent
        one.clock.pass_ms(HOUR_MS)
        mark = mark_of(one, "T2")
        assert mark.is_silent
        assert not mark.is_whole
        assert mark.heard_ms == two.clock.wall

    def test_a_till_that_closed_its_day_owes_nothing_of_it(
        self, one: Rig, two: Rig, relay: Relay
    ) -> None:
        for rig in (one, two):
            rig.sell(WATER)
            close_day(rig)
        relay.exchange()
        one.clock.pass_ms(12 * HOUR_MS)
        assert mark_of(one, "T2").is_whole
        assert dashboard(one).completeness.is_whole

    def test_a_till_that_is_gone_is_in_the_days_it_traded_alone(
        self, one: Rig, two: Rig, relay: Relay
    ) -> None:
        two.sell(WATER)
        relay.exchange()
        gone = wire.StoreTill("T9", 0, is_out=True, terminal="99")
        relay.change("t:T9", wire.body_of(gone))
        relay.give(one)
        tills = dashboard(one).completeness.tills
        assert [mark.till for mark in tills] == ["T1", "T2"]

    def test_what_a_till_did_unheard_until_it_was_shut_out_is_wanting(
        self, one: Rig, two: Rig, relay: Relay
    ) -> None:
        two.sell(WATER)
        relay.exchange()
        relay.out["T2"] = two.clock.wall + 2 * HOUR_MS
        relay.give(one)
        one.clock.pass_ms(48 * HOUR_MS)
        mark = mark_of(one, "T2")
        assert (mark.is_silent, mark.is_whole) == (True, False)
        assert (mark.heard_ms, mark.out_ms) == (two.clock.wall, relay.out["T2"])
        day_after = single_day(NEXT_DAY)
        relay.out["T2"] += 24 * HOUR_MS
        relay.give(one)
        assert mark_of(one, "T2", day_after).is_silent, "it may have traded on that day too"
        later = single_day(BusinessDate("2026-11-23"))
        assert [m.till for m in dashboard(one, later).completeness.tills] == ["T1"]

    def test_a_till_that_told_all_before_it_was_shut_out_owes_nothing(
        self, one: Rig, two: Rig, relay: Relay
    ) -> None:
        two.sell(WATER)
        relay.exchange()
        relay.out["T2"] = two.clock.wall + HOUR_MS // 4
        relay.give(one)
        one.clock.pass_ms(48 * HOUR_MS)
        assert mark_of(one, "T2").is_whole
        relay.out["T2"] = 1
        relay.give(one)
        assert mark_of(one, "T2").is_whole, "since when it is out is known of all but the first"

    def test_a_till_that_closed_and_was_then_shut_out_owes_nothing_of_that_day(
        self, one: Rig, two: Rig, relay: Relay
    ) -> None:
        two.sell(WATER)
        close_day(two)
        relay.exchange()
        relay.out["T2"] = two.clock.wall + 2 * HOUR_MS
        relay.give(one)
        one.clock.pass_ms(24 * HOUR_MS)
        assert mark_of(one, "T2").is_whole

    def test_what_is_compared_with_says_how_complete_it_is(
        self, one: Rig, two: Rig, relay: Relay
    ) -> None:
        one.sell(WATER)
        close_day(one)
        two.sell(WATER)
        relay.know(two, DAY)
        relay.seen["T2"] = two.clock.wall
        relay.give(one)
        one.clock.pass_ms(7 * 24 * HOUR_MS)
        week_later = dashboard(one, single_day(BusinessDate("2026-11-28")))
        assert week_later.compared == single_day(DAY)
        (_, mark) = week_later.completeness_before.tills
        assert mark.missing == (MissingDay(DAY, 1),)
        assert week_later.completeness.tills[1].missing == ()
        assert week_later.completeness_before == replace(
            dashboard(one).completeness, made_ms=week_later.completeness.made_ms
        )

    def test_a_category_is_of_this_till_alone_and_says_so(
        self, one: Rig, two: Rig, relay: Relay
    ) -> None:
        one.sell(WATER)
        two.sell(WATER)
        relay.exchange()
        found = dashboard(one, lens=Lens(category=("饮料",)))
        assert found.headline.takings == yuan(200)
        (_, mark) = found.completeness.tills
        assert mark.is_left_out
        assert not found.completeness.is_whole


class TestRestated:
    def test_a_late_upload_restates_a_day_that_was_told(
        self, one: Rig, two: Rig, relay: Relay
    ) -> None:
        two.sell(WATER)
        relay.exchange()
        two.sell(WATER)
        two.sell(BREAD)
        close_day(one)
        one.clock.pass_ms(HOUR_MS)
        assert dashboard(one).completeness.restated == ()
        two.clock.pass_ms(HOUR_MS)
        relay.exchange()
        (restated,) = dashboard(one).completeness.restated
        assert restated == Restatement(DAY, "T2", one.clock.wall, 2)
        assert dashboard(one).headline.takings == yuan(200 + 200 + 333)

    def test_late_receipts_that_leave_the_number_as_it_was_restate_it_too(
        self, one: Rig, two: Rig, relay: Relay
    ) -> None:
        two.sell(WATER)
        relay.exchange()
        close_day(one)
        one.clock.pass_ms(HOUR_MS)
        assert dashboard(one).completeness.restated == ()
        two.clock.pass_ms(HOUR_MS)
        two.counter.returns.post_void("MISTAKE")
        two.sell(BREAD)
        relay.exchange()
        (restated,) = dashboard(one).completeness.restated
        assert (restated.till, restated.late_transactions) == ("T2", 2)
        assert dashboard(one).headline.takings == yuan(333)

    def test_what_the_disk_of_a_replaced_till_brings_restates_its_days(
        self, one: Rig, two: Rig, relay: Relay
    ) -> None:
        relay.seen["T2"] = two.clock.wall
        relay.out["T2"] = two.clock.wall + 2 * HOUR_MS
        relay.give(one)
        close_day(one)
        one.clock.pass_ms(24 * HOUR_MS)
        assert mark_of(one, "T2").until_ms is None
        two.sell(WATER)
        two.clock.pass_ms(24 * HOUR_MS)
        relay.exchange()
        (restated,) = dashboard(one).completeness.restated
        assert (restated.till, restated.late_transactions) == ("T2", 1)
        assert mark_of(one, "T2").is_whole

    def test_it_is_still_said_when_the_sums_are_made_again(
        self, one: Rig, two: Rig, relay: Relay
    ) -> None:
        self.test_a_late_upload_restates_a_day_that_was_told(one, two, relay)
        before = dashboard(one).completeness
        (one.folder / "insight.db").unlink()
        assert dashboard(one).completeness == before

    def test_what_was_never_told_before_restates_nothing(
        self, one: Rig, two: Rig, relay: Relay
    ) -> None:
        two.sell(WATER)
        relay.exchange()
        two.sell(WATER)
        close_day(one)
        relay.exchange()
        assert dashboard(one).completeness.restated == ()

    def test_a_till_first_heard_of_after_the_close_restates_it(
        self, one: Rig, two: Rig, relay: Relay
    ) -> None:
        relay.take(one)
        relay.seen["T2"] = two.clock.wall
        relay.give(one)
        close_day(one)
        one.clock.pass_ms(HOUR_MS)
        assert mark_of(one, "T2").is_silent
        two.sell(WATER)
        relay.exchange()
        (restated,) = dashboard(one).completeness.restated
        assert (restated.till, restated.late_transactions) == ("T2", 1)
