"""The till that a fire drill is held at: a file of its own, which is thrown away after it."""

from collections.abc import Callable
from dataclasses import dataclass

from pos_app.domain.operators import YES, Operator, Privilege, Role
from pos_app.services.checkout import Checkout
from pos_app.services.coupons import Coupons
from pos_app.services.desk import Desk, Session
from pos_app.services.members import Members
from pos_app.services.points import Points
from pos_app.services.returns import Returns
from pos_app.services.shifts import Shifts
from pos_app.services.sign_on import SignOn
from pos_app.services.tendering import Tendering


@dataclass(frozen=True, slots=True)
class DrillServices:
    """What a drill does its steps with: the services of a till, with no cloud behind them."""

    desk: Desk
    sign_on: SignOn
    checkout: Checkout
    tendering: Tendering
    returns: Returns
    shifts: Shifts
    members: Members
    coupons: Coupons
    points: Points


@dataclass(frozen=True, slots=True)
class DrillFiles:
    """How the drill's file is made, opened again after a power cut, and thrown away."""

    begin: Callable[[Operator], DrillServices]
    again: Callable[[], DrillServices]
    throw_away: Callable[[], None]


def rehearsing(operator: Operator) -> Operator:
    """Give whoever holds the drill every right at the drill's till: nobody else need stand by.

    It is in memory alone, and of no till but that one.
    """
    rights = Role("drill", "演练", "Drill", dict.fromkeys(Privilege, YES))
    return Operator(operator.id, operator.number, operator.name, rights)


def come_back(services: DrillServices, operator: Operator) -> None:
    """Sign on after the power cut, as at any start; what was open is there again or is not."""
    services.desk.session = Session(operator=operator, is_training=True)
    services.sign_on.take_over(operator)
