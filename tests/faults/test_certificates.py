"""A client that checks certificates takes the good one and no other."""

import threading
from collections.abc import Iterator
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path

import pytest
import requests

from tests.faults.certificates import Certificates
from tests.faults.proxy import FaultProxy


class _Shop(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def upstream() -> Iterator[int]:
    with HTTPServer(("127.0.0.1", 0), _Shop) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def _ask(proxy: FaultProxy, trust: Path) -> int:
    with requests.Session() as session:
        session.trust_env = False
        return session.get(proxy.url, verify=str(trust), timeout=10).status_code


def test_a_trusted_certificate_is_taken(certificates: Certificates, upstream: int) -> None:
    with FaultProxy(upstream, tls=certificates.good()) as proxy:
        assert _ask(proxy, certificates.trust) == 204


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("expired", "expired"),
        ("another_name", "IP address mismatch|doesn't match"),
        ("unknown_issuer", "unable to get local issuer|self.signed"),
    ],
)
def test_any_other_is_refused_before_a_word_is_said(
    certificates: Certificates, upstream: int, kind: str, reason: str
) -> None:
    tls = getattr(certificates, kind)()
    with (
        FaultProxy(upstream, tls=tls) as proxy,
        pytest.raises(requests.exceptions.SSLError, match=reason),
    ):
        _ask(proxy, certificates.trust)
    assert proxy.seen == []
