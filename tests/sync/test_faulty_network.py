"""The real engine, transport, network and server, with everything a network can do in between.

Whatever happens to a request has a name, and when it is over everything arrives, once.
"""

import gzip
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from sync import errors
from sync.cloud.schema.facts import INBOX
from sync.errors import Unreachable
from sync.status import Contact
from sync.steps import Outcome, Outgoing
from sync.transport import Transport
from sync.wire.packing import pack
from sync.wire.refusals import Problem
from tests.cloud.http.served import served
from tests.faults import kinds
from tests.faults.certificates import Certificates
from tests.faults.plans import Drawn, OnPath, Script
from tests.faults.proxy import FaultProxy
from tests.sync.shop import Machine, World

SHORT_MS = 700
PATIENT_MS = 20_000
"""Where nothing is to be waited for in vain: a busy machine is not taken for a slow network."""
SECOND = 1_000
MINUTE = 60 * SECOND


class Wire:
    """Carries a machine's requests, and remembers the names of what went wrong."""

    def __init__(self, url: str, trust: Path | None = None) -> None:
        self.transport = Transport(url, trust)
        self.names: list[str] = []
        self.most_ms = PATIENT_MS

    def __call__(self, outgoing: Outgoing) -> Outcome:
        short = replace(outgoing, deadline_ms=min(outgoing.deadline_ms, self.most_ms))
        outcome = self.transport.send(short)
        if isinstance(outcome, Unreachable):
            self.names.append(outcome.code)
        return outcome


@pytest.fixture
def proxy(world: World) -> Iterator[FaultProxy]:
    with (
        served(world.cloud, world.cloud.database) as serving,
        FaultProxy(int(serving.url("tills").rpartition(":")[2])) as proxy,
    ):
        yield proxy


@pytest.fixture
def wire(proxy: FaultProxy, machine: Machine, world: World) -> Iterator[Wire]:
    """A machine that has met its cloud and sold something."""
    wire = Wire(proxy.url)
    machine.network = wire
    machine.sell()
    world.run(2 * MINUTE)
    assert_all_is_there(machine)
    yield wire
    wire.transport.close()


def assert_all_is_there(machine: Machine) -> None:
    """Every row of the till is in the cloud once, and the till knows it."""
    head = machine.journal.standing().head
    assert machine.journal.acked == head
    with machine.world.cloud.database.engine.connect() as connection:
        count = connection.scalar(sa.select(sa.func.count()).select_from(INBOX))
    assert count == head.seq
    assert machine.status is not None
    assert machine.status.contact is Contact.ONLINE


def refusal(status: int, code: str, **headers: str) -> kinds.Answer:
    """What the cloud itself would say, had it said it."""
    said = {"Sync-Proto": "1", "Content-Type": "application/json", **headers}
    return kinds.Answer(status, said, pack(Problem(code)))


@pytest.mark.parametrize(
    ("fault", "named"),
    [
        (kinds.CutBefore(), errors.CUT),
        (kinds.CutUpload(40), errors.CUT),
        (kinds.CutAfter(), errors.CUT),
        (kinds.Truncate(9), errors.CUT),
        (kinds.Overtaken(1), errors.CUT),
        (kinds.Garbage(), errors.NOT_OURS),
        (kinds.Vanish(), errors.TIMED_OUT),
        (kinds.Vanish(is_forwarded=True), errors.TIMED_OUT),
        (kinds.SlowAnswer(1, 100), errors.TIMED_OUT),
        (kinds.SlowUpload(9, 100), errors.TIMED_OUT),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, str) else value,
)
def test_a_connection_that_fails_is_named_and_the_rows_arrive_once(
    proxy: FaultProxy, wire: Wire, machine: Machine, world: World, fault: kinds.Fault, named: str
) -> None:
    wire.most_ms = SHORT_MS if named == errors.TIMED_OUT else PATIENT_MS
    proxy.plan = OnPath("/exchange", Script([fault, fault]))
    machine.sell(3)
    world.run(5 * MINUTE)
    assert wire.names[:2] == [named, named]
    # A busy machine may be too slow for so short a deadline once more; nothing else may fail.
    assert set(wire.names[2:]) <= ({named} if named == errors.TIMED_OUT else set())
    assert_all_is_there(machine)


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        (kinds.CAPTIVE_PORTAL, errors.NOT_OURS),
        (kinds.MOVED, errors.NOT_OURS),
        (kinds.BAD_GATEWAY, errors.GATEWAY_BUSY),
        (kinds.refused(503, "3"), errors.GATEWAY_BUSY),
        (kinds.refused(429), errors.GATEWAY_BUSY),
        (kinds.refused(504), errors.GATEWAY_BUSY),
        (kinds.refused(401), errors.NOT_OURS),
        (kinds.refused(413), ""),
        (refusal(429, "TOO_MANY", **{"Retry-After": "2"}), "TOO_MANY"),
        (refusal(503, "OVERLOADED", **{"Retry-After": "99999999999"}), "OVERLOADED"),
        (refusal(500, "OUR_FAULT"), "OUR_FAULT"),
        (refusal(401, "CHANNEL_LOST"), ""),
        (refusal(413, "TOO_LARGE"), ""),
        (refusal(400, "DIGEST_WRONG"), "DIGEST_WRONG"),
    ],
    ids=lambda value: f"{value.status}" if isinstance(value, kinds.Answer) else value or "none",
)
def test_whoever_answers_in_the_clouds_place_is_known_for_it(
    proxy: FaultProxy, wire: Wire, machine: Machine, world: World, answer: kinds.Answer, shown: str
) -> None:
    proxy.plan = OnPath("/exchange", Script([answer]))
    machine.sell(3)
    machine.statuses.clear()
    world.run(5 * MINUTE)
    shown_at_all = {
        lane.error for status in machine.statuses for lane in status.lanes.values() if lane.error
    }
    assert shown_at_all == ({shown} if shown else set())
    world.run(25 * MINUTE)
    assert_all_is_there(machine)


def test_a_bomb_from_the_network_is_named_and_left(
    proxy: FaultProxy, wire: Wire, machine: Machine, world: World
) -> None:
    bomb = gzip.compress(bytes(40 << 20))
    headers = {"Sync-Proto": "1", "Content-Encoding": "gzip", "Content-Type": "application/json"}
    proxy.plan = OnPath("/exchange", Script([kinds.Answer(200, headers, bomb)]))
    machine.sell(3)
    world.run(5 * MINUTE)
    assert wire.names == [errors.TOO_MUCH]
    assert_all_is_there(machine)


@pytest.mark.parametrize(
    "fault", [kinds.Duplicate(), kinds.Duplicate(1), kinds.Duplicate(0, True), kinds.Replay(2)]
)
def test_what_the_network_says_twice_is_heard_once(
    proxy: FaultProxy, wire: Wire, machine: Machine, world: World, fault: kinds.Fault
) -> None:
    proxy.plan = Script([fault] * 6)
    for _ in range(3):
        machine.sell(2)
        world.run(2 * MINUTE)
    proxy.deliver_late()
    world.run(15 * MINUTE)
    assert_all_is_there(machine)


def test_a_network_that_is_down_for_a_day_leaves_nothing_behind(
    proxy: FaultProxy, wire: Wire, machine: Machine, world: World
) -> None:
    proxy.cut_network()
    wire.transport.close()
    for _ in range(4):
        machine.sell(5)
        world.run(6 * 60 * MINUTE)
    assert machine.status is not None
    assert machine.status.contact is Contact.OFFLINE
    assert machine.status.offline_code == errors.OFFLINE
    assert machine.status.waiting.rows == 20
    proxy.restore_network()
    world.run(20 * MINUTE)
    assert_all_is_there(machine)


def test_a_bad_day_of_all_of_them_ends_in_step(
    proxy: FaultProxy, wire: Wire, machine: Machine, world: World
) -> None:
    wire.most_ms = SHORT_MS
    faults = (
        kinds.CutBefore(),
        kinds.CutAfter(),
        kinds.CutUpload(90),
        kinds.Truncate(3),
        kinds.Duplicate(),
        kinds.Replay(1),
        kinds.Overtaken(2),
        kinds.FlipBit(77),
        kinds.CAPTIVE_PORTAL,
        kinds.BAD_GATEWAY,
    )
    proxy.plan = Drawn(4711, 0.5, faults)
    for _ in range(12):
        machine.sell(3)
        world.run(10 * MINUTE)
    proxy.plan = Script([])
    proxy.deliver_late()
    world.run(20 * MINUTE)
    assert_all_is_there(machine)


@pytest.mark.parametrize(
    ("which", "named"),
    [
        ("expired", errors.CERTIFICATE_ENDED),
        ("unknown_issuer", errors.CERTIFICATE_UNKNOWN),
        ("another_name", errors.CERTIFICATE_NAME),
    ],
)
def test_a_server_that_cannot_prove_itself_gets_nothing_and_the_till_waits_for_the_right_one(
    world: World, machine: Machine, tmp_path: Path, which: str, named: str
) -> None:
    certificates = Certificates(tmp_path)
    with served(world.cloud, world.cloud.database) as serving:
        port = int(serving.url("tills").rpartition(":")[2])
        with FaultProxy(port, tls=getattr(certificates, which)()) as stranger:
            wire = Wire(stranger.url, certificates.trust)
            machine.network = wire
            machine.sell(2)
            world.run(5 * MINUTE)
            assert set(wire.names) == {named}
            assert stranger.seen == []
            assert machine.status is not None
            assert machine.status.offline_code == named
        with FaultProxy(port, tls=certificates.good()) as right:
            machine.network = wire = Wire(right.url, certificates.trust)
            world.run(20 * MINUTE)
            assert_all_is_there(machine)
            wire.transport.close()
