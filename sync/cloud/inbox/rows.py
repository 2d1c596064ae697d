"""Many rows into a table in one go: one statement on PostgreSQL, one prepared one on SQLite."""

from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.inbox.linking import Linked
from sync.cloud.inbox.terminals import Terminal
from sync.wire.exchange import ExchangeRequest

_UNNESTED: Final = sa.text(
    "INSERT INTO inbox (store, terminal, epoch, tenant, received_ms,"
    " seq, event_id, kind, schema, body, hash, chain, sig, packet)"
    " SELECT :store, :terminal, :epoch, :tenant, :now_ms, b.*"
    " FROM unnest(CAST(:seq AS bigint[]), CAST(:event_id AS bytea[]), CAST(:kind AS text[]),"
    " CAST(:schema AS bigint[]), CAST(:body AS bytea[]), CAST(:hash AS bytea[]),"
    " CAST(:chain AS bytea[]), CAST(:sig AS bytea[]), CAST(:packet AS bytea[])) AS b"
)
_COLUMNS: Final = (
    "seq",
    "event_id",
    "kind",
    "schema",
    "body",
    "hash",
    "chain",
    "sig",
    "packet",
)
_ONE_BY_ONE: Final = (
    "INSERT INTO inbox (store, terminal, epoch, tenant, received_ms,"
    " seq, event_id, kind, schema, body, hash, chain, sig, packet)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def insert_rows(
    connection: sa.Connection,
    terminal: Terminal,
    request: ExchangeRequest,
    rows: Sequence[Linked],
    now_ms: int,
) -> None:
    """Store new rows of one batch; the last carries the batch's signature."""
    values = [_values(row, request.sig if row is rows[-1] else None) for row in rows]
    common: dict[str, Any] = {
        "store": terminal.store,
        "terminal": terminal.terminal,
        "epoch": request.base.epoch,
        "tenant": terminal.tenant,
    }
    if connection.dialect.name == "postgresql":
        columns = dict(zip(_COLUMNS, map(list, zip(*values, strict=True)), strict=True))
        connection.execute(_UNNESTED, {**common, **columns, "now_ms": now_ms})
        return
    place = (*common.values(), now_ms)
    connection.exec_driver_sql(_ONE_BY_ONE, [(*place, *row) for row in values])


def _values(row: Linked, sig: bytes | None) -> tuple[Any, ...]:
    event = row.event
    identity = (row.seq, event.id, event.kind, event.schema, row.body)
    return (*identity, row.hash, row.chain, sig, event.packet)
