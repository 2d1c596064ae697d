"""A till that talks to a cloud, cut at every write: what it was told stands in its files or not.

python -m tests.crash.cloud_till FOLDER ACKS
"""

import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pos_app.store.catalog_feed import CatalogFeed
from pos_app.store.feeds import TillReference
from pos_app.store.journal_line import rows_after
from pos_app.store.reference_file import REFERENCE_FILE, open_reference
from pos_app.store.till_file import has_records
from pos_app.store.verification import verify_till
from sync.ports import Divergence
from sync.wire.exchange import Position
from tests.crash.day import Acks
from tests.store.cloud_side import ENROLMENT, NoIssuer, UploadedTo, journal_side
from tests.store.feed_pages import Feed
from tests.store.trade import Trade

KEY = bytes(32)
ROUNDS = 3


def main(folder: Path, acks: Acks) -> None:
    trade = Trade(folder)
    side, cloud = journal_side(trade, NoIssuer()), UploadedTo()
    trade.open_shift()
    side.keep_enrolment(ENROLMENT, (b"r" * 32,), b"s" * 32, b"p" * 32)
    database = open_reference(folder, KEY)
    reference = TillReference(database, CatalogFeed(folder, KEY, print), print)
    feed = Feed("order:S12")
    manifest, _ = feed.snapshot()
    reference.begin_snapshot(manifest)
    reference.finish_snapshot(manifest)
    acks.say("step trading")
    for number in range(ROUNDS):
        acks.say("sold", trade.sell().priced.transaction.id.hex())
        cloud.take_all(trade, side)
        acks.say("acked", cloud.have.seq)
        page = feed.page([(f"o:{n}", order_body(n + number)) for n in range(40)])
        reference.apply(page)
        acks.say("feed", page.to, feed.digest.hex())
    acks.say("step finding back")
    find_back(folder, trade, cloud, acks)
    acks.say("sold", trade.sell().priced.transaction.id.hex())
    database.close()
    trade.close()


def find_back(folder: Path, trade: Trade, cloud: UploadedTo, acks: Acks) -> None:
    """Let a copy of this disk sell first, elsewhere; then this one, and find back."""
    common = cloud.have
    with tempfile.TemporaryDirectory() as name:
        other = Path(name) / "other"
        trade.database.copy_to(Path(name) / "till.db")
        other.mkdir()
        for file in ("device.key", "terminal.mark"):
            shutil.copy(folder / file, other / file)
        (Path(name) / "till.db").rename(other / "till.db")
        copy = Trade(other)
        lost = [copy.sell().priced.transaction.id.hex() for _ in range(2)]
        cloud.take_all(copy, journal_side(copy, NoIssuer()))
        copy.close()
    acks.say("sold", trade.sell().priced.transaction.id.hex())
    side = journal_side(trade, NoIssuer())
    side.note_doubt()
    acks.say("doubt")
    rows = [row for row in cloud.rows if (row.epoch, row.event.seq) > (common.epoch, common.seq)]
    side.keep_lost(rows, cloud.starts)
    for event in lost:
        acks.say("kept", event)
    side.resolve(Divergence(common, cloud.have, 9, is_fork=True))
    acks.say("resolved")


def order_body(n: int) -> bytes:
    return (
        b'{"due":"2026-11-22","how":"collect","id":"%d","lines":[],"number":"A","paid":0,' % n
        + (b'"state":"ready","total":%d}' % n)
    )


class Check:
    """Says what is wrong with an image, given what had been acknowledged before the cut."""

    def __init__(self, acks: Sequence[str]) -> None:
        words = [line.split() for line in acks]
        self._digests = {int(w[1]): w[2] for w in words if w[0] == "feed"}

    def __call__(self, folder: Path, said: list[str]) -> list[str]:
        words = [line.split() for line in said]
        if not any(word[:2] == ["step", "trading"] for word in words):
            return []
        assert has_records(folder)
        trade = Trade(folder)
        try:
            return [*self._till(trade, words), *self._reference(folder, words)]
        finally:
            trade.close()

    def _till(self, trade: Trade, words: list[list[str]]) -> list[str]:
        found = verify_till(trade.database, trade.terminal, lambda _: None).difference
        problems = [f"journal: {found}"] if found else []
        with trade.database.read() as connection:
            ids = {row.event_id.hex() for row in rows_after(connection, (0, 0))}
            known = {
                bytes(event).hex()
                for event in connection.exec_driver_sql(
                    "SELECT id FROM retail_transaction"
                ).scalars()
            }
        is_resolved = ["resolved"] in words
        for word in words:
            if word[0] == "sold" and not (word[1] in known and word[1] in ids):
                problems.append(f"lost: {word}")
            if word[0] == "kept" and (word[1] not in known or (is_resolved and word[1] not in ids)):
                problems.append(f"not kept: {word}")
        standing = journal_side(trade, NoIssuer()).standing()
        if ["doubt"] in words and not is_resolved and not standing.in_doubt:
            resolved = any(word[0] == "resolved" for word in words) or standing.head.epoch >= 9
            problems += [] if resolved else ["doubt forgotten"]
        acked = max((int(word[1]) for word in words if word[0] == "acked"), default=0)
        found_acked = standing.acked or Position(1, 0, b"")
        if (found_acked.epoch, found_acked.seq) < (1, acked):
            problems.append("acknowledgement lost")
        return problems

    def _reference(self, folder: Path, words: list[list[str]]) -> list[str]:
        """A page may be lost, since it comes again; but rows, digest and cursor go together."""
        if not (folder / REFERENCE_FILE).exists():
            return []
        database = open_reference(folder, KEY)
        side = TillReference(database, CatalogFeed(folder, KEY, print), print)
        try:
            cursor = side.cursor("order:S12")
            if cursor is None or cursor.pos == 0:
                return []
            digest = side.hashes("order:S12").digest().hex()
            return [] if digest == self._digests[cursor.pos] else [f"feed at {cursor.pos}: torn"]
        finally:
            side.close()
            database.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Acks(Path(sys.argv[2])))
