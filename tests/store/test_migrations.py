"""Steps from one shape of the file to the next: frozen, forward, copied first."""

import os
import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from pos_app.clock import SystemClock
from pos_app.domain.identifiers import OperatorId
from pos_app.domain.operators import (
    NO,
    SHIPPED_ROLES,
    WITH_APPROVAL,
    YES,
    Operator,
    Privilege,
    Role,
)
from pos_app.errors import EnvironmentFault
from pos_app.store import operators
from pos_app.store.backup import restore
from pos_app.store.database import Database, Synchronous
from pos_app.store.journal import JournalWriter
from pos_app.store.migrations import TILL_STEPS, migrate, version_of
from pos_app.store.schema import (
    till,
    till_cloud,
    till_finished,
    till_loyalty,
    till_offers,
    till_safe,
    till_set_up,
    till_stock,
)
from pos_app.store.till_file import TILL_FILE, open_till
from pos_app.store.verification import verify_till
from pos_app.vault.keys import KeyStore
from sync import journal
from tests.store.cloud_side import NoIssuer, ack, journal_side
from tests.store.trade import IDENTITY, Trade

KEY = bytes(32)


def shape(connection: sa.Connection) -> dict[str, str]:
    """Every table, index and trigger, its white space made plain."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {
        name: re.sub(r"\s*([(),])\s*", r"\1", re.sub(r"\s+", " ", sql)).strip()
        for name, sql in rows
    }


def test_the_migrated_file_has_the_declared_shape(tmp_path: Path) -> None:
    migrated = open_till(tmp_path, KEY, is_new=True)
    declared = Database(tmp_path / "declared.db", KEY, Synchronous.FULL)
    with declared.write() as connection:
        for statement in (*journal.TABLES, *journal.TRIGGERS):
            connection.exec_driver_sql(statement)
        assert issubclass(till_finished.SaleLineRow, till.TillRow)  # declared by being imported
        assert issubclass(till_loyalty.EnrolmentRow, till.TillRow)
        assert issubclass(till_cloud.CloudHeadRow, till.TillRow)
        assert issubclass(till_offers.CouponStepRow, till.TillRow)
        assert issubclass(till_safe.SafeEntryRow, till.TillRow)
        assert issubclass(till_set_up.CopyMadeRow, till.TillRow)
        assert issubclass(till_stock.OutOfStockRow, till.TillRow)
        till.TillRow.metadata.create_all(connection)
        for statement in till.TRIGGERS:
            connection.exec_driver_sql(statement)
    with migrated.read() as ours, declared.read() as theirs:
        assert shape(ours) == shape(theirs)
    migrated.close()
    declared.close()


def test_a_new_file_is_brought_to_the_newest_version_once(tmp_path: Path) -> None:
    database = open_till(tmp_path, KEY, is_new=True)
    assert version_of(database) == len(TILL_STEPS)
    migrate(database)
    assert [path.name for path in tmp_path.glob("*.before-*")] == []
    database.close()


def test_a_file_from_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    trade = Trade(tmp_path)
    with trade.database.write() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 99")
    trade.close()
    before = (tmp_path / TILL_FILE).read_bytes()
    with pytest.raises(EnvironmentFault) as caught:
        open_till(tmp_path, trade.keys.till_key, is_new=False)
    assert caught.value.code == "DATABASE_NEWER"
    assert caught.value.facts == {"file": "till.db", "found": 99, "known": len(TILL_STEPS)}
    assert (tmp_path / TILL_FILE).read_bytes() == before


def _add_column(connection: sa.Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE setting ADD COLUMN changed_ms INTEGER")


def _fail(connection: sa.Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE half (n INTEGER)")
    connection.exec_driver_sql("nonsense")


def test_an_older_file_is_copied_before_it_is_changed(trade: Trade) -> None:
    migrate(trade.database, (*TILL_STEPS, _add_column))
    assert version_of(trade.database) == len(TILL_STEPS) + 1
    copy = Database(
        trade.folder / f"till.db.before-v{len(TILL_STEPS) + 1}",
        trade.keys.till_key,
        Synchronous.FULL,
    )
    assert version_of(copy) == len(TILL_STEPS)
    with copy.read() as connection:
        sales = connection.exec_driver_sql("SELECT count(*) FROM retail_transaction")
        assert sales.scalar_one() == 3
    copy.close()


def test_a_step_that_fails_leaves_the_file_as_it_was(trade: Trade) -> None:
    with trade.database.read() as connection:
        before = shape(connection)
    with pytest.raises(sa.exc.OperationalError):
        migrate(trade.database, (*TILL_STEPS, _add_column, _fail))
    assert version_of(trade.database) == len(TILL_STEPS)
    with trade.database.read() as connection:
        assert shape(connection) == before
    migrate(trade.database, (*TILL_STEPS, _add_column))
    assert version_of(trade.database) == len(TILL_STEPS) + 1


def test_a_backup_from_before_there_was_a_cloud_can_be_restored(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "old").mkdir()
    trade = Trade(tmp_path / "new")
    older = Database(tmp_path / "old" / TILL_FILE, trade.keys.till_key, Synchronous.FULL)
    migrate(older, TILL_STEPS[:2])
    with older.write() as connection:
        JournalWriter(trade.keys.terminal_id, trade.keys.signing_seed, trade.clock).start(
            connection, IDENTITY
        )
    older.close()
    trade.close()
    report, _ = restore(
        tmp_path / "old" / TILL_FILE,
        tmp_path / "new",
        trade.terminal,
        trade.clock,
        accept_loss=True,
        progress=lambda _: None,
    )
    assert report.rows == 1
    again = Trade(tmp_path / "new")
    assert verify_till(again.database, again.terminal, lambda _: None).difference is None
    again.close()


def test_a_till_from_before_there_was_a_cloud_sends_all_it_has(tmp_path: Path) -> None:
    store = KeyStore(tmp_path)
    keys, clock = store.create(bytes(range(16)), os.urandom), SystemClock()
    older = Database(tmp_path / TILL_FILE, keys.till_key, Synchronous.FULL)
    migrate(older, TILL_STEPS[:2])
    with older.write() as connection:
        writer = JournalWriter(keys.terminal_id, keys.signing_seed, clock)
        mark = writer.start(connection, IDENTITY)
    store.write_mark(mark)
    older.close()
    trade = Trade(tmp_path)
    assert (tmp_path / f"{TILL_FILE}.before-v{len(TILL_STEPS)}").exists()
    trade.open_shift()
    trade.sell()
    side = journal_side(trade, NoIssuer())
    batch = side.batch(None, 99, 1 << 20)
    assert batch is not None
    assert [event.kind for event in batch.events] == ["start", "shift_open", "sale"]
    side.note_ack(ack(batch.last))
    assert side.waiting().rows == 0
    trade.close()


SINCE_VERSION_1 = {Privilege.CONFIRM_CLOCK, Privilege.ERASE_MEMBER, Privilege.CONNECT_CLOUD}


def _till_of_version_1(folder: Path, roles: Collection[Role]) -> None:
    database = Database(folder / TILL_FILE, KEY, Synchronous.FULL)
    migrate(database, TILL_STEPS[:1])
    with database.write() as connection:
        operators.save_roles(connection, roles)
        for role in roles:
            person = Operator(OperatorId(role.code), role.code, role.name_en, role)
            operators.save(connection, operators.KnownOperator(person, ""))
    database.close()


def _roles_after_the_upgrade(folder: Path) -> dict[str, Role]:
    database = open_till(folder, KEY, is_new=False)
    with database.read() as connection:
        people = [known.operator for known in operators.list_all(connection)]
    database.close()
    return {person.role.code: person.role for person in people}


def _as_in_version_1(role: Role) -> Role:
    kept = {name: may for name, may in role.permissions.items() if name not in SINCE_VERSION_1}
    return replace(role, permissions=kept)


def test_an_older_till_may_do_exactly_what_a_new_one_may(tmp_path: Path) -> None:
    _till_of_version_1(tmp_path, [_as_in_version_1(role) for role in SHIPPED_ROLES])
    assert _roles_after_the_upgrade(tmp_path) == {role.code: role for role in SHIPPED_ROLES}


def test_what_a_shop_decided_for_its_roles_outlives_the_upgrade(tmp_path: Path) -> None:
    own = Role("weekend", "周末员工", "Weekend staff", {Privilege.SELL: YES})
    strict = replace(
        _as_in_version_1(SHIPPED_ROLES[0]),
        permissions={Privilege.SELL: YES, Privilege.CONFIRM_CLOCK: NO},
    )
    _till_of_version_1(tmp_path, [own, strict])
    roles = _roles_after_the_upgrade(tmp_path)
    assert roles["weekend"] == own
    assert roles["cashier"].permissions == {
        Privilege.SELL: YES,
        Privilege.CONFIRM_CLOCK: NO,
        Privilege.ERASE_MEMBER: WITH_APPROVAL,
        Privilege.CONNECT_CLOUD: WITH_APPROVAL,
        Privilege.AUDIT: WITH_APPROVAL,
        Privilege.RECEIVE_STOCK: WITH_APPROVAL,
        Privilege.COUNT_STOCK: YES,
    }


def test_a_till_whose_file_is_gone_does_not_begin_again(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        open_till(tmp_path, KEY, is_new=False)
    assert caught.value.code == "DATABASE_MISSING"
    assert list(tmp_path.iterdir()) == []


A_ROW = {
    "control_event": "1, 1, 'no_sale', 'x', NULL, 0",
    "coupon_given_back": "'c1', 1, 1",
    "rule_use": "1, 0, 'r1', 1, 500, NULL",
    "points_entry": "x'01', 1, x'02', 'earned', 12, 0, NULL, 0",
    "consent_given": "1, x'03', 20778, 'membership', 1, 'v1', 'zh_CN', 'till', 'op1', 0",
    "stored_value_use": "'h1', '**34', 1, 500",
    "anchor": "1, 4, 1, x'04', 0, x'05'",
    "journal_lost": "1, 5, x'06', 'no_sale', 1, x'07', x'08', x'09', x''",
    "journal_lost_epoch": "2, x'0a', x'0b'",
    "journal_fork": "3, 1, 4, 2, 7, 3, 2",
    "safe_entry": "1, 'safe_loan', 9, NULL, '[]', 'T', NULL, 1, 'op1', NULL, '2026-11-22', 0, 1, 7",
    "till_count": "1, 1, 100, '[]', 'op1', 0, 1, 6",
    "stock_document": "1, 'stock_adjust', '', '', 'FOUND', 'op1', NULL, '2026-11-22', 0, 1, 9",
    "stock_movement": "1, 1, 'W1', 1000, NULL, NULL, '', '', NULL",
    "stock_counted": "1, 1, 'W1', 1000, 2000, 1, 8, 3",
    "lost_sale": "1, 'PRICE', '', 'op1', 1, '2026-11-22', 0, 1, 10",
    "out_of_stock": "1, 'W1', 0, 'scan', 'op1', 1, '2026-11-22', 0, 1, 11",
    "coupon_step": "1, 'shown', 7, 2, 'op1', 1, '2026-11-22', 0, 1, 12",
    "set_up_change": "1, x'0c', 0, 'op1', NULL, 'role', 'cashier/sell', '\"no\"', '\"yes\"'",
    "shelf_price": "1, x'0d', x'0e', 'planned', 'W1', 200, 210, '2026-11-22', 0, 'op1', NULL",
    "copy_made": "1, x'0f', 0, 'backup', '', 'till-1.db', 4096, 1, 9, 3, 12",
}
"""A row for the tables that a plain day of trade leaves empty."""

PARENT = dict.fromkeys(("stock_movement", "stock_counted"), "stock_document")
"""The table that a row hangs on, where that is empty too."""


@pytest.mark.parametrize(
    "table", [*till.APPEND_ONLY, "journal", "journal_epoch"]
)  # fmt: skip
def test_what_happened_cannot_be_changed_dropped_or_replaced(trade: Trade, table: str) -> None:
    if table in A_ROW:
        with trade.database.write() as connection:
            for name in filter(None, (PARENT.get(table), table)):
                connection.exec_driver_sql(f"INSERT INTO {name} VALUES ({A_ROW[name]})")
    with trade.database.read() as connection:
        columns = [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
        before = connection.exec_driver_sql(f"SELECT * FROM {table}").all()
    assert before
    for statement in (
        f"UPDATE {table} SET {columns[-1]} = {columns[-1]}",
        f"DELETE FROM {table}",
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    ):
        with (
            pytest.raises(sa.exc.IntegrityError, match="append-only"),
            trade.database.write() as connection,
        ):
            connection.exec_driver_sql(statement)
    with trade.database.read() as connection:
        assert connection.exec_driver_sql(f"SELECT * FROM {table}").all() == before


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO receipt_counter VALUES (2, 'S12', 'T03', 0)",
        "INSERT INTO shift SELECT 2, operator, operator_name, business_date, opened_ms,"
        " opening_float_minor, opening_counts, NULL, NULL, NULL, NULL FROM shift",
        "UPDATE shift SET opening_float_minor = 100000000000000",
        "UPDATE shift SET opening_float_minor = 1.5",
        "INSERT INTO cash_movement VALUES (9, 1, 'gift', 1, '', '', NULL, 0)",
        "INSERT INTO cash_movement VALUES (9, 1, 'paid_in', -1, '', '', NULL, 0)",
        "INSERT INTO tender_line VALUES (99, 1, 'cash', 1, 0, NULL, NULL, NULL, NULL)",
    ],
)
def test_the_file_itself_refuses_what_cannot_be(trade: Trade, statement: str) -> None:
    with pytest.raises(sa.exc.IntegrityError), trade.database.write() as connection:
        connection.exec_driver_sql(statement)
