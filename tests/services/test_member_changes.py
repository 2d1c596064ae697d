"""What the cashier is told of members and points is true: who it is now, and what they have now."""

import pytest

from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.quantity import Quantity
from tests.builders import BOOK, WATER, Rig
from tests.services.club import OUYANG, ZHANG, scan
from tests.services.test_points import BUNDLE, put_bundle


@pytest.fixture
def earning(club: Rig) -> Rig:
    """The club with points to earn, a minute after the members' balances were read."""
    put_bundle(club, BUNDLE)
    club.clock.pass_ms(60_000)
    return club


def buy_as(rig: Rig, card: str) -> ReceiptNumber:
    rig.ring(BOOK)
    scan(rig, card)
    return rig.pay_cash().receipt


def test_another_member_on_the_same_sale_is_said(club: Rig) -> None:
    club.ring(WATER)
    assert scan(club, ZHANG).notice == ""
    assert scan(club, ZHANG).notice == ""
    assert scan(club, OUYANG).notice == "MEMBER_CHANGED"


def test_points_earned_here_are_on_the_panel_at_the_next_visit(earning: Rig) -> None:
    earning.ring(BOOK)
    scan(earning, ZHANG)
    panel = earning.counter.members.panel()
    assert panel is not None
    before = panel.points
    earned = sum(move.points for move in earning.pay_cash().points)
    assert earned > 0
    earning.ring(WATER)
    scan(earning, ZHANG)
    panel = earning.counter.members.panel()
    assert panel is not None
    assert panel.points == before + earned


def test_somebody_elses_points_are_not_said_beside_ones_own_balance(earning: Rig) -> None:
    of_zhang = buy_as(earning, ZHANG)
    earning.ring(WATER)
    scan(earning, OUYANG)
    points = earning.counter.points
    own = earning.pay_cash()
    assert points.balance_after(own) is not None
    scan(earning, OUYANG)
    returns = earning.counter.returns
    one = Quantity.of(1)
    earning.approved(lambda ok: returns.return_line(of_zhang, 1, one, "FAULTY", ok))
    mixed = earning.pay_cash()
    assert any(move.points < 0 for move in mixed.points)
    assert points.balance_after(mixed) is None
