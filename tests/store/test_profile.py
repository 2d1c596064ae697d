"""The store's settings: read whole, or refused with the key that is wrong."""

import json
from typing import Any

import pytest

from pos_app import resources
from pos_app.domain.identifiers import ReceiptNumber
from pos_app.errors import Refusal
from pos_app.store.profile import profile_of


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
