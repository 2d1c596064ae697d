"""What should lie in the safe, and what a store has decided about cash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import Money
from pos_app.domain.safe import (
    NO_CASH_RULES,
    CashPolicy,
    SafeEntry,
    SafeEntryKind,
    check_move,
    check_reference,
    expected_content,
)
from pos_app.errors import Refusal

MOVES = tuple(kind for kind in SafeEntryKind if not kind.is_count)
entries = st.lists(
    st.builds(SafeEntry, st.sampled_from(SafeEntryKind), st.integers(0, 10**6).map(Money)),
    max_size=20,
)


@given(st.integers(0, 10**7), entries, st.integers(0, 10**6))
def test_the_content_is_the_last_count_and_what_moved_since(
    counted: int, since: list[SafeEntry], loans: int
) -> None:
    base = SafeEntry(SafeEntryKind.COUNT, Money(counted))
    came = sum(entry.amount.minor for entry in since if entry.kind.is_inward)
    left = sum(
        entry.amount.minor
        for entry in since
        if not entry.kind.is_inward and not entry.kind.is_count
    )
    content = expected_content(base, since, Money(loans))
    assert content.minor == counted + came - left - loans


@pytest.mark.parametrize("kind", MOVES)
def test_a_move_has_an_amount_and_the_safe_has_it(kind: SafeEntryKind) -> None:
    check_move(SafeEntry(kind, Money(100)), Money(100))
    for amount, code in ((0, "AMOUNT_NOT_POSITIVE"), (100_000_000, "AMOUNT_TOO_LARGE")):
        with pytest.raises(Refusal) as caught:
            check_move(SafeEntry(kind, Money(amount)), Money(100))
        assert caught.value.code == code
    if kind.is_inward:
        check_move(SafeEntry(kind, Money(101)), Money(100))
    else:
        with pytest.raises(Refusal, match="MORE_THAN_IN_SAFE"):
            check_move(SafeEntry(kind, Money(101)), Money(100))


@pytest.mark.parametrize("text", ["T04", " BAG 000123 ", "CO-2026/17", "a.b"])
def test_a_number_is_kept_without_the_spaces_around_it(text: str) -> None:
    assert check_reference(text) == text.strip()


@pytest.mark.parametrize("text", ["", "  ", "-1", "封包", "a\nb", "x" * 33])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="REFERENCE_WRONG"):
        check_reference(text)


def test_a_store_without_rules_asks_for_nothing() -> None:
    assert not NO_CASH_RULES.asks_again(Money(-(10**9)))
    assert not NO_CASH_RULES.is_pickup_due(Money(10**9))


@pytest.mark.parametrize(
    ("difference", "again"), [(500, False), (-500, False), (501, True), (-501, True)]
)
def test_a_tolerance_is_still_within(difference: int, again: bool) -> None:
    assert CashPolicy(tolerance_minor=500).asks_again(Money(difference)) is again


def test_of_a_pickup_that_was_sent_nothing_may_have_arrived() -> None:
    check_move(SafeEntry(SafeEntryKind.PICKUP, Money(0), moved_ms=1), Money(100))
