"""What befalls machines and lines: asked of faults.py every ten minutes or so, for each till."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from sync.slots import NetworkUp
from tests.simulation.faults import Faults
from tests.simulation.synced import SyncedTill
from tests.simulation.till import TillNode
from tests.simulation.world import DAY, HOUR, MINUTE, World

_YEAR: Final = 365 * DAY
_MARK: Final = "terminal.mark"


class TillWeather:
    """The faults of one till."""

    def __init__(self, world: World, faults: Faults, node: TillNode) -> None:
        self._world = world
        self._faults = faults
        self._node = node
        self._befalls: dict[str, Callable[[], None]] = {
            "power_cut": self._cut_soon,
            "power_cut_early": self._cut_at_once,
            "kill": lambda: node.die(is_cut=False),
            "restart": self._restart,
            "clock_hour": self._set_clock,
            "clock_years": self._set_clock_by_years,
            "suspend": self._restart_later,
            "disk_full": self._fill_disk,
            "read_error": lambda: setattr(node.disk, "bad_reads", 1),
            "busy": lambda: setattr(node.disk, "busy", 1),
            "clone": lambda: node.cloned(node),
            "reference_lost": self._lose_reference,
            "restore": lambda: self._restore(is_whole=False),
            "restore_whole": lambda: self._restore(is_whole=True),
            "moved": self._move,
        }
        world.every(faults.tick, f"weather {node.name}", self._tick)
        world.every(2 * HOUR, f"backup {node.name}", self._back_up)

    def _tick(self) -> None:
        for kind, befall in self._befalls.items():
            if self._node.is_on and self._faults.strikes(kind, self._node.name):
                self._world.note(f"{kind} {self._node.name}")
                befall()

    def _back_up(self) -> None:
        if self._node.is_on:
            self._node.back_up()

    def _cut_soon(self) -> None:
        self._node.disk.fuse = self._world.rng.randrange(1, 400)

    def _cut_at_once(self) -> None:
        self._node.disk.fuse = self._world.rng.randrange(1, 40)

    def _restart(self) -> None:
        self._node.stop()
        self._node.again_after(self._world.rng.randrange(1_000, 5 * MINUTE))

    def _lose_reference(self) -> None:
        """Members, coupons and rules are gone with their file; all of it comes again."""
        node = self._node
        node.stop()
        if not node.disk.is_dead:
            for name in [name for name in node.disk.names if name.startswith("reference.db")]:
                del node.disk.names[name]
            self._world.sometimes("reference_lost")
        node.again_after(self._world.rng.randrange(1_000, 5 * MINUTE))

    def _restart_later(self) -> None:
        """Asleep, or switched off over hours: the suspend-proof clock runs on in the first case."""
        if self._world.rng.random() < 0.5:
            self._node.clock.boot()
        self._node.stop()
        self._node.again_after(self._world.rng.randrange(HOUR, 8 * HOUR))

    def _set_clock(self) -> None:
        self._node.clock.ahead += self._world.rng.choice((-HOUR, HOUR, -5 * MINUTE, 5 * MINUTE))

    def _set_clock_by_years(self) -> None:
        self._node.clock.ahead = self._world.rng.choice((-10 * _YEAR, 10 * _YEAR, 0))

    def _fill_disk(self) -> None:
        self._node.disk.room = self._world.rng.randrange(0, 200_000)

    def _move(self) -> None:
        """Go on from a copy that was made just now, all but the mark outside: no row is lost."""
        self._node.back_up()
        backup = self._node.backups[-1]
        image = {name: held for name, held in backup.image.items() if name != _MARK}
        self._node.restore(replace(backup, image=image), is_whole=True)

    def _restore(self, *, is_whole: bool) -> None:
        if self._node.backups:
            self._node.restore(self._world.rng.choice(self._node.backups), is_whole=is_whole)


class LineWeather:
    """Partitions: minutes to hours, both ways or one; now and then for the rest of the run."""

    def __init__(self, world: World, faults: Faults, node: SyncedTill) -> None:
        self._world = world
        self._faults = faults
        self._node = node
        world.every(faults.tick, f"line {node.name}", self._tick)

    def _tick(self) -> None:
        world, node = self._world, self._node
        if self._faults.strikes("long_offline", node.name):
            node.network.partition(node.name, world.now + DAY)
        if not self._faults.strikes("partition", node.name):
            return
        lasts = world.rng.choice((5 * MINUTE, 30 * MINUTE, 3 * HOUR))
        ways = world.rng.choice(("both", "both", "up", "down"))
        node.network.partition(node.name, world.now + lasts, ways)
        world.note(f"partition {node.name} {ways}")
        if world.rng.random() < 0.5:
            world.at(lasts, f"network up {node.name}", lambda: node.tell(NetworkUp()))
