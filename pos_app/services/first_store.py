"""What was typed at the first run as a store: checked step by step, then put together. Pure.

What nobody is asked (reasons, roundings of taxes, patterns of the store's own barcodes) begins as
the demo store has it and is changed in the set-up.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from pos_app import resources
from pos_app.domain.countries import country_of
from pos_app.domain.first_run import INCLUSIVE, Answers, Step
from pos_app.errors import Refusal
from pos_app.services.store_values import TEXTS, check_value
from pos_app.store.profile import NAMES

_AS_THE_DEMO: Final = (
    "reasons",
    "extend_rounding",
    "tax_rounding",
    "lowest_price_days",
    "lock_after_minutes",
    "barcode_patterns",
)
_WRONG: Final = {"store": "FIRST_RUN_STORE_CODE", "workstation": "FIRST_RUN_WORKSTATION"}
_GROUP: Final = re.compile(r"([A-Z0-9_]{1,16})[\s=:：]+(\d{1,3})(?:[.．](\d{1,4}))?\s*[%％]?")
_PPM_OF_PERCENT: Final = 10_000


def checked_names(texts: Mapping[str, str]) -> dict[str, str]:
    """Read the store's names, its code and this till's number; codes are written in capitals.

    Refuses: STORE_NAME_EMPTY, STORE_TEXT_WRONG, FIRST_RUN_STORE_CODE, FIRST_RUN_WORKSTATION.
    """
    read = {}
    for key in ("name_zh", "name_en"):
        read[key] = texts.get(key, "").strip()
    if not any(read.values()):
        raise Refusal("STORE_NAME_EMPTY")
    for key, other in (("name_zh", "name_en"), ("name_en", "name_zh")):
        read[key] = read[key] or read[other]
        check_value(key, read[key])
    for key, code in _WRONG.items():
        read[key] = texts.get(key, "").strip().upper()
        if not NAMES[key].fullmatch(read[key]):
            raise Refusal(code)
    return read


def checked_head(texts: Mapping[str, str]) -> dict[str, str]:
    """Read what stands on every receipt.

    Refuses: STORE_TEXT_WRONG.
    """
    keys = ("address_zh", "address_en", "phone", "tax_registration")
    read = {key: texts.get(key, "").strip() for key in keys}
    for key, text in read.items():
        check_value(key, text)
    return read


def usual_taxes(currency: str) -> str:
    """Write the usual groups of a currency's country as they are typed: ``V13 13; V9 9``."""
    return "; ".join(f"{code} {_percent(ppm)}" for code, ppm in country_of(currency).taxes)


def read_taxes(text: str, choice: str) -> list[dict[str, Any]]:
    """Read tax groups as they are typed, each a code and a rate in per cent.

    Refuses: FIRST_RUN_TAX_TEXT, TAX_GROUPS_WRONG.
    """
    groups = []
    for piece in re.split(r"[;；,，、\n]+", text.upper()):
        if not piece.strip():
            continue
        found = _GROUP.fullmatch(piece.strip())
        if found is None:
            raise Refusal("FIRST_RUN_TAX_TEXT")
        code, whole, part = found[1], int(found[2]), (found[3] or "").ljust(4, "0")
        rate_ppm = whole * _PPM_OF_PERCENT + int(part)
        groups.append({"code": code, "rate_ppm": rate_ppm, "is_inclusive": choice == INCLUSIVE})
    if not groups:
        raise Refusal("FIRST_RUN_TAX_TEXT")
    check_value("tax_groups", groups)
    return groups


def profile_body(answers: Answers) -> dict[str, Any]:
    """Put the store together as store.json would say it; every step before the printer is done."""
    demo = json.loads(resources.path("demo", "store.json").read_text(encoding="utf-8"))
    country = country_of(answers.choices.get(Step.STORE, ""))
    body = {key: demo[key] for key in _AS_THE_DEMO}
    body |= {key: answers.texts.get(key, "") for key in TEXTS}
    taxes = answers.texts.get("taxes") or usual_taxes(country.currency)
    body |= {
        "store": answers.texts["store"],
        "workstation": answers.texts["workstation"],
        "currency": country.currency,
        "cash_rounding": {"step_minor": country.step_minor, "rounding": country.rounding.value},
        "denominations": list(country.denominations),
        "quick_notes": list(country.quick_notes),
        "tax_groups": read_taxes(taxes, answers.choices.get(Step.TAX, "")),
    }
    return body


def _percent(ppm: int) -> str:
    whole, part = divmod(ppm, _PPM_OF_PERCENT)
    return f"{whole}.{part:04}".rstrip("0") if part else str(whole)
