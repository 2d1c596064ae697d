"""The nightly proof: each closed business day compared with the cloud, three layers deep.

sync.md section 13. A day is proved only by the cloud's signed word; whatever is not proved is asked
again, and says why. Journals that differ are for sync/recover.py, feeds that differ for a repair.
"""

from dataclasses import dataclass

from sync import errors
from sync.chains import common_position
from sync.errors import Distrusted
from sync.line import Line
from sync.steps import BREATHE, Lane, Outgoing, Steps
from sync.wire.digests import PROOF_PURPOSE, DayDigest, DayProof, ScopeDigest
from sync.wire.exchange import Position
from sync.wire.packing import pack


@dataclass(frozen=True, slots=True)
class Proved:
    """What the cloud said of a day. ``is_parted``: a row up to its end is not alike on both sides.

    ``anchor_key``: of the cloud that said it; a till may have joined another one since.
    """

    anchor_key: bytes
    proof: DayProof
    is_parted: bool


def prove(line: Line, day: str) -> Steps[Proved | None]:
    """Ask the cloud to prove a day, and keep its answer; None for a day that is not known here.

    Feeds that differ become suspect. Raises ``Distrusted`` for an answer that is not signed.
    """
    asked = line.journal.day_digest(day)
    if asked is None:
        return None
    scopes = yield from _scopes(line)
    body = pack(DayDigest(day, asked.through, asked.meaning, scopes))
    proof = yield from line.ask(Outgoing("POST", "/sync/v1/digest", Lane.BULK, body=body), DayProof)
    _believe(line, day, proof)
    line.journal.note_proof(proof)
    for feed, layer in sorted(proof.scopes.items()):
        if layer == "differs" and feed in scopes:
            line.suspects[feed] = None
    is_parted = False
    if proof.transport == "differs":
        is_parted = yield from _is_parted(line, asked.through)
    return Proved(line.enrolment().anchor_key, proof, is_parted)


def _scopes(line: Line) -> Steps[dict[str, ScopeDigest]]:
    """Recompute the digest of every feed that is here, one at a time, each at its cursor."""
    scopes = {}
    for feed in line.feeds():
        cursor = line.reference.cursor(feed)
        if cursor is not None and feed not in line.suspects:
            scopes[feed] = ScopeDigest(cursor, line.reference.hashes(feed).digest())
        yield BREATHE
    return scopes


def _believe(line: Line, day: str, proof: DayProof) -> None:
    if proof.day != day or not line.is_signed(PROOF_PURPOSE + proof.evidence, proof.sig):
        raise Distrusted(errors.PROOF_WRONG)


def _is_parted(line: Line, through: Position) -> Steps[bool]:
    """Look for the last row that both have; whether the day goes on after it."""
    common = yield from common_position(line)
    return (common.epoch, common.seq) < (through.epoch, through.seq)
