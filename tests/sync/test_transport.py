"""The till's one connection, on a network that lies: everything has a name, and nothing waits."""

import gzip
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from sync import errors
from sync.errors import Distrusted, Unreachable
from sync.steps import Answered, Lane, Outgoing
from sync.transport import Transport, safe_address
from tests.faults import kinds
from tests.faults.certificates import Certificates
from tests.faults.plans import Script
from tests.faults.proxy import FaultProxy

BODY = b'{"said":"' + b"well " * 400 + b'"}'
ASK = Outgoing("POST", "/sync/v1/feeds/cat:z%2F1", Lane.FACTS, "gen=7&after=", b'{"a":1}')
SHORT_MS = 400


class _Cloud(BaseHTTPRequestHandler):
    """Answers what its server was told to; ``heard`` keeps every request line."""

    protocol_version = "HTTP/1.1"
    heard: list[str]
    answer: Callable[["_Cloud"], None]

    def do_POST(self) -> None:
        self.server.heard.append(self.requestline)
        self.rfile.read(int(self.headers.get("content-length", "0")))
        self.server.answer(self)

    def do_GET(self) -> None:
        self.do_POST()

    def log_message(self, *_: object) -> None: ...


def say(cloud: _Cloud, body: bytes, **headers: str) -> None:
    cloud.send_response(200)
    for name, value in {"sync-proto": "1", **headers}.items():
        cloud.send_header(name.replace("_", "-"), value)
    cloud.send_header("content-length", str(len(body)))
    cloud.end_headers()
    cloud.wfile.write(body)


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Cloud)
    server.heard = []
    server.answer = lambda cloud: say(cloud, BODY)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(server.serve_forever, 0.01)
        yield server
        server.shutdown()
    server.server_close()


@pytest.fixture
def proxy(server: ThreadingHTTPServer) -> Iterator[FaultProxy]:
    with FaultProxy(server.server_address[1]) as proxy:
        yield proxy


@pytest.fixture
def transport(proxy: FaultProxy) -> Iterator[Transport]:
    transport = Transport(proxy.url)
    yield transport
    transport.close()


def code(transport: Transport, outgoing: Outgoing = ASK) -> str:
    outcome = transport.send(outgoing)
    assert isinstance(outcome, Unreachable), outcome
    return outcome.code


def short(most_bytes: int = 1 << 20) -> Outgoing:
    return Outgoing("POST", "/slow", Lane.FACTS, deadline_ms=SHORT_MS, most_bytes=most_bytes)


def test_a_request_goes_out_as_it_was_signed_and_its_answer_comes_back_unpacked(
    server: ThreadingHTTPServer, transport: Transport
) -> None:
    server.answer = lambda cloud: say(cloud, gzip.compress(BODY), content_encoding="gzip")
    outcome = transport.send(ASK)
    assert isinstance(outcome, Answered)
    assert (outcome.status, outcome.body) == (200, BODY)
    assert outcome.headers["sync-proto"] == "1"
    assert server.heard == ["POST /sync/v1/feeds/cat:z%2F1?gen=7&after= HTTP/1.1"]


@pytest.mark.parametrize(
    ("fault", "named"),
    [
        (kinds.CutBefore(), errors.CUT),
        (kinds.CutAfter(), errors.CUT),
        (kinds.CutUpload(3), errors.CUT),
        (kinds.Truncate(5), errors.CUT),
        (kinds.Garbage(), errors.NOT_OURS),
    ],
)
def test_a_broken_connection_says_that_the_outcome_is_unknown_and_the_next_request_gets_through(
    proxy: FaultProxy, transport: Transport, fault: kinds.Fault, named: str
) -> None:
    proxy.plan = Script([kinds.Pass(), fault])
    assert isinstance(transport.send(ASK), Answered)
    assert code(transport) == named
    assert isinstance(transport.send(ASK), Answered)


@pytest.mark.parametrize(
    "fault", [kinds.Vanish(), kinds.Vanish(is_forwarded=True), kinds.SlowAnswer(1, 50)]
)
def test_an_answer_that_never_ends_is_given_up_at_the_deadline(
    proxy: FaultProxy, transport: Transport, fault: kinds.Fault
) -> None:
    proxy.plan = Script([fault])
    assert code(transport, short()) == errors.TIMED_OUT
    assert isinstance(transport.send(ASK), Answered)


def test_a_server_that_takes_connections_and_says_nothing_is_given_up(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        for url in (f"http://127.0.0.1:{port}", f"https://127.0.0.1:{port}"):
            transport = Transport(url)
            assert code(transport, short()) == errors.TIMED_OUT
            transport.close()


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_server_that_hangs_up_on_everybody_has_cut_the_connection(scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as rude, ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: rude.accept()[0].close())
        transport = Transport(f"{scheme}://127.0.0.1:{rude.getsockname()[1]}")
        assert code(transport) == errors.CUT
        transport.close()


def test_a_network_that_is_down_is_called_offline(proxy: FaultProxy, transport: Transport) -> None:
    assert isinstance(transport.send(ASK), Answered)
    proxy.cut_network()
    transport.close()
    assert code(transport) == errors.OFFLINE
    proxy.restore_network()
    assert isinstance(transport.send(ASK), Answered)


def test_a_redirect_is_given_back_and_never_followed(
    server: ThreadingHTTPServer, proxy: FaultProxy, transport: Transport
) -> None:
    proxy.plan = Script([kinds.MOVED])
    outcome = transport.send(ASK)
    assert isinstance(outcome, Answered)
    assert outcome.status == 301
    assert server.heard == []


def test_a_bomb_is_given_up_at_the_limit_and_never_held_in_memory(
    server: ThreadingHTTPServer, transport: Transport
) -> None:
    bomb = gzip.compress(bytes(100 << 20))
    server.answer = lambda cloud: say(cloud, bomb, content_encoding="gzip")
    assert code(transport, Outgoing("GET", "/", Lane.BULK, most_bytes=1 << 20)) == errors.TOO_MUCH


def test_an_answer_in_an_encoding_that_was_not_asked_for_is_none_of_ours(
    server: ThreadingHTTPServer, transport: Transport
) -> None:
    server.answer = lambda cloud: say(cloud, BODY, content_encoding="br")
    assert code(transport) == errors.NOT_OURS


def test_a_damaged_or_unfinished_compressed_body_is_no_answer(
    server: ThreadingHTTPServer, transport: Transport
) -> None:
    whole = gzip.compress(BODY)
    for body in (whole[:-9], b"\x1f\x8b" + bytes(30)):
        server.answer = lambda cloud, body=body: say(cloud, body, content_encoding="gzip")
        assert code(transport) == errors.CUT


def test_a_segment_comes_as_it_is_and_a_part_of_it_can_be_asked_for(
    server: ThreadingHTTPServer, transport: Transport
) -> None:
    stored = gzip.compress(BODY)
    server.answer = lambda cloud: say(
        cloud, stored, content_type="application/octet-stream", range=cloud.headers["range"]
    )
    part = Outgoing("GET", "/seg", Lane.BULK, headers={"range": "bytes=0-9"})
    outcome = transport.send(part)
    assert isinstance(outcome, Answered)
    assert (outcome.body, outcome.headers["range"]) == (stored, "bytes=0-9")


# ---- certificates


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.mark.parametrize(
    ("which", "named"),
    [
        ("expired", errors.CERTIFICATE_ENDED),
        ("another_name", errors.CERTIFICATE_NAME),
        ("unknown_issuer", errors.CERTIFICATE_UNKNOWN),
    ],
)
def test_a_certificate_that_does_not_hold_is_named_and_nothing_is_sent(
    server: ThreadingHTTPServer, certificates: Certificates, which: str, named: str
) -> None:
    context = getattr(certificates, which)()
    with FaultProxy(server.server_address[1], tls=context) as proxy:
        transport = Transport(proxy.url, certificates.trust)
        assert code(transport) == named
        transport.close()
    assert server.heard == []


def test_a_shop_with_its_own_issuer_is_believed_by_its_file_alone(
    server: ThreadingHTTPServer, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FaultProxy(server.server_address[1], tls=certificates.good()) as proxy:
        known = Transport(proxy.url, certificates.trust)
        assert isinstance(known.send(ASK), Answered)
        proxy.plan = Script([kinds.Vanish(), kinds.SlowAnswer(1, 50), kinds.CutAfter()])
        assert code(known, short()) == errors.TIMED_OUT
        assert code(known, short()) == errors.TIMED_OUT
        assert code(known) == errors.CUT
        assert isinstance(known.send(ASK), Answered)
        known.close()
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificates.trust))
        monkeypatch.setenv("CURL_CA_BUNDLE", str(certificates.trust))
        monkeypatch.setenv("SSL_CERT_FILE", str(certificates.trust))  # the system's own list
        stranger = Transport(proxy.url)
        assert code(stranger) == errors.CERTIFICATE_UNKNOWN
        stranger.close()


def test_a_portal_that_speaks_plainly_where_https_was_meant_is_not_spoken_to(
    server: ThreadingHTTPServer,
) -> None:
    transport = Transport(f"https://127.0.0.1:{server.server_address[1]}")
    assert code(transport) == errors.TLS_FAILED
    transport.close()


# ---- addresses


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://cloud.example", "https://cloud.example"),
        (" https://cloud.example:8443/ ", "https://cloud.example:8443"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_addresses_are_brought_to_one_form(typed: str, address: str) -> None:
    assert safe_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "http://cloud.example",
        "http://10.0.0.1",
        "ftp://cloud.example",
        "cloud.example",
        "https://",
        "https://user:secret@cloud.example",
        "https://cloud.example/path",
        "https://cloud.example:port",
        "https://cloud.example?query",
        "http://[::1",
    ],
)
def test_an_address_that_is_not_safe_is_refused(typed: str) -> None:
    with pytest.raises(Distrusted, match=errors.ADDRESS_UNSAFE):
        Transport(typed)
