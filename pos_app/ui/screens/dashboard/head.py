"""The head of the dashboard: which days, against which, what of them, and how complete it is."""

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from pos_app.domain.insight.figures import Dashboard
from pos_app.domain.insight.period import Lens, Period
from pos_app.ui import completeness_words, figure_words, theme
from pos_app.ui.screens.dashboard.contract import Stretch
from pos_app.ui.widgets.label import ElidedLabel, set_role, text_label, wrapped_label

_MARKS: Final = {True: "✓ ", False: "▲ "}
"""Whether nothing is wanting."""


class Head(QWidget):
    """Always in view, on every page and while something is being read."""

    def __init__(self) -> None:
        super().__init__()
        self._question: tuple[Period, Period, Stretch | None] | None = None
        self._done: float | None = None
        self._shown: Dashboard | None = None
        self._operator = ""
        self._offset_minutes = 0
        self._days = text_label("title")
        self._against = ElidedLabel("text")
        self._part = text_label("badge")
        self._reading = text_label("strong")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 100)
        self._bar.setFixedSize(theme.px(180), theme.px(14))
        self._whole = wrapped_label("caption")
        self._whole_before = wrapped_label("warn")
        top = QHBoxLayout()
        top.setSpacing(theme.px(12))
        top.addWidget(self._days)
        top.addWidget(self._part)
        top.addWidget(self._against, 1)
        top.addWidget(self._reading)
        top.addWidget(self._bar)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.px(4), 0, theme.px(4), 0)
        outer.setSpacing(theme.px(2))
        outer.addLayout(top)
        outer.addWidget(self._whole)
        outer.addWidget(self._whole_before)
        self.show_reading(None)

    def show_time_zone(self, utc_offset_minutes: int) -> None:
        """Say how far the shop's own time is from UTC."""
        self._offset_minutes = utc_offset_minutes

    def show_question(self, period: Period, compared: Period, stretch: Stretch | None) -> None:
        """Say which days are asked for."""
        self._question = (period, compared, stretch)
        self.retranslate()

    def show_answer(self, shown: Dashboard, operator: str) -> None:
        """Say how complete the figures are, and of what; ``operator`` is the name of the lens's."""
        self._shown, self._operator = shown, operator
        self.retranslate()

    def show_nothing(self) -> None:
        """Say nothing of what was read before."""
        self._question, self._shown = None, None
        for label in (self._days, self._against, self._whole, self._whole_before):
            label.clear()
        self.retranslate()

    def show_reading(self, done: float | None) -> None:
        """Show how far reading has come."""
        self._done = done
        self._reading.setVisible(done is not None)
        self._bar.setVisible(done is not None)
        if done is not None:
            self._bar.setValue(int(done * 100))
            self._say_reading(done)

    def retranslate(self) -> None:
        """Set the words."""
        if self._question is not None:
            period, compared, stretch = self._question
            name = self._stretch(stretch)
            days = figure_words.period(period)
            self._days.setText(f"{name} · {days}" if name else days)
            words = self.tr("against {days}").replace("{days}", figure_words.period(compared))
            self._against.setText(words + self._mark_of(compared))
        lens = self._shown.lens if self._shown else Lens()
        self._part.setVisible(not lens.is_open)
        self._part.setText(self._lens_words(lens))
        self._say_whole()
        if self._done is not None:
            self._say_reading(self._done)

    def _say_whole(self) -> None:
        """Say how complete the figures are; of those before only what is wanting."""
        shown = self._shown
        self._whole_before.setVisible(shown is not None and not shown.completeness_before.is_whole)
        if shown is None:
            return
        said = completeness_words.said_of(shown.completeness, self._offset_minutes)
        self._whole.setText(_MARKS[said.is_whole] + said.words)
        set_role(self._whole, "good" if said.is_whole else "warn")
        before = shown.completeness_before
        then = completeness_words.said_of_compared(before, self._offset_minutes)
        self._whole_before.setText(_MARKS[then.is_whole] + then.words)

    def _mark_of(self, compared: Period) -> str:
        """Mark the days that figures are measured against; not before those figures are here."""
        shown = self._shown
        if shown is None or shown.compared != compared:
            return ""
        return " " + _MARKS[shown.completeness_before.is_whole].strip()

    def _say_reading(self, done: float) -> None:
        self._reading.setText(self.tr("Adding up…") + f" {int(done * 100)}%")

    def _lens_words(self, lens: Lens) -> str:
        said = []
        if lens.till is not None:
            said.append(self.tr("Till {till}").replace("{till}", lens.till))
        if lens.shift is not None:
            said.append(self.tr("Shift {number}").replace("{number}", str(lens.shift)))
        if lens.operator is not None:
            said.append(self._operator or lens.operator)
        if lens.category:
            said.append(figure_words.category(lens.category))
        return self.tr("Only: {part}").replace("{part}", " · ".join(said))

    def _stretch(self, stretch: Stretch | None) -> str:
        if stretch is None:
            return ""
        return {
            Stretch.TODAY: self.tr("Today"),
            Stretch.YESTERDAY: self.tr("Yesterday"),
            Stretch.WEEK: self.tr("This week"),
            Stretch.MONTH: self.tr("This month"),
            Stretch.YEAR: self.tr("This year"),
        }[stretch]
