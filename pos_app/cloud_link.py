"""The second half of the composition root: the till's link to its cloud.

Built once the window has settled, so that nothing of it stands on the way to the first sale. What
sync brings for till.db is written by ``run_on_till``; everything else happens on sync's own
threads, and what they have to tell goes through ``publish``.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from pos_app import __version__
from pos_app.clock import Clock
from pos_app.config import Config
from pos_app.domain.catalog import Item
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.services.cloud_door import CloudDoor
from pos_app.services.desk import Desk
from pos_app.services.grants import Grants
from pos_app.services.group_pepper import keep_pepper
from pos_app.services.online_desk import CloudDesk
from pos_app.services.set_up import Joined
from pos_app.services.trusted_time import TrustedTime
from pos_app.store import cloud_head, journal_line
from pos_app.store.catalog import find_by_sku
from pos_app.store.catalog_feed import CatalogFeed
from pos_app.store.catalog_files import Catalog
from pos_app.store.database import SQLITE_VERSION, Database
from pos_app.store.database import Connection as Commit
from pos_app.store.feeds import TillReference
from pos_app.store.giving_way import GivingWay
from pos_app.store.journal import JournalWriter
from pos_app.store.journal_side import RunOnTill, TillJournal, begin_with_cloud
from pos_app.store.sheet_outbox import SheetOutbox
from pos_app.vault.keys import DeviceKeys
from pos_app.vault.machine import machine_mark
from pos_app.vault.pseudonyms import Pseudonyms
from sync import errors
from sync.agent import TillSync
from sync.enrol import Application, Newcomer, as_kept, enrol, first_start, introduce
from sync.interactive import FastLane
from sync.line import Line, Program, Voice
from sync.scheduler import Connection, Scheduler, drive
from sync.signer import Signer
from sync.status import Round, SyncStatus
from sync.steps import Outcome, Outgoing
from sync.wire.exchange import ClockReading

_NONCE_BYTES: Final = 16
_TURN_S: Final = 0.0002
"""How long one thread runs before another has its turn.

Python's own 5 ms come at every call of a scan into SQLite while sync writes a page of prices: its
slowest percent took four times as long.
"""

Publish = Callable[[SyncStatus], None]
"""Told on the sync thread how things stand, whenever that has changed."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What of an open till its link needs; assembly owns all of it."""

    config: Config
    clock: Clock
    keys: DeviceKeys
    till: Database
    writer: JournalWriter
    reference: Database
    catalog: Catalog
    time: TrustedTime
    grants: Grants
    desk: Desk
    door: CloudDoor
    sheets: SheetOutbox


class CloudLink:
    """One for a till. ``start`` once; ``stop`` before the till's files are closed.

    ``publish`` is called on the sync thread, ``run_on_till`` from any but the till thread.
    """

    def __init__(self, linked: Linked, run_on_till: RunOnTill, publish: Publish) -> None:
        """Name this start of the program for the cloud, and ask nobody yet. Till thread."""
        self._linked = linked
        self._run_on_till = run_on_till
        clock = linked.clock
        is_ring_lost = linked.grants.trust.is_ring_lost
        with linked.till.write() as connection:
            cloud_head.renew_nonce(connection, clock.random_bytes(_NONCE_BYTES))
            if is_ring_lost:
                cloud_head.read_control_again(connection)
        self.journal = TillJournal(
            linked.till, linked.writer, linked.time, linked.grants, machine_mark(), run_on_till
        )
        self.journal.name_items_by(self._find_item)
        self.journal.tell_renewed(linked.desk.take_ids)
        feed = CatalogFeed(
            linked.config.data,
            linked.keys.catalog_key,
            linked.catalog.note_change,
            GivingWay(linked.catalog),
        )
        self.reference = TillReference(linked.reference, feed, self._on_feed_changed)
        self._signer = Signer(linked.keys.signing_seed)
        self._program = Program(__version__, SQLITE_VERSION)
        self.sync = TillSync(
            self.journal,
            self.reference,
            linked.sheets,
            self._signer,
            self._program,
            clock.random_bytes,
        )
        self.scheduler = Scheduler(self.sync, self.connect, self.read_clock, publish)
        self._fast_connection: Connection | None = None
        self._fast_lane = FastLane(
            self.sync.line, self._send_fast, clock.mono_ms, clock.random_bytes
        )

    def _find_item(self, sku: str) -> Item | None:
        """Look up what a sale that a restored disk got back was of. Till thread."""
        with self._linked.catalog.read() as connection:
            return find_by_sku(connection, sku)

    def start(self) -> None:
        """Begin to sync, and let the counter ask the cloud. A till of no cloud asks nobody."""
        sys.setswitchinterval(_TURN_S)
        self._linked.door.open(CloudDesk(self._fast_lane))
        self._linked.writer.tell(self.scheduler.committed)
        self.scheduler.start()

    def stop(self) -> bool:
        """End within a second; False when sync is still busy in a file, which stays open then."""
        self._linked.door.shut()
        self._linked.writer.tell(None)
        self._fast_lane.close(self._hang_up)
        has_ended = self.scheduler.stop()
        if has_ended:
            self.reference.close()
        return has_ended

    def sync_now(self, progress: Callable[[Round], None]) -> None:
        """Do at once all there is to do; ``progress`` is told on the sync thread."""
        self.scheduler.sync_now(progress)

    def enrol(self, url: str, code: str) -> str:
        """Make this till a terminal of a store by a one-time code, and begin to sync with it.

        Gives the six digits that head office compares.

        Waits for the cloud, and for the till thread: any thread but that and the window's.

        Refuses: CLOUD_ADDRESS_UNSAFE, CLOUD_CODE_REFUSED (``why``), CLOUD_DISTRUSTED (``why``),
        CLOUD_REFUSED and CLOUD_NOT_REACHED (``why``).
        """
        with self._linked.till.read() as connection:
            head = journal_line.head(connection)[1]
            start = journal_line.find_start(connection, head.epoch)
        assert start is not None, "the epoch that is written in has begun"
        asked = Application(url.strip(), code.strip(), self._linked.desk.profile.workstation, start)
        linked = self._linked
        line = Line(
            self.journal,
            self.reference,
            linked.sheets,
            self._signer,
            self._program,
            linked.clock.random_bytes,
        )
        try:
            carrier = self._connection(asked.url)
            try:
                said = drive(enrol(line, asked), carrier)
            finally:
                carrier.close()
        except errors.SyncError as error:
            raise _told(error) from error
        self.scheduler.reconnect()
        return said.fingerprint

    def connect(self) -> Connection:
        """Make a connection to the cloud that the till belongs to. Any thread."""
        enrolment = self.journal.enrolment()
        assert enrolment is not None, "a till of no cloud asks nobody"
        return self._connection(enrolment.url)

    def _connection(self, url: str) -> Connection:
        from sync.transport import Transport  # requests takes longer than the rest of the link

        return Transport(url, self._linked.config.cloud.authority)

    def read_clock(self) -> ClockReading:
        """Read this machine's clocks. Any thread."""
        clock = self._linked.clock
        return ClockReading(clock.wall_ms(), clock.mono_ms(), clock.boot_id())

    def _send_fast(self, outgoing: Outgoing) -> Outcome:
        if self._fast_connection is None:
            self._fast_connection = self.connect()
        return self._fast_connection.send(outgoing)

    def _hang_up(self) -> None:
        if self._fast_connection is not None:
            self._fast_connection.close()
            self._fast_connection = None

    def _on_feed_changed(self, feed: str) -> None:
        """Read new rules before the next basket begins, not during its first scan. Sync thread."""
        if feed.startswith("promo:"):
            self._run_on_till(self._refresh_rules)

    def _refresh_rules(self) -> None:
        if self._linked.desk.basket is None:
            self._linked.desk.rules.refresh()


def ask_in(
    config: Config, clock: Clock, keys: DeviceKeys, workstation: str, where: tuple[str, str]
) -> Joined:
    """Make a till that is only being set up a terminal of a store; ``where``: address and code.

    Asked again with the same keys it gives the same, also once the code is used. Waits for the
    cloud.

    Refuses what ``CloudLink.enrol`` refuses.
    """
    from sync.transport import Transport  # as above

    url, code = (text.strip() for text in where)
    signer = Signer(keys.signing_seed)
    voice = Voice(signer, Program(__version__, SQLITE_VERSION), clock.random_bytes)
    newcomer = Newcomer(keys.terminal_id, machine_mark())
    asked = Application(url, code, workstation, first_start(signer.public_key))
    try:
        carrier = Transport(url, config.cloud.authority)
        try:
            said = drive(introduce(voice, asked, newcomer), carrier)
        finally:
            carrier.close()
    except errors.SyncError as error:
        raise _told(error) from error

    def keep(connection: Commit) -> None:
        answer = (as_kept(url, said), said.issuer_roots, said.sealing_key)
        begin_with_cloud(connection, answer, clock.wall_ms())
        keep_pepper(connection, Pseudonyms(keys.phone_pepper), said.phone_pepper)

    return Joined(said.store, said.fingerprint, keep)


def _told(error: errors.SyncError) -> Refusal | EnvironmentFault:
    """Say why a till was not let in, as the till's other layers do."""
    if error.code == errors.ADDRESS_UNSAFE:
        return Refusal("CLOUD_ADDRESS_UNSAFE")
    if isinstance(error, errors.Unreachable):
        return EnvironmentFault("CLOUD_NOT_REACHED", why=error.code)
    if isinstance(error, errors.ServerRefused) and error.code == "CODE_REFUSED":
        return Refusal("CLOUD_CODE_REFUSED", why=str(error.facts.get("why", "")))
    if isinstance(error, errors.ServerRefused):
        return Refusal("CLOUD_REFUSED", why=error.code)
    return Refusal("CLOUD_DISTRUSTED", why=error.code)
