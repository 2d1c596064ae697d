"""A batch before the database is asked: every hash and chain recomputed from the bytes sent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sync.wire import canonical
from sync.wire.exchange import Event, Position

_KIND: Final = re.compile(r"[\x21-\x7e]{1,255}")
_ID_BYTES: Final = 16
_MOST_SCHEMA: Final = 0xFFFF


class UnlinkableError(ValueError):
    """These events cannot be rows of a journal; the text names the field."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A row as it will be stored."""

    seq: int
    event: Event
    body: bytes
    hash: bytes
    chain: bytes


def link(terminal_id: bytes, base: Position, events: Sequence[Event]) -> tuple[Linked, ...]:
    """Tie events to the row before them. Raises ``UnlinkableError``."""
    chain, rows = base.chain, []
    for seq, event in enumerate(events, base.seq + 1):
        _check(event, seq)
        body = event.body.encode()
        identity = canonical.RowIdentity(event.id, event.kind, event.schema, body)
        row_hash = canonical.row_hash(terminal_id, (base.epoch, seq), identity)
        chain = canonical.chain_link(chain, row_hash)
        rows.append(Linked(seq, event, body, row_hash, chain))
    return tuple(rows)


def _check(event: Event, seq: int) -> None:
    if event.seq != seq:
        raise UnlinkableError("seq")
    if len(event.id) != _ID_BYTES:
        raise UnlinkableError("id")
    if not _KIND.fullmatch(event.kind):
        raise UnlinkableError("k")
    if not 0 <= event.schema <= _MOST_SCHEMA:
        raise UnlinkableError("v")
