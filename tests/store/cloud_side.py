"""A till's journal side with what it is told of the cloud."""

from pos_app.domain.grant import Allowance, EscrowRight
from pos_app.errors import Refusal
from pos_app.services.trusted_time import TrustedTime
from pos_app.store.control_feed import Issuer
from pos_app.store.database import Connection
from pos_app.store.journal_side import TillJournal
from sync.ports import Acknowledged, Enrolment
from sync.wire import canonical
from sync.wire.exchange import EpochStart, LogRow, Position
from tests.store.trade import Trade

ENROLMENT = Enrolment("https://cloud.example", "t1", "S12", bytes(32), ("cat:z1",), "123456")


class NoIssuer:
    """Nobody whose signature counts."""

    def take_ring(self, connection: Connection, content: bytes) -> None:
        raise Refusal("KEY_RING_NOT_SIGNED")

    def take_pepper(self, connection: Connection, pepper: bytes) -> None:
        pass

    def read_right(self, content: bytes, key_id: bytes) -> EscrowRight:
        raise Refusal("PM1_UNKNOWN_KEY")

    def read_allowance(self, content: bytes, key_id: bytes) -> tuple[Allowance, bytes]:
        raise Refusal("PM1_UNKNOWN_KEY")


def journal_side(trade: Trade, issuer: Issuer, time: TrustedTime | None = None) -> TillJournal:
    time = time or TrustedTime(trade.database, trade.clock)
    return TillJournal(trade.database, trade.writer, time, issuer, "machine-1", lambda act: act())


def ack(position: Position, *, gen: int = 1) -> Acknowledged:
    return Acknowledged(position, bytes([gen]) * 64, 1_000, gen, position, None, 2_000)


class UploadedTo:
    """What a cloud holds of one terminal: its rows in order, and how its epochs began."""

    def __init__(self) -> None:
        self.rows: list[LogRow] = []
        self.starts: list[EpochStart] = []

    @property
    def have(self) -> Position:
        last = self.rows[-1]
        return Position(last.epoch, last.event.seq, last.chain)

    def take_all(self, trade: Trade, side: TillJournal) -> None:
        """Take what a till sends after what is here, batch by batch, and acknowledge it."""
        after = self.have if self.rows else None
        while batch := side.batch(after, 3, 1 << 20):
            if batch.start is not None:
                assert not self.rows or batch.start.before == self.have.chain
                self.starts.append(batch.start)
            terminal_id, chain = trade.keys.terminal_id, batch.base.chain
            for event in batch.events:
                identity = canonical.RowIdentity(
                    event.id, event.kind, event.schema, event.body.encode()
                )
                place = (batch.base.epoch, event.seq)
                row_hash = canonical.row_hash(terminal_id, place, identity)
                chain = canonical.chain_link(chain, row_hash)
                self.rows.append(LogRow(batch.base.epoch, event, row_hash, chain))
            assert chain == batch.last.chain
            after = batch.last
            side.note_ack(ack(after))
