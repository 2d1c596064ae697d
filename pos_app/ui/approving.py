"""Repeat an operation with a second person's consent. Plain Python, used by every presenter.

    approving.attempt(lambda approval: counter.checkout.void_line(3, approval), then=self._show)

The operation is called with None first. When it answers APPROVAL_NEEDED, the view's panel asks for
number and PIN, and the same operation is called again with the approval.

Until the till has answered, nothing more is asked of it here: a key struck twice, or a finger that
bounces, must not pay, pay out or take back twice.
"""

from collections.abc import Callable
from typing import Any, Protocol

from pos_app.domain.operators import Approval, ApprovalNeeded, ApprovalRequest
from pos_app.ui import consent
from pos_app.ui.ports import Front, Trouble

Approvable = Callable[[Approval | None], Any]
"""An operation that can be done alone or with a second person's consent."""


class ApprovalView(Protocol):
    """What a view must offer: the panel, opened and closed."""

    def ask_approval(self, facts: dict[str, object]) -> None:
        """Open the approval panel."""

    def close_panel(self) -> None:
        """Close whatever panel is open."""


class Approver(Protocol):
    """Who checks the second person's number and PIN."""

    def approve(self, request: ApprovalRequest, operator_number: str, pin: str) -> Approval:
        """Give the approval or refuse."""


class Approving:
    """Remembers the one operation that waits for a consent."""

    def __init__(self, view: ApprovalView, front: Front, desk: Callable[[], Approver]) -> None:
        self._view = view
        self._front = front
        self._desk = desk
        self._waiting: tuple[ApprovalNeeded, Approvable, Callable[[Any], None]] | None = None
        self._about: dict[str, object] = {}
        self._is_asked = False

    def attempt(
        self,
        operation: Approvable,
        then: Callable[[Any], None],
        refused: Callable[[Trouble], None] | None = None,
        about: dict[str, object] | None = None,
    ) -> None:
        """Do it alone if that is allowed; otherwise ask for a second person, then do it.

        ``about`` are facts for the second person that the till does not send; see ``consent``.
        """

        def on_refused(trouble: Trouble) -> None:
            if isinstance(trouble, ApprovalNeeded):
                self._waiting = (trouble, operation, then)
                self._about = about or {}
                self._view.ask_approval(consent.facts_of(trouble, self._about))
            else:
                (refused or self._front.notices.trouble)(trouble)

        self._ask(lambda: operation(None), then, on_refused)

    def on_approved(self, number: str, pin: str) -> None:
        """Take the answer of the panel; a wrong PIN leaves the panel open for another try."""
        if self._waiting is None:
            return
        needed, operation, then = self._waiting

        def on_refused(trouble: Trouble) -> None:
            if isinstance(trouble, ApprovalNeeded) and self._waiting is not None:
                self._waiting = (trouble, operation, then)  # it is about something else by now
            self._on_refused(trouble)

        def carry_out() -> Any:
            return operation(self._desk().approve(needed.request, number, pin))

        def done(result: Any) -> None:
            self._waiting = None
            self._view.close_panel()
            then(result)

        self._ask(carry_out, done, on_refused)

    def _ask(
        self,
        operation: Callable[[], Any],
        then: Callable[[Any], None],
        refused: Callable[[Trouble], None],
    ) -> None:
        if self._is_asked:
            return
        self._is_asked = True

        def answered(result: Any) -> None:
            self._is_asked = False
            then(result)

        def on_trouble(trouble: Trouble) -> None:
            self._is_asked = False
            refused(trouble)

        self._front.run(operation, answered, on_trouble)

    def _on_refused(self, trouble: Trouble) -> None:
        self._front.notices.trouble(trouble)
        if self._waiting is not None:
            self._view.ask_approval(consent.facts_of(self._waiting[0], self._about))

    def on_left(self) -> None:
        """Forget the operation: the panel was closed without a consent; a wrong PIN is past."""
        self._waiting = None
        self._front.notices.clear()
