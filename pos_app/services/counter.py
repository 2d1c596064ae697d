"""What the screens talk to: the services of the real till or, in training, of a file of its own.

Training is a second till with a second file, so nothing done in it can reach a total or the
journal of the real one; the real journal only notes that training began and ended.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos_app.domain import events
from pos_app.domain.operators import Approval, Operator, Privilege
from pos_app.domain.shop import StoreProfile
from pos_app.errors import Refusal
from pos_app.services.approvals import Approvals
from pos_app.services.checkout import Checkout
from pos_app.services.cloud_page import CloudPage
from pos_app.services.coupons import Coupons
from pos_app.services.desk import Desk, Session
from pos_app.services.enrolment import Enrolment
from pos_app.services.history import History
from pos_app.services.join_codes import JoinCodes
from pos_app.services.lost_sales import LostSales
from pos_app.services.members import Members
from pos_app.services.points import Points
from pos_app.services.returns import Returns
from pos_app.services.shifts import Shifts
from pos_app.services.sign_on import SignOn
from pos_app.services.tendering import Tendering

if TYPE_CHECKING:
    from pos_app.services.back_office import BackOffice
    from pos_app.services.fire_drill import FireDrill
    from pos_app.services.readiness import ReadinessCheck


@dataclass(frozen=True, slots=True)
class Services:
    """One till's activities over one file."""

    desk: Desk
    sign_on: SignOn
    approvals: Approvals
    checkout: Checkout
    tendering: Tendering
    returns: Returns
    shifts: Shifts
    history: History
    members: Members
    enrolment: Enrolment
    join_codes: JoinCodes
    points: Points
    coupons: Coupons
    cloud: CloudPage
    lost_sales: LostSales
    office: "Callable[[], BackOffice]"
    """Gives the services of the manager's desk, built at the first call."""
    readiness: "Callable[[], ReadinessCheck]"
    """Gives what looks how long the till would go on without a network, built likewise."""
    fire_drill: "Callable[[], FireDrill]"
    """Gives what rehearses it, built likewise."""


class Counter:
    """Gives the services in force; till thread only, but for ``profile`` and ``join_codes``.

    Screens ask for a service anew at every use (``lambda: counter.checkout.basket()``, never the
    bound method), so a change into training and back needs no new screens, and which till is in
    force is only ever asked on the till thread.
    """

    def __init__(self, real: Services, open_training: Callable[[Operator], Services]) -> None:
        self._real = real
        self._training: Services | None = None
        self._open_training = open_training

    @property
    def profile(self) -> StoreProfile:
        """The store and this workstation."""
        return self._real.desk.profile

    @property
    def is_training(self) -> bool:
        """Training, not trade."""
        return self._training is not None

    @property
    def sign_on(self) -> SignOn:
        """Who stands here."""
        return self._services.sign_on

    @property
    def approvals(self) -> Approvals:
        """A second person's consent."""
        return self._services.approvals

    @property
    def checkout(self) -> Checkout:
        """The open transaction."""
        return self._services.checkout

    @property
    def tendering(self) -> Tendering:
        """Tenders and completion."""
        return self._services.tendering

    @property
    def returns(self) -> Returns:
        """Goods that come back."""
        return self._services.returns

    @property
    def shifts(self) -> Shifts:
        """Day, shift and cash."""
        return self._services.shifts

    @property
    def history(self) -> History:
        """Finished transactions."""
        return self._services.history

    @property
    def members(self) -> Members:
        """Who buys."""
        return self._services.members

    @property
    def enrolment(self) -> Enrolment:
        """Becoming a member, and what members decide about their data."""
        return self._services.enrolment

    @property
    def join_codes(self) -> JoinCodes:
        """Invitations to join; any thread, and the same in training, where receipts carry none."""
        return self._real.join_codes

    @property
    def points(self) -> Points:
        """The points of the member at hand."""
        return self._services.points

    @property
    def coupons(self) -> Coupons:
        """The coupons of the open transaction and of the member at hand."""
        return self._services.coupons

    @property
    def cloud(self) -> CloudPage:
        """What this till knows of its cloud; the real till's also in training, which has none."""
        return self._real.cloud

    @property
    def lost_sales(self) -> LostSales:
        """What customers wanted and did not get."""
        return self._services.lost_sales

    @property
    def office(self) -> "BackOffice":
        """What the manager's desk works with."""
        return self._services.office()

    @property
    def readiness(self) -> "ReadinessCheck":
        """How long the real till would go on without a network, also while people practise."""
        return self._real.readiness()

    @property
    def fire_drill(self) -> "FireDrill":
        """The rehearsal of a day without a network; refused while people practise."""
        return self._services.fire_drill()

    def enter_training(self, approval: Approval | None = None) -> Session:
        """Begin training: a day and a shift of the training till are open at once.

        Refuses: ALREADY_TRAINING, NOT_SIGNED_ON, SCREEN_LOCKED, TRANSACTION_IS_OPEN, NOT_PERMITTED,
        APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        if self._training is not None:
            raise Refusal("ALREADY_TRAINING")
        desk = self._real.desk
        session = desk.require_session()
        if desk.basket is not None:
            raise Refusal("TRANSACTION_IS_OPEN")
        authority = desk.allow(Privilege.TRAINING, "training", approval)
        training = self._open_training(session.operator)
        try:
            with desk.till.write() as connection:
                desk.record_authority(connection, authority)
                desk.record(connection, events.TrainingOn())
        except BaseException:
            training.desk.till.close()
            raise
        self._training = training
        assert training.desk.session is not None
        return training.desk.session

    def leave_training(self) -> Session:
        """Go back to the real till, as it was left; an unfinished training basket is dropped.

        Somebody else who has signed on while practising is signed on at the real till instead.

        Refuses: NOT_TRAINING, NOT_SIGNED_ON, SCREEN_LOCKED.
        """
        if self._training is None:
            raise Refusal("NOT_TRAINING")
        trained = self._training.desk.require_session().operator
        desk = self._real.desk
        with desk.till.write() as connection:
            desk.record(connection, events.TrainingOff())
        self._training.desk.till.close()
        self._training = None
        session = desk.require_session()
        if trained.id != session.operator.id:
            return self._real.sign_on.take_over(trained)
        return session

    @property
    def _services(self) -> Services:
        return self._training or self._real
