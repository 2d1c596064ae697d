"""Trusted time: no hand on the wall clock moves it, no restart sets it back, doubt is admitted."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from sync.trusted_clock import SURE_WITHIN_MS, Anchor, TrustedClock

NOW = 1_795_262_400_000
MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR


@dataclass
class Machine:
    """A machine's clocks and the real time, as far apart as the test puts them."""

    real: int = NOW
    wall_off: int = 0
    mono: int = 5_000
    boot: str = "b1"
    kept: Anchor | None = None
    clock: TrustedClock = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    @property
    def wall(self) -> int:
        return self.real + self.wall_off

    def start(self) -> None:
        self.clock = TrustedClock(self.kept, self.wall, self.mono, self.boot)

    def run(self, ms: int) -> None:
        self.real += ms
        self.mono += ms

    def keep(self) -> None:
        self.kept = self.clock.anchor(self.wall, self.mono)

    def reboot(self, off_ms: int = MINUTE, *, wall_off: int | None = None) -> None:
        self.keep()
        self.lose_power(off_ms, wall_off=wall_off)

    def lose_power(self, off_ms: int = MINUTE, *, wall_off: int | None = None) -> None:
        self.real += off_ms
        self.mono = 1_000
        self.boot += "x"
        if wall_off is not None:
            self.wall_off = wall_off
        self.start()

    @property
    def now(self) -> int:
        return self.clock.now_ms(self.mono)

    @property
    def is_sure(self) -> bool:
        return self.clock.is_sure(self.wall, self.mono)

    @property
    def uncertainty(self) -> int:
        return self.clock.uncertainty_ms(self.wall, self.mono)

    def hear(self, error_ms: int = 50, wrong_ms: int = 0) -> None:
        self.clock.heard(self.real + wrong_ms, error_ms, self.wall, self.mono)

    def confirm(self) -> None:
        """A manager's word: the wall clock is right, whatever was kept."""
        self.clock = TrustedClock(None, self.wall, self.mono, self.boot)


def test_a_new_till_believes_the_machine_and_is_sure() -> None:
    machine = Machine()
    machine.run(HOUR)
    assert machine.now == machine.real
    assert machine.is_sure
    assert machine.uncertainty == 0


def test_moving_the_wall_clock_moves_nothing_and_is_noticed() -> None:
    machine = Machine()
    for moved in (-10 * DAY, 10 * DAY, -5 * MINUTE):
        machine.wall_off = moved
        assert machine.now == machine.real
        assert machine.clock.wall_ahead_ms(machine.wall, machine.mono) == moved
        assert not machine.is_sure
    machine.wall_off = MINUTE
    assert machine.is_sure


def test_after_an_answer_the_wall_clock_is_no_witness_any_more() -> None:
    machine = Machine(wall_off=-3 * DAY)
    machine.hear()
    machine.run(HOUR)
    assert machine.now - machine.real in range(-50, 51)
    assert machine.is_sure
    machine.wall_off = 400 * DAY
    assert machine.is_sure


def test_an_answer_grows_vague_with_the_drift_of_the_quartz() -> None:
    machine = Machine()
    machine.hear(error_ms=50)
    assert machine.uncertainty == 50
    machine.run(10 * HOUR)
    assert machine.uncertainty == 50 + 3_600
    machine.run(30 * DAY)
    assert not machine.is_sure


def test_a_vaguer_answer_that_agrees_changes_nothing() -> None:
    machine = Machine()
    machine.hear(error_ms=50)
    before = machine.now
    machine.hear(error_ms=5_000, wrong_ms=4_000)
    assert machine.now == before
    assert machine.uncertainty == 50
    machine.hear(error_ms=10, wrong_ms=5)
    assert abs(machine.now - machine.real) <= 15


def test_time_moves_no_further_than_an_answer_demands() -> None:
    machine = Machine(wall_off=10_000)
    assert machine.now == machine.real + 10_000
    machine.hear(error_ms=300)
    assert machine.now == machine.real + 300
    assert machine.uncertainty == 600


def test_the_till_started_again_in_the_same_boot_goes_on_as_it_was() -> None:
    machine = Machine()
    machine.hear(error_ms=50)
    machine.keep()
    machine.wall_off = -DAY
    machine.run(HOUR)
    machine.start()
    assert machine.now == machine.real
    assert machine.uncertainty == 50 + 360


def test_overnight_a_shop_without_a_cloud_stays_sure() -> None:
    machine = Machine()
    for _ in range(200):
        machine.run(14 * HOUR)
        machine.wall_off += 700  # each day the two clocks drift apart a little
        machine.reboot(10 * HOUR)
        assert machine.is_sure
        assert machine.now == machine.wall


def test_a_wall_clock_that_was_set_back_does_not_set_time_back() -> None:
    machine = Machine()
    before = machine.now
    machine.reboot(wall_off=-2 * DAY)
    assert machine.now >= before
    assert not machine.is_sure
    machine.reboot(wall_off=-2 * DAY)
    assert not machine.is_sure, "another boot settles nothing"
    machine.confirm()
    assert machine.is_sure
    assert machine.now == machine.wall


def test_a_dead_battery_is_unsure_until_the_server_answers() -> None:
    machine = Machine()
    machine.reboot(wall_off=-NOW)
    assert not machine.is_sure
    machine.hear()
    assert machine.is_sure
    assert abs(machine.now - machine.real) <= 50


@pytest.mark.parametrize(("off", "sure"), [(DAY - MINUTE, True), (DAY + MINUTE, False)])
def test_more_than_a_day_ahead_after_a_boot_needs_somebodys_word(off: int, sure: bool) -> None:
    machine = Machine()
    machine.reboot(off)
    assert machine.is_sure is sure
    machine.reboot()
    assert machine.is_sure is sure
    machine.confirm()
    machine.reboot()
    assert machine.is_sure


def test_a_power_cut_loses_what_was_not_kept_and_no_more() -> None:
    machine = Machine()
    machine.keep()
    machine.run(3 * HOUR)
    machine.lose_power(wall_off=-HOUR)
    assert machine.now >= NOW
    assert machine.now == machine.wall


def test_a_counter_that_stands_before_what_was_kept_is_another_boot() -> None:
    """Such as a virtual machine that was put back to an earlier state."""
    machine = Machine()
    machine.run(HOUR)
    machine.hear()
    machine.keep()
    machine.mono = 2_000
    machine.start()
    assert not machine.clock.anchor(machine.wall, machine.mono).is_from_server
    assert machine.now == machine.real


def test_an_estimate_that_ran_ahead_is_set_right_by_the_server() -> None:
    machine = Machine()
    machine.reboot(wall_off=400 * DAY)
    assert machine.now == machine.real + 400 * DAY
    assert not machine.is_sure
    machine.hear()
    assert abs(machine.now - machine.real) <= 50


class AnyLife(RuleBasedStateMachine):
    """Whatever happens to a machine: without an answer or a word, time never goes back."""

    def __init__(self) -> None:
        super().__init__()
        self.machine = Machine()
        self.machine.keep()
        self.latest_kept = self.machine.now
        self.is_heard = False

    @rule(ms=st.integers(0, 3 * DAY))
    def run(self, ms: int) -> None:
        before = self.machine.now
        self.machine.run(ms)
        assert self.machine.now == before + ms

    @rule(off=st.integers(-(10**12), 10**12) | st.integers(-DAY, DAY))
    def set_wall(self, off: int) -> None:
        before = self.machine.now
        self.machine.wall_off = off
        assert self.machine.now == before

    @rule()
    def keep(self) -> None:
        self.machine.keep()
        self.latest_kept = self.machine.now

    @rule(off=st.integers(0, 3 * DAY))
    def reboot(self, off: int) -> None:
        before = self.machine.now
        self.machine.reboot(off)
        assert self.machine.now >= before
        self.latest_kept = before
        self.is_heard = False

    @rule(off=st.integers(0, 3 * DAY))
    def lose_power(self, off: int) -> None:
        self.machine.lose_power(off)
        assert self.machine.now >= self.latest_kept
        self.is_heard = False

    @rule(error=st.integers(0, 60_000), share=st.integers(-100, 100))
    def hear(self, error: int, share: int) -> None:
        self.machine.hear(error, error * share // 100)
        self.machine.keep()
        self.latest_kept = self.machine.now
        self.is_heard = True

    @precondition(lambda self: not self.machine.is_sure)
    @rule()
    def confirm(self) -> None:
        self.machine.confirm()
        self.machine.keep()
        self.latest_kept = self.machine.now
        self.is_heard = False
        assert self.machine.is_sure

    @invariant()
    def right_within_what_it_says(self) -> None:
        if self.is_heard:
            assert abs(self.machine.now - self.machine.real) <= self.machine.uncertainty


TestAnyLife = AnyLife.TestCase


@given(st.integers(0, 3 * DAY), st.integers(-100, 100))
def test_a_drifting_quartz_stays_within_the_stated_doubt(ran: int, ppm: int) -> None:
    clock = TrustedClock(None, NOW, 0, "b1")
    clock.heard(NOW, 20, NOW, 0)
    counted = ran + ran * ppm // 1_000_000
    doubt = clock.uncertainty_ms(0, counted)
    assert abs(clock.now_ms(counted) - (NOW + ran)) <= doubt + 1 + ran * 100 // 10**10
    assert (doubt <= SURE_WITHIN_MS) == clock.is_sure(0, counted)
