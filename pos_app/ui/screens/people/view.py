"""The people of this till: a list of them, and a form for each thing that can be changed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from pos_app.domain.identifiers import OperatorId
from pos_app.domain.operators import Operator, Role
from pos_app.ui import language
from pos_app.ui.action_names import Scope
from pos_app.ui.actions import Actions
from pos_app.ui.forms import Entry, Form, Kind
from pos_app.ui.list_screen import ListScreen
from pos_app.ui.marked import marked
from pos_app.ui.screens.people.actions import PeopleAction
from pos_app.ui.screens.people.contract import Asked
from pos_app.ui.widgets.form_panel import FormPanel
from pos_app.ui.widgets.reason_picker import Choice
from pos_app.ui.widgets.table import Column, SnapshotModel

_NAME = Entry("name", marked("Forms", "Name on screen and receipt"), longest=40)
_NUMBER = Entry("number", marked("Forms", "Number, as typed or on the badge"), Kind.DIGITS, 12)
_PINS = (
    Entry("pin", marked("Forms", "PIN, 6 to 10 digits"), Kind.PIN, 10),
    Entry("again", marked("Forms", "The same PIN again"), Kind.PIN, 10),
)
_FORMS = {
    Asked.ADD: Form(marked("Forms", "New person"), (_NUMBER, _NAME, *_PINS), has_choices=True),
    Asked.NAME: Form(marked("Forms", "Change the name"), (_NAME,)),
    Asked.NUMBER: Form(marked("Forms", "Change the number"), (_NUMBER,)),
    Asked.ROLE: Form(
        marked("Forms", "Change the role"),
        note=marked("Forms", "It counts at their next sign-on."),
        has_choices=True,
    ),
    Asked.PIN: Form(
        marked("Forms", "New PIN"),
        _PINS,
        note=marked("Forms", "The old PIN is worth nothing afterwards."),
    ),
}


class PeopleView(ListScreen):
    """Shows who may sign on.

    Signals: ``answered(Asked, Answer)`` for a form; ``sure()`` when the question was answered.
    """

    scope = Scope.PEOPLE
    answered = Signal(object, object)
    sure = Signal()

    def __init__(self, actions: Actions) -> None:
        self._own_id = OperatorId("")
        self.forms = {asked: FormPanel(actions, form) for asked, form in _FORMS.items()}
        model: SnapshotModel[Operator] = SnapshotModel(
            (
                Column(120, lambda person: person.number),
                Column(0, lambda person: person.name, is_strong=True),
                Column(220, lambda person: language.name_of(person.role)),
                Column(210, self._state),
            )
        )
        super().__init__(actions, model, tuple(PeopleAction), tuple(self.forms.values()))
        for asked, panel in self.forms.items():
            panel.answered.connect(partial(self.answered.emit, asked))
        self.retranslate()

    def show_people(self, people: Sequence[Operator], own_id: OperatorId) -> None:
        """Replace the list."""
        self._own_id = own_id
        self.replace_rows(people)

    def marked_person(self) -> Operator | None:
        """Give the one that is marked."""
        person: Operator | None = self.marked()
        return person

    def ask(self, asked: Asked, person: Operator | None, roles: Sequence[Role]) -> None:
        """Open a form about somebody, or about a new person."""
        choices = tuple(Choice(role.code, role.name_zh, role.name_en) for role in roles)
        values = {"name": person.name, "number": person.number} if person else {}
        chosen = person.role.code if person else ""
        needs_role = asked in (Asked.ADD, Asked.ROLE)

        def subject() -> str:
            return person.name if person else ""

        self.forms[asked].ask(subject, values, choices if needs_role else (), chosen)
        self.ask_form(self.forms[asked])

    def ask_sure(self, code: str, name: str) -> None:
        """Ask before somebody is barred or admitted again."""
        self.confirm_panel.ask(code, {"name": name}, self._on_sure)
        self.open_panel(self.confirm_panel)

    def retranslate(self) -> None:
        """Set the words."""
        self.model.show_headings(
            (self.tr("Number"), self.tr("Name"), self.tr("Role"), self.tr("State"))
        )
        self.card.show_words(
            self.tr("People"),
            (
                self.tr("Who may sign on here, and in which role. What a role may do: Roles."),
                self.tr(
                    "People are kept at each till: a new person or PIN has to be entered at every "
                    "till they work at. Head office does not send them."
                ),
                self.tr(
                    "Nobody is deleted: receipts keep who made them. Whoever has left is barred "
                    "and can be admitted again."
                ),
                self.tr("Each change is recorded; names and PINs are not sent anywhere."),
            ),
        )
        self.table.viewport().update()

    def _state(self, person: Operator) -> str:
        if person.id == self._own_id:
            return self.tr("You")
        return self.tr("May sign on") if person.is_active else self.tr("Barred")

    def _on_sure(self) -> None:
        self.close_panel()
        self.sure.emit()
