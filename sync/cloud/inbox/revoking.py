"""A terminal shut out: its keys reach nothing but a place apart for what it still uploads."""

import sqlalchemy as sa

from sync.cloud.inbox import terminals
from sync.cloud.inbox.cases import Case, open_case
from sync.cloud.schema.facts import TERMINAL_KEY


def revoke(
    connection: sa.Connection, store: str, terminal_id: bytes, code: str, now_ms: int
) -> bool:
    """Shut a terminal out and open a case under ``code``; False when it was out already."""
    terminal = terminals.lock(connection, store, terminal_id)
    if terminal.state == "revoked":
        return False
    terminals.change(connection, terminal, state="revoked")
    connection.execute(
        sa.update(TERMINAL_KEY)
        .where(TERMINAL_KEY.c.store == store, TERMINAL_KEY.c.terminal == terminal_id)
        .values(state="revoked")
    )
    case = Case(
        tenant=terminal.tenant,
        store=store,
        code=code,
        cause=f"{terminal_id.hex()}:{now_ms}",
        who="manager",
        terminal_id=terminal_id,
        subject=terminal.workstation,
        facts={"epoch": terminal.epoch, "seq": terminal.seq},
    )
    open_case(connection, case, now_ms)
    return True
