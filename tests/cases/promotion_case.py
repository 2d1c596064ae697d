"""What a promotion case may say, taken field by field, so that nothing of it is overlooked."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pos_app.domain.pricing.fields import Fields, Unknown

Facts = dict[str, Any]
CENTS = 2
COMMENTARY = ("source", "tags", "recomputed", "note", "id", "kind")
"""Fields that say where a case is from, and nothing about what comes out."""


class Skipped(Exception):
    """The case rests on a policy the product does not adopt, or on a field not known here."""


@dataclass(frozen=True)
class Policy:
    """A policy of the case that the product does not adopt, and where it can make a difference.

    ``fields`` are those of ``expect`` it can move (all when empty), ``within`` by how many minor
    units (any when None). A difference elsewhere, or a larger one, is a failure.
    """

    reason: str
    fields: frozenset[str] = frozenset()
    within: int | None = None


def open_case(case: Facts) -> Fields:
    """Open a case without its commentary."""
    return Fields("case", {key: value for key, value in case.items() if key not in COMMENTARY})


def done(fields: Fields) -> None:
    """End: a field that nobody took is one this translation does not know."""
    try:
        fields.done()
    except Unknown as unknown:
        raise Skipped(f"says something not known here: {unknown}") from None


def part(fields: Fields, key: str, default: Any = None) -> Fields:
    """Open an object inside; missing is empty."""
    value = fields.any(key, default)
    return Fields(fields.at(key), {} if value is None else value)


def words_of(fields: Fields, key: str, *known: str) -> str:
    """Take the one policy a case states in words; one that is not known here is not guessed."""
    semantics = part(fields, "semantics")
    words = str(semantics.any(key, ""))
    done(semantics)
    if words and not any(text in words for text in known):
        raise Skipped(f"states a policy not known here: {words}")
    return words


def decimal(value: Any) -> Decimal:
    """Read an amount or a percentage."""
    return Decimal(str(value))


def places_of(value: Any) -> int:
    """Count the decimals of an amount as it is written."""
    exponent = decimal(value).as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def minor(value: Any, places: int) -> int:
    """Give an amount in minor units of so many decimals."""
    scaled = decimal(value).scaleb(places)
    if scaled != scaled.to_integral_value():
        raise Skipped(f"names an amount finer than the currency's minor unit: {value}")
    return int(scaled)


def percentage(value: Any) -> str:
    """Write a percentage as the bundle wants it."""
    text = f"{decimal(value).normalize():f}"
    if decimal(value) < 0 or places_of(text) > 4:
        raise Skipped(f"names a percentage that rules do not take: {value}")
    return text


def money_of(value: int) -> Decimal:
    """Write minor units of two decimals as cases do."""
    return Decimal(value).scaleb(-CENTS)


def told_of(wanted: Any, got: Any, name: str) -> list[str]:
    """Say what is wrong with one field; nothing when it agrees."""
    return [] if wanted == got else [f"{name}: expected {wanted}, got {got}"]
