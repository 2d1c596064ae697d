"""The first screen: operator number and PIN. It paints before any service exists."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app.ui import language, theme
from pos_app.ui.action_names import ActionName, Scope
from pos_app.ui.actions import Actions
from pos_app.ui.screen import Screen
from pos_app.ui.widgets.buttons import ActionButton
from pos_app.ui.widgets.fields import EntryField
from pos_app.ui.widgets.keypad import Keypad
from pos_app.ui.widgets.label import text_label, wrapped_label


class SignOnView(Screen):
    """Asks who is here.

    Signals: ``signed(str, str)`` with operator number and PIN; the PIN is emptied at once.
    """

    scope = Scope.STARTING
    signed = Signal(str, str)

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self._locked_by = ""
        self._store = ("", "")
        self._is_ready = False
        self._has_failed = False
        self._brand = text_label("brand")
        self._title = text_label("title")
        self._hint = wrapped_label("caption")
        self._number_label = text_label("caption")
        self._pin_label = text_label("caption")
        self.number = EntryField("pin")
        self.number.setMaxLength(12)
        self.pin = EntryField("pin")
        self.pin.setMaxLength(32)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self._owner = self.number
        self.sign_key = ActionButton(actions[ActionName.SIGN_ON], "pay")
        self.keypad = Keypad()
        self._lay_out()
        self.number.entered.connect(self._on_number_entered)
        self.pin.entered.connect(self._on_pin_entered)
        self.number.selectionChanged.connect(self._on_number_touched)
        self.pin.cursorPositionChanged.connect(self._on_pin_touched)
        actions[ActionName.SIGN_ON].triggered.connect(self._on_sign)
        self.retranslate()

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedSize(theme.px(900), theme.px(500))
        left = QVBoxLayout()
        left.setSpacing(theme.px(8))
        left.addWidget(self._brand)
        left.addSpacing(theme.px(18))
        left.addWidget(self._title)
        left.addWidget(self._hint)
        left.addStretch(1)
        left.addWidget(self._number_label)
        left.addWidget(self.number)
        left.addSpacing(theme.px(4))
        left.addWidget(self._pin_label)
        left.addWidget(self.pin)
        left.addStretch(1)
        left.addWidget(self.sign_key)
        inside = QHBoxLayout(card)
        inside.setContentsMargins(theme.px(32), theme.px(28), theme.px(32), theme.px(28))
        inside.setSpacing(theme.px(32))
        inside.addLayout(left, 1)
        assert self.keypad is not None
        inside.addWidget(self.keypad, 1)
        outer = QVBoxLayout(self)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)

    def home_field(self) -> QWidget:
        """Type the number first, then the PIN."""
        return self._owner

    def show_ready(self, name_zh: str, name_en: str) -> None:
        """Let operators sign on: the services are there."""
        self._is_ready = True
        self._store = (name_zh, name_en)
        self.scope = Scope.SIGN_ON
        self.retranslate()
        self.move_keyboard()

    def show_not_opened(self) -> None:
        """Say that nobody can sign on: what kept the till from opening is told above."""
        self._has_failed = True
        for field in (self.number, self.pin):
            field.clear()
            field.setEnabled(False)
        self.retranslate()

    def show_sign_on(self) -> None:
        """Ask for anybody."""
        self._locked_by = ""
        self.number.clear()
        self._start_with(self.number)

    def show_locked(self, name: str, number: str) -> None:
        """Ask for the one who locked the till, or for somebody who may unlock for others."""
        self._locked_by = name
        self.number.setText(number)
        self._start_with(self.pin)

    def take_number(self, number: str) -> None:
        """Fill in the number from a badge."""
        self.number.setText(number)
        self._own(self.pin)

    def ask_again(self) -> None:
        """Stay, with an empty PIN, after a refusal."""
        self._start_with(self.pin if self.number.text() else self.number)

    def retranslate(self) -> None:
        """Set the words."""
        self._brand.setText(self.tr("Ronghe POS"))
        if self._has_failed:
            self._title.setText(self.tr("The till is not open"))
            self._hint.setText(self.tr("Put right what is said above, then start the till again."))
        elif not self._is_ready:
            self._title.setText(self.tr("Starting…"))
            self._hint.setText(self.tr("Opening the till's records. You may type already."))
        elif self._locked_by:
            title = self.tr("Locked by {name}")
            self._title.setText(title.replace("{name}", self._locked_by))
            self._hint.setText(self.tr("The basket is kept. Type the PIN to go on."))
        else:
            self._title.setText(language.choose(*self._store))
            self._hint.setText(self.tr("Type your operator number and PIN, or scan your badge."))
        self.sign_key.set_words(self.tr("Unlock") if self._locked_by else "")
        self._number_label.setText(self.tr("Operator number"))
        self._pin_label.setText(self.tr("PIN"))

    def _start_with(self, field: EntryField) -> None:
        self.pin.clear()
        self._own(field)
        self.retranslate()

    def _own(self, field: EntryField) -> None:
        self._owner = field
        self.move_keyboard()

    def _on_number_entered(self, _text: str) -> None:
        self._own(self.pin)

    def _on_pin_entered(self, _text: str) -> None:
        self._on_sign()

    def _on_number_touched(self) -> None:
        if self.number.hasFocus() and self._owner is not self.number:
            self._own(self.number)

    def _on_pin_touched(self) -> None:
        if self.pin.hasFocus() and self._owner is not self.pin:
            self._own(self.pin)

    def _on_sign(self) -> None:
        if not self._is_ready or not self.isVisible():
            return
        pin = self.pin.text()
        if not pin:  # Enter struck twice, or too early: not to be counted as a wrong PIN
            self._own(self.pin)
            return
        self.pin.clear()
        self.signed.emit(self.number.text().strip(), pin)
