"""Number and PIN, checked the same way for signing on, unlocking and approving."""

from typing import Protocol

from pos_app.domain import events
from pos_app.domain.lock_out import (
    TERMINAL_FAILURES,
    TERMINAL_WINDOW_MS,
    check_not_locked,
    wait_after,
)
from pos_app.domain.operators import Level, Operator, Privilege
from pos_app.domain.plain_text import storable
from pos_app.errors import Refusal
from pos_app.services.desk import Desk
from pos_app.store import operators
from pos_app.store.database import Database

_NOBODY = ""
"""All numbers that are nobody's count as one, so that they lock like somebody's."""


class PinVerifier(Protocol):
    """argon2id under the device's pepper: vault/pins.py."""

    def check(self, operator_id: str, pin: str, verifier: str | None) -> bool:
        """Tell whether the PIN is right; takes as long when there is no verifier."""

    def renew(self, operator_id: str, pin: str, verifier: str) -> str | None:
        """Make the verifier of a right PIN anew when it was made at another cost."""


class PinCheck:
    """Counts attempts on the disk before it looks at a PIN.

    ``people`` is the real till's file, also in training: that begins anew each time, and
    so would the guesses.
    """

    def __init__(self, desk: Desk, pins: PinVerifier, people: Database) -> None:
        self._desk = desk
        self._pins = pins
        self._people = people
        self._started_mono_ms = desk.clock.mono_ms()

    def check(self, number: str, pin: str) -> Operator:
        """Give the operator whose number and PIN these are.

        Atomicity: the attempt is committed before the PIN is looked at, so that pulling the plug
        wins nothing. An unknown number and a wrong PIN look the same and take the same time.

        Refuses: OPERATOR_LOCKED_OUT, TERMINAL_LOCKED_OUT, SIGN_ON_FAILED.
        """
        with self._people.read() as connection:
            found = operators.find_by_number(connection, storable(number).strip())
        operator = found.operator if found and found.operator.is_active else None
        attempt, failures = self._begin_attempt(operator)
        verifier = found.verifier if found and operator else None
        is_right = self._pins.check(operator.id if operator else _NOBODY, pin, verifier)
        renewed = (
            self._pins.renew(operator.id, pin, verifier)
            if operator and verifier and is_right
            else None
        )
        if not is_right and wait_after(failures):
            who = operator.id if operator else _NOBODY
            event = events.LockOut(who, failures, wait_after(failures))
            with self._desk.till.write() as connection:
                self._desk.record(connection, event)
        with self._people.write() as connection:
            operators.settle_attempt(connection, attempt, is_right=is_right)
            if operator and renewed:
                operators.renew_verifier(connection, operator.id, renewed)
        if operator is None or not is_right:
            raise Refusal("SIGN_ON_FAILED")
        return operator

    def _begin_attempt(self, operator: Operator | None) -> tuple[int, int]:
        """Write the attempt down as if it were wrong; give it and the wrong ones in a row with it.

        Refuses: OPERATOR_LOCKED_OUT, TERMINAL_LOCKED_OUT.
        """
        clock = self._desk.clock
        who = operator.id if operator else _NOBODY
        with self._people.read() as connection:
            before = operators.attempts(connection, who)
            recent = operators.failures_since(connection, clock.wall_ms() - TERMINAL_WINDOW_MS)
        check_not_locked(before, clock.mono_ms(), clock.boot_id(), self._started_mono_ms)
        if recent >= TERMINAL_FAILURES and not _may_unlock(operator):
            raise Refusal("TERMINAL_LOCKED_OUT")
        with self._people.write() as connection:
            attempt = operators.begin_attempt(
                connection, who, clock.wall_ms(), clock.mono_ms(), clock.boot_id()
            )
        return attempt, before.failures + 1


def _may_unlock(operator: Operator | None) -> bool:
    if operator is None:
        return False
    return operator.role.permission(Privilege.UNLOCK_OTHERS).level is Level.YES
