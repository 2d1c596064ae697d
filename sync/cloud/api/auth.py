"""Who is asking: the key that signed, whose it is, and whether this was said before.

sync.md section 18. Nothing of it comes from the body. Requests that change something carry a
counter of their channel; each number is taken once, within a window, since lanes overtake one
another. The same number with another signature is a second machine in the same conversation.
"""

import hashlib
from dataclasses import dataclass, replace
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.api.endpoint import Admin, Caller, Endpoint, Refused
from sync.cloud.call import Request
from sync.cloud.clock import CloudClock
from sync.cloud.database import CloudDatabase
from sync.cloud.inbox.greeting import count_start
from sync.cloud.inbox.revoking import revoke
from sync.cloud.keys import is_signed_by
from sync.cloud.schema.facts import ADMIN_KEY, CHANNEL, TERMINAL, TERMINAL_KEY
from sync.wire import signature, version

_WINDOW: Final = 32
"""How far requests of one till may overtake one another: its lanes carry seven at once."""

_MARK_BYTES: Final = 8
_MOST_COUNTER: Final = 2**53
_ADMIN_KEY_BYTES: Final = 32
_READS: Final = frozenset({"GET"})


@dataclass(frozen=True, slots=True)
class Signer:
    """A request whose signature holds. ``mark`` tells it from every other one."""

    public_key: bytes
    channel: str
    counter: int
    mark: bytes


def check_digest(request: Request) -> None:
    """Refuse a body that is not the one that was sent: DIGEST_WRONG."""
    if request.headers.get(version.DIGEST_FIELD) != signature.content_digest(request.body):
        raise Refused("DIGEST_WRONG")


def check_signature(request: Request) -> Signer:
    """Refuse what is not signed by the key it names: BAD_SIGNATURE."""
    headers = request.headers
    public_key = signature.key_of(headers.get(version.SIGNATURE_INPUT_FIELD, ""))
    signed = signature.signature_of(headers.get(version.SIGNATURE_FIELD, ""))
    counter = headers.get(version.COUNTER_FIELD, "0")
    if public_key is None or signed is None or not _is_counter(counter):
        raise Refused("BAD_SIGNATURE")
    channel = headers.get(version.CHANNEL_FIELD, "")
    said = signature.Signed(
        method=request.method,
        path=request.path,
        query=request.query,
        digest=headers[version.DIGEST_FIELD],
        channel=channel,
        counter=int(counter),
    )
    if not is_signed_by(public_key, signed, signature.message(said, public_key)):
        raise Refused("BAD_SIGNATURE")
    mark = hashlib.sha256(signed).digest()[:_MARK_BYTES]
    return Signer(public_key, channel, int(counter), mark)


def _is_counter(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 16 and int(text) < _MOST_COUNTER


def find_enrolling(connection: sa.Connection, signer: Signer) -> Caller:
    """Name whoever signed without a channel: a known terminal, or nobody yet."""
    row = _find_key(connection, signer.public_key)
    if row is None:
        return Caller("", "", b"", signer.public_key, "")
    return _caller(row, signer)


def find_terminal(
    database: CloudDatabase, endpoint: Endpoint, signer: Signer, now_ms: int
) -> Caller:
    """Name the terminal behind a request through a channel; what is no read takes its counter.

    The first request through a channel makes its start count, and the channel before it lost.

    Refuses in this order: UNKNOWN_TERMINAL, NOT_CONFIRMED, REVOKED, CHANNEL_LOST.
    """
    known = (endpoint, signer)
    if endpoint.method in _READS:
        caller, channel = database.read(lambda connection: _known(connection, *known))
        if caller.is_revoked or not channel.said:
            return caller
        counted = None
    else:
        # What the request itself changes is committed after this, and takes it along to the disk.
        counted = database.write(lambda c: _count(c, *known), is_lasting=False)
    caller = counted or database.write(lambda c: _decide(c, *known, now_ms))
    if caller.is_revoked and not endpoint.may_be_revoked:
        raise Refused("REVOKED")
    return caller


def _count(connection: sa.Connection, endpoint: Endpoint, signer: Signer) -> Caller | None:
    """Take the counter; None, and nothing written, where more than that is to be."""
    caller, channel = _known(connection, endpoint, signer)
    if channel.said and not caller.is_revoked:
        return None
    is_twin = bool(channel.is_suspect) or _take_counter(connection, channel, signer)
    return None if is_twin and not caller.is_revoked else caller


def _decide(connection: sa.Connection, endpoint: Endpoint, signer: Signer, now_ms: int) -> Caller:
    caller, channel = _known(connection, endpoint, signer)
    if channel.said and not caller.is_revoked and not count_start(connection, channel, now_ms):
        raise Refused("CHANNEL_LOST")
    if endpoint.method in _READS:
        return caller
    is_twin = bool(channel.is_suspect) or _take_counter(connection, channel, signer)
    if not is_twin or caller.is_revoked:
        return caller
    revoke(connection, caller.store, caller.terminal_id, "TERMINAL_COPIED", now_ms)
    return replace(caller, is_revoked=True)


def _known(
    connection: sa.Connection, endpoint: Endpoint, signer: Signer
) -> tuple[Caller, sa.Row[Any]]:
    row = _find_key(connection, signer.public_key)
    if row is None:
        raise Refused("UNKNOWN_TERMINAL")
    if row.terminal_state == "pending":
        raise Refused("NOT_CONFIRMED")
    caller = _caller(row, signer)
    if caller.is_revoked and not endpoint.may_be_revoked:
        raise Refused("REVOKED")
    is_read = endpoint.method in _READS
    channel = _find_channel(connection, caller, is_read=is_read)
    if channel is None or bytes(channel.public_key) != signer.public_key:
        raise Refused("CHANNEL_LOST")
    # Whoever uses a marked channel is found out by what is no read: an exchange comes first.
    is_good = channel.said or (channel.is_suspect and not is_read) or caller.is_revoked
    if not (is_good or channel.channel == row.channel or _is_newest(connection, channel)):
        raise Refused("CHANNEL_LOST")
    return caller, channel


def _is_newest(connection: sa.Connection, channel: sa.Row[Any]) -> bool:
    """Ask again with the channel locked: its first request may have made it so meanwhile."""
    query = sa.select(TERMINAL.c.channel).where(
        TERMINAL.c.store == channel.store, TERMINAL.c.terminal == channel.terminal
    )
    return bool(connection.scalar(query) == channel.channel)


_KEY: Final = (
    sa.select(TERMINAL_KEY, TERMINAL.c.state.label("terminal_state"), TERMINAL.c.channel)
    .join(
        TERMINAL,
        (TERMINAL.c.store == TERMINAL_KEY.c.store)
        & (TERMINAL.c.terminal == TERMINAL_KEY.c.terminal),
    )
    .where(TERMINAL_KEY.c.public_key == sa.bindparam("key"))
)
_CHANNEL: Final = sa.select(CHANNEL).where(
    CHANNEL.c.store == sa.bindparam("of_store"),
    CHANNEL.c.terminal == sa.bindparam("of"),
    CHANNEL.c.channel == sa.bindparam("named"),
)
_LOCKED_CHANNEL: Final = _CHANNEL.with_for_update()


def _find_key(connection: sa.Connection, public_key: bytes) -> sa.Row[Any] | None:
    return connection.execute(_KEY, {"key": public_key}).one_or_none()


def _find_channel(
    connection: sa.Connection, caller: Caller, *, is_read: bool
) -> sa.Row[Any] | None:
    asked = {"of_store": caller.store, "of": caller.terminal_id, "named": caller.channel}
    return connection.execute(_CHANNEL if is_read else _LOCKED_CHANNEL, asked).one_or_none()


def _caller(row: sa.Row[Any], signer: Signer) -> Caller:
    return Caller(
        tenant=row.tenant,
        store=row.store,
        terminal_id=bytes(row.terminal),
        public_key=signer.public_key,
        channel=signer.channel,
        is_revoked=row.state == "revoked" or row.terminal_state in {"revoked", "sealed"},
    )


def _take_counter(connection: sa.Connection, channel: sa.Row[Any], signer: Signer) -> bool:
    """Take a number of the channel; True when another signature took it before.

    ``seen`` holds a mark for each of the newest numbers, the newest first. Refuses: CHANNEL_LOST
    for a number that was taken by this very request, or is older than the window.
    """
    newest, seen = int(channel.counter), bytes(channel.seen).ljust(_WINDOW * _MARK_BYTES, b"\0")
    ahead = signer.counter - newest
    if ahead <= -_WINDOW or signer.counter < 1:
        raise Refused("CHANNEL_LOST")
    if ahead > 0:
        between = bytes(min(ahead - 1, _WINDOW) * _MARK_BYTES)
        seen = (signer.mark + between + seen)[: _WINDOW * _MARK_BYTES]
    else:
        at = -ahead * _MARK_BYTES
        taken = seen[at : at + _MARK_BYTES]
        if taken == signer.mark:
            raise Refused("CHANNEL_LOST")
        if taken != bytes(_MARK_BYTES):
            return True
        seen = seen[:at] + signer.mark + seen[at + _MARK_BYTES :]
    connection.execute(
        sa.update(CHANNEL)
        .where(
            CHANNEL.c.store == channel.store,
            CHANNEL.c.terminal == channel.terminal,
            CHANNEL.c.channel == channel.channel,
        )
        .values(counter=max(newest, signer.counter), seen=seen)
    )
    return False


def find_admin(connection: sa.Connection, request: Request) -> Admin:
    """Name the administrator of a bearer key; refuses: NOT_ADMITTED."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    query = sa.select(ADMIN_KEY).where(
        ADMIN_KEY.c.key_hash == hash_admin_key(key), ADMIN_KEY.c.state == "active"
    )
    row = connection.execute(query).one_or_none() if scheme.lower() == "bearer" else None
    if row is None:
        raise Refused("NOT_ADMITTED")
    return Admin(row.tenant, row.name, row.role)


def new_admin_key(clock: CloudClock) -> str:
    """Make an administrator's key, to be shown once."""
    return clock.random_bytes(_ADMIN_KEY_BYTES).hex()


def hash_admin_key(key: str) -> bytes:
    """Give what is kept of an administrator's key: 256 random bits need no slow hash."""
    return hashlib.sha256(b"RPAK" + key.encode("utf-8", "replace")).digest()
