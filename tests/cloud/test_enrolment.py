"""How a till becomes a terminal: one code, once, by the key it made itself."""

import json

import pytest

from sync.cloud.inbox import directory
from sync.wire.admin import CodeAnswer, CodeRequest, Confirmation, StoreFields
from sync.wire.catalog import ZoneFields
from sync.wire.enrolment import EnrolAnswer, fingerprint
from sync.wire.holds import Done
from sync.wire.packing import unpack
from sync.wire.refusals import Problem
from tests.cloud.client import Shop, Till, read
from tests.cloud.states import dump, refusal, value


def fresh(shop: Shop) -> Till:
    till = Till(shop.cloud)
    till.write("start")
    return till


def test_the_answer_says_whom_the_till_belongs_to_and_which_keys_to_trust(shop: Shop) -> None:
    till = fresh(shop)
    answer = till.enrol(shop.code())
    keys = shop.cloud.keys
    assert (answer.state, answer.tenant, answer.store) == ("active", "shop", "S1")
    assert answer.anchor_key == keys.anchor_public
    assert answer.issuer_roots == keys.root_publics
    assert answer.sealing_key == keys.sealing_public
    assert answer.fingerprint == fingerprint(till.signer.public_key, keys.anchor_public)
    assert set(answer.feeds) == {
        "cat:zone-shop",
        "promo:zone-shop",
        "member:shop",
        "coupon:S1",
        "order:S1",
        "stk:near:S1",
        "stk:own:S1",
        "sheet:S1",
        f"ctl:{till.terminal_id.hex()}",
    }


def test_asked_again_it_says_the_same_and_changes_nothing(shop: Shop) -> None:
    till = fresh(shop)
    first = till.enrol(shop.code())
    before = dump(shop.cloud)
    again = unpack(shop.cloud.handle(till.sent[-1]).body, EnrolAnswer)
    assert again == first
    assert dump(shop.cloud) == before


def test_a_code_is_read_as_people_write_it(shop: Shop) -> None:
    code = shop.code().lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert fresh(shop).enrol(code).state == "active"


def test_a_code_works_once(shop: Shop) -> None:
    code = shop.code()
    fresh(shop).enrol(code)
    no = refusal(lambda: fresh(shop).enrol(code))
    assert (no.status, no.code, no.facts) == (409, "CODE_REFUSED", {"why": "used"})


def test_a_code_ends_after_ten_minutes(shop: Shop) -> None:
    code = shop.code()
    shop.clock.now_ms += 600_001
    assert refusal(lambda: fresh(shop).enrol(code)).facts == {"why": "expired"}


def test_a_code_is_worn_after_five_wrong_tries(shop: Shop) -> None:
    code = shop.code()
    wrong = code[:5] + ("AAAA" if code[5:] != "AAAA" else "BBBB")
    for _ in range(5):
        assert refusal(lambda: fresh(shop).enrol(wrong)).facts == {"why": "unknown"}
    assert refusal(lambda: fresh(shop).enrol(code)).facts == {"why": "worn"}


@pytest.mark.parametrize("code", ["", "ABCD", "ABCD-EFGH", "ABCDEFGHJ", "混合", "x" * 9_000])
def test_a_code_that_nobody_issued_is_unknown(shop: Shop, code: str) -> None:
    assert refusal(lambda: fresh(shop).enrol(code)).facts == {"why": "unknown"}


def test_codes_have_forty_bits_and_no_letter_that_looks_like_another(shop: Shop) -> None:
    def issue(random: bytes) -> str:
        new = directory.NewCode("shop", "S1")
        return shop.cloud.database.write(lambda c: directory.issue_code(c, new, 0, random))

    assert issue(bytes(5)) == "0000-0000"
    assert issue(b"\xff" * 5) == "ZZZZ-ZZZZ"
    assert issue(bytes(5)) == "0000-0000", "a name that comes again takes the older one's place"


@pytest.mark.parametrize(("workstation", "why"), [("7" * 65, "too_long"), ("1\n2", "no_text")])
def test_a_workstation_number_that_no_receipt_can_have_is_refused_and_not_cut(
    shop: Shop, workstation: str, why: str
) -> None:
    target = f"/admin/v1/stores/{shop.store}/codes"
    no = refusal(lambda: read(shop.admin("POST", target, CodeRequest(workstation)), CodeAnswer))
    assert (no.code, no.facts) == ("INVALID", {"field": "workstation", "why": why})
    assert read(shop.admin("POST", target, CodeRequest("7" * 64)), CodeAnswer).code


def test_a_till_waits_until_somebody_has_compared_the_digits(shop: Shop) -> None:
    till = fresh(shop)
    answer = till.enrol(shop.code(by_hand=True))
    assert answer.state == "pending"
    assert refusal(till.hello).code == "NOT_CONFIRMED"
    target = f"/admin/v1/stores/S1/terminals/{till.terminal_id.hex()}/confirm"
    wrong = shop.admin("POST", target, Confirmation("000000"))
    assert unpack(wrong.body, Problem).code == "CONFLICT"
    assert refusal(till.hello).code == "NOT_CONFIRMED"
    assert read(shop.admin("POST", target, Confirmation(answer.fingerprint)), Done).done
    assert till.enrol("").state == "active"
    assert till.hello().verdict == "ok"


def test_a_key_that_belongs_to_a_terminal_is_no_other_ones(shop: Shop) -> None:
    till = shop.till()
    other = Till(shop.cloud, seed=till.seed)
    other.write("start")
    assert refusal(lambda: other.enrol(shop.code())).facts == {"why": "other_key"}


def test_a_shut_out_till_enrols_again_with_a_new_key(shop: Shop) -> None:
    till = shop.till(rows=1)
    shop.admin("POST", f"/admin/v1/stores/S1/terminals/{till.terminal_id.hex()}/revoke")
    again = Till(shop.cloud, till.terminal_id)
    again.enrol(shop.code())
    assert again.hello().have == till.head
    assert value(shop.cloud, till, "state") == "active"
    assert refusal(till.exchange).code == "REVOKED"


def test_a_till_cannot_take_the_place_of_another_stores(shop: Shop) -> None:
    stranger = Shop(shop.cloud, shop.clock, "rival", "R1").till()
    no = refusal(lambda: shop.code(replaces=stranger.terminal_id))
    assert (no.code, no.facts) == ("INVALID", {"field": "replaces", "why": "unknown"})
    assert value(shop.cloud, stranger, "state") == "active"


def test_a_till_of_one_store_is_none_of_another_store_besides(shop: Shop) -> None:
    till = shop.till(rows=1)
    second = Shop(shop.cloud, shop.clock, "shop", "S2")
    code = second.code()
    again = Till(shop.cloud, till.terminal_id)
    assert refusal(lambda: again.enrol(code)).facts == {"why": "other_store"}
    assert fresh(second).enrol(code).store == "S2", "the code is still good"
    assert shop.till().hello().verdict == "ok"
    rival = Shop(shop.cloud, shop.clock, "rival", "R1")
    assert Till(shop.cloud, till.terminal_id).enrol(rival.code()).store == "R1"


def test_two_machines_of_a_store_have_two_workstation_numbers(shop: Shop) -> None:
    """Their receipts would have the same numbers; one that comes back, or is replaced, has not."""
    till, code = shop.till(), shop.code()
    no = refusal(lambda: fresh(shop).enrol(code, mark="another"))
    assert (no.code, no.facts) == ("CODE_REFUSED", {"why": "workstation_taken"})
    unmarked = refusal(lambda: fresh(shop).enrol(code, mark=""))
    assert unmarked.facts == {"why": "workstation_taken"}
    assert value(shop.cloud, till, "state") == "active"
    reborn = Till(shop.cloud, till.terminal_id)
    assert reborn.enrol(code, mark="another").state == "active", "the code was still good"
    other = Shop(shop.cloud, shop.clock, "shop", "S2")
    assert fresh(other).enrol(other.code(), mark="a third").state == "active"
    heir = fresh(shop)
    assert heir.enrol(shop.code(replaces=till.terminal_id), mark="a fourth").state == "active"
    shop.admin("POST", f"/admin/v1/stores/S1/terminals/{heir.terminal_id.hex()}/revoke")
    assert fresh(shop).enrol(shop.code(), mark="a fifth").state == "active"


def test_a_till_is_replaced_when_the_code_is_used_and_not_before(shop: Shop) -> None:
    old = shop.till(rows=1)
    code = shop.code(replaces=old.terminal_id)
    assert old.exchange().acked == old.head
    fresh(shop).enrol(code)
    assert value(shop.cloud, old, "state") == "sealed"


def test_stores_have_names_that_are_unique_over_everybody(shop: Shop) -> None:
    rival = Shop(shop.cloud, shop.clock, "rival", "R1")
    fields = StoreFields("S2", "二店", "Two", "z1", "g1")
    for tenant in (shop, rival):
        tenant.admin("PUT", "/admin/v1/zones/z1", ZoneFields("CNY"))
    assert read(shop.admin("POST", "/admin/v1/stores", fields), Done).done
    taken = rival.admin("POST", "/admin/v1/stores", fields)
    assert unpack(taken.body, Problem).code == "CONFLICT"
    bad = StoreFields("S 2:x", "", "", "z1", "g1")
    assert unpack(shop.admin("POST", "/admin/v1/stores", bad).body, Problem) == Problem(
        "INVALID", {"field": "store"}
    )
    listed = json.loads(shop.admin("GET", "/admin/v1/stores").body)["stores"]
    assert [one["store"] for one in listed] == ["S1", "S2"]


def test_a_store_of_a_zone_that_nobody_added_is_refused(shop: Shop) -> None:
    rival = Shop(shop.cloud, shop.clock, "rival", "R1")
    rival.admin("PUT", "/admin/v1/zones/z1", ZoneFields("CNY"))
    fields = StoreFields("S2", "二店", "Two", "z1", "g1")
    no = refusal(lambda: read(shop.admin("POST", "/admin/v1/stores", fields), Done))
    assert (no.code, no.facts) == ("INVALID", {"field": "zone", "why": "unknown"})
    assert len(json.loads(shop.admin("GET", "/admin/v1/stores").body)["stores"]) == 1


def test_another_tenants_store_is_not_there(shop: Shop) -> None:
    rival = Shop(shop.cloud, shop.clock, "rival", "R1")
    till = shop.till()
    for method, target, message in (
        ("GET", "/admin/v1/stores/S1/terminals", None),
        ("POST", "/admin/v1/stores/S1/codes", CodeRequest()),
        ("POST", f"/admin/v1/stores/S1/terminals/{till.terminal_id.hex()}/revoke", None),
        ("POST", f"/admin/v1/stores/R1/terminals/{till.terminal_id.hex()}/revoke", None),
        ("POST", "/admin/v1/stores/R1/terminals/zz/revoke", None),
    ):
        assert unpack(rival.admin(method, target, message).body, Problem).code == "NOT_FOUND"
    assert value(shop.cloud, till, "state") == "active"
