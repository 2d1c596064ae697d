"""This till now: what it began with, what moved, and the store's rules for cash beside it."""

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pos_app.domain.money import Money
from pos_app.ui import formats, theme
from pos_app.ui.screens.money.contract import TillState
from pos_app.ui.widgets.label import ElidedLabel, amount_label, text_label, wrapped_label

_FACTS, _EXPECTED = 8, 6
"""Of the facts, the one that matters most stands out."""
_RULES = 3
_NONE = "–"


class TillPage(QWidget):
    """Facts in two columns, and one sentence of what to do."""

    def __init__(self) -> None:
        super().__init__()
        self._till: TillState | None = None
        self._offset_minutes = 0
        self._title = text_label("title")
        self._who = ElidedLabel("text")
        roles = ["heading" if row == _EXPECTED else "text" for row in range(_FACTS)]
        self._labels = tuple(text_label(role) for role in roles)
        self._values = tuple(amount_label(role) for role in roles)
        self._next = wrapped_label("strong")
        self._rules_title = text_label("title")
        self._rule_labels = tuple(wrapped_label("text") for _ in range(_RULES))
        self._rule_values = tuple(amount_label("heading") for _ in range(_RULES))
        now, inside = _card()
        inside.addWidget(self._title)
        inside.addWidget(self._who)
        inside.addLayout(_grid(self._labels, self._values))
        inside.addWidget(self._next)
        inside.addStretch(1)
        rules, inside = _card()
        inside.addWidget(self._rules_title)
        inside.addLayout(_grid(self._rule_labels, self._rule_values))
        inside.addStretch(1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(10))
        outer.addWidget(now, 3)
        outer.addWidget(rules, 2)

    def show_time_zone(self, utc_offset_minutes: int) -> None:
        """Say how far the shop's own time is from UTC."""
        self._offset_minutes = utc_offset_minutes

    def show_till(self, till: TillState) -> None:
        """Replace what is shown."""
        self._till = till
        self.retranslate()

    def retranslate(self) -> None:
        """Set words and amounts."""
        self._title.setText(self.tr("This till now"))
        self._rules_title.setText(self.tr("The store's rules for cash"))
        words = (
            self.tr("Opening float"),
            self.tr("Cash of sales, less refunds"),
            self.tr("More float"),
            self.tr("To the safe"),
            self.tr("Paid in"),
            self.tr("Paid out"),
            self.tr("Should be in the till"),
            self.tr("On its way to the safe"),
        )
        rules = (
            self.tr("A shift begins with"),
            self.tr("A pickup is due above"),
            self.tr("A count is made again above a difference of"),
        )
        for label, text in zip((*self._labels, *self._rule_labels), (*words, *rules), strict=True):
            label.setText(text)
        till = self._till
        if till is None:
            return
        values = (*_facts(till), till.standard_float, till.limit, till.tolerance)
        for label, value in zip((*self._values, *self._rule_values), values, strict=True):
            label.setText(_NONE if value is None else formats.money(value))
        self._who.setText(self._who_words(till))
        self._next.setText(self._next_words(till))

    def _who_words(self, till: TillState) -> str:
        if till.shift is None:
            return self.tr("No shift is open.")
        words = self.tr("Shift {number}, {name}, open since {when}")
        when = formats.local_moment(till.shift.opened_ms, self._offset_minutes)
        return (
            words.replace("{number}", str(till.shift.number))
            .replace("{name}", till.shift.operator_name)
            .replace("{when}", when)
        )

    def _next_words(self, till: TillState) -> str:
        if till.shift is None:
            return ""
        if till.is_pickup_due:
            return self.tr("A pickup is due: shift screen, F5, to the safe.")
        if till.in_till is None:
            return self.tr("What should be in the till is told after the count.")
        if till.limit is None:
            return self.tr("The store has set no limit for tills.")
        words = self.tr("Another {amount} and a pickup is due.")
        return words.replace("{amount}", formats.money(till.limit - till.in_till))


def _facts(till: TillState) -> tuple[Money | None, ...]:
    """Give the amounts in the order of their words; what is not to be known is None."""
    cash = till.cash
    if cash is None:
        return (*[None] * (_FACTS - 1), till.on_the_way)
    moved = cash.opening_float + cash.loans - cash.pickups + cash.paid_in - cash.paid_out
    taken = None if till.in_till is None else till.in_till - moved
    rest = (cash.loans, cash.pickups, cash.paid_in, cash.paid_out)
    return (cash.opening_float, taken, *rest, till.in_till, till.on_the_way)


def _card() -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setProperty("role", "card")
    inside = QVBoxLayout(card)
    inside.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
    inside.setSpacing(theme.px(14))
    return card, inside


def _grid(labels: tuple[QLabel, ...], values: tuple[QLabel, ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(theme.px(18))
    grid.setHorizontalSpacing(theme.px(16))
    for row, (label, value) in enumerate(zip(labels, values, strict=True)):
        grid.addWidget(label, row, 0)
        grid.addWidget(value, row, 1)
    grid.setColumnStretch(0, 1)
    return grid
