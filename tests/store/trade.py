"""A small till with real files, and a way to sell on it without the services."""

import os
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa

from pos_app.clock import SystemClock
from pos_app.domain import events
from pos_app.domain.catalog import Item, TaxGroup
from pos_app.domain.identifiers import (
    BusinessDate,
    OperatorId,
    ReceiptNumber,
    StoreId,
    TransactionId,
    WorkstationId,
)
from pos_app.domain.money import Money
from pos_app.domain.pricing.engine import price
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.quantity import Quantity, Unit
from pos_app.domain.returns import make_return_line, reverse
from pos_app.domain.settlement import CompletedTransaction, JournalPosition
from pos_app.domain.shift import CashMovement, CashMovementKind, Shift
from pos_app.domain.tender import CardSlip, TenderLine, TenderType
from pos_app.domain.transaction import Discount, Entry, Line, RetailTransaction, SaleLine
from pos_app.store import shifts, transactions
from pos_app.store.backup import Terminal
from pos_app.store.database import Database
from pos_app.store.journal import Identity, JournalWriter
from pos_app.store.returnable import find_returnable
from pos_app.store.till_file import open_till
from pos_app.vault.keys import DeviceKeys, KeyStore

DATE = BusinessDate("2026-11-21")
OPERATOR = OperatorId("op7")
IDENTITY = Identity(StoreId("S12"), WorkstationId("T03"), "CNY")
V13 = TaxGroup("V13", 130_000)
V9 = TaxGroup("V9", 90_000)
TEA = Item("000017", "乌龙茶", "Oolong tea", ("饮料", "茶"), V13, Unit.EACH, Money(450), 1, 6901)
RICE = Item("000018", "大米", "Rice", ("粮油",), V9, Unit.KILOGRAM, Money(598), 2)

_LAST_WALL = """SELECT json_extract(CAST(body AS TEXT), '$.wall') FROM journal
 ORDER BY epoch DESC, seq DESC LIMIT 1"""


class Trade:
    """One till at work: real keys, real encrypted file, real journal."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = SystemClock()
        store = KeyStore(folder)
        is_new = not store.exists
        self.keys: DeviceKeys = (
            store.create(self.clock.new_id().bytes, os.urandom) if is_new else store.load()
        )
        self.database: Database = open_till(folder, self.keys.till_key, is_new=is_new)
        self.writer = JournalWriter(self.keys.terminal_id, self.keys.signing_seed, self.clock)
        with self.database.write() as connection:
            mark = self.writer.start(connection, IDENTITY, store.read_mark())
        store.write_mark(mark)

    @property
    def terminal(self) -> Terminal:
        return Terminal(self.keys.terminal_id, self.keys.till_key, self.keys.signing_seed)

    def open_shift(self) -> None:
        shift = Shift(1, OPERATOR, "王小明", DATE, self.clock.wall_ms(), Money(50_000))
        with self.database.write() as connection:
            shifts.open_day(connection, DATE, shift.opened_ms)
            shifts.insert(connection, shift, ((10_000, 5),))
            self.write(connection, events.ShiftOpen(1, Money(50_000), ((10_000, 5),)))

    def pay_out(self, minor: int) -> None:
        movement = CashMovement(
            CashMovementKind.PAID_OUT, Money(minor), "milk", OPERATOR, None, self.clock.wall_ms()
        )
        with self.database.write() as connection:
            self.write(connection, events.CashMoved(movement))
            # Its row's own time, which is all that a journal can give back.
            at_ms = connection.exec_driver_sql(_LAST_WALL).scalar_one()
            shifts.insert_movement(connection, 1, replace(movement, at_ms=at_ms))

    def sell(self, *lines: Line) -> CompletedTransaction:
        """Sell tea and rice, with a discount and two tenders, or the given lines."""
        return self.finish(a_basket(self.clock, *lines))

    def give_back(self, receipt: ReceiptNumber) -> CompletedTransaction:
        """Take one tea back."""
        with self.database.read() as connection:
            sale = find_returnable(connection, receipt)
        assert sale is not None
        return self.sell(make_return_line(sale, 1, Quantity.of(1), "unwanted", 1))

    def cancel(self, receipt: ReceiptNumber) -> CompletedTransaction:
        """Cancel a sale by its mirror image."""
        with self.database.read() as connection:
            sale = find_returnable(connection, receipt)
        assert sale is not None
        mirrored = reverse(sale.completed, OPERATOR)
        id_ = TransactionId(self.clock.new_id().bytes)
        return self.finish(replace(mirrored, transaction=replace(mirrored.transaction, id=id_)))

    def finish(self, priced: PricedTransaction) -> CompletedTransaction:
        with self.database.write() as connection:
            completed = CompletedTransaction(
                priced=priced,
                receipt=transactions.next_receipt(connection),
                completed_ms=self.clock.wall_ms(),
                rounding=Money(0),
                change=Money(0),
                position=JournalPosition(0, 0, b""),
                operator_name="王小明",
            )
            position = self.write(connection, events.TransactionRecorded(completed))
            completed = replace(completed, position=position)
            transactions.record(connection, completed)
        return completed

    def write(self, connection: sa.Connection, event: events.Event) -> JournalPosition:
        return self.writer.append(connection, event, business_date=DATE, operator=OPERATOR, shift=1)

    def change_everything(self, *statements: str) -> None:
        """Do what somebody who holds the key could do: take the protection off, and edit."""
        with self.database.write() as connection:
            triggers = connection.exec_driver_sql(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            ).all()
            for name, _ in triggers:
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
            for statement in statements:
                connection.exec_driver_sql(statement)
            for _, sql in triggers:
                connection.exec_driver_sql(sql)

    def close(self) -> None:
        self.database.close()


def a_basket(clock: SystemClock, *lines: Line) -> PricedTransaction:
    discount = Discount("regular", OPERATOR, amount=Money(50))
    chosen = lines or (
        SaleLine(1, TEA, Quantity.of(2), Money(450), Entry.SCANNED, discounts=(discount,)),
        SaleLine(2, RICE, Quantity(1250), Money(598), Entry.KEYED, note="散装"),
    )
    basket = RetailTransaction(
        id=TransactionId(clock.new_id().bytes),
        operator=OPERATOR,
        business_date=DATE,
        shift=1,
        opened_ms=clock.wall_ms(),
        currency="CNY",
    )
    for line in chosen:
        basket = basket.add_line(line)
    total = price(basket).payable
    slip = CardSlip("银联", "1234", "A1B2C3")
    tenders = (
        TenderLine(1, TenderType.CARD, Money(100), slip),
        TenderLine(2, TenderType.CASH, total - Money(100)),
    )
    return price(basket.with_tenders(tenders))
