"""The shell around the core: limits, lanes, stamps, logs and stopping, on real sockets."""

import contextlib
import gzip
import json
import logging
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import requests

from sync.cloud.api.endpoint import Call, Endpoint
from sync.cloud.api.routes import Routes
from sync.cloud.call import Request, Response
from sync.cloud.clock import SystemCloudClock
from sync.cloud.database import CloudDatabase
from sync.cloud.pools import Room
from sync.cloud.request_log import JsonLines
from sync.cloud.serving import Serving
from sync.wire.holds import CouponHoldAnswer, CouponHoldRequest
from tests.cloud.http.served import served

SECRET = "8a1f-secret-pin-4711"
MOST = 4096


@dataclass
class Echo:
    """A core that does what its body says, so that the shell around it can be seen."""

    heard: list[Request] = field(default_factory=list)
    gate: Event = field(default_factory=Event)
    entered: Event = field(default_factory=Event)
    worked: Event = field(default_factory=Event)
    is_closed: bool = False

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        def of(lane: Any, path: str, auth: Any = "terminal", method: Any = "POST") -> Endpoint:
            return Endpoint(
                method,
                path,
                self._never,
                auth,
                lane,
                "One of the shell's.",
                CouponHoldRequest,
                CouponHoldAnswer,
                ("GAP",),
                most_bytes=MOST,
            )

        return (
            of("holds", "/sync/v1/coupon/hold"),
            of("facts", "/sync/v1/exchange"),
            of("bulk", "/sync/v1/snapshots/{feed}", method="GET"),
            of("admin", "/admin/v1/items", auth="admin"),
        )

    def handle(self, request: Request) -> Response:
        self.heard.append(request)
        match request.body:
            case b"wait":
                self.entered.set()
                assert self.gate.wait(20)
            case b"refuse":
                return Response(409, b'{"code":"GAP","facts":{"have":3}}')
        return Response(200, b'{"said":"' + b"yes " * 500 + b'"}')

    def work(self) -> bool:
        is_first = not self.worked.is_set()
        self.worked.set()
        return is_first

    def close(self) -> None:
        self.is_closed = True

    @staticmethod
    def _never(_: Call) -> None:
        raise AssertionError


@pytest.fixture
def database(tmp_path: Path) -> Iterator[CloudDatabase]:
    database = CloudDatabase(f"sqlite:///{tmp_path / 'cloud.db'}")
    yield database
    database.close()


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest.fixture
def serving(echo: Echo, database: CloudDatabase) -> Iterator[Serving]:
    with served(echo, database, Room(threads=2, hold_threads=1, waiting=2)) as serving:
        yield serving
        echo.gate.set()


@pytest.fixture
def lines() -> Iterator[list[str]]:
    written: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(JsonLines(SystemCloudClock()).format(record))

    keep, log = Keep(), logging.getLogger("sync.cloud")
    log.addHandler(keep)
    log.setLevel(logging.INFO)
    yield written
    log.removeHandler(keep)


def post(serving: Serving, path: str, body: bytes = b"{}", **headers: str) -> requests.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return requests.post(serving.url("tills") + path, data=body, headers=named, timeout=20)


def test_every_answer_carries_the_protocol_and_repeats_channel_and_request(
    serving: Serving, echo: Echo
) -> None:
    answer = post(
        serving, "/sync/v1/exchange", sync_channel="abc_-1", sync_request="0011aabbccddeeff"
    )
    assert answer.status_code == 200
    assert answer.headers["sync-proto"] == "1"
    assert answer.headers["sync-channel"] == "abc_-1"
    assert answer.headers["sync-request"] == "0011aabbccddeeff"
    assert echo.heard[0].headers["sync-channel"] == "abc_-1"
    unnamed = post(serving, "/sync/v1/exchange", sync_request="<b>")
    assert len(unnamed.headers["sync-request"]) == 16
    assert "sync-channel" not in unnamed.headers


def test_the_core_hears_path_query_and_body_exactly_as_they_were_sent(
    serving: Serving, echo: Echo
) -> None:
    body = gzip.compress(b'{"a":1}')
    url = serving.url("tills") + "/sync/v1/snapshots/cat:z%2F1?gen=&b=%20"
    requests.get(url, data=body, headers={"content-encoding": "gzip"}, timeout=20)
    heard = echo.heard[0]
    assert (heard.method, heard.path) == ("GET", "/sync/v1/snapshots/cat:z%2F1")
    assert (heard.query, heard.body) == ("gen=&b=%20", body)
    assert heard.peer == "127.0.0.1"


@pytest.mark.parametrize(
    "path", ["/a%0Ab", "/", "/sync/v1/exchange/", "/%F0%9F%98%80", "//healthz"]
)
def test_any_path_at_all_gets_an_answer_of_ours(serving: Serving, path: str) -> None:
    answer = post(serving, path, sync_channel="c1")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["sync-channel"] == "c1"


def test_json_is_compressed_for_those_who_take_it(serving: Serving) -> None:
    small = post(serving, "/sync/v1/exchange", accept_encoding="gzip")
    plain = post(serving, "/sync/v1/exchange", accept_encoding="identity")
    assert small.headers["content-encoding"] == "gzip"
    assert int(small.headers["content-length"]) < int(plain.headers["content-length"])
    assert small.json() == plain.json()


def test_a_body_over_the_limit_is_refused_whether_it_says_so_or_not(
    serving: Serving, echo: Echo
) -> None:
    declared = post(serving, "/sync/v1/exchange", bytes(MOST + 1))
    streamed = requests.post(
        serving.url("tills") + "/sync/v1/exchange",
        data=iter([bytes(1000)] * 5),
        timeout=20,
    )
    for answer in (declared, streamed):
        assert answer.status_code == 413
        assert answer.json() == {"code": "TOO_LARGE", "facts": {"most_bytes": MOST}}
        assert answer.headers["sync-proto"] == "1"
    assert echo.heard == []


def test_a_body_that_comes_in_drops_is_given_up(echo: Echo, database: CloudDatabase) -> None:
    with (
        served(echo, database, Room(body_s=1)) as serving,
        socket.create_connection(("127.0.0.1", _port(serving)), timeout=20) as slow,
    ):
        slow.sendall(b"POST /sync/v1/exchange HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{")
        answer = b""
        while piece := slow.recv(4096):
            answer += piece
        assert answer.startswith(b"HTTP/1.1 408 ")
        assert b'"TOO_SLOW"' in answer


@pytest.mark.parametrize("said", [b"", b"POST /sync/v1/exchange HTTP/1.1\r\nhost: x\r\n"])
def test_who_connects_and_does_not_come_to_the_point_is_hung_up_on(
    echo: Echo, database: CloudDatabase, said: bytes
) -> None:
    with (
        served(echo, database, Room(body_s=1)) as serving,
        socket.create_connection(("127.0.0.1", _port(serving)), timeout=20) as idle,
    ):
        idle.sendall(said)
        assert idle.recv(4096) == b""
        assert post(serving, "/sync/v1/exchange").status_code == 200


def test_a_full_house_sheds_the_bulk_first_and_never_a_hold_for_an_upload(
    serving: Serving, echo: Echo
) -> None:
    with ThreadPoolExecutor(4) as tills:
        busy = [tills.submit(post, serving, "/sync/v1/exchange", b"wait") for _ in range(2)]
        assert echo.entered.wait(20)
        while True:
            bulk = requests.get(serving.url("tills") + "/sync/v1/snapshots/x", timeout=20)
            if bulk.status_code == 503:
                break
        assert bulk.json()["code"] == "OVERLOADED"
        assert int(bulk.headers["retry-after"]) == 60
        assert post(serving, "/sync/v1/coupon/hold").status_code == 200
        echo.gate.set()
        assert [one.result().status_code for one in busy] == [200, 200]


def test_the_log_has_listed_fields_alone_and_no_secret_that_was_planted(
    serving: Serving, lines: list[str]
) -> None:
    post(
        serving,
        f"/sync/v1/exchange?pin={SECRET}",
        SECRET.encode(),
        signature=f"sync=:{SECRET}:",
        authorization=f"Bearer {SECRET}",
        cookie=SECRET,
        sync_channel=SECRET,
        signature_input=f'sync=();keyid="{"ab" * 32}"',
    )
    requests.get(serving.url("tills") + f"/{SECRET}", timeout=20)
    post(serving, "/sync/v1/exchange", b"refuse")
    logging.getLogger("sync.cloud.inbox").warning("odd row %s", SECRET)
    said = [json.loads(line) for line in lines]
    assert SECRET not in "".join(lines)
    asked, unknown, refused = (line for line in said if line["event"] == "request")
    assert asked["endpoint"] == "/sync/v1/exchange"
    assert asked["key"] == "ab" * 8
    assert asked["bytes_in"] == len(SECRET)
    assert unknown["endpoint"] == "other"
    assert (refused["status"], refused["code"]) == (409, "GAP")
    assert said[-1]["says"] == "odd row %s"


def test_an_administrators_endpoint_is_on_its_own_origin_alone(
    serving: Serving, echo: Echo
) -> None:
    assert post(serving, "/admin/v1/items").status_code == 404
    assert echo.heard == []
    there = requests.post(serving.url("admin") + "/admin/v1/items", data=b"{}", timeout=20)
    assert there.status_code == 200
    back = requests.post(serving.url("admin") + "/sync/v1/exchange", data=b"{}", timeout=20)
    assert back.status_code == 404
    assert "pos_cloud" not in requests.get(serving.url("tills") + "/metrics", timeout=20).text


def test_the_document_names_every_endpoint_of_its_origin_with_its_refusals(
    serving: Serving,
) -> None:
    tills = requests.get(serving.url("tills") + "/openapi.json", timeout=20).json()
    assert tills["openapi"] == "3.1.0"
    assert set(tills["paths"]) == {
        "/sync/v1/coupon/hold",
        "/sync/v1/exchange",
        "/sync/v1/snapshots/{feed}",
    }
    exchange = tills["paths"]["/sync/v1/exchange"]["post"]
    assert "GAP" in exchange["responses"]["409"]["description"]
    assert "OVERLOADED" in exchange["responses"]["503"]["description"]
    assert "CouponHoldRequest" in tills["components"]["schemas"]
    admin = requests.get(serving.url("admin") + "/openapi.json", timeout=20).json()
    assert list(admin["paths"]) == ["/admin/v1/items"]


def test_an_upload_wakes_the_worker(serving: Serving, echo: Echo) -> None:
    assert echo.worked.wait(20)
    echo.worked.clear()
    post(serving, "/sync/v1/exchange")
    assert echo.worked.wait(20)


def test_what_was_begun_is_answered_before_the_cloud_ends(
    echo: Echo, database: CloudDatabase
) -> None:
    with ThreadPoolExecutor(2) as tills:
        with served(echo, database) as serving:
            url = serving.url("tills")
            begun = tills.submit(post, serving, "/sync/v1/exchange", b"wait")
            assert echo.entered.wait(20)
            serving.stop()
            tills.submit(lambda: (_refuses(url), echo.gate.set()))
        assert begun.result().status_code == 200
    assert echo.is_closed
    assert _refuses(url)


def test_metrics_count_answers_and_say_when_the_database_does_not(serving: Serving) -> None:
    post(serving, "/sync/v1/exchange", b"refuse")
    text = requests.get(serving.url("admin") + "/metrics", timeout=20).text
    counted = 'pos_cloud_requests_total{code="GAP",endpoint="/sync/v1/exchange",status="409"} 1.0'
    assert counted in text
    assert "pos_cloud_database_up 0.0" in text
    assert requests.get(serving.url("tills") + "/healthz", timeout=20).status_code == 200
    not_ready = requests.get(serving.url("tills") + "/readyz", timeout=20)
    assert (not_ready.status_code, not_ready.json()["code"]) == (503, "NOT_READY")


def test_routes_prefer_words_to_names_and_unquote_what_is_named() -> None:
    def of(path: str) -> Endpoint:
        return Endpoint("GET", path, Echo._never, "open", "bulk", "x")

    routes = Routes([of("/a/{name}"), of("/a/b"), of("/c")])
    found = routes.find("GET", "/a/x%2Fy")
    assert found is not None
    assert (found.endpoint.path, dict(found.names)) == ("/a/{name}", {"name": "x/y"})
    exact = routes.find("GET", "/a/b")
    assert exact is not None
    assert exact.endpoint.path == "/a/b"
    assert routes.find("POST", "/c") is None
    assert routes.methods("/c") == ("GET",)
    assert routes.methods("/a/b/c") == ()
    assert routes.find("GET", "/a/") is None


def _port(serving: Serving) -> int:
    return int(serving.url("tills").rpartition(":")[2])


def _refuses(url: str) -> bool:
    """Wait until nobody listens there any more."""
    host, _, port = url.removeprefix("http://").partition(":")
    with contextlib.suppress(OSError):
        while True:
            socket.create_connection((host, int(port)), timeout=20).close()
    return True
