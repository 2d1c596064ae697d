"""Head office's side of what went wrong: cases closed once, quarantine replayed or dismissed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.api.asked import own_store
from sync.cloud.api.endpoint import Call, Endpoint, Refused
from sync.cloud.coupons import disputes, exposure
from sync.cloud.database import CloudDatabase
from sync.cloud.flows import delivery
from sync.cloud.projectors import quarantine
from sync.cloud.projectors.taking import Taking, find_recorded
from sync.cloud.schema.facts import CASE
from sync.cloud.schema.sales import PARKED, QUARANTINE
from sync.cloud.settings import Settings
from sync.wire.head_office import (
    CaseClose,
    Cases,
    CaseSeen,
    Exposure,
    Quarantine,
    Quarantined,
    Replayed,
    RowName,
)
from sync.wire.holds import Done

MOST_LISTED: Final = 200
_ALSO: Final = "done"


@dataclass(frozen=True, slots=True)
class CaseAdmin:
    """Handles them. Everything is looked up under the administrator's own tenant."""

    database: CloudDatabase
    settings: Settings

    def cases(self, call: Call) -> Cases:
        """List cases, the newest first."""
        of = CASE.c
        query = (
            sa.select(CASE)
            .where(of.tenant == call.administrator.tenant)
            .order_by(of.opened_ms.desc(), of.case_id)
            .limit(MOST_LISTED + 1)
        )
        if "state" in call.query:
            query = query.where(of.state == call.query["state"])
        rows = self.database.read(lambda c: c.execute(query).all())
        return Cases(tuple(map(_seen, rows[:MOST_LISTED])), len(rows) > MOST_LISTED)

    def close(self, call: Call) -> Done:
        """Close a case. Refuses: INVALID, CONFLICT for one that is closed, or is none."""
        asked: CaseClose = call.message
        if asked.closed_as not in (*disputes.RESOLUTIONS, _ALSO):
            raise Refused("INVALID", field="closed_as")

        def work(connection: sa.Connection) -> bool:
            store = own_store(connection, call)
            return disputes.resolve(
                connection, store, call.path["case"], asked.closed_as, call.now_ms
            )

        if not self.database.write(work):
            raise Refused("CONFLICT")
        return Done()

    def quarantine(self, call: Call) -> Quarantine:
        """List what is set aside in a store, what ledgers refused, and what waits behind it."""

        def work(connection: sa.Connection) -> Quarantine:
            store = own_store(connection, call)
            of, waits = QUARANTINE.c, PARKED.c
            held = connection.execute(
                sa.select(QUARANTINE)
                .where(of.store == store, of.state == quarantine.OPEN)
                .order_by(of.first_ms, of.terminal, of.epoch, of.seq)
                .limit(MOST_LISTED)
            ).all()
            parked = connection.execute(
                sa.select(PARKED)
                .where(waits.store == store)
                .order_by(waits.since_ms, waits.terminal, waits.epoch, waits.seq)
                .limit(MOST_LISTED)
            ).all()
            failed = delivery.list_failed(connection, store, MOST_LISTED)
            return Quarantine((*map(_held, held), *map(_refused, failed), *map(_waiting, parked)))

        return self.database.read(work)

    def replay(self, call: Call) -> Replayed:
        """Try a row once more, and those that wait in the same journal. Refuses: NOT_FOUND.

        One whose effects a ledger refused has them delivered once more, a little later.
        """
        return self._again(call, self._replay)

    def dismiss(self, call: Call) -> Replayed:
        """Give a row up; what waits for it goes in. Refuses: NOT_FOUND."""
        return self._again(call, self._dismiss)

    def exposure(self, call: Call) -> Exposure:
        """Say what coupons may still cost undetected, and what they have cost."""
        limit = self.settings.offline_limit_minor
        return self.database.read(
            lambda c: exposure.exposure(c, call.administrator.tenant, limit, call.now_ms)
        )

    def _again(
        self, call: Call, act: Callable[[sa.Connection, str, RowName, int], int]
    ) -> Replayed:
        name: RowName = call.message

        def work(connection: sa.Connection) -> int:
            store = own_store(connection, call)
            done = act(connection, store, name, call.now_ms)
            return done + _replay_waiting(connection, store, name, call.now_ms)

        return Replayed(self.database.write(work))

    @staticmethod
    def _replay(connection: sa.Connection, store: str, name: RowName, now_ms: int) -> int:
        if delivery.retry(connection, store, _terminal_id(name), name.epoch, name.seq):
            return 0
        row = _named(connection, store, name)
        return int(Taking(connection, now_ms).replay(row))

    @staticmethod
    def _dismiss(connection: sa.Connection, store: str, name: RowName, now_ms: int) -> int:
        if delivery.give_up(connection, store, _terminal_id(name), name.epoch, name.seq):
            return 0
        quarantine.close(connection, _named(connection, store, name), "dismissed", now_ms)
        return 0


def endpoints(admin: CaseAdmin) -> tuple[Endpoint, ...]:
    """Give the table."""
    store = "/admin/v1/stores/{store}"
    return (
        _get("/admin/v1/cases", admin.cases, Cases, "Cases, the newest first", state=str),
        _get("/admin/v1/coupons/exposure", admin.exposure, Exposure, "What coupons may still cost"),
        _get(f"{store}/quarantine", admin.quarantine, Quarantine, "Rows that could not be used"),
        _post(f"{store}/cases/{{case}}/close", admin.close, CaseClose, Done, "Close a case once"),
        _post(f"{store}/quarantine/replay", admin.replay, RowName, Replayed, "Try a row once more"),
        _post(f"{store}/quarantine/dismiss", admin.dismiss, RowName, Replayed, "Give a row up"),
    )


def _get(path: str, handle: Any, gives: Any, summary: str, **query: type) -> Endpoint:
    return Endpoint(
        "GET", path, handle, "admin", "admin", summary, gives=gives, query=query, role="reader"
    )


def _post(path: str, handle: Any, takes: Any, gives: Any, summary: str) -> Endpoint:
    refuses = ("NOT_FOUND", "CONFLICT", "INVALID")
    return Endpoint(
        "POST", path, handle, "admin", "admin", summary, takes=takes, gives=gives, refuses=refuses
    )


def _replay_waiting(connection: sa.Connection, store: str, name: RowName, now_ms: int) -> int:
    terminal = _terminal_id(name)
    taking = Taking(connection, now_ms)
    done = 0
    for epoch, seq in quarantine.parked_rows(connection, store, terminal):
        row = find_recorded(connection, store, terminal, epoch, seq)
        assert row is not None
        done += taking.replay(row)
    return done


def _named(connection: sa.Connection, store: str, name: RowName) -> Any:
    of = QUARANTINE.c
    is_held = connection.execute(
        sa.select(of.seq).where(
            of.store == store,
            of.terminal == _terminal_id(name),
            of.epoch == name.epoch,
            of.seq == name.seq,
            of.state == quarantine.OPEN,
        )
    ).first()
    if is_held is None:
        raise Refused("NOT_FOUND")
    return find_recorded(connection, store, _terminal_id(name), name.epoch, name.seq)


def _terminal_id(name: RowName) -> bytes:
    try:
        return bytes.fromhex(name.terminal)
    except ValueError as error:
        raise Refused("INVALID", field="terminal") from error


def _seen(row: Any) -> CaseSeen:
    return CaseSeen(
        row.store,
        row.case_id,
        row.code,
        row.who,
        row.state,
        row.subject,
        row.amount_minor,
        row.opened_ms,
        row.closed_as or "",
        row.terminal.hex() if row.terminal else "",
    )


def _held(row: Any) -> Quarantined:
    return Quarantined(
        row.store,
        row.terminal.hex(),
        row.epoch,
        row.seq,
        row.kind,
        row.reason,
        row.receipt,
        row.attempts,
        row.first_ms,
    )


def _refused(row: Any) -> Quarantined:
    return Quarantined(
        row.store, row.terminal.hex(), row.epoch, row.seq, row.kind, delivery.REFUSED, "", 1, 0
    )


def _waiting(row: Any) -> Quarantined:
    return Quarantined(
        row.store,
        row.terminal.hex(),
        row.epoch,
        row.seq,
        "",
        "",
        row.receipt,
        0,
        row.since_ms,
        row.behind,
    )
