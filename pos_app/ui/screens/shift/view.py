"""The shift screen: keys for day, shift and drawer; panels that ask; the paper that comes of it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.domain.report import XReport, ZReport
from pos_app.domain.shift import CashMovementKind
from pos_app.domain.shop import ReasonFor, StoreProfile
from pos_app.receipts.paper import Paper, Roll
from pos_app.ui import theme
from pos_app.ui.action_names import ActionName, Scope
from pos_app.ui.actions import Actions
from pos_app.ui.screen import Screen
from pos_app.ui.screens.shift.contract import TillState
from pos_app.ui.screens.shift.outcome import OutcomePage
from pos_app.ui.screens.shift.panels import CashPanel, DayPanel
from pos_app.ui.screens.shift.state_card import StateCard
from pos_app.ui.widgets.count_panel import CountPanel
from pos_app.ui.widgets.function_key import FunctionKey
from pos_app.ui.widgets.keypad import Keypad
from pos_app.ui.widgets.label import text_label
from pos_app.ui.widgets.panel import Panel
from pos_app.ui.widgets.paper_frame import PaperFrame
from pos_app.ui.widgets.reason_picker import Choice

_A = ActionName
_GROUPS = (
    (_A.OPEN_SHIFT, _A.X_REPORT, _A.CLOSE_SHIFT, _A.CLOSE_DAY),
    (_A.PAID_IN, _A.PAID_OUT, _A.PICKUP, _A.LOAN),
    (_A.NO_SALE, _A.SHIFT_TRAINING, _A.LOCK, _A.SIGN_OFF),
)
_OF_OWN_SHIFT = (_A.PAID_IN, _A.PAID_OUT, _A.PICKUP, _A.LOAN, _A.NO_SALE)
_RIGHT_WIDTH = 444


class _Tile(FunctionKey):
    """A function key with room to spare."""

    _LARGEST, _KEY_SIZE = 21, 15


class ShiftView(Screen):
    """Shows what is open and asks what is needed.

    Signals: ``paper_left()`` when the paper is put away; the panels have signals of their own.
    """

    scope = Scope.SHIFT
    paper_left = Signal()

    def __init__(self, actions: Actions, profile: StoreProfile, roll: Roll) -> None:
        super().__init__(actions)
        self._reasons: Mapping[ReasonFor, tuple[Choice, ...]] = {}
        self._asked_from: Panel | None = None
        self.card = StateCard(actions)
        self.day_panel = DayPanel(actions)
        self.count_panel = CountPanel(actions, profile.denominations, profile.currency)
        self.cash_panel = CashPanel(actions, profile.currency)
        self.outcome = OutcomePage(actions)
        self.paper = PaperFrame(roll)
        self.keypad = Keypad()
        self._captions = tuple(text_label("caption") for _ in _GROUPS)
        self._tiles = self._make_tiles(actions)
        self._right = QStackedWidget()
        self._lay_out()
        for panel in (self.day_panel, self.count_panel, self.cash_panel):
            self.prepare_panel(panel)
        self.confirm_panel.left.connect(self._on_not_sure)
        actions[_A.PAPER_UP].triggered.connect(self._on_page_up)
        actions[_A.PAPER_DOWN].triggered.connect(self._on_page_down)
        actions[_A.LEAVE_PAPER].triggered.connect(self._on_leave_paper)
        self.retranslate()

    # ------------------------------------------------------------------ building

    def _make_tiles(self, actions: Actions) -> QWidget:
        tiles = QWidget()
        grid = QGridLayout(tiles)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(8))
        for group, (caption, names) in enumerate(zip(self._captions, _GROUPS, strict=True)):
            grid.addWidget(caption, 2 * group, 0, 1, len(names))
            for column, name in enumerate(names):
                key = _Tile(actions[name], "danger" if name is _A.SIGN_OFF else "key")
                key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
                grid.addWidget(key, 2 * group + 1, column)
                grid.setColumnStretch(column, 1)
            grid.setRowStretch(2 * group + 1, 1)
        return tiles

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(theme.px(10))
        left.addWidget(self._tiles, 1)
        left.addWidget(self.outcome, 1)
        left.addWidget(self.count_panel, 1)
        for panel in (self.day_panel, self.cash_panel, self.confirm_panel, self.approval_panel):
            left.addWidget(panel)
        assert self.keypad is not None
        for page in (self.card, self.keypad, self.paper):
            self._right.addWidget(page)
        self._right.setFixedWidth(theme.px(_RIGHT_WIDTH))
        self.outcome.hide()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(10))
        outer.addLayout(left, 1)
        outer.addWidget(self._right)

    # ------------------------------------------------------------------ what the desk asks

    def show_panel_place(self, *, is_open: bool) -> None:
        """Put the keypad beside a panel; the count takes all the room."""
        self._show_paper_page(is_shown=False)
        self._tiles.setVisible(self.panel is not self.count_panel)
        if is_open:
            assert self.keypad is not None
            self._right.setCurrentWidget(self.keypad)

    # ------------------------------------------------------------------ what the presenter shows

    def show_reasons(self, reasons: Mapping[ReasonFor, tuple[Choice, ...]]) -> None:
        """Offer the store's reasons."""
        self._reasons = reasons

    def show_state(
        self, state: TillState, *, is_own: bool, is_training: bool, may_open: bool
    ) -> None:
        """Say what is open, and let work what makes sense now."""
        self.card.show_state(state, is_own=is_own, is_training=is_training, may_open=may_open)
        has_shift, has_day = state.shift is not None, state.business_date is not None
        possible = self.actions_table.set_possible
        possible(_A.OPEN_SHIFT, is_possible=not has_shift)
        possible(_A.CLOSE_SHIFT, is_possible=has_shift)
        possible(_A.X_REPORT, is_possible=has_shift)
        possible(_A.CLOSE_DAY, is_possible=has_day and not has_shift)
        possible(_A.CONFIRM_CLOCK, is_possible=not state.is_time_sure and not is_training)
        for name in _OF_OWN_SHIFT:
            possible(name, is_possible=has_shift and is_own)

    def ask_day(self, suggested: BusinessDate) -> None:
        """Ask which day is opened."""
        self.day_panel.ask(suggested)
        self.open_panel(self.day_panel)

    def ask_float(self, standard: Money | None) -> None:
        """Ask for the float, which should be the standard one."""
        self.count_panel.ask_float(standard)
        self.open_panel(self.count_panel)

    def ask_count(self, *, is_again: bool) -> None:
        """Ask for the count that closes the shift, or for it once more."""
        self.count_panel.ask_all(is_again=is_again)
        self.open_panel(self.count_panel)

    def ask_cash(self, kind: CashMovementKind | None) -> None:
        """Ask how much and why; without a kind only why the drawer opens."""
        purpose = ReasonFor(kind.value) if kind else ReasonFor.NO_SALE
        self.cash_panel.ask(kind, self._reasons.get(purpose, ()))
        self.open_panel(self.cash_panel)

    def ask_sure(self, code: str, facts: dict[str, object], confirmed: Callable[[], None]) -> None:
        """Ask before something that cannot be taken back; Esc goes back to what was typed."""
        self._asked_from = self.panel
        self.confirm_panel.ask(code, facts, confirmed)
        self.open_panel(self.confirm_panel)

    def show_x(self, report: XReport, paper: Paper) -> None:
        """Show a report that closed nothing."""
        self.outcome.show_outcome(report)
        self._show_paper(paper)

    def show_z(self, report: ZReport, paper: Paper) -> None:
        """Show what closing came to."""
        self.outcome.show_outcome(report)
        self._show_paper(paper)

    # ------------------------------------------------------------------ words

    def retranslate(self) -> None:
        """Set the words."""
        words = (self.tr("Day and shift"), self.tr("Drawer"), self.tr("This till"))
        for caption, text in zip(self._captions, words, strict=True):
            caption.setText(text)

    # ------------------------------------------------------------------ paper

    def _show_paper(self, paper: Paper) -> None:
        self.close_panel()
        self.paper.show_paper(paper)
        self._show_paper_page(is_shown=True)
        self.move_keyboard()

    def _show_paper_page(self, *, is_shown: bool) -> None:
        self.scope = Scope.PAPER if is_shown else Scope.SHIFT
        self.outcome.setVisible(is_shown)
        self._tiles.setVisible(not is_shown)
        self._right.setCurrentWidget(self.paper if is_shown else self.card)

    def _on_leave_paper(self) -> None:
        if self.isVisible():
            self._show_paper_page(is_shown=False)
            self.move_keyboard()
            self.paper_left.emit()

    def _on_not_sure(self) -> None:
        if self._asked_from is not None:
            self.open_panel(self._asked_from)

    def _on_page_up(self) -> None:
        self.paper.turn(-1)

    def _on_page_down(self) -> None:
        self.paper.turn(1)
