"""A long past on both sides: the till's own journal writes it, the cloud's own inbox takes it."""

from sync.cloud.clock import SystemCloudClock
from sync.cloud.database import CloudDatabase
from sync.cloud.inbox import terminals
from sync.cloud.inbox.linking import link
from sync.cloud.inbox.taking import Batch, Taken, take
from sync.wire.exchange import ExchangeRequest, Position
from tests.benchmarks.sync.ground import LinkedTill
from tests.benchmarks.sync.sales import fill_more, give_tables
from tests.benchmarks.sync.server import STORE

_AT_ONCE = 5_000


def lengthen(till: LinkedTill, database_url: str, count: int) -> None:
    """Add so many sales to the till's file, and the rows to the cloud's, past HTTP.

    Each batch of rows is linked, its signature checked and taken as if it had come in a request.
    """
    fill_more(till, count)
    give_tables(till, count)
    database = CloudDatabase(database_url)
    standing = till.link.journal.standing()
    have = standing.acked
    assert have is not None
    while have != standing.head:
        have = _send(till, database, have)
    database.close()


def _send(till: LinkedTill, database: CloudDatabase, have: Position) -> Position:
    batch = till.link.journal.batch(have, _AT_ONCE, 1 << 30)
    assert batch is not None
    terminal_id = till.link.journal.standing().terminal_id
    request = ExchangeRequest(
        base=have,
        head=batch.last,
        clock=till.link.read_clock(),
        events=batch.events,
        sig=batch.sig,
    )
    rows = link(terminal_id, have, request.events)
    channel = database.read(lambda c: terminals.read(c, STORE, terminal_id)).channel
    taken = database.write(
        lambda connection: take(
            connection,
            Batch(
                store=STORE,
                terminal_id=terminal_id,
                public_key=till.linked.writer.public_key,
                channel=channel,
                is_shut_out=False,
                request=request,
                rows=rows,
                now_ms=SystemCloudClock().wall_ms(),
            ),
        )
    )
    assert isinstance(taken, Taken)
    return taken.have
