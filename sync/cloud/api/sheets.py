"""Day sheets up: what a till's reports know of one of its days, for the store's other tills."""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from sync.cloud.api.endpoint import Call, Endpoint, Refused
from sync.cloud.database import CloudDatabase
from sync.cloud.inbox import directory, terminals
from sync.cloud.reports import sheets
from sync.cloud.reports.counting import is_day
from sync.cloud.schema.leases import Till
from sync.wire.holds import Done
from sync.wire.sheets import MOST_SHEET_BYTES, DaySheet

_LATER_S: Final = 30
_ENVELOPE_BYTES: Final = 4_096
_MOST_BYTES: Final = MOST_SHEET_BYTES * 4 // 3 + _ENVELOPE_BYTES
"""Of a sheet in JSON, its content as base64."""


@dataclass(frozen=True, slots=True)
class DaySheets:
    """Handles them. Any thread may call it."""

    database: CloudDatabase

    def take(self, call: Call) -> Done:
        """Keep a sheet; an older one than is kept changes nothing.

        Of a till that another has replaced too, whose journal may still come from its disk.

        Refuses: INVALID (day, content), TOO_LARGE, REVOKED, NOT_READY where it is ahead of what the
        cloud holds of the till's journal.
        """
        said: DaySheet = call.message
        if not is_day(said.head.day):
            raise Refused("INVALID", field="day")
        if len(said.content) > MOST_SHEET_BYTES:
            raise Refused("TOO_LARGE", most_bytes=MOST_SHEET_BYTES)
        if not sheets.opens(said.content):
            raise Refused("INVALID", field="content")
        self.database.write(lambda connection: _keep(connection, call, said))
        return Done()


def endpoints(sheets: DaySheets) -> tuple[Endpoint, ...]:
    """Give the one of this file."""
    return (
        Endpoint(
            "POST",
            "/sync/v1/sheets",
            sheets.take,
            auth="terminal",
            lane="bulk",
            summary="What a till's reports know of a day, for the store's other tills",
            takes=DaySheet,
            gives=Done,
            refuses=("INVALID", "TOO_LARGE", "REVOKED", "NOT_READY"),
            most_bytes=_MOST_BYTES,
            longest_string=_MOST_BYTES,
            may_be_revoked=True,
        ),
    )


def _keep(connection: sa.Connection, call: Call, said: DaySheet) -> None:
    caller, head = call.terminal, said.head
    terminal = terminals.read(connection, caller.store, caller.terminal_id)
    keys = directory.active_keys(connection, caller.store, caller.terminal_id)
    if terminal.state == "revoked" or caller.public_key not in keys:
        raise Refused("REVOKED")
    if (head.epoch, head.seq) > (terminal.epoch, terminal.seq):
        refused = Refused("NOT_READY", have_epoch=terminal.epoch, have_seq=terminal.seq)
        refused.retry_after_s = _LATER_S
        raise refused
    till = Till(caller.tenant, caller.store, caller.terminal_id)
    sheets.keep(connection, till, said, call.now_ms)
