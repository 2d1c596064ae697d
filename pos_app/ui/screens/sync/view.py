"""The page about the cloud: how things stand above, one of four tables below, keys to the right."""

from collections.abc import Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.domain.synced import Lasting
from pos_app.ui import cloud_codes, theme
from pos_app.ui.action_names import ActionName, Scope
from pos_app.ui.actions import Actions
from pos_app.ui.cloud_words import CloudWords
from pos_app.ui.screen import Screen
from pos_app.ui.screens.sync.connect_panel import ConnectPanel
from pos_app.ui.screens.sync.contract import ReceiptRow
from pos_app.ui.screens.sync.state_card import StateCard
from pos_app.ui.screens.sync.tables import Tables, day_rows
from pos_app.ui.widgets.buttons import ActionButton
from pos_app.ui.widgets.fields import EntryField
from pos_app.ui.widgets.function_key import FunctionKey
from pos_app.ui.widgets.keypad import Keypad
from pos_app.ui.widgets.label import ElidedLabel
from pos_app.ui.widgets.table import SnapshotModel, SnapshotTable

Row = TypeVar("Row")

_A = ActionName
_TABLE_KEYS = (_A.SYNC_RECEIPTS, _A.SYNC_MATTERS, _A.SYNC_DAYS, _A.SYNC_FEEDS)
_RECEIPTS, _MATTERS, _DAYS, _FEEDS = range(4)
_RIGHT_WIDTH = 400


class SyncView(Screen):
    """Shows what is safe, what waits and who must act.

    Signals: ``searched(str)`` at Enter; ``hidden()`` when another screen comes to the front.
    """

    scope = Scope.SYNC
    searched = Signal(str)
    hidden = Signal()

    def __init__(self, actions: Actions, currency: str) -> None:
        super().__init__(actions)
        self._currency = currency
        self.card = StateCard()
        self.tables = Tables(currency, self)
        self._views = (
            SnapshotTable(self.tables.receipts, 44),
            SnapshotTable(self.tables.matters, 48),
            SnapshotTable(self.tables.days, 44),
            SnapshotTable(self.tables.feeds, 44),
        )
        self._stack = QStackedWidget()
        self.detail = ElidedLabel("caption")
        self.field = EntryField("pin")
        self.field.setMaxLength(40)
        self.field.entered.connect(self._on_entered)
        self.keypad = Keypad()
        self.connect_panel = ConnectPanel(actions)
        self._back = FunctionKey(actions[_A.BACK])
        self._table_keys = tuple(FunctionKey(actions[name], "tender") for name in _TABLE_KEYS)
        self._connect = FunctionKey(actions[_A.SYNC_CONNECT])
        self._now = ActionButton(actions[_A.SYNC_NOW], "pay")
        self._lay_out()
        self.prepare_panel(self.connect_panel)
        self.connect_panel.chosen.connect(self.move_keyboard)
        for number, name in enumerate(_TABLE_KEYS):
            self._table_keys[number].setCheckable(True)
            actions[name].triggered.connect(partial(self._on_table, number))
        for view in self._views:
            view.selectionModel().currentRowChanged.connect(self._on_marked)
        self._choose(_RECEIPTS)
        self.retranslate()

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setProperty("role", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(theme.px(3), theme.px(3), theme.px(3), theme.px(3))
        inside.addWidget(self._stack, 1)
        inside.addWidget(self.detail)
        self.detail.setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(4))
        for view in self._views:
            self._stack.addWidget(view)
        keys = QHBoxLayout()
        keys.setSpacing(theme.px(8))
        for key in (self._back, *self._table_keys, self._connect):
            keys.addWidget(key, 1)
        left = QVBoxLayout()
        left.setSpacing(theme.px(8))
        left.addWidget(self.card)
        left.addWidget(frame, 1)
        left.addWidget(self.connect_panel)
        left.addWidget(self.approval_panel)
        left.addLayout(self.letters_place)
        left.addLayout(keys)
        assert self.keypad is not None
        right = QVBoxLayout()
        right.setSpacing(theme.px(8))
        right.addWidget(self.field)
        right.addWidget(self.keypad, 1)
        right.addWidget(self._now)
        side = QWidget()
        side.setLayout(right)
        side.setFixedWidth(theme.px(_RIGHT_WIDTH))
        right.setContentsMargins(0, 0, 0, 0)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(10))
        outer.addLayout(left, 1)
        outer.addWidget(side)

    # ------------------------------------------------------------------ what the desk asks

    def home_field(self) -> QWidget:
        """Everything typed looks for a receipt."""
        return self.field

    def on_step(self, step: int) -> None:
        """Mark another row."""
        self._views[self._stack.currentIndex()].move_mark(step)

    def show_panel_place(self, *, is_open: bool) -> None:
        """Hide the keys while a panel is open."""
        for key in (self._back, *self._table_keys, self._connect):
            key.setVisible(not is_open)

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that nobody looks any more."""
        super().hideEvent(event)
        self.hidden.emit()

    # ------------------------------------------------------------------ what the presenter shows

    def show_time_zone(self, utc_offset_minutes: int) -> None:
        """Say how far the shop's own time is from UTC."""
        self.tables.show_time_zone(utc_offset_minutes)

    def show_state(self, words: CloudWords | None) -> None:
        """Say how things stand this minute."""
        self.card.show_state(words)

    def show_receipts(self, rows: Sequence[ReceiptRow]) -> None:
        """Replace the receipts; the mark stays where it is."""
        self._replace(_RECEIPTS, self.tables.receipts, tuple(rows))
        self._say_detail()

    def show_lasting(self, lasting: Lasting) -> None:
        """Replace everything else."""
        self.card.show_lasting(lasting)
        tables = self.tables
        self._replace(_MATTERS, tables.matters, lasting.matters)
        self._replace(_DAYS, tables.days, day_rows(lasting.days, self._currency))
        self._replace(_FEEDS, tables.feeds, lasting.feeds)
        count = len(lasting.matters)
        self._table_keys[_MATTERS].set_detail(str(count) if count else "")
        self._say_detail()

    def show_possible(self, *, can_sync: bool, can_connect: bool) -> None:
        """Grey out what makes no sense now."""
        self.actions_table.set_possible(_A.SYNC_NOW, is_possible=can_sync)
        self.actions_table.set_possible(_A.SYNC_CONNECT, is_possible=can_connect)

    def begin_receipts(self) -> None:
        """Bring the receipts to the front, with nothing typed."""
        self.field.clear()
        self._choose(_RECEIPTS)

    def ask_connection(self, address: str) -> None:
        """Ask for the address and the one-time code."""
        self.connect_panel.ask(address)
        self.open_panel(self.connect_panel)

    # ------------------------------------------------------------------ words and keys

    def retranslate(self) -> None:
        """Set the words."""
        self.card.retranslate()
        self.tables.retranslate()
        self.field.setPlaceholderText(self.tr("Find a receipt by its number"))
        for view in self._views:
            view.viewport().update()
        self._say_detail()

    def _choose(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        for at, key in enumerate(self._table_keys):
            key.setChecked(at == number)
        self._say_detail()

    def _replace(self, number: int, model: SnapshotModel[Row], rows: tuple[Row, ...]) -> None:
        """Replace the rows of a table; the mark stays where it is."""
        if model.rows == rows:
            return
        marked = self._views[number].selected_row() or 0
        model.show_rows(rows)
        self._views[number].select(min(marked, max(0, len(rows) - 1)))

    def _say_detail(self) -> None:
        """Say below the table what its marked row asks for, or that there is none."""
        number = self._stack.currentIndex()
        rows = self._views[number].model().rowCount()
        if rows == 0:
            self.detail.setText(self._nothing(number))
        elif number == _MATTERS:
            matter = self.tables.matters.rows[self._views[number].selected_row() or 0]
            words = self.tr("{who}: {what}").replace("{who}", cloud_codes.who(matter.who))
            self.detail.setText(words.replace("{what}", cloud_codes.what_to_do(matter.who)))
        elif number == _RECEIPTS:
            self.detail.setText(
                self.tr("recorded here → sent → acknowledged by the cloud → applied → reconciled")
            )
        else:
            self.detail.setText("")

    def _nothing(self, number: int) -> str:
        return (
            self.tr("No such receipt on this till."),
            self.tr("Nothing needs anybody."),
            self.tr("No day was closed yet. Both sides are compared after a day is closed."),
            self.tr("Nothing comes from head office yet."),
        )[number]

    def _on_table(self, number: int) -> None:
        self._choose(number)

    def _on_entered(self, text: str) -> None:
        self._choose(_RECEIPTS)
        self.field.selectAll()
        self.searched.emit(text)

    def _on_marked(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._say_detail()
