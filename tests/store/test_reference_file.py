"""reference.db: opened, replaced when damaged, read while it is written; rules, ring, campaigns."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pos_app.errors import EnvironmentFault
from pos_app.store import campaigns, key_ring, promotions
from pos_app.store.database import Connection, Database
from pos_app.store.reference_file import (
    REFERENCE_FILE,
    SET_ASIDE,
    STEPS,
    open_or_replace,
    open_reference,
    press_out,
    synced_ms,
)

KEY = bytes(range(32))


def sync_at(connection: Connection, at_ms: int) -> None:
    """As whoever brings members from a cloud notes it."""
    connection.exec_driver_sql("UPDATE reference_head SET synced_ms = ?", (at_ms,))


@pytest.fixture
def reference(tmp_path: Path) -> Iterator[Database]:
    database = open_reference(tmp_path, KEY)
    yield database
    database.close()


def test_what_was_put_is_there_when_the_file_is_opened_again(tmp_path: Path) -> None:
    database = open_reference(tmp_path, KEY)
    with database.write() as connection:
        assert synced_ms(connection) is None
        sync_at(connection, 77)
    database.close()
    again = open_or_replace(tmp_path, KEY)
    with again.database.read() as connection:
        assert synced_ms(connection) == 77
    assert not again.was_replaced
    again.database.close()


def test_the_file_shows_no_plain_text(tmp_path: Path, reference: Database) -> None:
    with reference.write() as connection:
        campaigns.put_campaigns(connection, [(7, {"name": "PLANTED-IN-A-CAMPAIGN"})])
    found = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"PLANTED" not in found
    assert b"SQLite format" not in found


def test_a_file_of_a_newer_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    database = open_reference(tmp_path, KEY)
    with database.write() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {len(STEPS) + 1}")
    database.close()
    with pytest.raises(EnvironmentFault) as newer:
        open_or_replace(tmp_path, KEY)
    assert newer.value.code == "DATABASE_NEWER"
    assert not (tmp_path / SET_ASIDE).exists()


@pytest.mark.parametrize("damage", [b"", b"\xff" * 4096, b"no database at all"])
def test_a_file_that_cannot_be_read_is_set_aside_and_the_till_goes_on(
    tmp_path: Path, damage: bytes
) -> None:
    database = open_reference(tmp_path, KEY)
    with database.write() as connection:
        sync_at(connection, 77)
    database.close()
    path = tmp_path / REFERENCE_FILE
    whole = path.read_bytes()
    path.write_bytes(damage + whole[len(damage) :] if damage else whole[:5000])
    opened = open_or_replace(tmp_path, KEY)
    assert opened.was_replaced
    with opened.database.read() as connection:
        assert synced_ms(connection) is None
    opened.database.close()
    assert (tmp_path / SET_ASIDE).exists()


def test_a_till_reads_one_state_while_another_thread_writes(reference: Database) -> None:
    def fill() -> None:
        for number in range(20):
            with reference.write() as connection:
                campaigns.put_campaigns(connection, [(number, {}), (1000 + number, {})])

    with ThreadPoolExecutor(1) as other, reference.read() as connection:
        before = campaigns.list_campaigns(connection)
        other.submit(fill).result()
        assert campaigns.list_campaigns(connection) == before == ()
        assert not press_out(reference), "a reader still needs the WAL"
    assert press_out(reference)
    with reference.read() as connection:
        assert len(campaigns.list_campaigns(connection)) == 40


def test_a_campaign_is_replaced_by_its_number(reference: Database) -> None:
    with reference.write() as connection:
        campaigns.put_campaigns(connection, [(40213, {"名": "满减", "class": "D"}), (7, {})])
        campaigns.put_campaigns(connection, [(40213, {"class": "A"})])
    with reference.read() as connection:
        assert campaigns.find_campaign(connection, 40213) == {"class": "A"}
        assert campaigns.find_campaign(connection, 8) is None
        assert campaigns.list_campaigns(connection) == ((7, {}), (40213, {"class": "A"}))


def test_a_voucher_stays_revoked_until_it_would_be_refused_anyway(reference: Database) -> None:
    with reference.write() as connection:
        campaigns.revoke_vouchers(connection, [(b"a" * 12, 100), (b"b" * 12, 200)])
        campaigns.revoke_vouchers(connection, [(b"b" * 12, 50)])
        campaigns.revoke_vouchers(connection, [])
        campaigns.forget_revoked(connection, 101)
    with reference.read() as connection:
        assert not campaigns.is_revoked(connection, b"a" * 12)
        assert campaigns.is_revoked(connection, b"b" * 12)


def test_only_a_higher_version_of_the_rules_comes_into_force(reference: Database) -> None:
    with reference.write() as connection:
        assert promotions.bundle_in_force(connection) is None
        assert promotions.put_bundle(connection, 3, b"three")
        assert not promotions.put_bundle(connection, 2, b"two")
        assert not promotions.put_bundle(connection, 3, b"another three")
        bundle = promotions.bundle_in_force(connection)
        assert bundle is not None
        assert (bundle.version, bundle.content) == (3, b"three")
        assert bundle.sha256 == hashlib.sha256(b"three").digest()
        assert promotions.put_bundle(connection, 4, b"four")


def test_rules_that_are_not_what_was_delivered_are_not_used(reference: Database) -> None:
    with reference.write() as connection:
        promotions.put_bundle(connection, 1, b"10 % off")
        connection.exec_driver_sql("UPDATE rule_bundle SET content = ?", (b"90 % off",))
    with pytest.raises(EnvironmentFault) as damaged, reference.read() as connection:
        promotions.bundle_in_force(connection)
    assert damaged.value.code == "DATABASE_CORRUPT"


def test_an_older_key_ring_cannot_bring_a_revoked_key_back(reference: Database) -> None:
    with reference.write() as connection:
        assert key_ring.ring_in_force(connection) is None
        assert key_ring.put_ring(connection, 12, b"without key 07")
        assert not key_ring.put_ring(connection, 11, b"with key 07")
        assert key_ring.ring_in_force(connection) == b"without key 07"
