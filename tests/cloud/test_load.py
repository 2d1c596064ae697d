"""Too much at once: what is put off, who is slowed, and who never is."""

import pytest

from sync.cloud.api.endpoint import Refused
from sync.cloud.api.load import RETRY_AFTER_S, Rates, RowsInHand, pace
from sync.cloud.settings import Settings


def test_rows_beyond_what_may_be_in_hand_are_put_off_and_none_is_forgotten() -> None:
    in_hand = RowsInHand(100)
    with in_hand.hold(90):
        assert in_hand.share_percent == 90
        with pytest.raises(Refused) as no, in_hand.hold(11):
            pass
        assert (no.value.code, no.value.retry_after_s) == ("OVERLOADED", RETRY_AFTER_S)
        with in_hand.hold(10):
            assert in_hand.share_percent == 100
    assert in_hand.share_percent == 0


def test_a_batch_that_is_alone_is_always_taken() -> None:
    in_hand = RowsInHand(0)
    with in_hand.hold(500):
        assert in_hand.share_percent == 100


@pytest.mark.parametrize(
    ("share", "lanes", "times"),
    [
        (0, (), 1),
        (24, (), 1),
        (25, ("bulk",), 2),
        (50, ("bulk", "stock"), 3),
        (75, ("bulk", "stock", "reference"), 4),
        (100, ("bulk", "stock", "reference", "urgent"), 5),
    ],
)
def test_the_fuller_it_is_the_less_is_asked_for_and_facts_always_come(
    share: int, lanes: tuple[str, ...], times: int
) -> None:
    said = pace(Settings(), share)
    assert (said.lanes_off, said.next_ms) == (lanes, 60_000 * times)


def test_a_bucket_fills_up_again_in_a_minute_and_no_further() -> None:
    rates = Rates(2)
    for _ in range(2):
        rates.count("a", 0)
    with pytest.raises(Refused) as no:
        rates.count("a", 0)
    assert (no.value.code, no.value.retry_after_s) == ("TOO_MANY", 30)
    rates.count("b", 0)
    rates.count("a", 30_000)
    with pytest.raises(Refused):
        rates.count("a", 30_000)
    for _ in range(2):
        rates.count("a", 10_000_000)
    with pytest.raises(Refused):
        rates.count("a", 10_000_000)


def test_a_clock_that_goes_back_lets_nobody_in_twice() -> None:
    rates = Rates(1)
    rates.count("a", 1_000_000)
    with pytest.raises(Refused):
        rates.count("a", 0)
