"""What a cashier may be told of the items while a catalogue is on its way: section 20, 16.

An item is missing only if head office took it off the list at some time, and costs only what head
office ever said. A catalogue that is loaded in part, or switched to before it is whole, lacks items
that were never taken off.
"""

import re
from typing import Any, Final

from tests.builders import ITEMS
from tests.simulation.head_office import HeadOffice
from tests.simulation.synced import SyncedTill
from tests.simulation.world import Broken, World

_ITEMS: Final = "SELECT sku, price_minor FROM item"
_NUMBERED: Final = re.compile(r"catalog\.(\d+)\.db")
_FIRST_LOAD: Final = 2
"""The number of the first catalogue from the cloud: the shop's own list has the first one."""


class Shelf:
    """Looked at whenever somebody acts at a till."""

    def __init__(self, world: World, office: HeadOffice) -> None:
        self._world = world
        self._office = office
        self._listed = {row[0] for row in ITEMS}
        self._numbers: dict[str, int] = {}

    def check(self, till: SyncedTill) -> None:
        """Read every item as a look-up of the next sale would."""
        if not till.is_on:
            return
        with till.guard():
            self._compare(till, _told(till))
            self._count_loads(till)

    def _compare(self, till: SyncedTill, told: dict[str, int | None]) -> None:
        said: dict[str, set[int | None]] = {}
        for (sku, _), price in self._office.versions.items():
            said.setdefault(sku, set()).add(price)
        strange = {sku: price for sku, price in told.items() if price not in said.get(sku, ())}
        if strange:
            raise Broken(16, f"{till.name} sells at {strange}, which nobody ever said")
        taken_off = {sku for sku, prices in said.items() if None in prices and len(prices) > 1}
        missing = self._listed - told.keys() - taken_off
        if missing:
            raise Broken(16, f"{till.name} does not know {sorted(missing)}")

    def _count_loads(self, till: SyncedTill) -> None:
        numbers = [int(found[1]) for found in map(_NUMBERED.fullmatch, till.disk.names) if found]
        newest = max(numbers)
        if newest > max(_FIRST_LOAD, self._numbers.get(till.name, 0)):
            self._world.sometimes("snapshot_loaded_again")
        self._numbers[till.name] = newest


def _told(till: SyncedTill) -> dict[str, Any]:
    with till.counter._real.checkout._catalog.read() as connection:
        return {row[0]: row[1] for row in connection.exec_driver_sql(_ITEMS)}
