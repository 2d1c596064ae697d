"""The ground of the dashboard's pages: what can be marked on one, and the way from one to another.

Charts and tables take the mark in turn. Left and Right walk through bars beside one another, Up and
Down through lists; at an end, or across, the mark goes on to the neighbour.
"""

from abc import abstractmethod
from collections.abc import Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from pos_app.domain.insight.figures import Dashboard
from pos_app.ui import figure_words, formats, language, theme
from pos_app.ui.screens.dashboard.contract import Bar, Closer


class Markable(Protocol):
    """A chart, or a table of figures."""

    is_list: bool

    @property
    def marked(self) -> SignalInstance:
        """Tells that a touch has given it the mark."""

    @property
    def drilled(self) -> SignalInstance:
        """Tells the key of what was touched."""

    @property
    def has_mark(self) -> bool:
        """Something of it is marked, whether it leads anywhere or not."""

    def marked_key(self) -> object:
        """Give the key of what is marked."""

    def take_mark(self, *, at_end: bool = False) -> bool:
        """Mark the first or the last; False when it is empty."""

    def drop_mark(self) -> None:
        """Mark nothing."""

    def move_mark(self, step: int) -> bool:
        """Mark the next one; False at the end."""


class Page(QWidget):
    """One page. Signals: ``drilled(Bar)`` when a bar was touched."""

    drilled = Signal(object)

    def __init__(self, currency: str) -> None:
        super().__init__()
        self.currency = currency
        self.dashboard: Dashboard | None = None
        self._all: tuple[Markable, ...] = ()
        self._at: Markable | None = None

    # ------------------------------------------------------------------ what a page says

    @abstractmethod
    def fill(self, dashboard: Dashboard) -> None:
        """Put the figures in, in the language spoken now."""

    @abstractmethod
    def name(self) -> None:
        """Set the fixed words."""

    def can_be_marked(self, *markables: Markable) -> None:
        """Say what takes the mark, in the order in which it goes round."""
        self._all = markables
        for one in markables:
            one.drilled.connect(self.drilled)
        for one in markables:
            one.marked.connect(partial(self._leave_all_but, one))

    # ------------------------------------------------------------------ what the view asks

    def show_dashboard(self, dashboard: Dashboard) -> None:
        """Replace the figures."""
        self.dashboard = dashboard
        self.fill(dashboard)

    def retranslate(self) -> None:
        """Set all words again."""
        self.name()
        if self.dashboard is not None:
            self.fill(self.dashboard)

    def marked_bar(self) -> Bar | Closer | None:
        """Give what the marked bar stands for."""
        key = self._at.marked_key() if self._at is not None else None
        return key if isinstance(key, Bar | Closer) else None

    def step(self, step: int, *, is_upright: bool) -> None:
        """Move the mark by Up and Down (``is_upright``) or by Left and Right."""
        if self._at is None or not self._at.has_mark:
            self._go_on(-1, 1)
        elif self._at.is_list is not is_upright or not self._at.move_mark(step):
            self._go_on(self._all.index(self._at), step)

    def _go_on(self, at: int, step: int) -> None:
        """Give the mark to the next one that has anything to mark; keep it where there is none."""
        beyond = self._all[at + 1 :] if step > 0 else tuple(reversed(self._all[: max(at, 0)]))
        for one in beyond:
            if one.take_mark(at_end=step < 0):
                self._leave_all_but(one)
                return

    def _leave_all_but(self, kept: Markable) -> None:
        self._at = kept
        for one in self._all:
            if one is not kept:
                one.drop_mark()

    # ------------------------------------------------------------------ what pages share

    def whole(self, minor: int) -> str:
        """Write an amount at a bar."""
        return figure_words.whole(minor, self.currency)

    def in_money(self, title: str) -> str:
        """Add to a chart's title what its axis is in."""
        words = QCoreApplication.translate("Page", "{title} ({unit})")
        unit = formats.symbol(self.currency)
        return words.replace("{title}", title).replace("{unit}", unit)


def card(*widgets: QWidget, stretches: Sequence[int] = ()) -> QFrame:
    """Stand widgets below one another on a card."""
    frame = QFrame()
    frame.setProperty("role", "card")
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
    for number, widget in enumerate(widgets):
        inside.addWidget(widget, stretches[number] if stretches else 1)
    return frame


def named(chinese: str, english: str, otherwise: str) -> str:
    """Pick a name, or what stands for it where it has none."""
    return language.choose(chinese, english) or otherwise
