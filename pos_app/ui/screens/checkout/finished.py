"""What stands in place of an empty basket: the change of the last sale, as large as can be."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.settlement import CompletedTransaction
from pos_app.ui import formats, theme
from pos_app.ui.widgets.buttons import ActionButton
from pos_app.ui.widgets.label import FittedAmount, text_label

_CENTRE = Qt.AlignmentFlag.AlignCenter


class FinishedPage(QWidget):
    """Invites to scan; after a sale it shows the change until the next scan."""

    def __init__(self, again: ActionButton) -> None:
        super().__init__()
        self._completed: CompletedTransaction | None = None
        self._again = again
        again.setMaximumWidth(theme.px(240))
        self._title = text_label("brand")
        self._change = FittedAmount("change", 108)
        self._about = text_label("text")
        self._receipt = text_label("caption")
        self._points = text_label("heading")
        self._balance: int | None = None
        self._invitation = text_label("title")
        for label in (
            self._title,
            self._change,
            self._about,
            self._points,
            self._receipt,
            self._invitation,
        ):
            label.setAlignment(_CENTRE)
        button_row = QHBoxLayout()
        button_row.addStretch(1)
        button_row.addWidget(again)
        button_row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setSpacing(theme.px(6))
        outer.addStretch(2)
        outer.addWidget(self._title)
        outer.addWidget(self._change)
        outer.addWidget(self._about)
        outer.addWidget(self._points)
        outer.addWidget(self._receipt)
        outer.addSpacing(theme.px(10))
        outer.addLayout(button_row)
        outer.addStretch(1)
        outer.addWidget(self._invitation)
        outer.addStretch(1)
        self.show_completed(None)

    def show_completed(self, completed: CompletedTransaction | None) -> None:
        """Say what is to be handed back, and under which number the sale is kept."""
        self._completed = completed
        self._balance = None
        for widget in (self._title, self._change, self._about, self._receipt, self._again):
            widget.setVisible(completed is not None)
        self.retranslate()

    def show_balance(self, balance: int) -> None:
        """Say how many points the member has now."""
        self._balance = balance
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Take the words again when the language changes."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set words and amounts."""
        done = self._completed
        self._show_points()
        if done is None:
            self._invitation.setText(self.tr("Scan the first item"))
            return
        self._invitation.setText(self.tr("Next customer: scan the first item"))
        paid, change = done.paid, done.change
        if paid.minor < 0:
            self._title.setText(self.tr("REFUNDED"))
            self._change.setText(formats.money(-paid))
        elif change:
            self._title.setText(self.tr("CHANGE"))
            self._change.setText(formats.money(change))
        else:
            self._title.setText(self.tr("PAID"))
            self._change.setText(formats.money(paid))
        about = self.tr("To pay {due}   ·   received {received}")
        if paid.minor < 0:
            about = self.tr("Give it back to the customer")
        about = about.replace("{due}", formats.money(paid))
        self._about.setText(about.replace("{received}", formats.money(paid + change)))
        self._receipt.setText(self.tr("Receipt {number}").replace("{number}", str(done.receipt)))

    def _show_points(self) -> None:
        moves = [move.points for move in self._completed.points] if self._completed else []
        given = sum(points for points in moves if points > 0)
        taken = sum(points for points in moves if points < 0)
        signed = [f"{points:+,}" for points in (given, taken) if points]
        words = self.tr("Points {moved}").replace("{moved}", "  ".join(signed))
        if self._balance is not None:
            now = self.tr("now {balance}").replace("{balance}", f"{self._balance:,}")
            words = f"{words}   ·   {now}"
        self._points.setText(words)
        self._points.setVisible(bool(signed))
