"""Points for money off: what there is, what this basket takes, what it earns."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.ui import formats, language, messages, theme
from pos_app.ui.actions import Actions
from pos_app.ui.screens.points.contract import PointsGlance
from pos_app.ui.widgets.buttons import TouchButton, plain_text
from pos_app.ui.widgets.fields import EntryField, plain_digits
from pos_app.ui.widgets.guest_panel import GuestPanel
from pos_app.ui.widgets.label import text_label, wrapped_label

_MOST_QUICK = 4
_NONE = 7
_LONGEST = 7


class PointsPanel(GuestPanel):
    """F1–F4 spend at once, a typed number with F9; F8 spends none after all.

    Signals: ``spent(int)`` with a number of points;
    ``left_empty()`` when there is no number to take.
    """

    spent = Signal(int)
    left_empty = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self._glance: PointsGlance | None = None
        self._utc_offset_minutes = 0
        self._balance = text_label("amount-large")
        self._here = wrapped_label("text")
        self._why_not = wrapped_label("bad")
        self._spending = wrapped_label("good")
        self._earns = wrapped_label("caption")
        self.field = EntryField("pin")
        self.field.setMaxLength(_LONGEST)
        self.field.entered.connect(self._on_entered)
        self.quick_keys = [TouchButton("note") for _ in range(_MOST_QUICK)]
        self.none_key = TouchButton("danger")
        self.none_key.setMaximumWidth(theme.px(220))
        self.none_key.clicked.connect(self._on_none)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for number, key in enumerate(self.quick_keys):
            key.clicked.connect(partial(self._on_quick, number))
            row.addWidget(key, 1)
        in_use = QHBoxLayout()
        in_use.addWidget(self._spending, 1)
        in_use.addWidget(self.none_key)
        top = QHBoxLayout()
        top.setSpacing(theme.px(20))
        top.addWidget(self._balance)
        top.addWidget(self._here, 1)
        self.body.addLayout(top)
        self.body.addWidget(self._why_not)
        self.body.addLayout(in_use)
        self.body.addWidget(self.field)
        self.body.addLayout(row)
        self.body.addWidget(self._earns)

    def show_time_zone(self, utc_offset_minutes: int) -> None:
        """Say by which time moments are shown."""
        self._utc_offset_minutes = utc_offset_minutes

    def open(self) -> None:
        """Open it with no number typed."""
        self.field.clear()
        self.retranslate()
        self.opened.emit()

    def show_glance(self, glance: PointsGlance) -> None:
        """Show what there is."""
        self._glance = glance
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words."""
        self.heading.setText(self.tr("Points"))
        self.confirm.set_words(self.tr("Spend"))
        self.field.setPlaceholderText(self.tr("Points to spend"))
        self.none_key.setText("F8 " + self.tr("None after all"))
        glance = self._glance
        if glance is None:
            return
        standing = glance.standing
        may_spend = bool(standing.spendable_here)
        for widget in (self.field, self.confirm):
            widget.setVisible(may_spend)
        self.none_key.setVisible(bool(standing.spending))
        self._show_balance(glance)
        self._show_quick(glance)
        self._show_earns(glance)

    def keyboard_owner(self) -> QWidget | None:
        """Type the number where points may be spent at all."""
        glance = self._glance
        return self.field if glance and glance.standing.spendable_here else None

    def on_choice(self, number: int) -> None:
        """F1–F4 spend what they say, F8 none."""
        if number == _NONE:
            self._on_none()
        else:
            self._on_quick(number)

    def on_confirm(self) -> None:
        """Spend the number typed."""
        digits = plain_digits(self.field.text())
        if not self.keyboard_owner():
            self.on_cancel()
        elif digits.isdecimal() and int(digits):
            self.spent.emit(int(digits))
        else:
            self.left_empty.emit()

    def _show_balance(self, glance: PointsGlance) -> None:
        standing = glance.standing
        self._balance.setText(f"{standing.balance:,}")
        as_of = formats.local_moment(standing.as_of_ms, self._utc_offset_minutes)
        parts = [self.tr("as of {moment}").replace("{moment}", as_of)]
        if standing.spent_here:
            parts.append(
                self.tr("{points} spent here since").replace("{points}", f"{standing.spent_here:,}")
            )
        if standing.earned_here:
            earned = self.tr("{points} earned here since, to be confirmed")
            parts.append(earned.replace("{points}", f"{standing.earned_here:,}"))
        self._here.setText("  ·  ".join(parts))
        self._why_not.setText(self._said_why_not(glance))
        self._why_not.setVisible(bool(self._why_not.text()))
        spending = self.tr("In use: {points} points take {off} off.")
        filled = spending.replace("{points}", f"{standing.spending:,}")
        self._spending.setText(filled.replace("{off}", formats.money(standing.off)))
        self._spending.setVisible(bool(standing.spending))

    def _said_why_not(self, glance: PointsGlance) -> str:
        standing = glance.standing
        if standing.why_not:
            return messages.sentence(standing.why_not, {"points": standing.block})
        if not standing.spendable_here:
            least = formats.money(standing.block_worth)
            words = self.tr("This basket is too small: {points} points take {off} off at a time.")
            return words.replace("{points}", str(standing.block)).replace("{off}", least)
        return ""

    def _show_quick(self, glance: PointsGlance) -> None:
        quick = glance.quick()
        for number, key in enumerate(self.quick_keys):
            key.setVisible(number < len(quick))
            if number >= len(quick):
                continue
            off = formats.money(-glance.worth(quick[number]))
            name = self.tr("All") if number == 0 else ""
            words = " ".join(part for part in (name, f"{quick[number]:,}", off) if part)
            key.setText(plain_text(f"F{number + 1} {words}"))

    def _show_earns(self, glance: PointsGlance) -> None:
        parts = [f"{language.name_of(entry)} +{entry.points:,}" for entry in glance.earns]
        words = self.tr("This basket earns {points}: {rules}")
        filled = words.replace("{points}", f"{glance.earns_in_all:,}")
        self._earns.setText(filled.replace("{rules}", ",  ".join(parts)))
        self._earns.setVisible(bool(parts))

    def _on_quick(self, number: int, *_checked: object) -> None:
        quick = self._glance.quick() if self._glance else ()
        if number < len(quick):
            self.spent.emit(quick[number])

    def _on_none(self) -> None:
        if self._glance is not None and self._glance.standing.spending:
            self.spent.emit(0)

    def _on_entered(self, _text: str) -> None:
        self.on_confirm()
