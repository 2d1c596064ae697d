"""The reports screen: closed shifts and days on the left, the paper on the right."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from pos_app.receipts.paper import Paper, Roll
from pos_app.ui import formats, theme
from pos_app.ui.action_names import ActionName, Scope
from pos_app.ui.actions import Actions
from pos_app.ui.screen import Screen
from pos_app.ui.screens.reports.contract import ReportRow
from pos_app.ui.widgets.buttons import ActionButton
from pos_app.ui.widgets.export_panel import ExportPanel
from pos_app.ui.widgets.function_key import FunctionKey
from pos_app.ui.widgets.keypad import Keypad
from pos_app.ui.widgets.label import wrapped_label
from pos_app.ui.widgets.paper_frame import PaperFrame
from pos_app.ui.widgets.table import RIGHT, Column, SnapshotModel, SnapshotTable

_A = ActionName
_RIGHT_WIDTH = 470


class ReportsView(Screen):
    """Shows what was closed.

    Signals: ``report_marked()`` when another report is marked.
    """

    scope = Scope.REPORTS
    report_marked = Signal()

    def __init__(self, actions: Actions, roll: Roll) -> None:
        super().__init__(actions)
        self._offset_minutes = 0
        self.model: SnapshotModel[ReportRow] = SnapshotModel(
            (
                Column(120, lambda row: row.business_date),
                Column(150, self._name, is_strong=True),
                Column(0, lambda row: row.shift.operator_name if row.shift else ""),
                Column(130, self._times),
                Column(130, lambda row: formats.money(row.counted), RIGHT),
                Column(130, self._difference, RIGHT, is_strong=True),
            ),
            self,
        )
        self.table = SnapshotTable(self.model, 48)
        self._nothing = wrapped_label("text")
        self._nothing.setContentsMargins(theme.px(24), theme.px(24), theme.px(24), theme.px(24))
        self.paper = PaperFrame(roll)
        self.keypad = Keypad()
        self._right = QStackedWidget()
        self._keys = tuple(
            FunctionKey(actions[name]) for name in (_A.BACK, _A.READ_X, _A.EXPORT_REPORT)
        )
        self._print = ActionButton(actions[_A.PRINT_REPORT], "pay")
        self.export_panel = ExportPanel(actions)
        self.prepare_panel(self.export_panel)
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._on_marked)
        actions[_A.PAPER_UP].triggered.connect(self._on_page_up)
        actions[_A.PAPER_DOWN].triggered.connect(self._on_page_down)
        self.retranslate()

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(theme.px(3), theme.px(3), theme.px(3), theme.px(3))
        inside.addWidget(self.table, 1)
        inside.addWidget(self._nothing, 1, Qt.AlignmentFlag.AlignTop)
        keys = QHBoxLayout()
        keys.setSpacing(theme.px(8))
        for key in self._keys:
            keys.addWidget(key, 1)
        left = QVBoxLayout()
        left.setSpacing(theme.px(8))
        left.addWidget(card, 1)
        left.addWidget(self.export_panel)
        left.addWidget(self.approval_panel)
        left.addLayout(self.letters_place)
        left.addLayout(keys)
        assert self.keypad is not None
        self._right.addWidget(self.paper)
        self._right.addWidget(self.keypad)
        right = QVBoxLayout()
        right.setSpacing(theme.px(8))
        right.addWidget(self._right, 1)
        right.addWidget(self._print)
        self._right.setFixedWidth(theme.px(_RIGHT_WIDTH))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(10))
        outer.addLayout(left, 1)
        outer.addLayout(right)

    # ------------------------------------------------------------------ what the desk asks

    def on_step(self, step: int) -> None:
        """Mark another report."""
        self.table.move_mark(step)

    def show_panel_place(self, *, is_open: bool) -> None:
        """Put the keypad beside the panel."""
        self._right.setCurrentIndex(1 if is_open else 0)
        for key in self._keys:
            key.setVisible(not is_open)

    # ------------------------------------------------------------------ what the presenter shows

    def show_time_zone(self, utc_offset_minutes: int) -> None:
        """Say how far the shop's own time is from UTC."""
        self._offset_minutes = utc_offset_minutes

    def show_reports(self, rows: Sequence[ReportRow]) -> None:
        """Replace the list and mark the newest."""
        self.model.show_rows(rows)
        self._nothing.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self.table.select(0)
        if not rows:
            self.report_marked.emit()

    def marked_report(self) -> ReportRow | None:
        """Give the one that is marked."""
        row = self.table.selected_row()
        return self.model.rows[row] if row is not None and self.model.rows else None

    def show_paper(self, paper: Paper | None) -> None:
        """Show a report as it is printed."""
        self.paper.show_paper(paper)
        for name in (_A.PRINT_REPORT, _A.EXPORT_REPORT):
            self.actions_table.set_possible(name, is_possible=paper is not None)

    def show_possible(self, *, can_read_x: bool) -> None:
        """Say whether a shift is open that could be read."""
        self.actions_table.set_possible(_A.READ_X, is_possible=can_read_x)

    # ------------------------------------------------------------------ words

    def retranslate(self) -> None:
        """Set the words."""
        self.model.show_headings(
            (
                self.tr("Business day"),
                self.tr("Report"),
                self.tr("Cashier"),
                self.tr("From – to"),
                self.tr("Counted"),
                self.tr("Over / short"),
            )
        )
        self._nothing.setText(
            self.tr("No shift was closed yet. Z reports stand here once the first one is.")
        )
        self.paper.show_nothing(self.tr("Choose a report, or read the open shift with F2."))
        self.table.viewport().update()

    def _name(self, row: ReportRow) -> str:
        words = self.tr("Z shift {number}") if row.shift else self.tr("Z day no. {number}")
        return words.replace("{number}", str(row.number))

    def _times(self, row: ReportRow) -> str:
        shift = row.shift
        if shift is None or shift.closed_ms is None:
            return ""
        opened = formats.local_time(shift.opened_ms, self._offset_minutes)
        return f"{opened}–{formats.local_time(shift.closed_ms, self._offset_minutes)}"

    def _difference(self, row: ReportRow) -> str:
        sign = "+" if row.over_short.minor > 0 else ""
        return f"{sign}{formats.money(row.over_short)}"

    # ------------------------------------------------------------------ keys

    def _on_marked(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.report_marked.emit()

    def _on_page_up(self) -> None:
        self.paper.turn(-1)

    def _on_page_down(self) -> None:
        self.paper.turn(1)
