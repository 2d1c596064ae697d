"""Who stands at the till: sign on, lock, unlock, sign off."""

from collections.abc import Callable
from dataclasses import replace

from pos_app.domain import events
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.operators import Level, Operator, Privilege
from pos_app.errors import Refusal
from pos_app.services.desk import Desk, Session
from pos_app.services.pin_check import PinCheck
from pos_app.store import open_transactions, shifts


class SignOn:
    """One signed-on operator per till. An open transaction waits for whoever signs on next."""

    def __init__(
        self, desk: Desk, pins: PinCheck, apply_prices: Callable[[BusinessDate], None]
    ) -> None:
        """``apply_prices`` puts the shelf prices into force that are due on a date."""
        self._desk = desk
        self._pins = pins
        self._apply_prices = apply_prices

    def session(self) -> Session | None:
        """Give the session at hand."""
        return self._desk.session

    def sign_on(self, number: str, pin: str) -> Session:
        """Sign an operator on; the basket of a power cut or a change of operator is there again.

        Shelf prices that a power cut or an import kept out of the open day come into force.

        Refuses: ALREADY_SIGNED_ON, what PinCheck.check refuses, NOT_PERMITTED.
        """
        if self._desk.session is not None:
            raise Refusal("ALREADY_SIGNED_ON")
        operator = self._pins.check(number, pin)
        self._check_may_work_here(operator)
        return self._enter(operator, is_unlock=False)

    def lock(self) -> Session:
        """Hide the till without ending anything.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED.
        """
        session = self._desk.require_session()
        with self._desk.till.write() as connection:
            self._desk.record(connection, events.SignOff(session.operator.id, is_lock=True))
        self._desk.session = replace(session, is_locked=True)
        return self._desk.session

    def unlock(self, number: str, pin: str) -> Session:
        """Take the till up again: the same operator, or somebody who may unlock for others.

        A manager who unlocks another's till signs that operator off and is signed on instead.

        Refuses: NOT_SIGNED_ON, what PinCheck.check refuses, LOCKED_BY_ANOTHER_OPERATOR.
        """
        session = self._desk.session
        if session is None:
            raise Refusal("NOT_SIGNED_ON")
        operator = self._pins.check(number, pin)
        if operator.id != session.operator.id:
            if operator.role.permission(Privilege.UNLOCK_OTHERS).level is not Level.YES:
                raise Refusal("LOCKED_BY_ANOTHER_OPERATOR", operator=session.operator.name)
            return self.take_over(operator)
        return self._enter(operator, is_unlock=True)

    def take_over(self, operator: Operator) -> Session:
        """Sign off whoever is signed on and sign on somebody who has just been recognised."""
        session = self._desk.session
        assert session is not None
        with self._desk.till.write() as connection:
            self._desk.record(connection, events.SignOff(session.operator.id))
        self._desk.session = None
        return self._enter(operator, is_unlock=False)

    def sign_off(self) -> None:
        """Leave the till. An open transaction must be finished, suspended or voided first.

        Refuses: NOT_SIGNED_ON, TRANSACTION_IS_OPEN.
        """
        session = self._desk.session
        if session is None:
            raise Refusal("NOT_SIGNED_ON")
        if self._desk.basket is not None:
            raise Refusal("TRANSACTION_IS_OPEN")
        with self._desk.till.write() as connection:
            self._desk.record(connection, events.SignOff(session.operator.id))
        self._desk.session = None

    def _enter(self, operator: Operator, *, is_unlock: bool) -> Session:
        desk = self._desk
        with desk.till.read() as connection:
            business_date = shifts.open_business_date(connection)
            shift = shifts.open_shift(connection, desk.profile.currency)
            waiting = open_transactions.load_open(connection)
            standing = open_transactions.find_price(connection, waiting) if waiting else None
        before = desk.session
        desk.session = Session(
            operator=operator,
            business_date=business_date,
            shift=shift,
            is_training=desk.is_training,
        )
        try:
            with desk.till.write() as connection:
                desk.record(connection, events.SignOn(operator.id, is_unlock=is_unlock))
        except BaseException:
            desk.session = before
            raise
        desk.basket = standing or (desk.price(waiting) if waiting else None)
        if business_date is not None and not is_unlock:
            self._apply_prices(business_date)
        return desk.session

    def _check_may_work_here(self, operator: Operator) -> None:
        if not any(
            permission.level is not Level.NO for permission in operator.role.permissions.values()
        ):
            raise Refusal("NOT_PERMITTED", privilege=Privilege.SELL.value)
