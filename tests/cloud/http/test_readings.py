"""What the cloud says of its own health, read from either database."""

import requests
import sqlalchemy as sa

from sync.cloud.inbox.terminals import SILENT_MS
from sync.cloud.metrics import Metrics
from sync.cloud.readings import PROVED_WITHIN_MS
from sync.cloud.schema.facts import TERMINAL
from sync.cloud.schema.ledgers import RECONCILIATION
from sync.cloud.service import Cloud
from tests.cloud.client import Shop, TestClock
from tests.cloud.http.served import served


def test_health_is_read_from_the_tables(cloud: Cloud, shop: Shop, clock: TestClock) -> None:
    metrics = Metrics(cloud.database, clock)
    empty = metrics.readings()
    assert empty is not None
    assert (empty.terminals, empty.inbox_rows, empty.quarantine_open) == (0, 0, 0)
    first, second = shop.till(5), shop.till(2)
    prove(cloud, clock, first.terminal_id)
    found = metrics.readings()
    assert found is not None
    assert (found.terminals_active, found.terminals_silent, found.terminals_proved) == (2, 0, 1)
    assert found.inbox_rows == first.head.seq + second.head.seq
    assert found.projector_lag_rows == found.inbox_rows
    while cloud.work():
        pass
    second.write_many(4)
    second.exchange(second.batch(most=1))
    clock.now_ms += max(SILENT_MS, PROVED_WITHIN_MS) + 1
    first.exchange()
    found = metrics.readings()
    assert found is not None
    assert (found.projector_lag_rows, found.rows_lacking) == (1, 3)
    assert (found.terminals_silent, found.terminals_proved) == (1, 0)
    assert found.feed_heads == {("shop", "sheet:S1"): 2}
    assert b"pos_cloud_rows_lacking 3.0" in metrics.scrape()


def test_a_server_is_not_ready_once_a_newer_program_has_changed_the_tables(cloud: Cloud) -> None:
    with served(cloud, cloud.database) as serving:
        url = serving.url("tills") + "/readyz"
        assert requests.get(url, timeout=20).json() == {"ready": True}
        with cloud.database.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        after = requests.get(url, timeout=20)
        assert (after.status_code, after.json()["code"]) == (503, "NOT_READY")


def prove(cloud: Cloud, clock: TestClock, terminal: bytes) -> None:
    row = {column.name: "" for column in RECONCILIATION.c}
    row |= {column.name: b"" for column in RECONCILIATION.c if column.type.python_type is bytes}
    row |= {"terminal": terminal, "day": "2026-11-21", "at_ms": clock.now_ms, "is_proved": 1}
    with cloud.database.engine.begin() as connection:
        store = sa.select(TERMINAL.c.store).where(TERMINAL.c.terminal == terminal)
        row["store"] = connection.scalar(store)
        connection.execute(sa.insert(RECONCILIATION).values(row))
