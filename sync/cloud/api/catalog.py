"""Head office's side of goods, prices and offers.

A list of a million items comes in pages of some megabytes; each page is put 500 items at a time,
and may be sent again.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.api.endpoint import Call, Endpoint, Refused
from sync.cloud.catalog import items, prices, promotions, zones
from sync.cloud.catalog.checking import Amounts, ItemRefused, amounts_of
from sync.cloud.catalog.growth import Growth
from sync.cloud.catalog.item_list import CSV, NDJSON, ListUnreadableError, lines_of
from sync.cloud.catalog.items import Line, Outcome
from sync.cloud.database import CloudDatabase
from sync.cloud.feeds import snapshots
from sync.cloud.feeds.heads import SHAPES, Scope
from sync.cloud.rules import LARGEST_BUNDLE, RuleRefusedError, bundle_said
from sync.wire.catalog import (
    BundleTaken,
    Imported,
    ItemFields,
    Items,
    ItemSeen,
    PriceList,
    TaxGroupFields,
    ZoneFields,
)
from sync.wire.feeds import BundleNotice
from sync.wire.holds import Done

LARGEST_LIST_BYTES: Final = 8 << 20
MOST_PRICES: Final = 5_000
_LONGEST_NUMBER: Final = 15
_WHOLE_PPM: Final = 1_000_000
_NAME: Final = re.compile(r"[0-9A-Za-z_-]{1,64}")
_CURRENCY: Final = re.compile("[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class CatalogAdmin:
    """Handles it. Everything is looked up under the administrator's own tenant."""

    database: CloudDatabase

    def put_zone(self, call: Call) -> Done:
        """Add a zone, or change its currency."""
        zone, fields = _name(call, "zone"), call.message
        if _CURRENCY.fullmatch(fields.currency) is None:
            raise Refused("INVALID", field="currency")
        tenant = call.administrator.tenant
        self.database.write(lambda c: zones.put_zone(c, tenant, zone, fields.currency))
        return Done()

    def put_tax_group(self, call: Call) -> Done:
        """Add or change a tax group."""
        code, fields = _name(call, "code"), call.message
        if not 0 <= fields.rate_ppm <= _WHOLE_PPM:
            raise Refused("INVALID", field="rate_ppm")
        tenant = call.administrator.tenant
        self.database.write(lambda c: zones.put_tax_group(c, tenant, code, fields))
        return Done()

    def list_items(self, call: Call) -> Items:
        """List items by number."""
        most = int(call.query.get("limit", items.MOST_ON_A_PAGE))
        if most < 1:
            raise Refused("INVALID", field="limit")
        tenant, after = call.administrator.tenant, call.query.get("after", "")
        found = self.database.read(lambda c: items.list_items(c, tenant, after, most))
        return Items(tuple(found), found[-1].sku if len(found) == most else "")

    def get_item(self, call: Call) -> ItemSeen:
        """Give one item."""
        tenant, sku, now_ms = call.administrator.tenant, call.path["sku"], call.now_ms
        seen = self.database.read(lambda c: items.find_item(c, tenant, sku, now_ms))
        if seen is None:
            raise Refused("NOT_FOUND")
        return seen

    def put_item(self, call: Call) -> Done:
        """Put one item, with a price for all zones or one."""
        fields: ItemFields = call.message
        if fields.sku != call.path["sku"]:
            raise Refused("INVALID", field="sku")
        done = self._put_lines(call, iter([Line(1, fields)]), Outcome())
        for refusal in done.refusals:
            raise Refused("INVALID", field=refusal.field, why=refusal.why)
        return Done()

    def remove_item(self, call: Call) -> Done:
        """Take an item out."""
        tenant, sku, now_ms = call.administrator.tenant, call.path["sku"], call.now_ms
        if not self.database.write(lambda c: items.remove_item(c, tenant, sku, now_ms)):
            raise Refused("NOT_FOUND")
        return Done()

    def import_items(self, call: Call) -> Imported:
        """Put one page of a list."""
        outcome = Outcome()
        content_type = call.request.headers.get("content-type", "")
        try:
            lines = lines_of(call.body, content_type, outcome)
            return self._put_lines(call, lines, outcome)
        except ListUnreadableError as error:
            raise Refused("INVALID", field="list", why=str(error)) from error

    def put_prices(self, call: Call) -> Imported:
        """Put a list of prices, from now or from a time to come."""
        said: PriceList = call.message
        if len(said.prices) > MOST_PRICES:
            raise Refused("INVALID", field="prices", most=MOST_PRICES)
        outcome = Outcome()
        amounts = _amounts(said, outcome)
        numbers = {one.sku: number for number, one in enumerate(said.prices, 1)}
        started = self._started(call, said.zone, max(said.from_ms, call.now_ms))
        said_of: dict[str, Any] = {"tenant": call.administrator.tenant, "started": started}
        ordered = iter(sorted(amounts.items()))
        while piece := dict(islice(ordered, zones.ITEMS_AT_ONCE)):
            missing = self.database.write(partial(prices.put_prices, **said_of, amounts=piece))
            for sku in missing:
                outcome.refuse(numbers[sku], sku, ItemRefused("sku", "unknown"))
            outcome.changed += len(piece) - len(missing)
        return _imported(outcome, started.list_version)

    def withdraw_prices(self, call: Call) -> Done:
        """Take back what of a list has not come into force."""
        version, tenant = call.path["list"], call.administrator.tenant
        if not (version.isascii() and version.isdecimal() and len(version) <= _LONGEST_NUMBER):
            raise Refused("NOT_FOUND")
        if not self.database.write(lambda c: prices.withdraw_list(c, tenant, int(version))):
            raise Refused("NOT_FOUND")
        return Done()

    def publish_bundle(self, call: Call) -> BundleTaken:
        """Put a bundle of rules into force in a zone."""
        who = call.administrator
        scope = Scope(who.tenant, f"promo:{_name(call, 'zone')}")
        try:
            said = bundle_said(call.body)
        except RuleRefusedError as error:
            raise Refused("INVALID", **{**error.facts, "why": error.code}) from error
        by = (who.name, call.now_ms)

        def work(connection: sa.Connection) -> BundleNotice:
            if call.path["zone"] not in zones.zones_of(connection, who.tenant):
                raise Refused("INVALID", field="zone", why="unknown")
            return promotions.publish_bundle(connection, scope, call.body, said.version, by)

        try:
            notice = self.database.write(work)
        except promotions.OlderBundleError as error:
            raise Refused("CONFLICT", field="version", in_force=error.in_force) from error
        return BundleTaken(said.version, notice.sha256, notice.bytes, said.rules, said.unknown)

    def freeze(self, call: Call) -> Done:
        """Begin a snapshot of a feed now instead of at night."""
        feed = call.path["feed"]
        if feed.partition(":")[0] not in SHAPES:
            raise Refused("NOT_FOUND")
        scope, now_ms = Scope(call.administrator.tenant, feed), call.now_ms
        self.database.write(lambda c: snapshots.begin(c, scope, now_ms))
        return Done()

    def _put_lines(self, call: Call, lines: Iterator[Line], outcome: Outcome) -> Imported:
        zone = call.query.get("zone", prices.EVERY_ZONE)
        tenant = call.administrator.tenant
        started = self._started(call, zone, call.now_ms)
        growth = Growth(self.database)
        while piece := list(islice(lines, zones.ITEMS_AT_ONCE)):
            put: partial[Outcome] = partial(
                items.put_items, tenant=tenant, lines=piece, started=started
            )
            done = self.database.write(put)
            outcome.add(done)
            growth.add(done.created)
        return _imported(outcome, started.list_version)

    def _started(self, call: Call, zone: str, from_ms: int) -> prices.Started:
        tenant = call.administrator.tenant

        def next_list(connection: sa.Connection) -> int:
            if zone != prices.EVERY_ZONE and zone not in zones.zones_of(connection, tenant):
                raise Refused("INVALID", field="zone")
            return prices.next_list(connection, tenant)

        version = self.database.write(next_list)
        return prices.Started(zone, version, call.now_ms, from_ms)


def endpoints(admin: CatalogAdmin) -> tuple[Endpoint, ...]:
    """Give those of this file."""
    return (*_readings(admin), *_items(admin), *_offers(admin))


def _readings(admin: CatalogAdmin) -> tuple[Endpoint, ...]:
    return (
        Endpoint(
            method="GET",
            path="/admin/v1/items/{sku}",
            handle=admin.get_item,
            auth="admin",
            lane="admin",
            summary="An item and its prices",
            gives=ItemSeen,
            refuses=("NOT_ADMITTED", "NOT_FOUND"),
            role="reader",
        ),
        Endpoint(
            method="GET",
            path="/admin/v1/items",
            handle=admin.list_items,
            auth="admin",
            lane="admin",
            summary="Items by their number",
            gives=Items,
            refuses=("NOT_ADMITTED", "INVALID"),
            query={"after": str, "limit": int},
            role="reader",
        ),
    )


def _items(admin: CatalogAdmin) -> tuple[Endpoint, ...]:
    return (
        _change(
            "PUT",
            "/admin/v1/items/{sku}",
            admin.put_item,
            ItemFields,
            "Put an item",
            query={"zone": str},
        ),
        _change("DELETE", "/admin/v1/items/{sku}", admin.remove_item, None, "Take an item out"),
        _change(
            "POST",
            "/admin/v1/items/import",
            admin.import_items,
            None,
            "Put a page of items: NDJSON or CSV",
            gives=Imported,
            query={"zone": str},
            most_bytes=LARGEST_LIST_BYTES,
            content_types=(CSV, NDJSON),
        ),
        _change(
            "POST",
            "/admin/v1/prices",
            admin.put_prices,
            PriceList,
            "Prices from now on or from a time to come",
            gives=Imported,
        ),
        _change(
            "DELETE",
            "/admin/v1/prices/{list}",
            admin.withdraw_prices,
            None,
            "Take back what of a list has not come into force",
        ),
    )


def _offers(admin: CatalogAdmin) -> tuple[Endpoint, ...]:
    return (
        _change("PUT", "/admin/v1/zones/{zone}", admin.put_zone, ZoneFields, "Add a zone"),
        _change(
            "PUT",
            "/admin/v1/tax-groups/{code}",
            admin.put_tax_group,
            TaxGroupFields,
            "Add or change a tax group",
        ),
        _change(
            "PUT",
            "/admin/v1/promotions/{zone}",
            admin.publish_bundle,
            None,
            "Put a bundle of promotion rules into force",
            gives=BundleTaken,
            most_bytes=LARGEST_BUNDLE,
            content_types=("application/json",),
        ),
        _change(
            "POST",
            "/admin/v1/snapshots/{feed}",
            admin.freeze,
            None,
            "Begin a snapshot now instead of at night",
        ),
    )


def _change(method: Any, path: str, handle: Any, takes: Any, summary: str, **more: Any) -> Endpoint:
    refuses = ("NOT_ADMITTED", "OUT_OF_SCOPE", "NOT_FOUND", "CONFLICT", "INVALID")
    given = {"gives": Done, "refuses": refuses, **more}
    return Endpoint(method, path, handle, "admin", "admin", summary, takes=takes, **given)


def _amounts(said: PriceList, outcome: Outcome) -> dict[str, Amounts]:
    amounts: dict[str, Amounts] = {}
    for number, one in enumerate(said.prices, 1):
        try:
            if one.sku in amounts:
                raise ItemRefused("sku", "twice")
            amounts[one.sku] = amounts_of(one.price, one.regular, one.lowest)
        except ItemRefused as refused:
            outcome.refuse(number, one.sku, refused)
    return amounts


def _imported(outcome: Outcome, list_version: int) -> Imported:
    return Imported(
        created=outcome.created,
        changed=outcome.changed,
        unchanged=outcome.unchanged,
        refused=outcome.refused,
        refusals=tuple(sorted(outcome.refusals, key=lambda one: one.line)),
        list_version=list_version,
    )


def _name(call: Call, field: str) -> str:
    name = call.path[field]
    if _NAME.fullmatch(name) is None:
        raise Refused("INVALID", field=field)
    return name
