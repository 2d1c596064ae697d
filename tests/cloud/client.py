"""A till as the cloud sees one: a real journal on a scratch database, requests signed by its key.

It decides nothing: every test says what is sent. ``Shop`` makes tenants, stores and tills.
"""

import gzip
from itertools import count
from typing import Any, TypeVar

import sqlalchemy as sa

from sync.cloud.api.auth import hash_admin_key
from sync.cloud.call import Request, Response
from sync.cloud.inbox import directory
from sync.cloud.service import Cloud
from sync.journal import (
    TABLES,
    TRIGGERS,
    Entry,
    Journal,
    JournalRow,
    epochs,
    get_head,
    rows_after,
)
from sync.signer import Signer
from sync.wire import canonical, signature, version
from sync.wire.admin import CodeAnswer, CodeRequest
from sync.wire.enrolment import EnrolAnswer, EnrolRequest
from sync.wire.exchange import (
    ClockReading,
    Cursor,
    EpochStart,
    Event,
    ExchangeAnswer,
    ExchangeRequest,
    HelloAnswer,
    HelloRequest,
    Position,
)
from sync.wire.packing import pack, unpack
from sync.wire.refusals import Problem

START_MS = 1_795_262_400_000
OWNER_KEY = "owner-key-of-the-tests"
_T = TypeVar("_T")
_NUMBERS = count(1)


class TestClock:
    """Time that a test moves, and bytes that never repeat."""

    __test__ = False

    def __init__(self) -> None:
        self.now_ms = START_MS
        self._given = 0

    def wall_ms(self) -> int:
        return self.now_ms

    def random_bytes(self, count: int) -> bytes:
        self._given += 1
        return canonical.chain_link(bytes(32), self._given.to_bytes(32, "big"))[:count].ljust(
            count, b"\7"
        )


class Refusal(Exception):
    """An answer that is a no."""

    def __init__(self, response: Response) -> None:
        problem = unpack(response.body, Problem)
        super().__init__(f"{response.status} {problem.code} {problem.facts}")
        self.status = response.status
        self.code = problem.code
        self.facts = problem.facts
        self.headers = response.headers


def read(response: Response, of: type[_T]) -> _T:
    """Read an answer. Raises ``Refusal``."""
    if response.status >= 300:
        raise Refusal(response)
    return unpack(response.body, of)


class Till:
    """One machine: ``sent`` keeps every request as it went, so that it can be sent again."""

    def __init__(self, cloud: Cloud, terminal_id: bytes | None = None, seed: bytes = b"") -> None:
        number = next(_NUMBERS)
        self.cloud = cloud
        self.terminal_id = terminal_id or b"T" * 8 + number.to_bytes(8, "big")
        self.seed = seed or number.to_bytes(32, "little")
        self.signer = Signer(self.seed)
        self.engine = sa.create_engine(
            "sqlite://",
            poolclass=sa.pool.StaticPool,
            connect_args={"check_same_thread": False},
        )
        self.journal = Journal(self.terminal_id, self.seed)
        self.channel = ""
        self.counter = 0
        self.have: Position | None = None
        self.anchor = (b"", 0, 0)
        self.nonce, self.nonce_before = self._fresh(), b""
        self.sent: list[Request] = []
        self.store = self.tenant = ""
        with self.engine.begin() as connection:
            for statement in (*TABLES, *TRIGGERS):
                connection.exec_driver_sql(statement)
            self.journal.open_epoch(connection)

    def _fresh(self) -> bytes:
        return next(_NUMBERS).to_bytes(16, "big")

    # ---- the journal

    def write(self, kind: str = "sale", event_id: bytes = b"", **data: Any) -> Position:
        """Write one row; sales and returns have a total."""
        number = next(_NUMBERS)
        entry = Entry(
            kind=kind,
            data={"total": 100, **data} if kind in {"sale", "return", "post_void"} else data,
            event_id=event_id or b"E" * 8 + number.to_bytes(8, "big"),
            business_date="2026-11-21",
            wall_ms=START_MS + number,
            mono_ms=number,
        )
        with self.engine.begin() as connection:
            return self.journal.append(connection, entry)

    def write_many(self, count: int) -> None:
        """Write some sales."""
        for _ in range(count):
            self.write()

    @property
    def head(self) -> Position:
        with self.engine.begin() as connection:
            return get_head(connection).position

    def rows(self, epoch: int, after: int, most: int = 200) -> list[JournalRow]:
        with self.engine.begin() as connection:
            found = [row for row in rows_after(connection, epoch, after) if row.epoch == epoch]
        return found[:most]

    def start_of(self, epoch: int) -> EpochStart:
        with self.engine.begin() as connection:
            public_key, before = epochs(connection)[epoch]
        return EpochStart(epoch, public_key, before)

    def at(self, epoch: int, seq: int) -> Position:
        """Where a row stands in this journal; seq 0 is the epoch's start."""
        if seq == 0:
            start = self.start_of(epoch)
            key_and_before = (start.public_key, start.before)
            return Position(
                epoch, 0, canonical.chain_start(self.terminal_id, epoch, *key_and_before)
            )
        (row,) = self.rows(epoch, seq - 1, 1)
        return Position(epoch, seq, row.chain)

    def copy(self) -> "Till":
        """The same disk in a second machine: same journal, key and memory."""
        twin = Till(self.cloud, self.terminal_id, self.seed)
        with self.engine.begin() as ours, twin.engine.begin() as theirs:
            for table in ("journal", "journal_epoch"):
                theirs.exec_driver_sql(f"DROP TRIGGER {table}_refuses_delete")
            for table in ("journal", "journal_epoch", "head"):
                theirs.exec_driver_sql(f"DELETE FROM {table}")
                rows = [tuple(row) for row in ours.exec_driver_sql(f"SELECT * FROM {table}")]
                marks = ",".join("?" * len(rows[0])) if rows else ""
                if rows:
                    theirs.exec_driver_sql(f"INSERT INTO {table} VALUES ({marks})", rows)
        for name in ("channel", "counter", "have", "anchor", "nonce", "nonce_before"):
            setattr(twin, name, getattr(self, name))
        twin.store, twin.tenant = self.store, self.tenant
        return twin

    def restart(self) -> None:
        """A new start of the program: a new nonce, no channel."""
        self.nonce_before, self.nonce = self.nonce, self._fresh()
        self.channel, self.counter = "", 0

    # ---- requests

    def request(
        self, method: str, target: str, body: bytes = b"", *, compress: bool = False
    ) -> Request:
        """Sign a request in the present channel; not sent."""
        path, _, query = target.partition("?")
        content = gzip.compress(body, mtime=0) if compress else body
        if self.channel:
            self.counter += 1
        counter = self.counter if self.channel else 0
        digest = signature.content_digest(content)
        said = signature.Signed(method, path, query, digest, self.channel, counter)
        signed = self.signer.sign(signature.message(said, self.signer.public_key))
        headers = {
            version.PROTOCOL_FIELD: str(version.PROTOCOL),
            version.CHANNEL_FIELD: self.channel,
            version.COUNTER_FIELD: str(counter),
            version.DIGEST_FIELD: digest,
            version.SIGNATURE_INPUT_FIELD: signature.signature_input(self.signer.public_key),
            version.SIGNATURE_FIELD: signature.signature_field(signed),
        }
        if compress:
            headers["content-encoding"] = "gzip"
        return Request(method, path, query, headers, content, peer="192.0.2.1")

    def send(self, method: str, target: str, message: Any = None) -> Response:
        """Send a message and give the answer as it comes."""
        request = self.request(method, target, pack(message) if message is not None else b"")
        self.sent.append(request)
        return self.cloud.handle(request)

    def ask(self, method: str, target: str, of: type[_T], message: Any = None) -> _T:
        """Send a message and read the answer. Raises ``Refusal``."""
        return read(self.send(method, target, message), of)

    def enrol(self, code: str, mark: str = "mark") -> EnrolAnswer:
        self.channel = ""
        request = EnrolRequest(
            code=code,
            terminal=self.terminal_id,
            workstation="T1",
            machine_mark=mark,
            app="1.0",
            start=self.start_of(self.head.epoch),
        )
        answer = self.ask("POST", "/sync/v1/enrol", EnrolAnswer, request)
        self.store, self.tenant = answer.store, answer.tenant
        return answer

    def greeting(self, **changes: Any) -> HelloRequest:
        """A hello as this till would say it now."""
        anchor, anchor_ms, server_gen = self.anchor
        fields: dict[str, Any] = {
            "request_id": self._fresh(),
            "proto": version.PROTOCOL,
            "app": "1.0",
            "sqlite": "3.53.0",
            "head": self.head,
            "nonce": self.nonce,
            "nonce_before": self.nonce_before,
            "machine_mark": "mark",
            "clock": CLOCK,
            "acked": self.have,
            "anchor": anchor,
            "anchor_ms": anchor_ms,
            "server_gen": server_gen,
        }
        return HelloRequest(**{**fields, **changes})

    def hello(self, **changes: Any) -> HelloAnswer:
        """Open a channel and keep it."""
        self.channel = ""
        answer = self.ask("POST", "/sync/v1/hello", HelloAnswer, self.greeting(**changes))
        self.channel, self.counter = answer.channel, 0
        return answer

    def batch(
        self,
        base: Position | None = None,
        most: int = 200,
        feeds: dict[str, Cursor] | None = None,
    ) -> ExchangeRequest:
        """The rows after a position (none: after what is acknowledged, or from the start)."""
        base = base or self.have or self.at(1, 0)
        rows = self.rows(base.epoch, base.seq, most)
        return ExchangeRequest(
            base=base,
            head=self.head,
            clock=CLOCK,
            events=tuple(event_of(row) for row in rows),
            sig=rows[-1].sig if rows else b"",
            start=self.start_of(base.epoch) if base.seq == 0 else None,
            feeds=feeds or {},
        )

    def exchange(self, request: ExchangeRequest | None = None) -> ExchangeAnswer:
        """Send a batch and keep what is acknowledged."""
        said = request or self.batch()
        answer = self.ask("POST", "/sync/v1/exchange", ExchangeAnswer, said)
        self.have = answer.acked
        self.anchor = (answer.anchor, answer.server_time_ms, answer.server_gen)
        return answer

    def upload(self) -> ExchangeAnswer:
        """Exchange until the cloud has everything, epoch after epoch."""
        if not self.channel:
            self.hello()
        answer = self.exchange()
        while answer.acked != self.head:
            epoch, seq = answer.acked.epoch, answer.acked.seq
            is_done = not self.rows(epoch, seq, 1)
            base = self.at(epoch + 1, 0) if is_done else answer.acked
            answer = self.exchange(self.batch(base))
        return answer


CLOCK = ClockReading(START_MS, 1_000, "0a0b0c0d")


def event_of(row: JournalRow) -> Event:
    """A row as it goes."""
    return Event(row.seq, row.event_id, row.kind, row.schema, row.body.decode())


class Shop:
    """A tenant with a store; more of both by asking."""

    def __init__(
        self, cloud: Cloud, clock: TestClock, tenant: str = "shop", store: str = "S1"
    ) -> None:
        self.cloud, self.clock, self.tenant, self.store = cloud, clock, tenant, store
        self.key = f"{OWNER_KEY} {tenant}"

        def work(connection: sa.Connection) -> None:
            now_ms = clock.wall_ms()
            directory.add_tenant(connection, tenant, tenant, now_ms)
            new = directory.NewStore(store, tenant, store, store, f"zone-{tenant}", tenant)
            directory.add_store(connection, new, now_ms)
            directory.add_admin_key(
                connection, tenant, "owner", "owner", hash_admin_key(self.key), now_ms
            )

        cloud.database.write(work)

    def admin(self, method: str, target: str, message: Any = None, key: str = "") -> Response:
        """Ask as the shop's owner, or with another key."""
        path, _, query = target.partition("?")
        headers = {"authorization": f"Bearer {key or self.key}"}
        body = pack(message) if message is not None else b""
        return self.cloud.handle(Request(method, path, query, headers, body, peer="192.0.2.9"))

    def code(self, *, by_hand: bool = False, replaces: bytes = b"") -> str:
        """A fresh enrolment code. Raises ``Refusal``."""
        target = f"/admin/v1/stores/{self.store}/codes"
        wanted = CodeRequest("", by_hand, replaces.hex())
        return read(self.admin("POST", target, wanted), CodeAnswer).code

    def till(self, rows: int = 0) -> Till:
        """An enrolled till with so many sales, all uploaded."""
        till = Till(self.cloud)
        till.write("start")
        till.write_many(rows)
        till.enrol(self.code())
        till.upload()
        return till
