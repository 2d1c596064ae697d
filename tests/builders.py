"""What tests of the core are built from: a clock in the test's hands and a till on real files.

The store is the demo's with a short price list of its own, set up once a session and copied.
"""

import csv
import itertools
import json
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest

from pos_app import resources
from pos_app.assembly import Till, open_counter
from pos_app.config import Config
from pos_app.domain.gtin import check_digit
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.domain.operators import Approval, ApprovalNeeded
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.quantity import Quantity
from pos_app.domain.scan_data import ScanData
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.tender import CardSlip
from pos_app.domain.transaction import Discount
from pos_app.errors import Refusal
from pos_app.services.counter import Counter
from pos_app.store.database import Database
from pos_app.vault.pins import PinCost

CHEAP = PinCost(rounds=1, memory_kib=8, lanes=1)
CASHIER = ("1001", "284617")
OTHER_CASHIER = ("1003", "615073")
SENIOR = ("1002", "739205")
MANAGER = ("2001", "518396")
SHIFT_MANAGER = ("2002", "460829")
AUDITOR = ("3001", "927143")
TECHNICIAN = ("4001", "350264")
DAY = BusinessDate("2026-11-21")
FLOAT = ((10_000, 2), (1_000, 10))
FLOAT_MINOR = 30_000
SLIP = CardSlip("UnionPay", "1234", "A1B2C3")

WATER = "W1"  # 2.00, the scanned one
WATER_GTIN = "9520101000019"
BREAD = "B1"  # 3.33
APPLE = "A1"  # 9.96 a kilogram, PLU 1001
APPLE_GTIN = "9520101000040"
BOOK = "X1"  # 10.00 and 13 % on top
FREE = "F1"  # 0.00
UNPRICED = "N1"
RECALLED = "R1"
LABELLED = "L1"  # no price of its own: printed in the barcode 22 00042 ppppp
COLUMNS = [
    "sku",
    "gtin",
    "plu",
    "name_zh",
    "name_en",
    "category",
    "tax_group",
    "unit",
    "price",
    "recalled",
]
ITEMS = (
    (WATER, WATER_GTIN, "", "矿泉水", "Water", "饮料", "V13", "EA", "2.00", "0"),
    (BREAD, "", "", "面包", "Bread", "烘焙", "V13", "EA", "3.33", "0"),
    (APPLE, APPLE_GTIN, "1001", "苹果", "Apple", "水果", "V9", "KGM", "9.96", "0"),
    (BOOK, "", "77", "笔记本", "Notebook", "文具", "X13", "EA", "10.00", "0"),
    (FREE, "", "", "赠品", "Gift", "赠品", "V0", "EA", "0.00", "0"),
    (UNPRICED, "", "", "样品", "Sample", "样品", "V13", "EA", "", "0"),
    (RECALLED, "9520101000026", "", "奶粉", "Milk powder", "奶制品", "V13", "EA", "99.00", "1"),
    (LABELLED, "", "42", "熟食", "Deli", "熟食", "V9", "EA", "", "0"),
)  # fmt: skip

Result = TypeVar("Result")


def yuan(minor: int) -> Money:
    return Money(minor, "CNY")


def label(price_minor: int) -> ScanData:
    """The barcode that a scale prints for the deli item: 22 00042 and the price."""
    digits = f"2200042{price_minor:05d}"
    return ScanData(digits + check_digit(digits))


def off(*, percent: int = 0, minor: int = 0, reason: str = "GOODWILL") -> Discount:
    if percent:
        return Discount(reason, "", rate_ppm=percent * 10_000)
    return Discount(reason, "", amount=yuan(minor))


class HandClock:
    """A clock that moves when the test moves it; ids and secrets count up."""

    def __init__(self, first: int = 1_000_000) -> None:
        self.wall = 1_795_262_400_000
        self.mono = 5_000_000
        self.boot = "0badcafe"
        self._ids = itertools.count(first)
        self._bytes = itertools.count(first)

    def wall_ms(self) -> int:
        return self.wall

    def mono_ms(self) -> int:
        return self.mono

    def boot_id(self) -> str:
        return self.boot

    def new_id(self) -> uuid.UUID:
        return uuid.UUID(int=0x7 << 76 | 0b10 << 62 | next(self._ids))

    def random_bytes(self, count: int) -> bytes:
        return next(self._bytes).to_bytes(8, "big").rjust(count, b"\x5a")[-count:]

    def utc_offset_minutes(self) -> int:
        return 480

    def pass_ms(self, milliseconds: int) -> None:
        """Let time pass, on both clocks."""
        self.wall += milliseconds
        self.mono += milliseconds


def write_set_up(folder: Path, **changes: Any) -> Path:
    """Write the set-up of the tests' store; ``changes`` go over its store.json."""
    folder.mkdir(parents=True, exist_ok=True)
    demo = resources.path("demo")
    store = json.loads((demo / "store.json").read_text("utf-8")) | {"cash": {}} | changes
    people = json.loads((demo / "operators.json").read_text("utf-8"))["operators"]
    for id_, (number, pin), role in (
        ("op1003", OTHER_CASHIER, "cashier"),
        ("op4001", TECHNICIAN, "technician"),
    ):
        people.append({"id": id_, "number": number, "name": id_, "role": role, "pin": pin})
    (folder / "store.json").write_text(json.dumps(store), "utf-8")
    (folder / "operators.json").write_text(json.dumps({"operators": people}), "utf-8")
    with (folder / "items.csv").open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows((COLUMNS, *ITEMS))
    return folder


@dataclass
class Rig:
    """A till on the disk with its clock; opens, dies and opens again."""

    folder: Path
    set_up: Path
    clock: HandClock = field(default_factory=HandClock)
    till: Till = field(init=False)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        config = Config(data=self.folder)
        self.till = open_counter(config, self.clock, set_up=self.set_up, pin_cost=CHEAP)

    def close(self) -> None:
        self.till.close()

    def reopen(self) -> None:
        self.close()
        self.open()

    def lose_power(self) -> None:
        """Die without a word and start again on another boot of the machine."""
        self.counter._real.desk.till.close()
        self.clock.boot = f"{int(self.clock.boot, 16) + 1:08x}"
        self.clock.mono = 1_000
        self.open()

    @property
    def counter(self) -> Counter:
        return self.till.counter

    @property
    def database(self) -> Database:
        return self.counter._real.desk.till

    @property
    def basket(self) -> PricedTransaction:
        basket = self.counter.checkout.basket()
        assert basket is not None
        return basket

    # ---- shortcuts through the counter's own doors

    def sign_on(self, who: tuple[str, str] = CASHIER) -> None:
        if self.counter.sign_on.session() is not None:
            self.counter.sign_on.sign_off()
        self.counter.sign_on.sign_on(*who)

    def open_for(self, who: tuple[str, str] = CASHIER, date: BusinessDate = DAY) -> None:
        """Sign on, open the day if it is not open, and a shift."""
        self.sign_on(who)
        if self.counter.shifts.status().business_date is None:
            self.counter.shifts.open_day(date)
        self.counter.shifts.open_shift(FLOAT)

    def ring(self, *skus: str, thousandths: int = 1000) -> PricedTransaction:
        for sku in skus:
            self.counter.checkout.add_item(sku, Quantity(thousandths))
        return self.basket

    def pay_cash(self, minor: int | None = None) -> CompletedTransaction:
        due = self.counter.tendering.cash_due()
        outcome = self.counter.tendering.tender_cash(due if minor is None else yuan(minor))
        assert outcome.completed is not None
        return outcome.completed

    def pay_card(self) -> CompletedTransaction:
        outcome = self.counter.tendering.tender_card(self.basket.due, SLIP)
        assert outcome.completed is not None
        return outcome.completed

    def sell(self, *skus: str) -> CompletedTransaction:
        self.ring(*skus)
        return self.pay_cash()

    def approved(
        self, act: Callable[[Approval | None], Result], by: tuple[str, str] = MANAGER
    ) -> Result:
        """Do what asks for a second person, with that person's approval."""
        with self.refuses("APPROVAL_NEEDED") as caught:
            act(None)
        needed = caught.value
        assert isinstance(needed, ApprovalNeeded)
        return act(self.counter.approvals.approve(needed.request, *by))

    # ---- what is on the disk

    def content(self, *but: str) -> dict[str, list[Any]]:
        """Every row of every table of till.db."""
        with self.database.read() as connection:
            names = connection.exec_driver_sql(
                "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
            ).scalars()
            return {
                name: sorted(map(tuple, connection.exec_driver_sql(f"SELECT * FROM {name}")))
                for name in list(names)
                if name not in but
            }

    def rows(self, statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
        with self.database.read() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(statement, parameters)]

    def bodies(self, *kinds: str) -> list[dict[str, Any]]:
        """The journal's bodies in order, of these kinds or of all."""
        found = self.rows("SELECT kind, body FROM journal ORDER BY epoch, seq")
        return [json.loads(body) for kind, body in found if not kinds or kind in kinds]

    def kinds(self) -> list[str]:
        return [row[0] for row in self.rows("SELECT kind FROM journal ORDER BY epoch, seq")]

    @contextmanager
    def refuses(self, code: str) -> Iterator[pytest.ExceptionInfo[Refusal]]:
        """Expect this refusal, and that it changed nothing on the disk or at the counter."""
        before = self._state()
        with pytest.raises(Refusal) as caught:
            yield caught
        assert caught.value.code == code, str(caught.value)
        assert self._state() == before

    def _state(self) -> tuple[Any, ...]:
        counter = self.counter
        content = self.content("sign_on_attempt")
        return content, counter.checkout.basket(), counter.sign_on.session(), counter.is_training


def make_rig(template: Path, folder: Path) -> Rig:
    """Open a till on a copy of one that was set up before."""
    shutil.copytree(template / "data", folder)
    return Rig(folder, template / "set_up")


def make_template(folder: Path, **changes: Any) -> Path:
    """Set a store up once; every test copies it."""
    (folder / "data").mkdir(parents=True)
    rig = Rig(folder / "data", write_set_up(folder / "set_up", **changes), HandClock(1))
    rig.close()
    return folder
