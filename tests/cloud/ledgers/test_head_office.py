"""What head office may say of members, coupons, cards and orders, and what it is refused."""

import json
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from sync.cloud.inbox import directory
from sync.cloud.schema.ledgers import VALUE_ACCOUNT
from sync.wire import head_office
from sync.wire.feeds import DELETE, PUT, FeedPage
from tests.cloud.client import Refusal, Shop, Till, read

DEFINITION = json.dumps(
    {
        "format": "ronghe-campaign/1",
        "number": 7001,
        "class": "c",
        "name": {"zh": "券", "en": "Coupon"},
    }
)
ANN = bytes.fromhex("a1" * 16)


def put(shop: Shop, target: str, message: Any) -> Any:
    return read(shop.admin("PUT", target, message), Any)


def settled(shop: Shop) -> None:
    while shop.cloud.work():
        pass


def test_a_member_has_one_spelling(shop: Shop) -> None:
    fields = head_office.MemberFields("880001", "S1", "Ann Lee", "+8613800001234")
    for odd in ("A1" * 16, "a1%20" * 16, "a1" * 15, "zz" * 16):
        with pytest.raises(Refusal, match="INVALID"):
            put(shop, f"/admin/v1/members/{odd}", fields)


def test_a_member_who_moves_to_another_group_of_stores_leaves_nothing_behind(shop: Shop) -> None:
    def rows(till: Till, group: str) -> dict[str, int]:
        page = till.ask("GET", f"/sync/v1/feeds/member:{group}?gen=1&after=0", FeedPage)
        return {row.key: row.op for row in page.rows if row.key.startswith(("m:", "h:"))}

    till = shop.till()
    fields = head_office.MemberFields("880001", "S1", "Ann Lee", "+8613800001234")
    target = f"/admin/v1/members/{ANN.hex()}"
    put(shop, target, fields)
    shop.cloud.database.write(
        lambda c: directory.add_store(
            c, directory.NewStore("S2", shop.tenant, "二", "Two", f"zone-{shop.tenant}", "g2"), 0
        )
    )
    settled(shop)
    was = {key for key, op in rows(till, shop.tenant).items() if op == PUT}
    assert len(was) == 1 + 4, "the member and the names of four days"
    put(shop, target, msgspec.structs.replace(fields, store="S2"))
    settled(shop)
    assert dict.fromkeys(was, DELETE).items() <= rows(till, shop.tenant).items()
    shop.store = "S2"
    till = shop.till()
    assert was <= {key for key, op in rows(till, "g2").items() if op == PUT}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("cap", -1),
        ("cap", 2**53 - 1),
        ("grant_size", 2**53 - 1),
        ("low_water", 4),  # more than one grant brings: given again and again to the cap
        ("low_water", -1),
        ("grant_life_ms", 0),  # over at once, so that it is given again and again
        ("grant_life_ms", 2**53 - 1),  # ends at no time that a grant can say
        ("until_ms", -1),
    ],
)
def test_a_capped_campaign_that_could_not_be_granted_is_refused(
    shop: Shop, field: str, value: int
) -> None:
    limits = {"cap": 5, "grant_size": 3, "low_water": 3, "grant_life_ms": 60_000, field: value}
    with pytest.raises(Refusal) as caught:
        put(shop, "/admin/v1/campaigns/7001", head_office.CampaignFields(DEFINITION, **limits))
    assert (caught.value.code, caught.value.facts) == ("INVALID", {"field": field})


def test_a_gift_card_that_is_issued_again_is_the_same_card(shop: Shop) -> None:
    fields = head_office.CardFields("token", "1234", "CNY", 5_000)
    for _ in range(3):
        put(shop, "/admin/v1/cards", fields)
    query = sa.select(sa.func.count(), sa.func.sum(VALUE_ACCOUNT.c.balance))
    assert shop.cloud.database.read(lambda c: tuple(c.execute(query).one())) == (1, 5_000)


def test_an_order_or_campaign_that_no_row_holds_is_refused_before_it_is_read(shop: Shop) -> None:
    lines = tuple((str(number), "n" * 60_000, 1) for number in range(6))
    order = head_office.OrderFields("1", "pickup", "2026-11-22", 1, 0, lines)
    campaign = head_office.CampaignFields(DEFINITION + " " * 200_000)
    for target, message in (
        ("/admin/v1/stores/S1/orders/1", order),
        ("/admin/v1/campaigns/7001", campaign),
    ):
        with pytest.raises(Refusal, match="TOO_LARGE"):
            put(shop, target, message)
