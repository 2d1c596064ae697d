"""Shifts in a few words, and any shift at all."""

from typing import Any

from hypothesis import strategies as st

from pos_app.domain.shift import CashMovementKind
from pos_app.domain.transaction import TransactionKind
from pos_app.domain.variance.facts import Deal, Moved, Opened, ShiftFacts, Voided

OPENED, CLOSED = 1_000_000, 60_000_000
DENOMINATIONS = (10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10)


def facts(over_short_minor: int, **changes: Any) -> ShiftFacts:
    """A shift in which nothing happened but what ``changes`` say, and only a sum was counted."""
    plain: dict[str, Any] = {
        "shift": 7,
        "currency": "CNY",
        "opened_ms": OPENED,
        "closed_ms": CLOSED,
        "over_short_minor": over_short_minor,
        "opening": ((1_000, 20),),
        "counts": (),
        "counted_before": (),
        "denominations": DENOMINATIONS,
        "step_minor": 10,
        "deals": (),
        "movements": (),
        "openings": (),
        "voided": (),
    }
    return ShiftFacts(**(plain | changes))


def cash(number: int, due: int, handed: int | None = None) -> Deal:
    handed = due if handed is None else handed
    return Deal(
        f"S12-T03-{number:06d}",
        TransactionKind.SALE,
        OPENED + number * 60_000,
        cash_minor=due,
        card_minor=0,
        handed_minor=handed,
        change_minor=handed - due,
    )


def card(number: int, due: int) -> Deal:
    return Deal(f"S12-T03-{number:06d}", TransactionKind.SALE, OPENED + number * 60_000, 0, due)


def back(number: int, cash_minor: int = 0, card_minor: int = 0, **changes: Any) -> Deal:
    return Deal(
        f"S12-T03-{number:06d}",
        TransactionKind.RETURN,
        OPENED + number * 60_000,
        -cash_minor,
        -card_minor,
        **changes,
    )


def moved(kind: str, amount: int, minute: int = 90, arrived: int | None = None) -> Moved:
    return Moved(CashMovementKind(kind), amount, "SAFE", OPENED + minute * 60_000, arrived)


_times = st.integers(OPENED, CLOSED)
_amounts = st.integers(1, 2_000).map(lambda steps: steps * 10)
_sales = st.builds(
    lambda number, due, more, is_card: (
        card(number, due) if is_card else cash(number, due, due + more * 10)
    ),
    st.integers(1, 400),
    _amounts,
    st.sampled_from((0, 0, 3, 50, 777)),
    st.booleans(),
)
_returns = st.builds(
    lambda number, amount, is_card, paid: back(
        number, 0 if is_card else amount, amount if is_card else 0, was_paid_in_cash=paid
    ),
    st.integers(401, 500),
    _amounts,
    st.booleans(),
    st.sampled_from((True, False, None)),
)
_counts = st.dictionaries(st.sampled_from(DENOMINATIONS), st.integers(0, 120)).map(
    lambda counts: tuple(counts.items())
)
any_facts = st.builds(
    facts,
    st.integers(-90_000, 90_000) | st.integers(-9_000, 9_000).map(lambda steps: steps * 10),
    opening=_counts,
    counts=_counts,
    counted_before=st.lists(_counts, max_size=1).map(tuple),
    deals=st.lists(_sales | _returns, max_size=40).map(tuple),
    movements=st.lists(
        st.builds(
            Moved,
            st.sampled_from(CashMovementKind),
            _amounts,
            st.just("SAFE"),
            _times,
            st.none() | _amounts,
        ),
        max_size=4,
    ).map(tuple),
    openings=st.lists(st.builds(Opened, _times, st.just("CHANGE")), max_size=3).map(tuple),
    voided=st.lists(st.builds(Voided, _times, _amounts), max_size=3).map(tuple),
    standard_float_minor=st.none() | _amounts,
    pickup_limit_minor=st.none() | _amounts,
)
