"""Members as head office keeps them: one spelling, one group of stores."""

import msgspec
import pytest

from sync.cloud.inbox import directory
from sync.wire import head_office
from sync.wire.feeds import DELETE, PUT, FeedPage
from tests.cloud.client import Refusal, Shop, Till, read

ANN = bytes.fromhex("a1" * 16)


def put(shop: Shop, target: str, message: head_office.MemberFields) -> head_office.MemberSeen:
    return read(shop.admin("PUT", target, message), head_office.MemberSeen)


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
