"""The control room: what stands out, the journal, a shift replayed, the journal verified."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from pos_app.domain.audit import MOST_ROWS, AuditFilter, AuditRow, Exceptions, Replay
from pos_app.receipts.paper import Paper, Roll
from pos_app.ui import formats, theme
from pos_app.ui.action_names import ActionName, Scope
from pos_app.ui.actions import Actions
from pos_app.ui.screen import Screen
from pos_app.ui.screens.control.actions import PAGES, ControlAction
from pos_app.ui.screens.control.contract import Found
from pos_app.ui.screens.control.tables import ControlTables, ReasonName
from pos_app.ui.screens.control.where_panel import WherePanel
from pos_app.ui.widgets.buttons import ActionButton
from pos_app.ui.widgets.function_key import FunctionKey
from pos_app.ui.widgets.keypad import Keypad
from pos_app.ui.widgets.label import ElidedLabel, text_label, wrapped_label
from pos_app.ui.widgets.paper_frame import PaperFrame
from pos_app.ui.widgets.table import SnapshotTable

_C = ControlAction
_STANDING_OUT, _JOURNAL, _REPLAY, _VERIFY = range(4)
_NARROWING = (_C.SAME_OPERATOR, _C.SAME_KIND, _C.APPROVED, _C.WHERE)
_RIGHT_WIDTH = 400


class ControlView(Screen):
    """Shows what the journal holds.

    Signals: ``hidden()`` when another screen comes to the front; ``page_wanted(int)``.
    """

    scope = Scope.CONTROL
    hidden = Signal()
    page_wanted = Signal(int)

    def __init__(
        self, actions: Actions, roll: Roll, currency: str, reason_name: ReasonName
    ) -> None:
        super().__init__(actions)
        self.tables = ControlTables(currency, reason_name, self)
        self._wanted: AuditFilter | None = None
        self._shift: int | None = None
        self._replay: Replay | None = None
        self._verdict: tuple[Found | None, str] = (None, "")
        self._count: int | None = None
        self._title = ElidedLabel("title")
        self._state = text_label("strong")
        self._whole = wrapped_label("text")
        self._foot = wrapped_label("text")
        self._said = wrapped_label("heading")
        self._figures = SnapshotTable(self.tables.figures, 44)
        self._acts = SnapshotTable(self.tables.rows, 44)
        self._rows = SnapshotTable(self.tables.rows, 44)
        self._steps = SnapshotTable(self.tables.steps, 44)
        self._stack = QStackedWidget()
        self.paper = PaperFrame(roll)
        self.keypad = Keypad()
        self._right = QStackedWidget()
        self.where_panel = WherePanel(actions)
        self._back = FunctionKey(actions[ActionName.BACK])
        self._page_keys = tuple(FunctionKey(actions[name], "tender") for name in PAGES)
        self._keys = tuple(FunctionKey(actions[name]) for name in _NARROWING)
        self._receipt = ActionButton(actions[_C.SHOW_RECEIPT], "pay")
        self._lay_out()
        for table in (self._acts, self._rows, self._steps):
            table.selectionModel().currentRowChanged.connect(self._on_marked)
        self.prepare_panel(self.where_panel)
        self.where_panel.chosen.connect(self.move_keyboard)
        for number, name in enumerate(PAGES):
            self._page_keys[number].setCheckable(True)
            actions[name].triggered.connect(partial(self._on_page, number))
        actions[ActionName.PAPER_UP].triggered.connect(self._on_page_up)
        actions[ActionName.PAPER_DOWN].triggered.connect(self._on_page_down)
        self.retranslate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(4), 0, theme.px(4), 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._state)
        keys = QHBoxLayout()
        keys.setSpacing(theme.px(8))
        for key in (self._back, *self._page_keys, *self._keys):
            keys.addWidget(key, 1)
        left = QVBoxLayout()
        left.setSpacing(theme.px(8))
        left.addLayout(head)
        left.addWidget(self._card(), 1)
        left.addWidget(self.where_panel)
        left.addWidget(self.approval_panel)
        left.addLayout(keys)
        assert self.keypad is not None
        self._right.addWidget(self.paper)
        self._right.addWidget(self.keypad)
        self._right.setFixedWidth(theme.px(_RIGHT_WIDTH))
        self._receipt.setFixedWidth(theme.px(_RIGHT_WIDTH))
        right = QVBoxLayout()
        right.setSpacing(theme.px(8))
        right.addWidget(self._right, 1)
        right.addWidget(self._receipt)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(10))
        outer.addLayout(left, 1)
        outer.addLayout(right)

    def _card(self) -> QFrame:
        """Make the card of the four pages, with a line below for what they come to."""
        standing_out = QFrame()
        two = QVBoxLayout(standing_out)
        two.setContentsMargins(0, 0, 0, 0)
        two.addWidget(self._figures, 1)
        two.addWidget(self._acts, 1)
        verdict = QFrame()
        inside = QVBoxLayout(verdict)
        inside.setContentsMargins(theme.px(24), theme.px(24), theme.px(24), theme.px(24))
        inside.addWidget(self._said)
        inside.addStretch(1)
        for page in (standing_out, self._rows, self._steps, verdict):
            self._stack.addWidget(page)
        card = QFrame()
        card.setProperty("role", "card")
        body = QVBoxLayout(card)
        body.setContentsMargins(theme.px(3), theme.px(3), theme.px(3), theme.px(3))
        body.addWidget(self._stack, 1)
        body.addWidget(self._whole)
        body.addWidget(self._foot)
        self._whole.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), 0)
        self._foot.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        return card

    # ------------------------------------------------------------------ what the desk asks

    def on_step(self, step: int) -> None:
        """Mark another row."""
        self._table().move_mark(step)

    def show_panel_place(self, *, is_open: bool) -> None:
        """Hide the keys while a panel is open, and put the keypad beside it."""
        self._right.setCurrentIndex(1 if is_open else 0)
        for key in (self._back, *self._page_keys, *self._keys):
            key.setVisible(not is_open)

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that nobody looks any more."""
        super().hideEvent(event)
        self.hidden.emit()

    # ------------------------------------------------------------------ what the presenter shows

    def show_time_zone(self, utc_offset_minutes: int) -> None:
        """Say how far the shop's own time is from UTC."""
        self.tables.show_time_zone(utc_offset_minutes)

    def show_names(self, names: Mapping[str, str]) -> None:
        """Say how operators are called, by id."""
        self.tables.show_names(names)

    def show_goods(self, names: Mapping[str, tuple[str, str]]) -> None:
        """Say how goods of the rows are called, by SKU."""
        self.tables.show_goods(names)
        self.retranslate()

    def show_nothing(self) -> None:
        """Forget whatever was shown, and bring the first page to the front."""
        self._wanted = self._shift = self._replay = None
        self._verdict = (None, "")
        self.tables.figures.show_rows(())
        self.tables.steps.show_rows(())
        self.close_panel()
        self.show_page(_STANDING_OUT)

    def show_page(self, page: int) -> None:
        """Bring a page to the front."""
        self._stack.setCurrentIndex(page)
        for at, key in enumerate(self._page_keys):
            key.setChecked(at == page)
        self.tables.rows.show_rows(())
        self._count = None
        self._say()

    def show_question(self, wanted: AuditFilter, shift: int | None) -> None:
        """Say what is looked at, before the answer is there."""
        self._wanted, self._shift = wanted, shift
        narrowed = (wanted.operator is not None, bool(wanted.kinds), wanted.only_approved)
        for key, is_on in zip(self._keys, narrowed, strict=False):
            key.setCheckable(True)
            key.setChecked(is_on)
        self._say()

    def show_exceptions(self, found: Exceptions) -> None:
        """Replace what stands out."""
        self.tables.figures.show_rows(found.figures)
        self.tables.rows.show_rows(found.rows)
        self._figures.select(0)
        self._acts.select(0)
        self._count = len(found.rows)
        self._say()

    def show_rows(self, rows: Sequence[AuditRow]) -> None:
        """Replace the journal's rows; the newest is marked and stands first."""
        self.tables.rows.show_rows(tuple(reversed(rows)))
        self._rows.select(0)
        self._count = len(rows)
        self._say()

    def show_replay(self, replay: Replay | None) -> None:
        """Replace the replay."""
        self._replay = replay
        self.tables.steps.show_rows(replay.steps if replay else ())
        self._steps.select(0)
        self._count = len(replay.steps) if replay else None
        self._say()

    def show_verdict(self, found: Found | None, trouble: str) -> None:
        """Say how the check ended."""
        self._verdict = (found, trouble)
        self._say()

    def show_reading(self, done: float | None) -> None:
        """Show how far reading has come."""
        if done is None:
            self._say()
        else:
            self._state.setText(self.tr("Reading… {share}").replace("{share}", f"{done:.0%}"))

    def show_paper(self, paper: Paper | None) -> None:
        """Show a receipt as it was printed."""
        self.paper.show_paper(paper)

    def marked_row(self) -> AuditRow | None:
        """Give the row that is marked on the page in front."""
        page = self._stack.currentIndex()
        row = self._table().selected_row()
        if row is None or page == _VERIFY:
            return None
        if page == _REPLAY:
            return self.tables.steps.rows[row].row if self.tables.steps.rows else None
        return self.tables.rows.rows[row] if self.tables.rows.rows else None

    def ask_where(self, wanted: AuditFilter) -> None:
        """Ask for other days, a shift or a receipt."""
        self.where_panel.ask(wanted, is_of_shifts=self._stack.currentIndex() == _REPLAY)
        self.open_panel(self.where_panel)

    # ------------------------------------------------------------------ words and keys

    def retranslate(self) -> None:
        """Set the words."""
        self.tables.retranslate()
        for table in (self._figures, self._acts, self._rows, self._steps):
            table.viewport().update()
        self._say()

    def _table(self) -> SnapshotTable:
        return (self._acts, self._rows, self._steps, self._rows)[self._stack.currentIndex()]

    def _say(self) -> None:
        page = self._stack.currentIndex()
        self._title.setText(self._heading(page))
        count = "" if self._count is None else f"{self._count:,}"
        self._state.setText(self.tr("{count} rows").replace("{count}", count) if count else "")
        shift = self.tr("Other shift") if page == _REPLAY else ""
        self._keys[_NARROWING.index(_C.WHERE)].set_words(shift)
        self._foot.setText(self._below(page))
        self._foot.setVisible(bool(self._foot.text()))
        self._said.setText(self._found())
        self._on_marked()

    def _heading(self, page: int) -> str:
        wanted = self._wanted
        if page == _VERIFY:
            return self.tr("Is the journal as it was written?")
        if wanted is None:
            return self.tr("Control room")
        if page == _REPLAY:
            number = "–" if self._shift is None else str(self._shift)
            return self.tr("Shift {number}, step by step").replace("{number}", number)
        days = wanted.first if wanted.first == wanted.last else f"{wanted.first} – {wanted.last}"
        parts = [days, self.tables.name(wanted.operator), wanted.receipt]
        return " · ".join(part for part in parts if part)

    def _below(self, page: int) -> str:
        if self._wanted is None:
            return self.tr("Nothing is shown without leave to look: F1 asks for it again.")
        if page == _REPLAY:
            return self._below_replay()
        if page == _VERIFY:
            return ""
        if self._count == 0:
            return self.tr("Nothing of the kind. Left and Right go to other days.")
        if self._count == MOST_ROWS:
            text = self.tr("These are the latest {count} rows only; F8 looks at fewer days.")
            return text.replace("{count}", f"{MOST_ROWS:,}")
        if page == _STANDING_OUT:
            return self.tr("A figure leads to rows, not to a verdict: look at the receipts first.")
        return ""

    def _below_replay(self) -> str:
        replay = self._replay
        if self._shift is None:
            return self.tr("No shift is open. F8 asks for the number of one.")
        if replay is None or replay.counted is None or replay.expected is None:
            return ""
        difference = replay.counted - replay.expected
        text = self.tr("By the journal {expected}, counted {counted}: {difference}")
        sign = "+" if difference.minor > 0 else ""
        for name, amount in (
            ("{expected}", formats.money(replay.expected)),
            ("{counted}", formats.money(replay.counted)),
            ("{difference}", f"{sign}{formats.money(difference)}"),
        ):
            text = text.replace(name, amount)
        return text

    def _found(self) -> str:
        verdict, trouble = self._verdict
        if verdict is None:
            return self.tr("Every page, row, signature and sale is checked. The till sells on.")
        if trouble:
            text = self.tr(
                "Something is not as it was written ({trouble}). Call for support, and change "
                "nothing on this machine: `verify` names the place."
            )
            return "✗ " + text.replace("{trouble}", trouble)
        text = "✓ " + self.tr(
            "Nothing was tampered with: {rows} journal rows and {sales} transactions are as they "
            "were written."
        )
        return text.replace("{rows}", f"{verdict.rows:,}").replace("{sales}", f"{verdict.sales:,}")

    def _on_marked(self) -> None:
        """Say the marked row as a whole: in its line there is no room for all of it."""
        row = self.marked_row()
        has_receipt = row is not None and bool(row.receipt or row.said.get("of"))
        self.actions_table.set_possible(_C.SHOW_RECEIPT, is_possible=has_receipt)
        there = self.tr("F9 shows the receipt of the marked row.")
        missing = self.tr("The marked row has no receipt.")
        self.paper.show_nothing("" if row is None else there if has_receipt else missing)
        self._whole.setText("" if row is None else self.tables.whole(row))
        self._whole.setVisible(row is not None)

    def _on_page(self, number: int) -> None:
        self.page_wanted.emit(number)

    def _on_page_up(self) -> None:
        if self.isVisible():
            self.paper.turn(-1)

    def _on_page_down(self) -> None:
        if self.isVisible():
            self.paper.turn(1)
