"""The store's settings: read whole, or refused with the key that is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from pos_app import resources
from pos_app.domain.barcode.member_card import MemberCardPattern
from pos_app.domain.barcode.variable_measure import Measure
from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.money import Money
from pos_app.domain.safe import CashPolicy
from pos_app.errors import Refusal
from pos_app.services.set_up import read_set_up
from pos_app.store.profile import profile_of
from pos_app.vault.pins import PinCost, Pins
from tests.builders import write_set_up


@pytest.fixture
def body() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(resources.path("demo", "store.json").read_text("utf-8"))
    return loaded


def wrong_key(body: dict[str, Any]) -> object:
    with pytest.raises(Refusal) as caught:
        profile_of(body)
    assert caught.value.code == "PROFILE_WRONG"
    return caught.value.facts["key"]


def test_the_demo_store_is_read(body: dict[str, Any]) -> None:
    profile, _ = profile_of(body)
    assert (profile.store, profile.workstation) == ("S12", "T03")


def test_the_demo_store_knows_its_cards_and_its_number(body: dict[str, Any]) -> None:
    profile, codes = profile_of(body)
    assert profile.store_number == 12
    assert codes.member_cards == (MemberCardPattern("880001", 8), MemberCardPattern("29", 13))


def test_a_till_set_up_before_there_were_members_still_opens(body: dict[str, Any]) -> None:
    del body["store_number"], body["member_cards"]
    profile, codes = profile_of(body)
    assert profile.store_number is None
    assert codes.member_cards == ()


@pytest.mark.parametrize("number", [-1, 2**32, True, "12", 1.5])
def test_a_store_number_is_a_whole_number(body: dict[str, Any], number: object) -> None:
    assert wrong_key(body | {"store_number": number}) == "store_number"


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("store", ""),
        ("store", "S12345678"),
        ("store", "S-12"),
        ("store", "s12"),
        ("store", "店12"),
        ("store", "S12\n"),
        ("store", 12),
        ("workstation", "T00003"),
        ("workstation", "T 3"),
        ("workstation", ""),
    ],
)
def test_a_name_that_no_receipt_number_can_carry_is_refused(
    body: dict[str, Any], key: str, name: object
) -> None:
    assert wrong_key(body | {key: name}) == key


def test_the_longest_names_give_receipts_that_can_be_read_again_after_many_restores(
    body: dict[str, Any],
) -> None:
    profile, _ = profile_of(body | {"store": "S2345678", "workstation": "T2345"})
    number = ReceiptNumber(profile.store, f"{profile.workstation}E99", 999_999)
    assert ReceiptNumber.parse(str(number)) == number


def test_a_missing_and_an_unknown_key_are_named(body: dict[str, Any]) -> None:
    assert wrong_key({**body, "currencyy": "CNY"}) == "currencyy"
    del body["phone"]
    assert wrong_key(body) == "phone"


def test_the_demo_stores_decisions_are_read(body: dict[str, Any]) -> None:
    profile, codes = profile_of(body)
    assert (profile.store, profile.workstation, profile.currency) == ("S12", "T03", "CNY")
    assert profile.denominations == tuple(sorted(profile.denominations, reverse=True))
    assert {group.rate_ppm for group in profile.tax_groups} == {130_000, 90_000, 60_000, 0}
    assert [pattern.value for pattern in codes.patterns] == [
        Measure.WEIGHT,
        Measure.PRICE,
        Measure.PRICE,
    ]


def test_a_key_that_is_missing_or_unknown_is_named(body: dict[str, Any]) -> None:
    for key in set(body) - {"store_number", "member_cards", "coupons", "join", "cash"}:
        assert wrong_key({name: value for name, value in body.items() if name != key}) == key
    assert wrong_key(body | {"cash_roundng": {}}) == "cash_roundng"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("cash_rounding", {"step_minor": 10, "rounding": "sideways"}),
        ("cash_rounding", {"rounding": "down"}),
        ("cash_rounding", 10),
        ("tax_groups", [{"code": "V13", "rate_ppm": 130_000}]),
        ("reasons", {"no_such_purpose": [{"code": "A", "zh": "", "en": ""}]}),
        ("extend_rounding", "up_and_down"),
        ("denominations", 5),
        ("barcode_patterns", [{"prefix": "21"}]),
        ("join", {"address": "http://example.com"}),
        ("join", {"adress": "https://example.com"}),
        ("join", 5),
    ],
)
def test_a_value_that_cannot_be_is_refused(body: dict[str, Any], key: str, value: object) -> None:
    assert wrong_key(body | {key: value})


def test_people_with_a_role_nobody_knows_are_refused(tmp_path: Path) -> None:
    folder = write_set_up(tmp_path)
    people = {"operators": [{"id": "a", "number": "1", "name": "", "role": "king", "pin": "1"}]}
    (folder / "operators.json").write_text(json.dumps(people), "utf-8")
    with pytest.raises(Refusal, match="PROFILE_WRONG") as caught:
        read_set_up(folder, Pins(bytes(32), PinCost(1, 8, 1)))
    assert caught.value.facts == {"key": "king"}


@pytest.mark.parametrize(
    "rules",
    [
        {"standard_float_minor": -1},
        {"pickup_limit_minor": 10.5},
        {"tolerance_minor": "5"},
        {"tolerance": 500},
        [],
    ],
)
def test_rules_for_cash_that_are_none_are_refused(body: dict[str, Any], rules: object) -> None:
    assert wrong_key(body | {"cash": rules}) == "cash"


def test_rules_for_cash_are_optional_one_by_one(body: dict[str, Any]) -> None:
    assert profile_of(body | {"cash": {}})[0].cash == CashPolicy()
    rules = profile_of(body | {"cash": {"pickup_limit_minor": 300_000}})[0].cash
    assert rules == CashPolicy(pickup_limit_minor=300_000)
    assert rules.is_pickup_due(Money(300_001))
    assert not rules.is_pickup_due(Money(300_000))
