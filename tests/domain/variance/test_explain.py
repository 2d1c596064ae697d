"""The detective: nothing without evidence, everything to the last coin, the likeliest first."""

from dataclasses import replace

import pytest
from hypothesis import given

from pos_app.domain.shift import CashMovementKind
from pos_app.domain.variance.explain import Explanation, explain
from pos_app.domain.variance.facts import Opened, ShiftFacts, Voided
from pos_app.domain.variance.possibility import Cause, slips_of_key
from pos_app.domain.variance.small_change import small_change
from tests.domain.variance.shifts import (
    CLOSED,
    DENOMINATIONS,
    OPENED,
    any_facts,
    back,
    card,
    cash,
    facts,
    moved,
)


def causes(found: tuple[Explanation, ...]) -> list[tuple[Cause, ...]]:
    return [tuple(part.cause for part in explanation.parts) for explanation in found]


def first(shift: ShiftFacts) -> Cause:
    part, *more = explain(shift)[0].parts
    assert not more
    return part.cause


@given(any_facts)
def test_an_even_count_accuses_nobody(shift: ShiftFacts) -> None:
    assert explain(replace(shift, over_short_minor=0)) == ()


@given(any_facts)
def test_nothing_is_claimed_without_a_receipt_or_a_time_of_the_shift(shift: ShiftFacts) -> None:
    receipts = {deal.receipt for deal in shift.deals}
    for explanation in explain(shift):
        for part in explanation.parts:
            assert part.evidence
            assert 1 <= part.fitting <= part.of
            for evidence in part.evidence:
                assert evidence.receipt in receipts | {""}
                assert OPENED <= evidence.at_ms <= CLOSED


@given(any_facts)
def test_an_explanation_fits_to_the_last_coin_and_all_scores_leave_room_for_the_unknown(
    shift: ShiftFacts,
) -> None:
    found = explain(shift)
    assert all(entry.amount.minor == shift.over_short_minor for entry in found)
    scores = [entry.score_ppm for entry in found]
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) <= 1_000_000


class TestAtTheTender:
    SALES = tuple(cash(number, 500 + 130 * number) for number in range(1, 40))
    CARDS = tuple(card(number, 505 + 170 * number) for number in range(50, 90))

    def test_cash_booked_for_a_card_payment_is_short_by_the_sale(self) -> None:
        found = explain(facts(-8_640, deals=(*self.SALES, cash(40, 8_640))))
        assert found[0].parts[0].cause is Cause.PAID_OTHERWISE
        assert found[0].parts[0].evidence[0].receipt == "S12-T03-000040"
        assert (found[0].parts[0].fitting, found[0].parts[0].of) == (1, 40)
        assert found[0].score_ppm > 800_000

    def test_a_card_booked_for_cash_is_over_by_the_sale(self) -> None:
        assert first(facts(8_645, deals=(*self.CARDS, card(95, 8_645)))) is Cause.PAID_IN_CASH

    def test_a_zero_too_many_keyed_is_short_by_the_change_for_it(self) -> None:
        shift = facts(-18_000, deals=(*self.SALES, cash(40, 1_730, 20_000)))
        evidence = explain(shift)[0].parts[0].evidence[0]
        assert first(shift) is Cause.TENDER_KEYED
        assert (evidence.booked, evidence.supposed) == (20_000, 2_000)

    def test_change_for_a_larger_note_is_short_by_the_difference(self) -> None:
        deals = tuple(cash(number, 1_050 + 37 * number // 10 * 10, 2_000) for number in range(20))
        assert first(facts(-3_000, deals=deals)) is Cause.CHANGE_GIVEN

    def test_a_refund_is_looked_at_first_where_the_goods_were_paid_another_way(self) -> None:
        doubtful = back(41, 2_790, was_paid_in_cash=False)
        plain = back(40, 2_790, was_paid_in_cash=True)
        part = explain(facts(2_790, deals=(plain, doubtful)))[0].parts[0]
        assert part.cause is Cause.REFUNDED_OTHERWISE
        assert [entry.receipt for entry in part.evidence] == [doubtful.receipt, plain.receipt]
        to_card = back(42, card_minor=3_330, was_paid_in_cash=True)
        assert first(facts(-3_330, deals=(to_card,))) is Cause.REFUNDED_IN_CASH


class TestInTheDrawer:
    OPENINGS = (Opened(OPENED + 5, "CHANGE"),)

    def test_a_whole_note_short_points_to_the_opening_without_a_sale(self) -> None:
        assert first(facts(-10_000, openings=self.OPENINGS)) is Cause.OPENED_WITHOUT_SALE

    def test_a_large_round_sum_short_points_to_a_pickup_that_was_not_booked(self) -> None:
        found = explain(facts(-80_000, openings=self.OPENINGS))
        assert found[0].parts[0].cause is Cause.NOT_BOOKED
        assert found[0].parts[0].evidence[0].word == CashMovementKind.TENDER_PICKUP.value

    def test_a_large_round_sum_over_points_to_a_loan_that_was_not_booked(self) -> None:
        found = explain(facts(80_000, openings=self.OPENINGS))
        assert found[0].parts[0].cause is Cause.NOT_BOOKED
        assert found[0].parts[0].evidence[0].word == CashMovementKind.TENDER_LOAN.value

    def test_nobody_pays_a_large_odd_sum_out_without_booking_it(self) -> None:
        found = explain(facts(-34_560, openings=self.OPENINGS))
        assert (Cause.NOT_BOOKED,) not in causes(found)

    def test_an_amount_paid_out_before_is_likelier_paid_out_again(self) -> None:
        paid = (moved("paid_out", 2_350),)
        found = explain(facts(-2_350, openings=self.OPENINGS, movements=paid))
        assert (Cause.NOT_BOOKED,) in causes(found)[:2]

    def test_a_full_drawer_points_to_the_time_a_pickup_was_due(self) -> None:
        deals = tuple(cash(number, 9_000) for number in range(1, 30))
        shift = facts(-50_000, deals=deals, pickup_limit_minor=200_000)
        evidence = explain(shift)[0].parts[0].evidence[0]
        assert first(shift) is Cause.NOT_BOOKED
        assert evidence.at_ms == deals[20].at_ms  # 200.00 of float and 21 times 90.00

    def test_cash_of_a_voided_sale_is_over(self) -> None:
        shift = facts(1_990, voided=(Voided(OPENED + 9, 1_990),))
        assert first(shift) is Cause.VOIDED_AFTER_CASH


class TestMovements:
    def test_a_payment_booked_twice_is_over(self) -> None:
        twice = (moved("paid_out", 2_650, 90), moved("paid_out", 2_650, 93))
        assert first(facts(2_650, movements=twice)) is Cause.BOOKED_TWICE

    def test_a_pickup_with_its_digits_turned_around(self) -> None:
        shift = facts(-9_000, movements=(moved("tender_pickup", 12_000),))
        part = explain(shift)[0].parts[0]
        assert part.cause is Cause.MOVEMENT_KEYED
        assert part.evidence[0].supposed == 21_000

    def test_what_the_safe_counted_outweighs_everything(self) -> None:
        pickup = moved("tender_pickup", 150_000, arrived=105_000)
        found = explain(facts(45_000, movements=(pickup,), openings=TestInTheDrawer.OPENINGS))
        assert found[0].parts[0].cause is Cause.MOVEMENT_KEYED
        assert found[0].score_ppm > 950_000

    def test_what_the_safe_counted_as_booked_is_no_suspect(self) -> None:
        pickup = moved("tender_pickup", 12_000, arrived=12_000)
        named = {
            cause for pair in causes(explain(facts(-9_000, movements=(pickup,)))) for cause in pair
        }
        assert Cause.MOVEMENT_KEYED not in named

    def test_a_loan_that_never_came(self) -> None:
        shift = facts(-43_700, movements=(moved("tender_loan", 43_700),))
        assert first(shift) is Cause.NOT_MADE


class TestCounts:
    def test_digits_turned_in_a_row(self) -> None:
        shift = facts(-1_800, counts=((100, 13), (1_000, 20)), opening=((100, 31), (1_000, 20)))
        assert first(shift) is Cause.COUNT_KEYED

    def test_a_number_in_the_row_of_its_neighbour(self) -> None:
        shift = facts(17_000, counts=((2_000, 17),), opening=((1_000, 17),))
        part = explain(shift)[0].parts[0]
        assert part.cause is Cause.COUNT_KEYED
        assert [entry.denomination_minor for entry in part.evidence] == [2_000, 1_000]

    def test_a_count_made_twice_is_trusted_more(self) -> None:
        once = facts(-2_000, counts=((2_000, 30),))
        again = replace(once, counted_before=(once.counts,), openings=TestInTheDrawer.OPENINGS)
        assert first(once) is Cause.COUNT_SLIP
        assert first(again) is Cause.OPENED_WITHOUT_SALE

    def test_a_float_that_is_not_the_standard_one(self) -> None:
        shift = facts(-27_000, opening=((1_000, 47),), standard_float_minor=20_000)
        assert first(shift) is Cause.FLOAT_WRONG

    def test_a_few_jiao_are_the_change_of_many(self) -> None:
        deals = tuple(cash(number, 1_230, 2_000) for number in range(1, 40))
        assert first(facts(40, deals=deals)) is Cause.SMALL_CHANGE

    @pytest.mark.parametrize(
        ("over_short", "supposed"), [(10, 400), (-60, 410), (-10, 410), (40, 410)]
    )
    def test_odd_change_fits_only_where_the_whole_yuan_comes_to_the_amount(
        self, over_short: int, supposed: int
    ) -> None:
        found = small_change(facts(over_short, deals=(cash(1, 590, 1_000),)), over_short)
        assert found is not None
        assert [(row.booked, row.supposed) for row in found.evidence] == [(410, supposed)]

    def test_change_given_up_to_the_whole_yuan_leaves_the_drawer_short(self) -> None:
        found = small_change(facts(-40, deals=(cash(1, 540, 1_000),)), -40)
        assert found is not None
        assert [(row.booked, row.supposed) for row in found.evidence] == [(460, 500)]


def test_two_mistakes_are_found_together() -> None:
    deals = tuple(cash(number, 510 + 130 * number) for number in range(1, 40))
    movements = (moved("paid_out", 2_650, 90), moved("paid_out", 2_650, 93))
    shift = facts(2_650 - 6_370, deals=(*deals, cash(40, 6_370)), movements=movements)
    assert set(causes(explain(shift))[0]) == {Cause.PAID_OTHERWISE, Cause.BOOKED_TWICE}


def test_a_difference_that_nothing_fits_is_left_unexplained() -> None:
    assert explain(facts(-12_340, denominations=DENOMINATIONS[:1], counts=(), opening=())) == ()


@pytest.mark.parametrize(
    ("keyed", "meant"), [(83, 38), (90, 900), (900, 90), (15, 115), (115, 15), (12, 21)]
)
def test_what_was_meant_is_among_the_slips_of_a_key(keyed: int, meant: int) -> None:
    assert meant in slips_of_key(keyed)
    assert keyed not in slips_of_key(keyed)
