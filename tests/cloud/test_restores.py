"""Restores, backups and the schema: what an operator does to the cloud's database."""

import json
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from sync.cloud.__main__ import main
from sync.cloud.database import CloudDatabase
from sync.cloud.inbox import backups, generation
from sync.cloud.migrations import NewerDatabaseError, upgrade
from sync.cloud.schema.base import METADATA
from sync.cloud.schema.facts import SERVER_HEAD
from sync.cloud.service import Cloud
from sync.cloud.settings import Settings
from tests.cloud.client import Shop
from tests.cloud.conftest import OpenCloud
from tests.cloud.states import refusal


def test_a_start_after_a_restore_begins_a_new_generation(
    cloud_url: str, clock: Any, open_cloud: OpenCloud, tmp_path: Path
) -> None:
    settings = Settings(mark_file=tmp_path / "mark")
    gens = [gen_of(open_cloud(settings=settings)) for _ in range(3)]
    assert gens == [1, 1, 1], "an ordinary start changes nothing"
    cloud = open_cloud(settings=settings)
    kept = cloud.database.read(
        lambda connection: connection.execute(sa.select(SERVER_HEAD)).one()._asdict()
    )
    open_cloud(settings=settings)
    cloud.database.write(lambda connection: connection.execute(sa.update(SERVER_HEAD).values(kept)))
    assert gen_of(open_cloud(settings=settings)) == 2
    assert gen_of(open_cloud(settings=settings)) == 2


def gen_of(cloud: Cloud) -> int:
    return cloud.database.read(generation.current)


def test_an_empty_database_beside_an_old_mark_is_a_new_generation(
    open_cloud: OpenCloud, tmp_path: Path
) -> None:
    (tmp_path / "mark").write_text(f"{bytes(16).hex()} 7\n", encoding="ascii")
    assert gen_of(open_cloud(settings=Settings(mark_file=tmp_path / "mark"))) == 8


def test_a_new_generation_that_many_threads_note_at_once_stands_in_the_file(
    cloud: Cloud, tmp_path: Path
) -> None:
    mark = tmp_path / "mark"
    with ThreadPoolExecutor(8) as pool:
        for expected in range(2, 12):
            cloud.database.write(generation.restored)
            list(pool.map(lambda _: generation.note_mark(cloud.database, mark), range(16)))
            assert mark.read_text(encoding="ascii").split()[1] == str(expected)
    assert [file.name for file in tmp_path.glob("mark*")] == ["mark"]


def test_the_restore_tool_begins_a_new_generation(shop: Shop) -> None:
    till = shop.till()
    assert till.anchor[2] == 1
    shop.cloud.database.write(generation.restored)
    assert till.exchange().server_gen == 2


def test_after_a_restore_from_a_real_copy_a_till_brings_back_what_is_missing(
    tmp_path: Path, clock: Any, open_cloud: OpenCloud
) -> None:
    """The whole of it with SQLite's own copy of the file."""
    path = tmp_path / "own.db"
    cloud = open_cloud(url=f"sqlite:///{path}")
    shop = Shop(cloud, clock)
    till = shop.till(rows=3)
    copy = tmp_path / "copy.db"
    with cloud.database.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql(f"VACUUM INTO '{copy}'")
        connection.exec_driver_sql("BEGIN")
    till.write_many(3)
    till.upload()
    till.cloud = open_cloud(url=f"sqlite:///{copy}")
    assert refusal(lambda: till.exchange(till.batch(till.head))).code == "GAP"
    answer = till.hello()
    assert (answer.server_gen, answer.verdict) == (2, "ok")
    till.have = answer.have
    assert till.upload().acked == till.head


def test_rows_are_safe_once_a_backup_that_holds_them_is_verified(shop: Shop) -> None:
    till = shop.till(rows=2)
    assert till.exchange().safe is None, "without backups nothing is ever safe"
    there = till.head
    positions = shop.cloud.database.read(backups.note_positions)
    till.write_many(2)
    till.upload()

    def note(connection: sa.Connection) -> int:
        return backups.note_verified(connection, positions)

    assert [shop.cloud.database.write(note) for _ in range(2)] == [1, 0]
    assert till.exchange().safe == there
    assert till.hello().safe == there


def test_a_backup_of_what_this_database_lacks_makes_nothing_safe(shop: Shop) -> None:
    till = shop.till(rows=2)
    ahead = [
        one._replace(seq=one.seq + 5) for one in shop.cloud.database.read(backups.note_positions)
    ]
    shop.cloud.database.write(lambda connection: backups.note_verified(connection, ahead))
    assert till.exchange().safe is None


# ---- the schema


def test_the_schema_is_what_the_tables_say(empty_url: str) -> None:
    database = CloudDatabase(empty_url)
    assert upgrade(database.engine) == upgrade(database.engine)
    found = sa.inspect(database.engine)
    for table in METADATA.sorted_tables:
        columns = {column["name"] for column in found.get_columns(table.name)}
        assert columns == {column.name for column in table.columns}, table.name
    database.close()


def test_a_database_of_a_newer_program_is_left_alone(cloud_url: str) -> None:
    database = CloudDatabase(cloud_url)
    upgrade(database.engine)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerDatabaseError, match=r"9999.*newer"):
        upgrade(database.engine)
    database.close()


def test_every_table_can_be_spread_over_many_servers() -> None:
    """sync.md section 19, G1: the distribution column leads the key, and tenant is everywhere."""
    for table in METADATA.sorted_tables:
        by = table.info["distributed_by"]
        key = [column.name for column in table.primary_key]
        assert by == "reference" or by in key, table.name
        for constraint in table.constraints:
            if isinstance(constraint, sa.UniqueConstraint) and by != "reference":
                assert by in {column.name for column in constraint.columns}, table.name
        assert "tenant" in table.columns or table.name == "server_head", table.name
        assert not table.foreign_keys, table.name


@pytest.fixture
def log_kept() -> Iterator[None]:
    """A command takes over the whole log of its process, which here is the checks' own."""
    root, sync = logging.getLogger(), logging.getLogger("sync")
    kept = list(root.handlers), root.level, sync.level
    yield
    root.handlers[:], level, of_sync = kept
    root.setLevel(level)
    sync.setLevel(of_sync)


@pytest.mark.usefixtures("log_kept")
def test_an_operator_notes_positions_before_a_backup_and_says_when_it_is_verified(
    shop: Shop, cloud_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    till = shop.till(rows=2)
    file = str(tmp_path / "positions.json")
    for command, said in (("backup-begins", 1), ("backup-verified", 1), ("backup-verified", 0)):
        assert main([command, "--database", cloud_url, file]) == 0
        assert json.loads(capsys.readouterr().out) == {"terminals": said}
    assert till.exchange().safe == till.head


def test_two_programs_that_start_at_once_make_the_tables_once(empty_url: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        databases = [CloudDatabase(empty_url) for _ in range(2)]
        versions = set(pool.map(lambda database: upgrade(database.engine), databases))
    assert len(versions) == 1
    for database in databases:
        database.close()
