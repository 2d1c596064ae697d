"""Between the store's profile as it is kept and the rows and forms that show it. Plain Python."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, Final

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.domain.plain_text import LARGEST_NUMBER, read_number
from pos_app.domain.shop import PlannedTax, ReasonFor, StoreProfile
from pos_app.errors import Refusal
from pos_app.ui import formats
from pos_app.ui.forms import Answer
from pos_app.ui.screens.store_settings.contract import Decision, Part, Shape
from pos_app.ui.set_up_words import (
    AMOUNTS,
    CASH,
    NUMBERS,
    OTHER_REASON,
    PATTERN,
    REASONS,
    ROUNDING,
    TAX,
    TEXTS,
)

_PPM_OF_PERCENT: Final = 10_000
_NO_RULE: Final = "–"


def rows_of(
    part: Part,
    body: Mapping[str, Any],
    coming: Mapping[str, Any],
    profile: StoreProfile,
    applies: Mapping[str, str],
) -> tuple[Decision, ...]:
    """List the decisions of a part, in the order in which they are shown."""
    match part:
        case Part.TEXTS:
            return tuple(_text_rows(body, applies))
        case Part.REASONS:
            return tuple(_reason_rows(profile, applies))
        case Part.MONEY:
            return tuple(_money_rows(body, coming, profile.currency, applies))
        case Part.BARCODES:
            return tuple(_pattern_rows(body, applies))


def value_after(
    decision: Decision, answer: Answer | None, body: Mapping[str, Any], profile: StoreProfile
) -> Any:
    """Make the profile's value of what was answered; None takes the entry away.

    A decision at -1 of a list is a new entry.

    Refuses: STORE_NUMBER_WRONG, STORE_NOTES_WRONG, TAX_GROUPS_WRONG, ROLE_UNKNOWN.
    """
    if decision.shape is Shape.TEXT:
        return _typed(answer).texts["text"].strip()
    if decision.shape is Shape.NUMBER:
        return _whole(_typed(answer).texts["number"])
    if decision.shape is Shape.AMOUNTS:
        return _amounts(_typed(answer).texts["amounts"], profile.currency)
    if decision.shape is Shape.ROUNDING:
        step = _typed(answer).money["step"]
        return {
            "step_minor": step.minor if step is not None else 0,
            "rounding": _typed(answer).choice or decision.choice,
        }
    if decision.shape is Shape.CASH:
        return _cash_after(decision, _typed(answer), body)
    if decision.shape is Shape.REASON:
        return _reasons_after(decision, answer, profile)
    entries = deepcopy(list(body[decision.key]))
    entry = None if answer is None else _entry(decision.shape, answer)
    return _placed(entries, decision.at, entry)


def _text_rows(body: Mapping[str, Any], applies: Mapping[str, str]) -> Iterator[Decision]:
    for key, label in TEXTS.items():
        yield Decision(key, label, Shape.TEXT, body[key], applies[key], {"text": body[key]})
    for key, label in NUMBERS.items():
        text = str(body[key])
        yield Decision(key, label, Shape.NUMBER, text, applies[key], {"number": text})


def _reason_rows(profile: StoreProfile, applies: Mapping[str, str]) -> Iterator[Decision]:
    for purpose in ReasonFor:
        label = REASONS.get(purpose.value, OTHER_REASON)
        for at, reason in enumerate(profile.reasons_for(purpose)):
            values = {"code": reason.code, "zh": reason.name_zh, "en": reason.name_en}
            text = f"{reason.name_zh} / {reason.name_en}"
            yield Decision(
                "reasons",
                label,
                Shape.REASON,
                text,
                applies["reasons"],
                values,
                at=at,
                group=purpose.value,
            )


def _money_rows(
    body: Mapping[str, Any],
    coming: Mapping[str, Any],
    currency: str,
    applies: Mapping[str, str],
) -> Iterator[Decision]:
    key = "cash_rounding"
    rounding = coming.get(key) or body[key]
    step = formats.amount(Money(rounding["step_minor"], currency), with_groups=False)
    yield Decision(
        key,
        ROUNDING,
        Shape.ROUNDING,
        _step(body[key], currency),
        applies[key],
        {"step": step},
        rounding["rounding"],
        coming=_step(coming[key], currency) if key in coming else "",
    )
    yield from _cash_rows(body.get("cash", {}), currency, applies["cash"])
    for key, label in AMOUNTS.items():
        text = " ".join(_plain(minor, currency) for minor in body[key])
        said = f"{formats.symbol(currency)}  {text}"
        yield Decision(key, label, Shape.AMOUNTS, said, applies[key], {"amounts": text})


def _cash_rows(rules: Mapping[str, int], currency: str, applies: str) -> Iterator[Decision]:
    for rule, label in CASH.items():
        minor = rules.get(rule)
        amount = None if minor is None else Money(minor, currency)
        text = _NO_RULE if amount is None else formats.money(amount)
        typed = "" if amount is None else formats.amount(amount, with_groups=False)
        yield Decision("cash", label, Shape.CASH, text, applies, {"amount": typed}, group=rule)


def _cash_after(decision: Decision, answer: Answer, body: Mapping[str, Any]) -> dict[str, int]:
    """Put an amount into the rules for cash; without one there is no such rule."""
    amount = answer.money["amount"]
    rules = {rule: minor for rule, minor in body.get("cash", {}).items() if rule != decision.group}
    return rules if amount is None else rules | {decision.group: amount.minor}


def tax_rows(
    body: Mapping[str, Any], planned: Mapping[str, PlannedTax], applies: str
) -> Iterator[Decision]:
    """List the tax groups as they are, with what is planned for each; planned new ones follow."""
    known = {group["code"] for group in body["tax_groups"]}
    new = [one.group for code, one in planned.items() if code not in known]
    for at, group in enumerate([*body["tax_groups"], *new]):
        code, rate = group["code"], formats.rate(group["rate_ppm"])
        coming = planned.get(code)
        is_in_force = code in known
        yield Decision(
            "tax_groups",
            TAX,
            Shape.TAX,
            f"{code}  {rate}" if is_in_force else code,
            applies,
            {"code": code, "rate": rate.rstrip("%")},
            ("included" if group["is_inclusive"] else "added") if is_in_force else "",
            at if is_in_force else -1,
            coming=formats.rate(coming.group["rate_ppm"]) if coming else "",
            coming_from=str(coming.date) if coming else "",
        )


def planned_tax(answer: Answer) -> tuple[dict[str, Any], BusinessDate] | None:
    """Give the group and the first day it is planned for; None when it is to count at once.

    Refuses: DATE_WRONG, TAX_GROUPS_WRONG.
    """
    if not answer.texts.get("from", "").strip():
        return None
    date = answer.dates["from"]
    if date is None:
        raise Refusal("DATE_WRONG")
    return _entry(Shape.TAX, answer), date


def _pattern_rows(body: Mapping[str, Any], applies: Mapping[str, str]) -> Iterator[Decision]:
    key = "barcode_patterns"
    for at, entry in enumerate(body[key]):
        values = {
            "prefix": entry["prefix"],
            "item": str(entry["item_digits"]),
            "value": str(entry["value_digits"]),
            "decimals": str(entry["decimals"]),
        }
        check = "V" if entry["price_check_digit"] else ""
        digits = "I" * entry["item_digits"] + check + "N" * entry["value_digits"]
        choice = entry["value"] + ("_checked" if entry["price_check_digit"] else "")
        text = f"{entry['prefix']} {digits} C"
        yield Decision(key, PATTERN, Shape.PATTERN, text, applies[key], values, choice, at)


def _step(rounding: Mapping[str, Any], currency: str) -> str:
    return formats.money(Money(rounding["step_minor"], currency))


def _plain(minor: int, currency: str) -> str:
    text = formats.amount(Money(minor, currency), with_groups=False)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _typed(answer: Answer | None) -> Answer:
    assert answer is not None, "only an entry of a list can be taken away"
    return answer


def _whole(text: str) -> int:
    number = read_number(text)
    if number is None:
        raise Refusal("STORE_NUMBER_WRONG", least=0, most=LARGEST_NUMBER)
    return number


def _amounts(text: str, currency: str) -> list[int]:
    """Read amounts with blanks between them: ``100 50 0.5``."""
    places = formats.decimals(currency)
    found = []
    for word in text.replace("，", " ").replace(",", " ").replace("、", " ").split():
        whole, _, rest = word.partition(".")
        is_number = whole.isascii() and whole.isdigit() and (rest.isdigit() or not rest)
        if not is_number or len(rest) > places or len(whole) > 7:
            raise Refusal("STORE_NOTES_WRONG", most=20)
        found.append(int(whole) * 10**places + int(rest.ljust(places, "0") or "0"))
    return sorted(found, reverse=True)


def _reasons_after(decision: Decision, answer: Answer | None, profile: StoreProfile) -> Any:
    """Put a reason into the whole of them; those that were shipped become the store's own."""
    reasons = {
        purpose.value: [
            {"code": reason.code, "zh": reason.name_zh, "en": reason.name_en}
            for reason in profile.reasons_for(purpose)
        ]
        for purpose in ReasonFor
        if profile.reasons_for(purpose)
    }
    entry = None
    if answer is not None:
        texts = answer.texts
        code = texts["code"].strip().upper()
        entry = {"code": code, "zh": texts["zh"].strip(), "en": texts["en"].strip()}
    reasons[decision.group] = _placed(reasons[decision.group], decision.at, entry)
    return reasons


def _placed(entries: list[Any], at: int, entry: Any) -> list[Any]:
    if entry is None:
        return entries[:at] + entries[at + 1 :]
    if at < 0:
        return [*entries, entry]
    return [*entries[:at], entry, *entries[at + 1 :]]


def _entry(shape: Shape, answer: Answer) -> dict[str, Any]:
    texts = answer.texts
    if shape is Shape.TAX:
        return {
            "code": texts["code"].strip().upper(),
            "rate_ppm": _rate_ppm(texts["rate"]),
            "is_inclusive": answer.choice != "added",
        }
    value = answer.choice or "weight"
    return {
        "prefix": texts["prefix"].strip(),
        "item_digits": _whole(texts["item"]),
        "value_digits": _whole(texts["value"]),
        "value": value.removesuffix("_checked"),
        "decimals": _whole(texts["decimals"]),
        "price_check_digit": value.endswith("_checked"),
    }


def _rate_ppm(text: str) -> int:
    whole, _, rest = text.strip().rstrip("%").partition(".")
    is_number = whole.isascii() and whole.isdigit() and (rest.isdigit() or not rest)
    if not is_number or len(whole) > 3 or len(rest) > 4:
        raise Refusal("TAX_GROUPS_WRONG")
    return int(whole) * _PPM_OF_PERCENT + int(rest.ljust(4, "0"))
