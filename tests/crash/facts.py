"""What must be true of a till after any trouble, read from its own files and judged from outside.

The comparison is with the acknowledgements of day.py: what was acknowledged is there, once and
whole; what was not may at most be the one act that was under way.
"""

import contextlib
import io
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import sqlalchemy as sa

from tests.crash.coupon_facts import check_coupons
from tests.crash.points_facts import check_points
from tests.verifier.exporting import export_rows
from tests.verifier.judging import verifier

_FINISHED = """SELECT number, kind, store || '-' || workstation || '-' || printf('%06d', number),
 total_minor FROM retail_transaction ORDER BY number"""
_HALVES = """SELECT number FROM retail_transaction AS t WHERE
 (SELECT sum(net_minor) FROM sale_line AS l WHERE l.number = t.number AND NOT is_voided)
   + tax_added_minor <> total_minor
 OR (SELECT coalesce(sum(amount_minor), 0) FROM tender_line AS l WHERE l.number = t.number)
   <> total_minor + rounding_back_minor + rounding_minor"""
_UNJOURNALLED = """SELECT number FROM retail_transaction AS t LEFT JOIN journal AS j
 ON j.epoch = t.journal_epoch AND j.seq = t.journal_seq
 WHERE j.event_id IS NOT t.id OR j.kind IS NOT t.kind
 OR json_extract(j.body, '$.d.total') IS NOT t.total_minor"""
_UNRECORDED = """SELECT seq FROM journal AS j WHERE kind IN ('sale', 'return', 'post_void')
 AND NOT EXISTS (SELECT 1 FROM retail_transaction AS t
   WHERE t.journal_epoch = j.epoch AND t.journal_seq = j.seq)"""
_BASKET = """SELECT (SELECT count(*) FROM open_line WHERE transaction_id = id),
 json_extract(detail, '$.total') FROM open_transaction WHERE state = 'current'"""
_WAITING = "SELECT count(*) FROM open_transaction WHERE state = 'suspended'"
_KINDS = "SELECT kind, count(*) FROM journal GROUP BY kind"


def check_till(
    connection: sa.Connection, acks: Sequence[str], later: Sequence[str], slack: int = 1
) -> Iterator[str]:
    """Compare a till with what was acknowledged; ``later`` is what it went on to acknowledge.

    ``slack`` is how many acts may have been under way, done but not yet acknowledged.
    """
    yield from _check_finished(connection, acks, later, slack)
    yield from _check_open(connection, acks, later)
    yield from _check_journal(connection, acks)
    yield from check_coupons(connection, acks, later)
    yield from check_points(connection, acks, later)


def _check_finished(
    connection: sa.Connection, acks: Sequence[str], later: Sequence[str], slack: int
) -> Iterator[str]:
    found = connection.exec_driver_sql(_FINISHED).all()
    numbers = [row[0] for row in found]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"receipt numbers with a hole or twice: {numbers}"
    counter = connection.exec_driver_sql("SELECT last_number FROM receipt_counter").scalar()
    if (counter or 0) != len(numbers):
        yield f"the receipt counter stands at {counter} after {len(numbers)} receipts"
    have = [f"done {kind} {receipt} {total}" for _, kind, receipt, total in found]
    acknowledged = [ack for ack in acks if ack.startswith("done ")]
    yield from (f"lost: {ack}" for ack in acknowledged if ack not in have)
    extra = [fact for fact in have if fact not in acknowledged]
    expected = [ack for ack in later if ack.startswith("done ")]
    if len(extra) > slack or (later and extra != expected[: len(extra)]):
        yield f"never asked for: {extra}"
    yield from _check_whole(connection)


def _check_whole(connection: sa.Connection) -> Iterator[str]:
    for name, query in (
        ("half", _HALVES),
        ("not journalled", _UNJOURNALLED),
        ("in the journal only", _UNRECORDED),
    ):
        for row in connection.exec_driver_sql(query):
            yield f"{name}: {row[0]}"


def _check_open(
    connection: sa.Connection, acks: Sequence[str], later: Sequence[str]
) -> Iterator[str]:
    if not later and any(ack.startswith("fault ") for ack in acks):
        return  # an act that failed may be done or not: nobody was told either
    row = connection.exec_driver_sql(_BASKET).one_or_none()
    basket = "basket -" if row is None else f"basket {row[0]} {row[1]}"
    if basket not in possible(acks, later, "basket ", "basket -"):
        yield f"the open transaction is '{basket}'"
    waiting = f"waiting {connection.exec_driver_sql(_WAITING).scalar_one()}"
    if waiting not in possible(acks, later, "waiting ", "waiting 0"):
        yield f"suspended: '{waiting}'"


def possible(acks: Sequence[str], later: Sequence[str], start: str, first: str) -> set[str]:
    """Give the last state that was acknowledged and the next one, which may be there already."""
    before = [ack for ack in acks if ack.startswith(start)]
    after = [ack for ack in later if ack.startswith(start)]
    return {before[-1] if before else first, *after[:1]}


def _check_journal(connection: sa.Connection, acks: Sequence[str]) -> Iterator[str]:
    kinds = {row[0]: row[1] for row in connection.exec_driver_sql(_KINDS)}
    wanted = Counter(ack.split()[1] for ack in acks if ack.startswith("row "))
    for kind, count in wanted.items():
        if kinds.get(kind, 0) < count:
            yield f"lost: {count - kinds.get(kind, 0)} journal rows of {kind}"
    yield from judge_journal(connection)


def judge_journal(connection: sa.Connection) -> Iterator[str]:
    """Have the independent verifier walk the whole journal, every hash and signature."""
    keys = connection.exec_driver_sql("SELECT public_key FROM journal_epoch").scalars().all()
    options = [word for key in keys for word in ("--terminal-key", key.hex())]
    with tempfile.TemporaryDirectory(dir=_memory()) as folder, _quiet() as said:
        paths = []
        for epoch, content in export_rows(connection).items():
            path = Path(folder) / f"{epoch}"
            path.write_bytes(content)
            paths.append(str(path))
        if paths and verifier.main(["--export", "--from-start", *options, *paths]):
            yield f"journal: {said.getvalue().splitlines()[0]}"


def _memory() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


@contextlib.contextmanager
def _quiet() -> Iterator[io.StringIO]:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        yield said
