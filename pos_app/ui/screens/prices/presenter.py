"""Plans shelf prices, withdraws and applies them, and lists the labels they make wrong."""

from collections.abc import Sequence

from pos_app.domain.barcode.item import ItemScan
from pos_app.domain.catalog import Item
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.domain.operators import Approval
from pos_app.domain.scan_data import ScanData
from pos_app.errors import Refusal
from pos_app.services.counter import Counter
from pos_app.services.price_changes import LabelDue, PriceBook, PriceRow
from pos_app.ui import formats
from pos_app.ui.approving import Approving
from pos_app.ui.forms import Answer
from pos_app.ui.ports import Front
from pos_app.ui.scanning import read_scan, take_badge
from pos_app.ui.screens.prices.contract import Part, PriceLine, PricesScreen


class PricesPresenter:
    """One for the screen."""

    def __init__(self, view: PricesScreen, counter: Counter, front: Front) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self.approving = Approving(view, front, lambda: counter.approvals)
        self._part = Part.COMING
        self._book: PriceBook | None = None
        self._labels: tuple[LabelDue, ...] = ()
        self._found: tuple[Item, ...] = ()

    def on_shown(self) -> None:
        """Read what is coming, what is done, and which labels are due."""
        if self._front.attendance.session is not None:
            self._front.run(self._read, self._show)

    def on_part(self, part: Part) -> None:
        """Show another part."""
        self._part = part
        self._show_lines()

    def on_marked(self) -> None:
        """Grey out what makes no sense for the marked row."""
        line = self._view.marked_line()
        is_own = self._book is not None and not self._book.is_from_cloud
        self._view.show_possible(
            can_withdraw=self._part is Part.COMING and line is not None,
            can_note=self._part is Part.LABELS and line is not None,
            can_price=is_own and line is not None and line.item is not None,
        )

    def on_find(self) -> None:
        """Ask for goods."""
        self._view.ask_find()

    def on_find_answered(self, answer: Answer) -> None:
        """Look for them."""
        self._find(answer.texts["text"])

    def on_scan(self, scan: ScanData) -> None:
        """Look for what was scanned; a badge goes into the approval panel."""
        scanned = read_scan(scan, self._front.notices)
        if isinstance(scanned, ItemScan):
            self._find(formats.gtin(scanned.gtin))
        else:
            take_badge(scanned, self._view.offer_badge, self._front.notices)

    def on_new_price(self) -> None:
        """Ask for the marked item's new price, where head office has not the say."""
        line, book = self._view.marked_line(), self._book
        if line is not None and line.item is not None and book and not book.is_from_cloud:
            self._view.ask_price(line, book.next_date)

    def on_price_answered(self, answer: Answer) -> None:
        """Plan it."""
        line, price = self._view.marked_line(), answer.money["price"]
        if line is None:
            return
        if price is None:
            self._front.notices.trouble(Refusal("SHELF_PRICE_MISSING"))
            return
        date = None if answer.choice == "at_once" else answer.dates["date"]
        if date is None and answer.choice != "at_once":
            self._front.notices.trouble(Refusal("DATE_WRONG"))
            return
        until = answer.dates["until"]
        if until is None and answer.texts["until"].strip():
            self._front.notices.trouble(Refusal("DATE_WRONG"))
            return
        self.approving.attempt(
            lambda approval: self._counter.office.price_changes.plan(
                line.sku, price, date, approval, until
            ),
            lambda row: self._on_planned(row, until),
        )

    def on_withdraw(self) -> None:
        """Take the marked plan back."""
        line = self._view.marked_line()
        if line is None or not line.change:
            return

        def withdrawn(_nothing: object) -> None:
            self._done("SHELF_PRICE_WITHDRAWN")

        self.approving.attempt(
            lambda approval: self._counter.office.price_changes.withdraw(line.change, approval),
            withdrawn,
        )

    def on_apply(self) -> None:
        """Put into force what could not be written when the day was opened."""

        def apply(approval: Approval | None) -> int:
            return self._counter.office.price_changes.apply_now(approval)

        def applied(count: int) -> None:
            self._done("SHELF_PRICES_APPLIED", count=count)

        self.approving.attempt(apply, applied)

    def on_label_right(self) -> None:
        """Note that the marked item's label says its price."""
        line = self._view.marked_line()
        if line is None or line.item is None:
            return
        items = (line.item,)

        def noted(_nothing: None) -> None:
            self._done("LABELS_NOTED", count=1)

        self._front.run(lambda: self._counter.office.price_changes.labels_printed(items), noted)

    def _find(self, text: str) -> None:
        self._front.run(lambda: self._counter.office.price_changes.find(text), self._on_found)

    def _on_found(self, found: tuple[Item, ...]) -> None:
        self._view.close_panel()
        self._front.notices.clear()
        self._found = found
        self._part = Part.FOUND
        self._show_lines()
        if len(found) == 1:
            self.on_new_price()

    def _on_planned(self, row: PriceRow, until: BusinessDate | None) -> None:
        entry = row.entry
        price = Money(entry.after_minor, self._counter.profile.currency)
        is_planned = entry.stage.value == "planned"
        code = "SHELF_PRICE_PLANNED" if is_planned else "SHELF_PRICE_APPLIED"
        self._part = Part.COMING if is_planned else Part.LABELS
        if until is None:
            self._done(code, price=price, date=entry.effective_on)
        else:
            self._done(f"{code}_UNTIL", price=price, date=entry.effective_on, until=until)

    def _done(self, code: str, **facts: object) -> None:
        self._view.close_panel()
        self._front.notices.clear()
        self._front.notices.tell(code, **facts)
        self.on_shown()

    def _read(self) -> tuple[PriceBook, tuple[LabelDue, ...]]:
        prices = self._counter.office.price_changes
        return prices.book(), prices.labels_due()

    def _show(self, read: tuple[PriceBook, tuple[LabelDue, ...]]) -> None:
        self._book, self._labels = read
        self._show_lines()

    def _show_lines(self) -> None:
        book = self._book
        if book is not None:
            lines = self._lines(book)
            self._view.show_lines(self._part, lines, is_from_cloud=book.is_from_cloud)
            self.on_marked()

    def _lines(self, book: PriceBook) -> Sequence[PriceLine]:
        match self._part:
            case Part.COMING:
                return [self._change(row) for row in book.coming]
            case Part.DONE:
                return [self._change(row) for row in book.done]
            case Part.LABELS:
                return [self._label(due) for due in self._labels]
            case Part.FOUND:
                return [PriceLine(item.sku, item, None, item.price) for item in self._found]

    def _change(self, row: PriceRow) -> PriceLine:
        entry = row.entry
        return PriceLine(
            entry.sku,
            row.item,
            self._money(entry.before_minor),
            self._money(entry.after_minor),
            entry.effective_on,
            entry.stage,
            entry.change,
        )

    def _label(self, due: LabelDue) -> PriceLine:
        printed = due.printed.price_minor if due.printed else None
        return PriceLine(due.item.sku, due.item, self._money(printed), due.item.price)

    def _money(self, minor: int | None) -> Money | None:
        return None if minor is None else Money(minor, self._counter.profile.currency)
