"""Members, coupons, promotions, margins and lost sales in the manager's figures."""

import json

import pytest

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.figures import Dashboard, VisitFigure
from pos_app.domain.insight.part import Part
from pos_app.domain.insight.period import Lens, Period, single_day
from pos_app.domain.operators import Privilege
from pos_app.domain.quantity import Quantity
from pos_app.domain.scan_data import ScanData
from pos_app.services.admission import Admission
from pos_app.store import offer_facts
from pos_app.store.database import Connection
from pos_app.store.insight.file import INSIGHT_FILE, opened
from pos_app.vault.keys import KeyStore
from tests.builders import BOOK, BREAD, CASHIER, DAY, FLOAT, MANAGER, WATER, WATER_GTIN, Rig, yuan
from tests.services.club import OUYANG, STRANGER, ZHANG, Phones, scan
from tests.services.coupon_book import Book, take_member
from tests.services.test_day_verifies import verdict
from tests.services.test_insights import Patient
from tests.services.test_member_prices import put_rules

LATER = BusinessDate("2026-11-22")
BOTH = Period(DAY, LATER)


def admission(rig: Rig) -> Admission:
    operator = rig.counter.sign_on.session()
    assert operator is not None
    return Admission(Privilege.VIEW_REPORTS, operator.operator)


def dashboard(rig: Rig, period: Period = BOTH) -> Dashboard:
    return rig.counter.office.insights.dashboard(admission(rig), period, Lens(), Patient())


def sell_to(rig: Rig, number: str, *skus: str) -> None:
    scan(rig, number)
    rig.sell(*skus)


def go_to_next_day(rig: Rig) -> None:
    rig.counter.shifts.close_shift(FLOAT)
    rig.sign_on(MANAGER)
    rig.counter.shifts.close_day()
    rig.clock.pass_ms(86_400_000)
    rig.open_for(CASHIER, LATER)


class TestMembers:
    def test_who_comes_again_on_another_day_is_one_member(self, club: Rig) -> None:
        sell_to(club, ZHANG, WATER)
        sell_to(club, OUYANG, BREAD)
        club.sell(BOOK)
        go_to_next_day(club)
        Phones(club).deliver()
        sell_to(club, ZHANG, BREAD)
        members = dashboard(club).members
        assert (members.members, members.visits, members.repeat_members) == (2, 3, 1)
        assert members.takings == yuan(200 + 333 + 333)
        assert members.repeat_rate_ppm == 500_000
        first_day = dashboard(club, single_day(DAY)).members
        assert (first_day.members, first_day.repeat_members) == (2, 0)
        report = club.counter.office.insights.members(admission(club), BOTH, Lens(), Patient())
        assert report.frequencies == (
            VisitFigure(1, 1, yuan(333)),
            VisitFigure(2, 1, yuan(533)),
        )

    def test_the_sums_keep_no_name_that_an_erased_member_had_at_this_till(self, club: Rig) -> None:
        sell_to(club, ZHANG, WATER)
        scan(club, ZHANG)
        member = club.basket.transaction.member
        assert member is not None
        before = dashboard(club).members
        club.approved(lambda ok: club.counter.enrolment.forget("zh_CN", ok))
        assert dashboard(club).members == before
        key = KeyStore(club.folder).load().catalog_key
        with opened(club.folder / INSIGHT_FILE, key) as sums, sums.read() as connection:
            kept = connection.exec_driver_sql("SELECT key FROM member").scalars().all()
        assert len(kept) == 1
        assert member.member_key not in kept

    def test_a_visit_that_was_cancelled_was_none(self, club: Rig) -> None:
        sell_to(club, ZHANG, WATER)
        sell_to(club, ZHANG, WATER)
        club.approved(lambda ok: club.counter.returns.post_void("MISTAKE", ok))
        members = dashboard(club).members
        assert (members.members, members.visits, members.repeat_members) == (1, 1, 0)
        assert members.takings == yuan(200)

    def test_goods_that_another_had_bought_are_brought_back_by_the_buyer_of_new_ones(
        self, club: Rig
    ) -> None:
        scan(club, OUYANG)
        sold = club.sell(BOOK)
        scan(club, ZHANG)
        club.approved(
            lambda ok: club.counter.returns.return_line(
                sold.receipt, 1, Quantity(1000), "UNWANTED", ok
            )
        )
        club.ring(BOOK, BREAD)
        club.pay_cash()
        report = club.counter.office.insights.members(admission(club), BOTH, Lens(), Patient())
        assert report.frequencies == (VisitFigure(1, 2, yuan(1130 + 333)),)

    def test_somebody_this_till_does_not_know_counts_as_a_visit_and_as_nobody(
        self, club: Rig, phones: Phones
    ) -> None:
        phones.deliver()
        scan(club, phones.code_of(STRANGER))
        club.sell(WATER)
        members = dashboard(club).members
        assert (members.members, members.visits, members.takings) == (0, 1, yuan(200))

    def test_receipts_of_members_and_of_the_others(self, club: Rig) -> None:
        sell_to(club, ZHANG, WATER)
        club.sell(BREAD)
        insights = club.counter.office.insights
        for with_member, numbers in ((True, [1]), (False, [2])):
            part = Part(with_member=with_member)
            found = insights.receipts(admission(club), BOTH, Lens(), part, Patient())
            assert [one.receipt.number for one in found] == numbers


class TestOffers:
    def test_a_rule_is_counted_once_a_sale_with_what_it_took_off(self, club: Rig) -> None:
        put_rules(
            club,
            {
                "id": "tenth",
                "name": {"zh": "九折", "en": "Ten off"},
                "kind": "percent_off",
                "percent": "10",
                "items": {"skus": [BOOK, WATER]},
            },
        )
        club.sell(BOOK, WATER)
        club.sell(WATER, BREAD)
        (found,) = dashboard(club).promotions
        assert (found.rule, found.transactions, found.off) == ("tenth", 2, yuan(100 + 20 + 20))
        assert found.net == yuan(1000 + 200 + 200 - 140)
        insights = club.counter.office.insights
        behind = insights.receipts(admission(club), BOTH, Lens(), Part(rule="tenth"), Patient())
        assert [one.receipt.number for one in behind] == [2, 1]

    def test_a_coupon_is_redeemed_with_its_sale_and_not_with_a_cancelled_one(
        self, club: Rig
    ) -> None:
        book = Book(club)
        book.campaign(1)
        for _ in range(2):
            club.ring(BREAD, WATER)
            club.counter.coupons.accept(book.voucher(value=150))
            club.pay_cash()
        club.approved(lambda ok: club.counter.returns.post_void("MISTAKE", ok))
        (found,) = dashboard(club).coupons
        assert (found.campaign, found.redeemed, found.cost) == (1, 1, yuan(150))
        insights = club.counter.office.insights
        behind = insights.receipts(admission(club), BOTH, Lens(), Part(campaign=1), Patient())
        assert [one.receipt.number for one in behind] == [3, 2, 1]

    def test_a_campaign_is_shown_then_taken_then_redeemed(self, club: Rig) -> None:
        book = Book(club)
        book.campaign(1)
        for number in (ZHANG, OUYANG):
            book.owned(1, 150, number)
        for number, is_taken, skus in (
            (ZHANG, True, (BREAD, WATER)),
            (OUYANG, False, (BREAD,)),
        ):
            take_member(club, number)
            club.ring(*skus)
            (offer,) = club.counter.coupons.wallet()
            if is_taken:
                club.counter.coupons.take_from_wallet(offer.number)
            assert len(club.counter.coupons.wallet()) == 1
            club.pay_cash()
        (found,) = dashboard(club).coupons
        assert (found.shown, found.taken, found.redeemed, found.cost) == (2, 1, 1, yuan(150))
        assert verdict(club).difference is None

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE coupon_step SET coupons = 2",
            "DELETE FROM coupon_step WHERE stage = 'taken'",
            "INSERT INTO coupon_step SELECT NULL, stage, campaign, coupons, operator, shift,"
            " business_date, at_ms, 9, 9 FROM coupon_step LIMIT 1",
        ],
    )
    def test_a_record_of_offers_that_was_changed_is_found(self, club: Rig, statement: str) -> None:
        book = Book(club)
        book.campaign(1)
        book.owned(1, 150)
        take_member(club)
        club.ring(BREAD)
        club.counter.coupons.take_from_wallet(club.counter.coupons.wallet()[0].number)
        assert verdict(club).difference is None
        with club.database.write() as connection:
            for verb in ("update", "delete"):
                connection.exec_driver_sql(f"DROP TRIGGER coupon_step_refuses_{verb}")
            connection.exec_driver_sql(statement)
        found = verdict(club).difference
        assert found is not None
        assert found.what == "offers_changed"

    def test_what_a_restored_disk_lacked_of_offers_comes_back_once(self, club: Rig) -> None:
        book = Book(club)
        book.campaign(1)
        book.owned(1, 150)
        take_member(club)
        club.counter.coupons.take_from_wallet(club.counter.coupons.wallet()[0].number)
        kept = "SELECT stage, campaign, coupons, journal_seq FROM coupon_step ORDER BY id"
        before = club.rows(kept)
        assert [row[:3] for row in before] == [("shown", 1, 1), ("taken", 1, 1)]
        rows = club.rows(
            "SELECT kind, epoch, seq, body FROM journal WHERE kind LIKE 'coupon_%' ORDER BY seq"
        )
        with club.database.write() as connection:
            connection.exec_driver_sql("DROP TRIGGER coupon_step_refuses_delete")
            connection.exec_driver_sql("DELETE FROM coupon_step")
            for kind, epoch, seq, body in (*rows, *rows):
                offer_facts.bring_back(connection, kind, (epoch, seq), json.loads(body))
        assert club.rows(kept) == before


class TestWhatWasNotSold:
    def test_lost_sales_count_by_reason_and_for_the_goods_that_are_looked_at(
        self, club: Rig
    ) -> None:
        club.sell(WATER)
        club.counter.lost_sales.record("PRICE")
        club.counter.lost_sales.record("OUT_OF_STOCK", ScanData(WATER_GTIN))
        club.counter.lost_sales.record("OUT_OF_STOCK", ScanData(WATER_GTIN))
        lost = dashboard(club).lost_sales
        assert [(one.kind, one.reason_code, one.count) for one in lost] == [
            ("lost_sale", "OUT_OF_STOCK", 2),
            ("lost_sale", "PRICE", 1),
        ]
        drinks = club.counter.office.insights.dashboard(
            admission(club), BOTH, Lens(category=("饮料",)), Patient()
        )
        assert [(one.reason_code, one.count) for one in drinks.lost_sales] == [("OUT_OF_STOCK", 2)]


class TestMargins:
    def test_a_margin_is_of_goods_whose_cost_was_known_when_they_were_sold(self, club: Rig) -> None:
        club.sell(WATER)
        go_to_next_day(club)
        desk = club.counter._real.desk
        with desk.till.write() as connection:
            stock_document(connection, LATER, (WATER, 120), (BOOK, 700))
        club.sell(WATER, WATER, BREAD)
        club.sell(BOOK)
        headline = dashboard(club).headline
        assert headline.cost == yuan(2 * 120 + 700)
        assert headline.costed_net == yuan(400 + 1000)
        assert headline.margin == yuan(460)
        goods = {one.sku: one.cost for one in dashboard(club).top_goods}
        assert goods == {BOOK: yuan(700), WATER: yuan(240), BREAD: None}
        categories = {one.category: one.cost for one in dashboard(club).categories}
        assert categories[("文具",)] == yuan(700)
        assert dashboard(club, single_day(DAY)).headline.cost is None
        later = dashboard(club, single_day(LATER))
        assert (later.headline.cost, later.before.cost) == (yuan(940), None)


def stock_document(connection: Connection, day: BusinessDate, *costs: tuple[str, int]) -> None:
    """Write a receiving that says what goods cost."""
    document = connection.exec_driver_sql(
        "INSERT INTO stock_document (kind, reference, partner, reason_code, operator, approved_by,"
        " business_date, at_ms, journal_epoch, journal_seq)"
        " VALUES ('stock_receive', 'N1', '', '', 'op2001', NULL, ?, 0, 9, 9)",
        (day,),
    ).lastrowid
    for line, (sku, minor) in enumerate(costs, 1):
        connection.exec_driver_sql(
            "INSERT INTO stock_movement (document, line, sku, quantity_thousandths, cost_minor,"
            " lot, expires_on) VALUES (?, ?, ?, 1000, ?, '', '')",
            (document, line, sku, minor),
        )
