"""Deliveries: begun by a number or a note, scanned line by line, recorded once."""

from collections.abc import Callable
from pathlib import PurePath
from typing import Protocol

from pos_app.domain.money import Money, minor_digits
from pos_app.domain.scan_data import ScanData, Source
from pos_app.domain.stock_task import Task, TaskKind
from pos_app.errors import Refusal
from pos_app.services.counter import Counter
from pos_app.services.stock_deliveries import Delivery, DeliveryLine
from pos_app.ui.approving import Approving
from pos_app.ui.goods_rows import GoodsRow, Page
from pos_app.ui.goods_screen import GoodsScreen, parse_amount, split_times
from pos_app.ui.ports import Front, Trouble

KINDS = (TaskKind.RECEIVE, TaskKind.TRANSFER_IN, TaskKind.TRANSFER_OUT)


class DeliveryScreen(GoodsScreen, Protocol):
    """The view, with what deliveries need besides."""

    def ask_delivery(self, names: tuple[str, ...]) -> None:
        """Ask which delivery; ``names`` are those that wait, then the notes that came."""


class DeliveryPresenter:
    """Takes what was scanned to the till thread, and shows the delivery as it stands."""

    def __init__(self, view: DeliveryScreen, counter: Counter, front: Front) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self.approving = Approving(view, front, lambda: counter.approvals)
        self._task: Task | None = None
        self._waiting: tuple[Task, ...] = ()
        self._notes: tuple[str, ...] = ()

    def on_page(self) -> None:
        """F2: ask which one."""
        self._view.show_task("")
        self._view.show_rows(Page.DELIVERY, ())
        self._task = None

        def read() -> tuple[tuple[Task, ...], tuple[str, ...]]:
            deliveries = self._counter.office.deliveries
            return deliveries.waiting(), deliveries.notes()

        self._front.run(read, self._on_waiting)

    def on_taken(self, place: int) -> None:
        """Go on with one that waits, or begin one by its note."""
        if place < len(self._waiting):
            task = self._waiting[place].id
            self._front.run(lambda: self._counter.office.deliveries.show(task), self._on_begun)
        else:
            name = self._notes[place - len(self._waiting)]
            self._begin(
                lambda *, is_again: self._counter.office.deliveries.begin_from(
                    name, is_again=is_again
                )
            )

    def on_begun(self, kind: int, note: str, partner: str) -> None:
        """Begin a new one."""
        self._begin(
            lambda *, is_again: self._counter.office.deliveries.begin(
                KINDS[kind], note, partner, is_again=is_again
            )
        )

    def _begin(self, begin: Callable[..., Delivery]) -> None:
        """Begin one; a note that was recorded before is begun again only when somebody says so."""

        def on_refused(trouble: Trouble) -> None:
            if isinstance(trouble, Refusal) and trouble.code == "NOTE_RECEIVED_BEFORE":
                self._view.ask_sure("DELIVERY_AGAIN", dict(trouble.facts), begin_again)
            else:
                self._front.notices.trouble(trouble)

        def begin_again() -> None:
            self._view.close_panel()
            self._front.run(lambda: begin(is_again=True), self._on_begun)

        self._front.run(lambda: begin(is_again=False), self._on_begun, on_refused)

    def on_scan(self, scan: ScanData) -> None:
        """Count a scanned item up."""
        task = self._at_hand()
        if task is None:
            return
        times, rest = split_times(self._view.take_typed())
        if rest:
            self._view.put_back(rest)
        self._front.run(
            lambda: self._counter.office.deliveries.scan(task.id, scan, times), self._on_line
        )

    def on_entered(self, text: str) -> None:
        """Take a typed code, with a number before it or without."""
        task = self._at_hand()
        if task is None:
            return
        times, code = split_times(text)
        typed = ScanData(code, source=Source.TYPED)
        self._front.run(
            lambda: self._counter.office.deliveries.scan(task.id, typed, times), self._on_line
        )

    def on_amount(self) -> None:
        """F6: the number typed is how many there are of the marked line."""
        task, row = self._at_hand(), self._view.marked()
        text = self._view.take_typed()
        quantity = parse_amount(text)
        if task is None or not self._is_line(row) or row is None:
            return
        if quantity is None:
            self._front.notices.trouble(Refusal("NUMBER_MISSING"))
            return
        self._front.run(
            lambda: self._counter.office.deliveries.set_found(task.id, row.line, quantity),
            lambda delivery: self._show(delivery, row.sku),
        )

    def on_cost(self) -> None:
        """F10: the number typed is what one of the marked line costs."""
        task, row = self._at_hand(), self._view.marked()
        cost = _cost(self._view.take_typed(), self._counter.profile.currency)
        if task is None or not self._is_line(row) or row is None:
            return
        if cost is None:
            self._front.notices.trouble(Refusal("NUMBER_MISSING"))
            return
        self._front.run(
            lambda: self._counter.office.deliveries.set_cost(task.id, row.line, cost),
            lambda delivery: self._show(delivery, row.sku),
        )

    def on_go(self) -> None:
        """F9: record it; what differs from the note is asked about first."""
        task = self._at_hand()
        if task is not None:
            self._front.run(
                lambda: self._counter.office.deliveries.show(task.id), self._on_finishing
            )

    def on_give_up(self) -> None:
        """Del: forget it, after a question."""
        task = self._at_hand()
        if task is None:
            return

        def give_up() -> None:
            self._view.close_panel()
            self._front.run(
                lambda: self._counter.office.deliveries.give_up(task.id),
                lambda _done: self.on_page(),
            )

        self._view.ask_sure("DELIVERY_GIVE_UP", {"note": task.reference}, give_up)

    # ---- showing

    def _on_waiting(self, found: tuple[tuple[Task, ...], tuple[str, ...]]) -> None:
        self._waiting, self._notes = found
        names = [f"{task.reference} {task.partner}".strip() for task in self._waiting]
        names += [PurePath(name).name for name in self._notes]
        self._view.ask_delivery(tuple(names))

    def _on_begun(self, delivery: Delivery) -> None:
        self._view.close_panel()
        self._task = delivery.task
        self._show(delivery)
        if delivery.unknown:
            self._front.notices.tell("NOTE_LINES_UNKNOWN", count=delivery.unknown)
        else:
            self._front.notices.tell("DELIVERY_BEGUN", note=delivery.task.reference)

    def _on_line(self, line: DeliveryLine) -> None:
        task = self._task
        if task is not None:
            self._front.run(
                lambda: self._counter.office.deliveries.show(task.id),
                lambda delivery: self._show(delivery, line.line.sku),
            )

    def _show(self, delivery: Delivery, sku: str = "") -> None:
        self._front.notices.clear()
        self._view.show_task(delivery.task.reference, delivery.task.partner)
        rows = [_row(line) for line in delivery.lines]
        self._view.show_rows(Page.DELIVERY, rows, marks=sku)

    def _on_finishing(self, delivery: Delivery) -> None:
        differing = len(delivery.differing)
        if differing:
            facts: dict[str, object] = {"lines": differing}
            self._view.ask_sure("DELIVERY_DIFFERS", facts, self._finish)
        else:
            self._finish()

    def _finish(self) -> None:
        self._view.close_panel()
        task = self._task
        if task is not None:
            self.approving.attempt(
                lambda approval: self._counter.office.deliveries.finish(task.id, approval),
                self._on_finished,
                about={"detail": f"{task.reference} {task.partner}".strip()},
            )

    def _on_finished(self, delivery: Delivery) -> None:
        self._task = None
        self._show(delivery)
        note, lines = delivery.task.reference, len(delivery.lines)
        self._front.notices.tell("DELIVERY_FINISHED", note=note, lines=lines)

    def _at_hand(self) -> Task | None:
        if self._task is None:
            self.on_page()
        return self._task

    def _is_line(self, row: GoodsRow | None) -> bool:
        if row is None:
            self._front.notices.trouble(Refusal("LINE_NOT_MARKED"))
        return row is not None


def _cost(text: str, currency: str) -> Money | None:
    """Read what one piece costs; None where it is no amount of the currency."""
    typed = parse_amount(text)
    if typed is None:
        return None
    minor, rest = divmod(typed.thousandths * 10 ** minor_digits(currency), 1_000)
    return None if rest else Money(minor, currency)


def _row(entry: DeliveryLine) -> GoodsRow:
    line = entry.line
    return GoodsRow(
        line.sku,
        entry.item,
        line=line.line,
        lot=line.lot,
        expires_on=line.expires_on,
        expected=line.expected,
        found=line.found,
        cost=line.cost,
    )
