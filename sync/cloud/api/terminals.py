"""Head office's side of tills: stores, enrolment codes, fingerprints confirmed, keys shut out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.api.asked import own_store
from sync.cloud.api.endpoint import Call, Endpoint, Refused
from sync.cloud.catalog import zones
from sync.cloud.clock import CloudClock
from sync.cloud.database import CloudDatabase
from sync.cloud.inbox import directory, terminals
from sync.cloud.inbox.revoking import revoke
from sync.cloud.inbox.terminals import Terminal
from sync.cloud.reports import tills
from sync.cloud.schema.facts import SET_ASIDE, STORE, TERMINAL
from sync.cloud.schema.reports import TERMINAL_REPORT
from sync.cloud.settings import Settings
from sync.wire.admin import (
    CodeAnswer,
    CodeRequest,
    Confirmation,
    StoreFields,
    Stores,
    Terminals,
    TerminalSeen,
)
from sync.wire.holds import Done
from sync.wire.packing import unpack
from sync.wire.report import TillReport

_NAME_CHARACTERS: Final = 64


@dataclass(frozen=True, slots=True)
class TerminalAdmin:
    """Handles them. Everything is looked up under the administrator's own tenant."""

    database: CloudDatabase
    clock: CloudClock
    settings: Settings

    def stores(self, call: Call) -> Stores:
        """List the tenant's stores."""
        query = sa.select(STORE).where(STORE.c.tenant == call.administrator.tenant)
        rows = self.database.read(
            lambda connection: connection.execute(query.order_by(STORE.c.store)).all()
        )
        return Stores(
            tuple(StoreFields(row.store, row.zh, row.en, row.zone, row.store_group) for row in rows)
        )

    def add_store(self, call: Call) -> Done:
        """Add a store.

        Refuses: INVALID (why unknown: the zone has to be there before), CONFLICT where the name is
        taken.
        """
        fields: StoreFields = call.message
        for name in ("store", "zone", "group"):
            _check_name(name, getattr(fields, name))
        new = directory.NewStore(
            fields.store,
            call.administrator.tenant,
            fields.zh,
            fields.en,
            fields.zone,
            fields.group,
        )

        def work(connection: sa.Connection) -> None:
            if new.zone not in zones.zones_of(connection, new.tenant):
                raise Refused("INVALID", field="zone", why="unknown")
            if not directory.add_store(connection, new, call.now_ms):
                raise Refused("CONFLICT", field="store")

        self.database.write(work)
        return Done()

    def issue_code(self, call: Call) -> CodeAnswer:
        """Issue an enrolment code.

        Refuses: INVALID with the field and why: ``directory.issue_code``.
        """
        request: CodeRequest = call.message
        until_ms = call.now_ms + self.settings.code_life_ms
        random = self.clock.random_bytes(directory.CODE_RANDOM_BYTES)

        def work(connection: sa.Connection) -> str:
            new = directory.NewCode(
                call.administrator.tenant,
                own_store(connection, call),
                request.workstation,
                request.by_hand,
                request.replaces,
            )
            return directory.issue_code(connection, new, until_ms, random)

        try:
            return CodeAnswer(self.database.write(work), until_ms)
        except directory.CodeNotIssued as no:
            raise Refused("INVALID", field=no.field, why=no.why) from no

    def terminals(self, call: Call) -> Terminals:
        """List a store's tills, and what the cloud lacks of each."""

        def work(connection: sa.Connection) -> Terminals:
            return _list(connection, [own_store(connection, call)])

        return self.database.read(work)

    def all_terminals(self, call: Call) -> Terminals:
        """List every till of the company."""
        query = sa.select(STORE.c.store).where(STORE.c.tenant == call.administrator.tenant)

        def work(connection: sa.Connection) -> Terminals:
            return _list(connection, connection.execute(query).scalars().all())

        return self.database.read(work)

    def confirm(self, call: Call) -> Done:
        """Confirm that both screens showed the same six digits.

        Refuses: NOT_FOUND, CONFLICT where they did not, or the till does not wait.
        """
        digits: Confirmation = call.message

        def work(connection: sa.Connection, terminal: Terminal) -> None:
            is_same = terminal.fingerprint == digits.fingerprint
            if terminal.state != "pending" or not is_same:
                raise Refused("CONFLICT", field="fingerprint")
            terminals.change(connection, terminal, state="active")

        return self._with_terminal(call, work)

    def revoke(self, call: Call) -> Done:
        """Shut a till out at once; again is harmless."""
        return self._with_terminal(
            call,
            lambda connection, terminal: revoke(
                connection,
                terminal.store,
                bytes(terminal.terminal),
                "TERMINAL_REVOKED",
                call.now_ms,
            ),
        )

    def _with_terminal(self, call: Call, work: Callable[[sa.Connection, Terminal], object]) -> Done:
        def found(connection: sa.Connection) -> None:
            store = own_store(connection, call)
            terminal = directory.find_named(connection, store, call.path["terminal"])
            if terminal is None:
                raise Refused("NOT_FOUND")
            work(connection, terminal)
            tills.tell_tills(connection, store, call.now_ms)

        self.database.write(found)
        return Done()


def endpoints(admin: TerminalAdmin) -> tuple[Endpoint, ...]:
    """Give those of this file."""
    store, till = "/admin/v1/stores/{store}", "/admin/v1/stores/{store}/terminals/{terminal}"

    def get(path: str, handle: Any, gives: Any, summary: str) -> Endpoint:
        return Endpoint("GET", path, handle, "admin", "admin", summary, gives=gives, role="reader")

    def post(path: str, handle: Any, takes: Any, gives: Any, summary: str) -> Endpoint:
        return Endpoint(
            "POST",
            path,
            handle,
            "admin",
            "admin",
            summary,
            takes=takes,
            gives=gives,
            refuses=("NOT_ADMITTED", "OUT_OF_SCOPE", "NOT_FOUND", "CONFLICT", "INVALID"),
            role="owner",
        )

    return (
        get("/admin/v1/terminals", admin.all_terminals, Terminals, "The tenant's tills"),
        get("/admin/v1/stores", admin.stores, Stores, "The tenant's stores"),
        get(f"{store}/terminals", admin.terminals, Terminals, "A store's tills"),
        post("/admin/v1/stores", admin.add_store, StoreFields, Done, "Add a store of a zone"),
        post(f"{store}/codes", admin.issue_code, CodeRequest, CodeAnswer, "A code for one till"),
        post(f"{till}/confirm", admin.confirm, Confirmation, Done, "Both screens show the same"),
        post(f"{till}/revoke", admin.revoke, None, Done, "Shut a till out"),
    )


def _check_name(field: str, value: str) -> None:
    is_name = value.isascii() and value.replace("-", "").replace("_", "").isalnum()
    if not is_name or len(value) > _NAME_CHARACTERS:
        raise Refused("INVALID", field=field)


def _list(connection: sa.Connection, stores: Sequence[str]) -> Terminals:
    of, till = TERMINAL_REPORT.c, TERMINAL.c
    its_report = sa.and_(of.store == till.store, of.terminal == till.terminal)
    query = (
        sa.select(TERMINAL, of.received_ms, of.beat_ms, of.said)
        .select_from(TERMINAL.outerjoin(TERMINAL_REPORT, its_report))
        .where(till.store.in_(stores))
        .order_by(till.store, till.terminal)
    )
    rows = connection.execute(query).all()
    apart = _set_aside(connection, stores)
    return Terminals(tuple(_seen(row, apart.get(bytes(row.terminal), 0)) for row in rows))


def _set_aside(connection: sa.Connection, stores: Sequence[str]) -> dict[bytes, int]:
    query = (
        sa.select(SET_ASIDE.c.terminal, sa.func.count().label("rows"))
        .where(SET_ASIDE.c.store.in_(stores))
        .group_by(SET_ASIDE.c.terminal)
    )
    return {bytes(row.terminal): row.rows for row in connection.execute(query)}


def _seen(row: sa.Row[Any], set_aside: int) -> TerminalSeen:
    is_same_epoch = row.head_epoch == row.epoch
    return TerminalSeen(
        terminal=bytes(row.terminal).hex(),
        store=row.store,
        workstation=row.workstation,
        state=row.state,
        fingerprint=row.fingerprint,
        app=row.app,
        epoch=row.epoch,
        seq=row.seq,
        lacks=max(0, row.head_seq - row.seq) if is_same_epoch else row.head_seq,
        projected_seq=row.projected_seq,
        last_seen_ms=row.last_seen_ms,
        gaps=row.gaps,
        forks=row.forks,
        set_aside=set_aside,
        reported_ms=row.received_ms or 0,
        beat_ms=row.beat_ms or 0,
        report=unpack(bytes(row.said), TillReport) if row.said is not None else None,
    )
