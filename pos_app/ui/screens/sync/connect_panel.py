"""Where the cloud is, and the one-time code that head office gave out."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from pos_app.ui import theme
from pos_app.ui.actions import Actions
from pos_app.ui.widgets.buttons import TouchButton
from pos_app.ui.widgets.fields import EntryField
from pos_app.ui.widgets.label import wrapped_label
from pos_app.ui.widgets.panel import Panel

_ADDRESS, _CODE = 0, 1


class ConnectPanel(Panel):
    """Two fields; F1 and F2 choose which is typed into, Enter goes on to the next.

    Signals: ``answered(str, str)`` with address and code; ``chosen()`` when the keyboard should go
    to another field.
    """

    answered = Signal(str, str)
    chosen = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self._why = wrapped_label("text")
        self.address = EntryField("pin", takes_letters=True)
        self.address.setMaxLength(200)
        self.code = EntryField("pin", takes_letters=True)
        self.code.setMaxLength(64)
        self._fields = (self.address, self.code)
        self._at = _ADDRESS
        self._keys = (TouchButton("choice"), TouchButton("choice"))
        grid = QGridLayout()
        grid.setSpacing(theme.px(8))
        grid.setColumnStretch(1, 1)
        for row, (key, field) in enumerate(zip(self._keys, self._fields, strict=True)):
            key.setCheckable(True)
            key.setFixedWidth(theme.px(190))
            key.clicked.connect(partial(self.on_choice, row))
            field.focused.connect(partial(self._on_focused, row))
            grid.addWidget(key, row, 0)
            grid.addWidget(field, row, 1)
        self.address.entered.connect(self._on_address)
        self.code.entered.connect(self._on_code)
        self.body.addWidget(self._why)
        self.body.addLayout(grid)
        self.retranslate()

    def ask(self, address: str) -> None:
        """Begin with the address that is known, and no code."""
        self.address.setText(address)
        self.code.clear()
        self._mark(_CODE if address else _ADDRESS)

    def retranslate(self) -> None:
        """Set the words."""
        self.heading.setText(self.tr("Connect this till to a cloud"))
        self._why.setText(
            self.tr(
                "Head office gives out a one-time code for this till. Afterwards both compare six "
                "digits; until then nothing is sent."
            )
        )
        self._keys[_ADDRESS].setText("F1 " + self.tr("Address"))
        self._keys[_CODE].setText("F2 " + self.tr("One-time code"))
        self.address.setPlaceholderText("https://…")

    def keyboard_owner(self) -> QWidget:
        """Type into the field that is chosen."""
        return self._fields[self._at]

    def on_choice(self, number: int) -> None:
        """F1 the address, F2 the code."""
        if number in (_ADDRESS, _CODE):
            self._mark(number)
            self.chosen.emit()

    def on_confirm(self) -> None:
        """Give both."""
        self.answered.emit(self.address.text(), self.code.text())

    def _mark(self, number: int) -> None:
        self._at = number
        for at, key in enumerate(self._keys):
            key.setChecked(at == number)

    def _on_focused(self, number: int) -> None:
        self._mark(number)

    def _on_address(self, _text: str) -> None:
        self.on_choice(_CODE)

    def _on_code(self, _text: str) -> None:
        self.on_confirm()
