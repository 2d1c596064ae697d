"""Where till.db stands towards the cloud: one row, and the anchors that pin what was acknowledged.

A shop without a cloud has the row too, untouched.
"""

from dataclasses import asdict, dataclass
from typing import Any, Final

from pos_app.store.database import Connection
from pos_app.store.settings import find_setting, put_setting
from sync.ports import Acknowledged, Enrolment, OfflineLimits
from sync.wire.exchange import Cursor, Position

_ENROLMENT: Final = "cloud_enrolment"
_LIMITS: Final = "cloud_offline_limits"
_ROOTS: Final = "issuer_roots"
_SEALING_KEY: Final = "issuer_sealing_key"
_RING_VERSION: Final = "key_ring_version"

_GET: Final = """SELECT acked_epoch, acked_seq, acked_chain, safe_epoch, safe_seq, safe_chain,
 projected_epoch, projected_seq, projected_chain, anchor, anchor_ms, server_gen, answered_ms, nonce,
 nonce_before, is_in_doubt, settled_epoch FROM cloud_head"""
_ACKED: Final = """UPDATE cloud_head SET acked_epoch = ?, acked_seq = ?, acked_chain = ?,
 anchor = ?, anchor_ms = ?, server_gen = ?, answered_ms = ?,
 settled_epoch = max(settled_epoch, ?)"""
_ANCHOR: Final = """INSERT INTO anchor (epoch, seq, server_gen, chain, server_ms, sig)
 VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"""
_PLACE: Final = "UPDATE cloud_head SET {0}_epoch = ?, {0}_seq = ?, {0}_chain = ?"
_NONCE: Final = "UPDATE cloud_head SET nonce_before = nonce, nonce = ?"
_SETTLE: Final = """UPDATE cloud_head SET settled_epoch = (SELECT epoch FROM head), acked_epoch =
 NULL, acked_seq = NULL, acked_chain = NULL, anchor = x'', anchor_ms = 0, server_gen = 0,
 is_in_doubt = 0"""
_CONTROL: Final = "SELECT control_gen, control_pos FROM cloud_head"
_SET_CONTROL: Final = """UPDATE cloud_head SET control_gen = ?, control_pos = ?,
 control_epoch = (SELECT epoch FROM head)"""
_READ_AGAIN: Final = "UPDATE cloud_head SET control_gen = 0, control_pos = 0"
_NEW_EPOCH: Final = """UPDATE cloud_head SET void_gen = ?, void_pos = ?
 WHERE control_epoch NOT IN (0, (SELECT epoch FROM head))"""
_FORGET_PROOFS: Final = "DELETE FROM day_proof"
_VOID: Final = "SELECT void_gen, void_pos FROM cloud_head"

VALUE_EPOCH: Final = """(SELECT CASE WHEN is_in_doubt OR (settled_epoch > 0 AND
 head.epoch > settled_epoch) THEN NULL ELSE head.epoch END FROM cloud_head, head)"""
"""SQL: the epoch whose rights, limits and allowances count; NULL while none does.

None does from the discovery that this disk was restored or copied until that is resolved, and in an
epoch that was begun on suspicion of it: they may be spent on the other disk (sync.md section 6).
"""

_VALUE_EPOCH: Final = "SELECT VALUE".replace("VALUE", VALUE_EPOCH)


@dataclass(frozen=True, slots=True)
class CloudHead:
    """The row."""

    acked: Position | None
    safe: Position | None
    projected: Position | None
    anchor: bytes
    anchor_ms: int
    server_gen: int
    answered_ms: int
    nonce: bytes
    nonce_before: bytes
    is_in_doubt: bool
    settled_epoch: int


def load(connection: Connection) -> CloudHead:
    """Read the row."""
    row = connection.exec_driver_sql(_GET).one()
    return CloudHead(
        _position(row[0:3]),
        _position(row[3:6]),
        _position(row[6:9]),
        anchor=row.anchor,
        anchor_ms=row.anchor_ms,
        server_gen=row.server_gen,
        answered_ms=row.answered_ms,
        nonce=row.nonce,
        nonce_before=row.nonce_before,
        is_in_doubt=bool(row.is_in_doubt),
        settled_epoch=row.settled_epoch,
    )


def value_epoch(connection: Connection) -> int | None:
    """Say whose rights, limits and allowances count: those of this epoch, or nobody's."""
    found = connection.exec_driver_sql(_VALUE_EPOCH).scalar_one()
    return None if found is None else int(found)


def note_answer(connection: Connection, said: Acknowledged) -> None:
    """Keep an acknowledgement with its anchor; the caller's transaction."""
    acked = said.acked
    signed = (said.anchor, said.anchor_time_ms, said.server_gen)
    place = (acked.epoch, acked.seq, acked.chain)
    kept = (*place, *signed, said.answered_wall_ms, acked.epoch)
    connection.exec_driver_sql(_ACKED, kept)
    if said.anchor:
        row = (said.server_gen, acked.chain, said.anchor_time_ms, said.anchor)
        connection.exec_driver_sql(_ANCHOR, (acked.epoch, acked.seq, *row))
    for name, position in (("safe", said.safe), ("projected", said.projected)):
        if position is not None:
            place = (position.epoch, position.seq, position.chain)
            connection.exec_driver_sql(_PLACE.format(name), place)


def renew_nonce(connection: Connection, nonce: bytes) -> None:
    """Name this start of the program, before its first hello."""
    connection.exec_driver_sql(_NONCE, (nonce,))


def doubt(connection: Connection) -> None:
    """Note that rows are missing or differ."""
    connection.exec_driver_sql("UPDATE cloud_head SET is_in_doubt = 1")


# ---- the control feed's place


def control_cursor(connection: Connection) -> Cursor:
    """Read how far the control feed was applied."""
    return Cursor(*connection.exec_driver_sql(_CONTROL).one())


def move_control(connection: Connection, cursor: Cursor) -> None:
    """Move it, in the transaction of the rows."""
    connection.exec_driver_sql(_SET_CONTROL, (cursor.gen, cursor.pos))


def read_control_again(connection: Connection) -> None:
    """Have the control feed read from its beginning, because what it brought was lost elsewhere.

    Harmless: a grant counts once, and everything else says what is.
    """
    connection.exec_driver_sql(_READ_AGAIN)


def void_grants_upto(connection: Connection, head: Cursor) -> Cursor:
    """Say up to where the control feed's grants count for nothing. ``head`` is where it ends now.

    The first page that is read in a new epoch voids them all: what was delivered until then may
    be spent on another disk, though this one has never seen it.
    """
    connection.exec_driver_sql(_NEW_EPOCH, (head.gen, head.pos))
    return Cursor(*connection.exec_driver_sql(_VOID).one())


# ---- enrolment


def find_enrolment(connection: Connection) -> Enrolment | None:
    """Read whom the till belongs to."""
    kept: dict[str, Any] | None = find_setting(connection, _ENROLMENT)
    if kept is None:
        return None
    return Enrolment(
        url=kept["url"],
        tenant=kept["tenant"],
        store=kept["store"],
        anchor_key=bytes.fromhex(kept["anchor_key"]),
        feeds=tuple(kept["feeds"]),
        fingerprint=kept["fingerprint"],
    )


def keep_enrolment(
    connection: Connection, enrolment: Enrolment, roots: tuple[bytes, ...], seal: bytes
) -> None:
    """Keep the answer to an enrolment. What an earlier cloud had acknowledged is forgotten.

    So are the days that another cloud, or another company's books in this one, had proved.
    """
    before = find_enrolment(connection)
    if before and _books_of(before) != _books_of(enrolment):
        connection.exec_driver_sql(_FORGET_PROOFS)
    put_setting(
        connection,
        _ENROLMENT,
        {
            "url": enrolment.url,
            "tenant": enrolment.tenant,
            "store": enrolment.store,
            "anchor_key": enrolment.anchor_key.hex(),
            "feeds": list(enrolment.feeds),
            "fingerprint": enrolment.fingerprint,
        },
    )
    known = [root.hex() for root in roots]
    if find_setting(connection, _ROOTS) != known:  # another issuer counts its rings anew
        put_setting(connection, _RING_VERSION, 0)
    put_setting(connection, _ROOTS, known)
    put_setting(connection, _SEALING_KEY, seal.hex())
    connection.exec_driver_sql(_SETTLE)
    read_control_again(connection)


def _books_of(enrolment: Enrolment) -> tuple[bytes, str]:
    return enrolment.anchor_key, enrolment.tenant


def find_limits(connection: Connection) -> OfflineLimits | None:
    """Read what the cloud lets this till risk by itself; None where no cloud has said anything."""
    kept: dict[str, int] | None = find_setting(connection, _LIMITS)
    return OfflineLimits(**kept) if kept else None


def keep_limits(connection: Connection, limits: OfflineLimits) -> None:
    """Keep it; the caller's transaction."""
    put_setting(connection, _LIMITS, asdict(limits))


def _position(row: Any) -> Position | None:
    return None if row[0] is None else Position(*row)
