"""Shows the store's decisions part by part, changes them, and shows what a receipt looks like."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pos_app.domain.barcode.item import ItemScan
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.operators import Approval
from pos_app.domain.scan import route
from pos_app.domain.scan_data import ScanData
from pos_app.domain.shop import StoreProfile
from pos_app.errors import Refusal
from pos_app.receipts.sample import sample_receipt
from pos_app.services.counter import Counter
from pos_app.services.store_settings import APPLIES, Applies, StoreBook
from pos_app.services.store_values import TEXTS
from pos_app.ui import formats
from pos_app.ui.approving import Approving
from pos_app.ui.forms import Answer
from pos_app.ui.ports import Front, Printing
from pos_app.ui.scanning import read_scan, take_badge
from pos_app.ui.screens.store_settings.contract import Decision, Part, Shape, StoreScreen
from pos_app.ui.screens.store_settings.decisions import planned_tax, rows_of, tax_rows, value_after

_DONE = {
    Applies.AT_ONCE: "STORE_CHANGED_AT_ONCE",
    Applies.NEXT_DAY: "STORE_CHANGED_NEXT_DAY",
    Applies.NEXT_START: "STORE_CHANGED_NEXT_START",
}
_LANGUAGES = {"_zh": "zh_CN", "_en": "en"}
_LISTS = frozenset({Shape.REASON, Shape.TAX, Shape.PATTERN})


class StorePresenter:
    """One for the screen. ``profile_changed`` is told when something counts anew at once."""

    def __init__(
        self, view: StoreScreen, counter: Counter, front: Front, printing: Printing
    ) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self._printing = printing
        self.approving = Approving(view, front, lambda: counter.approvals)
        self.profile_changed: Callable[[], None] = lambda: None
        self._part = Part.TEXTS
        self._book: StoreBook | None = None
        self._is_new = False

    def on_shown(self) -> None:
        """Read the decisions."""
        if self._front.attendance.session is not None:
            self._front.run(lambda: self._counter.office.store.book(), self._show)

    def on_part(self, part: Part) -> None:
        """Show another part."""
        self._part = part
        self._show_rows()

    def on_marked(self) -> None:
        """Grey out what makes no sense for the marked row."""
        decision = self._view.marked_decision()
        is_list = decision is not None and decision.shape in _LISTS
        self._view.show_possible(can_add=is_list, can_remove=is_list)
        self._show_sample()

    def on_change(self) -> None:
        """Ask for the marked decision anew."""
        self._ask(is_new=False)

    def on_add(self) -> None:
        """Ask for one more entry beside the marked one."""
        self._ask(is_new=True)

    def on_remove(self) -> None:
        """Ask whether the marked entry is to go."""
        decision = self._view.marked_decision()
        if decision is not None and decision.shape in _LISTS:
            self._view.ask_sure(decision.text)

    def on_sure(self) -> None:
        """Take the marked entry away."""
        decision = self._view.marked_decision()
        if decision is not None:
            self._change(decision, None)

    def on_answered(self, answer: Answer) -> None:
        """Decide as it was filled in."""
        decision = self._view.marked_decision()
        if decision is not None:
            self._change(replace(decision, at=-1) if self._is_new else decision, answer)

    def on_edited(self, text: str) -> None:
        """Show the receipt with a text that is being typed."""
        decision = self._view.marked_decision()
        if decision is None or decision.key not in TEXTS or self._book is None:
            return
        changes: dict[str, Any] = {decision.key: text}
        self._show_paper(replace(self._book.profile, **changes))

    def on_scan(self, scan: ScanData) -> None:
        """Take a badge, or say what a barcode of the scale would be read as."""
        notices = self._front.notices
        if self._part is Part.BARCODES and self._book is not None:
            self._try_scan(scan, self._book)
        else:
            take_badge(read_scan(scan, notices), self._view.offer_badge, notices)

    def on_language_changed(self) -> None:
        """Set the receipt in the language spoken now."""
        self._show_sample()

    def _ask(self, *, is_new: bool) -> None:
        decision = self._view.marked_decision()
        if decision is not None and (decision.shape in _LISTS or not is_new):
            self._is_new = is_new
            self._view.ask(decision, is_new=is_new)

    def _change(self, decision: Decision, answer: Answer | None) -> None:
        book = self._book
        if book is None:
            return
        try:
            planned = planned_tax(answer) if decision.shape is Shape.TAX and answer else None
            if planned is not None:
                self._plan(*planned)
                return
            value = value_after(decision, answer, book.body, book.profile)
        except Refusal as refusal:
            self._front.notices.trouble(refusal)
            return

        def change(approval: Approval | None) -> tuple[Applies, StoreBook]:
            store = self._counter.office.store
            applies = store.change(decision.key, value, approval)
            return applies, store.book()

        self.approving.attempt(change, self._on_changed)

    def _plan(self, group: dict[str, Any], date: BusinessDate) -> None:
        """Let a tax group change from a business day on."""

        def plan(approval: Approval | None) -> tuple[bool, StoreBook]:
            store = self._counter.office.store
            return store.plan_tax(group, date, approval), store.book()

        def planned(result: tuple[bool, StoreBook]) -> None:
            is_planned, book = result
            self._view.close_panel()
            self._front.notices.clear()
            code = "TAX_PLANNED" if is_planned else "TAX_PLANNED_NO_MORE"
            self._front.notices.tell(code, group=group["code"], date=date)
            self._show(book)

        self.approving.attempt(plan, planned)

    def _on_changed(self, result: tuple[Applies, StoreBook]) -> None:
        applies, book = result
        self._view.close_panel()
        self._front.notices.clear()
        self._front.notices.tell(_DONE[applies])
        self._show(book)
        if applies is Applies.AT_ONCE:
            self.profile_changed()

    def _show(self, book: StoreBook) -> None:
        self._book = book
        self._show_rows()

    def _show_rows(self) -> None:
        book = self._book
        if book is None:
            return
        applies = {key: value.value for key, value in APPLIES.items()}
        rows = rows_of(self._part, book.body, book.coming, book.profile, applies)
        if self._part is Part.MONEY:
            rows = (*rows, *tax_rows(book.body, book.taxes, applies["tax_groups"]))
        self._view.show_decisions(self._part, rows)
        self.on_marked()

    def _show_sample(self) -> None:
        if self._book is not None:
            self._show_paper(self._book.profile)

    def _show_paper(self, profile: StoreProfile) -> None:
        """Set a receipt, in the language of the marked text if it has one."""
        decision = self._view.marked_decision()
        head = replace(self._printing.letterhead(), store=profile)
        language = _LANGUAGES.get(decision.key[-3:]) if decision is not None else None
        self._view.show_paper(sample_receipt(replace(head, language=language or head.language)))

    def _try_scan(self, scan: ScanData, book: StoreBook) -> None:
        try:
            scanned = route(scan, book.codes)
        except Refusal as refusal:
            self._front.notices.trouble(refusal)
            return
        if isinstance(scanned, ItemScan):
            self._view.show_scan(_in_signs(scan.text, scanned))
        else:
            take_badge(scanned, self._view.offer_badge, self._front.notices)


def _in_signs(text: str, scanned: ItemScan) -> str:
    """Write what a barcode says in signs that need no words: number, item, weight or price."""
    parts = [text, f"→ {scanned.plu or formats.gtin(scanned.gtin)}"]
    if scanned.weight is not None:
        parts.append(f"{formats.quantity(scanned.weight)} kg")
    if scanned.count is not None:
        parts.append(f"× {formats.quantity(scanned.count)}")
    if scanned.price is not None:
        parts.append(formats.money(scanned.price))
    return "  ".join(parts)
