"""PINs: the easy ones refused, the right one accepted, and nothing learnt from a stolen file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.errors import Refusal
from pos_app.vault.pins import PinCost, Pins, check_pin

CHEAP = PinCost(rounds=1, memory_kib=64, lanes=1)
PEPPER = bytes(range(32))


def refusal(pin: str) -> str | None:
    try:
        check_pin(pin)
    except Refusal as refused:
        return refused.code
    return None


@pytest.mark.parametrize(
    ("pin", "code"),
    [
        ("284917", None),
        ("2849170365", None),
        ("28491", "PIN_LENGTH_WRONG"),
        ("28491703651", "PIN_LENGTH_WRONG"),
        ("", "PIN_NOT_DIGITS"),
        ("28491a", "PIN_NOT_DIGITS"),
        ("２８４９１７", "PIN_NOT_DIGITS"),
        ("28 917", "PIN_NOT_DIGITS"),
        ("111111", "PIN_TOO_EASY"),
        ("121212", "PIN_TOO_EASY"),
        ("520520", "PIN_TOO_EASY"),
        ("12341234", "PIN_TOO_EASY"),
        ("123456", "PIN_TOO_EASY"),
        ("9876543210", "PIN_TOO_EASY"),
        ("789012", "PIN_TOO_EASY"),
        ("098765", "PIN_TOO_EASY"),
        ("147258", "PIN_TOO_EASY"),
        ("5201314", "PIN_TOO_EASY"),
        ("888666", "PIN_TOO_EASY"),
    ],
)
def test_a_pin_others_would_try_first_is_refused(pin: str, code: str | None) -> None:
    assert refusal(pin) == code


@given(st.text(max_size=12))
def test_any_text_is_either_taken_or_refused_in_words(text: str) -> None:
    assert refusal(text) in {None, "PIN_LENGTH_WRONG", "PIN_NOT_DIGITS", "PIN_TOO_EASY"}


def test_the_right_pin_of_the_right_operator_in_the_right_store_is_accepted() -> None:
    pins = Pins(PEPPER, CHEAP)
    verifier = pins.make("op7", "284917")
    assert pins.check("op7", "284917", verifier)
    assert not pins.check("op7", "284918", verifier)
    assert not pins.check("op8", "284917", verifier)
    assert not Pins(bytes(32), CHEAP).check("op7", "284917", verifier)
    assert pins.make("op7", "284917") != verifier


def test_nobody_and_nonsense_are_a_plain_no() -> None:
    pins = Pins(PEPPER, CHEAP)
    assert not pins.check("op7", "284917", None)
    assert not pins.check("op7", "284917", "")
    assert not pins.check("op7", "284917", "$argon2id$v=19$m=64,t=1,p=1$broken")


def test_a_verifier_made_cheaper_than_today_is_made_anew() -> None:
    verifier = Pins(PEPPER, CHEAP).make("op7", "284917")
    dearer = Pins(PEPPER, PinCost(rounds=2, memory_kib=64, lanes=1))
    assert dearer.check("op7", "284917", verifier)
    renewed = dearer.renew("op7", "284917", verifier)
    assert renewed is not None
    assert dearer.check("op7", "284917", renewed)
    assert dearer.renew("op7", "284917", renewed) is None
    assert Pins(PEPPER, CHEAP).renew("op7", "284917", verifier) is None


def test_an_easy_pin_gets_no_verifier() -> None:
    with pytest.raises(Refusal) as caught:
        Pins(PEPPER, CHEAP).make("op7", "123456")
    assert caught.value.code == "PIN_TOO_EASY"


def test_by_default_a_try_costs_what_rfc_9106_says() -> None:
    verifier = Pins(PEPPER).make("op7", "284917")
    assert verifier.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert "284917" not in verifier
