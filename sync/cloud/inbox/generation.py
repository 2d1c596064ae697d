"""The server's generation: it rises whenever our history is no longer a continuation (X7).

Three signs of it: the restore tool says so; the database's incarnation is not the one noted outside
it; a till shows an anchor of ours above what we hold.
"""

import os
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Final

import sqlalchemy as sa

from sync.cloud.database import CloudDatabase
from sync.cloud.inbox.terminals import Terminal
from sync.cloud.keys import ServerKeys
from sync.cloud.schema.facts import SERVER_HEAD
from sync.wire.anchors import anchor_message
from sync.wire.exchange import HelloRequest

_FIRST: Final = 1
_MOST_GENERATIONS: Final = 2**31
_INCARNATION_BYTES: Final = 16
_NOTING: Final = Lock()


def begin(
    connection: sa.Connection, random_bytes: Callable[[int], bytes], mark_file: Path | None
) -> int:
    """Make or check the server's head at start-up and give its generation.

    Every start makes a new incarnation, so that a backup from before the last start shows. A stop
    between the commit and ``note_mark`` costs a generation and nothing else. Without ``mark_file``
    only the other two signs work; each database has one file, whoever serves it.
    """
    head = connection.execute(sa.select(SERVER_HEAD).with_for_update()).one_or_none()
    noted = _read_mark(mark_file)
    incarnation = random_bytes(_INCARNATION_BYTES)
    if head is None:
        generation = noted[1] + 1 if noted else _FIRST
        row = {"one": 1, "server_gen": generation, "incarnation": incarnation}
        connection.execute(sa.insert(SERVER_HEAD).values(row))
        return generation
    generation = int(head.server_gen)
    if noted is not None and noted != (bytes(head.incarnation), generation):
        generation = max(generation, noted[1]) + 1
    connection.execute(
        sa.update(SERVER_HEAD).values(server_gen=generation, incarnation=incarnation)
    )
    return generation


def restored(connection: sa.Connection) -> int:
    """Say that this database was put back from a backup; for the tool that did it."""
    return raise_to(connection, current(connection) + 1)


def raise_to(connection: sa.Connection, generation: int) -> int:
    """Begin a generation; one that is older than the present one changes nothing."""
    connection.execute(
        sa.update(SERVER_HEAD)
        .where(SERVER_HEAD.c.server_gen < generation)
        .values(server_gen=generation)
    )
    return current(connection)


def current(connection: sa.Connection) -> int:
    """Read the generation."""
    return int(connection.execute(sa.select(SERVER_HEAD.c.server_gen)).scalar_one())


def note_mark(database: CloudDatabase, mark_file: Path | None) -> None:
    """Copy incarnation and generation to the file outside the database, after their commit.

    Why the generation too: a till's anchor may have raised it, and the file must not lag for long.
    Any thread: after a restore every till's first hello comes here.
    """
    if mark_file is None:
        return
    with _NOTING:
        head = database.read(lambda connection: connection.execute(sa.select(SERVER_HEAD)).one())
        noted = (bytes(head.incarnation), head.server_gen)
        if _read_mark(mark_file) != noted:
            _write_mark(mark_file, noted)


def _write_mark(mark_file: Path, noted: tuple[bytes, int]) -> None:
    """Write it whole; another process that serves this database may write it too."""
    beside = mark_file.with_name(f"{mark_file.name}.{os.getpid()}.new")
    with beside.open("w", encoding="ascii") as file:
        file.write(f"{noted[0].hex()} {noted[1]}\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(mark_file)


def has_lost(terminal: Terminal, request: HelloRequest, keys: ServerKeys) -> bool:
    """Tell whether a till proves that this generation acknowledged more than we hold."""
    acked = request.acked
    if acked is None or (acked.epoch, acked.seq) <= (terminal.epoch, terminal.seq):
        return False
    if request.server_gen < terminal.server_gen:
        return False  # we have begun a new generation since, and the till has not heard of it
    if not (0 <= request.anchor_ms < 2**63 and 0 <= request.server_gen < _MOST_GENERATIONS):
        return False
    message = anchor_message(terminal.terminal, acked, request.anchor_ms, request.server_gen)
    return keys.is_anchor(request.anchor, message)


def _read_mark(mark_file: Path | None) -> tuple[bytes, int] | None:
    if mark_file is None or not mark_file.exists():
        return None
    incarnation, generation = mark_file.read_text(encoding="ascii").split()
    return bytes.fromhex(incarnation), int(generation)
