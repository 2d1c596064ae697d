"""The table of privileges: a row for each thing that can be done, a column for each role."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal

from pos_app.domain.money import Money
from pos_app.domain.operators import Level, Permission, Privilege, Role
from pos_app.ui import formats, language, messages
from pos_app.ui.action_names import Scope
from pos_app.ui.actions import Actions
from pos_app.ui.forms import Entry, Form, Kind
from pos_app.ui.list_screen import ListScreen
from pos_app.ui.marked import marked
from pos_app.ui.screens.roles.actions import RolesAction
from pos_app.ui.screens.roles.contract import Cell
from pos_app.ui.widgets.form_panel import FormPanel
from pos_app.ui.widgets.reason_picker import Choice
from pos_app.ui.widgets.table import RIGHT, Column, SnapshotModel

_MOST_ROLES = 7
_ROLE_WIDTH = 118
_SIDE_WIDTH = 250
_PPM_OF_PERCENT = 10_000
_FORM = Form(
    marked("Forms", "May this role do it?"),
    (
        Entry("percent", marked("Forms", "Alone up to … % of the price"), Kind.DIGITS, 3),
        Entry("amount", marked("Forms", "Alone up to this amount"), Kind.MONEY),
    ),
    note=marked("Forms", "A limit goes with F3; leave it empty for none."),
    has_choices=True,
)
_LEVELS = (
    Choice(Level.NO.value, "不可以", "No"),
    Choice(Level.APPROVAL.value, "需授权", "With a second person"),
    Choice(Level.YES.value, "可以", "Yes"),
)


class RolesView(ListScreen):
    """Shows who may do what.

    Signals: ``answered(Answer)``.
    """

    scope = Scope.ROLES
    answered = Signal(object)

    def __init__(self, actions: Actions, currency: str) -> None:
        self._currency = currency
        self._roles: tuple[Role, ...] = ()
        self._own_role = ""
        self._at = 0
        self.form = FormPanel(actions, _FORM, currency)
        columns: list[Column[Privilege]] = [Column(0, self._name, is_strong=True)]
        columns += [
            Column(_ROLE_WIDTH, partial(self._cell, number), RIGHT) for number in range(_MOST_ROLES)
        ]
        model: SnapshotModel[Privilege] = SnapshotModel(columns)
        super().__init__(
            actions,
            model,
            tuple(RolesAction),
            (self.form,),
            side_width=_SIDE_WIDTH,
        )
        self.form.answered.connect(self.answered)
        self.row_marked.connect(self._say_detail)
        self.retranslate()

    def show_roles(self, roles: Sequence[Role], own_role: str) -> None:
        """Replace the table."""
        self._roles = tuple(roles)[:_MOST_ROLES]
        self._own_role = own_role
        self._at = min(self._at, max(0, len(self._roles) - 1))
        for number in range(_MOST_ROLES):
            self.table.setColumnHidden(number + 1, number >= len(self._roles))
        self.replace_rows(tuple(Privilege))
        self.retranslate()

    def marked_cell(self) -> Cell | None:
        """Give the right that is marked."""
        privilege = self.marked()
        return Cell(self._roles[self._at], privilege) if privilege and self._roles else None

    def move_role(self, step: int) -> None:
        """Mark another role."""
        if self._roles:
            self._at = (self._at + step) % len(self._roles)
            self.retranslate()

    def ask_permission(self, cell: Cell) -> None:
        """Open the form about a right."""
        permission = cell.permission
        ppm, minor = permission.limit_ppm, permission.limit_minor
        values = {"percent": str(ppm // _PPM_OF_PERCENT) if ppm is not None else ""}

        def subject() -> str:
            return f"{language.name_of(cell.role)} · {self._name(cell.privilege)}"

        self.form.ask(subject, values, _LEVELS, permission.level.value)
        if minor is not None:
            self.form.show_money("amount", Money(minor, self._currency))
        self.ask_form(self.form)

    def retranslate(self) -> None:
        """Set the words."""
        names = [language.name_of(role) for role in self._roles]
        marks = ["▸ " if number == self._at else "" for number in range(len(names))]
        headings = [mark + name for mark, name in zip(marks, names, strict=True)]
        headings += [""] * (_MOST_ROLES - len(headings))
        self.model.show_headings((self.tr("May they …"), *headings))
        self.card.show_words(
            self.tr("Roles"),
            (
                self.tr("F6 and F7 choose the role (▸), Up and Down the right, F9 changes it."),
                self.tr("✓ alone\n✓ 10% alone up to there, more with a second person"),
                self.tr("2 with a second person only\n– not at all"),
                self.tr("Nobody changes their own role, and somebody who may set people up stays."),
            ),
        )
        self._say_detail()
        self.table.viewport().update()

    def _say_detail(self) -> None:
        cell = self.marked_cell()
        if cell is None:
            self.detail.setText("")
            return
        words = self.tr("{role}: {right}, {how}").replace("{role}", language.name_of(cell.role))
        words = words.replace("{right}", self._name(cell.privilege))
        words = words.replace("{how}", self._in_words(cell.permission))
        if cell.role.code == self._own_role:
            words += " " + self.tr("(your own role)")
        self.detail.setText(words)

    def _in_words(self, permission: Permission) -> str:
        if permission.level is Level.NO:
            return self.tr("not at all")
        if permission.level is Level.APPROVAL:
            return self.tr("with a second person")
        limit = self._limit(permission)
        return (
            self.tr("alone up to {limit}").replace("{limit}", limit) if limit else self.tr("alone")
        )

    def _name(self, privilege: Privilege) -> str:
        return QCoreApplication.translate("Privileges", messages.PRIVILEGES[privilege.value])

    def _cell(self, number: int, privilege: Privilege) -> str:
        if number >= len(self._roles):
            return ""
        permission = self._roles[number].permission(privilege)
        if permission.level is Level.NO:
            return "–"
        if permission.level is Level.APPROVAL:
            return "2"
        return f"✓ {self._limit(permission)}".strip()

    def _limit(self, permission: Permission) -> str:
        limits = []
        if permission.limit_ppm is not None:
            limits.append(formats.rate(permission.limit_ppm))
        if permission.limit_minor is not None:
            limits.append(formats.money(Money(permission.limit_minor, self._currency)))
        return " ".join(limits)
