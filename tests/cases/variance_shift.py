"""A shift sold through the product's own services, beside a drawer with real notes and coins.

The services record what is keyed; the drawer holds what was handed over, given back and taken out.
Where nothing goes wrong the count is even to the last jiao: whoever plants a mistake does so by
letting the two part.
"""

import csv
import random
from collections import Counter as Pieces
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pos_app.domain.quantity import Quantity
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.shift import Counts
from pos_app.domain.variance.facts import ShiftFacts
from pos_app.store.variance import shift_facts
from tests.builders import COLUMNS, DAY, MANAGER, SLIP, HandClock, Rig, write_set_up, yuan

DENOMINATIONS = (10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10)
STANDARD_FLOAT: Counts = (
    (5_000, 2), (2_000, 5), (1_000, 14), (500, 16), (100, 55), (50, 40), (10, 50),
)  # fmt: skip
RULES = {"standard_float_minor": 50_000, "pickup_limit_minor": 250_000}
"""Without a tolerance: where a second count is asked for, a slip of the first does not survive."""
PRICES = (
    100, 150, 200, 250, 280, 300, 350, 390, 450, 480, 500, 550, 600, 650, 680, 750, 790, 850,
    890, 990, 1_090, 1_180, 1_250, 1_290, 1_380, 1_490, 1_580, 1_690, 1_890, 1_990, 2_280, 2_590,
    2_890, 3_290, 3_680, 3_990, 4_580, 5_290, 5_980, 6_880,
)  # fmt: skip


def make_store(folder: Path) -> Path:
    """Set up a store with forty goods and rules for cash, to be copied by every shift."""
    set_up = write_set_up(folder / "set_up", cash=RULES)
    goods = [
        (f"G{at:02d}", "", "", f"商品{at}", f"Goods {at}", "食品", "V13", "EA",
         f"{price // 100}.{price % 100:02d}", "0")
        for at, price in enumerate(PRICES)
    ]  # fmt: skip
    with (set_up / "items.csv").open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows((COLUMNS, *goods))
    (folder / "data").mkdir(parents=True)
    Rig(folder / "data", set_up, HandClock(1)).close()
    return folder


class NoChangeError(Exception):
    """The drawer has not the pieces."""


@dataclass
class Drawer:
    """Notes and coins, by denomination."""

    pieces: Pieces[int] = field(default_factory=Pieces)

    def put(self, pieces: Pieces[int]) -> None:
        self.pieces.update(pieces)

    def take(self, amount: int, but: int = 0) -> None:
        """Take an amount out, in the largest pieces there are, if it can be without one kind."""
        given: Pieces[int] = Pieces()
        rest = amount
        for denomination in DENOMINATIONS:
            there = 0 if denomination == but else self.pieces[denomination]
            given[denomination] = min(rest // denomination, there)
            rest -= given[denomination] * denomination
        if not rest:
            self.pieces.subtract(given)
        elif but:
            self.take(amount)
        else:
            self._break_one(rest)
            self.take(amount)

    def _break_one(self, below: int) -> None:
        """Have the smallest piece that is too large changed at the shop next door."""
        larger = [d for d in DENOMINATIONS if self.pieces[d] and d > below]
        if not larger:
            raise NoChangeError
        broken = larger[-1]
        smaller = [d for d in DENOMINATIONS if d < broken]
        self.pieces[broken] -= 1
        self.pieces[smaller[0]] += broken // smaller[0]
        if broken % smaller[0]:
            self.pieces[smaller[1]] += broken % smaller[0] // smaller[1]

    @property
    def total(self) -> int:
        return sum(denomination * pieces for denomination, pieces in self.pieces.items())

    def counts(self) -> dict[int, int]:
        return {denomination: self.pieces[denomination] for denomination in DENOMINATIONS}


def in_pieces(amount: int) -> Pieces[int]:
    """Pay an amount in as few pieces as there are."""
    pieces: Pieces[int] = Pieces()
    for denomination in DENOMINATIONS:
        pieces[denomination], amount = divmod(amount, denomination)
    assert not amount
    return pieces


SMALLER: Mapping[int, tuple[int, ...]] = {
    10_000: (5_000, 5_000), 5_000: (2_000, 2_000, 1_000), 2_000: (1_000, 1_000),
    1_000: (500, 500), 500: (100,) * 5, 100: (50, 50), 50: (10,) * 5,
}  # fmt: skip
"""What people who have not the piece itself pay it with."""


@dataclass(frozen=True)
class Truth:
    """What was planted: the cause's name, and the receipt or the time at which it happened."""

    cause: str
    at_ms: int
    receipt: str = ""


class ShiftPlay:
    """One operator's shift, played with a seed."""

    def __init__(self, rig: Rig, seed: int) -> None:
        self.rig = rig
        self.random = random.Random(seed)
        self.drawer = Drawer()
        self.truth: Truth | None = None
        self.truths: list[Truth] = []
        self.miscount: Callable[[dict[int, int]], None] | None = None
        self.sales: list[CompletedTransaction] = []

    @property
    def counter(self):
        return self.rig.counter

    def now(self) -> int:
        return self.rig.clock.wall_ms()

    def open(self, said: Counts = STANDARD_FLOAT, there: Counts = STANDARD_FLOAT) -> None:
        """Open the shift with a float that is ``said`` to be there."""
        self.rig.sign_on(MANAGER)
        self.counter.shifts.open_day(DAY)
        self.counter.shifts.open_shift(said)
        self.drawer.put(Pieces(dict(there)))

    # ---- notes and coins, as people have them

    def put(self, amount: int) -> None:
        """Lay what a customer hands over into the drawer; one in five has a piece in smaller ones.

        A note of a hundred alone is nearly always one note.
        """
        pieces = in_pieces(amount)
        if self.random.random() < (0.04 if amount == 10_000 else 0.2):
            changed = self.random.choice(
                [one for one in pieces.elements() if one in SMALLER] or [0]
            )
            if changed:
                pieces[changed] -= 1
                pieces.update(SMALLER[changed])
        self.drawer.put(pieces)

    def take(self, amount: int) -> None:
        """Count an amount out; one in five times one kind of piece is saved for later."""
        is_saved = self.random.random() < 0.2
        self.drawer.take(amount, self.random.choice((5_000, 1_000, 500, 100)) if is_saved else 0)

    # ---- customers

    def ring(self, most: int = 4) -> int:
        """Ring up a basket and give what it costs in cash."""
        for _ in range(self.random.choice((1, 1, 2, 2, 3, most))):
            self.counter.checkout.add_item(
                f"G{self.random.randrange(len(PRICES)):02d}", Quantity.of(1)
            )
        return int(self.counter.tendering.cash_due().minor)

    def serve(self) -> CompletedTransaction:
        """Serve somebody who pays as people do."""
        self.rig.clock.pass_ms(self.random.randrange(20_000, 180_000))
        due = self.ring()
        if self.random.random() < 0.55:
            return self.pay_card()
        if due > 3_000 and self.random.random() < 0.04:  # some by card, the rest in cash
            self.counter.tendering.tender_card(yuan(due // 2_000 * 1_000), SLIP)
            due = int(self.counter.tendering.cash_due().minor)
        handed = self.hand_over(due)
        self.put(handed)
        self.take(handed - due)
        return self.pay_cash(handed)

    def hand_over(self, due: int) -> int:
        """Say what a customer gives for ``due``."""
        way = self.random.random()
        if way < 0.3:
            return due
        for note in (1_000, 2_000, 5_000):
            if way < 0.75 and due <= note:
                return note
        if way < 0.85:
            return -(-due // 1_000) * 1_000
        odd = due % 1_000
        hundreds = -(-due // 10_000) * 10_000
        return hundreds + odd if way > 0.97 and odd else hundreds

    def pay_cash(self, keyed: int) -> CompletedTransaction:
        outcome = self.counter.tendering.tender_cash(yuan(keyed))
        assert outcome.completed is not None
        self.sales.append(outcome.completed)
        return outcome.completed

    def pay_card(self) -> CompletedTransaction:
        outcome = self.counter.tendering.tender_card(self.rig.basket.due, SLIP)
        assert outcome.completed is not None
        self.sales.append(outcome.completed)
        return outcome.completed

    # ---- what else happens in a shift, rightly

    def no_sale(self, note: int = 10_000, given: int | None = None) -> int:
        """Change a note into smaller ones; ``given`` where it is not as much."""
        at_ms = self.counter.shifts.no_sale("CHANGE")
        self.drawer.put(Pieces({note: 1}))
        self.take_smaller(note, note if given is None else given)
        return int(at_ms)

    def take_smaller(self, note: int, amount: int) -> None:
        """Give an amount for a note, in pieces smaller than it."""
        there = self.drawer.pieces[note]
        self.drawer.pieces[note] = 0
        self.drawer.take(amount, self.random.choice((0, 5_000, 2_000, 1_000)))
        self.drawer.pieces[note] += there

    def drop(self, *, took_cash: bool = False) -> int:
        """Ring something up that is then cancelled; gives its total."""
        due = self.ring()
        if took_cash:
            self.put(due)
        self.counter.checkout.void_transaction("CHANGED")
        return due

    def pay_out(self, amount: int, reason: str = "SUPPLIES") -> None:
        self.counter.shifts.paid_out(yuan(amount), reason)
        self.drawer.take(amount)

    def pick_up(self, amount: int) -> None:
        self.counter.shifts.pickup(yuan(amount), "SAFE")
        self.drawer.take(amount)

    def take_back(self, *, is_cash: bool) -> CompletedTransaction | None:
        """Take one earlier sale back the way it was paid."""
        sold = self.find_sale(is_cash=is_cash)
        if sold is None:
            return None
        self.counter.returns.return_all(sold.receipt, "UNWANTED")
        self.sales.remove(sold)
        if is_cash:
            due = self.counter.tendering.cash_due()
            outcome = self.counter.tendering.tender_cash(due)
            self.take(-due.minor)
        else:
            outcome = self.counter.tendering.tender_card(self.rig.basket.due, SLIP)
        return outcome.completed

    def find_sale(self, *, is_cash: bool) -> CompletedTransaction | None:
        wanted = "cash" if is_cash else "card"
        fitting = [
            sold
            for sold in self.sales
            if {t.tender_type.value for t in sold.priced.transaction.tenders} == {wanted}
            and sold.paid.minor < 8_000
        ]
        return self.random.choice(fitting) if fitting else None

    def something_else(self) -> None:
        """Do one of the things that happen beside selling, rightly."""
        way = self.random.random()
        if way < 0.25:
            self.drop()
        elif way < 0.45:
            self.no_sale(self.random.choice((10_000, 5_000)))
        elif way < 0.6:
            self.pay_out(self.random.choice((1_200, 1_500, 2_350, 3_600, 4_800)))
        elif way < 0.9:
            self.take_back(is_cash=self.random.random() < 0.5)
        if self.drawer.total > 250_000:
            self.pick_up(150_000)

    # ---- the whole shift

    def play(
        self, customers: int, mistakes: Mapping[int, Callable[["ShiftPlay"], None]]
    ) -> ShiftFacts:
        """Serve so many, with each mistake before the customer it is named by; then count."""
        for number in range(customers):
            if number in mistakes:
                mistakes[number](self)
                if self.truth is not None:
                    self.truths.append(self.truth)
            self.serve()
            if self.random.random() < 0.06:
                self.something_else()
        counts = self.drawer.counts()
        if self.miscount is not None:
            self.miscount(counts)
            self.truth = Truth(self.truth.cause if self.truth else "", self.now())
        report = self.counter.shifts.close_shift(tuple(counts.items()))
        with self.rig.database.read() as connection:
            profile = self.counter._real.desk.profile
            facts = shift_facts(connection, report.number, profile)
        assert facts is not None
        return facts
