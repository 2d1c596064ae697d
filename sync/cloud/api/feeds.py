"""Reference data down: pages, rows by key, snapshots, segments, and the search for differences.

sync.md sections 8, 9 and 13. A terminal reads the feeds of its own store and of what that belongs
to (feeds/scopes.py); everything else is OUT_OF_SCOPE, whether it exists or not.
"""

import re
from collections.abc import Callable
from typing import Final, TypeVar

import sqlalchemy as sa

from sync.cloud.api.endpoint import Call, Endpoint, Refused
from sync.cloud.call import Response
from sync.cloud.database import CloudDatabase
from sync.cloud.feeds import pages, segments, snapshots
from sync.cloud.feeds.frozen import FrozenHashes
from sync.cloud.feeds.heads import Scope, Unanswerable
from sync.cloud.feeds.scopes import feeds_of
from sync.cloud.inbox import terminals
from sync.wire.exchange import Cursor
from sync.wire.feeds import FeedPage, RowsAnswer, RowsRequest, SignedManifest
from sync.wire.packing import pack
from sync.wire.ranges import RangesMessage, answer
from sync.wire.version import MOST_PAGE_ROWS

_BUILDING_S: Final = 5
_RANGE: Final = re.compile(r"bytes=([0-9]{1,12})-([0-9]{0,12})")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_NUMBER: Final = re.compile(r"[0-9]{1,9}")
_OPEN_FEEDS: Final = ("cat:", "promo:")
"""The same for every till of a zone, and nobody's personal data."""

_T = TypeVar("_T")

_READ: Final = ("OUT_OF_SCOPE", "TOO_OLD_CLIENT")
_LOST: Final = (*_READ, "FEED_GEN", "GONE")


class FeedEndpoints:
    """Answers what tills ask of feeds. Any thread may call it."""

    def __init__(
        self, database: CloudDatabase, sign_manifest: Callable[[bytes], bytes], min_client: str
    ) -> None:
        self._database = database
        self._min_client = min_client
        self._sign = sign_manifest
        self._frozen = FrozenHashes(database)

    def page(self, call: Call) -> FeedPage:
        """Give one page after a cursor."""
        scope = self._scope(call, call.path["feed"])
        cursor = Cursor(_whole(call, "gen", 0), _whole(call, "after", 0))
        limit = _whole(call, "limit", MOST_PAGE_ROWS)
        if limit < 1:
            raise Refused("INVALID", field="limit")
        return self._told(
            lambda: self._database.read(
                lambda connection: pages.read_page(connection, scope, cursor, limit)
            )
        )

    def rows(self, call: Call) -> RowsAnswer:
        """Give rows by key as they stood at a position."""
        scope = self._scope(call, call.path["feed"])
        asked: RowsRequest = call.message
        if len(asked.keys) > MOST_PAGE_ROWS:
            raise Refused("INVALID", field="keys", most=MOST_PAGE_ROWS)
        at = Cursor(asked.gen, asked.pos)
        return self._told(
            lambda: self._database.read(
                lambda connection: pages.read_rows(connection, scope, at, asked.keys)
            )
        )

    def ranges(self, call: Call) -> RangesMessage:
        """Answer one message of the search for rows that differ; nothing is kept between two."""
        asked: RangesMessage = call.message
        scope = self._scope(call, asked.feed)
        uppers = [one.upper for one in asked.ranges]
        if not uppers or uppers[-1] != "" or uppers[:-1] != sorted(set(uppers[:-1]) - {""}):
            raise Refused("INVALID", field="ranges")
        hashes = self._told(lambda: self._frozen.get(scope, Cursor(asked.gen, asked.pos)))
        return RangesMessage(asked.feed, asked.gen, asked.pos, answer(hashes, asked.ranges))

    def snapshot(self, call: Call) -> SignedManifest:
        """Give the newest snapshot's manifest; a small feed's is built at once."""
        scope, now_ms = self._scope(call, call.path["feed"]), call.now_ms
        manifest = self._database.read(
            lambda connection: snapshots.find_manifest(connection, scope, now_ms)
        )
        if manifest is None:
            manifest = self._database.write(
                lambda connection: snapshots.build_now(connection, scope, now_ms)
            )
        if manifest is None:
            refused = Refused("NOT_READY")
            refused.retry_after_s = _BUILDING_S
            raise refused
        content = pack(manifest)
        return SignedManifest(content.decode(), self._sign(content))

    def segment(self, call: Call) -> Response:
        """Give a segment, or one range of its bytes."""
        name = call.path["sha256"]
        if _SHA256.fullmatch(name) is None:
            raise Refused("NOT_FOUND")
        tenant = call.terminal.tenant
        sizes = self._database.read(
            lambda connection: segments.find_sizes(connection, tenant, name)
        )
        readable = [feed for feed in sizes if feed in self._readable(call)]
        if not readable:
            raise Refused("NOT_FOUND")
        return self._segment(Scope(tenant, readable[0]), name, sizes[readable[0]], call)

    def _segment(self, scope: Scope, name: str, size: int, call: Call) -> Response:
        is_open = scope.feed.startswith(_OPEN_FEEDS)
        headers = {
            "accept-ranges": "bytes",
            "cache-control": "public, max-age=604800, immutable" if is_open else "no-store",
            "etag": f'"{name}"',
        }
        asked = _RANGE.fullmatch(call.request.headers.get("range", ""))
        first = int(asked[1]) if asked else 0
        last = min(int(asked[2]) if asked and asked[2] else size - 1, size - 1)
        if first > last:
            headers["content-range"] = f"bytes */{size}"
            return Response(416, b"", headers, "application/octet-stream")
        if asked:
            headers["content-range"] = f"bytes {first}-{last}/{size}"
        content = self._database.read(
            lambda connection: segments.find_range(connection, scope, name, first, last - first + 1)
        )
        if content is None:  # collected between the two statements
            raise Refused("NOT_FOUND")
        return Response(206 if asked else 200, content, headers, "application/octet-stream")

    def _scope(self, call: Call, feed: str) -> Scope:
        if feed not in self._readable(call):
            raise Refused("OUT_OF_SCOPE")
        return Scope(call.terminal.tenant, feed)

    def _readable(self, call: Call) -> tuple[str, ...]:
        """List what the caller may read. Refuses: TOO_OLD_CLIENT."""
        who, least = call.terminal, self._min_client

        def work(connection: sa.Connection) -> tuple[str, ...]:
            if least and is_older(
                terminals.read(connection, who.store, who.terminal_id).app, least
            ):
                raise Refused("TOO_OLD_CLIENT", least=least)
            return feeds_of(connection, who.tenant, who.store, who.terminal_id)

        return self._database.read(work)

    @staticmethod
    def _told(ask: Callable[[], _T]) -> _T:
        try:
            return ask()
        except Unanswerable as lost:
            raise Refused(lost.code, **lost.facts) from lost


def endpoints(
    database: CloudDatabase, sign_manifest: Callable[[bytes], bytes], min_client: str
) -> tuple[Endpoint, ...]:
    """Give the table; ``sign_manifest`` is ``ServerKeys.manifest``, ``min_client`` a setting."""
    feeds = FeedEndpoints(database, sign_manifest, min_client)
    return (
        Endpoint(
            method="GET",
            path="/sync/v1/feeds/{feed}",
            handle=feeds.page,
            auth="terminal",
            lane="reference",
            summary="One page of a feed after a cursor",
            gives=FeedPage,
            refuses=_LOST,
            query={"gen": int, "after": int, "limit": int},
        ),
        Endpoint(
            method="POST",
            path="/sync/v1/feeds/{feed}/rows",
            handle=feeds.rows,
            auth="terminal",
            lane="reference",
            summary="Rows by key as they stood at a position",
            takes=RowsRequest,
            gives=RowsAnswer,
            refuses=(*_LOST, "INVALID"),
        ),
        Endpoint(
            method="GET",
            path="/sync/v1/snapshots/{feed}",
            handle=feeds.snapshot,
            auth="terminal",
            lane="bulk",
            summary="The signed manifest of a feed's newest snapshot",
            gives=SignedManifest,
            refuses=(*_READ, "NOT_READY"),
        ),
        Endpoint(
            method="GET",
            path="/sync/v1/seg/{sha256}",
            handle=feeds.segment,
            auth="terminal",
            lane="bulk",
            summary="An immutable segment, whole or in ranges",
            refuses=("NOT_FOUND", "TOO_OLD_CLIENT"),
        ),
        Endpoint(
            method="POST",
            path="/sync/v1/rbsr",
            handle=feeds.ranges,
            auth="terminal",
            lane="bulk",
            summary="One message of the search for rows that differ",
            takes=RangesMessage,
            gives=RangesMessage,
            refuses=(*_LOST, "INVALID"),
        ),
    )


def is_older(app: str, least: str) -> bool:
    """Compare programs by the numbers of their names; one without numbers is older than any."""

    def numbers(version: str) -> list[int]:
        return [int(part) for part in _NUMBER.findall(version)]

    return numbers(app) < numbers(least)


def _whole(call: Call, name: str, default: int) -> int:
    text = call.query.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit()) or len(text) > 18:
        raise Refused("INVALID", field=name)
    return int(text)
