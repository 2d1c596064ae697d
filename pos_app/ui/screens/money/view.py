"""The money room: four pages and what was found about a shift, panels that ask, a row of keys."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.domain.over_short import CountedShift, OperatorHistory
from pos_app.domain.safe import OnTheWay, SafeEntryKind
from pos_app.domain.shop import StoreProfile
from pos_app.receipts.paper import Paper, Roll
from pos_app.ui import theme
from pos_app.ui.action_names import ActionName, Scope
from pos_app.ui.actions import Actions
from pos_app.ui.screen import Screen
from pos_app.ui.screens.money.actions import PAGES, SAFE_KEYS, MoneyAction
from pos_app.ui.screens.money.contract import Found, Page, Safe, TillState
from pos_app.ui.screens.money.finding_page import FindingPage
from pos_app.ui.screens.money.list_pages import HistoryPage, ShiftsPage
from pos_app.ui.screens.money.move_panel import MovePanel
from pos_app.ui.screens.money.safe_page import SafePage
from pos_app.ui.screens.money.till_page import TillPage
from pos_app.ui.widgets.count_panel import CountPanel
from pos_app.ui.widgets.function_key import FunctionKey
from pos_app.ui.widgets.keypad import Keypad

_M = MoneyAction
_KEYPAD_WIDTH = 400
_GAP_BESIDE_ESC = 5
_SCOPES = {
    Page.SAFE: Scope.MONEY,
    Page.TILL: Scope.MONEY_LISTS,
    Page.HISTORY: Scope.MONEY_LISTS,
    Page.SHIFTS: Scope.MONEY_LISTS,
    Page.FINDING: Scope.MONEY_FINDING,
}


class MoneyView(Screen):
    """Shows the store's cash.

    Signals: ``page_wanted(Page)``; ``evidence_marked()``. The panels have signals of their own.
    """

    scope = Scope.MONEY
    page_wanted = Signal(object)
    evidence_marked = Signal()

    def __init__(self, actions: Actions, profile: StoreProfile, roll: Roll) -> None:
        super().__init__(actions)
        self.safe_page = SafePage()
        self.till_page = TillPage()
        self.history_page = HistoryPage()
        self.shifts_page = ShiftsPage()
        self.finding_page = FindingPage(roll, profile.currency)
        self.count_panel = CountPanel(actions, profile.denominations, profile.currency)
        self.move_panel = MovePanel(actions, profile.currency)
        self.keypad = Keypad()
        self._stack = QStackedWidget()
        self._panels = QWidget()
        self._gap = QWidget()
        self._back = FunctionKey(actions[ActionName.BACK])
        self._leave = FunctionKey(actions[_M.LEAVE_FINDING])
        self._page_keys = tuple(FunctionKey(actions[name], "tender") for name in PAGES)
        self._safe_keys = tuple(
            FunctionKey(actions[name], "confirm" if name is _M.COUNT_SAFE else "key")
            for name in SAFE_KEYS
        )
        self._days = FunctionKey(actions[_M.DAYS])
        self._look_into = FunctionKey(actions[_M.LOOK_INTO], "confirm")
        self._page = Page.SAFE
        self._lay_out()
        for panel in (self.count_panel, self.move_panel):
            self.prepare_panel(panel)
        for page, name in zip(Page, PAGES, strict=False):
            self._page_keys[page].setCheckable(True)
            actions[name].triggered.connect(partial(self._on_page, page))
        self.finding_page.marked.connect(self.evidence_marked)
        actions[ActionName.PAPER_UP].triggered.connect(self._on_page_up)
        actions[ActionName.PAPER_DOWN].triggered.connect(self._on_page_down)
        self._show_keys()
        self.retranslate()

    def _lay_out(self) -> None:
        for page in (
            self.safe_page,
            self.till_page,
            self.history_page,
            self.shifts_page,
            self.finding_page,
        ):
            self._stack.addWidget(page)
        assert self.keypad is not None
        self.keypad.setFixedWidth(theme.px(_KEYPAD_WIDTH))
        left = QVBoxLayout()
        for panel in (self.count_panel, self.move_panel, self.approval_panel):
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
        for key in self._keys():
            keys.addWidget(key, 1)
        keys.addWidget(self._gap, _GAP_BESIDE_ESC)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(8))
        outer.addWidget(self._stack, 1)
        outer.addWidget(self._panels, 1)
        outer.addLayout(keys)

    def _keys(self) -> tuple[FunctionKey, ...]:
        return (
            self._back,
            self._leave,
            *self._page_keys,
            *self._safe_keys,
            self._days,
            self._look_into,
        )

    # ------------------------------------------------------------------ what the desk asks

    def on_step(self, step: int) -> None:
        """Move the mark of the page's list."""
        tables = {
            Page.SAFE: self.safe_page.table,
            Page.HISTORY: self.history_page.table,
            Page.SHIFTS: self.shifts_page.table,
            Page.FINDING: self.finding_page.table,
        }
        if self._page in tables:
            tables[self._page].move_mark(step)

    def show_panel_place(self, *, is_open: bool) -> None:
        """Put the panel and the keypad in the place of the page."""
        self._stack.setVisible(not is_open)
        self._panels.setVisible(is_open)
        self._show_keys(is_hidden=is_open)

    def show_time_zone(self, utc_offset_minutes: int) -> None:
        """Say how far the shop's own time is from UTC."""
        for page in (self.safe_page, self.till_page, self.finding_page):
            page.show_time_zone(utc_offset_minutes)

    # ------------------------------------------------------------------ what the presenter shows

    def show_page(self, page: Page) -> None:
        """Bring a page to the front."""
        self._page = page
        self.scope = _SCOPES[page]
        self._stack.setCurrentIndex(page)
        self._show_keys()
        self.actions_table.set_possible(_M.DAYS, is_possible=page is Page.HISTORY)
        self.actions_table.set_possible(_M.LOOK_INTO, is_possible=page is Page.SHIFTS)
        self.move_keyboard()

    def show_safe(self, safe: Safe) -> None:
        """Replace the safe's page."""
        self.safe_page.show_safe(safe)
        has_begun = safe.expected is not None
        for name in SAFE_KEYS:
            self.actions_table.set_possible(name, is_possible=has_begun or name is _M.COUNT_SAFE)
        self.actions_table.set_possible(_M.ARRIVED, is_possible=bool(safe.on_the_way))

    def show_till(self, till: TillState) -> None:
        """Replace this till's page."""
        self.till_page.show_till(till)

    def show_history(self, days: int, histories: Sequence[OperatorHistory]) -> None:
        """Replace how operators' shifts came out."""
        self.history_page.show_history(days, histories)

    def show_shifts(self, shifts: Sequence[CountedShift]) -> None:
        """Replace the closed shifts."""
        self.shifts_page.show_shifts(shifts)

    def marked_shift(self) -> CountedShift | None:
        """Give the shift that is marked."""
        return self.shifts_page.marked()

    def show_finding(self, found: Found) -> None:
        """Show what was found."""
        self.finding_page.show_finding(found)

    def marked_receipt(self) -> str:
        """Give the receipt of the marked evidence."""
        row = self.finding_page.marked_row()
        return row.evidence.receipt if row is not None and row.evidence is not None else ""

    def show_paper(self, paper: Paper | None) -> None:
        """Show the receipt behind the marked evidence."""
        self.finding_page.paper.show_paper(paper)

    def ask_count(self, *, is_again: bool) -> None:
        """Ask for a count of the safe."""
        self.count_panel.ask_safe(is_again=is_again)
        self.open_panel(self.count_panel)

    def ask_move(
        self, kind: SafeEntryKind, pickup: OnTheWay | None, *, of_many: bool = False
    ) -> None:
        """Ask how much moves, and under which number."""
        self.move_panel.ask(kind, pickup, of_many=of_many)
        self.open_panel(self.move_panel)

    # ------------------------------------------------------------------ words and keys

    def retranslate(self) -> None:
        """Set the words."""
        for page in (
            self.safe_page,
            self.till_page,
            self.history_page,
            self.shifts_page,
            self.finding_page,
        ):
            page.retranslate()

    def _show_keys(self, *, is_hidden: bool = False) -> None:
        is_finding = self._page is Page.FINDING
        shown = {
            self._back: not is_finding,
            self._leave: is_finding,
            self._days: self._page is Page.HISTORY,
            self._look_into: self._page is Page.SHIFTS,
        }
        shown |= dict.fromkeys(self._page_keys, not is_finding)
        shown |= dict.fromkeys(self._safe_keys, self._page is Page.SAFE)
        for key, is_shown in shown.items():
            key.setVisible(is_shown and not is_hidden)
        self._gap.setVisible(is_finding)
        for page, key in zip(Page, self._page_keys, strict=False):
            key.setChecked(page is self._page)

    def _on_page(self, page: Page) -> None:
        self.page_wanted.emit(page)

    def _on_page_up(self) -> None:
        self.finding_page.paper.turn(-1)

    def _on_page_down(self) -> None:
        self.finding_page.paper.turn(1)
