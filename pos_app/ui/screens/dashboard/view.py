"""The dashboard: its head, one of five pages, and the keys below."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.figures import Dashboard, MembersReport, MonthFigure
from pos_app.domain.insight.period import Lens, Period
from pos_app.ui import theme
from pos_app.ui.action_names import ActionName, Scope
from pos_app.ui.actions import Actions
from pos_app.ui.language import Named
from pos_app.ui.screen import Screen
from pos_app.ui.screens.dashboard.actions import PAGES, DashboardAction
from pos_app.ui.screens.dashboard.contract import Bar, Closer, Stretch
from pos_app.ui.screens.dashboard.control import ControlPage
from pos_app.ui.screens.dashboard.filter_panel import FilterPanel
from pos_app.ui.screens.dashboard.goods import GoodsPage
from pos_app.ui.screens.dashboard.head import Head
from pos_app.ui.screens.dashboard.offers import OffersPage
from pos_app.ui.screens.dashboard.overview import OverviewPage
from pos_app.ui.screens.dashboard.page import Page
from pos_app.ui.screens.dashboard.people import PeoplePage
from pos_app.ui.screens.dashboard.period_panel import PeriodPanel
from pos_app.ui.widgets.export_panel import ExportPanel
from pos_app.ui.widgets.function_key import FunctionKey
from pos_app.ui.widgets.keypad import Keypad
from pos_app.ui.widgets.panel import Panel

_D = DashboardAction
_KEYPAD_WIDTH = 400
_MINUTE_MS = 60_000


class DashboardView(Screen):
    """Shows the figures of a period.

    Signals: ``bar_touched(Bar | Closer)``; ``hidden()`` when another screen comes to the front;
    ``minute_passed()`` while it is looked at and no panel is open.
    """

    scope = Scope.DASHBOARD
    bar_touched = Signal(object)
    hidden = Signal()
    minute_passed = Signal()

    def __init__(
        self, actions: Actions, currency: str, reason: Callable[[str], Named | None]
    ) -> None:
        super().__init__(actions)
        self.head = Head()
        self.overview, self.people = OverviewPage(currency), PeoplePage(currency)
        self.offers = OffersPage(currency)
        self.pages: tuple[Page, ...] = (
            self.overview,
            GoodsPage(currency),
            self.people,
            self.offers,
            ControlPage(currency, reason),
        )
        self.period_panel = PeriodPanel(actions)
        self.filter_panel = FilterPanel(actions)
        self.export_panel = ExportPanel(actions)
        self.keypad = Keypad()
        self._stack = QStackedWidget()
        self._keys = (
            FunctionKey(actions[ActionName.BACK]),
            *(FunctionKey(actions[name], "tender") for name in PAGES),
            FunctionKey(actions[_D.PERIOD]),
            FunctionKey(actions[_D.FILTER]),
            FunctionKey(actions[_D.STOP], "danger"),
            FunctionKey(actions[_D.READ_AGAIN]),
            FunctionKey(actions[_D.HAND_OUT]),
            FunctionKey(actions[_D.RECEIPTS_BEHIND], "confirm"),
        )
        self._has_figures = False
        self._panels = QWidget()
        self._lay_out()
        self.prepare_panel(self.export_panel)
        for panel in (self.period_panel, self.filter_panel):
            self.prepare_panel(panel)
            panel.chosen.connect(self.move_keyboard)
        for number, name in enumerate(PAGES):
            self._keys[number + 1].setCheckable(True)
            actions[name].triggered.connect(partial(self._on_page, number))
            self.pages[number].drilled.connect(self._on_drilled)
        actions[_D.MARK_LEFT].triggered.connect(partial(self._on_sideways, -1))
        actions[_D.MARK_RIGHT].triggered.connect(partial(self._on_sideways, 1))
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self._on_minute)
        self._minute.start()
        self._choose(0)
        self.retranslate()

    def _lay_out(self) -> None:
        for page in self.pages:
            self._stack.addWidget(page)
        assert self.keypad is not None
        self.keypad.setFixedWidth(theme.px(_KEYPAD_WIDTH))
        panels: tuple[Panel, ...] = (
            self.period_panel,
            self.filter_panel,
            self.export_panel,
            self.approval_panel,
        )
        left = QVBoxLayout()
        for panel in panels:
            left.addWidget(panel, 1)
        left.addLayout(self.letters_place)
        beside = QHBoxLayout(self._panels)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.px(10))
        beside.addLayout(left, 1)
        beside.addWidget(self.keypad)
        self._panels.hide()
        keys = QHBoxLayout()
        keys.setSpacing(theme.px(6))
        for key in self._keys:
            keys.addWidget(key, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(8))
        outer.addWidget(self.head)
        outer.addWidget(self._stack, 1)
        outer.addWidget(self._panels, 1)
        outer.addStretch(0)
        outer.addLayout(keys)

    # ------------------------------------------------------------------ what the desk asks

    def on_step(self, step: int) -> None:
        """Move the mark up or down."""
        self._page().step(step, is_upright=True)

    def show_panel_place(self, *, is_open: bool) -> None:
        """Put the panel in the place of the page."""
        self._stack.setVisible(not is_open and self._has_figures)
        self._panels.setVisible(is_open)
        for key in self._keys:
            key.setVisible(not is_open)

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that nobody looks any more."""
        super().hideEvent(event)
        self.hidden.emit()

    # ------------------------------------------------------------------ what the presenter shows

    def show_question(self, period: Period, compared: Period, stretch: Stretch | None) -> None:
        """Say what is asked for, before the answer is there."""
        self.head.show_question(period, compared, stretch)

    def show_nothing(self) -> None:
        """Take all figures away: somebody else may stand here now."""
        self._has_figures = False
        self.head.show_nothing()
        self._stack.hide()

    def show_dashboard(self, dashboard: Dashboard) -> None:
        """Replace all figures."""
        wanted = dashboard.lens.operator
        names = [one.name for one in dashboard.operators if one.operator == wanted]
        self.head.show_answer(dashboard, "".join(names[:1]))
        for page in self.pages:
            page.show_dashboard(dashboard)
        self._has_figures = True
        self._stack.setVisible(self.panel is None)

    def show_more(self, members: MembersReport, months: Sequence[MonthFigure]) -> None:
        """Show how often members came and, of a long period, its months."""
        self.overview.show_months(months)
        self.people.show_visits(members.frequencies)

    def show_reading(self, done: float | None) -> None:
        """Show how far reading has come; it can be stopped, and the page used, meanwhile."""
        self.head.show_reading(done)
        self.actions_table.set_possible(_D.STOP, is_possible=done is not None)

    def marked_bar(self) -> Bar | Closer | None:
        """Give what the marked bar stands for."""
        return self._page().marked_bar()

    def ask_period(self, period: Period, today: BusinessDate) -> None:
        """Ask for another period."""
        self.period_panel.ask(period, today)
        self.open_panel(self.period_panel)

    def ask_filter(self, lens: Lens, tills: Sequence[str], dashboard: Dashboard | None) -> None:
        """Ask what of it is looked at."""
        self.filter_panel.ask(lens, tills, dashboard)
        self.open_panel(self.filter_panel)

    # ------------------------------------------------------------------ words and keys

    def retranslate(self) -> None:
        """Set the words."""
        self.head.retranslate()
        for page in self.pages:
            page.retranslate()

    def _page(self) -> Page:
        return self.pages[self._stack.currentIndex()]

    def _choose(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        for at in range(len(PAGES)):
            self._keys[at + 1].setChecked(at == number)

    def _on_page(self, number: int) -> None:
        self._choose(number)

    def _on_sideways(self, step: int) -> None:
        if self.isVisible():
            self._page().step(step, is_upright=False)

    def _on_minute(self) -> None:
        if self.isVisible() and self.panel is None:
            self.minute_passed.emit()

    def _on_drilled(self, key: object) -> None:
        if isinstance(key, Bar | Closer):
            self.bar_touched.emit(key)
