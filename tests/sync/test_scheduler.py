"""The sync thread: real threads and a real cloud; it waits on its queue and ends when told."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pos_app.clock import SystemClock
from sync import errors
from sync.agent import TillSync
from sync.cloud.database import CloudDatabase
from sync.cloud.keys import ServerKeys
from sync.cloud.service import Cloud
from sync.cloud.settings import Settings
from sync.errors import Unreachable
from sync.scheduler import Scheduler
from sync.status import Contact, Round, RoundState, SyncStatus
from sync.steps import Outcome, Outgoing
from sync.wire.exchange import ClockReading
from tests.cloud.client import Shop, TestClock
from tests.sync.lent import LentJournal, LentReference
from tests.sync.lent_sheets import LentSheets
from tests.sync.shop import PROGRAM, carried, enrolled

PATIENCE_S = 20
"""A limit for a test that hangs, not a measurement."""


def read_clock() -> ClockReading:
    """The machine's own."""
    clock = SystemClock()
    return ClockReading(clock.wall_ms(), clock.mono_ms(), clock.boot_id())


class Wire:
    """A connection to a cloud in this process; ``stuck`` keeps requests until it is set free."""

    def __init__(self, cloud: Cloud) -> None:
        self.cloud = cloud
        self.is_offline = False
        self.stuck = threading.Event()
        self.stuck.set()
        self.made = self.closed = 0

    def connect(self) -> "Wire":
        self.made += 1
        return self

    def send(self, outgoing: Outgoing) -> Outcome:
        self.stuck.wait(PATIENCE_S)
        if self.is_offline:
            return Unreachable(errors.OFFLINE)
        return carried(self.cloud, outgoing)

    def close(self) -> None:
        self.closed += 1


class Seen:
    """What was published, and a way to wait for it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.statuses: list[SyncStatus] = []

    def __call__(self, status: SyncStatus) -> None:
        with self._changed:
            self.statuses.append(status)
            self._changed.notify_all()

    def wait_for(self, test: Callable[[SyncStatus], bool]) -> SyncStatus:
        with self._changed:
            assert self._changed.wait_for(
                lambda: bool(self.statuses) and test(self.statuses[-1]), PATIENCE_S
            )
            return self.statuses[-1]


class Bench:
    def __init__(self, folder: Path) -> None:
        clock = TestClock()
        keys = ServerKeys.make(TestClock().random_bytes, 1_795_000_000)
        database = CloudDatabase(f"sqlite:///{folder / 'cloud.db'}")
        self.cloud = Cloud(database, clock, keys, Settings())
        self.journal = enrolled(Shop(self.cloud, clock), file=folder / "till.db")
        self.journal.restart(b"n" * 16)
        self.wire, self.seen = Wire(self.cloud), Seen()
        self.scheduler = self.made(self.journal)

    def made(self, journal: LentJournal) -> Scheduler:
        drawn = TestClock().random_bytes
        sync = TillSync(journal, LentReference(), LentSheets(), journal.signer, PROGRAM, drawn)
        return Scheduler(sync, self.wire.connect, read_clock, self.seen)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path)
    yield bench
    bench.wire.stuck.set()
    assert bench.scheduler.stop(PATIENCE_S)
    bench.cloud.close()


def is_all_up(status: SyncStatus) -> bool:
    return status.contact is Contact.ONLINE and status.waiting.rows == 0


def test_what_is_committed_goes_up_by_itself(bench: Bench) -> None:
    bench.scheduler.start()
    bench.seen.wait_for(is_all_up)
    head = bench.journal.write()
    bench.scheduler.committed()
    bench.seen.wait_for(lambda status: status.reached is not None and status.reached.head == head)
    bench.seen.wait_for(is_all_up)
    assert bench.journal.acked == head


def test_a_round_that_was_asked_for_is_reported_to_whoever_asked(bench: Bench) -> None:
    bench.scheduler.start()
    bench.seen.wait_for(is_all_up)
    rounds: list[Round] = []
    is_over = threading.Event()

    def progress(came: Round) -> None:
        rounds.append(came)
        if came.state is not RoundState.RUNNING:
            is_over.set()

    bench.scheduler.sync_now(progress)
    assert is_over.wait(PATIENCE_S)
    assert rounds[-1].state is RoundState.DONE
    bench.wire.is_offline = True
    is_over.clear()
    bench.scheduler.sync_now(progress)
    assert is_over.wait(PATIENCE_S)
    assert (rounds[-1].state, rounds[-1].code) == (RoundState.FAILED, errors.OFFLINE)


def test_offline_is_shown_and_ends_by_itself(bench: Bench) -> None:
    bench.wire.is_offline = True
    bench.scheduler.start()
    bench.seen.wait_for(lambda status: status.contact is Contact.OFFLINE)
    bench.wire.is_offline = False
    bench.scheduler.reconnect()
    bench.seen.wait_for(is_all_up)


def test_it_stops_while_a_request_hangs(bench: Bench) -> None:
    bench.wire.stuck.clear()
    bench.scheduler.start()
    bench.scheduler.wake()
    assert bench.scheduler.stop(PATIENCE_S)


def test_a_store_that_fails_does_not_end_the_thread(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    class DiskFullError(Exception):
        code = "DISK_FULL"

    note_ack = bench.journal.note_ack
    failures = iter(range(2))

    def failing(said: object) -> None:
        if next(failures, None) is not None:
            raise DiskFullError
        note_ack(said)  # type: ignore[arg-type]  # whatever the engine gives

    bench.journal.note_ack = failing  # type: ignore[method-assign]  # the disk of this test
    bench.scheduler.start()
    bench.seen.wait_for(is_all_up)
    assert [record.levelname for record in caplog.records] == ["WARNING"] * 2
    assert "DISK_FULL" in caplog.text


def test_a_new_address_is_used_from_the_next_request_on(bench: Bench) -> None:
    bench.scheduler.start()
    bench.seen.wait_for(is_all_up)
    made = bench.wire.made
    bench.scheduler.reconnect()
    bench.journal.write()
    bench.scheduler.committed()
    bench.seen.wait_for(lambda status: bench.journal.acked == bench.journal.standing().head)
    assert bench.wire.made > made
    assert bench.wire.closed, "the connection to the old address is given up"
