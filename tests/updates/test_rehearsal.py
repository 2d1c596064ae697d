"""A new program is tried on a copy, and the way back loses nothing that anybody did."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from pos_app import __version__
from pos_app.clock import SystemClock
from pos_app.domain import events
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.main import main
from pos_app.store import migrations, verification
from pos_app.store.backup import back_up
from pos_app.store.database import Database, Synchronous
from pos_app.store.migrations import TILL_STEPS, migrate, version_of
from pos_app.store.till_file import TILL_FILE
from pos_app.updates import rehearsal, slots
from pos_app.vault.keys import KeyStore
from tests.store.trade import Trade


def _no_progress(share: float) -> None:
    assert 0 <= share <= 1


@pytest.fixture
def trade(tmp_path: Path) -> Trade:
    trade = Trade(tmp_path)
    trade.open_shift()
    trade.sell()
    trade.database.close()
    return trade


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def _newer(connection: sa.Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE shift ADD COLUMN colour TEXT")


def _bring_up(trade: Trade) -> Database:
    """What a newer program does at its first start, as far as the boot in the journal."""
    database = Database(trade.folder / TILL_FILE, trade.keys.till_key, Synchronous.FULL)
    migrate(database, (*TILL_STEPS, _newer))
    with database.write() as connection:
        trade.writer.append(connection, events.Boot("9.0.0", was_clean=True))
    return database


def test_a_rehearsal_changes_nothing_and_leaves_nothing(trade: Trade) -> None:
    before = _files(trade.folder)
    rehearsal.rehearse(trade.folder, trade.terminal, trade.keys.catalog_key, _no_progress)
    after = _files(trade.folder)
    assert after[TILL_FILE] == before[TILL_FILE]
    assert set(after) - set(before) <= {"reserve.bin"}
    assert not (trade.folder / rehearsal.FOLDER).exists()


def test_a_step_that_fails_fails_on_the_copy(trade: Trade, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(connection: sa.Connection) -> None:
        connection.exec_driver_sql("DELETE FROM no_such_table")

    before = (trade.folder / TILL_FILE).read_bytes()
    steps = (*TILL_STEPS, fails)
    monkeypatch.setattr(migrations.migrate, "__defaults__", (steps,))
    with pytest.raises(sa.exc.OperationalError):
        rehearsal.rehearse(trade.folder, trade.terminal, trade.keys.catalog_key, _no_progress)
    assert (trade.folder / TILL_FILE).read_bytes() == before
    assert not (trade.folder / rehearsal.FOLDER).exists()


def test_a_step_that_spoils_records_is_seen_on_the_copy(
    trade: Trade, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoils(connection: sa.Connection) -> None:
        triggers = connection.exec_driver_sql(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'sale_line'"
        ).scalars()
        for name in triggers.all():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        connection.exec_driver_sql("UPDATE sale_line SET net_minor = net_minor + 1")

    steps = (*TILL_STEPS, spoils)
    monkeypatch.setattr(migrations.migrate, "__defaults__", (steps,))
    monkeypatch.setattr(verification, "TILL_STEPS", steps)  # the program that tries it knows it
    with pytest.raises(Refusal) as caught:
        rehearsal.rehearse(trade.folder, trade.terminal, trade.keys.catalog_key, _no_progress)
    assert caught.value.code == "RECORDS_DIFFER"


def test_a_program_that_only_started_is_taken_back(trade: Trade) -> None:
    _bring_up(trade).close()
    with pytest.raises(EnvironmentFault, match="DATABASE_NEWER"):
        migrate_again(trade)
    mark = rehearsal.take_back(
        trade.folder, trade.terminal, trade.keys.catalog_key, SystemClock(), _no_progress
    )
    assert mark is not None
    KeyStore(trade.folder).write_mark(mark)
    again = Trade(trade.folder)
    assert version_of(again.database) == len(TILL_STEPS)
    with again.database.read() as connection:
        sales = connection.exec_driver_sql("SELECT count(*) FROM retail_transaction").scalar_one()
    assert sales == 1
    again.sell()
    again.close()


def migrate_again(trade: Trade) -> None:
    database = Database(trade.folder / TILL_FILE, trade.keys.till_key, Synchronous.FULL)
    try:
        migrate(database)
    finally:
        database.close()


def test_what_was_sold_on_the_newer_program_is_never_given_up(trade: Trade) -> None:
    database = _bring_up(trade)
    trade.database = database
    trade.sell()
    database.close()
    before = (trade.folder / TILL_FILE).read_bytes()
    with pytest.raises(EnvironmentFault) as caught:
        rehearsal.take_back(
            trade.folder, trade.terminal, trade.keys.catalog_key, SystemClock(), _no_progress
        )
    assert (caught.value.code, caught.value.facts["reason"]) == ("UPDATE_KEPT", "recorded")
    assert (trade.folder / TILL_FILE).read_bytes() == before


def test_without_the_copy_nothing_is_taken_back(trade: Trade) -> None:
    _bring_up(trade).close()
    for copy in trade.folder.glob("*.before-v*"):
        copy.unlink()
    with pytest.raises(EnvironmentFault) as caught:
        rehearsal.take_back(
            trade.folder, trade.terminal, trade.keys.catalog_key, SystemClock(), _no_progress
        )
    assert caught.value.facts["reason"] == "no_copy"


def test_records_of_this_version_are_left_as_they_are(trade: Trade) -> None:
    found = rehearsal.take_back(
        trade.folder, trade.terminal, trade.keys.catalog_key, SystemClock(), _no_progress
    )
    assert found is None


def test_a_backup_can_still_be_made_after_going_back(trade: Trade, tmp_path: Path) -> None:
    _bring_up(trade).close()
    for _ in range(2):
        assert main(["take-back-update", "9.0.0", "--data", str(trade.folder)]) == 0
    assert slots.read_slot(trade.folder / slots.FOLDER).rejected == "9.0.0"
    again = Trade(trade.folder)
    report = back_up(again.database, again.terminal, tmp_path / "copy.db", _no_progress)
    assert report.sales == 1
    again.database.close()


def test_the_starter_asks_by_command_and_a_failure_is_kept_in_mind(
    trade: Trade, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    words = ["rehearse-update", "--data", str(trade.folder), "--platform", "offscreen"]

    def fails(connection: sa.Connection) -> None:
        connection.exec_driver_sql("DELETE FROM no_such_table")

    monkeypatch.setattr(migrations.migrate, "__defaults__", ((*TILL_STEPS, fails),))
    assert main([*words, "--out", str(tmp_path / "told.json")]) == 1
    assert slots.read_slot(trade.folder / slots.FOLDER).rejected == __version__
