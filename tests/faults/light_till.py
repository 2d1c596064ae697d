"""A till without a counter: its real files, journal, engine, threads and sockets, and no window.

Sales are recorded as the counter records them, many in one commit. Every request on its way is
watched: what the cloud refused with a time to wait must not be asked again before.
"""

import os
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa

from pos_app.domain import events
from pos_app.domain.identifiers import TransactionId
from pos_app.domain.settlement import CompletedTransaction
from pos_app.services.grants import Grants
from pos_app.services.issuer_trust import IssuerTrust
from pos_app.services.trusted_time import TrustedTime
from pos_app.store import cloud_head, journal_line, transactions
from pos_app.store.catalog_feed import CatalogFeed
from pos_app.store.feeds import TillReference
from pos_app.store.journal_side import TillJournal
from pos_app.store.reference_file import open_reference
from pos_app.store.sheet_outbox import SheetOutbox
from pos_app.vault.pseudonyms import Pseudonyms
from sync.agent import TillSync
from sync.enrol import Application, enrol
from sync.errors import Unreachable
from sync.interactive import FastLane
from sync.line import Line, Program
from sync.scheduler import Connection, Scheduler, drive
from sync.signer import Signer
from sync.status import SyncStatus
from sync.steps import Lane, Outcome, Outgoing
from sync.transport import Transport
from sync.wire.exchange import ClockReading
from tests.store.trade import Trade

PROGRAM = Program("1.0", "3.53.4")


class Watch:
    """What became of one till's requests: answers by status, and questions that came too early."""

    def __init__(self) -> None:
        self.answers: Counter[str] = Counter()
        self.impatient: list[str] = []
        self._not_before: dict[tuple[Lane, str], float] = {}
        self._lock = threading.Lock()

    def asks(self, outgoing: Outgoing) -> None:
        """Note a request that leaves; facts are one line of questions, whatever their path."""
        with self._lock:
            wait_s = self._not_before.get(_kind(outgoing), 0) - time.monotonic()
        if wait_s > 0:
            self.impatient.append(f"{outgoing.path} {wait_s:.1f} s too early")

    def hears(self, outgoing: Outgoing, outcome: Outcome) -> None:
        """Note what came of it."""
        if isinstance(outcome, Unreachable):
            self.answers[outcome.code] += 1
            return
        self.answers[str(outcome.status)] += 1
        floor, kind = outcome.headers.get("retry-after", ""), _kind(outgoing)
        with self._lock:
            self._not_before.pop(kind, None)
            if outcome.status in (429, 503) and floor.isdecimal():
                self._not_before[kind] = time.monotonic() + int(floor)

    def forget(self) -> None:
        """Let everything be asked again: the network is another one."""
        with self._lock:
            self._not_before.clear()


def _kind(outgoing: Outgoing) -> tuple[Lane, str]:
    return outgoing.lane, "" if outgoing.lane is Lane.FACTS else outgoing.path


class Watched:
    """One connection, watched."""

    def __init__(self, url: str, watch: Watch) -> None:
        self._transport = Transport(url)
        self._watch = watch

    def send(self, outgoing: Outgoing) -> Outcome:
        self._watch.asks(outgoing)
        outcome = self._transport.send(outgoing)
        self._watch.hears(outgoing, outcome)
        return outcome

    def close(self) -> None:
        self._transport.close()


class LightTill:
    """One terminal over one folder; ``start`` and ``stop`` as often as one likes."""

    def __init__(self, folder: Path, url: str, workstation: str = "T01") -> None:
        is_new = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        self.url = url
        self.workstation = workstation
        self.watch = Watch()
        self.status: SyncStatus | None = None
        self.trade = Trade(folder)
        if is_new:
            self.trade.open_shift()
        keys, till, clock = self.trade.keys, self.trade.database, self.trade.clock
        self.reference_file = open_reference(folder, keys.catalog_key)
        self.reference = TillReference(
            self.reference_file, CatalogFeed(folder, keys.catalog_key, _ignored), _ignored
        )
        self.sheets = SheetOutbox(self.reference_file)
        self._time = TrustedTime(till, clock)
        trust = IssuerTrust(self.reference_file, till)
        pseudonyms = Pseudonyms(keys.phone_pepper)
        grants = Grants(till, trust, self._time, pseudonyms, keys.terminal_id)
        self.journal = TillJournal(
            till, self.trade.writer, self._time, grants, "machine-1", lambda act: act()
        )
        self._signer = Signer(keys.signing_seed)

    def enrol(self, code: str, carrier: Connection) -> None:
        """Become a terminal of a store; ``carrier`` takes the one request there."""
        lent = (self.journal, self.reference, self.sheets)
        line = Line(*lent, self._signer, PROGRAM, os.urandom)
        with self.trade.database.read() as connection:
            head = journal_line.head(connection)[1]
            start = journal_line.find_start(connection, head.epoch)
        assert start is not None
        drive(enrol(line, Application(self.url, code, self.workstation, start)), carrier)

    def move_to(self, url: str) -> None:
        """Go to another address from the next start on."""
        self.url = url

    def hurry(self) -> None:
        """Have a network again: what waits is tried at once."""
        self.watch.forget()
        self.scheduler.reconnect()

    # ---- the counter's work

    def sell(self, count: int) -> None:
        """Record sales in one commit, each as the counter would."""
        trade = self.trade
        first = trade.sell()
        with trade.database.write() as connection:
            for _ in range(count - 1):
                transaction = replace(
                    first.priced.transaction, id=TransactionId(trade.clock.new_id().bytes)
                )
                completed = replace(
                    first,
                    priced=replace(first.priced, transaction=transaction),
                    receipt=transactions.next_receipt(connection),
                )
                self._record(connection, completed)

    def _record(self, connection: sa.Connection, completed: CompletedTransaction) -> None:
        position = self.trade.write(connection, events.TransactionRecorded(completed))
        transactions.record(connection, replace(completed, position=position))

    # ---- its cloud

    def start(self) -> None:
        """Begin to sync, as a start of the program does."""
        with self.trade.database.write() as connection:
            cloud_head.renew_nonce(connection, os.urandom(16))
        lent = (self.journal, self.reference, self.sheets)
        self.sync = TillSync(*lent, self._signer, PROGRAM, os.urandom)
        self.scheduler = Scheduler(self.sync, self.connect, self.read_clock, self._show)
        self.scheduler.start()

    def connect(self) -> Connection:
        return Watched(self.url, self.watch)

    def fast_lane(self) -> tuple[FastLane, Callable[[], None]]:
        """Give what the counter asks its cloud through, and what ends it."""
        connection = self.connect()
        clock = self.trade.clock
        lane = FastLane(self.sync.line, connection.send, clock.mono_ms, os.urandom)
        return lane, lambda: lane.close(connection.close)

    def read_clock(self) -> ClockReading:
        clock = self.trade.clock
        return ClockReading(clock.wall_ms(), clock.mono_ms(), clock.boot_id())

    def _show(self, status: SyncStatus) -> None:
        self.status = status

    @property
    def is_acknowledged(self) -> bool:
        """Tell whether the cloud has every row of the journal."""
        standing = self.journal.standing()
        return standing.acked == standing.head

    @property
    def is_in_step(self) -> bool:
        """Tell whether nothing is missing on either side, as far as this till was told."""
        status, feeds = self.status, self.sync.line.feeds()
        if status is None or not self.is_acknowledged:
            return False
        is_loaded = all(self.reference.cursor(feed) is not None for feed in feeds)
        return is_loaded and not any(lane.backlog for lane in status.lanes.values())

    def event_ids(self) -> list[bytes]:
        """List its journal's events in order."""
        with self.trade.database.read() as connection:
            return [row.event_id for row in journal_line.rows_after(connection, (0, 0))]

    def stop(self) -> None:
        assert self.scheduler.stop(60)

    def close(self) -> None:
        self.reference.close()
        self.reference_file.close()
        self.trade.close()


def _ignored(*_: object) -> None:
    """Nobody shows what has changed."""
