"""What real tills record of coupons, points and members, in the ledgers."""

import pytest

from pos_app.demo.issuer_keys import ISSUER_FILE
from pos_app.domain.member import Purpose
from pos_app.domain.quantity import Quantity
from pos_app.domain.scan_data import ScanData
from pos_app.store import coupon_uses
from sync.cloud.coupons import campaigns, holds, rights
from sync.cloud.flows.delivery import Delivery
from sync.cloud.keys import ServerKeys
from sync.cloud.members import points as ledger
from sync.cloud.reconcile.meaning import Day
from sync.cloud.schema import sales
from sync.cloud.schema.base import METADATA
from sync.cloud.schema.facts import CASE, INBOX
from sync.cloud.schema.leases import Granting, Till
from sync.cloud.schema.ledgers import (
    CAMPAIGN_RIGHT,
    CONSENT,
    COUPON,
    COUPON_REDEMPTION,
    MEMBER,
    PERSONAL,
    POINTS_BALANCE,
    POINTS_ENTRY,
)
from tests.builders import BREAD, WATER, Rig
from tests.cloud.ledgers.world import DAY, NOW, TENANT_NAME, World, journal_of, terminal_of
from tests.services import test_points as points
from tests.services.coupon_book import Book

PHONE, NAME = "13912345678", "诸葛小明"
YES = {Purpose.MEMBERSHIP: True, Purpose.MARKETING: True, Purpose.SHARING: False}


def uploaded(world: World, rig: Rig) -> bytes:
    terminal = terminal_of(rig)
    world.add_terminal("S12", terminal, "T03")
    have = world.rows(sales.EVENT_SEEN)
    after = max(((row["epoch"], row["seq"]) for row in have), default=(0, 0))
    world.receive("S12", terminal, journal_of(rig, after))
    world.project()
    if (rig.folder / ISSUER_FILE).exists():
        world.keys = ServerKeys.load(rig.folder / ISSUER_FILE)
    delivery = Delivery(world.database, world.keys)
    while delivery.work(NOW):
        pass
    assert world.rows(sales.EFFECT) == []
    return terminal


@pytest.fixture
def book(club: Rig) -> Book:
    book = Book(club)
    book.campaign(1)
    return book


def test_vouchers_used_at_a_till_are_redeemed_each_as_often_as_it_may(
    world: World, club: Rig, book: Book
) -> None:
    world.add_store("S12")
    new = campaigns.NewCampaign(TENANT_NAME, 1, "d", "{}", "give_back")
    world.write(lambda c: campaigns.put_campaign(c, new, NOW))
    thrice = book.voucher(value=150, max_uses=3)
    for _ in range(3):
        club.ring(BREAD)
        club.counter.coupons.accept(thrice)
        club.pay_card()
    club.ring(BREAD, WATER)
    club.counter.checkout.scan(ScanData(book.voucher(value=100)))
    club.pay_card()
    terminal = uploaded(world, club)
    assert [row["outcome"] for row in world.rows(COUPON_REDEMPTION)] == ["redeemed"] * 4
    assert [row["state"] for row in world.rows(COUPON)] == ["redeemed", "redeemed"]
    assert world.rows(CASE) == []
    meaning = world.database.read(lambda c: Day(c, "S12", terminal, DAY).meaning())
    spent = dict(club.rows("SELECT coupon, count(*) FROM coupon_redemption GROUP BY coupon"))
    assert meaning["coupon"] == spent


def test_a_voided_sale_gives_the_real_coupon_back(world: World, club: Rig, book: Book) -> None:
    club.ring(BREAD)
    club.counter.coupons.accept(book.voucher(value=150))
    club.pay_card()
    club.approved(lambda approval: club.counter.returns.post_void("MISTAKE", approval))
    terminal = uploaded(world, club)
    assert [row["state"] for row in world.rows(COUPON)] == ["active"]
    meaning = world.database.read(lambda c: Day(c, "S12", terminal, DAY).meaning())
    assert "coupon" not in meaning


def test_a_coupon_is_good_again_here_exactly_when_it_is_at_the_till(
    world: World, club: Rig, book: Book
) -> None:
    club.ring(BREAD, WATER, BREAD)
    club.counter.coupons.accept(book.voucher(value=150))
    sold = club.pay_cash()
    number = club.rows("SELECT coupon FROM coupon_redemption")[0][0]
    seen = []

    def both_sides() -> tuple[int, int]:
        uploaded(world, club)
        with club.database.read() as connection:
            here = coupon_uses.count_uses(connection, number)
        there = world.database.read(lambda c: holds.standing_uses(c, TENANT_NAME, number))
        return here, there

    def take_back(line: int) -> None:
        club.approved(
            lambda approval: club.counter.returns.return_line(
                sold.receipt, line, Quantity.of(1), "FAULTY", approval
            )
        )
        club.pay_cash()

    for line in (1, 3, 2):
        take_back(line)
        seen.append(both_sides())
    club.approved(lambda approval: club.counter.returns.post_void("MISTAKE", approval))
    seen.append(both_sides())
    assert seen == [(1, 1), (1, 1), (0, 0), (1, 1)]
    assert world.rows(CASE) == []


def test_rights_and_allowances_of_the_cloud_are_taken_and_spent_by_a_real_till(
    world: World, club: Rig, book: Book
) -> None:
    world.keys = ServerKeys.load(club.folder / ISSUER_FILE)
    terminal = terminal_of(club)
    world.add_terminal("S12", terminal, "T03")
    book.campaign(2, "c")
    limits = {"cap": 5, "grant_size": 3, "low_water": 1, "grant_life_ms": 1_000_000}
    new = campaigns.NewCampaign(TENANT_NAME, 2, "c", "{}", "give_back", **limits)
    world.write(lambda c: campaigns.put_campaign(c, new, NOW))
    granting = Granting(world.keys, lambda: 77, NOW)
    assert world.write(lambda c: rights.refill(c, granting)) == 1
    (told,) = [
        body
        for key, body in world.told(f"ctl:{terminal.hex()}").items()
        if key.startswith("grant:")
    ]
    content, key_id = bytes.fromhex(told["content"]), bytes.fromhex(told["key_id"])
    assert book.grants.take_right(content, key_id)
    assert not book.grants.take_right(content, key_id), "once"
    club.ring(BREAD)
    club.counter.coupons.accept(book.voucher(2, value=100))
    club.pay_cash()
    uploaded(world, club)
    (right,) = world.rows(CAMPAIGN_RIGHT)
    assert (right["amount"], right["used"]) == (3, 1)
    ann = "a1" * 16
    entry = ledger.Entry(Till(TENANT_NAME, "S12", b""), ann, b"e" * 16, b"", NOW, "#opening", 500)
    world.write(lambda c: ledger.enter(c, [entry]))
    granting = Granting(world.keys, lambda: 78, NOW)
    till = Till(TENANT_NAME, "S12", terminal)
    content, key_id, balance = world.write(lambda c: ledger.allow(c, granting, till, ann, 300))
    assert balance == 500
    assert book.grants.take_allowance(content, key_id)
    assert world.rows(CASE) == []


def test_who_joins_at_a_till_is_a_member_with_their_points_and_answers(
    world: World, club: Rig
) -> None:
    club.ring(WATER)
    club.counter.enrolment.enrol(PHONE, NAME, YES, "zh_CN")
    club.pay_cash()
    uploaded(world, club)
    (member,) = world.rows(MEMBER)
    assert (member["masked_name"], member["last4"]) == ("诸葛*", "5678")
    assert member["number"] == "S12T0300001"
    (person,) = world.rows(PERSONAL)
    assert (person["phone"], person["name"]) == ("+8613912345678", NAME)
    answers = {row["purpose"]: row["is_granted"] for row in world.rows(CONSENT)}
    assert answers == {"membership": 1, "marketing": 1, "sharing": 0}
    (balance,) = world.rows(POINTS_BALANCE)
    assert (balance["member"], balance["purchases"]) == (member["member"], 200)
    told = world.told("member:g1")
    row = told[f"m:{member['member']}"]
    assert (row["name"], row["spent"]) == ("诸葛*", 200)
    assert row["last_visit"] == DAY, "tills greet by it, and find the latest visitor first"
    handles = [key for key in told if key.startswith("h:") and told[key]]
    assert len(handles) == 4, "yesterday to the day after tomorrow"
    assert {row["packet"] for row in world.rows(INBOX)} == {None}, "opened once, then gone"


def test_who_is_forgotten_at_the_till_is_forgotten_everywhere(world: World, club: Rig) -> None:
    club.ring(WATER)
    club.counter.enrolment.enrol(PHONE, NAME, YES, "zh_CN")
    club.approved(lambda approval: club.counter.enrolment.forget("zh_CN", approval))
    club.pay_cash()
    terminal = terminal_of(club)
    world.add_terminal("S12", terminal, "T03")
    world.keys = ServerKeys.load(club.folder / ISSUER_FILE)
    packets = dict.fromkeys(["packet"])
    rows = [packets | row for row in journal_of(club)]
    world.receive("S12", terminal, rows)
    world.project()
    world.deliver()
    assert world.rows(PERSONAL) == []
    assert [row["state"] for row in world.rows(MEMBER)] in ([], ["forgotten"])


def test_nothing_that_tells_who_somebody_is_stands_in_a_feed_or_a_case(
    world: World, club: Rig
) -> None:
    club.ring(WATER)
    club.counter.enrolment.enrol(PHONE, NAME, YES, "zh_CN")
    club.pay_cash()
    uploaded(world, club)
    for table in METADATA.tables:
        if table == "personal":
            continue
        found = repr(world.rows(METADATA.tables[table]))
        assert "13912345678" not in found, table
        assert "小明" not in found, table


def test_a_packet_that_cannot_be_opened_is_a_case_and_the_points_wait(
    world: World, club: Rig
) -> None:
    club.ring(WATER)
    club.counter.enrolment.enrol(PHONE, NAME, YES, "zh_CN")
    club.pay_cash()
    terminal = terminal_of(club)
    world.add_terminal("S12", terminal, "T03")
    rows = [row | {"packet": None} for row in journal_of(club)]
    world.receive("S12", terminal, rows)
    world.project()
    world.deliver()
    assert [row["code"] for row in world.rows(CASE)] == ["ENROLMENT_UNREADABLE"]
    assert world.rows(MEMBER) == []
    (balance,) = world.rows(POINTS_BALANCE)
    assert balance["member"].startswith("h:")


def test_points_of_sales_returns_and_cancellations_add_up_as_at_the_till(
    world: World, rig: Rig
) -> None:
    rig.open_for(points.MANAGER)
    points.put_bundle(rig, points.BUNDLE)
    rig.ring(WATER, BREAD, BREAD)
    points.attach(rig)
    sold = rig.pay_cash()
    rig.counter.returns.return_line(sold.receipt, 2, Quantity.of(1), "FAULTY")
    rig.pay_cash()
    rig.ring(BREAD)
    points.attach(rig)
    rig.pay_cash()
    rig.counter.returns.post_void("MISTAKE")
    terminal = uploaded(world, rig)
    mine = rig.rows("SELECT sum(points) FROM points_entry")[0][0]
    (balance,) = world.rows(POINTS_BALANCE)
    assert balance["balance"] == mine != 0
    assert balance["purchases"] == 200 + 333
    assert sum(row["points"] for row in world.rows(POINTS_ENTRY)) == mine
    meaning = world.database.read(lambda c: Day(c, "S12", terminal, DAY).meaning())
    by_reason: dict[str, int] = {}
    for key, value in meaning["points"].items():
        reason = key.partition(":")[2]
        by_reason[reason] = by_reason.get(reason, 0) + value
    sums = rig.rows("SELECT reason, sum(points) FROM points_entry GROUP BY reason")
    assert by_reason == {reason: total for reason, total in sums if total}
