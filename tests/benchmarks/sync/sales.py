"""Sales of a till: one through the services, and a long past of ones like it."""

import json
import secrets
from dataclasses import dataclass
from typing import Any

from pos_app.domain.money import Money
from sync.journal import Entry
from tests.benchmarks.sync.ground import LinkedTill

SKUS = ("100001", "100005", "100013", "100144", "100167")
GOODS = [{"sku": sku, "zh": f"商品{sku}", "price": 990} for sku in SKUS]
"""The same goods as a cloud's list has them."""

_AT_ONCE = 5_000
_COLUMNS = "SELECT name FROM pragma_table_info('{table}')"
_LAST_SALE = """SELECT epoch, seq, kind, schema, body FROM journal
 WHERE kind = 'sale' ORDER BY epoch DESC, seq DESC LIMIT 1"""
_BODIES = "SELECT body FROM journal WHERE kind = 'sale' ORDER BY epoch, seq"
_PARTS = ("sale_line", "line_modifier", "tender_line", "transaction_tax")


@dataclass(frozen=True, slots=True)
class Template:
    """The sale that others are like: its row's place and its body, opened."""

    seq: int
    schema: int
    body: dict[str, Any]


def sign_on(till: LinkedTill) -> None:
    """Sign a manager on and open day and shift."""

    def work() -> None:
        counter = till.till.counter
        counter.sign_on.sign_on("2001", "518396")
        status = counter.shifts.status()
        if status.business_date is None:
            counter.shifts.open_day(status.suggested_date)
        if status.shift is None:
            counter.shifts.open_shift(((10_000, 3),))

    till.on_till(work)


def sell_one(till: LinkedTill, skus: tuple[str, ...] = SKUS) -> None:
    """Sell some goods for cash, as a cashier does."""

    def work() -> None:
        for sku in skus:
            till.till.counter.checkout.add_item(sku)
        outcome = till.till.counter.tendering.tender_cash(Money(99_900))
        assert outcome.completed is not None

    till.on_till(work)


def fill(till: LinkedTill, count: int, skus: tuple[str, ...] = SKUS) -> None:
    """Give the till so many sales: one is sold, its row written again with ids of its own.

    Rows are made, chained and signed by the till's own journal; no tables beside it.
    """
    sign_on(till)
    sell_one(till, skus)
    fill_more(till, count - 1)


def fill_more(till: LinkedTill, count: int) -> None:
    """Write the newest sale again, so many times."""
    template = last_sale(till)
    for first in range(0, count, _AT_ONCE):
        _append(till, template, min(_AT_ONCE, count - first))


def last_sale(till: LinkedTill) -> Template:
    """Read the newest sale of the journal."""
    with till.linked.till.read() as connection:
        row = connection.exec_driver_sql(_LAST_SALE).one()
    return Template(row.seq, row.schema, json.loads(row.body))


def _append(till: LinkedTill, template: Template, count: int) -> None:
    body, log = template.body, till.linked.writer._log

    def work() -> None:
        with till.linked.till.write() as connection:
            for _ in range(count):
                entry = Entry(
                    kind="sale",
                    schema=template.schema,
                    data=body["d"],
                    event_id=secrets.token_bytes(16),
                    business_date=body["bd"],
                    wall_ms=body["wall"],
                    mono_ms=body["mono"],
                    operator=body["op"],
                    shift=body.get("sh", 0),
                )
                log.append(connection, entry)

    till.on_till(work)


def give_tables(till: LinkedTill, count: int) -> None:
    """Give the sales that ``fill`` wrote into the journal their receipts: tables and counter."""

    def work() -> None:
        with till.linked.till.write() as connection:
            execute = connection.exec_driver_sql
            last = execute("SELECT last_number FROM receipt_counter").scalar_one()
            span = (
                f"WITH RECURSIVE past(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM past"
                f" WHERE i < {count})"
            )
            numbered = {"number": f"{last} + i"}
            receipt = {**numbered, "id": "randomblob(16)", "journal_seq": "journal_seq + i"}
            replaced = {"retail_transaction": receipt} | dict.fromkeys(_PARTS, numbered)
            for table, changes in replaced.items():
                names = [row[0] for row in execute(_COLUMNS.format(table=table))]
                values = ", ".join(changes.get(name, name) for name in names)
                execute(
                    f"INSERT INTO {table} ({', '.join(names)}) {span}"
                    f" SELECT {values} FROM past, {table} WHERE number = {last}"
                )
            execute(f"UPDATE receipt_counter SET last_number = {last + count}")

    till.on_till(work)


def bodies(till: LinkedTill) -> list[bytes]:
    """The bodies of all sales, as they go up."""
    with till.linked.till.read() as connection:
        return [bytes(row.body) for row in connection.exec_driver_sql(_BODIES)]
