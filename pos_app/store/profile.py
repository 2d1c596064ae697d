"""The store's own decisions as JSON: in a set-up file that people write, and in till.db.

The keys are those of the domain's dataclasses; resources/demo/store.json is an example of all of
them. Unknown keys are refused: a misspelt one would otherwise be a decision quietly not taken.
"""

import re
from typing import Any, Final

import sqlalchemy as sa

from pos_app.domain.barcode.item import ShopCodes
from pos_app.domain.barcode.member_card import MemberCardPattern
from pos_app.domain.barcode.variable_measure import Measure, VariableMeasurePattern
from pos_app.domain.catalog import TaxGroup
from pos_app.domain.coupon import CouponPolicy
from pos_app.domain.identifiers import StoreId, WorkstationId
from pos_app.domain.join_code import JoinPolicy
from pos_app.domain.money import Rounding
from pos_app.domain.safe import CashPolicy
from pos_app.domain.shop import SHIPPED_REASONS, CashRounding, Reason, ReasonFor, StoreProfile
from pos_app.errors import Refusal
from pos_app.store.settings import find_setting, put_setting

PROFILE_SETTING: Final = "store_profile"
"""The setting that a till's store is in: what has it is a till."""

AS_SET_UP: Final = "store_profile_as_set_up"
"""The setting with the profile as its set-up folder said it, once a shop changed its own."""

_PLAIN: Final = (
    "store",
    "workstation",
    "name_zh",
    "name_en",
    "address_zh",
    "address_en",
    "phone",
    "tax_registration",
    "receipt_footer_zh",
    "receipt_footer_en",
    "currency",
    "lowest_price_days",
    "lock_after_minutes",
)
_OPTIONAL: Final = ("store_number", "member_cards", "points_need_code", "join", "coupons", "cash")
"""Tills set up before there were members do without."""

_MADE: Final = (
    "cash_rounding",
    "denominations",
    "quick_notes",
    "tax_groups",
    "reasons",
    "extend_rounding",
    "tax_rounding",
    "barcode_patterns",
)


NAMES: Final = {
    "store": re.compile(r"[A-Z0-9]{1,8}"),
    # A restored till adds its epoch (T03E2), and ReceiptNumber takes eight characters.
    "workstation": re.compile(r"[A-Z0-9]{1,5}"),
}
"""What can stand in a receipt number."""

_STORE_NUMBERS: Final = range(2**32)


def save_profile(connection: sa.Connection, body: dict[str, Any]) -> None:
    """Keep a profile, checked first by reading it.

    Refuses: PROFILE_WRONG.
    """
    profile_of(body)
    put_setting(connection, PROFILE_SETTING, body)


def load_profile(connection: sa.Connection) -> tuple[StoreProfile, ShopCodes]:
    """Read the profile of this till."""
    return profile_of(get_profile(connection))


def get_profile(connection: sa.Connection) -> dict[str, Any]:
    """Read the profile as it was kept."""
    body: dict[str, Any] | None = find_setting(connection, PROFILE_SETTING)
    assert body is not None, "a till is set up with its profile in one commit"
    return body


def profile_of(body: dict[str, Any]) -> tuple[StoreProfile, ShopCodes]:
    """Make the profile of a JSON body.

    Refuses: PROFILE_WRONG, with the key that is missing, unknown or unreadable.
    """
    unknown = sorted(set(body) - set(_PLAIN) - set(_OPTIONAL) - set(_MADE))
    if unknown:
        raise Refusal("PROFILE_WRONG", key=unknown[0])
    try:
        _check_names(body)
        codes = ShopCodes(_patterns(body), body["currency"], member_cards=_member_cards(body))
        return _profile(body), codes
    except KeyError as error:
        raise Refusal("PROFILE_WRONG", key=str(error.args[0])) from error
    except (TypeError, ValueError) as error:
        raise Refusal("PROFILE_WRONG", key=str(error)) from error


def _check_names(body: dict[str, Any]) -> None:
    for key, form in NAMES.items():
        if not isinstance(body[key], str) or not form.fullmatch(body[key]):
            raise Refusal("PROFILE_WRONG", key=key)


def _profile(body: dict[str, Any]) -> StoreProfile:
    rounding = body["cash_rounding"]
    return StoreProfile(
        store=StoreId(body["store"]),
        workstation=WorkstationId(body["workstation"]),
        name_zh=body["name_zh"],
        name_en=body["name_en"],
        address_zh=body["address_zh"],
        address_en=body["address_en"],
        phone=body["phone"],
        tax_registration=body["tax_registration"],
        receipt_footer_zh=body["receipt_footer_zh"],
        receipt_footer_en=body["receipt_footer_en"],
        currency=body["currency"],
        cash_rounding=CashRounding(rounding["step_minor"], Rounding(rounding["rounding"])),
        denominations=tuple(sorted(body["denominations"], reverse=True)),
        quick_notes=tuple(body["quick_notes"]),
        tax_groups=tuple(
            TaxGroup(entry["code"], entry["rate_ppm"], entry["is_inclusive"])
            for entry in body["tax_groups"]
        ),
        reasons=_reasons(body),
        extend_rounding=Rounding(body["extend_rounding"]),
        tax_rounding=Rounding(body["tax_rounding"]),
        lowest_price_days=body["lowest_price_days"],
        lock_after_minutes=body["lock_after_minutes"],
        store_number=_store_number(body),
        cash=_cash(body),
        coupons=_coupons(body),
        join=_join(body),
        points_need_code=_points_need_code(body),
    )


def _reasons(body: dict[str, Any]) -> tuple[Reason, ...]:
    own = tuple(
        Reason(entry["code"], ReasonFor(purpose), entry["zh"], entry["en"])
        for purpose, entries in body["reasons"].items()
        for entry in entries
    )
    listed = set(body["reasons"])
    return own + tuple(r for r in SHIPPED_REASONS if r.purpose.value not in listed)


def _store_number(body: dict[str, Any]) -> int | None:
    number = body.get("store_number")
    if number is not None and (type(number) is not int or number not in _STORE_NUMBERS):
        raise Refusal("PROFILE_WRONG", key="store_number")
    return number


def _cash(body: dict[str, Any]) -> CashPolicy:
    try:
        return CashPolicy(**body.get("cash", {}))
    except (TypeError, ValueError) as error:
        raise Refusal("PROFILE_WRONG", key="cash") from error


def _coupons(body: dict[str, Any]) -> CouponPolicy:
    entry = dict(body.get("coupons", {}))
    limits = [value for key, value in entry.items() if key != "is_authority"]
    is_right = all(type(limit) is int and limit >= 0 for limit in limits)
    if not is_right or type(entry.get("is_authority", False)) is not bool:
        raise Refusal("PROFILE_WRONG", key="coupons")
    return CouponPolicy(**entry)


def _join(body: dict[str, Any]) -> JoinPolicy:
    try:
        return JoinPolicy(**body.get("join", {}))
    except (TypeError, ValueError) as error:
        raise Refusal("PROFILE_WRONG", key="join") from error


def _points_need_code(body: dict[str, Any]) -> bool:
    value = body.get("points_need_code", True)
    if type(value) is not bool:
        raise Refusal("PROFILE_WRONG", key="points_need_code")
    return value


def _member_cards(body: dict[str, Any]) -> tuple[MemberCardPattern, ...]:
    return tuple(
        MemberCardPattern(entry["prefix"], entry["length"])
        for entry in body.get("member_cards", ())
    )


def _patterns(body: dict[str, Any]) -> tuple[VariableMeasurePattern, ...]:
    return tuple(
        VariableMeasurePattern(
            prefix=entry["prefix"],
            item_digits=entry["item_digits"],
            value_digits=entry["value_digits"],
            value=Measure(entry["value"]),
            decimals=entry["decimals"],
            price_check_digit=entry["price_check_digit"],
        )
        for entry in body["barcode_patterns"]
    )
