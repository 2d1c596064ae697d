"""The manager's figures: what they count, when they change, and that nothing stale is told."""

from pos_app.domain.insight.figures import Dashboard
from pos_app.domain.insight.period import Lens, Period, single_day
from pos_app.domain.operators import Privilege
from pos_app.domain.tender import TenderType
from tests.builders import APPLE, BOOK, BREAD, DAY, WATER, Rig, off, yuan


class Patient:
    """A ticket of somebody who waits for the answer."""

    def __init__(self) -> None:
        self.said: list[float] = []

    def check(self) -> None:
        """Still wanted."""

    def say(self, done: float) -> None:
        self.said.append(done)


def dashboard(rig: Rig, period: Period | None = None, lens: Lens | None = None) -> Dashboard:
    manager = rig.counter.manager
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
