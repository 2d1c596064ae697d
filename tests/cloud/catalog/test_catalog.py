"""Head office says what shops sell; the zone's feed says it to the tills."""

import json
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import msgspec
import pytest

from sync.cloud.call import Request, Response
from sync.cloud.feeds.heads import Scope
from sync.cloud.feeds.pages import BEGINNING, read_page
from sync.cloud.feeds.segments import find_range
from sync.cloud.service import Cloud
from sync.wire.catalog import (
    BundleTaken,
    Imported,
    ItemFields,
    Items,
    ItemSeen,
    PriceFields,
    PriceList,
    TaxGroupFields,
    ZoneFields,
)
from sync.wire.exchange import Cursor
from sync.wire.feeds import BundleNotice, FeedRow
from sync.wire.packing import unpack
from sync.wire.reference import CatalogHead, Item, TaxGroup
from tests.cloud.client import Shop, TestClock, read

ZONE = "zone-shop"
TEA = ItemFields(
    sku="A1", tax="standard", unit="EA", zh="绿茶", cat="饮料/茶", gtin="6901234567892", price=350
)


@pytest.fixture
def stocked(shop: Shop) -> Shop:
    """A shop whose zone and tax group are there."""
    shop.admin("PUT", f"/admin/v1/zones/{ZONE}", ZoneFields("CNY"))
    shop.admin("PUT", "/admin/v1/tax-groups/standard", TaxGroupFields(130_000, inclusive=True))
    return shop


def put(shop: Shop, item: ItemFields, query: str = "") -> Response:
    return shop.admin("PUT", f"/admin/v1/items/{item.sku}{query}", item)


def post_list(shop: Shop, text: str, content_type: str, query: str = "") -> Response:
    headers = {"authorization": f"Bearer {shop.key}", "content-type": content_type}
    request = Request(
        "POST", "/admin/v1/items/import", query, headers, text.encode(), peer="192.0.2.9"
    )
    return shop.cloud.handle(request)


def work(cloud: Cloud) -> None:
    while cloud.work():
        pass


def told(shop: Shop, feed: str = f"cat:{ZONE}") -> dict[str, FeedRow]:
    """What a reader of the whole feed has."""
    work(shop.cloud)
    scope = Scope(shop.tenant, feed)
    rows: dict[str, FeedRow] = {}
    cursor = BEGINNING
    while True:
        page = shop.cloud.database.read(partial(read_page, scope=scope, cursor=cursor))
        if not page.rows:
            return {key: row for key, row in rows.items() if row.op}
        rows |= {row.key: row for row in page.rows}
        cursor = Cursor(page.gen, page.to)


def item_told(shop: Shop, sku: str = "A1", zone: str = ZONE) -> Item:
    return unpack(bytes(told(shop, f"cat:{zone}")[f"i:{sku}"].body), Item)


def refused(response: Response) -> dict[str, Any]:
    assert response.status != 200
    return unpack(response.body, dict[str, Any])


def test_an_item_is_told_with_its_price_and_the_list_it_came_with(stocked: Shop) -> None:
    assert put(stocked, TEA).status == 200
    rows = told(stocked)
    assert unpack(bytes(rows["h"].body), CatalogHead) == CatalogHead("CNY")
    assert unpack(bytes(rows["t:standard"].body), TaxGroup).rate_ppm == 130_000
    item = item_told(stocked)
    assert (item.zh, item.gtin, item.price, item.pv) == ("绿茶", 6901234567892, 350, 1)
    seen = read(stocked.admin("GET", "/admin/v1/items/A1"), ItemSeen)
    assert (seen.item.gtin, seen.prices[0].price) == ("06901234567892", 350)


def test_a_price_comes_into_force_when_its_time_has_come(stocked: Shop, clock: TestClock) -> None:
    put(stocked, TEA)
    later = PriceList((PriceFields("A1", 300, regular=350),), from_ms=clock.now_ms + 60_000)
    assert read(stocked.admin("POST", "/admin/v1/prices", later), Imported).changed == 1
    assert item_told(stocked).price == 350
    clock.now_ms += 59_999
    assert item_told(stocked).price == 350
    clock.now_ms += 1
    item = item_told(stocked)
    assert (item.price, item.regular, item.pv) == (300, 350, 2)
    put(stocked, ItemFields("A1", "standard", "EA", zh="龙井"))
    item = item_told(stocked)
    assert (item.zh, item.price) == ("龙井", 300)


def test_a_list_of_prices_can_be_taken_back_until_it_is_in_force(
    stocked: Shop, clock: TestClock
) -> None:
    put(stocked, TEA)
    later = PriceList((PriceFields("A1", 300),), from_ms=clock.now_ms + 60_000)
    version = read(stocked.admin("POST", "/admin/v1/prices", later), Imported).list_version
    path = f"/admin/v1/prices/{version}"
    assert stocked.admin("DELETE", path).status == 200
    assert stocked.admin("DELETE", path).status == 404
    assert stocked.admin("DELETE", "/admin/v1/prices/x").status == 404
    clock.now_ms += 60_000
    assert item_told(stocked).price == 350


def test_two_lists_with_the_same_items_at_once_are_both_taken(stocked: Shop) -> None:
    text = "\n".join(
        _line({"sku": f"S{at:04}", "tax": "standard", "unit": "EA", "en": "a", "price": 1})
        for at in range(1_500)
    )
    with ThreadPoolExecutor(3) as pool:
        answers = list(
            pool.map(lambda _: post_list(stocked, text, "application/x-ndjson"), range(3))
        )
    imported = [read(answer, Imported) for answer in answers]
    assert sum(one.created for one in imported) == 1_500
    assert all(one.refused == 0 for one in imported)
    assert len(told(stocked)) == 1_502


@pytest.mark.parametrize("ahead_ms", [5_000, 10 * 365 * 86_400_000])
def test_a_price_that_was_put_by_a_clock_ahead_of_ours_is_not_in_force_for_good(
    stocked: Shop, clock: TestClock, ahead_ms: int
) -> None:
    clock.now_ms += ahead_ms
    put(stocked, msgspec.structs.replace(TEA, price=200, regular=None))
    assert item_told(stocked).price == 200
    clock.now_ms -= ahead_ms
    for price in (300, 400):
        put(stocked, msgspec.structs.replace(TEA, price=price, regular=None))
        assert item_told(stocked).price == price
    stocked.admin("POST", "/admin/v1/prices", PriceList((PriceFields("A1", 500),)))
    assert item_told(stocked).price == 500
    clock.now_ms += 10_000
    put(stocked, msgspec.structs.replace(TEA, price=600, regular=None))
    assert item_told(stocked).price == 600


def test_a_process_whose_clock_is_behind_does_not_take_a_price_back(
    stocked: Shop, clock: TestClock
) -> None:
    put(stocked, TEA)
    clock.now_ms += 5_000
    stocked.admin("POST", "/admin/v1/prices", PriceList((PriceFields("A1", 300),)))
    clock.now_ms -= 5_000
    put(stocked, ItemFields("A1", "standard", "EA", zh="龙井"))
    assert item_told(stocked).price == 300


def test_a_zone_has_its_own_prices_and_those_of_all(stocked: Shop) -> None:
    stocked.admin("PUT", "/admin/v1/zones/z2", ZoneFields("CNY"))
    put(stocked, TEA)
    own = PriceList((PriceFields("A1", 320), PriceFields("no", 1)), zone="z2")
    answer = read(stocked.admin("POST", "/admin/v1/prices", own), Imported)
    assert [(one.sku, one.why) for one in answer.refusals] == [("no", "unknown")]
    assert item_told(stocked).price == 350
    assert item_told(stocked, zone="z2").price == 320
    stocked.admin("POST", "/admin/v1/prices", PriceList((PriceFields("A1", 400),)))
    assert item_told(stocked).price == 400
    assert item_told(stocked, zone="z2").price == 320
    unknown = PriceList((PriceFields("A1", 1),), zone="z9")
    assert refused(stocked.admin("POST", "/admin/v1/prices", unknown))["code"] == "INVALID"


def test_a_new_zone_is_told_of_what_was_there_before(stocked: Shop) -> None:
    lines = "\n".join(
        f'{{"sku":"S{at:04}","tax":"standard","unit":"EA","en":"n{at}","price":{at}}}'
        for at in range(1_200)
    )
    assert read(post_list(stocked, lines, "application/x-ndjson"), Imported).created == 1_200
    stocked.admin("PUT", "/admin/v1/zones/z2", ZoneFields("EUR"))
    rows = told(stocked, "cat:z2")
    assert len(rows) == 1_202
    assert unpack(bytes(rows["i:S0700"].body), Item).price == 700


def test_an_item_that_is_taken_out_is_gone_everywhere(stocked: Shop) -> None:
    put(stocked, TEA)
    told(stocked)
    assert stocked.admin("DELETE", "/admin/v1/items/A1").status == 200
    assert "i:A1" not in told(stocked)
    assert stocked.admin("DELETE", "/admin/v1/items/A1").status == 404
    assert stocked.admin("GET", "/admin/v1/items/A1").status == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"sku": ""}, "sku"),
        ({"sku": "x" * 41}, "sku"),
        ({"zh": ""}, "zh"),
        ({"zh": "a\u202eb"}, "zh"),
        ({"tax": "none"}, "tax"),
        ({"unit": "BOX"}, "unit"),
        ({"gtin": "6901234567890"}, "gtin"),
        ({"plu": "07"}, "plu"),
        ({"cat": "a//b"}, "cat"),
        ({"price": -1}, "price"),
        ({"regular": 1}, "regular"),
        ({"lowest": 351}, "lowest"),
        ({"pop": -1}, "pop"),
    ],
)
def test_an_item_no_till_could_use_is_refused_by_its_field(
    stocked: Shop, change: dict[str, Any], field: str
) -> None:
    fields = {"sku": "A1", "tax": "standard", "unit": "EA", "zh": "茶", "price": 350, **change}
    answer = post_list(stocked, _line(fields), "application/x-ndjson")
    imported = read(answer, Imported)
    assert (imported.created, imported.refused) == (0, 1)
    assert (imported.refusals[0].line, imported.refusals[0].field) == (1, field)


def _line(fields: dict[str, Any]) -> str:
    return json.dumps(fields)


def test_a_list_is_taken_line_by_line_and_again_without_a_change(stocked: Shop) -> None:
    text = "\n".join(
        (
            _line({"sku": "A", "tax": "standard", "unit": "EA", "en": "a", "gtin": "40170725"}),
            "{broken",
            "",
            _line({"sku": "B", "tax": "standard", "unit": "EA", "en": "b", "gtin": "40170725"}),
            _line({"sku": "A", "tax": "standard", "unit": "EA", "en": "a"}),
            _line({"sku": "C", "tax": "standard", "unit": "EA", "en": "c", "plu": "7", "price": 9}),
        )
    )
    first = read(post_list(stocked, text, "application/x-ndjson"), Imported)
    assert (first.created, first.changed, first.unchanged, first.refused) == (2, 0, 0, 3)
    assert [(one.line, one.field, one.why) for one in first.refusals] == [
        (2, "", "unreadable"),
        (4, "gtin", "taken"),
        (5, "sku", "twice"),
    ]
    rows = told(stocked)
    again = read(post_list(stocked, text, "application/x-ndjson"), Imported)
    assert (again.created, again.changed, again.unchanged, again.refused) == (0, 0, 2, 3)
    assert told(stocked) == rows
    taken = _line({"sku": "D", "tax": "standard", "unit": "EA", "en": "d", "plu": "7"})
    refusals = read(post_list(stocked, taken, "application/x-ndjson"), Imported).refusals
    assert [(one.field, one.why) for one in refusals] == [("plu", "taken")]


def test_a_first_list_is_counted_while_it_comes(stocked: Shop) -> None:
    """Or PostgreSQL reads all that came before for every piece of it."""
    database = stocked.cloud.database
    if database.is_sqlite:
        pytest.skip("a file looks rows up by their keys, however many it has")
    lines = (
        json.dumps({"sku": f"L{number:05d}", "tax": "standard", "unit": "EA", "zh": "货"})
        for number in range(2_100)
    )
    said = read(post_list(stocked, "\n".join(lines), "application/x-ndjson"), Imported)
    assert said.created == 2_100
    counted = "SELECT reltuples FROM pg_class WHERE oid = CAST('item' AS regclass)"
    assert database.read(lambda c: c.exec_driver_sql(counted).scalar_one()) >= 1_000


def test_the_tills_own_list_is_taken_as_it_is(stocked: Shop) -> None:
    text = (
        "\ufeffsku,name_zh,tax_group,unit,price,recalled,plu\n"
        '1,"茶, 绿",standard,ea,3.5,,\n'
        "2,鱼,standard,KGM,29.90,L7 L8,0042\n"
        "3,坏,standard,EA,three,,\n"
    )
    imported = read(post_list(stocked, text, "text/csv; charset=utf-8"), Imported)
    assert (imported.created, imported.refused) == (2, 1)
    assert (imported.refusals[0].line, imported.refusals[0].field) == (4, "price")
    assert item_told(stocked, "1").price == 350
    fish = item_told(stocked, "2")
    assert (fish.price, fish.recalled, fish.lots, fish.plu) == (2990, True, "L7 L8", "42")
    for bad in ("sku,colour\n", "name_zh\n", "", "sku,sku,tax_group,unit\n"):
        assert refused(post_list(stocked, bad, "text/csv"))["code"] == "INVALID"
    assert refused(post_list(stocked, "", "text/html"))["code"] == "INVALID"


def test_a_comma_or_quote_too_many_spoils_its_own_line_alone(stocked: Shop) -> None:
    lines = (
        "sku,tax_group,unit,price,name_en",
        "A1,standard,EA,1,234.50,Set of pans",
        'A2,standard,EA,2,"Pans',
        "A3,standard,EA,3,Pan,, ",
        'A4,standard,EA,4,"Pan, big"x',
        "A5,standard,EA,5,Pan",
    )
    imported = read(post_list(stocked, "\n".join(lines), "text/csv"), Imported)
    assert (imported.created, imported.refused) == (2, 3)
    assert [(one.line, one.sku, one.why) for one in imported.refusals] == [
        (2, "A1", "too_long"),
        (3, "", "unreadable"),
        (5, "", "unreadable"),
    ]


def test_items_are_listed_by_number_in_pages(stocked: Shop) -> None:
    for sku in ("B", "A", "C"):
        put(stocked, ItemFields(sku, "standard", "EA", en=sku))
    page = read(stocked.admin("GET", "/admin/v1/items?limit=2"), Items)
    assert ([item.sku for item in page.items], page.next) == (["A", "B"], "B")
    page = read(stocked.admin("GET", "/admin/v1/items?limit=2&after=B"), Items)
    assert ([item.sku for item in page.items], page.next) == (["C"], "")


def bundle(version: int, kind: str = "percent_off") -> bytes:
    rule = {"id": "r1", "kind": kind, "items": {}, "percent": 10}
    return _line(
        {"format": "ronghe-rules/1", "id": "b", "version": version, "rules": [rule]}
    ).encode()


def publish(shop: Shop, content: bytes, zone: str = ZONE) -> Response:
    headers = {"authorization": f"Bearer {shop.key}"}
    path = f"/admin/v1/promotions/{zone}"
    return shop.cloud.handle(Request("PUT", path, "", headers, content, peer="192.0.2.9"))


def test_a_bundle_of_rules_is_a_segment_that_a_row_names(stocked: Shop) -> None:
    content = bundle(3)
    taken = read(publish(stocked, content), BundleTaken)
    assert (taken.version, taken.rules) == (3, 1)
    row = told(stocked, f"promo:{ZONE}")["bundle"]
    notice = unpack(bytes(row.body), BundleNotice)
    assert notice == BundleNotice(3, taken.sha256, len(content))
    stored = stocked.cloud.database.read(
        lambda c: find_range(c, Scope("shop", f"promo:{ZONE}"), notice.sha256, 0, notice.bytes)
    )
    assert stored == content
    assert read(publish(stocked, content), BundleTaken) == taken
    assert refused(publish(stocked, bundle(2)))["code"] == "CONFLICT"
    assert refused(publish(stocked, b"{}"))["code"] == "INVALID"
    nowhere = refused(publish(stocked, bundle(4), "nowhere"))
    assert nowhere == {"code": "INVALID", "facts": {"field": "zone", "why": "unknown"}}
    assert read(publish(stocked, bundle(4)), BundleTaken).version == 4
