"""What head office does: prices, items that come and go, the coupons of campaigns."""

from typing import Final

import sqlalchemy as sa

from sync.cloud.feeds import todo
from sync.wire import reference
from tests.builders import ITEMS
from tests.simulation.cloud import CloudNode
from tests.simulation.faults import Faults
from tests.simulation.world import MINUTE, World

TENANT: Final = "shop"
ZONE: Final = "z1"
CATALOG: Final = f"cat:{ZONE}"
_RATES: Final = {"V13": (130_000, True), "V9": (90_000, True), "X13": (130_000, False)}
_RATES_ALL: Final = {**_RATES, "V0": (0, True)}


def item(row: tuple[str, ...], price: int | None = None, version: int = 1) -> reference.Item:
    """Make a feed row's item of a line of the tests' price list."""
    sku, gtin, plu, zh, en, category, tax, unit, listed, recalled = row
    own = {"gtin": int(gtin)} if gtin else {}
    if plu:
        own["plu"] = plu
    minor = price if price is not None else (round(float(listed) * 100) if listed else None)
    if minor is not None:
        own["price"] = minor
    return reference.Item(
        sku=sku,
        zh=zh,
        en=en,
        cat=category,
        tax=tax,
        unit=unit,
        pv=version,
        recalled=recalled == "1",
        **own,
    )


def _listed(row: tuple[str, ...]) -> int | None:
    price = item(row).price
    return price if isinstance(price, int) else None


def fill_catalog(cloud: CloudNode) -> None:
    """Give the zone the price list that the tills were set up with."""

    def fill(connection: sa.Connection) -> None:
        put = todo.put
        put(connection, TENANT, CATALOG, "h", reference.CatalogHead("CNY"))
        for code, (rate, inclusive) in _RATES_ALL.items():
            put(connection, TENANT, CATALOG, f"t:{code}", reference.TaxGroup(code, rate, inclusive))
        for row in ITEMS:
            put(connection, TENANT, CATALOG, f"i:{row[0]}", item(row))

    cloud.database.write(fill)


_OWN_LIST: Final = 2
"""The version of the list that tills are set up with; the zone's first is the same list."""

Prices = dict[str, int | None]
"""What head office last said of each item: its price, or that it is no more (None)."""


class HeadOffice:
    """Changes things now and then, and says them again until it was told that they are kept."""

    def __init__(self, world: World, faults: Faults, cloud: CloudNode) -> None:
        self._world = world
        self._faults = faults
        self._cloud = cloud
        self._version = _OWN_LIST
        self._unsure: Prices = {}
        self.prices: Prices = {row[0]: _listed(row) for row in ITEMS}
        self.versions = {
            (sku, version): price
            for sku, price in self.prices.items()
            for version in range(_OWN_LIST + 1)
        }
        """What was ever said of an item, by the version of its price."""
        cloud.remember = self._copy
        cloud.recall = self._restored
        world.every(20 * MINUTE, "head office", self.act)

    def act(self) -> None:
        """Say again what was not confirmed, and change some more."""
        if self._cloud.cloud is None:
            return
        changes = dict(self._unsure)
        if self._faults.strikes("price_change"):
            rng = self._world.rng
            chosen = rng.sample(ITEMS[:5], rng.randrange(1, 5))
            changes |= {row[0]: rng.randrange(0, 2_000) for row in chosen}
        if self._faults.strikes("item_deleted"):
            row = self._world.rng.choice(ITEMS[:5])
            changes[row[0]] = None if self._world.rng.random() < 0.5 else 333
        if changes:
            self._say(changes)

    def _say(self, changes: Prices) -> None:
        self._version += 1
        self._unsure = changes
        self.versions |= {(sku, self._version): price for sku, price in changes.items()}

        def say(connection: sa.Connection) -> None:
            for row in ITEMS:
                if row[0] in changes:
                    self._put(connection, row, changes[row[0]])

        with self._cloud.guarded():
            self._cloud.database.write(say)
        if self._cloud.cloud is not None:
            self.prices |= changes
            self._unsure = {}
            self._cloud.wake()

    def _put(self, connection: sa.Connection, row: tuple[str, ...], price: int | None) -> None:
        key = f"i:{row[0]}"
        if price is None:
            todo.delete(connection, TENANT, CATALOG, key)
        else:
            todo.put(connection, TENANT, CATALOG, key, item(row, price, self._version))

    def _copy(self) -> Prices:
        return dict(self.prices)

    def _restored(self, prices: Prices) -> None:
        self.prices = dict(prices)
        self._unsure = {}
