"""A code belongs to the first transaction that takes it, until its window is over."""

from pathlib import Path

import pytest

from pos_app.domain.identifiers import TransactionId
from pos_app.store import tokens
from pos_app.store.database import Database
from pos_app.store.till_file import open_till

FIRST, SECOND = TransactionId(b"1" * 16), TransactionId(b"2" * 16)
KEY = b"\x01handle-1iat.once"


@pytest.fixture
def till(tmp_path: Path):
    database = open_till(tmp_path, bytes(range(32)), is_new=True)
    yield database
    database.close()


def test_the_first_one_has_it(till: Database) -> None:
    with till.write() as connection:
        assert tokens.used_by(connection, KEY) is None
        assert tokens.remember(connection, KEY, FIRST, 100) == FIRST
        assert tokens.remember(connection, KEY, SECOND, 100) == FIRST
        assert tokens.remember(connection, KEY, FIRST, 100) == FIRST
        assert tokens.used_by(connection, KEY) == FIRST
        assert tokens.used_by(connection, KEY + b".") is None


def test_it_is_held_to_the_last_millisecond_of_its_window(till: Database) -> None:
    with till.write() as connection:
        tokens.remember(connection, KEY, FIRST, 100)
        tokens.forget_old(connection, 100)
        assert tokens.used_by(connection, KEY) == FIRST
        tokens.forget_old(connection, 101)
        assert tokens.used_by(connection, KEY) is None
