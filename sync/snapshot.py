"""A whole feed at one position, in immutable segments: the first load, and after a long absence.

sync.md section 9. Every segment is checked before it is loaded, and what is loaded stays over a
restart; nothing is switched before all of it agrees with the signed manifest.
"""

import hashlib
import zlib
from collections.abc import Callable
from typing import Final

from sync import errors
from sync.errors import Distrusted, ServerRefused, Unreachable
from sync.line import Line, read
from sync.repair import feed_path
from sync.status import Bootstrap
from sync.steps import BREATHE, SEGMENT_DEADLINE_MS, Answered, Lane, Outcome, Outgoing, Steps, sent
from sync.wire.exchange import FeedHead
from sync.wire.feeds import MANIFEST_PURPOSE, FeedPage, Manifest, SegmentName, SignedManifest
from sync.wire.packing import UnreadableError, unpack

AT_ONCE: Final = 4
MOST_SEGMENT_BYTES: Final = 16 << 20
_MOST_MANIFESTS: Final = 3
"""Segments may be superseded while they are fetched; more often than this is a fault."""

_REPLACED: Final = "sheet:"
"""How feeds begin whose rows change what they speak of while somebody reads them."""

_AS_GZIP: Final = 31
"""zlib's window bits for a gzip member."""

Progress = Callable[[Bootstrap], None]


def load(line: Line, feed: str, progress: Progress) -> Steps[Manifest]:
    """Load a feed anew and switch to it; give what is now in force."""
    for _ in range(_MOST_MANIFESTS):
        manifest = yield from fetch_manifest(line, feed)
        is_whole = yield from _fetch_all(line, manifest, progress)
        if is_whole:
            break
    else:
        raise Distrusted(errors.MANIFEST_WRONG)
    at = manifest.pos
    end = FeedPage(manifest.feed, manifest.gen, at, at, at, manifest.shape, ())
    yield from fetch_contents(line, end)
    if not line.reference.finish_snapshot(manifest):
        raise Distrusted(errors.STILL_DIFFERENT)
    return manifest


def fetch_contents(line: Line, page: FeedPage) -> Steps[None]:
    """Fetch what rows of a page speak of, and rows already here.

    A day sheet that is gone was replaced: the row that says so comes further on in the feed. Of
    anything else that is gone nothing can be made: NOT_FOUND, and the page waits.
    """
    for sha256 in line.reference.needs_content(page):
        outgoing = line.seal(_request(sha256, MOST_SEGMENT_BYTES))
        content = _content(outgoing, (yield from sent(outgoing)), sha256)
        if content is not None:
            line.reference.keep_content(sha256, content)
        elif not page.feed.startswith(_REPLACED):
            raise ServerRefused("NOT_FOUND", {})
        yield BREATHE


def fetch_manifest(line: Line, feed: str) -> Steps[Manifest]:
    """Fetch the signed list of segments. Raises MANIFEST_WRONG where the signature is not ours."""
    request = Outgoing("GET", feed_path("snapshots", feed), Lane.BULK)
    signed = yield from line.ask(request, SignedManifest)
    content = signed.content.encode()
    if not line.is_signed(MANIFEST_PURPOSE + content, signed.sig):
        raise Distrusted(errors.MANIFEST_WRONG)
    try:
        manifest = unpack(content, Manifest)
    except UnreadableError as error:
        raise Distrusted(errors.MANIFEST_WRONG) from error
    if manifest.feed != feed:
        raise Distrusted(errors.MANIFEST_WRONG)
    if manifest.shape != line.reference.shape(feed):
        raise ServerRefused("TOO_OLD_CLIENT", {"shape": manifest.shape})
    head = line.heads.get(feed)
    if head is not None and (manifest.gen != head.gen or manifest.pos < head.min_pos):
        line.hang_up()  # one of the two is out of date: hello says what is
        raise ServerRefused("FEED_GEN", {"gen": manifest.gen})
    if head is not None and manifest.pos > head.pos:  # rows came since hello said where it is
        line.heads[feed] = FeedHead(head.gen, manifest.pos, head.min_pos, head.shape)
    return manifest


def _fetch_all(line: Line, manifest: Manifest, progress: Progress) -> Steps[bool]:
    """Fetch what is still to come, four at a time; False: one of them is no longer there."""
    named = {segment.sha256: segment for segment in manifest.segments}
    needed = line.reference.begin_snapshot(manifest)
    done = manifest.rows - sum(named[sha256].rows for sha256 in needed)
    progress(Bootstrap(manifest.feed, done, manifest.rows))
    for first in range(0, len(needed), AT_ONCE):
        part = [named[sha256] for sha256 in needed[first : first + AT_ONCE]]
        contents = yield from _fetch_part(line, part)
        for segment, content in zip(part, contents, strict=True):
            if content is None:
                return False
            for rows in line.reference.load_segment(manifest.feed, segment.sha256, content):
                progress(Bootstrap(manifest.feed, done + rows, manifest.rows))
                yield BREATHE
            done += segment.rows
            progress(Bootstrap(manifest.feed, done, manifest.rows))
    return True


def _fetch_part(line: Line, part: list[SegmentName]) -> Steps[list[bytes | None]]:
    requests = tuple(line.seal(_request(one.sha256, one.bytes)) for one in part)
    outcomes = yield requests
    return [
        _checked(segment, request, outcome)
        for segment, request, outcome in zip(part, requests, outcomes, strict=True)
    ]


def _request(sha256: str, most_bytes: int) -> Outgoing:
    return Outgoing(
        "GET",
        f"/sync/v1/seg/{sha256}",
        Lane.BULK,
        deadline_ms=SEGMENT_DEADLINE_MS,
        most_bytes=most_bytes,
    )


def _checked(segment: SegmentName, request: Outgoing, outcome: Outcome) -> bytes | None:
    """Give the segment's bytes, fit to be unpacked; None where it is gone."""
    if isinstance(outcome, Unreachable):
        raise outcome
    content = _content(request, outcome, segment.sha256)
    if content is None:
        return None
    unpacked = zlib.decompressobj(_AS_GZIP)
    try:
        raw = unpacked.decompress(content, segment.raw_bytes + 1)
    except zlib.error as error:
        raise Distrusted(errors.SEGMENT_WRONG) from error
    if len(raw) != segment.raw_bytes or not unpacked.eof:
        raise Distrusted(errors.SEGMENT_WRONG)
    return content


def _content(request: Outgoing, answered: Answered, sha256: str) -> bytes | None:
    """Take whatever has the right hash, from the cloud or from a store of files before it."""
    if answered.status == 404:
        return None
    if answered.status != 200:
        return read(request, answered, bytes)  # raises
    if hashlib.sha256(answered.body).hexdigest() != sha256:
        raise Unreachable(errors.CUT)
    return answered.body
