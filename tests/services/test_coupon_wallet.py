"""The member's own coupons: what each is worth on this basket, and why the others are not."""

import pytest

from pos_app.domain.codes.payloads import VoucherKind
from pos_app.store import members, wallets
from tests.builders import BREAD, WATER, Rig, yuan
from tests.services.club import OUYANG, ZHANG, directory, reference
from tests.services.coupon_book import HERE, Book, Cloud, connect, take_member


@pytest.fixture
def book(club: Rig) -> Book:
    book = Book(club)
    book.campaign(1)
    return book


def offers(rig: Rig) -> list[tuple[str, int, str]]:
    return [(o.number, o.worth.minor, o.why_not) for o in rig.counter.coupons.wallet()]


def test_nobody_has_a_wallet(club: Rig, book: Book) -> None:
    book.owned()
    club.ring(BREAD)
    assert club.counter.coupons.wallet() == ()
    with club.refuses("NO_MEMBER"):
        club.counter.coupons.take_from_wallet("00")


def test_the_best_for_this_basket_comes_first_and_the_rest_say_why(club: Rig, book: Book) -> None:
    book.campaign(2, worth=500)
    book.campaign(3, "a")
    book.campaign(4, rule={"items": {"skus": [WATER]}})
    book.campaign(5, stores=["S99"])
    small = book.owned(1, 100).number
    percent = book.owned(2, 5000, kind=VoucherKind.PERCENT_OFF).number
    dear = book.owned(1, 300, min_spend_minor=5000).number
    held = book.owned(3, 200).number
    water = book.owned(4, 100).number
    elsewhere = book.owned(5, 100).number
    later = book.owned(1, 100, from_days=2).number
    book.owned(1, 100, days=0.0001)
    book.owned(9, 100)
    book.owned(1, 100, owner=OUYANG)
    club.ring(BREAD)
    take_member(club)
    club.clock.pass_ms(60_000)
    assert offers(club)[:2] == [(percent, 167, ""), (small, 100, "")]
    assert set(offers(club)[2:]) == {
        (dear, 0, "NEEDS_MORE"),
        (held, 0, "COUPON_NEEDS_HOLD"),
        (water, 0, "NOTHING_ELIGIBLE"),
        (elsewhere, 0, "COUPON_WRONG_STORE"),
        (later, 0, "COUPON_NOT_YET_VALID"),
    }
    missing = {o.number: o.missing for o in club.counter.coupons.wallet()}
    assert missing[dear] == 5000 - 333


def test_worth_is_what_the_total_really_loses(club: Rig, book: Book) -> None:
    """Two coupons that shut each other out: the second is worth only what it gives more."""
    book.campaign(2, rule={"exclusivity": "one"})
    first, second = book.owned(2, 100), book.owned(2, 150)
    club.ring(BREAD)
    take_member(club)
    assert offers(club) == [(second.number, 150, ""), (first.number, 100, "")]
    club.counter.coupons.take_from_wallet(first.number)
    assert offers(club) == [(first.number, 100, ""), (second.number, 50, "")]
    club.counter.coupons.take_from_wallet(second.number)
    assert club.basket.total == yuan(183)
    assert offers(club) == [(second.number, 50, ""), (first.number, 0, "BETTER_WITHOUT")]


def test_taken_from_the_wallet_it_is_the_same_coupon_as_scanned(club: Rig, book: Book) -> None:
    voucher = book.made(value=150, member=ZHANG)
    owned = book.owned(1, 150, voucher_id=voucher.voucher_id)
    club.ring(BREAD)
    take_member(club)
    assert club.counter.coupons.take_from_wallet(owned.number).total == yuan(183)
    before = club.basket
    assert club.counter.coupons.accept(book.text(voucher)) == before
    club.pay_card()
    club.ring(BREAD)
    book.refuse(book.text(voucher), "COUPON_USED_UP")


def test_the_wallet_is_its_member_s_alone(club: Rig, book: Book) -> None:
    owned = book.owned(owner=OUYANG)
    club.ring(BREAD)
    take_member(club)
    for number in (owned.number, "zz", ""):
        with club.refuses("COUPON_NOT_IN_WALLET"):
            club.counter.coupons.take_from_wallet(number)
    take_member(club, OUYANG)
    club.counter.coupons.take_from_wallet(owned.number)
    take_member(club, ZHANG)
    assert [held.why_not for held in club.counter.coupons.held()] == ["NOT_FOR_BUYER"]


def test_looking_at_the_wallet_is_counted_changes_nothing_and_asks_nobody(
    club: Rig, book: Book
) -> None:
    book.campaign(3, "a")
    book.campaign(4, "b")
    book.owned(3, 200)
    book.owned(4, 200, stores=HERE)
    cloud = Cloud()
    connect(club, cloud)
    club.ring(BREAD, BREAD)
    take_member(club)
    counted = ("journal", "head", "coupon_step", "setting")
    before = club.content(*counted), club.basket
    for _ in range(2):
        assert [worth for _, worth, _ in offers(club)] == [200, 200]
    assert (club.content(*counted), club.basket) == before
    assert club.bodies("coupon_shown")[0]["d"] == {"shown": [[3, 1], [4, 1]]}
    assert club.kinds().count("coupon_shown") == 1
    assert cloud.held == {}


def test_an_erased_member_s_coupons_are_gone(club: Rig, book: Book) -> None:
    book.owned()
    member = directory(club).find_by_number(ZHANG)
    assert member is not None
    with reference(club).write() as connection:
        assert members.erase(connection, member.id)
        assert wallets.list_coupons(connection, member.id) == ()
