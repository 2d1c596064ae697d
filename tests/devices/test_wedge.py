"""Scan or typing, by the keys' own times."""

from itertools import pairwise
from random import Random

import pytest

from pos_app.devices.wedge import (
    Stroke,
    Verdict,
    Wedge,
    WedgeSettings,
)
from pos_app.domain.barcode.numbers import is_plausible_code

SEED = 20_261_121
ROUNDS = 20_000

GTIN = "6901234567892"


def _strike(wedge: Wedge, text: str, times: list[int], *, ends: bool = True) -> list[Verdict]:
    keys = [*text, "\r"] if ends else [*text]
    return [
        wedge.strike(Stroke("" if key == "\r" else key, at, key == "\r"))
        for key, at in zip(keys, times, strict=True)
    ]


def _every(gap: int, count: int, start: int = 5_000) -> list[int]:
    return [start + gap * at for at in range(count)]


def _scan(verdicts: list[Verdict]) -> str | None:
    return next((verdict.scan for verdict in verdicts if verdict.scan is not None), None)


def _typed(verdicts: list[Verdict]) -> str:
    return "".join(stroke.text for verdict in verdicts for stroke in verdict.typed)


def scanner_times(random: Random, count: int) -> list[int]:
    """A scanner: 1 to 30 ms between keys, one key in a hundred 5 to 25 ms late."""
    base = random.uniform(1, 30)
    at = 10_000.0
    times = []
    for _ in range(count):
        times.append(round(at))
        at += max(0.5, random.gauss(base, base / 6))
        if random.random() < 0.01:
            at += random.uniform(5, 25)
    return times


def typist_times(random: Random, count: int) -> list[int]:
    """A person: log-normal gaps around a pace of their own; 6 % of keys roll into the next one."""
    pace = random.lognormvariate(4.95, 0.25)  # around 140 ms, the fastest below 80
    at = 10_000.0
    times = []
    for _ in range(count):
        times.append(round(at))
        is_rolled = random.random() < 0.06
        at += random.uniform(8, 35) if is_rolled else random.lognormvariate(0, 0.35) * pace
    return times


def test_at_most_one_scan_in_two_thousand_is_missed() -> None:
    random = Random(SEED)
    missed = 0
    for _ in range(ROUNDS):
        verdicts = _strike(Wedge(), GTIN, scanner_times(random, 14))
        missed += _scan(verdicts) != GTIN
    print(f"seed {SEED}: missed {missed} of {ROUNDS} scans")
    assert missed <= ROUNDS * 5 // 10_000


@pytest.mark.parametrize("digits", [5, 6, 7, 8, 13, 18])
def test_at_most_one_typed_number_in_two_thousand_is_taken_for_a_scan(digits: int) -> None:
    random = Random(SEED)
    text = "1" * digits
    mistaken = 0
    for _ in range(ROUNDS):
        wedge = Wedge()
        verdicts = _strike(wedge, text, typist_times(random, digits + 1))
        mistaken += _scan([*verdicts, wedge.pause()]) is not None
    print(f"seed {SEED}: {mistaken} of {ROUNDS} entries of {digits} digits taken for a scan")
    assert mistaken <= ROUNDS * 5 // 10_000


@pytest.mark.parametrize("digits", [1, 2, 3, 4])
def test_short_numbers_are_always_typing(digits: int) -> None:
    verdicts = _strike(Wedge(), "1" * digits, _every(5, digits + 1))
    assert _scan(verdicts) is None
    assert _typed(verdicts) == "1" * digits


def test_every_typed_key_is_given_back_once_and_in_order() -> None:
    random = Random(SEED)
    for _ in range(2_000):
        count = random.randint(1, 20)
        text = "".join(random.choice("0123456789abc") for _ in range(count))
        wedge = Wedge()
        verdicts = _strike(wedge, text, typist_times(random, count + 1))
        verdicts.append(wedge.pause())
        if _scan(verdicts) is None:
            assert _typed(verdicts) == text
            assert sum(s.is_terminator for v in verdicts for s in v.typed) == 1


def test_a_scan_is_decided_at_the_seventh_key_and_delivered_at_the_terminator() -> None:
    verdicts = _strike(Wedge(), GTIN, _every(10, 14))
    assert [verdict.scan for verdict in verdicts] == [None] * 13 + [GTIN]
    assert _typed(verdicts) == ""


def test_typing_is_let_go_at_the_fourth_key() -> None:
    wedge = Wedge()
    verdicts = _strike(wedge, "1234567", _every(60, 7), ends=False)
    assert [len(verdict.typed) for verdict in verdicts] == [0, 0, 0, 4, 1, 1, 1]
    assert not wedge.is_holding


def test_keys_far_apart_are_let_go_one_by_one() -> None:
    wedge = Wedge()
    verdicts = _strike(wedge, "123", _every(200, 3), ends=False)
    assert [len(verdict.typed) for verdict in verdicts] == [0, 1, 1]
    assert _typed([wedge.pause()]) == "3"


def test_a_scan_right_after_slow_typing_is_a_scan() -> None:
    wedge = Wedge()
    typed = _strike(wedge, "12", _every(150, 2), ends=False)
    scanned = _strike(wedge, GTIN, _every(10, 14, start=5_400))
    assert _typed([*typed, *scanned]) == "12"
    assert _scan(scanned) == GTIN


def test_a_scanner_without_a_terminator_is_understood_after_a_pause() -> None:
    wedge = Wedge()
    _strike(wedge, GTIN, _every(10, 13), ends=False)
    assert wedge.pause().scan == GTIN


def test_a_number_with_a_wrong_check_digit_was_typed() -> None:
    verdicts = _strike(Wedge(is_plausible=is_plausible_code), "6901234567890", _every(10, 14))
    assert _scan(verdicts) is None
    assert _typed(verdicts) == "6901234567890"


def test_letters_need_no_check_digit() -> None:
    assert _scan(_strike(Wedge(), "S12-T03-000001", _every(10, 15))) == "S12-T03-000001"


def test_a_prefix_decides_at_the_first_key_and_typing_is_not_held_back() -> None:
    wedge = Wedge(WedgeSettings(prefix="~"))
    typed = _strike(wedge, "12", _every(5, 2), ends=False)
    assert [len(verdict.typed) for verdict in typed] == [1, 1]
    assert _scan(_strike(wedge, "~4011", _every(30, 6, start=9_000))) == "4011"


def test_a_prefix_struck_by_hand_comes_back() -> None:
    wedge = Wedge(WedgeSettings(prefix="~"))
    _strike(wedge, "~", [5_000], ends=False)
    verdicts = _strike(wedge, "1", [5_300], ends=False)
    assert _typed(verdicts) == "~1"


def test_a_code_of_seven_thousand_characters_is_counted_and_not_kept() -> None:
    wedge = Wedge()
    verdicts = _strike(wedge, "7" * 7_089, _every(2, 7_090))
    last = verdicts[-1]
    assert last.length == 7_089
    assert last.scan is not None
    assert len(last.scan) == 1_000
    assert _typed(verdicts) == ""


def test_an_interrupted_group_was_typing() -> None:
    wedge = Wedge()
    _strike(wedge, "123", _every(5, 3), ends=False)
    assert _typed([wedge.interrupt()]) == "123"
    assert not wedge.is_holding


def test_a_clock_that_goes_back_ends_the_group() -> None:
    wedge = Wedge()
    _strike(wedge, "12", [5_000, 5_010], ends=False)
    assert _typed(_strike(wedge, "3", [10], ends=False)) == "12"


def test_the_times_that_are_simulated_are_the_times_that_were_measured() -> None:
    random = Random(SEED)
    scanned = [b - a for _ in range(500) for a, b in pairwise(scanner_times(random, 13))]
    typed = sorted(b - a for _ in range(500) for a, b in pairwise(typist_times(random, 13)))
    assert max(scanned) < 90
    assert sum(gap <= 35 for gap in typed) / len(typed) == pytest.approx(0.06, abs=0.02)
    assert 100 < typed[len(typed) // 2] < 180


@pytest.mark.parametrize("gap_ms", [5, 20, 44])
@pytest.mark.parametrize("text", ["284617", "5183967", "28461738", "6901234567890"])
def test_a_pin_typed_as_fast_as_a_scanner_is_typing(text: str, gap_ms: int) -> None:
    wedge = Wedge(is_plausible=is_plausible_code)
    verdicts = [*_strike(wedge, text, _every(gap_ms, len(text) + 1)), wedge.pause()]
    assert _scan(verdicts) is None
    assert _typed(verdicts) == text
    assert sum(stroke.is_terminator for verdict in verdicts for stroke in verdict.typed) == 1


def test_short_digits_behind_a_prefix_are_a_scan_all_the_same() -> None:
    wedge = Wedge(WedgeSettings(prefix="~"), is_plausible_code)
    assert _scan(_strike(wedge, "~284617", _every(30, 8))) == "284617"
