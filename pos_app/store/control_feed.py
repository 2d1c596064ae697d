"""The control feed: what the cloud leaves with this till, applied in till.db with its cursor.

A row that cannot be read or is not signed as it must be is passed over and logged by its key, so
that it stops none after it.
"""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from pos_app.domain.grant import Allowance, EscrowRight
from pos_app.errors import Refusal
from pos_app.store import cloud_head, coupon_uses, grants, sync_batches
from pos_app.store.coupon_uses import Exchange
from pos_app.store.database import Connection
from pos_app.store.settings import drop_setting, find_setting, put_setting
from sync.ports import OpenCase, Quarantined
from sync.wire import control
from sync.wire.exchange import Cursor
from sync.wire.feeds import PUT, FeedPage, FeedRow
from sync.wire.packing import UnreadableError, unpack

FROM_CLOUD: Final = "cloud."
"""What the name of a setting begins with that head office decided."""

_PUT_RESULT: Final = "INSERT OR REPLACE INTO row_result VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_DROP_RESULT: Final = "DELETE FROM row_result WHERE epoch = ? AND seq = ?"
_OPEN_RESULTS: Final = """SELECT epoch, seq, outcome, code, who, state, case_id, receipt
 FROM row_result WHERE state = 'open' ORDER BY epoch, seq LIMIT ?"""
_PUT_CASE: Final = "INSERT OR REPLACE INTO case_notice VALUES (?, ?, ?, ?, ?, ?, ?)"
_DROP_CASE: Final = "DELETE FROM case_notice WHERE id = ?"
_OPEN_CASES: Final = """SELECT id, code, who, state, at_ms, amount_minor, subject FROM case_notice
 WHERE state = 'open' ORDER BY at_ms DESC, id LIMIT ?"""

_log = logging.getLogger(__name__)


class Issuer(Protocol):
    """Whose signature counts: services/grants.py."""

    def take_ring(self, connection: Connection, content: bytes) -> None:
        """Bring a key ring into force."""

    def take_pepper(self, connection: Connection, pepper: bytes) -> None:
        """Look phones up by the store group's pepper too; it is kept sealed."""

    def read_right(self, content: bytes, key_id: bytes) -> EscrowRight:
        """Read a right whose signature holds."""

    def read_allowance(self, content: bytes, key_id: bytes) -> tuple[Allowance, bytes]:
        """Read an allowance whose signature holds, with this till's pseudonym of its member."""


@dataclass(frozen=True, slots=True)
class _Taken:
    """A row on its way. ``is_void``: a grant from before a restored or copied disk."""

    connection: Connection
    issuer: Issuer
    name: str
    body: bytes | None
    is_void: bool


def apply(connection: Connection, page: FeedPage, issuer: Issuer) -> None:
    """Apply a page and move the cursor; the caller's transaction.

    Rings go first: a page orders its rows by their keys, and a grant is read by a ring.
    """
    head = Cursor(page.gen, max(page.head, page.to))
    void = cloud_head.void_grants_upto(connection, head)
    is_in_doubt = cloud_head.value_epoch(connection) is None
    rows = sorted(enumerate(page.rows, page.after + 1), key=_is_no_ring)
    for at, row in rows:
        is_old = page.gen == void.gen and at <= void.pos
        _take(connection, row, issuer, is_void=is_old or is_in_doubt)
    cloud_head.move_control(connection, Cursor(page.gen, page.to))


def _is_no_ring(placed: tuple[int, FeedRow]) -> bool:
    return not placed[1].key.startswith(f"{control.RING}:")


def _take(connection: Connection, row: FeedRow, issuer: Issuer, *, is_void: bool) -> None:
    kind, _, name = row.key.partition(":")
    make = _KINDS.get(kind)
    if make is None:
        return  # of a newer cloud
    body = bytes(row.body) if row.op == PUT else None
    try:
        make(_Taken(connection, issuer, name, body, is_void))
    except (UnreadableError, ValueError) as error:
        _log.warning("control row %s unreadable: %s", kind, type(error).__name__)
    except Refusal as refusal:
        _log.warning("control row %s refused: %s", row.key, refusal.code)


def _grant(taken: _Taken) -> None:
    if taken.body is None:
        grants.void(taken.connection, int(taken.name))
        return
    said = unpack(taken.body, control.Grant)
    content, key_id = bytes.fromhex(said.content), bytes.fromhex(said.key_id)
    if said.kind == "right":
        right = taken.issuer.read_right(content, key_id)
        grants.take_right(taken.connection, right, is_void=taken.is_void)
    else:
        allowance, key = taken.issuer.read_allowance(content, key_id)
        grants.take_allowance(taken.connection, allowance, key, is_void=taken.is_void)


def _ring(taken: _Taken) -> None:
    if taken.body is not None:
        content = bytes.fromhex(unpack(taken.body, control.Ring).content)
        taken.issuer.take_ring(taken.connection, content)


def _result(taken: _Taken) -> None:
    epoch, _, seq = taken.name.partition(".")
    place = (int(epoch), int(seq))
    if taken.body is None:
        taken.connection.exec_driver_sql(_DROP_RESULT, place)
        return
    said = unpack(taken.body, control.RowResult)
    what = (said.outcome, said.code, said.who, said.state, said.case, said.receipt)
    taken.connection.exec_driver_sql(_PUT_RESULT, (*place, *what))


def _case(taken: _Taken) -> None:
    if taken.body is None:
        taken.connection.exec_driver_sql(_DROP_CASE, (taken.name,))
        return
    said = unpack(taken.body, control.CaseNotice)
    what = (said.code, said.who, said.state, said.at_ms, said.amount_minor, said.subject)
    taken.connection.exec_driver_sql(_PUT_CASE, (taken.name, *what))


def _setting(taken: _Taken) -> None:
    name = FROM_CLOUD + taken.name
    if taken.body is None:
        drop_setting(taken.connection, name)
        return
    put_setting(taken.connection, name, json.loads(unpack(taken.body, control.Setting).value))


def _coupons(taken: _Taken) -> None:
    if taken.body is None:
        return
    said = unpack(taken.body, control.CouponSync)
    through = sync_batches.last_number_upto(taken.connection, (said.epoch, said.seq))
    coupon_uses.note_exchange(taken.connection, Exchange(said.at_ms, through, said.epoch))


_KINDS: Final[dict[str, Callable[[_Taken], None]]] = {
    control.GRANT: _grant,
    control.RING: _ring,
    control.RESULT: _result,
    control.CASE: _case,
    control.SETTING: _setting,
    control.COUPONS: _coupons,
}


def find_authority(connection: Connection) -> bool | None:
    """Tell whether this till decides for its store's own coupons; None: no cloud has said so."""
    said = find_setting(connection, FROM_CLOUD + control.AUTHORITY)
    return None if said is None else bool(said["is_authority"])


# ---- for the sync page


def open_results(connection: Connection, most: int) -> tuple[Quarantined, ...]:
    """List rows that the cloud took and could not use, or that clash, the oldest first."""
    return tuple(
        Quarantined(row[0], row[1], control.RowResult(*row[2:]))
        for row in connection.exec_driver_sql(_OPEN_RESULTS, (most,))
    )


def open_cases(connection: Connection, most: int) -> tuple[OpenCase, ...]:
    """List open cases that name this till, the newest first."""
    return tuple(
        OpenCase(row[0], control.CaseNotice(*row[1:]))
        for row in connection.exec_driver_sql(_OPEN_CASES, (most,))
    )
