"""What is open now: the day, the shift, whose it is, what it began with."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from pos_app.ui import formats, theme
from pos_app.ui.action_names import ActionName
from pos_app.ui.actions import Actions
from pos_app.ui.screens.shift.contract import TillState
from pos_app.ui.widgets.buttons import ActionButton
from pos_app.ui.widgets.label import ElidedLabel, set_role, text_label, wrapped_label

_FACTS = 6


class StateCard(QFrame):
    """Facts about day and shift, and what comes next in a sentence."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._state: TillState | None = None
        self._is_own = False
        self._is_training = False
        self._may_open = False
        self._offset_minutes = 0
        self._title = text_label("title")
        self._labels = tuple(text_label("caption") for _ in range(_FACTS))
        self._values = tuple(ElidedLabel("heading") for _ in range(_FACTS))
        self._next = wrapped_label("text")
        self._reminder = wrapped_label("strong")
        self._confirm_clock = ActionButton(actions[ActionName.CONFIRM_CLOCK], "note")
        self._confirm_clock.hide()
        self._back = ActionButton(actions[ActionName.BACK], "pay")
        rule = QFrame()
        rule.setProperty("role", "rule")
        grid = QGridLayout()
        grid.setVerticalSpacing(theme.px(26))
        grid.setHorizontalSpacing(theme.px(16))
        for row, (label, value) in enumerate(zip(self._labels, self._values, strict=True)):
            grid.addWidget(label, row, 0)
            grid.addWidget(value, row, 1)
        grid.setColumnStretch(1, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.px(22), theme.px(20), theme.px(22), theme.px(16))
        outer.setSpacing(theme.px(14))
        outer.addWidget(self._title)
        outer.addLayout(grid)
        outer.addWidget(rule)
        outer.addWidget(self._next)
        outer.addWidget(self._reminder)
        outer.addStretch(1)
        outer.addWidget(self._confirm_clock)
        outer.addWidget(self._back)

    def show_time_zone(self, utc_offset_minutes: int) -> None:
        """Say how far the shop's own time is from UTC."""
        self._offset_minutes = utc_offset_minutes

    def show_state(
        self, state: TillState, *, is_own: bool, is_training: bool, may_open: bool
    ) -> None:
        """Replace what is said."""
        self._state, self._is_own, self._is_training = state, is_own, is_training
        self._may_open = may_open
        set_role(self._back, "pay" if is_own else "key")
        self._confirm_clock.setVisible(not state.is_time_sure and not is_training)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Take the words again when the language changes."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set words and values."""
        self._title.setText(self.tr("Day and shift"))
        words = (
            self.tr("Business day"),
            self.tr("Shift"),
            self.tr("Cashier"),
            self.tr("Opened"),
            self.tr("Opening float"),
            self.tr("Suspended"),
        )
        for label, text in zip(self._labels, words, strict=True):
            label.setText(text)
        for label, text in zip(self._values, self._facts(), strict=True):
            label.setText(text or "–")
        self._next.setText(self._next_step())
        is_due = self._state is not None and self._state.is_pickup_due
        self._reminder.setVisible(is_due)
        self._reminder.setText(
            self.tr("The drawer holds more cash than the store wants there: bring some with F5.")
        )

    def _facts(self) -> tuple[str, ...]:
        state = self._state
        if state is None:
            return ("",) * _FACTS
        day = state.business_date or self.tr("not open")
        shift = state.shift
        if shift is None:
            return (day, self.tr("not open"), "", "", "", str(state.suspended_count))
        return (
            day,
            str(shift.number),
            shift.operator_name,
            formats.local_moment(shift.opened_ms, self._offset_minutes),
            formats.money(shift.opening_float),
            str(state.suspended_count),
        )

    def _next_step(self) -> str:
        state = self._state
        if state is None:
            return ""
        if self._is_training:
            return self.tr("This is training: nothing here reaches the real till. F8 ends it.")
        if not self._may_open:
            return self.tr("You may look, but not open or close a shift here.")
        if state.business_date is None:
            return self.tr("Next: open the business day and a shift with F1.")
        if state.shift is None:
            return self.tr("Next: open a shift with F1, or close the day with F10.")
        if not self._is_own:
            return self.tr("This shift belongs to {name}. Close it with F9 to take over.").replace(
                "{name}", state.shift.operator_name
            )
        return self.tr("The till is open. At the end count the drawer with F9.")
