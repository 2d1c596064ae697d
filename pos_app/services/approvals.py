"""A second person's consent to one action, without signing the first one off."""

from pos_app.domain.identifiers import OperatorId
from pos_app.domain.operators import Approval, ApprovalRequest, check_approver
from pos_app.services.desk import Desk
from pos_app.services.pin_check import PinCheck
from pos_app.store import operators


class Approvals:
    """Gives approvals; the service that acts uses them up and journals them."""

    def __init__(self, desk: Desk, pins: PinCheck) -> None:
        self._desk = desk
        self._pins = pins

    def approve(self, request: ApprovalRequest, number: str, pin: str) -> Approval:
        """Check the second person's number and PIN and bind their consent to this request.

        Atomicity: the attempt is committed before the PIN is looked at, as at sign-on.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, what PinCheck.check refuses, APPROVAL_BY_SELF,
        APPROVER_NOT_PERMITTED.
        """
        session = self._desk.require_session()
        approver = self._pins.check(number, pin)
        check_approver(approver, session.operator.id, request)
        approval = Approval(
            request=request,
            approved_by=approver.id,
            nonce=self._desk.clock.random_bytes(16).hex(),
            given_mono_ms=self._desk.clock.mono_ms(),
        )
        self._desk.give_approval(approval)
        return approval

    def name_of(self, operator: OperatorId | None) -> str:
        """Name who approved, for paper; nothing when nobody had to."""
        if operator is None:
            return ""
        with self._desk.till.read() as connection:
            known = operators.list_all(connection)
        return next((entry.operator.name for entry in known if entry.operator.id == operator), "")
