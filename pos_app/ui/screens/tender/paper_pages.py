"""Ways to pay with a number on paper or plastic: a maker's coupon, a gift card."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from pos_app.domain.money import Money
from pos_app.domain.pricing.priced import PricedLine
from pos_app.domain.transaction import SaleLine
from pos_app.ui import formats, language, theme
from pos_app.ui.action_names import QUICK_KEYS
from pos_app.ui.actions import Actions
from pos_app.ui.screens.tender.methods import MethodPage
from pos_app.ui.widgets.buttons import ActionButton
from pos_app.ui.widgets.fields import EntryField, plain_digits
from pos_app.ui.widgets.label import text_label, wrapped_label
from pos_app.ui.widgets.money_field import MoneyField
from pos_app.ui.widgets.table import RIGHT, Column, SnapshotModel, SnapshotTable

_ROW = 44
_ROWS_SHOWN = 3
_LONGEST_NUMBER = 40
_NAME_LINE = 0


class _PaperPage(MethodPage):
    """A number and an amount; Enter goes from one to the other.

    Signals: ``entered()`` after the amount; ``owner_changed()``.
    """

    entered = Signal()
    owner_changed = Signal()

    def __init__(self, currency: str) -> None:
        super().__init__()
        self.number = EntryField("entry", takes_letters=True)
        self.number.setMaxLength(_LONGEST_NUMBER)
        self.amount = MoneyField(currency)
        self._owner: EntryField = self.number
        self._labels = (text_label("caption"), text_label("caption"))
        for column, (label, field) in enumerate(
            zip(self._labels, (self.number, self.amount), strict=True)
        ):
            self.grid.addWidget(label, 0, column)
            self.grid.addWidget(field, 1, column)
            self.grid.setColumnStretch(column, 1)
            field.entered.connect(self._on_entered)
            field.cursorPositionChanged.connect(self._on_touched)

    def owner(self) -> QWidget:
        """Type the number, then the amount."""
        return self._owner

    def take_number(self, text: str) -> None:
        """Take a number that was scanned; the amount is typed next."""
        self.number.setText(text)
        self._go_to(self.amount)

    def _clear(self) -> None:
        self.number.clear()
        self.amount.clear()
        self._owner = self.number

    def _go_to(self, field: EntryField) -> None:
        self._owner = field
        self.owner_changed.emit()

    def _on_entered(self, _text: str) -> None:
        if self._owner is self.number:
            self._go_to(self.amount)
        else:
            self.entered.emit()

    def _on_touched(self) -> None:
        for field in (self.number, self.amount):
            if field.hasFocus() and field is not self._owner:
                self._go_to(field)


class CouponPage(_PaperPage):
    """A maker's coupon: its number, what the paper says, and the goods it is for.

    The mark, moved by Up and Down, is on one line; F1 names it, so that several can be named. With
    none named the one marked counts.
    """

    def __init__(self, actions: Actions, currency: str) -> None:
        super().__init__(currency)
        self._named: set[int] = set()
        self.name_key = ActionButton(actions[QUICK_KEYS[_NAME_LINE]], "choice")
        self._goods = text_label("caption")
        self.model: SnapshotModel[PricedLine] = SnapshotModel(
            (
                Column(44, self._mark, is_strong=True),
                Column(0, _name_of, is_strong=True),
                Column(120, lambda line: formats.money(line.amount), RIGHT),
            ),
            self,
        )
        self.table = SnapshotTable(self.model, _ROW)
        self.table.horizontalHeader().hide()
        self.table.setFixedHeight(theme.px(_ROW * _ROWS_SHOWN + 2))
        self.table.clicked.connect(self._on_clicked)
        self.grid.addWidget(self._goods, 2, 0)
        self.grid.addWidget(self.name_key, 2, 1)
        self.grid.addWidget(self.table, 3, 0, 1, 2)
        self.retranslate()

    def begin(self, lines: Sequence[PricedLine]) -> None:
        """Start with the goods of a basket; none is named."""
        self._clear()
        self._named.clear()
        sold = [
            line
            for line in lines
            if isinstance(line.line, SaleLine) and not line.line.is_voided and line.amount
        ]
        self.model.show_rows(sold)
        self.table.select(len(sold) - 1)

    def on_quick(self, number: int) -> None:
        """F1 names the line that is marked, or not after all."""
        row = self.table.selected_row()
        if number == _NAME_LINE and row is not None:
            self._named ^= {self.model.rows[row].line.number}
            self.table.viewport().update()

    def step(self, step: int) -> None:
        """Mark another line."""
        self.table.move_mark(step)

    def lines(self) -> tuple[int, ...]:
        """Give the goods: those named, else the one marked."""
        row = self.table.selected_row()
        if self._named or row is None:
            return tuple(sorted(self._named))
        return (self.model.rows[row].line.number,)

    def coupon(self) -> tuple[str, Money | None]:
        """Give number and value as typed; no value where the number says it."""
        return plain_digits(self.number.text()), self.amount.money()

    def retranslate(self) -> None:
        """Set the words."""
        number, amount = self._labels
        number.setText(self.tr("Number of the maker's coupon"))
        amount.setText(self.tr("Value on the paper"))
        self.number.setPlaceholderText(self.tr("Scan it"))
        self._goods.setText(self.tr("The goods it is for: Up and Down, F1 for several"))
        self.name_key.set_detail(self.tr("This one too"))
        self.table.viewport().update()

    def _mark(self, line: PricedLine) -> str:
        return "✓" if line.line.number in self._named else ""

    def _on_clicked(self, index: QModelIndex) -> None:
        self.table.select(index.row())


def _name_of(line: PricedLine) -> str:
    return language.name_of(line.line.item)


class GiftCardPage(_PaperPage):
    """A gift card: its number and how much of it; only with the head office's word."""

    def __init__(self, currency: str) -> None:
        super().__init__(currency)
        self._about = wrapped_label("text")
        self.grid.addWidget(self._about, 2, 0, 1, 2)
        self.retranslate()

    def begin(self, due: Money) -> None:
        """Suggest the whole amount."""
        self._clear()
        self.amount.show_money(abs(due))

    def card(self) -> tuple[str, Money | None]:
        """Give number and amount as typed."""
        return self.number.text().strip(), self.amount.money()

    def retranslate(self) -> None:
        """Set the words."""
        number, amount = self._labels
        number.setText(self.tr("Number of the gift card"))
        amount.setText(self.tr("Amount"))
        self.number.setPlaceholderText(self.tr("Scan or type it"))
        self._about.setText(
            self.tr(
                "What is on the card is known at head office alone, which holds the amount for "
                "this sale. Without the network it cannot be taken: the card keeps its value. "
                "Offer cash, a card, or to put the sale aside (Esc, F6)."
            )
        )
