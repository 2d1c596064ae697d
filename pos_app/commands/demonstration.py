"""The demonstration day: one business day of the demo store, traded through the real window.

Opens the day and a shift, sells by scan, search and weight, knows a member by a live code, explains
a promoted price, discounts with an approval, takes cash and card, suspends and resumes, takes goods
back, moves cash, reads X, counts blind and closes with Z. In the middle the network is cut (the
cloud beside the till is stopped) and it sells on; in the end the cloud is there again, holds every
row and proves the day. Leaves pictures of the screens and every paper in a folder.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pos_app.commands.demo_member import Phone
from pos_app.devices.interfaces import PrintJob
from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.money import Money
from pos_app.domain.report import ZReport
from pos_app.domain.settlement import CompletedTransaction
from pos_app.opening import Opening
from pos_app.receipts.paper import Roll
from pos_app.services.counter import Counter
from pos_app.ui.action_names import ActionName
from pos_app.ui.hands import Hands
from pos_app.ui.widgets.paper_view import paper_to_pdf, paper_to_png
from sync.status import Contact, SyncStatus

_A = ActionName

SENIOR = ("1002", "739205")
MANAGER = ("2001", "518396")
WATER, COLA, DUMPLINGS = "9520101000026", "9520103000017", "9520114000013"
JUICE = "9520105000015"
MELON_LABEL = "2100143012569"
"""A scale's label: 1.256 kg of item 143."""


_SALES_OFFLINE: Final = 3
_COUNTED_WITHOUT_CLOUD: Final = (1, 2, 7, 10, 12, 25, 11, 14)
"""Pieces in the drawer in the end, of each note and coin: ten fen are missing."""
_COUNTED: Final = (1, 2, 7, 11, 12, 28, 12, 14)
"""The same after the sales without the network, of 4.50 each."""
_LONGEST_WAIT: Final = 400
"""Pauses of a hand: a minute."""


@dataclass(frozen=True, slots=True)
class DayResult:
    """What the day came to."""

    receipts: int
    net_total: Money
    over_short: Money
    papers: int
    pictures: int
    agreement: "Agreement | None"
    """None where there was no cloud to agree with."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What till and cloud had in common in the end. ``offline``: sales made without the cloud.

    ``reason``: the code of why the day is not proved; empty where nothing came of the question.
    """

    rows: int
    held: int
    offline: int
    is_proved: bool
    reason: str


class Demonstration:
    """One day, worked by hand."""

    def __init__(self, opening: Opening, folder: Path, phone: Phone) -> None:
        assert opening.wiring is not None
        assert opening.queue is not None
        self._window = opening.window
        self._counter: Counter = opening.wiring.counter
        self._hands = Hands(opening.window, opening.till_thread)
        self._opening = opening
        self._folder = folder
        self._phone = phone
        self._has_cloud = False
        self._offline = 0
        self._papers = self._pictures = 0
        folder.mkdir(parents=True, exist_ok=True)
        opening.queue.accepted.connect(self.on_paper)

    def trade(self) -> DayResult:
        """Trade the day from the first key to the Z report."""
        self._hands.ask(self._tidy_up)
        self._meet_cloud()
        self._open()
        self._sell()
        self._cut()
        self._sell_without_network()
        self._take_back()
        self._move_cash()
        result = self._close()
        return replace(result, agreement=self._agree(), pictures=self._pictures)

    # ---- the cloud beside the till

    def _meet_cloud(self) -> None:
        """Wait until the till belongs to the cloud and has its goods; go on without it in time."""
        beside, link = self._opening.beside, self._opening.link
        if beside is None or link is None:
            return
        found = self._wait(lambda: beside.is_elsewhere or (self._is_online() and self._has_goods()))
        self._has_cloud = found and not beside.is_elsewhere
        self._picture("online")

    def _cut(self) -> None:
        if self._has_cloud:
            assert self._opening.beside is not None
            self._opening.beside.process.stop()

    def _restore(self) -> None:
        assert self._opening.beside is not None
        self._opening.beside.start()

    def _sell_without_network(self) -> None:
        """Sell on; the status bar says since when the cloud is away and what waits."""
        if not self._has_cloud:
            return
        hands = self._hands
        for _ in range(_SALES_OFFLINE):
            for code in (COLA, WATER):
                hands.scan(code)
            hands.press(_A.PAY, _A.QUICK_1)
            self._offline += 1
        self._sync_now()
        self._wait(lambda: self._status().contact is Contact.OFFLINE)
        self._picture("offline")

    def _agree(self) -> Agreement | None:
        """Bring the network back and wait until every row is in the cloud and the day is proved."""
        link = self._opening.link
        if not self._has_cloud or link is None:
            return None
        self._restore()
        self._wait(self._is_online)
        self._sync_now()
        self._wait(self._is_compared)
        self._picture("agreed")
        standing = self._hands.ask(link.journal.standing)
        acked, proof = standing.acked, self._status().last_proof
        return Agreement(
            rows=standing.head.seq,
            held=acked.seq if acked and acked.epoch == standing.head.epoch else 0,
            offline=self._offline,
            is_proved=proof is not None and proof.is_proved,
            reason=proof.reason if proof is not None else "",
        )

    def _is_compared(self) -> bool:
        """Tell whether the cloud has everything and has judged the day, not only begun to."""
        proof = self._status().last_proof
        if proof is not None and proof.reason == "DAY_NOT_PROJECTED":
            self._sync_now()
            return False
        return proof is not None and self._is_all_held()

    def _is_online(self) -> bool:
        return self._status().contact is Contact.ONLINE

    def _has_goods(self) -> bool:
        """Tell whether the prices are the cloud's, and the newest."""
        return self._status().catalogue_as_of_ms is not None

    def _is_all_held(self) -> bool:
        reached = self._status().reached
        return reached is not None and reached.acknowledged == reached.head

    def _status(self) -> SyncStatus:
        assert self._opening.wiring is not None
        return self._opening.wiring.cloud.status or SyncStatus(Contact.ALONE)

    def _sync_now(self) -> None:
        assert self._opening.wiring is not None
        self._opening.wiring.cloud.sync_now()

    def _wait(self, is_so: Callable[[], bool]) -> bool:
        """Let the window live until something is so; False when it takes too long."""
        for _ in range(_LONGEST_WAIT):
            if is_so():
                return True
            self._hands.pause()
        return False

    def _tidy_up(self) -> None:
        """Close what an interrupted demonstration left open, as a manager would next morning.

        Thread: the till thread.
        """
        counter = self._counter
        status = counter.shifts.status()
        if status.business_date is None:
            return
        nothing = ((100, 0),)
        counter.sign_on.sign_on(*MANAGER)
        basket = counter.checkout.basket()
        if basket is not None:
            for tender in reversed(basket.transaction.tenders):
                counter.tendering.remove_tender(tender.number)
            counter.checkout.suspend()
        if status.shift is not None:
            counter.shifts.count_till(nothing)
            counter.shifts.close_shift(nothing)
        if waiting := counter.checkout.suspended():
            counter.shifts.open_shift(nothing)
            for suspended in waiting:
                counter.checkout.resume(suspended.id)
                counter.checkout.void_transaction("CHANGED")
            counter.shifts.close_shift(nothing)
        counter.shifts.close_day()
        counter.sign_on.sign_off()

    def _open(self) -> None:
        hands = self._hands
        self._picture("sign-on")
        hands.type(SENIOR[0])
        hands.type(SENIOR[1])
        self._picture("open-day")
        hands.press(_A.CONFIRM)
        for pieces in ("1", "2", "5", "10", "10", "20", "10", "20"):
            hands.type(pieces)
        self._picture("float")
        hands.press(_A.CONFIRM)

    def _sell(self) -> None:
        hands = self._hands
        for code in (WATER, WATER, COLA, MELON_LABEL):
            hands.scan(code)
        for character in "shuijiao":
            hands.strike(character)
        hands.pause()
        self._picture("search")
        hands.enter()
        self._picture("selling")
        hands.press(_A.PAY)
        self._picture("cash")
        hands.type("100")
        self._picture("sold")
        self._sell_to_member()
        self._sell_discounted()
        self._sell_suspended()
        for code in (DUMPLINGS, WATER):
            hands.scan(code)
        hands.press(_A.TENDER_CARD)
        self._picture("card")
        hands.type("1234")
        hands.type("A1B2C3")

    def _sell_to_member(self) -> None:
        """Sell juice to a member with a live code, the second at half price, and explain it."""
        hands = self._hands
        hands.scan(JUICE)
        hands.scan(JUICE)
        hands.scan(self._phone.mint().text)
        self._picture("member")
        hands.press(_A.WHY)
        self._picture("why-this-price")
        hands.press(_A.CANCEL, _A.PAY, _A.QUICK_1)
        self._picture("member-sold")

    def _sell_discounted(self) -> None:
        hands = self._hands
        hands.scan(DUMPLINGS)
        hands.press(_A.DISCOUNT)
        hands.type("20")
        self._picture("discount")
        hands.press(_A.CHOICE_1, _A.CONFIRM)
        self._picture("approval")
        hands.type(MANAGER[0])
        hands.type(MANAGER[1])
        hands.press(_A.PAY, _A.QUICK_1)

    def _sell_suspended(self) -> None:
        hands = self._hands
        hands.scan(COLA)
        hands.press(_A.SUSPEND, _A.CONFIRM)
        hands.scan(WATER)
        hands.press(_A.PAY, _A.QUICK_1)
        hands.press(_A.RESUME)
        self._picture("suspended")
        hands.press(_A.CONFIRM, _A.PAY, _A.QUICK_1)

    def _take_back(self) -> None:
        hands = self._hands
        sale = hands.ask(self._first_sale)
        hands.scan(f"RPR1:{sale.receipt}:{sale.paid.minor}:{sale.priced.transaction.business_date}")
        self._picture("return")
        hands.press(_A.TAKE_BACK)
        self._picture("return-reason")
        hands.press(_A.CHOICE_1, _A.CONFIRM)
        hands.press(_A.TO_BASKET)
        self._picture("return-basket")
        hands.press(_A.PAY, _A.QUICK_1)

    def _move_cash(self) -> None:
        hands = self._hands
        hands.press(_A.MORE, _A.SHIFT, _A.NO_SALE, _A.CHOICE_1, _A.CONFIRM)
        hands.press(_A.X_REPORT)
        self._picture("x-report")
        hands.press(_A.PRINT_PAPER, _A.LEAVE_PAPER)

    def _close(self) -> DayResult:
        hands = self._hands
        hands.press(_A.CLOSE_SHIFT)
        for pieces in _COUNTED if self._offline else _COUNTED_WITHOUT_CLOUD:
            hands.type(str(pieces))
        self._picture("count")
        hands.press(_A.CONFIRM, _A.CONFIRM)
        self._picture("over-short")
        hands.press(_A.LEAVE_PAPER, _A.CLOSE_DAY, _A.CONFIRM)
        hands.type(MANAGER[0])
        hands.type(MANAGER[1])
        self._picture("z-report")
        hands.press(_A.PRINT_PAPER)
        report = hands.ask(self._last_day)
        hands.press(_A.LEAVE_PAPER, _A.SIGN_OFF)
        figures = report.x.figures
        return DayResult(
            figures.transaction_count,
            figures.net_total,
            report.over_short,
            self._papers,
            self._pictures,
            None,
        )

    def _last_day(self) -> ZReport:
        """Read the day just closed. Thread: the till thread."""
        (closed, *_) = self._counter.shifts.recent_reports(1)
        return self._counter.shifts.day_report(closed.business_date)

    def _first_sale(self) -> CompletedTransaction:
        """Read the first sale of the day. Thread: the till thread."""
        history = self._counter.history
        shift = self._counter.sign_on.session()
        assert shift is not None
        receipts: list[ReceiptNumber] = [entry.receipt for entry in history.recent(10)]
        today = [history.find(receipt) for receipt in receipts]
        date = shift.business_date
        return [sale for sale in today if sale.priced.transaction.business_date == date][-1]

    def _picture(self, name: str) -> None:
        self._pictures += 1
        path = self._folder / f"screen-{self._pictures:02d}-{name}.png"
        self._window.grab().save(str(path))

    def on_paper(self, job: PrintJob) -> None:
        """Keep what went to the printer, as a picture and as PDF."""
        self._papers += 1
        path = self._folder / f"paper-{self._papers:02d}.png"
        paper_to_png(job.paper, Roll.MM80, path)
        paper_to_pdf(job.paper, Roll.MM80, path.with_suffix(".pdf"))
