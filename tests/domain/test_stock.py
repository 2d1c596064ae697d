"""Rules of goods: what a figure rests on, what is ordered, what a document may say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.domain.quantity import Unit
from pos_app.domain.stock import (
    Confidence,
    ExpiringLot,
    MovedLine,
    OnHand,
    Reorder,
    ReorderPolicy,
    check_amount,
    check_code,
    check_line,
    check_section,
    suggest,
)
from pos_app.errors import Refusal

DAY = BusinessDate("2026-11-21")
POLICY = ReorderPolicy(cover_days=7, lead_days=2, look_back_days=28)


def on_hand(days: int | None, *, has_received: bool = False) -> OnHand:
    counted_on = None if days is None else DAY
    return OnHand("W1", 1_000, 0, ("T03",), counted_on, has_received, days)


@pytest.mark.parametrize(
    ("figure", "confidence", "is_known"),
    [
        (on_hand(0), Confidence.COUNTED, True),
        (on_hand(90), Confidence.COUNTED, True),
        (on_hand(91), Confidence.COUNTED_LONG_AGO, True),
        (on_hand(None, has_received=True), Confidence.RECEIVED, True),
        (on_hand(None), Confidence.NEVER_SEEN, False),
    ],
)
def test_a_figure_says_what_it_rests_on(
    figure: OnHand, confidence: Confidence, is_known: bool
) -> None:
    assert (figure.confidence, figure.is_known) == (confidence, is_known)


@given(
    on_hand=st.integers(-50_000, 500_000),
    sold=st.integers(0, 500_000),
    days=st.integers(1, 28),
    pack=st.integers(1, 24).map(lambda pieces: pieces * 1_000),
)
def test_an_order_covers_the_days_in_whole_packs_and_not_one_pack_too_many(
    on_hand: int, sold: int, days: int, pack: int
) -> None:
    ordered = suggest(Reorder("W1", on_hand, sold, days, POLICY, pack))
    wanted = sold * (POLICY.cover_days + POLICY.lead_days)
    assert ordered >= 0
    assert ordered % pack == 0
    if sold:
        assert (on_hand + ordered) * days >= wanted
    if ordered:
        assert (on_hand + ordered - pack) * days < wanted


def test_what_nobody_buys_lasts_for_ever_and_is_not_ordered() -> None:
    idle = Reorder("W1", 5_000, 0, 10, POLICY)
    assert (idle.days_of_cover, idle.is_low, suggest(idle)) == (None, False, 0)
    assert suggest(Reorder("W1", 0, 5_000, 0, POLICY)) == 0


def test_an_item_is_low_when_it_ends_before_a_delivery_could_come() -> None:
    assert Reorder("W1", 2_000, 10_000, 10, POLICY).is_low
    assert not Reorder("W1", 3_000, 10_000, 10, POLICY).is_low
    assert Reorder("W1", -3_000, 10_000, 10, POLICY).days_of_cover == 0


def test_days_left_of_a_lot_turn_negative_after_its_last() -> None:
    assert ExpiringLot("W1", "L1", "2026-11-23", 1, 1).days_left(DAY) == 2
    assert ExpiringLot("W1", "L1", "2026-11-20", 1, 1).days_left(DAY) == -1


@pytest.mark.parametrize("text", ["", " ", "王女士", "A" * 33, "-A", "A B"])
def test_a_reference_that_could_be_a_name_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="STOCK_REFERENCE_WRONG"):
        check_code(text)


def test_references_and_sections_are_kept_in_capitals() -> None:
    assert check_code(" dn-77/a ") == "DN-77/A"
    assert check_section("a1") == "A1"
    for wrong in ("", "A1 B", "A" * 13, "冷柜"):
        with pytest.raises(Refusal, match="COUNT_SECTION_WRONG"):
            check_section(wrong)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (MovedLine("W1", 500), "QUANTITY_NOT_WHOLE"),
        (MovedLine("W1", -500), "QUANTITY_NOT_WHOLE"),
        (MovedLine("W1", 99_999_001), "QUANTITY_TOO_LARGE"),
        (MovedLine("W1", 1_000, lot="批号"), "STOCK_LOT_WRONG"),
        (MovedLine("W1", 1_000, lot="L" * 21), "STOCK_LOT_WRONG"),
        (MovedLine("W1", 1_000, expires_on="2026-02-30"), "STOCK_LOT_WRONG"),
        (MovedLine("W1", 1_000, expires_on="20261131"), "STOCK_LOT_WRONG"),
        (MovedLine("W1", 1_000, cost=Money(-1)), "COST_NEGATIVE"),
    ],
)
def test_a_line_that_no_document_may_have_is_refused(line: MovedLine, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        check_line(line, Unit.EACH)


def test_measured_goods_have_fractions_and_a_shelf_may_be_empty() -> None:
    check_line(MovedLine("A1", 333, Money(0), "L1", "2026-12-31"), Unit.KILOGRAM)
    check_amount(0, Unit.EACH)


@pytest.mark.parametrize("days", [(0, 1, 1), (1, 0, 1), (1, 1, 0), (93, 1, 1)])
def test_a_policy_without_days_is_refused(days: tuple[int, int, int]) -> None:
    with pytest.raises(Refusal, match="STOCK_DAYS_OUT_OF_RANGE"):
        ReorderPolicy(*days)
