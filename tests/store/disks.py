"""A till, a copy of its disk, and the cloud of both, for the tests of finding back."""

import shutil
from pathlib import Path

from pos_app.store.journal_export import export_journal
from pos_app.store.verification import Difference, verify_till
from sync.ports import Divergence
from sync.signer import Signer
from sync.wire.exchange import Position
from tests.store.cloud_side import ENROLMENT, NoIssuer, UploadedTo, journal_side
from tests.store.trade import Trade
from tests.verifier.judging import verifier

Told = tuple[bytes, str, int, bytes]


class Disks:
    """A till, a copy of its disk from some time ago, and the cloud of both."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "a").mkdir()
        self.trade = Trade(folder / "a")
        self.side = journal_side(self.trade, NoIssuer())
        self.side.keep_enrolment(ENROLMENT, (b"r" * 32,), b"s" * 32, b"p" * 32)
        self.cloud = UploadedTo()

    def upload(self) -> None:
        self.cloud.take_all(self.trade, self.side)

    def back_up(self) -> None:
        self.trade.close()
        shutil.copytree(self.folder / "a", self.folder / "b")
        self.trade = Trade(self.folder / "a")
        self.side = journal_side(self.trade, NoIssuer())

    def restore(self, *, is_noticed: bool) -> None:
        """Go on from the copy; unnoticed, the file outside the database was copied too."""
        self.trade.close()
        if is_noticed:
            shutil.copy(self.folder / "a" / "terminal.mark", self.folder / "b" / "terminal.mark")
        self.trade = Trade(self.folder / "b")
        self.side = journal_side(self.trade, NoIssuer())

    def recover(self) -> Divergence:
        """Do what sync/recover.py does."""
        self.side.note_doubt()
        cloud, head = self.cloud, self.side.standing().head
        common = Position(0, 0, bytes(32))
        for row in cloud.rows:
            if self.side.chain_at(row.epoch, row.event.seq) != row.chain:
                break
            common = Position(row.epoch, row.event.seq, row.chain)
        lost = [r for r in cloud.rows if (r.epoch, r.event.seq) > (common.epoch, common.seq)]
        for _ in range(2):
            self.side.keep_lost(lost[:2], cloud.starts)
            self.side.keep_lost(lost, cloud.starts)
        newest = max(head.epoch, cloud.have.epoch)
        found = Divergence(common, cloud.have, newest + 1, is_fork=common != head)
        self.side.resolve(found)
        return found

    def difference(self) -> Difference | None:
        """Check with both hands: the till's own and the independent verifier."""
        found = verify_till(self.trade.database, self.trade.terminal, lambda _: None).difference
        judged = self.judge()
        assert (found is None) == (judged == 0) or found is not None
        return found

    def judge(self, folder: str = "export") -> int:
        out = self.folder / folder
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        files = export_journal(self.trade.database, out)
        key = Signer(self.trade.keys.signing_seed).public_key.hex()
        options = ["--export", "--from-start", "--terminal-key", key]
        return int(verifier.main([*options, *map(str, files)]))


TABLES = {
    "retail_transaction": "number, store, id, kind, total_minor, tax_added_minor, journal_seq",
    "sale_line": "number, line, kind, sku, quantity_thousandths, unit_price_minor, net_minor,"
    " amount_minor, is_voided, is_overridden, original_receipt, original_line",
    "line_modifier": "*",
    "tender_line": "*",
    "transaction_tax": "*",
    "cash_movement": "*",
    "receipt_counter": "last_number",
}


def facts(trade: Trade) -> dict[str, list[tuple[object, ...]]]:
    with trade.database.read() as connection:
        return {
            table: [tuple(row) for row in connection.exec_driver_sql(f"SELECT {what} FROM {table}")]
            for table, what in TABLES.items()
        }
