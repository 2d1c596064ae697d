"""The index of names while a whole catalogue comes into it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.store import catalog_files, catalog_rows, name_index
from pos_app.store.database import Connection, Database, Synchronous

KEY = bytes(range(32))
_PIECES = "SELECT count(DISTINCT segid) FROM search_idx"
_FOUND = "SELECT count(*) FROM search WHERE search MATCH 'han : \"农夫\"'"
_SETTINGS = "SELECT k, v FROM search_config WHERE k <> 'version'"
_SOME = 40


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "catalog.db", KEY, Synchronous.NORMAL)
    with database.write() as connection:
        catalog_files.create_tables(connection)
        name_index.begin_load(connection)
    yield database
    database.close()


def _add(database: Database, first: int) -> None:
    with database.write() as connection:
        for at in range(first, first + 100):
            terms = catalog_rows.terms_of(f"农夫第{at}泉", f"farmer {at}")
            connection.exec_driver_sql(catalog_rows.ADD_NAMES, (at, *terms))


def _count(connection: Connection, statement: str) -> int:
    return int(connection.exec_driver_sql(statement).scalar_one())


def test_what_a_load_adds_is_found_at_once_and_is_one_piece_in_the_end(catalog: Database) -> None:
    for piece in range(_SOME):
        _add(catalog, 1 + 100 * piece)
    with catalog.read() as connection:
        assert _count(connection, _PIECES) == _SOME
        assert _count(connection, _FOUND) == 100 * _SOME
    steps = 1
    while _merge(catalog):
        steps += 1
    with catalog.read() as connection:
        assert _count(connection, _PIECES) == 1
        assert _count(connection, _FOUND) == 100 * _SOME
        settings = {row.k: row.v for row in connection.exec_driver_sql(_SETTINGS)}
    assert settings == {"automerge": 4, "crisismerge": 16, "hashsize": 1 << 20}
    assert not _merge(catalog)


def _merge(database: Database) -> bool:
    with database.write() as connection:
        return name_index.merge_on(connection)


def test_an_index_that_no_load_has_begun_is_left_alone(catalog: Database) -> None:
    while _merge(catalog):
        pass
    for piece in range(3):
        _add(catalog, 1 + 100 * piece)
    assert not _merge(catalog)
    with catalog.read() as connection:
        assert _count(connection, _PIECES) == 3
