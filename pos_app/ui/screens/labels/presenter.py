"""Shelf labels: chosen on the other pages, or due as a price changed; to the roll or to pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pos_app.domain.catalog import Item
from pos_app.domain.scan_data import ScanData, Source
from pos_app.errors import Refusal
from pos_app.receipts.labels import ShelfLabel, label_paper, shelf_label
from pos_app.services.counter import Counter
from pos_app.services.price_changes import LabelDue
from pos_app.services.stock_ground import ItemStock
from pos_app.ui.goods_rows import GoodsRow, Page
from pos_app.ui.goods_screen import GoodsScreen
from pos_app.ui.ports import Front, Printing, Reports

WritePages = Callable[[Sequence[ShelfLabel], Path], Path]
"""Writes pages of labels into a folder, and gives the file. Refuses: LABELS_NOT_WRITTEN."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Where labels go: the roll, pages made beside the till, and who makes those."""

    printing: Printing
    reports: Reports
    write_pages: WritePages


class LabelsScreen(GoodsScreen, Protocol):
    """The view needs nothing besides."""


class LabelsPresenter:
    """Keeps what is chosen until it is printed."""

    def __init__(self, view: LabelsScreen, counter: Counter, front: Front, ways: Ways) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self._ways = ways
        self._chosen: dict[str, Item] = {}

    def on_page(self) -> None:
        """F5: show what is chosen, and what is due because its price changed."""
        self._view.show_task("")
        self._view.show_rows(Page.LABELS, [])
        self._front.run(lambda: self._counter.office.price_changes.labels_due(), self._on_due)

    def _on_due(self, due: tuple[LabelDue, ...]) -> None:
        for entry in due:
            self._take(entry.item)
        self._show()

    def on_scan(self, scan: ScanData) -> None:
        """Choose what was scanned."""

        def on_found(found: ItemStock) -> None:
            if found.item is not None:
                self._take(found.item)
            self._show(found.sku)

        self._front.run(lambda: self._counter.office.stock.scan(scan), on_found)

    def on_entered(self, text: str) -> None:
        """Choose what was typed."""
        self.on_scan(ScanData(text, source=Source.TYPED))

    def on_add(self) -> None:
        """F12: choose the marked item of any page."""
        row = self._view.marked()
        if row is None or row.item is None:
            self._front.notices.trouble(Refusal("LINE_NOT_MARKED"))
            return
        self._take(row.item)
        self._front.notices.clear()
        self._front.notices.tell("LABELS_CHOSEN", count=len(self._chosen))

    def on_give_up(self) -> None:
        """Del: take the marked one off."""
        row = self._view.marked()
        if row is not None:
            self._chosen.pop(row.sku, None)
            self._show()

    def on_go(self) -> None:
        """F9: print them on the roll."""
        labels = self._labels()
        if labels:
            self._ways.printing.print_paper(label_paper(labels))
            self._done("LABELS_PRINTED", count=len(labels))

    def on_pages(self) -> None:
        """F10: write them as pages for a desk printer."""
        labels = self._labels()
        if not labels:
            return

        def on_written(file: Path) -> None:
            self._done("LABELS_WRITTEN", count=len(labels), file=file)

        def on_folder(folder: Path) -> None:
            self._ways.reports.run(
                "labels", lambda _errand: self._ways.write_pages(labels, folder), on_written
            )

        self._front.run(lambda: self._counter.office.stock.labels_folder, on_folder)

    def _done(self, code: str, **facts: object) -> None:
        items = tuple(self._chosen.values())
        self._chosen.clear()
        self._show()

        def told(_done: None) -> None:
            self._front.notices.clear()
            self._front.notices.tell(code, **facts)

        self._front.run(lambda: self._counter.office.price_changes.labels_printed(items), told)

    def _labels(self) -> list[ShelfLabel]:
        labels = [shelf_label(item) for item in self._chosen.values()]
        if not labels:
            self._front.notices.trouble(Refusal("LABELS_NONE"))
        return labels

    def _take(self, item: Item) -> None:
        """Choose an item; one without a price has nothing to say on a shelf."""
        if item.price is not None:
            self._chosen[item.sku] = item

    def _show(self, marks: str = "") -> None:
        rows = [GoodsRow(item.sku, item) for item in self._chosen.values()]
        self._view.show_rows(Page.LABELS, rows, marks=marks)
