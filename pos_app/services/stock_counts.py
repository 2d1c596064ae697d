"""Stocktakes by scanning, while the shop sells on.

Each item is counted at a mark: the end of this till's journal when the item before it was entered.
What moved before the mark is in the figure that was counted, what moves after it is added; what
moved in between makes the count of that item worthless, and it is asked for again. Whoever counts
is not told what should be there.
"""

from dataclasses import dataclass, replace

from pos_app.domain.catalog import Item
from pos_app.domain.events_stock import CountDropped, CountOpened, StockCounted
from pos_app.domain.operators import Approval, Privilege
from pos_app.domain.quantity import ONE, Quantity
from pos_app.domain.scan import COUNT_CODE
from pos_app.domain.scan_data import ScanData
from pos_app.domain.stock import (
    LINES_IN_A_FACT,
    CountedLine,
    check_amount,
    check_section,
)
from pos_app.domain.stock_task import Task, TaskKind, TaskLine
from pos_app.errors import Refusal
from pos_app.services import count_marks
from pos_app.services.stock_ground import StockGround
from pos_app.store import stock_balance, stock_tasks
from pos_app.store.database import Connection

WHOLE_STORE = "ALL"
"""The section that is the whole store: what the books have and nobody met is asked for as well."""

RECOUNT_THOUSANDTHS = 3_000
RECOUNT_MINOR = 5_000
"""Differing by so much, in units or at the price on the shelf, an item is counted once more."""


@dataclass(frozen=True, slots=True)
class CountLine:
    """An item of a count as whoever counts may see it; ``found`` None: not counted yet."""

    sku: str
    item: Item | None
    found: int | None
    has_moved: bool
    is_recount: bool


@dataclass(frozen=True, slots=True)
class CountState:
    """A count as it stands. ``code`` is what the other tills of the store scan to mark it.

    ``others`` names those tills, where head office has told them. ``newest`` is the item
    that was entered just now: it may still be being counted.
    """

    task: Task
    code: str
    lines: tuple[CountLine, ...]
    again: tuple[CountLine, ...]
    newest: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """What finishing the count will do to an item."""

    item: Item | None
    counted: CountedLine


class Counts:
    """Counts, from the first scan to the adjustments."""

    def __init__(self, ground: StockGround) -> None:
        self._ground = ground
        self._desk = ground.desk

    def waiting(self) -> tuple[Task, ...]:
        """List counts that are not finished.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED.
        """
        self._desk.require_session()
        with self._desk.till.read() as connection:
            return stock_tasks.list_open(connection, TaskKind.COUNT)

    def open(self, section: str, approval: Approval | None = None) -> CountState:
        """Begin to count a part of the shop.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, COUNT_SECTION_WRONG, COUNT_SECTION_OPEN,
        NOT_PERMITTED, APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        desk = self._desk
        code = check_section(section)
        if any(task.partner == code for task in self.waiting()):
            raise Refusal("COUNT_SECTION_OPEN", section=code)
        authority = desk.allow(Privilege.COUNT_STOCK, f"count:{code}", approval)
        count = desk.clock.new_id().bytes
        self._ground.forget_names()
        with desk.till.write() as connection:
            desk.record_authority(connection, authority)
            self._ground.record(connection, CountOpened(count, code), authority.approved_by)
            mark = stock_balance.head_mark(connection)
            task = Task(count, TaskKind.COUNT, count.hex(), code, desk.clock.wall_ms(), mark)
            stock_tasks.put(connection, task)
            count_marks.remember(connection, count)
        return self.show(count)

    def show(self, count: bytes) -> CountState:
        """Give a count as whoever counts may see it: without what should be there.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, STOCK_TASK_UNKNOWN.
        """
        self._desk.require_session()
        with self._desk.till.read() as connection:
            task = self._task(connection, count)
            lines = self._lines(connection, task)
            again = tuple(line for line in lines if line.has_moved or line.is_again)
            unmet = self._unmet(connection, task, lines)
        items = self._ground.named({line.sku for line in (*lines, *unmet)})

        def seen(line: TaskLine) -> CountLine:
            is_recount = line.earlier is not None
            return CountLine(line.sku, items[line.sku], line.found, line.has_moved, is_recount)

        wanted = tuple(seen(line) for line in (*again, *unmet))
        code = COUNT_CODE + count.hex().upper()
        counted = tuple(seen(line) for line in lines)
        return CountState(
            task, code, counted, wanted, others=self._ground.store_stock.other_tills()
        )

    def scan(self, count: bytes, data: ScanData, quantity: Quantity | None = None) -> CountState:
        """Count a scanned item: one more, or as many as were typed before the scan.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, STOCK_TASK_UNKNOWN, what
        scan.route refuses, ITEM_NOT_FOUND, QUANTITY_TOO_LARGE, QUANTITY_NOT_WHOLE.
        """
        self._desk.check_may(Privilege.COUNT_STOCK)
        scanned = self._ground.scanned(data)
        amount = scanned.quantity or quantity or ONE
        return self._enter(count, scanned.item, amount, is_more=True)

    def enter(self, count: bytes, sku: str, quantity: Quantity) -> CountState:
        """Say how many of an item there are in all, such as when it is counted once more.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, STOCK_TASK_UNKNOWN, ITEM_NOT_FOUND,
        QUANTITY_NOT_POSITIVE, QUANTITY_TOO_LARGE, QUANTITY_NOT_WHOLE.
        """
        self._desk.check_may(Privilege.COUNT_STOCK)
        return self._enter(count, self._ground.item(sku), quantity, is_more=False)

    def leave_out(self, count: bytes, sku: str) -> CountState:
        """Take an item off the count: its figure stays as it is.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, STOCK_TASK_UNKNOWN.
        """
        self._desk.check_may(Privilege.COUNT_STOCK)
        with self._desk.till.write() as connection:
            self._task(connection, count)
            for line in stock_tasks.lines_of_sku(connection, count, sku, self._currency):
                stock_tasks.drop_line(connection, count, line.line)
        return self.show(count)

    def review(self, count: bytes, approval: Approval | None = None) -> tuple[ReviewLine, ...]:
        """Show what finishing would change, the largest difference in money first.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, STOCK_TASK_UNKNOWN, NOT_PERMITTED, APPROVAL_NEEDED,
        APPROVAL_EXPIRED.
        """
        desk = self._desk
        authority = desk.allow(Privilege.ADJUST_STOCK, f"count:{count.hex()}", approval)
        if authority.request is not None:
            with desk.till.write() as connection:
                desk.record_authority(connection, authority)
        with desk.till.read() as connection:
            counted = self._counted(connection, self._task(connection, count))
        items = self._ground.items(line.sku for line in counted)
        lines = (ReviewLine(items[line.sku], line) for line in counted)
        return tuple(sorted(lines, key=_by_weight))

    def finish(self, count: bytes, approval: Approval | None = None) -> tuple[ReviewLine, ...]:
        """Adjust the books to what was counted, and give every item's figure before and after.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, STOCK_TASK_UNKNOWN, COUNT_EMPTY, COUNT_AGAIN_LEFT,
        NOT_PERMITTED, APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        desk = self._desk
        state = self.show(count)
        if state.again:
            raise Refusal("COUNT_AGAIN_LEFT", left=len(state.again))
        if not state.lines:
            raise Refusal("COUNT_EMPTY")
        authority = desk.allow(Privilege.ADJUST_STOCK, f"count:{count.hex()}", approval)
        with desk.till.write() as connection:
            desk.record_authority(connection, authority)
            counted = self._counted(connection, state.task)
            parts = -(-len(counted) // LINES_IN_A_FACT)
            for part in range(parts):
                lines = counted[part * LINES_IN_A_FACT :][:LINES_IN_A_FACT]
                event = StockCounted(count, state.task.partner, part + 1, parts, lines)
                self._ground.record(connection, event, authority.approved_by)
            stock_tasks.drop(connection, count)
        items = {line.sku: line.item for line in state.lines}
        return tuple(ReviewLine(items[line.sku], line) for line in counted)

    def give_up(self, count: bytes) -> None:
        """Forget a count; nothing of it counts.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, STOCK_TASK_UNKNOWN.
        """
        self._desk.check_may(Privilege.COUNT_STOCK)
        with self._desk.till.write() as connection:
            self._task(connection, count)
            self._ground.record(connection, CountDropped(count))
            stock_tasks.drop(connection, count)

    @property
    def _currency(self) -> str:
        return self._desk.profile.currency

    def _enter(self, count: bytes, item: Item, quantity: Quantity, *, is_more: bool) -> CountState:
        """Keep a figure, see whether the item moved meanwhile, and begin the next item's mark."""
        told = self._ground.store_stock.of((item.sku,))
        with self._desk.till.write() as connection:
            task = self._task(connection, count)
            known = stock_tasks.lines_of_sku(connection, count, item.sku, self._currency)
            fresh = TaskLine(0, item.sku, "", "", None, None, None, None, task.mark)
            line = known[0] if known else fresh
            if is_more:
                line = replace(line, found=(line.found or 0) + quantity.thousandths)
            else:
                earlier = line.found if known else None
                anew = replace(line, earlier=earlier, mark=task.mark, books=None)
                line = replace(anew, found=quantity.thousandths)
            assert line.found is not None
            check_amount(line.found, item.unit)
            _, has_moved = stock_balance.moved_since(connection, item.sku, line.mark)
            if line.books is None:
                books = stock_balance.quantity_of(connection, item.sku, told)
                done = stock_balance.done_since(connection, item.sku, line.mark)
                line = replace(line, books=books - done)
            is_again = self._differs(connection, line, item)
            line = replace(line, has_moved=has_moved, is_again=is_again)
            stock_tasks.put_line(connection, count, line)
            stock_tasks.set_mark(connection, count, stock_balance.head_mark(connection))
        return replace(self.show(count), newest=item.sku)

    def _task(self, connection: Connection, count: bytes) -> Task:
        found = stock_tasks.find(connection, count)
        if found is None or found.kind is not TaskKind.COUNT:
            raise Refusal("STOCK_TASK_UNKNOWN")
        return found

    def _lines(self, connection: Connection, task: Task) -> tuple[TaskLine, ...]:
        return stock_tasks.lines_of(connection, task.id, self._currency)

    def _unmet(
        self, connection: Connection, task: Task, lines: tuple[TaskLine, ...]
    ) -> tuple[TaskLine, ...]:
        """List what the books have and a count of the whole store has not met."""
        if task.partner != WHOLE_STORE:
            return ()
        told = self._ground.store_stock.everything()
        met = {line.sku for line in lines}
        return tuple(
            TaskLine(0, sku, "", "", None, None, None, None, task.mark)
            for sku in stock_balance.held(connection, told)
            if sku not in met
        )

    def _differs(self, connection: Connection, line: TaskLine, item: Item) -> bool:
        """Tell whether a figure is so far from the books that it is counted until two agree."""
        assert line.found is not None
        difference = abs(line.found - _before(connection, line))
        if not difference or line.found == line.earlier:
            return False
        worth = (item.price.minor if item.price else 0) * difference // 1000
        return difference >= RECOUNT_THOUSANDTHS or worth >= RECOUNT_MINOR

    def _counted(self, connection: Connection, task: Task) -> tuple[CountedLine, ...]:
        return tuple(
            CountedLine(line.sku, line.found, _before(connection, line), line.mark)
            for line in self._lines(connection, task)
            if line.found is not None
        )


def _before(connection: Connection, line: TaskLine) -> int:
    """Say what the books had at the mark, with what other counts finished since then have done."""
    assert line.books is not None, "a line that was counted"
    return line.books + stock_balance.adjusted_since(connection, line.sku, line.mark)


def _by_weight(line: ReviewLine) -> tuple[int, str]:
    price = line.item.price.minor if line.item and line.item.price else 1
    return -abs(line.counted.difference) * max(price, 1), line.counted.sku
