"""How much comes back and why; and which item, when there is no receipt."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.domain.catalog import Item
from pos_app.domain.money import Money
from pos_app.domain.quantity import ONE, Quantity
from pos_app.domain.returns import ReturnableLine, ReturnableSale, make_return_line, refund_of
from pos_app.domain.transaction import ReturnLine
from pos_app.errors import Refusal
from pos_app.ui import formats, language, theme
from pos_app.ui.actions import Actions
from pos_app.ui.widgets.label import ElidedLabel, FittedAmount, text_label
from pos_app.ui.widgets.panel import Panel
from pos_app.ui.widgets.quantity_field import QuantityField
from pos_app.ui.widgets.reason_picker import Choice, ReasonPicker
from pos_app.ui.widgets.scan_field import ScanField
from pos_app.ui.widgets.table import RIGHT, Column, SnapshotModel, SnapshotTable
from pos_app.ui.withheld_words import withheld_words

_ROWS_SHOWN = 4


def preview(
    sale: ReturnableSale | None, line: ReturnableLine | None, quantity: Quantity | None
) -> ReturnLine | None:
    """Work out what a return would give; None when it can't be made."""
    if sale is None or line is None or quantity is None:
        return None
    try:
        return make_return_line(sale, line.sold.line.number, quantity, "", 1)
    except Refusal:
        return None


class TakeBackPanel(Panel):
    """Asks how much and why; says what the customer gets for it while it is typed.

    Signals: ``answered(Quantity, str)`` with the reason's code; ``left_empty()``;
    ``reason_missing()``.
    """

    answered = Signal(Quantity, str)
    left_empty = Signal()
    reason_missing = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self._sale: ReturnableSale | None = None
        self._line: ReturnableLine | None = None
        self._item: Item | None = None
        self._price: Money | None = None
        self.field = QuantityField()
        self._about = ElidedLabel("text")
        self._refund = FittedAmount("total", 34)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self.field, 2)
        row.addWidget(self._about, 3)
        row.addWidget(self._refund, 2)
        self._withheld = ElidedLabel("bad")
        self.reasons = ReasonPicker()
        self.body.addLayout(row)
        self.body.addWidget(self._withheld)
        self.body.addWidget(self.reasons)
        self.field.entered.connect(self._on_entered)
        self.field.textChanged.connect(self._on_typed)

    def show_reasons(self, reasons: tuple[Choice, ...]) -> None:
        """Offer the store's reasons."""
        self.reasons.show_choices(reasons)

    def ask_line(self, sale: ReturnableSale, line: ReturnableLine) -> None:
        """Begin with all that may still come back of a line."""
        self._sale, self._line, self._item, self._price = sale, line, line.sold.line.item, None
        self._begin(line.remaining)

    def ask_item(self, item: Item, price: Money) -> None:
        """Begin with one of an item that has no receipt."""
        self._sale, self._line, self._item, self._price = None, None, item, price
        self._begin(ONE)

    def _begin(self, quantity: Quantity) -> None:
        self.reasons.clear_choice()
        self.field.show_quantity(quantity)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words."""
        if self._item is None:
            return
        name, unit = language.name_of(self._item), self._item.unit
        if self._line is not None:
            heading = self.tr("Take back {name}")
            left = formats.quantity_with_unit(self._line.remaining, unit)
            about = self.tr("of {count} that may still come back").replace("{count}", left)
        else:
            heading = self.tr("Without receipt: {name}")
            price = formats.money(self._price) if self._price is not None else ""
            sign = formats.unit_sign(unit)
            about = self.tr("at the lowest recent price, {price}").replace(
                "{price}", f"{price}/{sign}" if sign else price
            )
        self.heading.setText(heading.replace("{name}", name))
        self._about.setText(about)
        self._show_refund()

    def keyboard_owner(self) -> QWidget:
        """Type into the quantity."""
        return self.field

    def on_choice(self, number: int) -> None:
        """Choose a reason."""
        self.reasons.choose(number)

    def on_confirm(self) -> None:
        """Give quantity and reason."""
        quantity, reason = self.field.quantity(), self.reasons.chosen()
        if quantity is None:
            self.left_empty.emit()
        elif reason is None:
            self.reason_missing.emit()
        else:
            self.answered.emit(quantity, reason)

    def _show_refund(self) -> None:
        back = preview(self._sale, self._line, self.field.quantity())
        self._refund.setText(formats.money(refund_of(back)) if back else "")
        why = withheld_words(back) if back else ""
        self._withheld.setText(why)
        self._withheld.setVisible(bool(why))

    def _on_typed(self, _text: str) -> None:
        self._show_refund()

    def _on_entered(self, _text: str) -> None:
        self.on_confirm()


def _code(item: Item) -> str:
    return formats.gtin(item.gtin) if item.gtin is not None else item.sku


class ItemPanel(Panel):
    """Finds an item by scan, code, name, pinyin or initials; Up and Down mark, Enter takes.

    Signals: ``searched(str)`` while typing; ``taken(str)`` with the sku; ``left_empty()``.
    """

    searched = Signal(str)
    taken = Signal(str)
    left_empty = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self.field = ScanField()
        self.model: SnapshotModel[Item] = SnapshotModel(
            (
                Column(0, language.name_of, is_strong=True),
                Column(180, _code, RIGHT),
                Column(120, self._price, RIGHT),
            ),
            self,
        )
        self.table = SnapshotTable(self.model, 48)
        self.table.horizontalHeader().hide()
        self.table.setFixedHeight(theme.px(48 * _ROWS_SHOWN + 2))
        self.table.doubleClicked.connect(self._on_double_clicked)
        self._hint = text_label("caption")
        self.body.addWidget(self.field)
        self.body.addWidget(self.table)
        self.body.addWidget(self._hint)
        self.field.typed.connect(self.searched)
        self.field.entered.connect(self._on_entered)

    def ask(self) -> None:
        """Begin with nothing."""
        self.field.take_text()
        self.show_items(())

    def show_items(self, items: tuple[Item, ...]) -> None:
        """Show what was found, the first marked."""
        self.model.show_rows(items)
        self.table.select(0)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words."""
        self.heading.setText(self.tr("Without receipt: which item?"))
        self.field.setPlaceholderText(self.tr("Scan it, or type a code, a name or its initials"))
        is_nothing = bool(self.field.text()) and not self.model.rows
        self._hint.setText(
            self.tr("Nothing found. Try fewer letters or the end of the barcode.")
            if is_nothing
            else self.tr("Up and Down choose, Enter takes. A second person must approve.")
        )
        self.table.viewport().update()

    def keyboard_owner(self) -> QWidget:
        """Type into the search."""
        return self.field

    def on_step(self, step: int) -> None:
        """Mark another item."""
        self.table.move_mark(step)

    def on_confirm(self) -> None:
        """Take the item that is marked."""
        row = self.table.selected_row()
        if row is None or not self.model.rows:
            self.left_empty.emit()
        else:
            self.taken.emit(self.model.rows[row].sku)

    def _price(self, item: Item) -> str:
        return formats.money(item.price) if item.price else self.tr("no price")

    def _on_entered(self, _text: str) -> None:
        self.on_confirm()

    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.on_confirm()
