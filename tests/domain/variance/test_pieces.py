"""The notes and coins that were counted, held against what the record leads to."""

from hypothesis import given

from pos_app.domain.money import Money
from pos_app.domain.variance.explain import Explanation, Part, explain, undecided
from pos_app.domain.variance.facts import Opened, ShiftFacts
from pos_app.domain.variance.pieces import PieceFacts, fewest
from pos_app.domain.variance.possibility import Cause, Evidence, Possibility
from tests.domain.variance.shifts import CLOSED, OPENED, any_facts, cash, facts, moved

KINDS = (10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10)
FLOAT = ((5_000, 4), (2_000, 10), (1_000, 20), (500, 40), (100, 100))
SALES = tuple(cash(number, 1_300 + number % 4 * 100, 2_000) for number in range(1, 31))
"""Thirty times a twenty, and change in fives and ones."""


def cause(shift: ShiftFacts) -> Cause:
    return explain(shift)[0].parts[0].cause


def counted(shift: ShiftFacts, **changes: int) -> ShiftFacts:
    """Count what the record leads to, but for some kinds."""
    from dataclasses import replace

    even = replace(shift, counts=((10_000, 1),))
    more = PieceFacts(even)._more
    pieces = {kind: -more[kind] + (1 if kind == 10_000 else 0) for kind in KINDS}
    for kind, number in changes.items():
        pieces[int(kind[1:])] += number
    return replace(shift, counts=tuple(pieces.items()))


def test_a_row_left_out_is_told_from_money_that_went_without_being_booked() -> None:
    shift = facts(-30_000, deals=SALES, opening=FLOAT, openings=(Opened(OPENED + 5, "CHECK"),))
    pieces = dict(counted(shift).counts)
    assert (pieces[2_000], pieces[1_000]) == (40, 20)
    assert cause(counted(shift, k5000=-4, k2000=-5)) is Cause.NOT_BOOKED
    short = facts(-80_000, deals=SALES, opening=FLOAT, openings=(Opened(OPENED + 5, "CHECK"),))
    assert cause(counted(short, k2000=-40)) is Cause.COUNT_SLIP


def test_a_hundred_too_few_and_a_fifty_too_many_is_a_note_keyed_wrong() -> None:
    deals = (*SALES, cash(40, 3_600, 10_000), cash(41, 3_800, 5_000))
    shift = facts(-5_000, deals=deals, opening=FLOAT, openings=(Opened(OPENED + 5, "CHANGE"),))
    assert cause(counted(shift, k10000=-1, k5000=1)) is Cause.TENDER_KEYED
    assert cause(counted(shift, k5000=-1)) is not Cause.TENDER_KEYED


def test_what_a_later_pickup_took_is_not_missed_twice() -> None:
    pickup = moved("tender_pickup", 50_000)
    shift = facts(-50_000, deals=SALES, opening=FLOAT, movements=(pickup,))
    assert explain(counted(shift, k2000=-20, k1000=-10))


def test_a_pickup_keyed_wrong_is_not_taken_for_the_sale_of_the_same_moment() -> None:
    pickup = moved("tender_pickup", 10_000, minute=31)
    deals = (*SALES, cash(31, 9_000, 10_000))
    opening = ((10_000, 12), *FLOAT)
    shift = facts(-90_000, deals=deals, opening=opening, movements=(pickup,))
    assert cause(counted(shift, k10000=-9)) is Cause.MOVEMENT_KEYED
    one = Possibility(
        Cause.MOVEMENT_KEYED, -90_000, 1_000, (Evidence(pickup.at_ms, "", 10_000, 100_000),)
    )
    assert PieceFacts(counted(shift, k10000=-9)).weigh(one.rate, one) > 1_000


def test_a_sum_alone_says_nothing_of_pieces() -> None:
    shift = facts(-2_000)
    one = Possibility(Cause.FLOAT_WRONG, -2_000, 77, (Evidence(OPENED, "", 20, 18, 1_000),))
    assert PieceFacts(shift).weigh(one.rate, one) == 77


@given(any_facts)
def test_no_count_silences_other_evidence(shift: ShiftFacts) -> None:
    one = Possibility(Cause.PAID_OTHERWISE, -8_640, 1_000_000, (Evidence(CLOSED - 1, "", 8_640),))
    assert 1_000 <= PieceFacts(shift).weigh(one.rate, one) <= 1_000_000_000


def test_an_amount_is_paid_in_the_fewest_pieces_and_what_is_smaller_is_left() -> None:
    assert +fewest(18_765, KINDS) == {
        10_000: 1, 5_000: 1, 2_000: 1, 1_000: 1, 500: 1, 100: 2, 50: 1, 10: 1
    }  # fmt: skip


def test_what_is_nearly_as_likely_as_the_first_cannot_be_told_apart() -> None:
    def found(*scores: int) -> tuple[Explanation, ...]:
        part = Part(Cause.COUNT_SLIP, Money(1), (Evidence(1),), 1, 1)
        return tuple(Explanation((part,), score) for score in scores)

    assert undecided(()) == 0
    assert undecided(found(900_000, 80_000)) == 1
    assert undecided(found(390_000, 259_000)) == 1
    assert undecided(found(390_000, 260_000, 40_000)) == 2
