"""What tills ask while a customer waits, and what head office asks of the ledgers."""

import hmac
import json
from typing import Any

import pytest
import sqlalchemy as sa

from sync.cloud.keys import is_signed_by
from sync.cloud.projectors.taking import find_recorded
from sync.cloud.schema.sales import EFFECT
from sync.wire import head_office, reference
from sync.wire.digests import PROOF_PURPOSE, DayDigest, DayProof, receipt_set
from sync.wire.feeds import FeedPage
from sync.wire.holds import (
    CouponHoldAnswer,
    CouponHoldRequest,
    CouponReleaseRequest,
    Done,
    GrantAnswer,
    PickupClaimAnswer,
    PickupClaimRequest,
    PointsHoldRequest,
    ValueHoldAnswer,
    ValueHoldRequest,
    ValueReleaseRequest,
    ValueRenewAnswer,
    ValueRenewRequest,
)
from sync.wire.packing import unpack
from tests.cloud.client import Refusal, Shop, Till, read
from tests.cloud.ledgers.world import transaction

DEFINITION = json.dumps(
    {
        "format": "ronghe-campaign/1",
        "number": 7001,
        "class": "a",
        "name": {"zh": "券", "en": "Coupon"},
    }
)
ANN = bytes.fromhex("a1" * 16)
ONE = "c0" * 12
WHO = "a1" * 16


def put(shop: Shop, target: str, message: Any, of: Any = Done) -> Any:
    return read(shop.admin("PUT", target, message), of)


def campaign(shop: Shop, **more: Any) -> head_office.CampaignSeen:
    fields = head_office.CampaignFields(DEFINITION, **more)
    seen = put(shop, "/admin/v1/campaigns/7001", fields, head_office.CampaignSeen)
    assert isinstance(seen, head_office.CampaignSeen)
    return seen


def refused(till: Till, path: str, message: Any, of: Any = Done) -> tuple[str, Any]:
    with pytest.raises(Refusal) as caught:
        till.ask("POST", path, of, message)
    return caught.value.code, caught.value.facts.get("why", caught.value.facts.get("field"))


def settled(shop: Shop) -> None:
    while shop.cloud.work():
        pass


def test_a_coupon_is_held_by_one_till_and_the_first_answer_is_repeated(shop: Shop) -> None:
    first, second = shop.till(), shop.till()
    path = "/sync/v1/coupon/hold"
    ask = CouponHoldRequest(b"q" * 16, ONE, 7001)
    assert refused(first, path, ask) == ("HOLD_REFUSED", "unknown")
    assert campaign(shop).coupon_class == "a"
    answer = first.ask("POST", path, CouponHoldAnswer, ask)
    assert (answer.hold_no, answer.ttl_ms) == (1, 180_000)
    assert first.ask("POST", path, CouponHoldAnswer, ask) == answer
    other = CouponHoldRequest(b"q" * 16, "c1" * 12, 7001)
    assert refused(first, path, other)[0] == "REQUEST_REUSED"
    mine = CouponHoldRequest(b"q" * 16, ONE, 7001)
    assert refused(second, path, mine) == ("HOLD_REFUSED", "held")
    renewal = CouponHoldRequest(b"r" * 16, ONE, 7001, answer.hold_no)
    assert first.ask("POST", path, CouponHoldAnswer, renewal).hold_no == 1
    release = CouponReleaseRequest(ONE, 1)
    assert first.ask("POST", "/sync/v1/coupon/release", Done, release).done
    assert second.ask("POST", path, CouponHoldAnswer, mine).hold_no == 2


@pytest.mark.parametrize(
    ("path", "message", "field"),
    [
        ("coupon/hold", CouponHoldRequest(b"short", ONE, 7001), "request_id"),
        ("coupon/hold", CouponHoldRequest(b"q" * 16, "", 7001), "coupon"),
        ("points/hold", PointsHoldRequest(b"q" * 16, ANN, 0), "points"),
        ("points/hold", PointsHoldRequest(b"q" * 16, b"short", 1), "member"),
        ("value/hold", ValueHoldRequest(b"q" * 16, "t", 0, "CNY", b""), "amount_minor"),
        ("pickup/claim", PickupClaimRequest(b"q" * 16, "x" * 65), "order"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_by_its_field(
    shop: Shop, path: str, message: Any, field: str
) -> None:
    assert refused(shop.till(), f"/sync/v1/{path}", message) == ("INVALID", field)


def test_points_are_allowed_by_a_signed_grant_that_also_comes_by_the_feed(shop: Shop) -> None:
    till = shop.till()
    path, ask = "/sync/v1/points/hold", PointsHoldRequest(b"q" * 16, ANN, 300)
    assert refused(till, path, ask) == ("HOLD_REFUSED", "unknown")
    fields = head_office.MemberFields("880001", "S1", "Ann Lee", "+8613800001234", points=500)
    target = f"/admin/v1/members/{ANN.hex()}"
    seen = put(shop, target, fields, head_office.MemberSeen)
    assert (seen.masked_name, seen.last4, seen.balance) == ("A*", "1234", 500)
    assert put(shop, target, fields, head_office.MemberSeen).balance == 500, "entered once"
    answer = till.ask("POST", path, GrantAnswer, ask)
    text = json.loads(answer.content[64:])
    assert (text["max_points"], text["member"]) == (300, ANN.hex())
    assert text["terminal"] == till.terminal_id.hex()
    assert till.ask("POST", path, GrantAnswer, ask) == answer
    more = PointsHoldRequest(b"r" * 16, ANN, 300)
    assert json.loads(till.ask("POST", path, GrantAnswer, more).content[64:])["max_points"] == 200
    again = PointsHoldRequest(b"s" * 16, ANN, 300)
    for asking, left in ((till, 500), (shop.till(), 0)):
        with pytest.raises(Refusal) as caught:
            asking.ask("POST", path, GrantAnswer, again)
        assert caught.value.facts == {"why": "too_few", "balance": left}
    settled(shop)
    feed = f"ctl:{till.terminal_id.hex()}"
    page = till.ask("GET", f"/sync/v1/feeds/{feed}?gen=1&after=0", FeedPage)
    assert f"grant:{text['grant_no']}" in {row.key for row in page.rows}
    assert read(shop.admin("DELETE", target), Done).done
    with pytest.raises(Refusal, match="HOLD_REFUSED"):
        till.ask("POST", path, GrantAnswer, PointsHoldRequest(b"t" * 16, ANN, 1))


def test_a_till_finds_by_phone_whom_the_office_let_in(shop: Shop) -> None:
    stranger = Till(shop.cloud)
    stranger.write("start")
    pepper = stranger.enrol(shop.code()).phone_pepper
    assert pepper == shop.cloud.keys.phone_pepper(shop.tenant, shop.tenant)
    assert pepper != shop.cloud.keys.phone_pepper(shop.tenant, "another")
    fields = head_office.MemberFields("880001", "S1", "Ann Lee", "+8613800001234")
    put(shop, f"/admin/v1/members/{ANN.hex()}", fields, head_office.MemberSeen)
    settled(shop)
    till = shop.till()
    page = till.ask("GET", f"/sync/v1/feeds/member:{shop.tenant}?gen=1&after=0", FeedPage)
    told = {row.key: row.body for row in page.rows}
    row = unpack(bytes(told[f"m:{ANN.hex()}"]), reference.Member)
    assert row.phone == hmac.digest(pepper, b"+8613800001234", "sha256").hex()


def test_a_gift_card_is_held_renewed_and_given_back(shop: Shop) -> None:
    till = shop.till()
    token = "f0" * 16
    ask = ValueHoldRequest(b"q" * 16, token, 700, "CNY", b"txn")
    path = "/sync/v1/value/hold"
    assert refused(till, path, ask) == ("HOLD_REFUSED", "unknown")
    put(shop, "/admin/v1/cards", head_office.CardFields(token, "****4321", "CNY", 500))
    answer = till.ask("POST", path, ValueHoldAnswer, ask)
    assert (answer.state, answer.amount_minor, answer.left_minor) == ("held", 500, 0)
    renew = ValueRenewRequest(answer.hold)
    assert till.ask("POST", "/sync/v1/value/renew", ValueRenewAnswer, renew).ttl_ms == 180_000
    release = ValueReleaseRequest(answer.hold)
    assert till.ask("POST", "/sync/v1/value/release", Done, release).done
    assert refused(till, "/sync/v1/value/renew", renew) == ("HOLD_REFUSED", "ended")
    wrong = ValueHoldRequest(b"r" * 16, token, 700, "USD", b"txn")
    assert refused(till, path, wrong) == ("HOLD_REFUSED", "unknown")


def test_an_order_is_handed_over_once(shop: Shop) -> None:
    till = shop.till()
    order = head_office.OrderFields("A-1", "pickup", "", 500, 500, (("W1", "Water", 2),))
    put(shop, "/admin/v1/stores/S1/orders/o1", order)
    ask = PickupClaimRequest(b"q" * 16, "o1")
    answer = till.ask("POST", "/sync/v1/pickup/claim", PickupClaimAnswer, ask)
    assert (answer.claim_no, answer.lines) == (1, (("W1", 2),))


def test_a_till_that_was_shut_out_is_given_nothing(shop: Shop) -> None:
    campaign(shop)
    till = shop.till()
    target = f"/admin/v1/stores/S1/terminals/{till.terminal_id.hex()}/revoke"
    assert read(shop.admin("POST", target), Done).done
    ask = CouponHoldRequest(b"q" * 16, ONE, 7001)
    assert refused(till, "/sync/v1/coupon/hold", ask)[0] == "REVOKED"


def test_a_campaign_that_a_till_would_not_read_is_refused_where_it_is_wrong(shop: Shop) -> None:
    wrong = head_office.CampaignFields(DEFINITION.replace('"a"', '"z"'))
    with pytest.raises(Refusal) as caught:
        put(shop, "/admin/v1/campaigns/7001", wrong)
    assert (caught.value.code, caught.value.facts["path"]) == ("INVALID", "campaign.class=z")
    with pytest.raises(Refusal, match="INVALID"):
        put(shop, "/admin/v1/campaigns/7002", head_office.CampaignFields(DEFINITION))
    assert shop.admin("GET", "/admin/v1/campaigns/7001").status == 404


def test_a_coupon_is_issued_and_called_back(shop: Shop) -> None:
    till = shop.till()
    campaign(shop)
    fields = head_office.CouponFields("a1" * 16, 7001, 1, 500, 0, 2**50)
    put(shop, f"/admin/v1/coupons/{ONE}", fields)
    ask = CouponHoldRequest(b"q" * 16, ONE, 7001)
    assert till.ask("POST", "/sync/v1/coupon/hold", CouponHoldAnswer, ask).hold_no == 1
    gone = head_office.CouponRevocation(7001, 2**50)
    assert read(shop.admin("POST", f"/admin/v1/coupons/{ONE}/revoke", gone), Done).done
    again = CouponHoldRequest(b"r" * 16, ONE, 7001)
    assert refused(till, "/sync/v1/coupon/hold", again) == ("HOLD_REFUSED", "void")
    for name, odd, field in (
        ("odd", fields, "coupon"),
        ("c0" * 11, fields, "coupon"),
        (ONE, head_office.CouponFields("", 7001, 1, 500, 0, 1), "member"),
        (ONE, head_office.CouponFields("a1", 7001, 1, 500, 0, 1), "member"),
        (ONE, head_office.CouponFields("z" * 32, 7001, 1, 500, 0, 1), "member"),
        (ONE, head_office.CouponFields(WHO, 7001, 5, 500, 0, 1), "kind"),
        (ONE, head_office.CouponFields(WHO, 9, 1, 500, 0, 1), "campaign"),
        (ONE, head_office.CouponFields(WHO, 7001, 1, 500, 1, 1), "until_ms"),
        (ONE, head_office.CouponFields(WHO, 7001, 1, 500, 0, 1, max_uses=0), "max_uses"),
        (ONE, head_office.CouponFields(WHO, 7001, 1, 500, 0, 1, stores=(-1,)), "stores"),
    ):
        with pytest.raises(Refusal) as caught:
            put(shop, f"/admin/v1/coupons/{name}", odd)
        assert caught.value.facts["field"] == field


# ---- quarantine, cases, days


def sell(till: Till, receipt: str, **more: Any) -> None:
    number = till.head.seq
    event_id = till.terminal_id[-8:] + number.to_bytes(8, "big")
    data = {**transaction(receipt, 500, "W1"), "txn": event_id.hex(), **more}
    till.write("sale", event_id, **data)


def test_a_row_in_quarantine_is_listed_replayed_and_let_go(shop: Shop) -> None:
    till = shop.till()
    sell(till, "R-1", subtotal=1)
    line = {"back": True, "of": "R-1", "of_n": 1}
    event_id = b"B" * 16
    back = transaction("R-2", -500, "W1", line=line)
    till.write("return", event_id, **{**back, "txn": event_id.hex()})
    till.upload()
    settled(shop)
    base = "/admin/v1/stores/S1/quarantine"
    held, waiting = read(shop.admin("GET", base), head_office.Quarantine).rows
    assert (held.reason, held.receipt, held.attempts) == ("ROW_SUMS_DIFFER", "R-1", 1)
    assert (waiting.behind, waiting.receipt) == ("R-1", "R-2")
    name = head_office.RowName(held.terminal, held.epoch, held.seq)
    replay = shop.admin("POST", f"{base}/replay", name)
    assert read(replay, head_office.Replayed).rows == 0
    (held, _) = read(shop.admin("GET", base), head_office.Quarantine).rows
    assert held.attempts == 2
    dismissed = shop.admin("POST", f"{base}/dismiss", name)
    assert read(dismissed, head_office.Replayed).rows == 1
    assert read(shop.admin("GET", base), head_office.Quarantine).rows == ()
    assert shop.admin("POST", f"{base}/dismiss", name).status == 404
    row = shop.cloud.database.read(
        lambda c: find_recorded(c, "S1", till.terminal_id, held.epoch, held.seq)
    )
    assert row is not None, "what was acknowledged stays"


def test_what_a_ledger_refused_is_listed_tried_again_and_let_go(shop: Shop) -> None:
    till = shop.till()
    effect = {
        "store": "S1",
        "terminal": till.terminal_id,
        "tenant": shop.tenant,
        "n": 0,
        "epoch": 1,
        "seq": 1,
        "has_failed": 1,
        "kind": "purchase",
        "body": b"{",
    }

    def fail(event_id: bytes) -> None:
        row = {**effect, "event_id": event_id}
        shop.cloud.database.write(lambda c: c.execute(sa.insert(EFFECT).values(row)))

    base = "/admin/v1/stores/S1/quarantine"
    name = head_office.RowName(till.terminal_id.hex(), 1, 1)
    fail(b"1" * 16)
    (held,) = read(shop.admin("GET", base), head_office.Quarantine).rows
    assert (held.reason, held.kind, held.seq) == ("EFFECT_REFUSED", "purchase", 1)
    assert read(shop.admin("POST", f"{base}/replay", name), head_office.Replayed).rows == 0
    assert read(shop.admin("GET", base), head_office.Quarantine).rows == (), "it is on its way"
    assert shop.admin("POST", f"{base}/replay", name).status == 404
    fail(b"2" * 16)
    assert shop.admin("POST", f"{base}/dismiss", name).status == 200
    assert shop.admin("POST", f"{base}/dismiss", name).status == 404


def test_a_case_is_closed_once(shop: Shop) -> None:
    campaign(shop)
    used = [{"r": "c", "o": 500, "c": ONE, "l": [[1, 1000, 500]]}]
    coupon = [{"n": ONE, "campaign": 7001, "cls": "d", "value": 500}]
    for receipt in ("R-1", "R-2"):
        till = shop.till()
        sell(till, receipt, coupons=coupon, rules={"proved": True, "used": used})
        till.upload()
        settled(shop)
    cases = read(shop.admin("GET", "/admin/v1/cases?state=open"), head_office.Cases).cases
    (case,) = [one for one in cases if one.code == "COUPON_SPENT_TWICE"]
    exposure = read(shop.admin("GET", "/admin/v1/coupons/exposure"), head_office.Exposure)
    assert (exposure.lost_minor, exposure.open_cases) == (500, 1)
    close = f"/admin/v1/stores/S1/cases/{case.case}/close"
    odd = shop.admin("POST", close, head_office.CaseClose("forgiven"))
    assert odd.status == 422
    assert read(shop.admin("POST", close, head_office.CaseClose("charged")), Done).done
    again = shop.admin("POST", close, head_office.CaseClose("written_off"))
    assert again.status == 409
    assert read(shop.admin("GET", "/admin/v1/cases?state=open"), head_office.Cases).cases == ()


def test_another_tenants_head_office_sees_nothing_of_it(shop: Shop) -> None:
    till = shop.till()
    sell(till, "R-1", subtotal=1)
    till.upload()
    settled(shop)
    other = Shop(shop.cloud, shop.clock, "other", "O1")
    assert other.admin("GET", "/admin/v1/stores/S1/quarantine").status == 404
    assert read(other.admin("GET", "/admin/v1/cases"), head_office.Cases).cases == ()
    report = read(other.admin("GET", "/admin/v1/days/2026-11-21"), head_office.DayReport)
    assert [store.store for store in report.stores] == ["O1"]


def test_a_till_asks_for_the_proof_of_a_day_and_head_office_reads_it(shop: Shop) -> None:
    till = shop.till()
    sell(till, "R-1")
    till.upload()
    settled(shop)
    said = DayDigest("2026-11-21", till.head, {"count": {"sale": 1, "lines": 1}})
    answer = till.ask("POST", "/sync/v1/digest", DayProof, said)
    assert answer.reason == "DAY_MEANING_DIFFERS"
    sections = {one.section for one in answer.differences}
    assert sections == {"total", "tender", "stock", "tax", "receipts"}
    said = DayDigest(
        "2026-11-21",
        till.head,
        {
            "count": {"sale": 1, "return": 0, "post_void": 0, "lines": 1},
            "total": {"total": 500, "discount": 0, "tax_added": 0, "rounding": 0, "lines": 500},
            "tender": {"cash": 500},
            "tax": {"V13:base": 500},
            "stock": {"W1": 1000},
            "receipts": {"set": receipt_set(["R-1"])},
        },
    )
    answer = till.ask("POST", "/sync/v1/digest", DayProof, said)
    assert (answer.is_proved, answer.differences) == (True, ())
    public = shop.cloud.keys.anchor_public
    assert is_signed_by(public, answer.sig, PROOF_PURPOSE + answer.evidence)
    report = read(shop.admin("GET", "/admin/v1/days/2026-11-21"), head_office.DayReport)
    assert [one.is_proved for one in report.stores] == [True]
    text = shop.admin("GET", "/admin/v1/days/2026-11-21?as=text")
    assert (text.content_type, text.body[:14]) == ("text/plain; charset=utf-8", b"day 2026-11-21")


def test_the_authority_of_a_store_is_put_and_told(shop: Shop) -> None:
    till = shop.till()
    target = "/admin/v1/stores/S1/coupon-authority"
    asked = head_office.CouponAuthority(till.terminal_id.hex())
    assert put(shop, target, asked, head_office.CouponAuthority).number == 1
    with pytest.raises(Refusal, match="CONFLICT"):
        put(shop, target, head_office.CouponAuthority(shop.till().terminal_id.hex()))
    with pytest.raises(Refusal, match="NOT_FOUND"):
        put(shop, target, head_office.CouponAuthority("00" * 16))


def test_no_kind_of_work_starves_while_another_never_ends(shop: Shop) -> None:
    till = shop.till()
    campaign(shop)
    for number in range(8):
        sell(till, f"R-{number}")
        till.upload()
        assert shop.cloud.work(), "there are rows to project before every step"
    page = till.ask("GET", "/sync/v1/feeds/coupon:S1?gen=1&after=0", FeedPage)
    assert "c:7001" in {row.key for row in page.rows}
