"""The real till without a window, as these tests start it, set it up and start it again."""

from pathlib import Path

from pos_app.assembly import Till, open_counter
from pos_app.clock import Clock
from pos_app.config import Config
from pos_app.store.disk import RESERVE_BYTES, RESERVE_FILE
from pos_app.vault.pins import PinCost
from tests.dated_clock import DatedClock

CHEAP = PinCost(rounds=1, memory_kib=8, lanes=1)


def start(folder: Path, clock: Clock | None = None) -> Till:
    """Start the till in a data directory: the recovery that every image goes through."""
    return open_counter(Config(data=folder), clock or DatedClock(), pin_cost=CHEAP)


def lay_reserve(folder: Path) -> None:
    """Have the reserve there already: filling 8 MB at every start would only cost time."""
    with (folder / RESERVE_FILE).open("wb") as file:
        file.truncate(RESERVE_BYTES)
