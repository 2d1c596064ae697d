"""The basket as a table: a row per line of the priced transaction, texts made when painted."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from pos_app.domain.catalog import Item
from pos_app.domain.money import Money
from pos_app.domain.pricing.priced import PricedLine
from pos_app.domain.pricing.trace import PriceTrace
from pos_app.domain.transaction import ReturnLine, SaleLine
from pos_app.ui import formats, language
from pos_app.ui.price_words import rule_name
from pos_app.ui.widgets.reason_picker import Choice
from pos_app.ui.widgets.table import RIGHT, Column, SnapshotModel

_MOST_CHANGED = 3
"""When more lines than this look different, the whole table is shown anew."""

NUMBER, ITEM, QUANTITY, PRICE, OFF, AMOUNT = range(6)


def item_code(item: Item) -> str:
    """Give the number a person would look for on the pack."""
    if item.gtin is not None:
        return formats.gtin(item.gtin)
    return item.plu or item.sku


def off(line: PricedLine) -> Money:
    """Add up what was taken off a line."""
    currency = line.net.currency
    return Money(sum(modifier.amount.minor for modifier in line.modifiers), currency)


def _quantity(line: PricedLine) -> str:
    return formats.quantity_with_unit(line.line.quantity, line.line.item.unit)


def _price(line: PricedLine) -> str:
    return formats.amount(line.line.unit_price) if isinstance(line.line, SaleLine) else ""


def _off(line: PricedLine) -> str:
    reduced = off(line)
    return formats.amount(-reduced) if reduced else ""


def _amount(line: PricedLine) -> str:
    return formats.amount(line.net)


class BasketModel(SnapshotModel[PricedLine]):
    """Shows a basket. ``reasons`` names the codes that modifiers carry, ``trace`` the rules."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            (
                Column(52, lambda line: str(line.line.number)),
                Column(0, lambda line: language.name_of(line.line.item), is_strong=True),
                Column(108, _quantity, RIGHT),
                Column(96, _price, RIGHT),
                Column(128, _off, RIGHT),
                Column(116, _amount, RIGHT, is_strong=True),
            ),
            parent,
        )
        self.reasons: dict[str, Choice] = {}
        self.trace = PriceTrace()

    def show_lines(self, lines: tuple[PricedLine, ...]) -> None:
        """Replace the basket, and tell the table only what looks different.

        Why not always a reset: one more line then costs the painting of one row, not of all that
        are in view, however long the basket is.
        """
        old = self.rows
        more = len(lines) - len(old)
        changed = [
            row
            for row, (before, after) in enumerate(zip(old, lines, strict=False))
            if _looks_different(before, after)
        ]
        if more not in (0, 1) or len(changed) > _MOST_CHANGED:
            self.show_rows(lines)
            return
        if more:
            self.beginInsertRows(QModelIndex(), len(old), len(old))
        self.rows = lines
        if more:
            self.endInsertRows()
        for row in changed:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def reason_name(self, code: str) -> str:
        """Name a reason in the language spoken now; an unknown one by its code."""
        choice = self.reasons.get(code)
        return language.name_of(choice) if choice else code

    def reasons_of(self, line: PricedLine) -> str:
        """Say why an operator lets a line cost less, each reason once."""
        codes = (m.reason_code for m in line.modifiers if m.application is None)
        return " ".join(dict.fromkeys(self.reason_name(code) for code in codes))

    def rules_of(self, line: PricedLine) -> str:
        """Name the rules that lower a line, those on the line itself first."""
        places = [m.application for m in line.modifiers if m.application is not None]
        return ", ".join(rule_name(self.trace.applications[place]) for place in places)

    def row_of(self, line_number: int) -> int | None:
        """Find the row of a line."""
        for row, line in enumerate(self.rows):
            if line.line.number == line_number:
                return row
        return None

    def last_live_row(self) -> int | None:
        """Find the newest line that was not voided."""
        for row in range(len(self.rows) - 1, -1, -1):
            if not self.rows[row].line.is_voided:
                return row
        return None


def _looks_different(before: PricedLine, after: PricedLine) -> bool:
    return (
        before.line is not after.line
        or before.net.minor != after.net.minor
        or before.modifiers != after.modifiers
    )


def is_return(line: PricedLine) -> bool:
    """Tell whether goods come back by this line."""
    return isinstance(line.line, ReturnLine)
