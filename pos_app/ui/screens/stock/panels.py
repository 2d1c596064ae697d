"""The questions of the room for goods: how many and why, which delivery, which part of the shop."""

from functools import partial
from pathlib import PurePath

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.domain.quantity import Quantity
from pos_app.ui import theme
from pos_app.ui.actions import Actions
from pos_app.ui.goods_rows import GoodsRow, name_of
from pos_app.ui.widgets.buttons import TouchButton
from pos_app.ui.widgets.fields import EntryField
from pos_app.ui.widgets.label import wrapped_label
from pos_app.ui.widgets.panel import Panel
from pos_app.ui.widgets.quantity_field import QuantityField
from pos_app.ui.widgets.reason_picker import Choice, ReasonPicker
from pos_app.ui.widgets.table import Column, SnapshotModel, SnapshotTable

_ROW = 44
_ROWS_SHOWN = 4


class AdjustPanel(Panel):
    """How many were lost or found, and why. F1–F8 choose the reason.

    Signals: ``answered(Quantity, str)`` with the reason's code; ``left_empty()``;
    ``reason_missing()``.
    """

    answered = Signal(object, str)
    left_empty = Signal()
    reason_missing = Signal()

    def __init__(self, actions: Actions, *, is_loss: bool) -> None:
        super().__init__(actions, is_danger=is_loss)
        self._is_loss = is_loss
        self._row: GoodsRow | None = None
        self.field = QuantityField()
        self.reasons = ReasonPicker()
        self.field.entered.connect(self._on_entered)
        self.body.addWidget(self.field)
        self.body.addWidget(self.reasons)
        self.retranslate()

    def ask(self, row: GoodsRow, reasons: tuple[Choice, ...], quantity: Quantity) -> None:
        """Begin with so many of an item and no reason."""
        self._row = row
        self.reasons.show_choices(reasons)
        self.field.show_quantity(quantity)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words."""
        words = self.tr("Write off: {name}") if self._is_loss else self.tr("Found: {name}")
        self.heading.setText(words.replace("{name}", name_of(self._row) if self._row else ""))

    def keyboard_owner(self) -> QWidget:
        """Type the number."""
        return self.field

    def on_choice(self, number: int) -> None:
        """Choose a reason."""
        self.reasons.choose(number)

    def on_confirm(self) -> None:
        """Give number and reason."""
        quantity, reason = self.field.quantity(), self.reasons.chosen()
        if quantity is None:
            self.left_empty.emit()
        elif reason is None:
            self.reason_missing.emit()
        else:
            self.answered.emit(quantity, reason)

    def _on_entered(self, _text: str) -> None:
        self.on_confirm()


class TaskPanel(Panel):
    """What waits, in a list, above a field for something new: the ground of the next two."""

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self._why = wrapped_label("text")
        self.model: SnapshotModel[str] = SnapshotModel((Column(0, str, is_strong=True),), self)
        self.table = SnapshotTable(self.model, _ROW)
        self.table.horizontalHeader().hide()
        self.field = EntryField("pin", takes_letters=True)
        self.field.setMaxLength(32)
        self.field.entered.connect(self._on_entered)
        self.body.addWidget(self._why)
        self.body.addWidget(self.table)
        self.body.addWidget(self.field)

    def show_waiting(self, names: tuple[str, ...]) -> None:
        """Replace the list; the first is marked."""
        self.model.show_rows(names)
        self.table.setVisible(bool(names))
        self.retranslate()
        self.table.setFixedHeight(theme.px(4 + _ROW * min(len(names), _ROWS_SHOWN)))
        self.table.select(0)
        self.field.clear()

    def keyboard_owner(self) -> QWidget:
        """Type something new."""
        return self.field

    def offer(self, code: str) -> None:
        """Take a scanned code as if it had been typed; what waits under it is marked instead."""
        at = next((at for at, name in enumerate(self.model.rows) if _is_called(name, code)), None)
        owner = self.keyboard_owner()
        assert isinstance(owner, EntryField)
        if at is None or owner is not self.field:
            owner.setText(code)
        else:
            self.field.clear()
            self.table.select(at)

    def on_step(self, step: int) -> None:
        """Mark another one that waits."""
        self.table.move_mark(step)

    def _on_entered(self, _text: str) -> None:
        self.on_confirm()


def _is_called(name: str, code: str) -> bool:
    """Tell whether a line of the list is of a number: ``N7 S13``, or a file ``n7.csv``."""
    first = name.partition(" ")[0].upper()
    return code in (first, PurePath(first).stem)


class DeliveryPanel(TaskPanel):
    """A delivery that waits, a supplier's note, or a number for a new one; F1–F3 say what it is.

    Signals: ``taken(int)`` with the place in the list; ``begun(int, str, str)`` with what it is,
    counted from 0, its number, and the other store; ``chosen()`` when the keyboard should move.
    """

    taken = Signal(int)
    begun = Signal(int, str, str)
    chosen = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self._keys = tuple(TouchButton("choice") for _ in range(3))
        self._kind = 0
        self._is_at_partner = False
        self.partner = EntryField("pin", takes_letters=True)
        self.partner.setMaxLength(32)
        self.partner.entered.connect(self._on_partner)
        keys = QHBoxLayout()
        keys.setSpacing(theme.px(8))
        for number, key in enumerate(self._keys):
            key.setCheckable(True)
            key.clicked.connect(partial(self.on_choice, number))
            keys.addWidget(key, 1)
        self.body.insertLayout(2, keys)
        self.body.addWidget(self.partner)
        self.retranslate()
        self._choose(0)

    def begin(self, names: tuple[str, ...]) -> None:
        """Begin with what waits."""
        self.show_waiting(names)
        self.partner.clear()
        self._choose(0)

    def retranslate(self) -> None:
        """Set the words."""
        self.heading.setText(self.tr("Which delivery?"))
        self._why.setText(
            self.tr("Up and Down choose one that waits or a note that came; or type a new number.")
            if self.model.rows
            else self.tr("None waits, and no note came: type the number of a new one.")
        )
        words = (self.tr("Receive"), self.tr("From another store"), self.tr("To another store"))
        for number, (key, word) in enumerate(zip(self._keys, words, strict=True), 1):
            key.setText(f"F{number} {word}")
        self.field.setPlaceholderText(self.tr("Number of the note"))
        self.partner.setPlaceholderText(self.tr("Number of the other store"))

    def keyboard_owner(self) -> QWidget:
        """Type the note's number, then the other store's."""
        return self.partner if self._is_at_partner else self.field

    def on_choice(self, number: int) -> None:
        """F1 goods from a supplier, F2 from another store, F3 to another store."""
        if number < len(self._keys):
            self._choose(number)
            self.chosen.emit()

    def on_confirm(self) -> None:
        """Begin a new one, or take up what is marked."""
        note = self.field.text().strip()
        row = self.table.selected_row()
        if note and self._kind and not self._is_at_partner and not self.partner.text().strip():
            self._is_at_partner = True
            self.chosen.emit()
        elif note or row is None or not self.model.rows:
            self.begun.emit(self._kind, note, self.partner.text().strip())
        else:
            self.taken.emit(row)

    def _choose(self, number: int) -> None:
        self._kind = number
        self._is_at_partner = False
        for at, key in enumerate(self._keys):
            key.setChecked(at == number)
        self.partner.setVisible(number > 0)

    def _on_partner(self, _text: str) -> None:
        self.on_confirm()


class SectionPanel(TaskPanel):
    """A count that waits, or the name of the part of the shop that is counted now.

    Signals: ``taken(int)`` with the place in the list; ``begun(str)`` with the section.
    """

    taken = Signal(int)
    begun = Signal(str)

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self.retranslate()

    def begin(self, names: tuple[str, ...]) -> None:
        """Begin with what waits."""
        self.show_waiting(names)

    def retranslate(self) -> None:
        """Set the words."""
        self.heading.setText(self.tr("Which part of the shop is counted?"))
        self._why.setText(
            self.tr(
                "Count an item, enter it, go to the next. The shop may sell on: what is sold "
                "between is asked for again."
            )
        )
        self.field.setPlaceholderText(self.tr("Section, such as A1, or ALL for the whole store"))

    def on_confirm(self) -> None:
        """Begin a new count, or take up the one that is marked."""
        section = self.field.text().strip()
        row = self.table.selected_row()
        if section or row is None or not self.model.rows:
            self.begun.emit(section)
        else:
            self.taken.emit(row)
