"""The journal: the published example to the byte, and every way of tampering found at its row."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.store.database import Database, Synchronous
from sync.journal import (
    TABLES,
    TRIGGERS,
    Entry,
    Finding,
    Journal,
    Reason,
    get_head,
    rows_after,
)
from sync.journal_walk import verify, verify_tail
from sync.signer import Signer, is_signed_by
from sync.wire import canonical

# RFC 8032, section 7.1, TEST 3: published, so never a real terminal's.
SEED = bytes.fromhex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
TERMINAL = bytes.fromhex("01935180000070008000000000000017")
OTHER_SEED = bytes(range(32))

Tamper = Callable[[sa.Connection], object]


def an_entry(kind: str, event: int, data: dict[str, object], mono_ms: int, wall_ms: int) -> Entry:
    return Entry(
        kind=kind,
        data=data,
        event_id=bytes.fromhex(f"0197000000007000800000000000{event:04x}"),
        business_date="2026-11-21",
        wall_ms=wall_ms,
        mono_ms=mono_ms,
        operator="" if kind == "start" else "op7",
    )


START = an_entry("start", 1, {"store": "S12", "currency": "CNY"}, 1000, 1795262400000)
SALE = an_entry(
    "sale",
    2,
    {
        "rcpt": "S12-T17-000001",
        "total": 2990,
        "mb": {"h": "0102030405060708", "day": 20778},
    },
    61000,
    1795262460000,
)
RETURN = an_entry(
    "return",
    3,
    {"rcpt": "S12-T17-000002", "total": -990, "of": "S12-T17-000001"},
    91000,
    1795262490000,
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "till.db", bytes(32), Synchronous.FULL)
    with database.write() as connection:
        for statement in (*TABLES, *TRIGGERS):
            connection.exec_driver_sql(statement)
    yield database
    database.close()


@pytest.fixture
def journal(database: Database) -> Journal:
    journal = Journal(TERMINAL, SEED)
    with database.write() as connection:
        journal.open_epoch(connection)
        for entry in (START, SALE, RETURN):
            journal.append(connection, entry)
    return journal


def found(database: Database, journal: Journal) -> Finding | None:
    with database.read() as connection:
        return verify(connection, TERMINAL, journal.public_key)


def unprotect(connection: sa.Connection) -> None:
    """What somebody who holds the file's key would do first."""
    for table in ("journal", "journal_epoch"):
        for verb in ("update", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER {table}_refuses_{verb}")


def test_the_published_example_comes_out_to_the_byte(database: Database, journal: Journal) -> None:
    with database.read() as connection:
        rows = list(rows_after(connection, 0, 0))
        head = get_head(connection)
    assert journal.public_key.hex().startswith("fc51cd8e")
    start = canonical.chain_start(TERMINAL, 1, journal.public_key, canonical.NO_CHAIN)
    assert start.hex() == "7ace8fb9564be524c0cd907bcabc56cf4104784a8a6c0c53ca36119459d1b3e5"
    assert [row.body for row in rows] == [
        b'{"bd":"2026-11-21","d":{"currency":"CNY","store":"S12"},"gt":{"abs":0,"net":0},'
        b'"mono":1000,"op":"","wall":1795262400000}',
        b'{"bd":"2026-11-21","d":{"mb":{"day":20778,"h":"0102030405060708"},'
        b'"rcpt":"S12-T17-000001","total":2990},"gt":{"abs":2990,"net":2990},"mono":61000,'
        b'"op":"op7","wall":1795262460000}',
        b'{"bd":"2026-11-21","d":{"of":"S12-T17-000001","rcpt":"S12-T17-000002","total":-990},'
        b'"gt":{"abs":3980,"net":2000},"mono":91000,"op":"op7","wall":1795262490000}',
    ]
    assert [row.hash.hex() for row in rows] == [
        "b21f91590c1e3a155d33e55df5342d800377b5b02b8caa68c13272aac44ff0d7",
        "0aba25f661ad845dd30192804a486beb5ca482cbbae8eb92a4294eee9773b067",
        "c5957e825cb38ea8671bc297ea49982da79d8233d77622f93fd2ff87c8af8058",
    ]
    assert [row.chain.hex() for row in rows] == [
        "26c362c5b8919cd651a862bdbbecffb432084334b17899fc6ae171f209a59859",
        "5033ce49c3cfee5db818e0785e4512691a0107d175ade087e65ffff1752d4c88",
        "6655b84486745e4cd9e4b24c0f14fd697128387fca933b74a485a01ea87cbcbe",
    ]
    assert rows[2].sig.hex() == (
        "55b299ac240b0f6769fe55522de0d63886b86f0036882edc84f279a0c6c5e375"
        "0656b26ad390b2d44e8bf0207bbe8a9960bedf2a3e7258031590d25caee9f205"
    )
    assert (head.gt_abs_minor, head.gt_net_minor) == (3980, 2000)
    assert (head.position.epoch, head.position.seq) == (1, 3)
    assert found(database, journal) is None


def test_one_signature_vouches_for_every_row_before_it(journal: Journal) -> None:
    signer = Signer(SEED)
    signature = signer.sign(b"x")
    assert is_signed_by(journal.public_key, signature, b"x")
    assert not is_signed_by(journal.public_key, signature, b"y")
    assert not is_signed_by(b"short", signature, b"x")


@pytest.mark.parametrize("table", ["journal", "journal_epoch"])
@pytest.mark.parametrize("verb", ["DELETE FROM {}", "UPDATE {} SET epoch = 2"])
@pytest.mark.usefixtures("journal")
def test_the_file_itself_refuses_to_change_or_drop_a_row(
    database: Database, table: str, verb: str
) -> None:
    with (
        pytest.raises(sa.exc.IntegrityError, match="append-only"),
        database.write() as connection,
    ):
        connection.exec_driver_sql(verb.format(table))


def sql(text: str, *parameters: object) -> Tamper:
    return lambda connection: connection.exec_driver_sql(text, parameters)


def edit_total_and_rehash(connection: sa.Connection) -> None:
    """Change a body and its hash together: the chain must tell."""
    row = list(rows_after(connection, 0, 0))[1]
    body = row.body.replace(b"2990", b"1990")
    identity = canonical.RowIdentity(row.event_id, row.kind, row.schema, body)
    connection.exec_driver_sql(
        "UPDATE journal SET body = ?, hash = ? WHERE seq = 2",
        (body, canonical.row_hash(TERMINAL, (1, 2), identity)),
    )


def resign_by_another_key(connection: sa.Connection) -> None:
    row = list(rows_after(connection, 0, 0))[2]
    signature = Signer(OTHER_SEED).sign(canonical.signed_message(row.chain))
    connection.exec_driver_sql("UPDATE journal SET sig = ? WHERE seq = 3", (signature,))


def replay_the_sale(connection: sa.Connection) -> None:
    connection.exec_driver_sql(
        "INSERT INTO journal SELECT epoch, 4, x'00', kind, schema, body, hash, chain, sig"
        " FROM journal WHERE seq = 2"
    )
    connection.exec_driver_sql("UPDATE head SET seq = 4")


def rewrite_with_another_key(connection: sa.Connection) -> None:
    """Forge the whole journal, correct in itself, by somebody without the terminal's key."""
    for table in ("journal", "journal_epoch", "head"):
        connection.exec_driver_sql(f"DELETE FROM {table}")
    forger = Journal(TERMINAL, OTHER_SEED)
    forger.open_epoch(connection)
    forger.append(connection, START)


def rows_of_another_terminal(connection: sa.Connection) -> None:
    for table in ("journal", "journal_epoch", "head"):
        connection.exec_driver_sql(f"DELETE FROM {table}")
    other = Journal(bytes(16), SEED)
    other.open_epoch(connection)
    other.append(connection, START)
    connection.exec_driver_sql("UPDATE head SET terminal_id = ?", (TERMINAL,))


CHANGED, CHAIN, MISSING = Reason.ROW_CHANGED, Reason.CHAIN_BROKEN, Reason.ROW_MISSING


@pytest.mark.parametrize(
    ("tamper", "epoch", "seq", "reason"),
    [
        (sql("UPDATE journal SET body = CAST(body || ' ' AS BLOB) WHERE seq = 2"), 1, 2, CHANGED),
        (sql("UPDATE journal SET kind = 'void' WHERE seq = 2"), 1, 2, CHANGED),
        (sql("UPDATE journal SET kind = '退' WHERE seq = 2"), 1, 2, CHANGED),
        (sql("UPDATE journal SET schema = 2 WHERE seq = 2"), 1, 2, CHANGED),
        (sql("UPDATE journal SET schema = -1 WHERE seq = 2"), 1, 2, CHANGED),
        (sql("UPDATE journal SET event_id = x'00' WHERE seq = 2"), 1, 2, CHANGED),
        (sql("UPDATE journal SET hash = x'00' WHERE seq = 3"), 1, 3, CHANGED),
        (sql("UPDATE journal SET chain = x'00' WHERE seq = 3"), 1, 3, CHAIN),
        (sql("UPDATE journal SET sig = x'00' WHERE seq = 1"), 1, 1, Reason.SIGNATURE_WRONG),
        (edit_total_and_rehash, 1, 2, CHAIN),
        (resign_by_another_key, 1, 3, Reason.SIGNATURE_WRONG),
        (sql("DELETE FROM journal WHERE seq = 2"), 1, 2, MISSING),
        (sql("DELETE FROM journal WHERE seq = 1"), 1, 1, MISSING),
        (sql("DELETE FROM journal WHERE seq = 3"), 1, 3, Reason.TAIL_CUT),
        (sql("DELETE FROM journal"), 1, 1, Reason.TAIL_CUT),
        (sql("UPDATE journal SET seq = CASE seq WHEN 2 THEN 30 ELSE seq END"), 1, 2, MISSING),
        (sql("UPDATE journal SET epoch = 2 WHERE seq = 3"), 1, 3, MISSING),
        (replay_the_sale, 1, 4, CHANGED),
        (rewrite_with_another_key, 1, 0, Reason.OTHER_KEY),
        (rows_of_another_terminal, 1, 1, CHANGED),
        (sql("UPDATE head SET terminal_id = x'00'"), 1, 3, Reason.OTHER_TERMINAL),
        (sql("UPDATE head SET gt_net_minor = 1"), 1, 3, Reason.TOTALS_WRONG),
        (sql("UPDATE head SET seq = 2"), 1, 4, Reason.TAIL_CUT),
        (sql("DELETE FROM head"), 0, 0, Reason.HEAD_MISSING),
        (sql("DELETE FROM journal_epoch"), 1, 0, Reason.OTHER_KEY),
        (sql("UPDATE journal_epoch SET epoch = 9"), 1, 1, MISSING),
        (sql("UPDATE journal_epoch SET chain_before = x'00'"), 1, 1, Reason.EPOCH_NOT_JOINED),
    ],
)
def test_tampering_is_found_at_its_row(
    database: Database, journal: Journal, tamper: Tamper, epoch: int, seq: int, reason: Reason
) -> None:
    with database.write() as connection:
        unprotect(connection)
        tamper(connection)
    assert found(database, journal) == Finding(epoch, seq, reason)


def test_two_swapped_rows_are_found_at_the_first(database: Database, journal: Journal) -> None:
    with database.write() as connection:
        unprotect(connection)
        for old, new in ((2, 20), (3, 2), (20, 3)):
            connection.exec_driver_sql("UPDATE journal SET seq = ? WHERE seq = ?", (new, old))
    assert found(database, journal) == Finding(1, 2, Reason.ROW_CHANGED)


def test_a_total_edited_by_the_holder_of_the_key_is_found(
    database: Database, journal: Journal
) -> None:
    """The chain and signature are right; only the running totals disagree with the sales."""
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE head SET gt_abs_minor = 0, gt_net_minor = 0")
        journal.append(connection, an_entry("sale", 4, {"total": 5}, 99000, 0))
    assert found(database, journal) == Finding(1, 4, Reason.TOTALS_WRONG)


def test_a_clock_since_boot_that_went_back_is_found(database: Database, journal: Journal) -> None:
    with database.write() as connection:
        journal.append(connection, an_entry("no_sale", 4, {}, 90000, 0))
    assert found(database, journal) == Finding(1, 4, Reason.CLOCK_BACKWARDS)


def test_a_row_that_is_signed_but_not_canonical_is_found(
    database: Database, journal: Journal
) -> None:
    identity = canonical.RowIdentity(bytes(16), "no_sale", 1, b'{"d": {}}')
    with database.write() as connection:
        head = get_head(connection)
        row_hash = canonical.row_hash(TERMINAL, (1, 4), identity)
        chain = canonical.chain_link(head.chain, row_hash)
        signature = Signer(SEED).sign(canonical.signed_message(chain))
        connection.exec_driver_sql(
            "INSERT INTO journal VALUES (1, 4, ?, 'no_sale', 1, ?, ?, ?, ?)",
            (identity.event_id, identity.body, row_hash, chain, signature),
        )
    assert found(database, journal) == Finding(1, 4, Reason.BODY_NOT_CANONICAL)


def test_a_new_epoch_continues_chain_and_totals(database: Database, journal: Journal) -> None:
    with database.write() as connection:
        before = get_head(connection)
        assert journal.open_epoch(connection) == 2
        position = journal.append(connection, an_entry("epoch_open", 4, {}, 99000, 0))
        head = get_head(connection)
    assert (position.epoch, position.seq) == (2, 1)
    assert (head.gt_abs_minor, head.gt_net_minor) == (before.gt_abs_minor, before.gt_net_minor)
    assert found(database, journal) is None
    with database.write() as connection:
        unprotect(connection)
        connection.exec_driver_sql("DELETE FROM journal WHERE epoch = 1 AND seq = 3")
    assert found(database, journal) == Finding(2, 1, Reason.EPOCH_NOT_JOINED)


def test_an_epoch_without_rows_yet_verifies(database: Database, journal: Journal) -> None:
    with database.write() as connection:
        journal.open_epoch(connection)
    assert found(database, journal) is None
    with database.read() as connection:
        assert verify_tail(connection, journal.public_key) is None


def test_training_rows_leave_the_perpetual_totals_alone(
    database: Database, journal: Journal
) -> None:
    entry = Entry(
        "sale", {"total": 100}, bytes(16), "2026-11-21", 0, 99000, shift=1, is_training=True
    )
    with database.write() as connection:
        journal.append(connection, entry)
        head = get_head(connection)
        (row,) = rows_after(connection, 1, 3)
    assert head.gt_net_minor == 2000
    assert canonical.decode(row.body)["tr"] is True
    assert found(database, journal) is None


@pytest.mark.parametrize(
    ("tamper", "seq", "reason"),
    [
        (sql("DELETE FROM journal WHERE seq = 2"), 2, Reason.ROW_MISSING),
        (sql("DELETE FROM journal WHERE seq = 3"), 2, Reason.TAIL_CUT),
        (sql("UPDATE journal SET body = x'00' WHERE seq = 2"), 2, Reason.ROW_CHANGED),
        (sql("UPDATE journal SET sig = x'00' WHERE seq = 3"), 3, Reason.SIGNATURE_WRONG),
        (sql("DELETE FROM journal WHERE seq = 1"), 1, Reason.ROW_MISSING),
        (sql("DELETE FROM journal_epoch"), 0, Reason.ROW_MISSING),
    ],
)
def test_a_start_finds_a_damaged_tail(
    database: Database, journal: Journal, tamper: Tamper, seq: int, reason: Reason
) -> None:
    with database.write() as connection:
        assert verify_tail(connection, journal.public_key) is None
        unprotect(connection)
        tamper(connection)
    with database.read() as connection:
        links = 2 if (seq, reason) == (1, Reason.ROW_MISSING) else 256
        finding = verify_tail(connection, journal.public_key, links)
    assert finding == Finding(1, seq, reason)


def test_a_file_without_a_journal_is_told_apart(database: Database, journal: Journal) -> None:
    with database.write() as connection:
        connection.exec_driver_sql("DELETE FROM head")
        assert verify_tail(connection, journal.public_key) == Finding(0, 0, Reason.HEAD_MISSING)


def _is_known(connection: sa.Connection, event_id: bytes) -> bool:
    found = connection.exec_driver_sql("SELECT 1 FROM journal WHERE event_id = ?", (event_id,))
    return found.first() is not None


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_single_changed_byte_of_a_row_goes_unnoticed(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    database = Database(tmp_path_factory.mktemp("flip") / "till.db", bytes(32), Synchronous.NORMAL)
    journal = Journal(TERMINAL, SEED)
    with database.write() as connection:
        for statement in TABLES:
            connection.exec_driver_sql(statement)
        journal.open_epoch(connection)
        for entry in (START, SALE, RETURN):
            journal.append(connection, entry)
        seq = data.draw(st.integers(1, 3), "row")
        column = data.draw(st.sampled_from(["event_id", "body", "hash", "chain", "sig"]), "column")
        (old,) = connection.exec_driver_sql(
            f"SELECT {column} FROM journal WHERE seq = ?", (seq,)
        ).one()
        at = data.draw(st.integers(0, len(old) - 1), "byte")
        bit = data.draw(st.integers(0, 7), "bit")
        new = old[:at] + bytes([old[at] ^ 1 << bit]) + old[at + 1 :]
        if column == "event_id" and _is_known(connection, new):
            return  # the file itself refuses an id twice
        connection.exec_driver_sql(f"UPDATE journal SET {column} = ? WHERE seq = ?", (new, seq))
        finding = verify(connection, TERMINAL, journal.public_key)
    database.close()
    assert finding is not None
    assert (finding.epoch, finding.seq) == (1, seq)
