"""Builds the room for goods, when it is first entered, and sends each key to whose page it is."""

from collections.abc import Callable, Sequence
from pathlib import Path

from pos_app.domain.scan_data import ScanData
from pos_app.domain.stock import check_code
from pos_app.errors import Refusal
from pos_app.receipts.labels import ShelfLabel
from pos_app.ui import formats
from pos_app.ui.connections import Connections
from pos_app.ui.goods_rows import Page
from pos_app.ui.label_pages import write_label_pages
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.deliveries.presenter import DeliveryPresenter
from pos_app.ui.screens.labels.presenter import LabelsPresenter, Ways
from pos_app.ui.screens.stock.actions import SPECS, StockAction
from pos_app.ui.screens.stock.presenter import StockPresenter
from pos_app.ui.screens.stock.view import StockView
from pos_app.ui.screens.stocktake.presenter import StocktakePresenter

_S = StockAction
_COUNTING = (Page.COUNT, Page.REVIEW)


class StockRoom:
    """Keeps the four presenters and their one view."""

    def __init__(self, shared: Connections) -> None:
        self._shared = shared
        shared.actions.learn(SPECS)
        self.view = StockView(shared.actions)
        shared.window.add_screen(ScreenName.STOCK, self.view)
        self._offset = shared.printing.letterhead().utc_offset_minutes
        self.view.about.show_time_zone(self._offset)
        counter, front = shared.counter, shared.front
        self.stock = StockPresenter(self.view, counter, front)
        self.deliveries = DeliveryPresenter(self.view, counter, front)
        self.counting = StocktakePresenter(self.view, counter, front, shared.printing)
        ways = Ways(shared.printing, shared.reports, self._write_pages)
        self.labels = LabelsPresenter(self.view, counter, front, ways)
        self._connect()

    def _connect(self) -> None:
        view, stock = self.view, self.stock
        view.shown.connect(stock.on_shown)
        view.scanned.connect(self._on_scan)
        view.entered.connect(self._on_entered)
        view.searched.connect(stock.on_searched)
        for panel in (view.loss_panel, view.found_panel):
            panel.answered.connect(stock.on_adjusted)
            panel.left_empty.connect(stock.on_field_missing)
            panel.reason_missing.connect(stock.on_reason_missing)
        view.delivery_panel.taken.connect(self.deliveries.on_taken)
        view.delivery_panel.begun.connect(self.deliveries.on_begun)
        view.count_panel.taken.connect(self.counting.on_taken)
        view.count_panel.begun.connect(self.counting.on_begun)
        view.approval_panel.approved.connect(self._on_approved)
        view.approval_panel.left.connect(self._on_left)
        for name, method in (
            (_S.ON_HAND, stock.on_page),
            (_S.DELIVERY, self.deliveries.on_page),
            (_S.COUNT, self.counting.on_page),
            (_S.LISTS, stock.on_lists),
            (_S.LABELS, self.labels.on_page),
            (_S.QUANTITY, self._on_amount),
            (_S.TAKE_OFF, stock.on_take_off),
            (_S.PUT_ON, stock.on_put_on),
            (_S.GO, self._on_go),
            (_S.COST, self._on_cost),
            (_S.ADD_LABEL, self._on_add_label),
            (_S.GIVE_UP, self._on_give_up),
        ):
            self._shared.actions[name].triggered.connect(method)

    def _on_scan(self, scan: ScanData) -> None:
        if self.counting.takes_code(scan.text):
            return
        if self.view.asks_for_code:
            self._answer(scan)
            return
        self._whose(
            self.stock.on_scan,
            self.deliveries.on_scan,
            self.counting.on_scan,
            self.labels.on_scan,
        )(scan)

    def _answer(self, scan: ScanData) -> None:
        """Put a scanned number into the question which delivery, or which part of the shop."""
        notices = self._shared.front.notices
        try:
            code = check_code(scan.text)
        except Refusal as refusal:
            notices.trouble(refusal)
            return
        notices.clear()
        self.view.offer_code(code)

    def _on_entered(self, text: str) -> None:
        if not self.counting.takes_code(text):
            self._whose(
                self.stock.on_entered,
                self.deliveries.on_entered,
                self.counting.on_entered,
                self.labels.on_entered,
            )(text)

    def _on_approved(self, number: str, pin: str) -> None:
        self._whose(
            self.stock.approving.on_approved,
            self.deliveries.approving.on_approved,
            self.counting.approving.on_approved,
            self.stock.approving.on_approved,
        )(number, pin)

    def _on_left(self) -> None:
        for presenter in (self.stock, self.deliveries, self.counting):
            presenter.approving.on_left()

    def _on_amount(self) -> None:
        if self.view.page is Page.DELIVERY:
            self.deliveries.on_amount()
        elif self.view.page is Page.COUNT:
            self.counting.on_amount()
        elif self.view.page is Page.LOW:
            self.stock.on_cover_days()

    def _on_cost(self) -> None:
        if self.view.page is Page.DELIVERY:
            self.deliveries.on_cost()
        elif self.view.page is Page.COUNT:
            self.counting.on_leave_out()
        elif self.view.page is Page.LOW:
            self.stock.on_lead_days()
        elif self.view.page is Page.LABELS:
            self.labels.on_pages()

    def _on_add_label(self) -> None:
        if self.view.page is Page.COUNT:
            self.counting.on_print_code()
        else:
            self.labels.on_add()

    def _on_go(self) -> None:
        if self.view.page is Page.DELIVERY:
            self.deliveries.on_go()
        elif self.view.page in _COUNTING:
            self.counting.on_go()
        elif self.view.page is Page.LABELS:
            self.labels.on_go()

    def _on_give_up(self) -> None:
        if self.view.page is Page.DELIVERY:
            self.deliveries.on_give_up()
        elif self.view.page in _COUNTING:
            self.counting.on_give_up()
        elif self.view.page is Page.LABELS:
            self.labels.on_give_up()

    def _whose(
        self,
        on_hand: Callable[..., None],
        delivery: Callable[..., None],
        count: Callable[..., None],
        labels: Callable[..., None],
    ) -> Callable[..., None]:
        page = self.view.page
        if page in _COUNTING:
            return count
        return {Page.DELIVERY: delivery, Page.LABELS: labels}.get(page, on_hand)

    def _write_pages(self, labels: Sequence[ShelfLabel], folder: Path) -> Path:
        moment = formats.local_moment(self._shared.window.clock.wall_ms(), self._offset)
        digits = "".join(character for character in moment if character.isdigit())
        file = folder / f"labels-{digits}.pdf"
        write_label_pages(labels, file)
        return file
