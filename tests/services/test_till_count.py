"""A till that is far off is counted once more, blind; both counts are kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import CASHIER, FLOAT, FLOAT_MINOR, MANAGER, Rig, make_rig, make_template
from tests.services.test_day_verifies import verdict

NOTHING = ((10_000, 0),)


@pytest.fixture(scope="module")
def strict_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cash = {"tolerance_minor": 500, "standard_float_minor": FLOAT_MINOR}
    return make_template(tmp_path_factory.mktemp("strict"), cash=cash)


@pytest.fixture
def strict(strict_template: Path, tmp_path: Path) -> Iterator[Rig]:
    """A till of a store that wants a second count from five yuan on."""
    rig = make_rig(strict_template, tmp_path / "till")
    rig.open_for(CASHIER)
    yield rig
    rig.close()


def kept(rig: Rig) -> list[tuple[object, ...]]:
    return rig.rows("SELECT shift, counted_minor FROM till_count ORDER BY id")


def test_a_count_that_is_far_off_is_kept_and_asked_for_once_more(strict: Rig) -> None:
    shifts = strict.counter.shifts
    assert shifts.count_till(NOTHING)
    assert kept(strict) == [(1, 0)]
    assert not shifts.count_till(NOTHING)
    report = shifts.close_shift(NOTHING)
    assert report.over_short.minor == -FLOAT_MINOR
    assert kept(strict) == [(1, 0)]
    assert verdict(strict).difference is None


def test_the_second_count_counts_whatever_it_says(strict: Rig) -> None:
    shifts = strict.counter.shifts
    shifts.count_till(NOTHING)
    assert not shifts.count_till(((10_000, 1),))
    assert shifts.close_shift(((10_000, 1),)).counted.minor == 10_000


@pytest.mark.parametrize("counts", [FLOAT, (*FLOAT, (500, 1)), ((10_000, 2), (1_000, 9), (500, 1))])
def test_within_the_tolerance_once_is_enough(strict: Rig, counts: tuple[tuple[int, int]]) -> None:
    assert not strict.counter.shifts.count_till(counts)
    assert kept(strict) == []
    strict.counter.shifts.close_shift(counts)


def test_no_shift_closes_on_a_first_count_that_is_far_off(strict: Rig) -> None:
    with strict.refuses("COUNT_AGAIN"):
        strict.counter.shifts.close_shift(NOTHING)


def test_the_next_shift_is_asked_again(strict: Rig) -> None:
    strict.counter.shifts.count_till(NOTHING)
    strict.counter.shifts.close_shift(NOTHING)
    strict.counter.shifts.open_shift(FLOAT)
    assert strict.counter.shifts.count_till(NOTHING)


def test_another_operator_may_make_the_second_count(strict: Rig) -> None:
    strict.counter.shifts.count_till(NOTHING)
    strict.sign_on(MANAGER)
    assert not strict.counter.shifts.count_till(FLOAT)
    strict.counter.shifts.close_shift(FLOAT)


def test_a_store_without_a_tolerance_never_asks_again(shop: Rig) -> None:
    assert not shop.counter.shifts.count_till(NOTHING)
    assert shop.counter.shifts.close_shift(NOTHING).over_short.minor == -FLOAT_MINOR


def test_a_till_is_not_counted_with_a_basket_open_or_no_shift(strict: Rig) -> None:
    strict.ring("W1")
    with strict.refuses("TRANSACTION_IS_OPEN"):
        strict.counter.shifts.count_till(NOTHING)
    strict.pay_cash()
    strict.counter.shifts.count_till(NOTHING)
    strict.counter.shifts.close_shift(NOTHING)
    with strict.refuses("SHIFT_NOT_OPEN"):
        strict.counter.shifts.count_till(NOTHING)
