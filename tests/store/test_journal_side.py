"""The till's journal as sync sees it: what goes up, what was acknowledged, what waits."""

from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.services.trusted_time import TrustedTime
from pos_app.store.cloud_head import find_limits
from pos_app.store.journal_side import TillJournal
from sync.ports import Enrolment, OfflineLimits, TimeHeard
from sync.signer import Signer
from sync.wire import canonical
from sync.wire.digests import DayProof
from sync.wire.exchange import ClockReading, Position
from tests.store.cloud_side import ENROLMENT, NoIssuer, ack, journal_side
from tests.store.trade import Trade

PACKET = "INSERT INTO personal_packet (event_id, sealed) VALUES (?, ?)"


def side_of(trade: Trade) -> TillJournal:
    return journal_side(trade, NoIssuer())


@pytest.fixture
def side(trade: Trade) -> TillJournal:
    return side_of(trade)


def test_every_row_goes_up_in_order_and_vouches_for_itself(trade: Trade, side: TillJournal) -> None:
    standing = side.standing()
    assert standing.acked is None
    assert (standing.head.epoch, standing.head.seq) == (1, 6)
    after, sent = None, 0
    while batch := side.batch(after, 4, 512 * 1024):
        chain = batch.base.chain
        if batch.base.seq == 0:
            assert batch.start is not None
            assert chain == canonical.chain_start(
                standing.terminal_id, 1, batch.start.public_key, batch.start.before
            )
        for at, event in enumerate(batch.events, batch.base.seq + 1):
            assert event.seq == at
            identity = canonical.RowIdentity(
                event.id, event.kind, event.schema, event.body.encode()
            )
            chain = canonical.chain_link(
                chain, canonical.row_hash(standing.terminal_id, (1, at), identity)
            )
        assert batch.last.chain == chain
        assert batch.sig == Signer(trade.keys.signing_seed).sign(canonical.signed_message(chain))
        after, sent = batch.last, sent + len(batch.events)
    assert sent == 6
    assert after == standing.head


def test_a_batch_holds_at_least_one_row_however_large(side: TillJournal) -> None:
    batch = side.batch(None, 200, 1)
    assert batch is not None
    assert len(batch.events) == 1


def test_a_batch_never_holds_rows_of_two_epochs(trade: Trade, side: TillJournal) -> None:
    with trade.database.write() as connection:
        trade.writer.open_epoch(connection, "restore")
    first = side.batch(None, 200, 1 << 20)
    assert first is not None
    assert (first.last.epoch, first.last.seq) == (1, 6)
    second = side.batch(first.last, 200, 1 << 20)
    assert second is not None
    assert second.start is not None
    assert second.start.before == first.last.chain
    assert second.base.chain == side.chain_at(2, 0)
    assert [event.kind for event in second.events] == ["epoch_open"]
    assert side.batch(second.last, 200, 1 << 20) is None


def test_what_waits_falls_with_the_acknowledgement_and_rises_with_a_sale(
    trade: Trade, side: TillJournal
) -> None:
    waiting = side.waiting()
    with trade.database.read() as connection:
        totals = list(
            connection.exec_driver_sql("SELECT total_minor FROM retail_transaction").scalars()
        )
    assert (waiting.rows, waiting.transactions) == (6, 3)
    assert waiting.amount_minor == sum(totals)
    assert waiting.oldest_wall_ms is not None
    batch = side.batch(None, 4, 1 << 20)
    assert batch is not None
    side.note_ack(ack(batch.last))
    waiting = side.waiting()
    assert (waiting.rows, waiting.transactions) == (2, 1)
    sold = trade.sell()
    waiting = side.waiting()
    assert (waiting.rows, waiting.transactions) == (3, 2)
    assert waiting.amount_minor == totals[-1] + sold.priced.total.minor
    side.note_ack(ack(side.standing().head))
    assert side.waiting() == side_of(trade).waiting()
    assert (side.waiting().rows, side.waiting().oldest_wall_ms) == (0, None)


def test_an_acknowledgement_is_kept_with_its_anchor_also_a_lower_one(
    trade: Trade, side: TillJournal
) -> None:
    head = side.standing().head
    side.note_ack(ack(head))
    chain = side.chain_at(1, 2)
    assert chain is not None
    side.note_ack(ack(Position(1, 2, chain), gen=2))
    standing = side.standing()
    assert (standing.acked, standing.server_gen) == (Position(1, 2, chain), 2)
    assert standing.anchor == b"\2" * 64
    assert side.waiting().rows == 4
    with trade.database.read() as connection:
        anchors = connection.exec_driver_sql("SELECT count(*) FROM anchor").scalar_one()
    assert anchors == 2


def test_an_acknowledgement_of_another_chain_is_not_kept(side: TillJournal) -> None:
    with pytest.raises(AssertionError):
        side.note_ack(ack(Position(1, 2, bytes(32))))
    assert side.standing().acked is None


def test_a_sealed_packet_goes_with_its_row_and_is_gone_once_acknowledged(
    trade: Trade, side: TillJournal
) -> None:
    batch = side.batch(None, 200, 1 << 20)
    assert batch is not None
    with trade.database.write() as connection:
        connection.exec_driver_sql(PACKET, (batch.events[2].id, b"sealed"))
    again = side.batch(None, 200, 1 << 20)
    assert again is not None
    assert [event.packet for event in again.events] == [None, None, b"sealed", None, None, None]
    side.note_ack(ack(Position(1, 2, side.chain_at(1, 2) or b"")))
    again = side.batch(side.standing().acked, 200, 1 << 20)
    assert again is not None
    assert again.events[0].packet == b"sealed"
    side.note_ack(ack(side.standing().head))
    again = side.batch(None, 200, 1 << 20)
    assert again is not None
    assert again.events[2].packet is None


def test_an_enrolment_is_kept_and_replaced_whole(side: TillJournal) -> None:
    assert side.enrolment() is None
    side.keep_enrolment(ENROLMENT, (b"r" * 32,), b"s" * 32, b"p" * 32)
    assert side.enrolment() == ENROLMENT
    assert not side.standing().in_doubt


def test_what_another_cloud_proved_is_not_proved_for_a_new_one(
    trade: Trade, side: TillJournal
) -> None:
    def keep(enrolment: Enrolment) -> bool:
        side.keep_enrolment(enrolment, (b"r" * 32,), b"s" * 32, b"p" * 32)
        with trade.database.read() as connection:
            return connection.exec_driver_sql("SELECT 1 FROM day_proof").first() is not None

    keep(ENROLMENT)
    for other in (
        replace(ENROLMENT, anchor_key=b"o" * 32),
        replace(ENROLMENT, anchor_key=b"o" * 32, tenant="another"),
    ):
        side.note_proof(DayProof("2026-11-20", True, "", "equal", (), {}, b"", b""))
        kept = side.enrolment()
        assert kept is not None
        assert keep(replace(kept, url="https://moved.example")), "the same cloud's word stands"
        assert not keep(other)


def test_an_epoch_begun_on_suspicion_is_in_doubt_until_the_cloud_takes_it(
    trade: Trade, side: TillJournal
) -> None:
    side.keep_enrolment(ENROLMENT, (b"r" * 32,), b"s" * 32, b"p" * 32)
    side.note_ack(ack(side.standing().head))
    with trade.database.write() as connection:
        trade.writer.open_epoch(connection, "other_disk")
    assert side.standing().in_doubt
    side.note_ack(ack(side.standing().head))
    assert not side.standing().in_doubt
    side.note_doubt()
    assert side.standing().in_doubt


def test_the_servers_time_is_taken_with_half_a_round_trip(trade: Trade) -> None:
    time = TrustedTime(trade.database, trade.clock)
    side = journal_side(trade, NoIssuer(), time)
    mono, boot = trade.clock.mono_ms(), trade.clock.boot_id()
    sent = ClockReading(0, mono - 400, boot)
    heard = ClockReading(trade.clock.wall_ms(), mono, boot)
    side.note_time(TimeHeard(5_000_000_000_000, sent, heard))
    assert abs(time.now_ms() - 5_000_000_000_200) < 10_000
    side.note_time(TimeHeard(9_000_000_000_000, ClockReading(0, 0, "00000000"), heard))
    assert time.now_ms() < 5_000_000_100_000


def test_the_file_of_an_older_version_knows_of_no_cloud(tmp_path: Path) -> None:
    trade = Trade(tmp_path)
    assert side_of(trade).enrolment() is None
    assert side_of(trade).standing().server_gen == 0
    trade.close()


def test_what_the_cloud_lets_the_till_risk_is_kept(trade: Trade, side: TillJournal) -> None:
    for limits in (OfflineLimits(50_000, 3_600_000), OfflineLimits(0, 1)):
        for _ in range(2):
            side.note_limits(limits)
        with trade.database.read() as connection:
            assert find_limits(connection) == limits


def test_a_till_says_how_much_room_its_disk_has(side: TillJournal, trade: Trade) -> None:
    free = side.free_bytes()
    assert free is not None
    assert free > 0
    trade.database.path = Path("/no/such/disk/till.db")
    assert side.free_bytes() is None
