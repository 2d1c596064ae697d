"""A till of the simulation: the product's own, on a disk that fails, with people in front of it."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pos_app.assembly import Till
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.services.counter import Counter
from pos_app.store.database import Database
from tests.simulation import driver
from tests.simulation.clocks import MOST_DRIFT_PPM, TillClock
from tests.simulation.disk import Disk, File, PowerCut
from tests.simulation.oracle import Expected, Oracle
from tests.simulation.shop import Place, open_till
from tests.simulation.till_checks import check_disk, check_printed
from tests.simulation.world import MINUTE, Broken, World

_NOT_A_BUG = ("DISK_FULL", "DATABASE_IO", "DATABASE_LOCKED", "DATABASE_READ_ONLY")
_RESTORED = ("till.db", "till.db-wal")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a till's files, and what was printed before it was made."""

    at: int
    image: dict[str, bytes]
    expected: Expected


class TillNode:
    """One machine. ``till`` is None while it is off."""

    def __init__(self, world: World, oracle: Oracle, place: Place, name: str = "") -> None:
        self.world = world
        self.oracle = oracle
        self.place = place
        self.name = name or place.name
        self.expected = Expected()
        self.backups: list[Backup] = []
        self.is_gone = False
        self.is_asleep = False
        """In the middle of a step; nobody can do anything with the machine."""
        self.cloned: Callable[[TillNode], None] = lambda _: None
        """Told when somebody copies this machine's disk onto another one."""
        self.going_back: Callable[[], None] = lambda: None
        """Told while the disk is still as it was before it goes back to a copy."""
        self.till: Till | None = None
        self.starts = 0
        drift = world.rng.randrange(-MOST_DRIFT_PPM, MOST_DRIFT_PPM + 1)
        self.clock = TillClock(world, self.name, drift)
        self.disk = self._disk_of(place.image)

    def _disk_of(self, image: dict[str, bytes]) -> Disk:
        return Disk(self.name, {name: File(content) for name, content in image.items()})

    # ---- on and off

    @property
    def is_on(self) -> bool:
        return self.till is not None and not self.is_asleep

    @property
    def counter(self) -> Counter:
        assert self.till is not None
        return self.till.counter

    @property
    def database(self) -> Database:
        return self.counter._real.desk.till

    def start(self) -> None:
        """Switch on; a machine that cannot read its disk is tried again."""
        if self.till is not None or self.is_gone:
            return
        self.starts += 1
        self.clock.start_process()
        with self.guard():
            self.till = open_till(self.disk, self.place.set_up, self.clock)
            self.opened()
        if self.till is None and not self.disk.is_dead and not self.is_gone:
            self._drop(is_cut=False)
            self.again_after(self.world.rng.randrange(MINUTE, 5 * MINUTE))

    def opened(self) -> None:
        """The till is open; sync.py takes it from here."""

    def closing(self) -> None:
        """The process is about to end in order."""

    def committed(self) -> None:
        """A row was committed."""

    def stopped(self) -> None:
        """The process is gone, with all it had in memory."""

    def stop(self) -> None:
        """Switch off in order."""
        if self.till is None:
            return
        with self.guard():
            till, self.till = self.till, None
            self.closing()
            try:
                till.close()
            finally:
                self.stopped()

    def die(self, *, is_cut: bool) -> None:
        """Lose the power, or the process alone, and start again some minutes later."""
        self._drop(is_cut=is_cut)
        self.again_after(self.world.rng.randrange(1_000, 10 * MINUTE))

    def sleep(self, delay: int) -> None:
        """Fall asleep in the middle of a step, and wake up with all that was in memory."""
        if self.world.is_passing:
            return
        self.is_asleep = True
        try:
            self.world.pass_time(delay)
        finally:
            self.is_asleep = False

    def again_after(self, delay: int) -> None:
        self.world.at(delay, f"start {self.name}", self.start)

    def _drop(self, *, is_cut: bool) -> None:
        self.till = None
        self.stopped()
        old = self.disk
        driver.forget(old)
        if is_cut:
            self.clock.boot()
            self.disk = old.survivor(self.world.rng)
            self.world.sometimes("power_cut_in_a_write")
        else:
            self.disk = old.killed()
        self.disk.room = old.room

    @contextlib.contextmanager
    def guard(self) -> Iterator[None]:
        """Do something with this machine: the power or its disk may fail, a rule may say no."""
        try:
            yield
        except PowerCut:
            assert self.disk.is_dead
        except Refusal as refusal:
            self.world.note(f"{self.name} {refusal.code}")
        except EnvironmentFault as fault:
            self._faulted(fault)
        except AssertionError as error:
            if isinstance(error, Broken) or not self.disk.is_dead:
                raise
        if self.disk.is_dead:
            self.die(is_cut=True)

    def _faulted(self, fault: EnvironmentFault) -> None:
        self.world.note(f"{self.name} {fault.code}")
        if self.disk.is_dead:
            return
        if fault.code not in _NOT_A_BUG:
            raise Broken(1, f"{self.name}: {fault}") from fault
        if fault.code == "DISK_FULL":
            self.world.sometimes("disk_full")
            self.disk.room = None  # somebody makes room
        if self.till is not None:
            self.die(is_cut=False)  # somebody starts it anew

    # ---- backups, restores, copies

    def acknowledged(self) -> set[bytes]:
        """Name what the cloud has told it to have; nothing where there is none."""
        return set()

    def back_up(self) -> None:
        """Copy the files as they are; a till between two operations is whole on its disk."""
        self.backups.append(Backup(self.world.now, self.disk.image(), self.expected.copy()))
        del self.backups[:-3]

    def restore(self, backup: Backup, *, is_whole: bool) -> None:
        """Go back to a copy: till.db alone, or the whole disk with the mark outside it."""
        self.going_back()
        lost = set(self.expected.receipts) - set(backup.expected.receipts)
        self.oracle.lose(lost, self.acknowledged() if lost else (), self.world.now)
        self._drop(is_cut=False)
        driver.forget(self.disk)
        image = dict(backup.image)
        if not is_whole:
            kept = self.disk.image()
            image = {name: content for name, content in kept.items() if name not in _RESTORED}
            image |= {name: backup.image[name] for name in _RESTORED if name in backup.image}
        self.expected = backup.expected.copy()
        self.clock.boot()
        self.disk = self._disk_of(image)
        self.world.sometimes("till_restored")
        self.again_after(MINUTE)

    def become_copy_of(self, other: "TillNode") -> None:
        """Have the same disk as another machine, key and all."""
        self.disk = self._disk_of(other.disk.image())
        self.expected = other.expected.copy()
        self.world.sometimes("till_cloned")

    # ---- what must be true of its disk

    def check(self) -> None:
        """Read everything back."""
        if self.till is None:
            return
        with self.guard(), self.database.read() as connection:
            check_disk(self.name, connection)
            check_printed(self.name, connection, self.expected, self.oracle.twice)
