"""Reference data down, one page at a time: what a cursor lacks, checked before it is applied.

sync.md section 8. A page is applied only if it continues the cursor, in the same generation and
without a hole; anything else is thrown away. The cursor alone says how far things are.
"""

from urllib.parse import urlencode

from sync import errors
from sync.errors import Distrusted, ServerRefused
from sync.line import Line
from sync.repair import feed_path, repair
from sync.snapshot import Progress, fetch_contents, fetch_manifest, load
from sync.steps import Lane, Outgoing, Steps
from sync.wire.exchange import Cursor, FeedHead
from sync.wire.feeds import FeedPage
from sync.wire.version import MOST_PAGE_ROWS


def pull_control(line: Line, feed: str) -> Steps[int]:
    """Apply the next page of what the cloud leaves with this till; give its rows.

    After a restore of the server it is read from its beginning again: a grant counts once, by its
    number. Rows older than what is kept are passed over; they have expired.
    """
    cursor = line.journal.control_cursor()
    head = line.heads[feed]
    if cursor.gen != head.gen or cursor.pos > head.pos:
        cursor = Cursor(head.gen, 0)
    cursor = Cursor(cursor.gen, max(cursor.pos, head.min_pos))
    page = yield from _page(line, feed, Lane.URGENT, cursor)
    line.journal.apply_control(page)
    _note_head(line, page)
    return len(page.rows)


def pull(line: Line, feed: str, lane: Lane) -> Steps[int]:
    """Apply the next page of a feed; give its rows.

    A digest that does not agree makes the feed suspect: ``mend`` compares it row by row.
    """
    cursor = line.reference.cursor(feed)
    assert cursor is not None, "a feed begins with a snapshot"
    page = yield from _page(line, feed, lane, cursor)
    if page.shape != line.reference.shape(feed):
        raise ServerRefused("TOO_OLD_CLIENT", {"shape": page.shape})
    yield from fetch_contents(line, page)
    if not line.reference.apply(page):
        line.suspects[feed] = None
    _note_head(line, page)
    return len(page.rows)


def mend(line: Line, feed: str, progress: Progress) -> Steps[int]:
    """Put a suspect feed right at its cursor; what cannot be compared is loaded anew."""
    cursor = line.reference.cursor(feed)
    assert cursor is not None, "only what is here can be suspect"
    try:
        repaired = yield from repair(line, feed, cursor)
    except (ServerRefused, Distrusted):
        manifest = yield from load(line, feed, progress)
        repaired = manifest.rows
    line.suspects.pop(feed, None)
    return repaired


def follow(line: Line, feed: str, progress: Progress) -> Steps[int]:
    """Go over to a feed's new generation: compare at its snapshot's position, go on from there."""
    manifest = yield from fetch_manifest(line, feed)
    at = Cursor(manifest.gen, manifest.pos)
    try:
        repaired = yield from repair(line, feed, at)
    except (ServerRefused, Distrusted):
        yield from load(line, feed, progress)
        return manifest.rows
    end = FeedPage(
        feed=feed,
        gen=at.gen,
        after=at.pos,
        to=at.pos,
        head=at.pos,
        shape=manifest.shape,
        rows=(),
        digest=manifest.digest,
    )
    if not line.reference.apply(end):
        yield from load(line, feed, progress)
    return repaired


def _page(line: Line, feed: str, lane: Lane, cursor: Cursor) -> Steps[FeedPage]:
    """Fetch the page after a cursor. FEED_GEN and GONE lead to a hello, which says what is now."""
    query = urlencode({"gen": cursor.gen, "after": cursor.pos, "limit": MOST_PAGE_ROWS})
    request = Outgoing("GET", feed_path("feeds", feed), lane, query=query)
    try:
        page = yield from line.ask(request, FeedPage)
    except ServerRefused as refused:
        if refused.code in ("FEED_GEN", "GONE"):
            line.hang_up()
        raise
    is_next = (page.feed, page.gen, page.after) == (feed, cursor.gen, cursor.pos)
    at_least = page.to - max(page.after, page.compacted_to)
    if not is_next or not at_least <= len(page.rows) <= page.to - page.after:
        raise Distrusted(errors.PAGE_WRONG)
    if page.to == page.after and page.head > page.to:
        raise Distrusted(errors.NO_PROGRESS)
    return page


def _note_head(line: Line, page: FeedPage) -> None:
    known = line.heads.get(page.feed)
    least = known.min_pos if known and known.gen == page.gen else 0
    line.heads[page.feed] = FeedHead(page.gen, max(page.head, page.to), least, page.shape)
