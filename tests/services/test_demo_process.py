"""The demo store's cloud beside its till: started, met over HTTP, stopped with the till."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from pos_app import resources
from pos_app.clock import SystemClock
from pos_app.demo.issuer_keys import load_keys, make_keys
from pos_app.services.demo_process import DemoProcess, Whereabouts
from pos_app.vault.pseudonyms import Pseudonyms
from sync.transport import Transport
from sync.wire.feeds import FeedPage
from sync.wire.packing import unpack
from sync.wire.reference import Member
from tests.cloud.client import Till
from tests.cloud.http.over_http import OverHttp

TILL = """
import sys
from pathlib import Path
from pos_app import resources
from pos_app.clock import SystemClock
from pos_app.services.demo_process import DemoProcess
from pos_app.vault.pseudonyms import Pseudonyms

beside = DemoProcess(
    Path(sys.argv[1]), resources.path("demo"), Pseudonyms(bytes(32)), SystemClock()
)
beside.start()
print(beside._process.pid, flush=True)
sys.stdin.read()
"""
PSEUDONYMS = Pseudonyms(bytes(32))
CLOCK = SystemClock()


def wait_for(beside: DemoProcess) -> Whereabouts:
    pause = Event()
    while beside.is_running:
        found = beside.whereabouts()
        if found is not None:
            return found
        pause.wait(0.05)
    raise AssertionError((beside.folder / "cloud.log").read_text())


@pytest.fixture
def data(tmp_path: Path) -> Path:
    data = tmp_path / "till"
    data.mkdir()
    make_keys(data, os.urandom, CLOCK.wall_ms() // 1000)
    return data


@pytest.fixture
def beside(data: Path) -> Iterator[DemoProcess]:
    assert DemoProcess.is_possible()
    beside = DemoProcess(data, resources.path("demo"), PSEUDONYMS, CLOCK)
    yield beside
    beside.stop()


def test_a_demo_till_meets_its_cloud_which_knows_goods_members_and_issuer(
    beside: DemoProcess, data: Path
) -> None:
    assert beside.whereabouts() is None
    beside.start()
    found = wait_for(beside)
    assert beside.folder == data.with_name("till-cloud")
    transport = Transport(found.url)
    till = Till(OverHttp(transport))
    till.write("start")
    enrolled = till.enrol(found.code)
    assert enrolled.issuer_roots == load_keys(data).root_publics
    till.upload()
    goods = feed(till, "cat:demo", 400)
    assert sum(key.startswith("i:") for key in goods) > 400
    people = feed(till, "member:demo", 10)
    member = unpack(people["m:01980000000070008000000000000001"], Member)
    assert (member.name, member.last4, member.points) == ("张*", "0101", 846)
    assert member.phone == PSEUDONYMS.phone_key("+8619900000101").hex()
    assert {key for key in feed(till, "coupon:S12", 5) if key.startswith("c:")}
    transport.close()


def test_it_ends_with_the_till_even_where_the_till_was_killed(data: Path) -> None:
    till = subprocess.Popen(
        [sys.executable, "-c", TILL, str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert till.stdout is not None
    cloud = int(till.stdout.readline())
    till.send_signal(signal.SIGKILL)
    till.communicate()
    pause = Event()
    while _is_alive(cloud):
        pause.wait(0.05)


def test_a_second_start_goes_on_where_the_first_ended_and_at_the_same_address(
    beside: DemoProcess,
) -> None:
    beside.start()
    first = wait_for(beside)
    beside.stop()
    assert (beside.is_running, beside.whereabouts()) == (False, None)
    beside.start()
    second = wait_for(beside)
    assert second.url == first.url
    assert second.code != first.code
    beside.stop()
    port = int(first.url.rpartition(":")[2])
    with socket.create_server(("127.0.0.1", port)):
        beside.start()
        assert wait_for(beside).url != first.url


def feed(till: Till, name: str, at_least: int) -> dict[str, bytes]:
    """Read a feed from its beginning, once its writer has come so far."""
    pause, found = Event(), dict[str, bytes]()
    while len(found) < at_least:
        pause.wait(0.05)
        page = till.ask("GET", f"/sync/v1/feeds/{name}?gen=1&after=0", FeedPage)
        found = {row.key: bytes(row.body) for row in page.rows}
    return found


def _is_alive(process: int) -> bool:
    stat = Path(f"/proc/{process}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_till_of_another_store_is_not_the_demo_stores(data: Path) -> None:
    beside = DemoProcess(data, resources.path("demo"), PSEUDONYMS, CLOCK)
    assert beside.is_of("S12")
    assert not beside.is_of("S01"), "it was given to a cloud of its own, which keeps it"
