"""Whose codes the till believes: roots once, rings forwards only, over restarts and swaps."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.assembly import open_counter
from pos_app.clock import SystemClock
from pos_app.config import load
from pos_app.demo.issuer import DemoIssuer
from pos_app.demo.issuer_keys import ISSUER_FILE, load_keys
from pos_app.domain.codes.key_ring import NO_KEYS, Moment
from pos_app.domain.codes.payloads import MemberCode
from pos_app.domain.codes.verification import Place, verify
from pos_app.errors import Refusal
from pos_app.services.issuer_trust import IssuerTrust
from pos_app.store.database import Database
from pos_app.store.key_ring import put_ring
from pos_app.store.reference_file import REFERENCE_FILE, open_reference
from pos_app.store.till_file import open_till
from pos_app.vault.keys import KeyStore
from tests.builders import CHEAP
from tests.domain.codes.issuing import OTHER
from tests.domain.codes.test_key_ring import ROOT, ROOTS, delivered, ring

KEY = bytes(32)
SEALING = b"\x09" * 32


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Database]:
    opened = open_till(tmp_path, KEY, is_new=True)
    yield opened
    opened.close()


@pytest.fixture
def reference(tmp_path: Path) -> Iterator[Database]:
    opened = open_reference(tmp_path, KEY)
    yield opened
    opened.close()


@pytest.fixture
def trust(reference: Database, till: Database) -> IssuerTrust:
    made = IssuerTrust(reference, till)
    made.trust(ROOTS, SEALING)
    return made


def refused(trust: IssuerTrust, content: bytes) -> str:
    before = trust.ring
    with pytest.raises(Refusal) as caught:
        trust.take(content)
    assert trust.ring == before
    return caught.value.code


def test_a_till_that_was_told_no_roots_believes_nobody(reference: Database, till: Database) -> None:
    trust = IssuerTrust(reference, till)
    assert (trust.ring, trust.problem, trust.sealing_key) == (NO_KEYS, "", None)
    assert refused(trust, delivered(ring())) == "KEY_RING_NOT_SIGNED"


def test_a_ring_is_in_force_after_a_restart(
    trust: IssuerTrust, reference: Database, till: Database
) -> None:
    assert trust.take(delivered(ring())).version == 12
    assert trust.take(delivered(ring())).version == 12
    again = IssuerTrust(reference, till)
    assert (again.ring, again.problem) == (trust.ring, "")


def test_rings_only_go_forwards(trust: IssuerTrust) -> None:
    trust.take(delivered(ring(v=12)))
    assert trust.take(delivered(ring(v=13, keys=[]))).version == 13
    assert refused(trust, delivered(ring(v=12))) == "KEY_RING_OLDER"
    assert refused(trust, delivered(ring(v=14), OTHER)) == "KEY_RING_NOT_SIGNED"


def test_an_old_file_brings_no_revoked_key_back(
    trust: IssuerTrust, reference: Database, till: Database
) -> None:
    trust.take(delivered(ring(v=13)))
    with reference.write() as connection:
        connection.exec_driver_sql("DELETE FROM key_ring")
        put_ring(connection, 12, delivered(ring(v=12)))
    again = IssuerTrust(reference, till)
    assert (again.ring, again.problem) == (NO_KEYS, "KEY_RING_OLDER")


def test_a_ring_changed_in_the_file_is_not_used(
    trust: IssuerTrust, reference: Database, till: Database
) -> None:
    with reference.write() as connection:
        put_ring(connection, 99, delivered(ring(v=99), OTHER))
    trust.refresh()
    assert (trust.ring, trust.problem) == (NO_KEYS, "KEY_RING_NOT_SIGNED")


def test_roots_are_told_once(trust: IssuerTrust) -> None:
    trust.trust((OTHER.public,), bytes(32))
    assert trust.sealing_key == SEALING
    assert refused(trust, delivered(ring(), OTHER)) == "KEY_RING_NOT_SIGNED"
    assert trust.take(delivered(ring(), ROOT))


def opened_trust(folder: Path) -> IssuerTrust:
    keys = KeyStore(folder).load()
    till = open_till(folder, keys.till_key, is_new=False)
    reference = open_reference(folder, keys.catalog_key)
    found = IssuerTrust(reference, till)
    reference.close()
    till.close()
    return found


def test_the_demo_store_believes_its_issuer_from_the_first_start_on(tmp_path: Path) -> None:
    clock = SystemClock()
    for _ in range(2):
        open_counter(load(tmp_path), clock, pin_cost=CHEAP).close()
    trust, issuer = opened_trust(tmp_path), DemoIssuer(load_keys(tmp_path))
    now_ms = clock.wall_ms()
    text = issuer.member_code(bytes(16), now_ms // 1000, 30, bytes(4))
    assert isinstance(verify(text, trust.ring, Moment(now_ms), Place(12, "CNY")), MemberCode)


def test_a_lost_reference_file_gets_its_ring_again(tmp_path: Path) -> None:
    clock = SystemClock()
    open_counter(load(tmp_path), clock, pin_cost=CHEAP).close()
    before = opened_trust(tmp_path).ring
    for file in tmp_path.glob(f"{REFERENCE_FILE}*"):
        file.unlink()
    open_counter(load(tmp_path), clock, pin_cost=CHEAP).close()
    assert opened_trust(tmp_path).ring == before != NO_KEYS


def test_the_till_opens_without_its_demo_issuer(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    clock = SystemClock()
    open_counter(load(tmp_path), clock, pin_cost=CHEAP).close()
    (tmp_path / ISSUER_FILE).write_text("{}", encoding="ascii")
    open_counter(load(tmp_path), clock, pin_cost=CHEAP).close()
    assert "DEMO_ISSUER_DAMAGED" in caplog.text
    assert opened_trust(tmp_path).ring.version == 1
