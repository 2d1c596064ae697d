"""Rows of revoked keys: kept whole and apart, projected into nothing until somebody has looked."""

from collections.abc import Sequence

import sqlalchemy as sa

from sync.cloud.inbox.linking import Linked
from sync.cloud.inbox.terminals import Terminal
from sync.cloud.schema.facts import SET_ASIDE
from sync.wire.exchange import ExchangeRequest, Position


def keep(
    connection: sa.Connection,
    terminal: Terminal,
    request: ExchangeRequest,
    rows: Sequence[Linked],
    now_ms: int,
) -> None:
    """Keep a batch; the same rows again change nothing, another branch lies beside them."""
    known = _known(connection, terminal, request, rows)
    chain_before, values = request.base.chain, []
    for row in rows:
        if (row.seq, row.chain) not in known:
            values.append(
                {
                    "store": terminal.store,
                    "terminal": terminal.terminal,
                    "epoch": request.base.epoch,
                    "seq": row.seq,
                    "chain": row.chain,
                    "tenant": terminal.tenant,
                    "chain_before": chain_before,
                    "event_id": row.event.id,
                    "kind": row.event.kind,
                    "schema": row.event.schema,
                    "body": row.body,
                    "hash": row.hash,
                    "sig": request.sig if row is rows[-1] else None,
                    "packet": row.event.packet,
                    "received_ms": now_ms,
                }
            )
        chain_before = row.chain
    if values:
        connection.execute(sa.insert(SET_ASIDE), values)


def holds(connection: sa.Connection, terminal: Terminal, at: Position) -> bool:
    """Tell whether a row is set aside."""
    query = sa.select(sa.literal(1)).where(
        SET_ASIDE.c.store == terminal.store,
        SET_ASIDE.c.terminal == terminal.terminal,
        SET_ASIDE.c.epoch == at.epoch,
        SET_ASIDE.c.seq == at.seq,
        SET_ASIDE.c.chain == at.chain,
    )
    return connection.execute(query).first() is not None


def _known(
    connection: sa.Connection,
    terminal: Terminal,
    request: ExchangeRequest,
    rows: Sequence[Linked],
) -> set[tuple[int, bytes]]:
    query = sa.select(SET_ASIDE.c.seq, SET_ASIDE.c.chain).where(
        SET_ASIDE.c.store == terminal.store,
        SET_ASIDE.c.terminal == terminal.terminal,
        SET_ASIDE.c.epoch == request.base.epoch,
        SET_ASIDE.c.seq > request.base.seq,
        SET_ASIDE.c.seq <= request.base.seq + len(rows),
    )
    return {(row.seq, bytes(row.chain)) for row in connection.execute(query)}
