"""Each fault of the proxy is what its name says, to the client and to the server."""

import http.client
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests

from tests.faults import kinds
from tests.faults.kinds import Fault
from tests.faults.plans import Drawn, OnPath, Request, Script
from tests.faults.proxy import FaultProxy


class Shop(ThreadingHTTPServer):
    """Answers each body with itself and remembers it."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Counter)
        self.heard: list[bytes] = []
        self.is_broken_off = threading.Event()


class _Counter(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Shop

    def do_POST(self) -> None:
        if "Content-Length" not in self.headers:
            body = self._read_chunks()
        else:
            length = int(self.headers["Content-Length"])
            body = self.rfile.read(length)
            if len(body) < length:
                self.server.is_broken_off.set()
                return
        self.server.heard.append(body)
        self.send_response(200)
        if self.path == "/chunks":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"3\r\nabc\r\n4;x=1\r\ndefg\r\n0\r\nX-End: 1\r\n\r\n")
            return
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _read_chunks(self) -> bytes:
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def do_GET(self) -> None:
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def shop() -> Iterator[Shop]:
    server = Shop()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def proxy(shop: Shop) -> Iterator[FaultProxy]:
    with FaultProxy(shop.server_port) as proxy:
        yield proxy


@pytest.fixture
def client() -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False
        yield session


def _sell(client: requests.Session, proxy: FaultProxy, body: str, path: str = "/sale") -> str:
    return client.post(proxy.url + path, data=body, timeout=10).content.decode()


def test_without_a_fault_all_passes_on_one_connection(
    shop: Shop, proxy: FaultProxy, client: requests.Session
) -> None:
    assert [_sell(client, proxy, str(n)) for n in range(5)] == ["0", "1", "2", "3", "4"]
    assert client.get(proxy.url).status_code == 204
    assert [seen.statuses for seen in proxy.seen] == [[200]] * 5 + [[204]]
    assert len(shop.heard) == 5


def test_a_body_in_chunks_passes(proxy: FaultProxy, client: requests.Session) -> None:
    assert _sell(client, proxy, "x", "/chunks") == "abcdefg"
    assert _sell(client, proxy, "again") == "again"
    assert client.post(proxy.url, data=iter([b"in ", b"pieces"]), timeout=10).text == "in pieces"


@pytest.mark.parametrize(
    ("fault", "heard"),
    [
        (kinds.CutBefore(), 0),
        (kinds.CutBefore(after_bytes=2), 0),
        (kinds.CutAfter(), 1),
        (kinds.Truncate(missing_bytes=2), 1),
        (kinds.Garbage(), 0),
    ],
)
def test_a_client_that_is_cut_off_cannot_tell_what_the_server_heard(
    shop: Shop, proxy: FaultProxy, client: requests.Session, fault: Fault, heard: int
) -> None:
    proxy.plan = Script([fault])
    with pytest.raises(requests.RequestException):
        _sell(client, proxy, "first")
    assert len(shop.heard) == heard
    assert _sell(client, proxy, "second") == "second"


def test_an_upload_cut_in_the_middle_reaches_the_server_as_a_part(
    shop: Shop, proxy: FaultProxy, client: requests.Session
) -> None:
    proxy.plan = Script([kinds.CutUpload(after_bytes=3)])
    with pytest.raises(requests.ConnectionError):
        _sell(client, proxy, "a long body")
    assert shop.is_broken_off.wait(10)
    assert shop.heard == []


@pytest.mark.parametrize("is_forwarded", [False, True])
def test_a_request_can_vanish_until_the_client_gives_up(
    shop: Shop, proxy: FaultProxy, client: requests.Session, is_forwarded: bool
) -> None:
    proxy.plan = Script([kinds.Vanish(is_forwarded)])
    with pytest.raises(requests.ReadTimeout):
        client.post(proxy.url, data="x", timeout=0.3)
    assert len(shop.heard) == int(is_forwarded)


@pytest.mark.parametrize("is_at_once", [False, True])
def test_a_duplicate_is_heard_twice_and_answered_once(
    shop: Shop, proxy: FaultProxy, client: requests.Session, is_at_once: bool
) -> None:
    proxy.plan = Script([kinds.Duplicate(answered=1, is_at_once=is_at_once)])
    assert [_sell(client, proxy, "x"), _sell(client, proxy, "y")] == ["x", "y"]
    assert shop.heard == [b"x", b"x", b"y"]


def test_a_request_comes_again_after_later_ones(
    shop: Shop, proxy: FaultProxy, client: requests.Session
) -> None:
    proxy.plan = Script([kinds.Replay(after=2)])
    for body in "abcd":
        assert _sell(client, proxy, body) == body
    assert shop.heard == [b"a", b"b", b"c", b"a", b"d"]


def test_a_request_is_overtaken_by_a_later_one(
    shop: Shop, proxy: FaultProxy, client: requests.Session
) -> None:
    proxy.plan = Script([kinds.Overtaken(), kinds.Pass(), kinds.Overtaken(after=99)])
    with pytest.raises(requests.ConnectionError):
        _sell(client, proxy, "a")
    assert _sell(client, proxy, "b") == "b"
    with pytest.raises(requests.ConnectionError):
        _sell(client, proxy, "c")
    proxy.deliver_late()
    assert shop.heard == [b"b", b"a", b"c"]


def test_a_bit_is_flipped_in_the_answer_only(
    shop: Shop, proxy: FaultProxy, client: requests.Session
) -> None:
    proxy.plan = Script([kinds.FlipBit(bit=8)])
    assert _sell(client, proxy, "AAA") == "A@A"
    assert shop.heard == [b"AAA"]


@pytest.mark.parametrize("fault", [kinds.SlowAnswer(16, 5), kinds.SlowUpload(16, 5)])
def test_what_comes_in_drops_comes_whole(
    proxy: FaultProxy, client: requests.Session, fault: Fault
) -> None:
    proxy.plan = Script([fault])
    assert _sell(client, proxy, "drop by drop") == "drop by drop"


@pytest.mark.parametrize(
    ("fault", "status"),
    [(kinds.CAPTIVE_PORTAL, 200), (kinds.MOVED, 301), (kinds.BAD_GATEWAY, 502)]
    + [(kinds.refused(status), status) for status in (401, 409, 413, 429, 500, 503, 504)],
)
def test_somebody_else_answers(
    shop: Shop, proxy: FaultProxy, client: requests.Session, fault: Fault, status: int
) -> None:
    proxy.plan = Script([fault])
    answer = client.post(proxy.url, data="x", timeout=10, allow_redirects=False)
    assert answer.status_code == status
    assert shop.heard == []
    assert _sell(client, proxy, "y") == "y"


def test_the_server_may_have_heard_what_somebody_else_answers(
    shop: Shop, proxy: FaultProxy, client: requests.Session
) -> None:
    proxy.plan = Script([kinds.Answer(504, {"Retry-After": "7"}, b"late", is_forwarded=True)])
    answer = client.post(proxy.url, data="x", timeout=10)
    assert (answer.status_code, answer.headers["Retry-After"]) == (504, "7")
    assert shop.heard == [b"x"]


def test_a_cut_network_refuses_until_it_is_restored(
    proxy: FaultProxy, client: requests.Session
) -> None:
    assert _sell(client, proxy, "a") == "a"
    proxy.cut_network()
    for _ in range(2):
        with pytest.raises(requests.ConnectionError):
            _sell(client, proxy, "b")
    proxy.restore_network()
    assert _sell(client, proxy, "c") == "c"


def test_a_network_cut_in_the_middle_of_an_answer_breaks_it(
    proxy: FaultProxy, client: requests.Session
) -> None:
    proxy.plan = Script([kinds.SlowAnswer(pause_ms=1000)])
    cutter = threading.Timer(0.2, proxy.cut_network)
    cutter.start()
    with pytest.raises(requests.RequestException):
        _sell(client, proxy, "x")
    cutter.join()


def test_a_server_that_is_gone_looks_like_a_broken_connection(
    shop: Shop, client: requests.Session
) -> None:
    unused = shop.server_port
    shop.shutdown()
    shop.server_close()
    with FaultProxy(unused) as proxy, pytest.raises(requests.ConnectionError):
        _sell(client, proxy, "x")


def test_a_far_server_answers_after_its_round_trip(
    proxy: FaultProxy, client: requests.Session
) -> None:
    proxy.round_trip_ms = 100
    assert client.post(proxy.url, data="x", timeout=10).elapsed.total_seconds() >= 0.2
    assert client.post(proxy.url, data="x", timeout=10).elapsed.total_seconds() >= 0.1


def test_a_plan_strikes_only_its_paths_and_draws_the_same_from_the_same_seed() -> None:
    faults = [kinds.CutAfter(), kinds.CutBefore()]

    def draw(path: str) -> list[Fault]:
        plan = OnPath("/exchange", Drawn(7, 0.3, faults))
        return [plan(Request(number, "POST", path)) for number in range(300)]

    assert set(draw("/v1/hello")) == {kinds.Pass()}
    assert draw("/v1/exchange") == draw("/v1/exchange")
    assert 60 < sum(fault in faults for fault in draw("/v1/exchange")) < 120


def test_pipelined_requests_are_answered_in_order(proxy: FaultProxy) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=10)
    connection.connect()
    head = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n"
    connection.sock.sendall(head + b"1" + head + b"2")
    answers = b""
    while answers.count(b"\r\n\r\n") < 2 or not answers.endswith(b"2"):
        answers += connection.sock.recv(4096)
    connection.close()
    assert answers.index(b"\r\n\r\n1") < answers.index(b"\r\n\r\n2")
