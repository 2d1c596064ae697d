"""One core for everybody: replays, other people's ids, two processes, retries, restores."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any, TypeVar

import msgspec
import pytest
import sqlalchemy as sa

from sync.cloud.database import CloudDatabase
from sync.cloud.inbox.once import Asked, RequestReusedError, answer_once
from sync.cloud.schema.base import METADATA
from sync.cloud.schema.facts import INBOX
from sync.cloud.service import Cloud
from sync.wire.enrolment import RecoveryEnvelope
from sync.wire.exchange import ExchangeAnswer, ExchangeRequest, LogPage
from sync.wire.holds import Done
from sync.wire.packing import pack, unpack
from sync.wire.refusals import STATUS, Problem
from tests.cloud.client import Refusal, Shop, Till, read
from tests.cloud.conftest import OpenCloud
from tests.cloud.states import dump, refusal, value

T = TypeVar("T")
NOBODY = "postgresql://nobody@127.0.0.1:1/none"


def work_off(cloud: Cloud) -> None:
    while cloud.work():
        pass


def test_no_recorded_request_changes_anything_when_it_comes_again(shop: Shop) -> None:
    till = shop.till(rows=3)
    till.write_many(2)
    till.exchange()
    till.restart()
    till.hello()
    till.write()
    till.exchange()
    till.exchange(till.batch(till.at(1, 1), most=1))
    till.ask("POST", "/sync/v1/envelope", Done, RecoveryEnvelope(b"first"))
    till.ask("POST", "/sync/v1/envelope", Done, RecoveryEnvelope(b"second"))
    till.ask("GET", "/sync/v1/log", LogPage)
    refusal(lambda: till.exchange(till.batch(till.at(1, 2), most=1)) and till.hello(proto=2))
    work_off(shop.cloud)
    before = dump(shop.cloud)
    for request in till.sent:
        shop.cloud.handle(request)
    assert dump(shop.cloud) == before


def other_ids(path: str, till: Till, shop: Shop) -> str:
    """A path with somebody else's things in it."""
    names = {
        "{store}": shop.store,
        "{terminal}": till.terminal_id.hex(),
        "{feed}": f"ctl:{till.terminal_id.hex()}",
        "{sha256}": "0" * 64,
        "{day}": "2026-11-21",
        "{case}": "0" * 20,
    }
    for name, text in names.items():
        path = path.replace(name, text)
    return path


def sample(of: Any, owner: Till) -> bytes:
    """A message of a type with somebody else's ids wherever one fits."""
    return msgspec.json.encode(filled(msgspec.inspect.type_info(of), owner))


def filled(of: msgspec.inspect.Type, owner: Till) -> Any:
    info = msgspec.inspect
    plain = {info.BytesType: owner.terminal_id, info.StrType: owner.store, info.BoolType: True}
    if isinstance(of, info.StructType):
        return {one.encode_name: filled(one.type, owner) for one in of.fields}
    if isinstance(of, info.LiteralType):
        return of.values[0]
    if isinstance(of, info.VarTupleType):
        return [filled(of.item_type, owner)]
    if isinstance(of, info.TupleType):
        return [filled(one, owner) for one in of.item_types]
    if isinstance(of, info.DictType):
        return {owner.store: filled(of.value_type, owner)}
    if isinstance(of, info.UnionType):
        return filled(next(one for one in of.types if not isinstance(one, info.NoneType)), owner)
    return plain.get(type(of), 1)


@pytest.fixture
def rivals(shop: Shop) -> tuple[Till, Till, Till]:
    """A till, one of another store of the same tenant, one of another tenant."""
    second = Shop(shop.cloud, shop.clock, "shop", "S9")
    rival = Shop(shop.cloud, shop.clock, "rival", "R1")
    return shop.till(rows=2), second.till(rows=2), rival.till(rows=2)


def test_nobody_reads_or_changes_what_is_anothers(
    shop: Shop, rivals: tuple[Till, Till, Till]
) -> None:
    """Over every endpoint: somebody else's ids change nothing of theirs and tell nothing."""
    owner = rivals[0]
    work_off(shop.cloud)
    secret = [row.body for row in owner.rows(1, 0)] + [owner.terminal_id.hex().encode()]
    for intruder in rivals[1:]:
        intruder.hello()
        before = theirs(shop.cloud, owner)
        for endpoint in shop.cloud.endpoints:
            if endpoint.auth != "terminal":
                continue
            path = other_ids(endpoint.path, owner, shop)
            body = b"" if endpoint.takes is None else sample(endpoint.takes, owner)
            response = shop.cloud.handle(intruder.request(endpoint.method, path, body))
            assert response.status in (*range(400, 500), 200), path
            assert not any(one in response.body for one in secret), path
        assert_untouched(before, theirs(shop.cloud, owner))


def test_no_administrator_reads_or_changes_what_is_another_tenants(shop: Shop) -> None:
    till = shop.till(rows=2)
    work_off(shop.cloud)
    rival = Shop(shop.cloud, shop.clock, "rival", "R1")
    before = theirs(shop.cloud, till)
    for endpoint in shop.cloud.endpoints:
        if endpoint.auth != "admin":
            continue
        path = other_ids(endpoint.path, till, shop)
        message = msgspec.Raw(sample(endpoint.takes, till)) if endpoint.takes else None
        response = rival.admin(endpoint.method, path, message)
        assert till.terminal_id.hex().encode() not in response.body, path
        assert response.status in (200, *range(400, 500)), path
        if "{store}" in endpoint.path:
            assert response.status >= 400, path
    assert_untouched(before, theirs(shop.cloud, till))


def theirs(cloud: Cloud, till: Till) -> dict[str, list[str]]:
    """Every row of a till's store, or of its tenant where a table knows no stores."""

    def work(connection: sa.Connection) -> dict[str, list[str]]:
        found = {}
        for table in METADATA.sorted_tables:
            query = sa.select(table)
            if "tenant" in table.c:
                query = query.where(table.c.tenant == till.tenant)
            if "store" in table.c:
                query = query.where(table.c.store == till.store)
            found[table.name] = sorted(map(repr, map(tuple, connection.execute(query))))
        return found

    return cloud.database.read(work)


def assert_untouched(before: dict[str, list[str]], after: dict[str, list[str]]) -> None:
    """Nothing of theirs was changed; what knows a store has nothing new either."""
    for name, rows in before.items():
        if "store" in METADATA.tables[name].c:
            assert after[name] == rows, name
        else:
            assert set(rows) <= set(after[name]), name


def test_every_refusal_an_endpoint_names_has_a_status(cloud: Cloud) -> None:
    for endpoint in cloud.endpoints:
        assert set(endpoint.refuses) <= set(STATUS), endpoint.path


def test_every_path_is_answered_once(cloud: Cloud) -> None:
    ways = [(one.method, one.path) for one in cloud.endpoints]
    assert len(ways) == len(set(ways))


def test_what_breaks_in_here_is_our_fault_and_says_nothing(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    till = shop.till()

    def broken(*_: object) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr("sync.cloud.api.exchange.take", broken)
    no = refusal(till.exchange)
    assert (no.status, no.code, no.facts) == (500, "OUR_FAULT", {})
    assert "request_failed" in caplog.text


# ---- two at once


def at_once(jobs: Sequence[Callable[[], T]]) -> list[T]:
    """Run jobs in threads that begin together, and give what they give."""
    gate = Barrier(len(jobs))

    def run(job: Callable[[], T]) -> T:
        gate.wait()
        return job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


@pytest.mark.parametrize("isolation", ["READ COMMITTED", "SERIALIZABLE"])
def test_one_tills_batch_through_two_servers_at_once_is_one_prefix_and_one_chain(
    open_cloud: OpenCloud, clock: Any, isolation: str
) -> None:
    clouds = [open_cloud(isolation=isolation) for _ in range(2)]
    shop = Shop(clouds[0], clock)
    till = shop.till()
    for _ in range(5):
        till.write_many(20)
        batches = [till.batch(most=10), till.batch(), till.batch(), till.batch(most=15)]
        requests = [till.request("POST", "/sync/v1/exchange", pack(one)) for one in batches]
        jobs = [
            partial(clouds[number % 2].handle, request) for number, request in enumerate(requests)
        ]
        for response in at_once(jobs):
            assert response.status == 200, response.body
        till.have = till.head
    query = sa.select(INBOX.c.seq, INBOX.c.chain).order_by(INBOX.c.seq)
    found = clouds[1].database.read(
        lambda connection: [(row.seq, bytes(row.chain)) for row in connection.execute(query)]
    )
    assert found == [(row.seq, row.chain) for row in till.rows(1, 0, 500)]


def test_ten_tills_upload_at_once(open_cloud: OpenCloud, clock: Any) -> None:
    cloud = open_cloud(isolation="SERIALIZABLE")
    shop = Shop(cloud, clock)
    tills = [shop.till() for _ in range(10)]
    for till in tills:
        till.write_many(15)
    at_once([till.upload for till in tills])
    assert [value(cloud, till, "seq") for till in tills] == [16] * 10


def test_a_transaction_that_is_run_again_leaves_one_trace(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every write of a whole conversation fails once with a serialization failure, at its end."""
    database = shop.cloud.database
    once = database._once
    failed: list[object] = []

    def twice(work: Callable[[sa.Connection], Any], *, is_write: bool, is_lasting: bool) -> Any:
        def failing(connection: sa.Connection) -> Any:
            given = work(connection)
            if is_write and work not in failed:
                failed.append(work)
                raise sa.exc.OperationalError("x", {}, SerializationFailure())
            return given

        return once(failing, is_write=is_write, is_lasting=is_lasting)

    monkeypatch.setattr(database, "_once", twice)
    till = shop.till(rows=4)
    till.write()
    assert till.exchange().acked == till.head
    work_off(shop.cloud)
    assert len(failed) > 6
    monkeypatch.undo()
    assert value(shop.cloud, till, "seq") == 6


def test_only_what_need_not_last_is_committed_without_the_disk(shop: Shop) -> None:
    """Whatever was said before on the same connection."""
    database = shop.cloud.database
    asked = "PRAGMA synchronous" if database.is_sqlite else "SHOW synchronous_commit"

    def how(connection: sa.Connection) -> Any:
        return connection.exec_driver_sql(asked).scalar_one()

    passing, lasting = (1, 2) if database.is_sqlite else ("off", "on")
    for _ in range(3):
        assert database.write(how, is_lasting=False) == passing
        assert database.write(how) == lasting


def test_a_connection_that_is_cut_within_a_transaction_costs_a_second_attempt(
    cloud: Cloud,
) -> None:
    if cloud.database.is_sqlite:
        pytest.skip("a file has no connection that can be cut")
    attempts: list[int] = []

    def work(connection: sa.Connection) -> int:
        attempts.append(1)
        if len(attempts) == 1:
            connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
        return int(connection.exec_driver_sql("SELECT 42").scalar_one())

    assert cloud.database.write(work) == 42
    assert len(attempts) == 2


def test_every_connection_may_be_cut_between_two_requests(shop: Shop) -> None:
    if shop.cloud.database.is_sqlite:
        pytest.skip("a file has no connection that can be cut")
    till = shop.till(rows=1)
    till.write()
    with shop.cloud.database.engine.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert till.exchange().acked == till.head


class SerializationFailure(Exception):
    sqlstate = "40001"


def test_a_first_answer_is_the_only_one(shop: Shop) -> None:
    def ask(body: bytes, given: bytes) -> bytes:
        asked = Asked("shop", "till", b"R" * 16, body, 1)
        return shop.cloud.database.write(lambda c: answer_once(c, asked, lambda: given))

    assert [ask(b"h", b"one"), ask(b"h", b"two")] == [b"one", b"one"]
    with pytest.raises(RequestReusedError):
        ask(b"other", b"three")


def test_a_refusals_body_is_a_problem(shop: Shop) -> None:
    till = shop.till()
    request = till.request("POST", "/sync/v1/exchange", b"{")
    assert unpack(shop.cloud.handle(request).body, Problem) == Problem("MALFORMED", {})
    whole = msgspec.json.decode(pack(till.batch()), type=ExchangeRequest)
    answer = shop.cloud.handle(till.request("POST", "/sync/v1/exchange", pack(whole)))
    assert read(answer, ExchangeAnswer).acked == till.head


def test_while_no_database_answers_each_request_leaves_one_short_line(
    shop: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    till = shop.till()
    database, shop.cloud.database = shop.cloud.database, CloudDatabase(NOBODY)
    with pytest.raises(Refusal, match="OVERLOADED"):
        till.hello()
    shop.cloud.database = database
    (line,) = [one for one in caplog.records if one.name == "sync.cloud.service"]
    assert (line.levelname, line.getMessage(), line.exc_info) == ("WARNING", "database_away", None)
