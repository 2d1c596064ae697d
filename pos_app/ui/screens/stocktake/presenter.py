"""Stocktakes: a section, its items one by one, what to count again, and the books before and after.

Scans add up. A number with F6 is how many there are in all; F6 alone begins the marked item anew.
"""

from typing import Protocol

from pos_app.domain.catalog import Item
from pos_app.domain.quantity import Quantity
from pos_app.domain.scan import COUNT_CODE
from pos_app.domain.scan_data import ScanData, Source
from pos_app.domain.stock import CountedLine
from pos_app.domain.stock_task import Task
from pos_app.errors import Refusal
from pos_app.receipts.labels import count_slip
from pos_app.services.counter import Counter
from pos_app.services.stock_counts import CountState, ReviewLine
from pos_app.ui.approving import Approving
from pos_app.ui.goods_rows import GoodsRow, Page
from pos_app.ui.goods_screen import GoodsScreen, parse_amount, split_times
from pos_app.ui.ports import Front, Printing


class StocktakeScreen(GoodsScreen, Protocol):
    """The view, with what counts need besides."""

    def ask_count(self, names: tuple[str, ...]) -> None:
        """Ask which section; ``names`` are those that wait."""


class StocktakePresenter:
    """Takes what was counted to the till thread."""

    def __init__(
        self, view: StocktakeScreen, counter: Counter, front: Front, printing: Printing
    ) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self._printing = printing
        self.approving = Approving(view, front, lambda: counter.approvals)
        self._task: Task | None = None
        self._code = ""
        self._waiting: tuple[Task, ...] = ()
        self._reviewed: tuple[ReviewLine, ...] = ()

    def on_page(self) -> None:
        """F3: ask which section."""
        self._task = None
        self._view.show_task("")
        self._view.show_rows(Page.COUNT, ())
        self._front.run(lambda: self._counter.office.counts.waiting(), self._on_waiting)

    def on_taken(self, place: int) -> None:
        """Go on with a count that waits."""
        count = self._waiting[place].id
        self._front.run(lambda: self._counter.office.counts.show(count), self._on_begun)

    def on_begun(self, section: str) -> None:
        """Begin a new one."""
        self.approving.attempt(
            lambda approval: self._counter.office.counts.open(section, approval),
            self._on_opened,
            about={"detail": section},
        )

    def on_scan(self, scan: ScanData) -> None:
        """Count a scanned item: one, or as many as were typed before it."""
        count = self._at_hand()
        if count is None:
            return
        times, rest = split_times(self._view.take_typed())
        if rest:
            self._view.put_back(rest)
        self._front.run(lambda: self._counter.office.counts.scan(count, scan, times), self._show)

    def takes_code(self, text: str) -> bool:
        """Mark this till when the code of a count was scanned or typed, on whichever page."""
        if not text.strip().upper().startswith(COUNT_CODE):
            return False
        scan = ScanData(text)
        self._front.run(
            lambda: self._counter.checkout.scan(scan),
            lambda outcome: self._front.notices.tell(outcome.notice),
        )
        return True

    def on_entered(self, text: str) -> None:
        """Take a typed code; a number alone is for the marked item."""
        count = self._at_hand()
        if count is None:
            return
        times, code = split_times(text)
        typed = ScanData(code, source=Source.TYPED)
        self._front.run(lambda: self._counter.office.counts.scan(count, typed, times), self._show)

    def on_amount(self) -> None:
        """F6: the number typed is how many there are of the marked item; none begins it anew."""
        count, row = self._at_hand(), self._view.marked()
        text = self._view.take_typed()
        quantity = parse_amount(text) if text else Quantity(0)
        if count is None:
            return
        if row is None or quantity is None:
            code = "LINE_NOT_MARKED" if row is None else "NUMBER_MISSING"
            self._front.notices.trouble(Refusal(code))
            return
        sku, amount = row.sku, quantity

        def on_entered(state: CountState) -> None:
            self._show(state)
            if not text:
                self._front.notices.tell("COUNT_ANEW")

        self._front.run(lambda: self._counter.office.counts.enter(count, sku, amount), on_entered)

    def on_leave_out(self) -> None:
        """F10: take the marked item off the count; its figure stays as it is."""
        count, row = self._at_hand(), self._view.marked()
        if count is None or row is None:
            return
        sku = row.sku
        self._front.run(lambda: self._counter.office.counts.leave_out(count, sku), self._show)

    def on_print_code(self) -> None:
        """F12: print the code that the other tills scan, as a slip."""
        if self._task is None:
            self.on_page()
            return
        self._print_code(self._task)
        self._front.notices.tell("SLIP_SENT_TO_PRINTER")

    def on_go(self) -> None:
        """F9: show what would change, then ask, then adjust."""
        count = self._at_hand()
        if count is None:
            return
        if self._view.page is Page.REVIEW:
            self._ask_finish()
            return
        self._front.run(lambda: self._counter.office.counts.show(count), self._on_looked_through)

    def on_give_up(self) -> None:
        """Del: forget it, after a question."""
        task = self._task
        if task is None:
            return

        def give_up() -> None:
            self._view.close_panel()
            self._front.run(
                lambda: self._counter.office.counts.give_up(task.id), lambda _: self.on_page()
            )

        self._view.ask_sure("COUNT_GIVE_UP", {"section": task.partner}, give_up)

    # ---- showing

    def _on_waiting(self, waiting: tuple[Task, ...]) -> None:
        self._waiting = waiting
        self._view.ask_count(tuple(task.partner for task in waiting))

    def _on_opened(self, state: CountState) -> None:
        self._on_begun(state)
        self._print_code(state.task)

    def _print_code(self, task: Task) -> None:
        self._printing.print_paper(count_slip(task.partner, self._code))

    def _on_begun(self, state: CountState) -> None:
        self._view.close_panel()
        self._task, self._code = state.task, state.code
        self._show(state)
        self._front.notices.tell("COUNT_BEGUN", section=state.task.partner)

    def _show(self, state: CountState) -> None:
        """Show what has to be counted again first, then the rest, the newest on top."""
        self._front.notices.clear()
        self._view.show_task(state.task.partner, ", ".join(state.others), state.code)
        moved = {line.sku for line in state.again if line.has_moved}
        again = {line.sku for line in state.again} - ({state.newest} - moved)
        lines = [line for line in state.again if line.sku in again]
        lines += [line for line in reversed(state.lines) if line.sku not in again]
        rows = [
            GoodsRow(
                line.sku,
                line.item,
                found=line.found,
                is_again=line.sku in again,
                has_moved=line.has_moved,
            )
            for line in lines
        ]
        self._view.show_rows(Page.COUNT, rows, marks=state.newest)

    def _on_looked_through(self, state: CountState) -> None:
        if state.again:
            self._front.notices.trouble(Refusal("COUNT_AGAIN_LEFT", left=len(state.again)))
            return
        if not state.lines:
            self._front.notices.trouble(Refusal("COUNT_EMPTY"))
            return
        count = state.task.id
        self.approving.attempt(
            lambda approval: self._counter.office.counts.review(count, approval),
            self._on_review,
            about={"detail": state.task.partner},
        )

    def _on_review(self, lines: tuple[ReviewLine, ...]) -> None:
        self._reviewed = lines
        self._view.show_rows(Page.REVIEW, _review(lines))

    def _ask_finish(self) -> None:
        differing = sum(bool(line.counted.difference) for line in self._reviewed)
        facts: dict[str, object] = {"lines": len(self._reviewed), "differing": differing}
        self._view.ask_sure("COUNT_FINISH", facts, self._finish)

    def _finish(self) -> None:
        self._view.close_panel()
        task = self._task
        if task is None:
            return

        def on_finished(lines: tuple[ReviewLine, ...]) -> None:
            self._task = None
            self._view.show_rows(Page.REVIEW, _review(lines))
            differing = sum(bool(line.counted.difference) for line in lines)
            section = task.partner
            self._front.notices.tell("COUNT_FINISHED", section=section, lines=differing)

        self.approving.attempt(
            lambda approval: self._counter.office.counts.finish(task.id, approval),
            on_finished,
            about={"detail": task.partner},
        )

    def _at_hand(self) -> bytes | None:
        if self._task is None:
            self.on_page()
        return self._task.id if self._task else None


def _review(lines: tuple[ReviewLine, ...]) -> list[GoodsRow]:
    return [_reviewed(line.counted, line.item) for line in lines]


def _reviewed(counted: CountedLine, item: Item | None) -> GoodsRow:
    return GoodsRow(counted.sku, item, found=counted.counted, before=counted.before)
