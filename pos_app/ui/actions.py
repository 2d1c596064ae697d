"""The QActions: the touch button, the function key and the test trigger the same one."""

from collections.abc import Iterable, Sequence
from enum import Enum

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from pos_app.domain.operators import Privilege
from pos_app.ui.action_names import CHOICES, ActionName, Scope
from pos_app.ui.action_specs import SPECS, ActionSpec


class Actions(QObject):
    """Holds the QActions, and lets work only those of the scope in front.

    Signals: ``choice_made(int)`` when one of F1–F8 answers a panel, counted from 0;
    ``scope_changed(Scope)``.
    """

    choice_made = Signal(int)
    scope_changed = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.scope = Scope.STARTING
        self._window = window
        self._allowed: frozenset[Privilege] = frozenset()
        self._blocked: set[Enum] = set()
        self._specs: list[ActionSpec] = []
        self._actions: dict[Enum, QAction] = {}
        self.learn(SPECS)
        for name in CHOICES:
            self._actions[name].triggered.connect(self._on_choice)

    def learn(self, specs: Sequence[ActionSpec]) -> None:
        """Take more actions; the window has them from here, so that their keys work everywhere."""
        for spec in specs:
            assert spec.name not in self._actions, spec.name
            self._actions[spec.name] = action = self._make(spec)
            self._window.addAction(action)
        self._specs.extend(specs)
        self.retranslate()
        self._refresh()

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(self)
        action.setObjectName(spec.name.name)
        action.setShortcut(QKeySequence(spec.key))
        action.setAutoRepeat(spec.repeats)
        return action

    def __getitem__(self, name: Enum) -> QAction:
        return self._actions[name]

    def set_scope(self, scope: Scope) -> None:
        """Say what has the keyboard now."""
        self.scope = scope
        self._refresh()
        self.scope_changed.emit(scope)

    def set_privileges(self, allowed: Iterable[Privilege]) -> None:
        """Say what the operator may do, alone or with an approval."""
        self._allowed = frozenset(allowed)
        self._refresh()

    def set_possible(self, name: Enum, *, is_possible: bool) -> None:
        """Say whether an action makes sense now, such as paying with nothing in the basket."""
        if is_possible == (name not in self._blocked):
            return
        if is_possible:
            self._blocked.discard(name)
        else:
            self._blocked.add(name)
        self._refresh()

    def retranslate(self) -> None:
        """Take the words again, in the language that is spoken now."""
        for spec in self._specs:
            action = self._actions[spec.name]
            if spec.text:
                action.setText(QCoreApplication.translate("Actions", spec.text))

    def _refresh(self) -> None:
        for spec in self._specs:
            is_permitted = spec.privilege is None or spec.privilege in self._allowed
            self._actions[spec.name].setEnabled(
                self.scope in spec.scopes and is_permitted and spec.name not in self._blocked
            )

    def _on_choice(self) -> None:
        sender = self.sender()
        self.choice_made.emit(CHOICES.index(ActionName[sender.objectName()]))
