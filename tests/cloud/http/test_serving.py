"""The real cloud on real ports, spoken to through the till's own transport."""

import json
import logging
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
import trustme

from sync.cloud.clock import SystemCloudClock
from sync.cloud.request_log import JsonLines
from sync.cloud.service import Cloud
from sync.cloud.serving import Certificate, Serving
from sync.errors import Unreachable
from sync.steps import Answered, Lane, Outgoing
from sync.transport import Transport
from sync.wire.holds import CouponHoldRequest, ValueHoldRequest
from sync.wire.packing import pack
from sync.wire.version import MOST_BODY_BYTES
from tests.cloud.client import Shop, Till
from tests.cloud.http.over_http import OverHttp
from tests.cloud.http.served import served

COMMAND = (sys.executable, "-m", "sync.cloud")


@pytest.fixture
def cloud_url(sqlite_cloud_url: str) -> str:
    return sqlite_cloud_url


@pytest.fixture
def serving(cloud: Cloud) -> Iterator[Serving]:
    with served(cloud, cloud.database) as serving:
        yield serving


@pytest.fixture
def till(serving: Serving, shop: Shop) -> Iterator[Till]:
    """Enrolled over HTTP."""
    transport = Transport(serving.url("tills"))
    till = Till(OverHttp(transport))
    till.write("start")
    till.enrol(shop.code())
    yield till
    transport.close()


def test_a_till_enrols_says_hello_and_uploads_over_http(till: Till, shop: Shop) -> None:
    till.write_many(450)
    answer = till.upload()
    assert answer.acked == till.head
    listed = shop.admin("GET", f"/admin/v1/stores/{shop.store}/terminals")
    assert json.loads(listed.body)["terminals"][0]["seq"] == till.head.seq


def test_the_database_is_measured_at_a_scrape(serving: Serving, till: Till) -> None:
    till.write_many(20)
    till.upload()
    text = requests.get(serving.url("admin") + "/metrics", timeout=20).text
    assert "pos_cloud_database_up 1.0" in text
    assert "pos_cloud_proved_percent 0.0" in text
    assert f"pos_cloud_inbox_rows {till.head.seq}.0" in text
    assert re.search(r'requests_total{code="",endpoint="/sync/v1/exchange",status="200"} 1', text)
    assert requests.get(serving.url("tills") + "/readyz", timeout=20).json() == {"ready": True}


def test_a_bomb_is_refused_and_costs_no_memory(serving: Serving, till: Till) -> None:
    till.hello()
    before = _peak_kb()
    bomb = till.request("POST", "/sync/v1/exchange", bytes(100 << 20), compress=True)
    assert len(bomb.body) < MOST_BODY_BYTES
    headers = {name: value for name, value in bomb.headers.items() if value}
    answer = requests.post(
        serving.url("tills") + bomb.path, data=bomb.body, headers=headers, timeout=60
    )
    assert answer.status_code == 413
    # The bomb itself was made in this process too: what is left is the server's part.
    assert _peak_kb() - before < (100 + 64) * 1024
    assert till.exchange(till.batch()).acked == till.head


@pytest.mark.parametrize("origin", ["tills", "admin"])
def test_whoever_never_ends_what_they_want_is_hung_up_on(serving: Serving, origin: Any) -> None:
    address = urlsplit(serving.url(origin))
    endless = (b"x: " + b"y" * 65_000 + b"\r\n") * 1_000
    with socket.create_connection((address.hostname, address.port), timeout=20) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n")
        assert line.recv(4_096).startswith(b"HTTP/1.1 200")
        line.sendall(b"GET /healthz HTTP/1.1\r\n")
        with pytest.raises(ConnectionError):
            line.sendall(endless)
    assert requests.get(serving.url(origin) + "/healthz", timeout=20).ok


def test_nothing_that_tills_or_people_say_is_in_the_log_the_metrics_or_a_refusal(
    serving: Serving, till: Till, shop: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    """Planted where people's words go: bodies, names, codes, queries, keys, broken JSON."""
    secret = "Zhang-19900000101-4711"
    caplog.set_level(logging.DEBUG)
    lines, answers = JsonLines(SystemCloudClock()), []
    till.write("sale", note=secret, lines=[{"name": secret}])
    till.write("no_such_kind", note=secret)
    till.upload()
    for path, body in (
        ("coupon/hold", pack(CouponHoldRequest(bytes(16), secret, 7))),
        ("value/hold", pack(ValueHoldRequest(bytes(16), secret, 5, "CNY", b"t"))),
        ("exchange", b'{"base": "' + secret.encode() + b'"}'),
        ("exchange", secret.encode()),
        ("hello", b'{"nonce": "' + secret.encode() + b'"}'),
    ):
        request = till.request("POST", f"/sync/v1/{path}?x={secret}", body)
        answers.append(till.cloud.handle(request).body.decode())
    member = {"number": secret, "store": shop.store, "name": secret, "phone": secret}
    url, key = serving.url("admin"), {"authorization": f"Bearer {shop.key}"}
    for path in (f"members/{'ab' * 16}", f"members/{secret}", f"{secret}/{secret}"):
        said = requests.put(f"{url}/admin/v1/{path}", json=member, headers=key, timeout=20)
        answers.append(said.text if said.status_code != 200 else "")
    said = requests.get(f"{url}/admin/v1/stores", headers={"authorization": secret}, timeout=20)
    answers.append(said.text)
    answers.append(requests.get(url + "/metrics", timeout=20).text)
    written = [lines.format(record) for record in caplog.records]
    assert len(written) > 10
    for text in (*written, *answers):
        assert secret not in text
        assert shop.key not in text
        assert till.seed.hex() not in text


def test_documents_describe_every_endpoint_that_there_is(cloud: Cloud, serving: Serving) -> None:
    described: set[tuple[str, str]] = set()
    for origin in ("tills", "admin"):
        document = requests.get(serving.url(origin) + "/openapi.json", timeout=20).json()
        for path, operations in document["paths"].items():
            described |= {(method.upper(), path) for method in operations}
    assert described == {(one.method, one.path) for one in cloud.endpoints}


def test_a_cloud_with_a_certificate_of_its_own_speaks_tls_alone(
    cloud: Cloud, tmp_path: Path
) -> None:
    issuer = trustme.CA()
    issued = issuer.issue_cert("127.0.0.1")
    certificate = Certificate(tmp_path / "chain.pem", tmp_path / "key.pem")
    trust = tmp_path / "trust.pem"
    issuer.cert_pem.write_to_path(str(trust))
    issued.cert_chain_pems[0].write_to_path(str(certificate.chain))
    issued.private_key_pem.write_to_path(str(certificate.key))
    with served(cloud, cloud.database, certificate=certificate) as serving:
        url = serving.url("tills")
        assert url.startswith("https://")
        asked = Outgoing("GET", "/healthz", Lane.BULK)
        known, plain = Transport(url, trust), Transport(url.replace("https", "http"))
        answer = known.send(asked)
        assert isinstance(answer, Answered)
        assert answer.body == b'{"alive":true}'
        assert isinstance(plain.send(asked), Unreachable)
        known.close()
        plain.close()


# ---- the command


def _command(*words: str, **given: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words], capture_output=True, text=True, timeout=60, check=False, **given
    )


def test_an_operator_sets_a_cloud_up_from_the_command_line(tmp_path: Path) -> None:
    database = ("--database", f"sqlite:///{tmp_path / 'cloud.db'}")
    assert "version" in json.loads(_command("migrate", *database).stdout)
    assert json.loads(_command("tenant", *database, "shop", "Shop").stdout) == {"tenant": "shop"}
    key = json.loads(_command("admin-key", *database, "shop", "ann", "owner").stdout)["key"]
    process = subprocess.Popen(
        [*COMMAND, "serve", *database, "--keys", "k.json", "--mark", "m", "--until-input-ends"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert process.stdout is not None
    try:
        up = json.loads(process.stdout.readline())
        admitted = {"authorization": f"Bearer {key}"}
        stores = up["admin_url"] + "/admin/v1/stores"
        store = {"store": "S1", "zh": "一店", "en": "One", "zone": "z", "group": "g"}
        zone = up["admin_url"] + "/admin/v1/zones/z"
        requests.put(zone, json={"currency": "CNY"}, headers=admitted, timeout=20)
        assert requests.post(stores, json=store, headers=admitted, timeout=20).status_code == 200
        assert requests.get(stores, timeout=20).json()["code"] == "NOT_ADMITTED"
        code = json.loads(_command("enrol-code", *database, "shop", "S1").stdout)["code"]
        transport = Transport(up["url"])
        till = Till(OverHttp(transport))
        till.write("start")
        assert till.enrol(code).state == "active"
        assert till.upload().server_gen == 1
        transport.close()
    finally:
        process.send_signal(signal.SIGTERM)  # and its input ends as well: it stops once
        _, log = process.communicate("", timeout=60)
    assert process.returncode == 0
    events = [json.loads(line)["event"] for line in log.splitlines()]
    assert events[0] == "serving"
    assert [event for event in events if event.startswith("stop")] == ["stopping", "stopped"]
    assert key not in log
    assert code not in log
    assert json.loads(_command("restored", *database).stdout) == {"server_gen": 2}


def test_no_code_is_made_for_a_store_that_is_not_the_companys(tmp_path: Path) -> None:
    database = ("--database", f"sqlite:///{tmp_path / 'cloud.db'}")
    _command("tenant", *database, "shop", "Shop")
    done = _command("enrol-code", *database, "shop", "S9")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "shop has no store S9\n")
    long = _command("enrol-code", *database, "shop", "S9", "--workstation", "7" * 65)
    assert (long.returncode, long.stdout) == (1, "")
    assert long.stderr == "a workstation number has at most 64 characters\n"


def test_a_company_that_is_there_keeps_its_name_and_nobody_is_told_otherwise(
    tmp_path: Path,
) -> None:
    database = ("--database", f"sqlite:///{tmp_path / 'cloud.db'}")
    for _ in range(2):
        done = _command("tenant", *database, "acme", "Acme Stores")
        assert json.loads(done.stdout) == {"tenant": "acme"}
    other = _command("tenant", *database, "acme", "X")
    assert (other.returncode, other.stdout) == (1, "")
    assert other.stderr == "acme is there already, as Acme Stores: nothing was changed\n"
    blank = _command("tenant", *database, "ac me", "Acme")
    assert (blank.returncode, blank.stdout) == (1, "")
    assert "letters, digits, - and _" in blank.stderr


def test_a_command_that_cannot_be_done_says_why(tmp_path: Path) -> None:
    done = _command("migrate", "--database", f"sqlite:///{tmp_path}/none/cloud.db")
    assert done.returncode == 1
    assert "database does not answer" in done.stderr


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (("--port", "99999"), "99999 is no whole number from 0 to 65535"),
        (("--port", "-1"), "-1 is no whole number"),
        (("--threads", "0"), "0 is no whole number from 1"),
        (("--tls-chain", "none.pem", "--tls-key", "none.pem"), "none.pem: No such file"),
        (("--every", "0"), "0 is no whole number from 1 to 900"),
        (("--offline-hours", "forever"), "forever is no whole number from 1 to 720"),
        (("--min-client", "newest"), "newest is no version such as 1.4"),
        (("--database", "sqlite:///"), "sqlite:///FILE"),
        (("--database", "sqlite:///:memory:"), "sqlite:///FILE"),
        (("--database", "postgresql://a@b:port/c"), "postgresql://user@host/name"),
    ],
)
def test_a_cloud_that_cannot_serve_ends_and_says_why(
    tmp_path: Path, said: tuple[str, ...], why: str
) -> None:
    files = [f"--{name}={tmp_path / name}" for name in ("keys", "mark")]
    done = _command("serve", "--database", f"sqlite:///{tmp_path / 'c.db'}", *files, *said)
    assert done.returncode != 0
    assert why in done.stderr
    assert "Traceback" not in done.stderr


def test_a_cloud_that_has_tills_makes_no_new_keys(
    cloud_url: str, shop: Shop, tmp_path: Path
) -> None:
    """A working directory mistaken would else be another cloud, which its tills do not trust."""
    assert shop.till()
    named = [f"--{name}={tmp_path / name}" for name in ("keys", "mark")]
    done = _command("serve", "--database", cloud_url, *named)
    assert (done.returncode, done.stdout) == (1, "")
    assert "there are tills, but no" in done.stderr
    assert not (tmp_path / "keys").exists()


def test_what_is_no_text_names_nobody(tmp_path: Path) -> None:
    database = ("--database", f"sqlite:///{tmp_path / 'cloud.db'}")
    for name in ("", " ", "a\udcff", "a\nb"):
        done = _command("tenant", *database, "acme", name)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


def _peak_kb() -> int:
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1])
