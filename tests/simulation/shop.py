"""The shops of every run: their tills are set up once a process and copied from then on.

The tills are the product's own, opened by its own composition root on simulated disks.
"""

import atexit
import functools
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pos_app.assembly import Till, open_counter
from pos_app.config import Config
from tests.builders import CHEAP, write_set_up
from tests.simulation.clocks import TillClock
from tests.simulation.disk import Disk
from tests.simulation.giveaways import MOST_TOTAL, MOST_VALUE, STORE_NUMBERS
from tests.simulation.paths import SimPath
from tests.simulation.world import World

STORES: Final = {"T1": "S01", "T2": "S01", "T3": "S02", "T4": "S02"}
"""Two stores of two tills each; a run uses the first few."""


@dataclass(frozen=True, slots=True)
class Place:
    """A till before it is opened: who it is, and the folder with its set-up."""

    name: str
    store: str
    set_up: Path
    image: dict[str, bytes]


@functools.cache
def _folder() -> Path:
    """Make the folder of the set-ups, which goes with the process."""
    folder = Path(tempfile.mkdtemp(prefix="simulation-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def open_till(disk: Disk, set_up: Path, clock: TillClock) -> Till:
    """Open the whole till below its window on a disk."""
    return open_counter(Config(data=SimPath(f"/{disk.name}")), clock, set_up=set_up, pin_cost=CHEAP)


@functools.cache
def place(name: str) -> Place:
    """Set a till up, or give the one that was set up before."""
    return set_up(name, STORES[name])


def set_up(name: str, store: str) -> Place:
    """Set a machine up for the first time."""
    folder = write_set_up(
        _folder() / name,
        store=store,
        workstation=name,
        store_number=STORE_NUMBERS[store],
        points_need_code=False,
        coupons={
            "most_value_minor": MOST_VALUE,
            "most_total_minor": MOST_TOTAL,
            "most_age_hours": 72,
        },
    )
    disk = Disk(f"{name}.new")
    disk.sync_names()
    till = open_till(disk, folder, TillClock(World(-1), name))
    till.close()
    return Place(name, store, folder, disk.image())
