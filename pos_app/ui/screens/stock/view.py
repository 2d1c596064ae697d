"""The room for goods: a field, one of nine tables, what it says of the marked line, and keys."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.domain.quantity import ONE, Quantity
from pos_app.domain.shop import Reason
from pos_app.ui import theme
from pos_app.ui.action_names import ActionName, Scope
from pos_app.ui.actions import Actions
from pos_app.ui.goods_rows import LISTS, GoodsRow, Page
from pos_app.ui.screen import Screen
from pos_app.ui.screens.stock.about import AboutCard
from pos_app.ui.screens.stock.actions import StockAction
from pos_app.ui.screens.stock.panels import AdjustPanel, DeliveryPanel, SectionPanel, TaskPanel
from pos_app.ui.screens.stock.tables import GoodsTables
from pos_app.ui.widgets.buttons import ActionButton
from pos_app.ui.widgets.function_key import FunctionKey
from pos_app.ui.widgets.keypad import Keypad
from pos_app.ui.widgets.reason_picker import Choice
from pos_app.ui.widgets.scan_field import ScanField
from pos_app.ui.widgets.table import SnapshotTable

_S = StockAction
_PAGES = (_S.ON_HAND, _S.DELIVERY, _S.COUNT, _S.LISTS, _S.LABELS)
_KEYS = (
    *_PAGES,
    _S.QUANTITY,
    _S.TAKE_OFF,
    _S.PUT_ON,
    _S.COST,
    _S.ADD_LABEL,
    _S.GIVE_UP,
)
_KEY_OF_PAGE = {
    Page.ON_HAND: _S.ON_HAND,
    Page.DELIVERY: _S.DELIVERY,
    Page.COUNT: _S.COUNT,
    Page.REVIEW: _S.COUNT,
    Page.LABELS: _S.LABELS,
} | dict.fromkeys(LISTS, _S.LISTS)
_TASKS = (Page.DELIVERY, Page.COUNT, Page.REVIEW)
_POSSIBLE = {
    _S.QUANTITY: (Page.DELIVERY, Page.COUNT, Page.LOW),
    _S.COST: (Page.DELIVERY, Page.COUNT, Page.LABELS, Page.LOW),
    _S.GIVE_UP: (*_TASKS, Page.LABELS),
    _S.GO: (*_TASKS, Page.LABELS),
    _S.TAKE_OFF: (Page.ON_HAND, *LISTS),
    _S.PUT_ON: (Page.ON_HAND, *LISTS),
    _S.ADD_LABEL: (Page.ON_HAND, Page.DELIVERY, Page.COUNT, *LISTS),
}
_RIGHT_WIDTH = 360


class StockView(Screen):
    """Shows goods; which presenter hears of a key goes by ``page``.

    Signals: ``entered(str)`` at Enter; ``searched(str)`` while typing.
    """

    scope = Scope.STOCK
    entered = Signal(str)
    searched = Signal(str)

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self.page = Page.ON_HAND
        self.tables = GoodsTables(self)
        self._views = {page: SnapshotTable(model, 46) for page, model in self.tables.models.items()}
        self._stack = QStackedWidget()
        self.field = ScanField()
        self.field.entered.connect(self._on_entered)
        self.field.typed.connect(self._on_typed)
        self.about = AboutCard(self.tables)
        self.keypad = Keypad()
        self.loss_panel = AdjustPanel(actions, is_loss=True)
        self.found_panel = AdjustPanel(actions, is_loss=False)
        self.delivery_panel = DeliveryPanel(actions)
        self.count_panel = SectionPanel(actions)
        self._back = FunctionKey(actions[ActionName.BACK])
        self._keys = {
            name: FunctionKey(actions[name], "tender" if name in _PAGES else "key")
            for name in _KEYS
        }
        for name in _PAGES:
            self._keys[name].setCheckable(True)
        self._go = ActionButton(actions[_S.GO], "pay")
        self._lay_out()
        for view in self._views.values():
            view.selectionModel().currentRowChanged.connect(self._on_marked)
        self.delivery_panel.chosen.connect(self.move_keyboard)
        self.show_rows(Page.ON_HAND, ())
        self.retranslate()

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setProperty("role", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(theme.px(3), theme.px(3), theme.px(3), theme.px(3))
        inside.addWidget(self._stack, 1)
        for view in self._views.values():
            self._stack.addWidget(view)
        keys = QHBoxLayout()
        keys.setSpacing(theme.px(6))
        for key in (self._back, *self._keys.values()):
            keys.addWidget(key, 1)
        left = QVBoxLayout()
        left.setSpacing(theme.px(8))
        left.addWidget(self.field)
        left.addWidget(frame, 1)
        panels = (self.loss_panel, self.found_panel, self.delivery_panel, self.count_panel)
        for panel in panels:
            self.prepare_panel(panel)
            left.addWidget(panel)
        left.addWidget(self.confirm_panel)
        left.addWidget(self.approval_panel)
        left.addLayout(self.letters_place)
        left.addLayout(keys)
        assert self.keypad is not None
        right = QVBoxLayout()
        right.setSpacing(theme.px(8))
        right.addWidget(self.about)
        right.addWidget(self.keypad, 1)
        right.addWidget(self._go)
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
        """Everything typed goes to the field."""
        return self.field

    def on_step(self, step: int) -> None:
        """Mark another line."""
        self._views[self.page].move_mark(step)

    def show_panel_place(self, *, is_open: bool) -> None:
        """Hide the keys while a panel is open."""
        for key in (self._back, *self._keys.values()):
            key.setVisible(not is_open)

    def is_in_front(self) -> bool:
        """Tell whether anybody looks."""
        return self.isVisible()

    # ------------------------------------------------------------------ what presenters show

    def show_rows(self, page: Page, rows: Sequence[GoodsRow], *, marks: str = "") -> None:
        """Bring a page to the front; the mark stays on its line, or goes to ``marks``."""
        view, model = self._views[page], self.tables.models[page]
        at = view.selected_row()
        before = model.rows[at] if at is not None and at < len(model.rows) else None
        model.show_rows(tuple(rows))
        self.page = page
        self._stack.setCurrentWidget(view)
        view.select(_place(rows, marks, before))
        for name, pages in _POSSIBLE.items():
            self.actions_table.set_possible(name, is_possible=page in pages)
        for name in _PAGES:
            self._keys[name].setChecked(name is _KEY_OF_PAGE[page])
        self.say()

    def show_task(self, title: str, partner: str = "", code: str = "") -> None:
        """Say what is at hand."""
        self.about.show_task(title, partner, code)

    def show_left(self, left: int) -> None:
        """Say how many sales are not in the figures yet."""
        self.about.show_left(left)
        self.say()

    def marked(self) -> GoodsRow | None:
        """Give the row that the keys act on."""
        rows, at = self.tables.models[self.page].rows, self._views[self.page].selected_row()
        return rows[at] if at is not None and at < len(rows) else None

    def take_typed(self) -> str:
        """Give what stands in the field, and empty it."""
        return self.field.take_text()

    def put_back(self, text: str) -> None:
        """Put a text back to be mended."""
        self.field.setText(text)
        self.field.selectAll()

    def ask_adjust(self, row: GoodsRow, reasons: tuple[Reason, ...], *, is_loss: bool) -> None:
        """Ask how many, and why; of a lot near its last day what is left is offered."""
        panel = self.loss_panel if is_loss else self.found_panel
        choices = tuple(Choice(r.code, r.name_zh, r.name_en) for r in reasons)
        offered = Quantity(row.expiring.left) if row.expiring and is_loss else ONE
        panel.ask(row, choices, offered)
        self.open_panel(panel)

    def ask_delivery(self, names: tuple[str, ...]) -> None:
        """Ask which delivery."""
        self.delivery_panel.begin(names)
        self.open_panel(self.delivery_panel)

    def ask_count(self, names: tuple[str, ...]) -> None:
        """Ask which section."""
        self.count_panel.begin(names)
        self.open_panel(self.count_panel)

    @property
    def asks_for_code(self) -> bool:
        """Whether a question is open that a scanned number answers."""
        return isinstance(self.panel, TaskPanel)

    def offer_code(self, code: str) -> None:
        """Put a scanned number into the question."""
        assert isinstance(self.panel, TaskPanel)
        self.panel.offer(code)

    def ask_sure(self, code: str, facts: dict[str, object], confirmed: Callable[[], None]) -> None:
        """Ask before something that cannot be taken back."""
        self.confirm_panel.ask(code, facts, confirmed)
        self.open_panel(self.confirm_panel)

    # ------------------------------------------------------------------ words

    def retranslate(self) -> None:
        """Set the words."""
        self.tables.retranslate()
        for view in self._views.values():
            view.viewport().update()
        self.say()

    def say(self) -> None:
        """Say of the marked line what there is to say."""
        rows = self.tables.models[self.page].rows
        hint = self.tr("Scan, or type a code (names are found with F1)")
        if self._finds_names():
            hint = self.tr("Scan, or type a code, a name or its initials")
        self.field.setPlaceholderText(hint)
        self.about.show_row(self.page, rows, self.marked())
        self._views[self.page].say_nothing(self.about.words.text())
        words = {Page.LABELS: self.tr("Print"), Page.COUNT: self.tr("Look through")}
        self._go.set_words(words.get(self.page, ""))
        costs = {
            Page.LABELS: self.tr("A4 pages"),
            Page.COUNT: self.tr("Leave out"),
            Page.LOW: self.tr("Lead days"),
        }
        self._keys[_S.COST].set_words(costs.get(self.page, ""))
        slip = self.tr("Print code") if self.page is Page.COUNT else ""
        self._keys[_S.ADD_LABEL].set_words(slip)
        cover = self.tr("Cover days") if self.page is Page.LOW else ""
        self._keys[_S.QUANTITY].set_words(cover)

    def _on_marked(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.say()

    def _on_entered(self, _text: str) -> None:
        text = self.take_typed()
        if text:
            self.entered.emit(text)

    def _on_typed(self, text: str) -> None:
        is_figure = self.page is Page.LOW and text.isdigit()
        if self._finds_names() and not is_figure:
            self.searched.emit(text)

    def _finds_names(self) -> bool:
        return self.page is Page.ON_HAND or self.page in LISTS


def _place(rows: Sequence[GoodsRow], marks: str, before: GoodsRow | None) -> int:
    """Find the row to mark: the wanted item, else the line that was marked, else the first."""
    wanted = marks or (before.sku if before else "")
    line = before.line if before and not marks else 0
    for exact in (True, False):
        for at, row in enumerate(rows):
            if row.sku == wanted and (not exact or not line or row.line == line):
                return at
    return 0
