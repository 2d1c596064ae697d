"""What keeps a coupon from being spent twice: held online, store-bound, by right, bounded."""

import pytest
from sqlalchemy.exc import IntegrityError

from pos_app.demo.issuer import VOUCHER_KEY_ID
from pos_app.demo.issuer_keys import sign
from pos_app.domain.codes.key_ring import RING_PURPOSE
from pos_app.domain.codes.signatures import read_canonical, write_canonical
from pos_app.errors import Refusal
from pos_app.store.control_feed import FROM_CLOUD
from pos_app.store.settings import put_setting
from sync.wire.control import AUTHORITY
from tests.builders import BREAD, MANAGER, WATER, Rig, make_rig, yuan
from tests.services.club import issuer_trust, make_club, restart
from tests.services.coupon_book import HERE, Book, Cloud, connect
from tests.services.test_faults import broken

LEASE_MS = 180_000 - 1_800 - 30_000
"""The default lease, less 1 % and the margin."""


@pytest.fixture
def book(club: Rig) -> Book:
    return Book(club)


class TestHeldOnline:
    def test_without_a_cloud_it_is_refused_and_stays_good(self, club: Rig, book: Book) -> None:
        book.campaign(1, "a")
        club.ring(BREAD)
        book.refuse(book.voucher(), "COUPON_NEEDS_HOLD")

    def test_a_held_coupon_is_spent_with_its_hold_number(self, club: Rig, book: Book) -> None:
        book.campaign(1, "a")
        connect(club, Cloud())
        club.ring(BREAD)
        assert club.counter.coupons.accept(book.voucher()).total == yuan(233)
        club.pay_card()
        assert club.rows("SELECT grant_no FROM coupon_redemption") == [(1,)]
        assert club.bodies("sale")[-1]["d"]["coupons"][0]["grant"] == 1

    @pytest.mark.parametrize(
        "code", ["COUPON_HOLD_UNANSWERED", "COUPON_HELD_ELSEWHERE", "COUPON_SPENT_ELSEWHERE"]
    )
    def test_what_the_cloud_says_no_to_changes_nothing(
        self, club: Rig, book: Book, code: str
    ) -> None:
        book.campaign(1, "a")
        connect(club, Cloud(trouble=code))
        club.ring(BREAD)
        book.refuse(book.voucher(), code)

    def test_the_lease_counts_from_when_the_question_was_sent(self, club: Rig, book: Book) -> None:
        book.campaign(1, "a")
        connect(club, Cloud(answers_after_ms=60_000))
        club.ring(BREAD)
        club.counter.coupons.accept(book.voucher())
        club.clock.pass_ms(LEASE_MS - 60_000 - 1)
        assert club.ring(WATER).total == yuan(433)
        club.clock.pass_ms(1)
        assert club.ring(WATER).total == yuan(733)
        (held,) = club.counter.coupons.held()
        assert held.why_not == "HOLD_ENDED"

    def test_an_answer_after_the_lease_is_none(self, club: Rig, book: Book) -> None:
        book.campaign(1, "a")
        cloud = Cloud(answers_after_ms=LEASE_MS)
        connect(club, cloud)
        club.ring(BREAD)
        with pytest.raises(Refusal) as caught:
            club.counter.coupons.accept(book.voucher())
        assert caught.value.code == "COUPON_HOLD_TOO_SHORT"
        assert club.basket.transaction.coupons == ()

    def test_money_is_not_taken_for_a_lease_that_is_over(self, club: Rig, book: Book) -> None:
        book.campaign(1, "a")
        connect(club, Cloud())
        club.ring(BREAD)
        voucher = book.made()
        club.counter.coupons.accept(book.text(voucher))
        club.clock.pass_ms(LEASE_MS)
        with club.refuses("COUPON_HOLD_ENDED"):
            club.counter.tendering.tender_cash(yuan(233))
        assert club.counter.coupons.renew(voucher.voucher_id.hex()).total == yuan(233)
        club.pay_card()
        assert club.rows("SELECT grant_no FROM coupon_redemption") == [(2,)]

    def test_a_sale_half_paid_goes_on_when_the_lease_ends(self, club: Rig, book: Book) -> None:
        book.campaign(1, "a")
        connect(club, Cloud())
        club.ring(BREAD)
        club.counter.coupons.accept(book.voucher())
        club.counter.tendering.tender_cash(yuan(100))
        club.clock.pass_ms(LEASE_MS)
        assert club.pay_card().priced.total == yuan(233)
        assert club.rows("SELECT grant_no FROM coupon_redemption") == [(1,)]

    def test_a_restart_in_the_middle_of_paying_changes_no_price(
        self, club: Rig, book: Book
    ) -> None:
        book.campaign(1, "a")
        connect(club, Cloud())
        club.ring(BREAD)
        club.counter.coupons.accept(book.voucher())
        club.counter.tendering.tender_cash(yuan(100))
        club.lose_power()
        club.sign_on()
        assert club.basket.due == yuan(133)
        club.counter.tendering.remove_tender(1)
        assert club.basket.due == yuan(333)

    def test_the_wall_clock_does_not_stretch_a_lease(self, club: Rig, book: Book) -> None:
        book.campaign(1, "a")
        connect(club, Cloud())
        club.ring(BREAD)
        club.counter.coupons.accept(book.voucher())
        club.clock.wall -= 3_600_000
        club.clock.mono += LEASE_MS
        with club.refuses("COUPON_HOLD_ENDED"):
            club.pay_card()

    def test_after_a_restart_it_must_be_renewed_or_given_back(self, club: Rig, book: Book) -> None:
        book.campaign(1, "a")
        cloud = Cloud()
        connect(club, cloud)
        club.ring(BREAD)
        number = club.counter.coupons.accept(book.voucher()).transaction.coupons[0].number
        club.reopen()
        club.sign_on()
        assert club.basket.total == yuan(333)
        with club.refuses("COUPON_NEEDS_HOLD"):
            club.counter.coupons.renew(number)
        connect(club, cloud)
        assert club.counter.coupons.renew(number).total == yuan(233)
        assert cloud.held == {number: 2}
        club.counter.coupons.give_back(number)
        assert cloud.released == [(number, 2)]

    def test_a_hold_is_given_back_when_the_coupon_cannot_be_kept(
        self, club: Rig, book: Book
    ) -> None:
        book.campaign(1, "a")
        cloud = Cloud()
        connect(club, cloud)
        club.ring(BREAD)
        text = book.voucher()
        with broken(club, "coupon_reservation"), pytest.raises(IntegrityError):
            club.counter.coupons.accept(text)
        assert len(cloud.released) == 1
        assert cloud.held == {}

    def test_from_its_high_value_on_any_campaign_needs_a_hold(self, club: Rig, book: Book) -> None:
        book.campaign(1, "d", value_hi=200)
        club.ring(BREAD)
        book.refuse(book.voucher(value=200), "COUPON_NEEDS_HOLD")
        club.counter.coupons.accept(book.voucher(value=199))

    def test_what_has_no_lease_has_nothing_to_renew(self, club: Rig, book: Book) -> None:
        book.campaign(1, "d")
        club.ring(BREAD)
        number = club.counter.coupons.accept(book.voucher()).transaction.coupons[0].number
        with club.refuses("COUPON_HAS_NO_HOLD"):
            club.counter.coupons.renew(number)


class TestStoreBound:
    def test_the_authority_takes_it_without_asking(self, club: Rig, book: Book) -> None:
        book.campaign(1, "b", worth=50_000)
        club.ring(BREAD)
        club.counter.coupons.accept(book.voucher(stores=HERE, value=50_000))
        assert club.counter.coupons.exposure().reserved == yuan(0)

    def test_bound_to_no_single_store_it_goes_by_the_bound(self, club: Rig, book: Book) -> None:
        book.campaign(1, "b", worth=50_000)
        club.ring(BREAD)
        book.refuse(book.voucher(value=50_000), "COUPON_TOO_VALUABLE")
        book.refuse(book.voucher(stores=(11, 12), value=50_000), "COUPON_TOO_VALUABLE")

    def test_any_other_till_of_the_store_refuses_it(
        self, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        folder = make_club(tmp_path_factory.mktemp("second"), coupons={"is_authority": False})
        rig = make_rig(folder, folder / "till")
        rig.open_for(MANAGER)
        book = Book(rig)
        book.campaign(1, "b")
        rig.ring(BREAD)
        book.refuse(book.voucher(stores=HERE), "COUPON_OTHER_TILL_DECIDES")
        rig.close()

    def test_the_cloud_s_word_goes_before_the_shop_s_own(self, club: Rig, book: Book) -> None:
        book.campaign(1, "b")
        decide(club, is_authority=False, number=2)
        club.ring(BREAD)
        book.refuse(book.voucher(stores=HERE), "COUPON_OTHER_TILL_DECIDES")
        decide(club, is_authority=True, number=3)
        club.counter.coupons.accept(book.voucher(stores=HERE))

    def test_a_restored_disk_decides_nothing_until_the_cloud_has_told_what_it_lacks(
        self, club: Rig, book: Book
    ) -> None:
        book.campaign(1, "b")
        club.ring(BREAD)
        doubt(club, is_in_doubt=True)
        book.refuse(book.voucher(stores=HERE), "COUPON_TILL_RESTORED")
        doubt(club, is_in_doubt=False)
        club.counter.coupons.accept(book.voucher(stores=HERE))


class TestOfARestoredDisk:
    @pytest.mark.parametrize("coupon_class", "bcd")
    def test_what_was_accepted_before_does_nothing_until_all_is_resolved(
        self, club: Rig, book: Book, coupon_class: str
    ) -> None:
        book.campaign(1, coupon_class)
        book.give_right(1, 2)
        club.ring(BREAD)
        assert club.counter.coupons.accept(book.voucher(stores=HERE)).total == yuan(233)
        doubt(club, is_in_doubt=True)
        with club.refuses("COUPON_TILL_RESTORED"):
            club.pay_card()
        club.ring(WATER)
        (here,) = club.counter.coupons.held()
        assert (here.why_not, club.basket.total) == ("TILL_RESTORED", yuan(533))
        club.pay_card()
        assert club.rows("SELECT count(*) FROM coupon_redemption") == [(0,)]

    def test_a_right_of_an_earlier_epoch_is_spent_by_no_basket_that_was_open(
        self, club: Rig, book: Book
    ) -> None:
        book.campaign(1, "c")
        book.give_right(1, 2)
        club.ring(BREAD)
        club.counter.coupons.accept(book.voucher())
        desk = club.counter._real.desk
        with desk.till.write() as connection:
            desk._writer.open_epoch(connection, "other_disk")
        with club.refuses("COUPON_TILL_RESTORED"):
            club.pay_card()
        restart(club)
        assert club.counter.coupons.held()[0].why_not == "SPENT_MEANWHILE"


def decide(rig: Rig, *, is_authority: bool, number: int) -> None:
    """Say which till decides, as the cloud does."""
    with rig.database.write() as connection:
        said = {"is_authority": is_authority, "number": number}
        put_setting(connection, FROM_CLOUD + AUTHORITY, said)


def doubt(rig: Rig, *, is_in_doubt: bool) -> None:
    with rig.database.write() as connection:
        connection.exec_driver_sql("UPDATE cloud_head SET is_in_doubt = ?", (int(is_in_doubt),))


def test_a_rotated_ring_takes_nothing_that_the_revoked_key_signed(club: Rig, book: Book) -> None:
    book.campaign(1)
    text = book.voucher()
    ring = read_canonical(book.issuer.key_ring())
    kept = [key for key in ring["keys"] if key["use"] != ["voucher"]]
    revoked = [{"at": ring["issued"], "kid": VOUCHER_KEY_ID.hex()}]
    body = write_canonical(ring | {"keys": kept, "revoked": revoked, "v": ring["v"] + 1})
    trust = issuer_trust(club)
    trust.take(sign(book.issuer.keys.roots[0], RING_PURPOSE + body) + body)
    club.ring(BREAD)
    book.refuse(text, "PM1_REVOKED_KEY")
    with pytest.raises(Refusal, match="KEY_RING_OLDER"):
        trust.take(book.issuer.key_ring())
