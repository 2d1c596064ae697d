"""The till's writer and the independent verifier, made by different hands, agree on any journal."""

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from pos_app.store.database import Database, Synchronous
from sync import journal
from sync.journal_walk import verify
from tests.verifier.exporting import export_rows
from tests.verifier.judging import verifier

TERMINAL = bytes(range(16))
SEED = bytes(range(32))
KINDS = ["start", "sign_on", "sale", "return", "post_void", "void", "suspend", "x_report"]

leaves = st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=20)
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True), inner, max_size=3)
    ),
    max_leaves=8,
)
totals = st.integers(-(10**9), 10**9)


def an_entry(number: int, kind: str, total: int, extra: Any, receipt: int) -> journal.Entry:
    data: dict[str, Any] = {"extra": extra}
    if kind in ("sale", "return", "post_void"):
        data |= {"total": total, "rcpt": f"S12-T03-{receipt:06d}"}
    return journal.Entry(
        kind=kind,
        data=data,
        event_id=number.to_bytes(16, "big"),
        business_date="2026-11-21" if number > 1 else "",
        wall_ms=1795262400000 + 700 * number,
        mono_ms=700 * number,
        operator="7",
        boot="00ff00ff" if kind == "start" else "",
    )


def fresh(connection: sa.Connection) -> journal.Journal:
    for table in ("journal", "journal_epoch", "head"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
    for statement in journal.TABLES:
        connection.exec_driver_sql(statement)
    return journal.Journal(TERMINAL, SEED)


@pytest.fixture(scope="module")
def till(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database(tmp_path_factory.mktemp("hands") / "till.db", SEED, Synchronous.NORMAL)
    yield database
    database.close()


@given(st.lists(st.tuples(st.sampled_from(KINDS), totals, values), min_size=1, max_size=12))
def test_any_journal_the_till_writes_is_intact_to_the_verifier(
    till: Database, rows: list[tuple[str, int, Any]]
) -> None:
    with till.write() as connection:
        writer = fresh(connection)
        writer.open_epoch(connection)
        receipt = 0
        for number, (kind, total, extra) in enumerate(rows, 1):
            receipt += kind in ("sale", "return", "post_void")
            writer.append(connection, an_entry(number, kind, total, extra, receipt))
        assert verify(connection, TERMINAL, writer.public_key) is None
        exports = export_rows(connection)
    path = till.path.with_name("export")
    path.write_bytes(exports[1])
    pin = ["--terminal-key", writer.public_key.hex()]
    assert verifier.main(["--export", "--from-start", *pin, str(path)]) == 0
