"""The schema is brought up version by version; each version's words are its own, for ever."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from sync.cloud import migrations
from sync.cloud.database import CloudDatabase
from sync.cloud.migrations import upgrade
from sync.cloud.schema.base import DISTRIBUTED_BY, METADATA
from sync.cloud.schema.facts import EPOCH
from sync.cloud.schema.ledgers import RECONCILIATION
from sync.cloud.schema.sales import SALE
from sync.cloud.schema.sheets import DAY_TOUCHED
from sync.cloud.schema.stock import STOCK_MOVE
from sync.cloud.stock.on_hand import restock
from tests.postgres import PostgresServer

VERSIONS = sorted((Path(migrations.__file__).parent / "versions").glob("m*.py"))

_SQLITE_TABLES = "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
_SQLITE_COLUMNS = 'SELECT name, type, "notnull", pk FROM pragma_table_xinfo(?)'
_SQLITE_INDEXES = """SELECT i.name, i."unique", group_concat(c.name) FROM pragma_index_list(?) AS i,
 pragma_index_info(i.name) AS c WHERE i.origin = 'c' GROUP BY i.name"""
_POSTGRES_COLUMNS = """SELECT table_name, column_name, data_type, collation_name, is_nullable
 FROM information_schema.columns WHERE table_schema = 'public'"""
_POSTGRES_INDEXES = "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'"

Shape = set[tuple[Any, ...]]


def shape(connection: sa.Connection) -> Shape:
    """All that a database itself says of its tables, but for Alembic's own."""
    if connection.dialect.name == "sqlite":
        rows = _sqlite_shape(connection)
    else:
        rows = {
            tuple(row)
            for query in (_POSTGRES_COLUMNS, _POSTGRES_INDEXES)
            for row in connection.exec_driver_sql(query)
        }
    return {row for row in rows if row[0] != "alembic_version"}


def _sqlite_shape(connection: sa.Connection) -> Shape:
    rows: Shape = {tuple(row) for row in connection.exec_driver_sql(_SQLITE_TABLES)}
    for name, _ in list(rows):
        for query in (_SQLITE_COLUMNS, _SQLITE_INDEXES):
            rows |= {(name, *row) for row in connection.exec_driver_sql(query, (name,))}
    return rows


@pytest.fixture
def another_url(request: pytest.FixtureRequest, engine: str, tmp_path: Path) -> Iterator[str]:
    """A second empty database beside ``empty_url``."""
    if engine == "sqlite":
        yield f"sqlite:///{tmp_path / 'declared.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database() as url:
        yield url


def test_from_nothing_the_versions_make_the_tables_that_the_program_declares(
    empty_url: str, another_url: str
) -> None:
    made, declared = CloudDatabase(empty_url), CloudDatabase(another_url)
    upgrade(made.engine)
    METADATA.create_all(declared.engine)
    with made.engine.connect() as one, declared.engine.connect() as other:
        assert compare_metadata(MigrationContext.configure(one), METADATA) == []
        assert shape(one) == shape(other)
    made.close()
    declared.close()


def _insert_sale(connection: sa.Connection, day: str) -> None:
    """A transaction as a cloud of the first versions has it."""
    texts = {column.name: "" for column in SALE.c if isinstance(column.type, sa.Text)}
    row = {column.name: 0 for column in SALE.c} | texts
    row |= {"store": "S1", "tenant": "t1", "terminal": b"", "sale_id": b"", "day": day}
    connection.execute(sa.insert(SALE).values(row))


def test_a_cloud_of_the_first_versions_keeps_its_rows(empty_url: str) -> None:
    database = CloudDatabase(empty_url)
    _upgrade_to(database, "0005")
    with database.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO reconciliation VALUES ('S1', '', '2026-11-20', 't1', 'equal', 'differs',"
            " 'equal', 'DAY_MEANING_DIFFERS', 0, 7, '', '', '', '')"
        )
        connection.exec_driver_sql(
            "INSERT INTO epoch VALUES ('S1', '', 1, 't1', '', '', '', 5, 9, '', 'fork')"
        )
        _insert_sale(connection, "2026-11-20")
    upgrade(database.engine)
    with database.engine.connect() as connection:
        day = connection.execute(sa.select(RECONCILIATION)).one()
        epoch = connection.execute(sa.select(EPOCH)).one()
        touched = connection.execute(sa.select(DAY_TOUCHED)).one()
    assert (day.day, day.reason, day.at_ms, day.findings) == (
        "2026-11-20",
        "DAY_MEANING_DIFFERS",
        7,
        None,
    )
    assert (epoch.opened_ms, epoch.sealed_seq, epoch.sealed_why) == (5, 9, "fork")
    assert (touched.store, touched.day, touched.changes) == ("S1", "2026-11-20", 1)
    database.close()


def test_what_moved_before_places_were_kept_has_the_place_of_its_row(empty_url: str) -> None:
    database = CloudDatabase(empty_url)
    _upgrade_to(database, "0012")
    with database.engine.begin() as connection:
        for statement in (
            "INSERT INTO event_seen (store, tenant, event_id, terminal, epoch, seq, digest)"
            " VALUES ('S1', 't1', 'e', 'x', 2, 7, '')",
            "INSERT INTO stock_move (store, tenant, event_id, n, terminal, sku, reason, quantity,"
            " wall_ms) VALUES ('S1', 't1', 'e', 1, 'x', 'W1', 'sale', -1000, 5)",
            "INSERT INTO stock_on_hand (store, tenant, sku, on_hand, moves, told, as_of_ms)"
            " VALUES ('S1', 't1', 'W1', -1000, 1, 1, 5)",
        ):
            connection.exec_driver_sql(statement)
    upgrade(database.engine)
    with database.engine.begin() as connection:
        move = connection.execute(sa.select(STOCK_MOVE)).one()
        assert (move.epoch, move.seq) == (2, 7)
        assert restock(connection, "S1") == 0
    database.close()


def _upgrade_to(database: CloudDatabase, version: str) -> None:
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    with database.engine.begin() as connection:
        context = MigrationContext.configure(connection)
        with Operations.context(context):
            for script in reversed(list(scripts.iterate_revisions(version, "base"))):
                script.module.upgrade()
        context.stamp(scripts, version)


@pytest.mark.parametrize("file", VERSIONS, ids=lambda file: file.stem)
def test_a_version_does_not_change_when_the_tables_of_the_program_do(file: Path) -> None:
    """What it makes stands in it: of the cloud it imports the runner of versions alone."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            modules = [node.module or ""]
        ours = [name for name in modules if name.partition(".")[0] in ("sync", "pos_app")]
        assert set(ours) <= {"sync.cloud.migrations"}, file.name


def test_the_versions_spread_every_table_by_the_column_that_the_program_declares() -> None:
    """What Citus would be told; sync.md section 19."""
    spread = {}
    for file in VERSIONS:
        text = file.read_text(encoding="utf-8")
        for name, by in re.findall(r'create\(op\.get_bind\(\), (\w+), by="(\w+)"\)', text):
            _, _, after = text.partition(f'\n{name}: Final = """')
            statements, _, _ = after.partition('"""')
            spread |= dict.fromkeys(re.findall(r"CREATE TABLE (\w+)", statements), by)
    declared = {name: table.info[DISTRIBUTED_BY] for name, table in METADATA.tables.items()}
    assert spread == declared
