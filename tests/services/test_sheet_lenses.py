"""The figures of a store with several tills through a lens, and as of the same hour."""

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.part import Part
from pos_app.domain.insight.period import Lens, single_day
from pos_app.domain.operators import Privilege
from tests.builders import BOOK, BREAD, DAY, WATER, Rig, yuan
from tests.services.relay import (
    Anybody,
    Relay,
    dashboard,
)

HOUR_MS = 3_600_000
NEXT_DAY = BusinessDate("2026-11-22")


class TestLenses:
    def test_each_till_can_be_looked_at_by_itself(self, one: Rig, two: Rig, relay: Relay) -> None:
        one.sell(WATER)
        two.sell(BREAD)
        relay.exchange()
        theirs = dashboard(one, lens=Lens(till="T2"))
        assert theirs.headline == dashboard(two, lens=Lens(till="T2")).headline
        assert [mark.till for mark in theirs.completeness.tills] == ["T2"]
        assert dashboard(one, lens=Lens(till="T1")).headline.takings == yuan(200)

    def test_a_shift_is_one_of_this_till_unless_another_is_named(
        self, one: Rig, two: Rig, relay: Relay
    ) -> None:
        one.sell(WATER)
        two.sell(BREAD)
        relay.exchange()
        assert dashboard(one, lens=Lens(shift=1)).headline.takings == yuan(200)
        assert dashboard(one, lens=Lens(till="T2", shift=1)).headline.takings == yuan(333)

    def test_an_operator_is_the_same_person_at_both(self, one: Rig, two: Rig, relay: Relay) -> None:
        one.sell(WATER)
        two.sell(BREAD)
        relay.exchange()
        (operator,) = dashboard(one).operators
        found = dashboard(one, lens=Lens(operator=operator.operator))
        assert found.headline.takings == yuan(533)

    def test_receipts_of_this_till_are_listed_and_those_of_another_are_not(
        self, one: Rig, two: Rig, relay: Relay
    ) -> None:
        one.sell(WATER)
        two.sell(BREAD)
        relay.exchange()
        office = one.counter.office
        admission = office.admissions.admit(Privilege.VIEW_REPORTS, "test")
        day = single_day(DAY)
        for lens, count in ((Lens(), 1), (Lens(till="T2"), 0)):
            assert office.insights.is_elsewhere(lens) == (count == 0)
            found = office.insights.receipts(admission, day, lens, Part(), Anybody())
            assert len(found) == count


def test_takings_by_now_have_the_other_tills_hours_and_a_part_of_the_one_that_runs(
    one: Rig, two: Rig, relay: Relay
) -> None:
    """The shop's clock stands at 16:00 of the day; a week later it is 17:30."""
    two.sell(WATER)
    one.clock.pass_ms(HOUR_MS)
    two.clock.pass_ms(HOUR_MS)
    two.sell(WATER)
    two.sell(BOOK)
    relay.exchange()
    week = 7 * 24 * HOUR_MS
    one.clock.pass_ms(week - HOUR_MS)
    minute = (one.clock.wall // 60_000 + 480) % 60
    one.clock.pass_ms((60 + 30 - minute) * 60_000)
    found = dashboard(one, single_day(BusinessDate("2026-11-28")))
    assert found.takings_by_now == yuan(200 + (200 + 1130) // 2)
