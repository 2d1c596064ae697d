"""Compares a till's word of a day with what is here: journals, meaning, reference data.

sync.md section 13. Nothing is called proved that one of the three layers does not bear out; what
cannot be compared is not proved either, and the reason says so.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.feeds.frozen import hashes_at
from sync.cloud.feeds.heads import Scope, Unanswerable, read_heads, within
from sync.cloud.feeds.pages import digest_at
from sync.cloud.feeds.scopes import LATER, control_feed, feeds_of
from sync.cloud.keys import ServerKeys
from sync.cloud.reconcile.meaning import Day
from sync.cloud.schema.facts import EPOCH, INBOX, TERMINAL
from sync.cloud.schema.feeds import FEED_ROW
from sync.cloud.schema.leases import Till
from sync.cloud.schema.ledgers import RECONCILIATION
from sync.cloud.schema.upsert import put
from sync.wire import canonical
from sync.wire.digests import DayDigest, DayProof, Difference, Layer, Meaning, ScopeDigest
from sync.wire.exchange import Position
from sync.wire.packing import pack

MOST_DIFFERENCES: Final = 200
OLDEST_UNREAD_MS: Final = 24 * 3_600_000
"""A till that has not taken a feed's row for longer has sold by what was no longer true."""

PROVED: Final = ""
TRANSPORT_DIFFERS: Final = "DAY_TRANSPORT_DIFFERS"
TRANSPORT_BEHIND: Final = "DAY_TRANSPORT_BEHIND"
NOT_PROJECTED: Final = "DAY_NOT_PROJECTED"
MEANING_DIFFERS: Final = "DAY_MEANING_DIFFERS"
SCOPES_DIFFER: Final = "DAY_SCOPES_DIFFER"
SCOPES_BEHIND: Final = "DAY_SCOPES_BEHIND"


@dataclass(frozen=True, slots=True)
class Question:
    """What a till says of a day, and the signature it said it with (api/digests.py)."""

    till: Till
    said: DayDigest
    signed: bytes


@dataclass(frozen=True, slots=True)
class Found:
    """What the comparison of a day came to."""

    transport: Layer
    differences: tuple[Difference, ...]
    scopes: Mapping[str, Layer]
    reason: str


def prove(connection: sa.Connection, keys: ServerKeys, question: Question, now_ms: int) -> DayProof:
    """Compare, sign what was found, and keep it as the day's latest word.

    What is behind its differences comes after (findings.py).
    """
    till, said = question.till, question.said
    found = compare(connection, till, said, now_ms)
    evidence = hashlib.sha256(canonical.encode(_evidence(till, said, found))).digest()
    proof = DayProof(
        day=said.day,
        is_proved=found.reason == PROVED,
        reason=found.reason,
        transport=found.transport,
        differences=found.differences,
        scopes=dict(found.scopes),
        evidence=evidence,
        sig=keys.proof(evidence),
    )
    row = {
        "store": till.store,
        "terminal": till.terminal,
        "day": said.day,
        "tenant": till.tenant,
        "transport": found.transport,
        "meaning": "differs" if found.differences else "equal",
        "scopes": _worst(found.scopes),
        "reason": found.reason,
        "is_proved": int(proof.is_proved),
        "at_ms": now_ms,
        "evidence": evidence,
        "question_sig": question.signed,
        "sig": proof.sig,
        "answer": pack(proof),
        "findings": None,
    }
    put(connection, RECONCILIATION, row)
    return proof


def compare(connection: sa.Connection, till: Till, said: DayDigest, now_ms: int) -> Found:
    """Compare the three layers; the first that is not equal gives the reason."""
    transport = _transport(connection, till, said.through)
    scopes = _scopes(connection, till, said.scopes, now_ms)
    if transport == "differs":
        return Found(transport, (), scopes, TRANSPORT_DIFFERS)
    if transport == "behind":
        return Found(transport, (), scopes, TRANSPORT_BEHIND)
    if not _is_projected(connection, till, said.through):
        return Found(transport, (), scopes, NOT_PROJECTED)
    ours = Day(connection, till.store, till.terminal, said.day).meaning()
    differences = _differences(said.meaning, ours)
    if differences:
        return Found(transport, differences, scopes, MEANING_DIFFERS)
    worst = _worst(scopes)
    reasons = {"equal": PROVED, "behind": SCOPES_BEHIND, "differs": SCOPES_DIFFER}
    return Found(transport, (), scopes, reasons[worst])


def _transport(connection: sa.Connection, till: Till, through: Position) -> Layer:
    ours = _chain_at(connection, till, through)
    if ours is not None:
        return "equal" if ours == through.chain else "differs"
    have = _terminal(connection, till)
    is_ahead = (through.epoch, through.seq) > (have.epoch, have.seq)
    return "behind" if is_ahead else "differs"


def _chain_at(connection: sa.Connection, till: Till, at: Position) -> bytes | None:
    table, column = (INBOX, INBOX.c.chain) if at.seq else (EPOCH, EPOCH.c.start_chain)
    where = [
        table.c.store == till.store,
        table.c.terminal == till.terminal,
        table.c.epoch == at.epoch,
    ]
    if at.seq:
        where.append(INBOX.c.seq == at.seq)
    return connection.execute(sa.select(column).where(*where)).scalar()


def _is_projected(connection: sa.Connection, till: Till, through: Position) -> bool:
    row = _terminal(connection, till)
    is_there = (row.projected_epoch, row.projected_seq) >= (through.epoch, through.seq)
    return bool(is_there)


def _terminal(connection: sa.Connection, till: Till) -> sa.Row[Any]:
    of = TERMINAL.c
    return connection.execute(
        sa.select(TERMINAL).where(of.store == till.store, of.terminal == till.terminal)
    ).one()


def _differences(till: Meaning, cloud: Meaning) -> tuple[Difference, ...]:
    found = [
        Difference(section, key, theirs, ours)
        for section in sorted({*till, *cloud})
        for key in sorted({*till.get(section, {}), *cloud.get(section, {})})
        if (theirs := till.get(section, {}).get(key, 0))
        != (ours := cloud.get(section, {}).get(key, 0))
    ]
    return tuple(found[:MOST_DIFFERENCES])


def _scopes(
    connection: sa.Connection, till: Till, said: Mapping[str, ScopeDigest], now_ms: int
) -> dict[str, Layer]:
    """Compare every feed that has rows; one that the till says nothing of is behind.

    But for those that its program may not know yet.
    """
    own = control_feed(till.terminal)
    names = [
        name for name in feeds_of(connection, till.tenant, till.store, till.terminal) if name != own
    ]
    heads = read_heads(connection, till.tenant, names)
    found: dict[str, Layer] = {}
    for name in names:
        theirs = said.get(name)
        if theirs is not None:
            found[name] = _scope(connection, Scope(till.tenant, name), theirs, now_ms)
        elif heads[name].pos and not name.startswith(LATER):
            found[name] = "behind"
    return found


def _scope(connection: sa.Connection, scope: Scope, said: ScopeDigest, now_ms: int) -> Layer:
    """Compare a feed where the till stands; standing far back is behind, whatever it has.

    But for what nothing is sold by.
    """
    try:
        ours = digest_at(connection, scope, said.cursor)
        if ours is None:  # inside of a batch: nobody has added it up yet
            ours = hashes_at(connection, scope, said.cursor).digest()
    except Unanswerable:
        return "behind"
    if ours != said.digest:
        return "differs"
    if scope.feed.startswith(LATER):
        return "equal"
    unread_ms = _unread_since(connection, scope, said.cursor.pos)
    return "behind" if unread_ms is not None and unread_ms < now_ms - OLDEST_UNREAD_MS else "equal"


def _unread_since(connection: sa.Connection, scope: Scope, pos: int) -> int | None:
    """Read when the first row after a position was written; None at the feed's end."""
    of = FEED_ROW.c
    return connection.execute(
        sa.select(of.at_ms).where(within(FEED_ROW, scope), of.pos > pos).order_by(of.pos).limit(1)
    ).scalar()


def _worst(scopes: Mapping[str, Layer]) -> Layer:
    said = set(scopes.values())
    if "differs" in said:
        return "differs"
    return "behind" if "behind" in said else "equal"


def _evidence(till: Till, said: DayDigest, found: Found) -> dict[str, Any]:
    """Put question and findings into canonical form; the long ones as hashes of theirs."""
    return {
        "day": said.day,
        "terminal": till.terminal.hex(),
        "through": [said.through.epoch, said.through.seq, said.through.chain.hex()],
        "meaning": _hash(
            [section, key, value]
            for section, sums in sorted(said.meaning.items())
            for key, value in sorted(sums.items())
        ),
        "scopes": [
            [name, one.cursor.gen, one.cursor.pos, one.digest.hex(), found.scopes.get(name, "")]
            for name, one in sorted(said.scopes.items())
        ],
        "transport": found.transport,
        "reason": found.reason,
        "differences": _hash(
            [one.section, one.key, one.till, one.cloud] for one in found.differences
        ),
    }


def _hash(rows: Iterable[list[str | int]]) -> str:
    return hashlib.sha256(pack(list(rows))).hexdigest()
