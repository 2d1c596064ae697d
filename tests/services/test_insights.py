"""The manager's figures: what they count, when they change, and that nothing stale is told."""

from pathlib import Path

import pytest

from pos_app.domain.identifiers import BusinessDate, OperatorId
from pos_app.domain.insight.figures import Dashboard
from pos_app.domain.insight.part import Part
from pos_app.domain.insight.period import Lens, Period, single_day
from pos_app.domain.operators import Privilege
from pos_app.domain.quantity import Quantity
from pos_app.domain.tender import TenderType
from pos_app.store.database import Database, Synchronous
from pos_app.vault.keys import KeyStore
from tests.builders import APPLE, BOOK, BREAD, DAY, WATER, Rig, off, yuan


class Patient:
    """An errand of somebody who waits for the answer."""

    def __init__(self) -> None:
        self.said: list[float] = []

    def check(self) -> None:
        """Still wanted."""

    def say(self, done: float) -> None:
        self.said.append(done)


def dashboard(rig: Rig, period: Period | None = None, lens: Lens | None = None) -> Dashboard:
    manager = rig.counter.office
    admission = manager.admissions.admit(Privilege.VIEW_REPORTS, "test")
    return manager.insights.dashboard(
        admission, period or single_day(DAY), lens or Lens(), Patient()
    )


def test_a_day_adds_up_to_what_was_sold(managed: Rig) -> None:
    managed.sell(WATER, WATER, BREAD)
    managed.ring(BOOK)
    managed.pay_card()
    managed.ring(APPLE, thousandths=1500)
    managed.counter.checkout.discount_line(1, off(percent=10))
    managed.pay_cash()
    found = dashboard(managed)
    headline = found.headline
    assert (headline.transactions, headline.sales, headline.items) == (3, 3, 5)
    assert headline.net == yuan(400 + 333 + 1000 + 1345)
    assert headline.takings == headline.net + yuan(130)
    assert headline.discounts == yuan(149)
    assert {one.tender_type: one.net.minor for one in found.tenders}[TenderType.CARD] == 1130
    assert [one.sku for one in found.top_goods] == [APPLE, BOOK, WATER, BREAD]
    assert [(one.kind, one.reason_code, one.amount) for one in found.control] == [
        ("discount", "GOODWILL", yuan(149))
    ]
    assert found.before.transactions == 0
    assert [mark.is_here for mark in found.completeness.tills] == [True]
    assert found.completeness.open_days == (DAY,)


def receipts(rig: Rig, part: Part, lens: Lens | None = None) -> list[int]:
    manager = rig.counter.office
    admission = manager.admissions.admit(Privilege.VIEW_REPORTS, "test")
    found = manager.insights.receipts(admission, single_day(DAY), lens or Lens(), part, Patient())
    return [summary.receipt.number for summary in found]


def sums_file(rig: Rig) -> Path:
    return rig.folder / "insight.db"


class TestWhatCounts:
    def test_what_is_post_voided_was_never_there_but_the_cancelling_was(self, managed: Rig) -> None:
        managed.sell(WATER)
        before = dashboard(managed)
        managed.sell(BREAD, BOOK)
        managed.counter.returns.post_void("MISTAKE")
        after = dashboard(managed)
        assert after.headline == before.headline
        assert after.hours == before.hours
        assert after.tenders == before.tenders
        assert [(one.kind, one.count, one.amount) for one in after.control] == [
            ("post_void", 1, yuan(333 + 1130))
        ]

    def test_a_return_takes_off_goods_and_counts_under_its_reason(self, managed: Rig) -> None:
        sold = managed.sell(WATER, WATER)
        managed.counter.returns.return_line(sold.receipt, 1, Quantity(1000), "FAULTY")
        managed.pay_cash()
        found = dashboard(managed)
        headline = found.headline
        assert (headline.sales, headline.return_count, headline.items) == (1, 1, 1)
        assert (headline.takings, headline.returns) == (yuan(200), yuan(200))
        assert headline.average_basket == yuan(400)
        assert [(one.kind, one.reason_code, one.amount) for one in found.control] == [
            ("return", "FAULTY", yuan(200))
        ]
        assert found.operators[0].returns == 1
        assert found.operators[0].average_basket == headline.average_basket

    def test_acts_without_a_sale_count_too(self, managed: Rig) -> None:
        counter = managed.counter
        managed.ring(WATER, BREAD)
        counter.checkout.void_line(2)
        counter.checkout.override_price(1, yuan(150), "TAG")
        sold = managed.pay_cash()
        managed.ring(WATER)
        counter.checkout.void_transaction("CHANGED")
        counter.shifts.paid_in(yuan(500), "DEPOSIT")
        counter.shifts.pickup(yuan(500), "SAFE")
        counter.history.reprint(sold.receipt)
        found = dashboard(managed)
        assert [
            (one.kind, one.reason_code, one.count, one.amount.minor) for one in found.control
        ] == [
            ("override", "TAG", 1, 50),
            ("paid_in", "DEPOSIT", 1, 500),
            ("reprint", "", 1, 0),
            ("void", "CHANGED", 1, 0),
            ("void_line", "", 1, 333),
        ]
        (operator,) = found.operators
        assert (operator.voids, operator.overrides, operator.transactions) == (2, 1, 1)

    def test_practice_is_in_files_of_its_own(self, managed: Rig) -> None:
        managed.sell(WATER)
        real = dashboard(managed).headline
        managed.counter.enter_training()
        managed.ring(BREAD)
        managed.pay_cash()
        practised = dashboard(
            managed, Period(BusinessDate("2026-01-01"), BusinessDate("2027-01-01"))
        )
        assert practised.headline.takings == yuan(333)
        managed.counter.leave_training()
        assert dashboard(managed).headline == real


class TestLenses:
    def test_goods_narrow_goods_and_the_transactions_that_had_them(self, managed: Rig) -> None:
        managed.sell(WATER, BOOK)
        managed.sell(BREAD)
        found = dashboard(managed, lens=Lens(category=("饮料",)))
        assert (found.headline.transactions, found.headline.items) == (1, 1)
        assert (found.headline.net, found.headline.takings) == (yuan(200), yuan(1330))
        assert [one.category for one in found.categories] == [("饮料",)]
        assert sorted(path.name for path in managed.folder.glob("insight*")) == ["insight.db"]

    def test_another_till_has_nothing_here_yet(self, managed: Rig) -> None:
        managed.sell(WATER)
        found = dashboard(managed, lens=Lens(till="T99"))
        assert found.headline.transactions == 0
        assert found.completeness.tills == ()
        assert receipts(managed, Part(), Lens(till="T99")) == []

    def test_goods_without_a_narrower_category_stand_under_their_own(self, managed: Rig) -> None:
        managed.sell(WATER)
        (only,) = dashboard(managed, lens=Lens(category=("饮料",))).categories
        assert (only.category, only.net, only.transactions) == (("饮料",), yuan(200), 1)


class TestReceiptsBehindABar:
    def test_each_part_leads_to_its_receipts(self, managed: Rig) -> None:
        managed.sell(WATER)
        managed.ring(BREAD, BOOK)
        managed.counter.checkout.discount_line(1, off(percent=10))
        managed.pay_card()
        managed.clock.pass_ms(3_600_000)
        sold = managed.sell(APPLE)
        managed.counter.returns.return_line(sold.receipt, 1, Quantity(1000), "FAULTY")
        managed.pay_cash()
        managed.counter.history.reprint(sold.receipt)
        hours = [one.hour for one in dashboard(managed).hours]
        assert receipts(managed, Part()) == [4, 3, 2, 1]
        assert receipts(managed, Part(hour=hours[0])) == [2, 1]
        assert receipts(managed, Part(sku=BOOK)) == [2]
        assert receipts(managed, Part(category=("饮料",))) == [1]
        assert receipts(managed, Part(), Lens(category=("烘焙",))) == [2]
        assert receipts(managed, Part(tender_type=TenderType.CARD)) == [2]
        assert receipts(managed, Part(kind="discount", reason_code="GOODWILL")) == [2]
        assert receipts(managed, Part(kind="discount", reason_code="DAMAGED")) == []
        assert receipts(managed, Part(kind="return", reason_code="FAULTY")) == [4]
        assert receipts(managed, Part(kind="reprint")) == [3]
        assert receipts(managed, Part(kind="no_sale")) == []
        assert receipts(managed, Part(business_date=BusinessDate("2026-11-22"))) == []
        assert receipts(managed, Part(operator=OperatorId("op2001"))) == [4, 3, 2, 1]
        assert receipts(managed, Part(operator=OperatorId("op1001"))) == []
        assert receipts(managed, Part(with_member=True)) == []
        assert receipts(managed, Part(with_member=False, rule=None)) == [4, 3, 2, 1]


class TestUpToDate:
    def test_only_what_is_new_is_added(self, managed: Rig) -> None:
        managed.sell(WATER)
        dashboard(managed)
        asked = sums_file(managed).stat().st_size
        managed.sell(BREAD)
        assert dashboard(managed).headline.takings == yuan(533)
        assert sums_file(managed).stat().st_size == asked
        assert dashboard(managed).headline.takings == yuan(533)

    @pytest.mark.parametrize("damage", ["gone", "rubbish", "older", "page"])
    def test_a_file_that_cannot_be_used_is_made_again(self, managed: Rig, damage: str) -> None:
        for sku in (WATER, BREAD, BOOK):
            managed.sell(sku)
        whole = dashboard(managed)
        file = sums_file(managed)
        if damage == "gone":
            file.unlink()
        elif damage == "rubbish":
            file.write_bytes(b"rubbish" * 999)
        elif damage == "older":
            _set_version(managed, 99)
        else:
            content = bytearray(file.read_bytes())
            for at in range(2 * 4096, len(content), 4096):
                content[at + 100] ^= 0xFF
            file.write_bytes(content)
        again = dashboard(managed)
        assert again.headline == whole.headline
        assert again.control == whole.control

    def test_a_question_that_is_taken_back_loses_nothing(self, managed: Rig) -> None:
        class Hasty(Patient):
            def say(self, done: float) -> None:
                raise TimeoutError

        managed.sell(WATER)
        manager = managed.counter.office
        admission = manager.admissions.admit(Privilege.VIEW_REPORTS, "test")
        with pytest.raises(TimeoutError):
            manager.insights.dashboard(admission, single_day(DAY), Lens(), Hasty())
        assert dashboard(managed).headline.transactions == 1

    def test_half_a_day_is_measured_against_half_a_day(self, managed: Rig) -> None:
        managed.clock.wall = 1_795_237_200_000  # 09:00 of 21 November in the shop
        managed.sell(WATER)
        managed.clock.pass_ms(6 * 3_600_000)
        managed.sell(BREAD)
        managed.clock.pass_ms(7 * 86_400_000 - 3 * 3_600_000)
        later = single_day(BusinessDate("2026-11-28"))
        found = dashboard(managed, later)
        assert found.compared == single_day(DAY)
        assert found.before.takings == yuan(533)
        assert found.takings_by_now == yuan(200)
        managed.clock.pass_ms(86_400_000)
        assert dashboard(managed, later).takings_by_now is None


def _set_version(rig: Rig, version: int) -> None:
    key = KeyStore(rig.folder).load().catalog_key
    database = Database(sums_file(rig), key, Synchronous.NORMAL)
    with database.write() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {version}")
    database.close()
