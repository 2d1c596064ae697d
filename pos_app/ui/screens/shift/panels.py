"""The day, and money that moves without a sale."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.shift import CashMovementKind
from pos_app.ui import theme
from pos_app.ui.actions import Actions
from pos_app.ui.widgets.buttons import TouchButton
from pos_app.ui.widgets.date_field import DateField
from pos_app.ui.widgets.label import wrapped_label
from pos_app.ui.widgets.money_field import MoneyField
from pos_app.ui.widgets.panel import Panel
from pos_app.ui.widgets.reason_picker import Choice, ReasonPicker

_EARLIER, _LATER = 0, 1


class DayPanel(Panel):
    """Which business day is opened; the suggestion stands there already.

    Signals: ``answered(str)`` with the date; ``left_empty()`` when it is no date.
    """

    answered = Signal(str)
    left_empty = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self._why = wrapped_label("text")
        self.field = DateField()
        self.earlier_key = TouchButton("choice")
        self.later_key = TouchButton("choice")
        self.earlier_key.clicked.connect(self._on_earlier)
        self.later_key.clicked.connect(self._on_later)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(self.earlier_key, 1)
        row.addWidget(self.field, 2)
        row.addWidget(self.later_key, 1)
        self.body.addWidget(self._why)
        self.body.addLayout(row)
        self.field.entered.connect(self._on_entered)

    def ask(self, suggested: BusinessDate) -> None:
        """Begin with the date that fits."""
        self.field.show_date(suggested)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words."""
        self.heading.setText(self.tr("Open the business day"))
        self._why.setText(
            self.tr("Sales count for this day until it is closed, also after midnight.")
        )
        self.earlier_key.setText("F1 " + self.tr("Day before"))
        self.later_key.setText("F2 " + self.tr("Day after"))

    def keyboard_owner(self) -> QWidget:
        """Type into the date."""
        return self.field

    def on_choice(self, number: int) -> None:
        """F1 a day earlier, F2 a day later."""
        if number == _EARLIER:
            self._on_earlier()
        elif number == _LATER:
            self._on_later()

    def on_confirm(self) -> None:
        """Give the date."""
        day = self.field.date()
        if day is None:
            self.left_empty.emit()
        else:
            self.answered.emit(day)

    def _on_earlier(self) -> None:
        self.field.step(-1)

    def _on_later(self) -> None:
        self.field.step(1)

    def _on_entered(self, _text: str) -> None:
        self.on_confirm()


class CashPanel(Panel):
    """How much moves and why; for a no sale only why.

    Signals: ``moved(CashMovementKind, Money, str)``; ``opened(str)`` for a no sale;
    ``left_empty()``; ``reason_missing()``.
    """

    moved = Signal(object, object, str)
    opened = Signal(str)
    left_empty = Signal()
    reason_missing = Signal()

    def __init__(self, actions: Actions, currency: str) -> None:
        super().__init__(actions)
        self._kind: CashMovementKind | None = None
        self._why = wrapped_label("text")
        self.field = MoneyField(currency)
        self.reasons = ReasonPicker()
        self.body.addWidget(self._why)
        self.body.addWidget(self.field)
        self.body.addWidget(self.reasons)
        self.field.entered.connect(self._on_entered)

    def ask(self, kind: CashMovementKind | None, reasons: tuple[Choice, ...]) -> None:
        """Begin with nothing; without a kind it is a no sale. A single reason is chosen already."""
        self._kind = kind
        self.field.clear()
        self.field.setVisible(kind is not None)
        self.reasons.show_choices(reasons)
        if len(reasons) == 1:
            self.reasons.choose(0)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words."""
        heading, why = self._words()
        self.heading.setText(heading)
        self._why.setText(why)
        self.field.setPlaceholderText(self.tr("Amount"))

    def _words(self) -> tuple[str, str]:
        match self._kind:
            case None:
                return (
                    self.tr("Open the drawer without a sale"),
                    self.tr("Choose why, then press F9. It is recorded."),
                )
            case CashMovementKind.PAID_IN:
                return self.tr("Paid in"), self.tr("Money that comes in with no sale.")
            case CashMovementKind.PAID_OUT:
                return self.tr("Paid out"), self.tr("Money that goes out with no sale.")
            case CashMovementKind.TENDER_PICKUP:
                return self.tr("Tender pickup"), self.tr("Cash from the drawer to the safe.")
            case CashMovementKind.TENDER_LOAN:
                return self.tr("Tender loan"), self.tr("More float from the safe to the drawer.")

    def keyboard_owner(self) -> QWidget | None:
        """Type into the amount."""
        return self.field if self._kind is not None else None

    def on_choice(self, number: int) -> None:
        """Choose a reason."""
        self.reasons.choose(number)

    def on_confirm(self) -> None:
        """Give amount and reason."""
        amount, reason = self.field.money(), self.reasons.chosen()
        if self._kind is not None and amount is None:
            self.left_empty.emit()
        elif reason is None:
            self.reason_missing.emit()
        elif self._kind is None:
            self.opened.emit(reason)
        else:
            self.moved.emit(self._kind, amount, reason)

    def _on_entered(self, _text: str) -> None:
        self.on_confirm()
