"""A shop of several tills with a shelf that can be looked at: what its books should say.

The shelf is the judge. Nothing here knows of vectors: a count is somebody who looks at the shelf,
and from then on the books are what was seen and what was written down after that moment.
"""

import hashlib
import random
from dataclasses import dataclass, field

from tests.cloud.ledgers.world import NOW, MadeTill, Values, transaction

SKUS = ("W1", "B1", "A1")
STEP_MS = 60_000


@dataclass
class StockTill(MadeTill):
    """A till that knows when things happen, and moves goods in other ways than by sales."""

    def head(self) -> tuple[int, int]:
        return (self.rows[-1]["epoch"], self.rows[-1]["seq"]) if self.rows else (self.epoch, 0)

    def move(self, kind: str, sku: str, quantity: int, at_ms: int = NOW) -> None:
        line = {"n": 1, "sku": sku, "q": quantity}
        said = {"reason": "DAMAGED"} if kind == "stock_adjust" else {"note": "N1", "partner": "P"}
        self.record(kind, {"lines": [line], **said}, wall=at_ms)

    def sell_at(self, sku: str, at_ms: int) -> None:
        self.record("sale", transaction(self.next_receipt(), 500, sku, 1000), wall=at_ms)

    def take_back_at(self, sku: str, at_ms: int) -> None:
        line = {"back": True, "of": "S9-T01-000001", "of_n": 1}
        said = transaction(self.next_receipt(), -500, sku, 1000, line=line)
        self.record("return", said, wall=at_ms)

    def open_count(self, count: bytes, at_ms: int = NOW) -> tuple[int, int]:
        self.record("count_open", {"count": count.hex(), "section": "ALL"}, wall=at_ms)
        return self.head()

    def mark(self, count: bytes, at_ms: int = NOW) -> None:
        self.record("count_mark", {"count": count.hex()}, wall=at_ms)

    def drop(self, count: bytes, at_ms: int = NOW) -> None:
        self.record("count_drop", {"count": count.hex()}, wall=at_ms)

    def finish(
        self,
        count: bytes,
        lines: list[tuple[str, int, tuple[int, int]]],
        at_ms: int = NOW,
        most: int = 400,
    ) -> None:
        parts = -(-len(lines) // most)
        for part in range(parts):
            counted = [
                {"n": n, "sku": sku, "q": q, "was": 0, "e": mark[0], "s": mark[1], "r": 0}
                for n, (sku, q, mark) in enumerate(lines[part * most :][:most], 1)
            ]
            said = {"count": count.hex(), "section": "ALL", "part": part + 1, "parts": parts}
            self.record("stock_count", {**said, "lines": counted}, wall=at_ms)


def named(text: str) -> bytes:
    """A count's id."""
    return hashlib.sha256(text.encode()).digest()[:16]


@dataclass
class Entry:
    """What somebody saw on the shelf, what moved since, and the mark it was seen at."""

    mark: tuple[int, int]
    seen: int
    at_ms: int
    since: int = 0


@dataclass
class Count:
    """A count under way at a till."""

    count: bytes
    till: StockTill
    mark: tuple[int, int]
    entries: dict[str, Entry] = field(default_factory=dict)
    stirred: set[str] = field(default_factory=set)
    is_crossed: bool = False


@dataclass
class Story:
    """Days of a shop. ``books``: what its tables should say of every item, once all is known."""

    rng: random.Random
    tills: list[StockTill]
    forgets_marks: bool = False
    now_ms: int = NOW
    shelf: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SKUS, 50_000))
    books: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SKUS, 0))
    seen_ms: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SKUS, 0))
    counts: list[Count] = field(default_factory=list)
    made: int = 0
    ended: dict[bytes, Count] = field(default_factory=dict)

    def may_be_doubted(self, sku: str, count: bytes) -> bool:
        """Tell whether a count of an item had cause for doubt: goods moved at another till."""
        return self.ended[count].is_crossed or sku in self.ended[count].stirred

    def go_on(self, steps: int) -> "Story":
        """Live some of it."""
        acts = ["sell"] * 8 + ["back", "receive", "adjust", "vanish", "open", "drop"]
        acts += ["enter"] * 5 + ["finish"] * 2
        for _ in range(steps):
            self.now_ms += STEP_MS
            getattr(self, f"_{self.rng.choice(acts)}")()
        for count in list(self.counts):
            self._end(count)
        for till in self.tills:  # each is heard of after everything that was counted
            self.now_ms += STEP_MS
            till.record("no_sale", {"reason": "X"}, wall=self.now_ms)
        return self

    def _sell(self) -> None:
        till, sku = self.rng.choice(self.tills), self.rng.choice(SKUS)
        till.sell_at(sku, self.now_ms)
        self._moved(till, sku, -1000)

    def _back(self) -> None:
        till, sku = self.rng.choice(self.tills), self.rng.choice(SKUS)
        till.take_back_at(sku, self.now_ms)
        self._moved(till, sku, 1000)

    def _receive(self) -> None:
        self._document(self.rng.choice(["stock_receive", "stock_transfer_in"]), 6_000)

    def _adjust(self) -> None:
        self._document(self.rng.choice(["stock_adjust", "stock_transfer_out"]), -2_000)

    def _document(self, kind: str, quantity: int) -> None:
        till, sku = self.rng.choice(self.tills), self.rng.choice(SKUS)
        till.move(kind, sku, quantity, self.now_ms)
        self._moved(till, sku, quantity)

    def _vanish(self) -> None:
        """Goods go and nobody writes it down."""
        self.shelf[self.rng.choice(SKUS)] -= 1_000

    def _moved(self, till: StockTill, sku: str, quantity: int) -> None:
        self.shelf[sku] += quantity
        self.books[sku] += quantity
        for count in self.counts:
            if till is not count.till:
                count.stirred.add(sku)
            if sku in count.entries:
                count.entries[sku].since += quantity

    def _open(self) -> None:
        if len(self.counts) == 2:
            return
        self.made += 1
        till, count = self.rng.choice(self.tills), named(f"{self.made}")
        mark = till.open_count(count, self.now_ms)
        self.counts.append(Count(count, till, mark, is_crossed=bool(self.counts)))
        self.counts[0].is_crossed |= self.counts[0].count != count
        for other in self.tills:
            if other is not till and not (self.forgets_marks and self.rng.random() < 0.5):
                self.now_ms += STEP_MS
                other.mark(count, self.now_ms)

    def _enter(self) -> None:
        for count in self.counts[:1]:
            sku = self.rng.choice(SKUS)
            if self._has_moved(count, sku):
                count.mark = count.till.head()  # it is asked for again, and counted again
            seen = Entry(count.mark, max(self.shelf[sku], 0), self.now_ms)
            if self.shelf[sku] < 0:
                return
            count.entries[sku] = seen
            count.mark = count.till.head()
        self.rng.shuffle(self.counts)

    @staticmethod
    def _has_moved(count: Count, sku: str) -> bool:
        after = (row for row in count.till.rows if (row["epoch"], row["seq"]) > count.mark)
        return any(f'"sku":"{sku}"'.encode() in row["body"] for row in after)

    def _finish(self) -> None:
        if self.counts:
            self._end(self.rng.choice(self.counts))

    def _end(self, count: Count) -> None:
        self.counts.remove(count)
        if not count.entries:
            count.till.drop(count.count, self.now_ms)
            return
        lines = [(sku, entry.seen, entry.mark) for sku, entry in count.entries.items()]
        self.now_ms += STEP_MS
        count.till.finish(count.count, lines, self.now_ms, most=2)
        self.ended[count.count] = count
        for sku, entry in count.entries.items():
            if entry.at_ms > self.seen_ms[sku]:
                self.seen_ms[sku] = entry.at_ms
                self.books[sku] = entry.seen + entry.since

    def _drop(self) -> None:
        if self.counts and self.rng.random() < 0.3:
            count = self.counts.pop()
            count.till.drop(count.count, self.now_ms)

    def pieces(self) -> list[tuple[StockTill, list[Values]]]:
        """Cut the journals into uploads, each till's own in order, some of them said twice."""
        queues = {till.number: list(till.rows) for till in self.tills}
        late = self.rng.choice([*queues, 0])
        found: list[tuple[StockTill, list[Values]]] = []
        while any(queues.values()):
            waiting = [n for n, queue in queues.items() if queue]
            number = self.rng.choice([n for n in waiting if n != late] or waiting)
            size = self.rng.randint(1, 12)
            rows, queues[number] = queues[number][:size], queues[number][size:]
            till = next(one for one in self.tills if one.number == number)
            found.append((till, rows))
            if self.rng.random() < 0.2:
                found.append((till, rows))
        return found


def a_story(seed: int, steps: int = 60, *, forgets_marks: bool = False) -> Story:
    """Give a shop of three tills some hours of life."""
    tills = [StockTill("S1", number) for number in range(1, 4)]
    return Story(random.Random(seed), tills, forgets_marks).go_on(steps)
