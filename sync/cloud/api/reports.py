"""A till says how it is; the newest word is kept, for head office and for those on call."""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from sync.cloud.api.endpoint import Call, Endpoint
from sync.cloud.database import CloudDatabase
from sync.cloud.schema.reports import TERMINAL_REPORT
from sync.cloud.schema.upsert import put
from sync.wire.holds import Done
from sync.wire.packing import pack
from sync.wire.report import TillReport

_MOST_BYTES: Final = 16_384


@dataclass(frozen=True, slots=True)
class Reports:
    """Handles them. Any thread may call it."""

    database: CloudDatabase

    def take(self, call: Call) -> Done:
        """Keep a till's word of itself instead of the one before."""
        said: TillReport = call.message
        self.database.write(lambda connection: _keep(connection, call, said))
        return Done()


def endpoints(reports: Reports) -> tuple[Endpoint, ...]:
    """Give the one of this file."""
    return (
        Endpoint(
            "POST",
            "/sync/v1/report",
            reports.take,
            auth="terminal",
            lane="bulk",
            summary="How a till is: counters, times and codes",
            takes=TillReport,
            gives=Done,
            most_bytes=_MOST_BYTES,
        ),
    )


def _keep(connection: sa.Connection, call: Call, said: TillReport) -> None:
    caller, of = call.terminal, TERMINAL_REPORT.c
    before = connection.execute(
        sa.select(of.boot, of.heartbeat, of.beat_ms).where(
            of.store == caller.store, of.terminal == caller.terminal_id
        )
    ).first()
    boot, heartbeat = said.boot[:64].replace("\0", ""), said.heartbeat
    has_moved = before is None or (before.boot, before.heartbeat) != (boot, heartbeat)
    row = {
        "store": caller.store,
        "terminal": caller.terminal_id,
        "tenant": caller.tenant,
        "boot": boot,
        "heartbeat": heartbeat,
        "beat_ms": call.now_ms if before is None or has_moved else before.beat_ms,
        "received_ms": call.now_ms,
        "said": pack(said),
        "disk_free": said.disk_free,
    }
    put(connection, TERMINAL_REPORT, row)
