"""A restored or copied till finds back: the common position, the rows it lacks, a new epoch.

sync.md section 6. One way for both: what the cloud holds after the common position is pulled and
kept, this disk's own rows after it are logged again in the epoch that the cloud names. From the
first step to the last offline value is zero; a crash in between begins again at the next hello.
"""

from urllib.parse import urlencode

from sync import errors
from sync.chains import common_position
from sync.errors import Distrusted
from sync.line import Line
from sync.ports import Divergence
from sync.steps import Lane, Outgoing, Steps
from sync.wire import canonical
from sync.wire.exchange import (
    EpochStart,
    HelloAnswer,
    LogPage,
    LogRow,
    Position,
)


def recover(line: Line, said: HelloAnswer) -> Steps[None]:
    """Resolve what hello found: rows missing here, rows that differ, or a sealed epoch."""
    journal = line.journal
    journal.note_doubt()
    standing = journal.standing()
    common = yield from common_position(line)
    have = yield from _fetch_lost(line, common, said.have or common)
    head = standing.head
    next_epoch = max(said.next_epoch, head.epoch + 1)
    journal.resolve(Divergence(common, have, next_epoch, is_fork=common != head))
    line.have = have


def _fetch_lost(line: Line, common: Position, have: Position) -> Steps[Position]:
    """Pull and keep every row of the cloud's after the common one; give the last."""
    walk = _Walk(line.journal.standing().terminal_id, common)
    while walk.at != have:
        query = urlencode({"epoch": walk.at.epoch, "after": walk.at.seq})
        request = Outgoing("GET", "/sync/v1/log", Lane.FACTS, query=query)
        page = yield from line.ask(request, LogPage)
        before = walk.at
        walk.follow(page)
        line.journal.keep_lost(page.rows, page.starts)
        if not page.more:
            if walk.at != page.have:
                raise Distrusted(errors.LOG_WRONG)
            return walk.at
        if walk.at == before:
            raise Distrusted(errors.NO_PROGRESS)
    return walk.at


class _Walk:
    """Follows the cloud's log from a position that both sides have, hash by hash."""

    def __init__(self, terminal_id: bytes, at: Position) -> None:
        self.at = at
        self._terminal_id = terminal_id

    def follow(self, page: LogPage) -> None:
        """Take a page. Raises LOG_WRONG where it does not continue what went before."""
        starts = {start.epoch: start for start in page.starts}
        for row in page.rows:
            if row.epoch != self.at.epoch:
                self._enter(starts.get(row.epoch))
            self._take(row)

    def _enter(self, start: EpochStart | None) -> None:
        if start is None or start.before != self.at.chain or start.epoch <= self.at.epoch:
            raise Distrusted(errors.LOG_WRONG)
        chain = canonical.chain_start(
            self._terminal_id, start.epoch, start.public_key, start.before
        )
        self.at = Position(start.epoch, 0, chain)

    def _take(self, row: LogRow) -> None:
        event = row.event
        identity = canonical.RowIdentity(event.id, event.kind, event.schema, event.body.encode())
        row_hash = canonical.row_hash(self._terminal_id, (row.epoch, event.seq), identity)
        chain = canonical.chain_link(self.at.chain, row_hash)
        if event.seq != self.at.seq + 1 or row_hash != row.hash or chain != row.chain:
            raise Distrusted(errors.LOG_WRONG)
        self.at = Position(row.epoch, event.seq, chain)
