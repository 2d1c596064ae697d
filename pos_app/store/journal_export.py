"""The journal as lines for anybody's verifier: one file per epoch, the form of the day archive.

Header and rows of tokens-and-journal.md section 10, without the trailer and the signature line
that a closed day's archive has; every row carries its own signature. Of a till that was restored or
copied it is the line as the cloud has it: lost rows in their place, its own ones where they stand
once more.
"""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from pos_app.domain.identifiers import BusinessDate
from pos_app.errors import EnvironmentFault
from pos_app.store.database import Database
from pos_app.store.journal_line import (
    LineRow,
    chain_of_start,
    epoch_starts,
    head,
    rows_of_epoch,
)
from sync.wire.exchange import EpochStart


def export_journal(database: Database, folder: Path) -> tuple[Path, ...]:
    """Write ``{terminal}-e{epoch}.rpa`` for each epoch.

    Refuses: BACKUP_FOLDER_MISSING, DATABASE_IO.
    """
    if not folder.is_dir():
        raise EnvironmentFault("BACKUP_FOLDER_MISSING", folder=str(folder))
    try:
        with database.read() as connection:
            return tuple(_write(connection, folder, start) for start in epoch_starts(connection))
    except OSError as error:
        raise EnvironmentFault("DATABASE_IO", file=str(folder)) from error


def _write(connection: sa.Connection, folder: Path, start: EpochStart) -> Path:
    terminal_id, _ = head(connection)
    path = folder / f"{terminal_id.hex()}-e{start.epoch}.rpa"
    with path.open("wb") as file:
        for line in _lines(connection, start):
            file.write(line + b"\n")
    return path


def row_line(row: LineRow) -> bytes:
    """Write a row as it is."""
    return canonical_line(
        {
            "b": row.body.decode("utf-8"),
            "c": row.chain.hex(),
            "i": row.event_id.hex(),
            "k": row.kind,
            "n": row.seq,
            "s": base64.b64encode(row.sig).decode("ascii"),
            "v": row.schema,
        }
    )


def header_line(
    connection: sa.Connection, start: EpochStart, begins: tuple[BusinessDate, int, bytes]
) -> bytes:
    """Write a header: the day, the first row that follows, and the chain before it."""
    terminal_id, _ = head(connection)
    date, first, before = begins
    return canonical_line(
        {
            "arc": "RPA1",
            "bd": date,
            "before": before.hex(),
            "epoch": start.epoch,
            "first": first,
            "pub": start.public_key.hex(),
            "terminal": terminal_id.hex(),
        }
    )


def canonical_line(value: dict[str, Any]) -> bytes:
    """Write a line in the one form there is for it, without its end."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _lines(connection: sa.Connection, start: EpochStart) -> Iterator[bytes]:
    for at, row in enumerate(rows_of_epoch(connection, start.epoch)):
        if at == 0:
            date = BusinessDate(json.loads(row.body)["bd"])
            yield header_line(connection, start, (date, 1, chain_of_start(connection, start)))
        yield row_line(row)
