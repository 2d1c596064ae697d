"""What class D may cost at most: per coupon, per exchange, and never more whatever is done."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos_app.domain.codes.payloads import VoucherKind
from pos_app.store.cloud_head import keep_limits
from sync.ports import OfflineLimits
from tests.builders import BREAD, FLOAT, MANAGER, Rig, make_rig, yuan
from tests.services.club import make_club
from tests.services.coupon_book import HERE, Book, Cloud, connect, settle


@pytest.fixture
def book(club: Rig) -> Book:
    return Book(club)


class TestBounded:
    def test_one_coupon_may_cost_no_more_than_the_shop_allows(self, club: Rig, book: Book) -> None:
        book.campaign(1)
        club.ring(BREAD)
        assert book.refuse(book.voucher(value=3001), "COUPON_TOO_VALUABLE") == {"most": yuan(3000)}
        club.counter.coupons.accept(book.voucher(value=3000))

    def test_all_together_cost_no_more_than_the_bound_and_it_is_shown(
        self, club: Rig, book: Book
    ) -> None:
        book.campaign(1)
        for _ in range(9):
            club.ring(BREAD)
            club.counter.coupons.accept(book.voucher(value=3000))
            settle(club)
        club.ring(BREAD)
        club.counter.coupons.accept(book.voucher(value=2500))
        club.counter.checkout.suspend()
        exposure = club.counter.coupons.exposure()
        assert (exposure.used, exposure.reserved) == (yuan(27_000), yuan(2_500))
        assert (exposure.bound, exposure.left) == (yuan(30_000), yuan(500))
        club.ring(BREAD)
        assert book.refuse(book.voucher(value=501), "COUPON_BEYOND_GRANT") == {"left": yuan(500)}
        club.counter.coupons.accept(book.voucher(value=500))

    def test_without_a_cloud_every_business_date_has_the_bound(self, club: Rig, book: Book) -> None:
        book.campaign(1)
        club.ring(BREAD)
        club.counter.coupons.accept(book.voucher(value=3000))
        settle(club)
        assert club.counter.coupons.exposure().used == yuan(3000)
        club.counter.shifts.close_shift(FLOAT)
        club.sign_on(MANAGER)
        club.counter.shifts.close_day()
        club.clock.pass_ms(12 * 3_600_000)
        club.open_for(date="2026-11-22")
        assert club.counter.coupons.exposure().used == yuan(0)

    def test_with_a_cloud_it_counts_since_the_exchange(self, club: Rig, book: Book) -> None:
        book.campaign(1)
        book.exchanged()
        for through in (0, 0, 2):
            book.exchanged(through=through)
            club.ring(BREAD)
            club.counter.coupons.accept(book.voucher(value=3000))
            settle(club)
        assert club.counter.coupons.exposure().used == yuan(3000)

    def test_three_days_without_a_cloud_are_too_long_for_it(self, club: Rig, book: Book) -> None:
        book.campaign(1)
        book.campaign(2, "b")
        club.ring(BREAD)
        book.exchanged(hours_ago=72)
        club.counter.coupons.accept(book.voucher())
        book.exchanged(hours_ago=72.5)
        assert book.refuse(book.voucher(), "COUPON_OFFLINE_TOO_LONG") == {"hours": 72}
        assert club.counter.coupons.exposure().problem == "COUPON_OFFLINE_TOO_LONG"
        club.counter.coupons.accept(book.voucher(2, stores=HERE))

    def test_the_cloud_may_allow_less_than_the_shop_and_never_more(
        self, club: Rig, book: Book
    ) -> None:
        book.campaign(1)
        book.exchanged(hours_ago=24)
        club.ring(BREAD)
        for most, age_ms, bound in ((2_000, 90_000_000, 2_000), (10**9, 10**12, 30_000)):
            with club.database.write() as connection:
                keep_limits(connection, OfflineLimits(most, age_ms))
            assert club.counter.coupons.exposure().bound == yuan(bound)
        with club.database.write() as connection:
            keep_limits(connection, OfflineLimits(2_000, 86_400_000 - 1))
        assert book.refuse(book.voucher(), "COUPON_OFFLINE_TOO_LONG") == {"hours": 24}

    def test_after_a_week_every_class_is_off(self, club: Rig, book: Book) -> None:
        connect(club, Cloud())
        club.ring(BREAD)
        book.exchanged(hours_ago=7 * 24 + 1)
        for number, coupon_class in enumerate("abcd", 1):
            book.campaign(number, coupon_class)
            book.give_right(number, 5, grant_no=number)
            refused = book.refuse(book.voucher(number, stores=HERE), "COUPONS_OFF")
            assert refused == {"days": 7}
        assert club.pay_card().priced.total == yuan(333)

    def test_a_restored_disk_takes_none_until_it_has_met_the_cloud(
        self, club: Rig, book: Book
    ) -> None:
        book.campaign(1)
        book.exchanged()
        desk = club.counter._real.desk
        with desk.till.write() as connection:
            desk._writer.open_epoch(connection, "other_disk")
        club.ring(BREAD)
        book.refuse(book.voucher(), "COUPON_TILL_RESTORED")
        book.exchanged(epoch=2)
        club.counter.coupons.accept(book.voucher())

    def test_what_nobody_said_the_worth_of_is_not_taken(self, club: Rig, book: Book) -> None:
        book.campaign(1)
        club.ring(BREAD)
        text = book.voucher(kind=VoucherKind.PERCENT_OFF, value=1000)
        assert book.refuse(text, "COUPON_CAMPAIGN_WRONG")["path"] == "campaign.worth"
        book.campaign(1, worth=20)
        assert club.counter.coupons.accept(text).total == yuan(313)

    def test_a_shop_that_decided_nothing_takes_none(
        self, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        folder = make_club(tmp_path_factory.mktemp("undecided"), coupons={})
        rig = make_rig(folder, folder / "till")
        rig.open_for(MANAGER)
        book = Book(rig)
        book.campaign(1)
        rig.ring(BREAD)
        assert book.refuse(book.voucher(value=1), "COUPON_TOO_VALUABLE") == {"most": yuan(0)}
        rig.close()


@pytest.fixture(scope="module")
def bounded_shop(tmp_path_factory: pytest.TempPathFactory) -> Rig:
    folder = make_club(tmp_path_factory.mktemp("bounded"))
    rig = make_rig(folder, folder / "till")
    rig.open_for(MANAGER)
    Book(rig).campaign(1)
    return rig


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    acts=st.lists(
        st.tuples(st.sampled_from(["sell", "void", "suspend", "resume"]), st.integers(1, 3_000)),
        max_size=25,
    )
)
def test_whatever_is_done_the_bound_is_never_passed(
    bounded_shop: Rig, acts: list[tuple[str, int]]
) -> None:
    rig, book = bounded_shop, Book(bounded_shop)
    book.begin_at(rig.clock.mono * 1000)
    rig.clock.pass_ms(1000)
    with rig.database.read() as connection:
        last = connection.exec_driver_sql(
            "SELECT coalesce(max(number), 0) FROM retail_transaction"
        ).scalar_one()
    book.exchanged(through=last)
    for act, value in acts:
        checkout = rig.counter.checkout
        if act == "resume":
            waiting = checkout.suspended()
            if not waiting:
                continue
            checkout.resume(waiting[0].id)
            settle(rig)
            continue
        rig.ring(BREAD)
        left = rig.counter.coupons.exposure().left.minor
        text = book.voucher(value=value)
        if value <= left:
            rig.counter.coupons.accept(text)
        else:
            book.refuse(text, "COUPON_BEYOND_GRANT")
        if act == "sell":
            settle(rig)
        elif act == "void":
            checkout.void_transaction("CHANGED")
        else:
            checkout.suspend()
        exposure = rig.counter.coupons.exposure()
        assert exposure.used.minor + exposure.reserved.minor <= exposure.bound.minor
    for waiting in rig.counter.checkout.suspended():
        rig.counter.checkout.resume(waiting.id)
        rig.counter.checkout.void_transaction("CHANGED")
