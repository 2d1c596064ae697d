"""A cloud's database with journals in it: real ones from tills, and small ones made here.

Made ones are for properties: a till of a test writes thousands of rows in the time a real one
writes ten. tests/cloud/ledgers/test_real_days.py makes sure that real ones read the same.
"""

import hashlib
import itertools
import json
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from sync.cloud.database import CloudDatabase
from sync.cloud.flows.delivery import Delivery
from sync.cloud.keys import ServerKeys
from sync.cloud.projectors.runner import Projector
from sync.cloud.reconcile.meaning import Day
from sync.cloud.schema.facts import INBOX, STORE, TENANT, TERMINAL
from sync.cloud.schema.feeds import FEED_TODO
from sync.cloud.schema.leases import Till
from sync.cloud.schema.upsert import insert_new
from sync.wire import canonical
from sync.wire.digests import DayDigest
from sync.wire.exchange import Position
from tests.builders import Rig

TENANT_NAME = "t1"
DAY = "2026-11-21"
NOW = 1_795_262_400_000

Values = dict[str, Any]


class HandCloudClock:
    """A clock that the test moves; bytes count up."""

    def __init__(self) -> None:
        self.now = NOW
        self._count = itertools.count(1)

    def wall_ms(self) -> int:
        return self.now

    def random_bytes(self, count: int) -> bytes:
        return hashlib.sha256(next(self._count).to_bytes(8, "big")).digest()[:count]


def made_keys() -> ServerKeys:
    return ServerKeys.make(HandCloudClock().random_bytes, NOW // 1000)


@dataclass
class World:
    """One cloud."""

    database: CloudDatabase
    clock: HandCloudClock = field(default_factory=HandCloudClock)
    keys: ServerKeys = field(
        default_factory=lambda: ServerKeys.make(HandCloudClock().random_bytes, 1)
    )

    def add_store(self, store: str) -> None:
        tenant = {"tenant": TENANT_NAME, "name": "Ronghe", "created_ms": NOW}
        row = {
            "store": store,
            "tenant": TENANT_NAME,
            "zh": store,
            "en": store,
            "zone": "z1",
            "store_group": "g1",
            "created_ms": NOW,
        }
        self.write(lambda connection: insert_new(connection, TENANT, [tenant]))
        self.write(lambda connection: insert_new(connection, STORE, [row]))

    def add_terminal(self, store: str, terminal: bytes, workstation: str = "T01") -> None:
        self.add_store(store)
        row: Values = {column.name: 0 for column in TERMINAL.c}
        row |= {
            "store": store,
            "terminal": terminal,
            "tenant": TENANT_NAME,
            "workstation": workstation,
            "state": "active",
            "machine_mark": "",
            "app": "",
            "fingerprint": "",
            "replaces": None,
            "chain": b"",
            "safe_chain": b"",
            "channel": "",
            "nonce": b"",
        }
        self.write(lambda connection: insert_new(connection, TERMINAL, [row]))

    def receive(self, store: str, terminal: bytes, rows: list[Values]) -> None:
        """Put rows into the inbox as the exchange would; nobody has looked at them."""
        if not rows:
            return
        full = [
            {
                "store": store,
                "terminal": terminal,
                "tenant": TENANT_NAME,
                "received_ms": self.clock.now,
                "sig": None,
                "packet": None,
                "hash": b"",
                "chain": b"",
                **row,
            }
            for row in rows
        ]
        last = full[-1]

        def work(connection: sa.Connection) -> None:
            insert_new(connection, INBOX, full)
            connection.execute(
                sa.update(TERMINAL)
                .where(TERMINAL.c.store == store, TERMINAL.c.terminal == terminal)
                .values(
                    epoch=last["epoch"],
                    seq=last["seq"],
                    chain=last["chain"],
                    head_epoch=last["epoch"],
                    head_seq=last["seq"],
                    last_seen_ms=self.clock.now,
                )
            )

        self.write(work)

    def project(self) -> None:
        projector = Projector(self.database)
        while projector.work(self.clock.now):
            pass

    def settle(self, *tills: "MadeTill") -> None:
        """Receive what these tills have recorded since, and bring every ledger up to it."""
        for till in tills:
            self.add_terminal(till.store, till.terminal, f"T{till.number:02d}")
            self.receive(till.store, till.terminal, till.rows[till.sent :])
            till.sent = len(till.rows)
        self.project()
        self.deliver()

    def deliver(self) -> None:
        delivery = Delivery(self.database, self.keys)
        while delivery.work(self.clock.now):
            pass

    def till(self, till: "MadeTill") -> Till:
        return Till(TENANT_NAME, till.store, till.terminal)

    def told(self, feed: str) -> dict[str, Any]:
        """What waits to be written into a feed, by key; None for what is deleted."""
        rows = self.rows(FEED_TODO, feed=feed)
        return {row["key"]: json.loads(row["body"]) if row["op"] else None for row in rows}

    def write(self, work: Any) -> Any:
        return self.database.write(work)

    def rows(self, table: sa.Table, **where: Any) -> list[Values]:
        statement = sa.select(table).where(*(table.c[key] == is_ for key, is_ in where.items()))
        statement = statement.order_by(*table.primary_key)
        return self.database.read(
            lambda connection: [dict(row) for row in connection.execute(statement).mappings()]
        )

    def everything(self, *tables: sa.Table) -> dict[str, list[Values]]:
        return {table.name: self.rows(table) for table in tables}


def journal_of(rig: Rig, after: tuple[int, int] = (0, 0)) -> list[Values]:
    """A real till's journal rows, as they would be uploaded, with their sealed packets."""
    packets = dict(rig.rows("SELECT event_id, sealed FROM personal_packet"))
    found = rig.rows(
        "SELECT epoch, seq, event_id, kind, schema, body, hash, chain FROM journal"
        " WHERE (epoch, seq) > (?, ?) ORDER BY epoch, seq",
        *after,
    )
    names = ("epoch", "seq", "event_id", "kind", "schema", "body", "hash", "chain")
    rows = [dict(zip(names, row, strict=True)) for row in found]
    return [row | {"packet": packets.get(row["event_id"])} for row in rows]


def said_by(world: World, till: "MadeTill") -> DayDigest:
    """What the till itself would say: here by its own rows, as they were projected untouched."""
    meaning = world.database.read(lambda c: Day(c, till.store, till.terminal, DAY).meaning())
    last = till.rows[-1]
    return DayDigest(DAY, Position(last["epoch"], last["seq"], last["chain"]), meaning)


def terminal_of(rig: Rig) -> bytes:
    return bytes(rig.rows("SELECT terminal_id FROM head")[0][0])


@dataclass
class MadeTill:
    """A till of one's own making: writes journal rows in the till's words."""

    store: str
    number: int
    rows: list[Values] = field(default_factory=list)
    epoch: int = 1
    day: str = DAY
    sent: int = 0
    _receipts: int = 0

    @property
    def terminal(self) -> bytes:
        return hashlib.sha256(f"{self.store}{self.number}".encode()).digest()[:16]

    def record(
        self, kind: str, data: Values, *, event_id: bytes | None = None, **envelope: Any
    ) -> bytes:
        seq = 1 + sum(row["epoch"] == self.epoch for row in self.rows)
        place = f"{self.store}.{self.number}.{self.epoch}.{len(self.rows)}"
        id_ = event_id or hashlib.sha256(place.encode()).digest()[:16]
        if kind in ("sale", "return", "post_void"):
            data = {"txn": id_.hex(), **data}
        body = canonical.encode(
            {
                "bd": self.day,
                "d": data,
                "gt": {"abs": 0, "net": 0},
                "mono": len(self.rows),
                "op": "op1001",
                "wall": NOW + len(self.rows),
                **envelope,
            }
        )
        self.rows.append(
            {
                "epoch": self.epoch,
                "seq": seq,
                "event_id": id_,
                "kind": kind,
                "schema": 1,
                "body": body,
                "chain": hashlib.sha256(body).digest(),
            }
        )
        return id_

    def next_receipt(self) -> str:
        self._receipts += 1
        return f"{self.store}-T{self.number:02d}-{self._receipts:06d}"

    def sell(self, price: int = 500, sku: str = "W1", quantity: int = 1000, **more: Any) -> str:
        """A sale of one line paid in cash; gives its receipt."""
        receipt = self.next_receipt()
        self.record("sale", transaction(receipt, price, sku, quantity, **more))
        return receipt

    def take_back(self, receipt: str, price: int = 500, sku: str = "W1", **more: Any) -> str:
        own = self.next_receipt()
        line = {"back": True, "of": receipt, "of_n": 1}
        self.record("return", transaction(own, -price, sku, 1000, line=line, **more))
        return own

    def cancel(self, receipt: str, price: int = 500, sku: str = "W1", **more: Any) -> str:
        own = self.next_receipt()
        said = transaction(own, -price, sku, more.pop("quantity", 1000), **more) | {"of": receipt}
        self.record("post_void", said)
        return own


def transaction(
    receipt: str,
    price: int,
    sku: str,
    quantity: int = 1000,
    line: Values | None = None,
    tenders: list[Values] | None = None,
    **more: Any,
) -> Values:
    """The data of a transaction of one line."""
    one = {
        "n": 1,
        "sku": sku,
        "q": quantity,
        "u": "EA",
        "ext": price,
        "net": price,
        "tax": 0,
        "amount": price,
        "tc": "V13",
    }
    return {
        "rcpt": receipt,
        "opened": NOW,
        "subtotal": price,
        "discount": 0,
        "tax_added": 0,
        "total": price,
        "rounding": 0,
        "rounding_back": 0,
        "lines": [one | (line or {})],
        "tenders": tenders if tenders is not None else [{"t": "cash", "a": price}],
        "taxes": [{"c": "V13", "r": 130_000, "i": True, "b": price, "x": 0}],
        **more,
    }


def coupon(number: str, campaign: int = 7001, cls: str = "d", value: int = 500, grant: int = 0):
    """The coupon of a transaction of one line, and the trace that says it was used."""
    said = {"n": number, "campaign": campaign, "cls": cls, "value": value}
    used = {"r": "c", "o": value, "c": number, "l": [[1, 1000, value]]}
    return {
        "coupons": [said | ({"grant": grant} if grant else {})],
        "rules": {"proved": True, "used": [used]},
    }
