"""Goods that come in or go to another store: scanned one by one, recorded as one fact at the end.

What a note says is only what is expected; what was scanned is what counts, and the difference is
shown and kept. Until it is finished a delivery changes no figure, and it outlives a restart.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from pos_app.domain.catalog import Item
from pos_app.domain.events_stock import (
    StockEvent,
    StockReceived,
    StockTransferredIn,
    StockTransferredOut,
)
from pos_app.domain.money import Money, minor_digits
from pos_app.domain.operators import Approval, Privilege
from pos_app.domain.quantity import ONE, Quantity
from pos_app.domain.scan_data import ScanData
from pos_app.domain.stock import DocumentKind, MovedLine, check_amount, check_code, check_line
from pos_app.domain.stock_task import Task, TaskKind, TaskLine
from pos_app.errors import Refusal
from pos_app.services.stock_ground import Scanned, StockGround, in_parts
from pos_app.store import delivery_note, stock_balance, stock_moves, stock_tasks
from pos_app.store.database import Connection
from pos_app.store.delivery_note import NoteLine

_PRIVILEGES = {
    TaskKind.RECEIVE: Privilege.RECEIVE_STOCK,
    TaskKind.TRANSFER_IN: Privilege.TRANSFER_STOCK,
    TaskKind.TRANSFER_OUT: Privilege.TRANSFER_STOCK,
}

_FACTS = {
    TaskKind.RECEIVE: DocumentKind.RECEIVE,
    TaskKind.TRANSFER_IN: DocumentKind.TRANSFER_IN,
    TaskKind.TRANSFER_OUT: DocumentKind.TRANSFER_OUT,
}


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """A line with its item (None: the catalogue lost it) and what it is short of or over by."""

    line: TaskLine
    item: Item | None

    @property
    def difference(self) -> int | None:
        """Found less expected; None when no note says what to expect."""
        expected = self.line.expected
        return None if expected is None else (self.line.found or 0) - expected


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery as it stands; ``unknown`` counts the note's lines that name no item of ours."""

    task: Task
    lines: tuple[DeliveryLine, ...]
    unknown: int = 0

    @property
    def differing(self) -> tuple[DeliveryLine, ...]:
        """The lines that are not as the note says."""
        return tuple(line for line in self.lines if line.difference)


class Deliveries:
    """Receivings and transfers, from the note to the fact."""

    def __init__(self, ground: StockGround, notes: Path) -> None:
        self._ground = ground
        self._desk = ground.desk
        self._notes = notes

    def notes(self) -> tuple[str, ...]:
        """List the delivery notes in the folder for them that were not received yet.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED.
        """
        begun = {task.reference for task in self.waiting()}
        with self._desk.till.read() as connection:
            begun |= stock_moves.received_notes(connection)
        return tuple(
            name
            for name in delivery_note.list_notes(self._notes)
            if delivery_note.number_of(self._notes / name).upper() not in begun
        )

    def waiting(self) -> tuple[Task, ...]:
        """List deliveries that are not finished.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED.
        """
        self._desk.require_session()
        with self._desk.till.read() as connection:
            kinds = (stock_tasks.list_open(connection, kind) for kind in _PRIVILEGES)
            return tuple(task for tasks in kinds for task in tasks)

    def begin(
        self, kind: TaskKind, note: str, partner: str = "", *, is_again: bool = False
    ) -> Delivery:
        """Begin a delivery by its note's number, with nothing expected.

        A transfer names the other store as ``partner``. ``is_again``: somebody knows that the note
        was recorded before.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, STOCK_REFERENCE_WRONG,
        DELIVERY_WAITS, NOTE_RECEIVED_BEFORE.
        """
        self._desk.check_may(_PRIVILEGES[kind])
        is_partner_needed = kind is not TaskKind.RECEIVE
        code = check_code(partner) if partner or is_partner_needed else ""
        task = self._new(kind, check_code(note), code)
        self._check_new(task, is_again=is_again)
        with self._desk.till.write() as connection:
            stock_tasks.put(connection, task)
        return Delivery(task, ())

    def begin_from(self, name: str, *, is_again: bool = False) -> Delivery:
        """Begin a receiving from a note in the folder; its lines are what is expected.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, NOTE_UNREADABLE,
        STOCK_REFERENCE_WRONG, DELIVERY_WAITS, NOTE_RECEIVED_BEFORE.
        """
        self._desk.check_may(Privilege.RECEIVE_STOCK)
        if name not in delivery_note.list_notes(self._notes):
            raise Refusal("NOTE_UNREADABLE", line=0)
        places = minor_digits(self._desk.profile.currency)
        note = delivery_note.read_note(self._notes / name, places)
        partner = check_code(note.partner) if note.partner else ""
        task = self._new(TaskKind.RECEIVE, check_code(note.note or Path(name).stem), partner)
        self._check_new(task, is_again=is_again)
        unknown = 0
        with self._desk.till.write() as connection:
            stock_tasks.put(connection, task)
            for at, said in enumerate(note.lines, 1):
                item = self._ground.item_named(said.sku, said.gtin)
                if item is None:
                    unknown += 1
                else:
                    self._expect(connection, task, item, at, said)
        return replace(self.show(task.id), unknown=unknown)

    def show(self, task: bytes) -> Delivery:
        """Give a delivery as it stands.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, STOCK_TASK_UNKNOWN.
        """
        self._desk.require_session()
        with self._desk.till.read() as connection:
            found = self._task(connection, task)
            lines = stock_tasks.lines_of(connection, task, self._desk.profile.currency)
        items = self._ground.named({line.sku for line in lines})
        return Delivery(found, tuple(DeliveryLine(line, items[line.sku]) for line in lines))

    def scan(self, task: bytes, data: ScanData, quantity: Quantity | None = None) -> DeliveryLine:
        """Count a scanned item up: by what its code says, by ``quantity``, or by one.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, STOCK_TASK_UNKNOWN, what
        scan.route refuses, ITEM_NOT_FOUND, QUANTITY_NOT_POSITIVE, QUANTITY_TOO_LARGE,
        QUANTITY_NOT_WHOLE, STOCK_LOT_WRONG.
        """
        self._desk.require_session()
        scanned = self._ground.scanned(data)
        return self._add(task, scanned, scanned.quantity or quantity or ONE)

    def add(self, task: bytes, sku: str, quantity: Quantity) -> DeliveryLine:
        """Count an item up that was found by searching; see ``scan``."""
        self._desk.require_session()
        return self._add(task, Scanned(self._ground.item(sku)), quantity)

    def set_found(self, task: bytes, line: int, quantity: Quantity) -> Delivery:
        """Say how much of a line there is, instead of what was scanned.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, STOCK_TASK_UNKNOWN,
        STOCK_LINE_UNKNOWN, QUANTITY_NOT_POSITIVE, QUANTITY_TOO_LARGE, QUANTITY_NOT_WHOLE.
        """
        found = self._line(task, line)
        check_amount(quantity.thousandths, self._ground.item(found.sku).unit)
        return self._keep(task, replace(found, found=quantity.thousandths))

    def set_cost(self, task: bytes, line: int, cost: Money) -> Delivery:
        """Say what one unit of a line costs the shop.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, STOCK_TASK_UNKNOWN,
        STOCK_LINE_UNKNOWN, COST_NEGATIVE.
        """
        if cost.minor < 0:
            raise Refusal("COST_NEGATIVE")
        return self._keep(task, replace(self._line(task, line), cost=cost))

    def finish(self, task: bytes, approval: Approval | None = None) -> Delivery:
        """Make it a fact: from now on the goods are here, or with the other store.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, STOCK_TASK_UNKNOWN, DELIVERY_EMPTY, NOT_PERMITTED,
        APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        delivery = self.show(task)
        lines = tuple(stock_tasks.moved_of(line.line) for line in delivery.lines)
        moved = tuple(line for line in lines if line.thousandths or line.expected)
        if not any(line.thousandths for line in moved):
            raise Refusal("DELIVERY_EMPTY")
        found = delivery.task
        authority = self._desk.allow(_PRIVILEGES[found.kind], f"stock:{task.hex()}", approval)
        with self._desk.till.write() as connection:
            self._desk.record_authority(connection, authority)
            for part in in_parts(moved):
                self._ground.record(connection, _fact(found, part), authority.approved_by)
            stock_tasks.drop(connection, task)
        return delivery

    def give_up(self, task: bytes) -> None:
        """Forget a delivery; nothing of it counts.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, STOCK_TASK_UNKNOWN.
        """
        self._desk.require_session()
        with self._desk.till.write() as connection:
            self._own_task(connection, task)
            stock_tasks.drop(connection, task)

    def _new(self, kind: TaskKind, note: str, partner: str) -> Task:
        self._ground.forget_names()
        with self._desk.till.read() as connection:
            mark = stock_balance.head_mark(connection)
        clock = self._desk.clock
        return Task(clock.new_id().bytes, kind, note, partner, clock.wall_ms(), mark)

    def _check_new(self, task: Task, *, is_again: bool) -> None:
        """Refuse a note that is at hand already, or was recorded before and nobody knows it."""
        same = (task.kind, task.reference)
        for waiting in self.waiting():
            is_same_partner = waiting.partner == task.partner or not (
                waiting.partner and task.partner
            )
            if (waiting.kind, waiting.reference) == same and is_same_partner:
                raise Refusal("DELIVERY_WAITS", note=task.reference)
        if is_again:
            return
        with self._desk.till.read() as connection:
            said = (_FACTS[task.kind].value, task.reference, task.partner)
            before = stock_moves.find_recorded(connection, *said)
        if before is not None:
            facts = {"date": before.business_date, "lines": before.lines}
            raise Refusal("NOTE_RECEIVED_BEFORE", note=task.reference, **facts)

    def _expect(
        self, connection: Connection, task: Task, item: Item, at: int, said: NoteLine
    ) -> None:
        """Keep what a note says of an item; the same lot on two lines is one line here."""
        currency = self._desk.profile.currency
        cost = None if said.cost_minor is None else Money(said.cost_minor, currency)
        moved = MovedLine(item.sku, said.thousandths, cost, said.lot, said.expires_on)
        try:
            check_line(moved, item.unit)
        except Refusal as refusal:
            raise Refusal("NOTE_UNREADABLE", line=at) from refusal
        scanned = Scanned(item, None, said.lot, said.expires_on)
        line = self._line_for(connection, task, scanned)
        expected = (line.expected or 0) + said.thousandths
        line = replace(line, expected=expected, cost=cost, pack=said.pack)
        if line.line:
            stock_tasks.drop_line(connection, task.id, line.line)
        stock_tasks.put_line(connection, task.id, replace(line, line=0))

    def _add(self, task: bytes, scanned: Scanned, quantity: Quantity) -> DeliveryLine:
        item = scanned.item
        with self._desk.till.write() as connection:
            line = self._line_for(connection, self._own_task(connection, task), scanned)
            found = (line.found or 0) + quantity.thousandths
            check_amount(found, item.unit)
            check_line(MovedLine(item.sku, found, None, line.lot, line.expires_on), item.unit)
            stock_tasks.put_line(connection, task, replace(line, found=found))
            currency = self._desk.profile.currency
            kept = stock_tasks.lines_of_sku(connection, task, item.sku, currency)
        same = (line.lot, line.expires_on)
        return DeliveryLine(next(k for k in kept if (k.lot, k.expires_on) == same), item)

    def _line_for(self, connection: Connection, task: Task, scanned: Scanned) -> TaskLine:
        """Find the line of an item and lot; goods without a lot go to the item's only line."""
        sku, currency = scanned.item.sku, self._desk.profile.currency
        lines = stock_tasks.lines_of_sku(connection, task.id, sku, currency)
        lot = (scanned.lot, scanned.expires_on)
        for line in lines:
            if (line.lot, line.expires_on) == lot or (lot == ("", "") and len(lines) == 1):
                return line
        return TaskLine(0, sku, *lot, None, None, None, None, task.mark)

    def _line(self, task: bytes, number: int) -> TaskLine:
        for line in self.show(task).lines:
            if line.line.line == number:
                return line.line
        raise Refusal("STOCK_LINE_UNKNOWN")

    def _keep(self, task: bytes, line: TaskLine) -> Delivery:
        with self._desk.till.write() as connection:
            self._own_task(connection, task)
            stock_tasks.put_line(connection, task, line)
        return self.show(task)

    def _own_task(self, connection: Connection, task: bytes) -> Task:
        """Find a delivery for somebody who may change it."""
        found = self._task(connection, task)
        self._desk.check_may(_PRIVILEGES[found.kind])
        return found

    def _task(self, connection: Connection, task: bytes) -> Task:
        found = stock_tasks.find(connection, task)
        if found is None or found.kind not in _PRIVILEGES:
            raise Refusal("STOCK_TASK_UNKNOWN")
        return found


def _fact(task: Task, lines: tuple[MovedLine, ...]) -> StockEvent:
    if task.kind is TaskKind.RECEIVE:
        return StockReceived(task.reference, task.partner, lines)
    if task.kind is TaskKind.TRANSFER_IN:
        return StockTransferredIn(task.reference, task.partner, lines)
    out = tuple(replace(line, thousandths=-line.thousandths) for line in lines)
    return StockTransferredOut(task.reference, task.partner, out)
