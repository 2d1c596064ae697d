"""Lists people and changes them, one thing at a time."""

from collections.abc import Callable

from pos_app.domain.operators import Approval, Operator, Role
from pos_app.domain.scan_data import ScanData
from pos_app.errors import Refusal
from pos_app.services.counter import Counter
from pos_app.services.people import PeopleBook
from pos_app.ui.approving import Approving
from pos_app.ui.forms import Answer
from pos_app.ui.ports import Front
from pos_app.ui.scanning import read_scan, take_badge
from pos_app.ui.screens.people.contract import Asked, PeopleScreen

_Change = Callable[[Approval | None], object]


class PeoplePresenter:
    """One for the screen."""

    def __init__(self, view: PeopleScreen, counter: Counter, front: Front) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self.approving = Approving(view, front, lambda: counter.approvals)
        self._roles: tuple[Role, ...] = ()

    def on_shown(self) -> None:
        """List everybody."""
        if self._front.attendance.session is not None:
            self._read()

    def on_key(self, asked: Asked) -> None:
        """Ask for what is to be changed of the marked person, or for a new one."""
        person = None if asked is Asked.ADD else self._view.marked_person()
        if asked is Asked.ADD or person is not None:
            self._view.ask(asked, person, self._roles)

    def on_answered(self, asked: Asked, answer: Answer) -> None:
        """Change it."""
        if asked is Asked.ADD:
            self._add(answer)
            return
        person = self._view.marked_person()
        if person is None:
            return
        change = self._change_of(asked, person, answer)
        if change is not None:
            code = "PERSON_PIN_CHANGED" if asked is Asked.PIN else "PERSON_CHANGED"
            self._attempt(change, code)

    def on_active_key(self) -> None:
        """Ask whether somebody is to be barred, or admitted again."""
        person = self._view.marked_person()
        if person is not None:
            code = "PERSON_BAR" if person.is_active else "PERSON_ADMIT"
            self._view.ask_sure(code, person.name)

    def on_sure(self) -> None:
        """Bar or admit the marked person."""
        person = self._view.marked_person()
        if person is None:
            return

        def change(approval: Approval | None) -> None:
            self._counter.office.people.set_active(
                person.id, is_active=not person.is_active, approval=approval
            )

        self._attempt(change, "PERSON_CHANGED")

    def on_scan(self, scan: ScanData) -> None:
        """Take a badge into the approval panel."""
        notices = self._front.notices
        take_badge(read_scan(scan, notices), self._view.offer_badge, notices)

    def _add(self, answer: Answer) -> None:
        texts = answer.texts
        if not self._same_pins(answer):
            return

        def change(approval: Approval | None) -> None:
            self._counter.office.people.add(
                texts["number"], texts["name"], answer.choice, texts["pin"], approval
            )

        self._attempt(change, "PERSON_ADDED")

    def _change_of(self, asked: Asked, person: Operator, answer: Answer) -> _Change | None:
        texts = answer.texts
        if asked is Asked.PIN and not self._same_pins(answer):
            return None
        changes: dict[Asked, _Change] = {
            Asked.NAME: lambda ok: self._counter.office.people.rename(person.id, texts["name"], ok),
            Asked.NUMBER: lambda ok: self._counter.office.people.renumber(
                person.id, texts["number"], ok
            ),
            Asked.ROLE: lambda ok: self._counter.office.people.give_role(
                person.id, answer.choice, ok
            ),
            Asked.PIN: lambda ok: self._counter.office.people.give_pin(person.id, texts["pin"], ok),
        }
        return changes[asked]

    def _same_pins(self, answer: Answer) -> bool:
        is_same = answer.texts["pin"] == answer.texts["again"]
        if not is_same:
            self._front.notices.trouble(Refusal("PERSON_PINS_DIFFER"))
        return is_same

    def _attempt(self, change: _Change, code: str) -> None:
        def done(_result: object) -> None:
            self._view.close_panel()
            self._front.notices.clear()
            self._front.notices.tell(code)
            self._read()

        self.approving.attempt(change, done)

    def _read(self) -> None:
        self._front.run(lambda: self._counter.office.people.book(), self._show)
        self._front.run(lambda: self._counter.sign_on.session(), self._front.attendance.note)

    def _show(self, book: PeopleBook) -> None:
        self._roles = book.roles
        self._view.show_people(book.people, book.own_id)
