"""Leave to spend points offline: signed, for this till alone, and taken once."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pos_app.assembly import open_counter
from pos_app.config import Config
from pos_app.demo.issuer import GRANT_KEY_ID, DemoIssuer
from pos_app.demo.issuer_keys import load_keys
from pos_app.domain.member import MemberId
from pos_app.errors import Refusal
from pos_app.services.grants import Grants
from pos_app.services.issuer_trust import IssuerTrust
from pos_app.store import points as ledger
from pos_app.store.reference_file import open_reference
from pos_app.vault.keys import KeyStore
from pos_app.vault.pseudonyms import Pseudonyms
from tests.builders import CHEAP, HandClock

MEMBER = MemberId(bytes(range(16)))


class Delivery:
    """The demo till and the issuer that it believes."""

    def __init__(self, folder: Path) -> None:
        self.clock = HandClock()
        self.till = open_counter(Config(data=folder), self.clock, pin_cost=CHEAP)
        self.keys = KeyStore(folder).load()
        self.issuer = DemoIssuer(load_keys(folder))
        self.desk = self.till.counter._real.desk
        self.reference = open_reference(folder, self.keys.catalog_key)
        self.names = Pseudonyms(self.keys.phone_pepper)
        self.grants = Grants(
            self.desk.till,
            IssuerTrust(self.reference, self.desk.till),
            self.desk.time,
            self.names,
            self.keys.terminal_id,
        )

    def sign(self, **changes: Any) -> bytes:
        fields = {
            "expires_ms": self.desk.time.now_ms() + 1_000,
            "grant_no": 9,
            "kind": "points",
            "max_points": 300,
            "member": MEMBER.hex(),
            "terminal": self.keys.terminal_id.hex(),
        }
        return self.issuer.grant(fields | changes)

    def spendable(self, balance: int = 1_000) -> int:
        with self.desk.till.read() as connection:
            known = ledger.points_known(connection, self.names.member_key(MEMBER), 0)
        return known.spendable(balance, self.desk.time.now_ms())

    def close(self) -> None:
        self.reference.close()
        self.till.close()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    Delivery(folder).close()
    return folder


@pytest.fixture
def delivery(demo: Path, tmp_path: Path) -> Iterator[Delivery]:
    shutil.copytree(demo, tmp_path / "till")
    delivery = Delivery(tmp_path / "till")
    yield delivery
    delivery.close()


def test_an_allowance_delivered_twice_counts_once_and_ends_by_trusted_time(
    delivery: Delivery,
) -> None:
    content = delivery.sign()
    assert delivery.grants.take_allowance(content, GRANT_KEY_ID)
    assert not delivery.grants.take_allowance(content, GRANT_KEY_ID)
    assert (delivery.spendable(), delivery.spendable(120)) == (300, 120)
    delivery.clock.pass_ms(1_000)
    assert delivery.spendable() == 0


def test_a_number_never_stands_for_two_allowances(delivery: Delivery) -> None:
    delivery.grants.take_allowance(delivery.sign(), GRANT_KEY_ID)
    with pytest.raises(Refusal, match="GRANT_NO_REUSED"):
        delivery.grants.take_allowance(delivery.sign(max_points=301), GRANT_KEY_ID)
    assert delivery.spendable() == 300


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"terminal": "00" * 16}, "GRANT_FOR_ANOTHER_TILL"),
        ({"kind": "right"}, "GRANT_UNREADABLE"),
        ({"max_points": 0}, "GRANT_UNREADABLE"),
        ({"max_points": True}, "GRANT_UNREADABLE"),
        ({"member": "00"}, "GRANT_UNREADABLE"),
        ({"terminal": 7}, "GRANT_UNREADABLE"),
        ({"only_on": "sunday"}, "GRANT_UNREADABLE"),
    ],
)
def test_what_is_not_leave_for_this_till_is_refused(
    delivery: Delivery, changes: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refusal, match=code):
        delivery.grants.take_allowance(delivery.sign(**changes), GRANT_KEY_ID)
    assert delivery.spendable() == 0


def test_an_allowance_that_nobody_signed_is_refused(delivery: Delivery) -> None:
    content = bytearray(delivery.sign())
    content[-20] ^= 1
    with pytest.raises(Refusal, match="PM1_BAD_SIGNATURE"):
        delivery.grants.take_allowance(bytes(content), GRANT_KEY_ID)


def test_an_allowance_from_before_a_restored_disk_counts_for_nothing(delivery: Delivery) -> None:
    delivery.grants.take_allowance(delivery.sign(), GRANT_KEY_ID)
    with delivery.desk.till.write() as connection:
        connection.exec_driver_sql("UPDATE spending_grant SET detail = '{\"epoch\": 99}'")
    assert delivery.spendable() == 0
    assert not delivery.grants.has_allowance()


def test_the_demo_members_may_spend_their_points_at_once(delivery: Delivery) -> None:
    rows = "SELECT count(*), count(DISTINCT subject) FROM spending_grant"
    with delivery.desk.till.read() as connection:
        grants, members = connection.exec_driver_sql(rows).one()
    assert grants == members > 5
    assert delivery.grants.has_allowance()
