"""Shows what each role may do, and changes one right at a time."""

from pos_app.domain.operators import Approval, Level, Permission
from pos_app.domain.scan_data import ScanData
from pos_app.errors import Refusal
from pos_app.services.counter import Counter
from pos_app.services.people import PeopleBook
from pos_app.ui.approving import Approving
from pos_app.ui.forms import Answer
from pos_app.ui.ports import Front
from pos_app.ui.scanning import read_scan, take_badge
from pos_app.ui.screens.roles.contract import RolesScreen

_PPM_OF_PERCENT = 10_000


class RolesPresenter:
    """One for the screen."""

    def __init__(self, view: RolesScreen, counter: Counter, front: Front) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self.approving = Approving(view, front, lambda: counter.approvals)

    def on_shown(self) -> None:
        """Read the table."""
        if self._front.attendance.session is not None:
            self._front.run(lambda: self._counter.office.people.book(), self._show)

    def on_left(self) -> None:
        """Mark the role to the left."""
        self._view.move_role(-1)

    def on_right(self) -> None:
        """Mark the role to the right."""
        self._view.move_role(1)

    def on_change(self) -> None:
        """Ask what the marked right is to be."""
        cell = self._view.marked_cell()
        if cell is not None:
            self._view.ask_permission(cell)

    def on_answered(self, answer: Answer) -> None:
        """Change the marked right."""
        cell = self._view.marked_cell()
        if cell is None:
            return
        try:
            permission = _permission_of(answer)
        except Refusal as refusal:
            self._front.notices.trouble(refusal)
            return

        def change(approval: Approval | None) -> PeopleBook:
            people = self._counter.office.people
            people.permit(cell.role.code, cell.privilege, permission, approval)
            return people.book()

        def done(book: PeopleBook) -> None:
            self._view.close_panel()
            self._front.notices.clear()
            self._front.notices.tell("ROLE_CHANGED")
            self._show(book)

        self.approving.attempt(change, done)

    def on_scan(self, scan: ScanData) -> None:
        """Take a badge into the approval panel."""
        notices = self._front.notices
        take_badge(read_scan(scan, notices), self._view.offer_badge, notices)

    def _show(self, book: PeopleBook) -> None:
        self._view.show_roles(book.roles, book.own_role)


def _permission_of(answer: Answer) -> Permission:
    """Read level and limits; an empty limit is none.

    Refuses: PERMISSION_LIMIT_WRONG.
    """
    percent, amount = answer.texts["percent"].strip(), answer.money["amount"]
    if percent and not (percent.isascii() and percent.isdigit()):
        raise Refusal("PERMISSION_LIMIT_WRONG")
    level = Level(answer.choice or Level.NO.value)
    return Permission(
        level,
        int(percent) * _PPM_OF_PERCENT if percent else None,
        amount.minor if amount is not None else None,
    )
