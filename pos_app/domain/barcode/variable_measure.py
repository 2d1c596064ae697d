"""Weight, price or count inside numbers that a store prints itself, by its own patterns."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.barcode.numbers import Gtin, GtinFormat, is_digits
from pos_app.domain.gtin import check_digit
from pos_app.errors import Refusal

_BODY_DIGITS = 12  # an EAN-13 without its check digit
_VERIFIED_DIGITS = (4, 5)  # GS1 defines the value's own check digit for these only


class Measure(StrEnum):
    """What the value in the number is: kilograms, the price of the pack, or pieces."""

    WEIGHT = "weight"
    PRICE = "price"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class VariableMeasurePattern:
    """Prefix, item, then the value (after its own check digit if it has one), then the check digit.

    Patterns speak of the 13-digit form: UPC-A with number system 2 has prefix ``02``.
    With ``21``, 5, 5, weight, 3 the label ``2100123012503`` is 1.250 kg of item 00123.
    """

    prefix: str
    item_digits: int
    value_digits: int
    value: Measure
    decimals: int
    price_check_digit: bool = False

    def __post_init__(self) -> None:
        """Refuses: BARCODE_PATTERN_WRONG."""
        digits = len(self.prefix) + self.item_digits + self.value_digits + self.price_check_digit
        if (
            not is_digits(self.prefix)
            or digits != _BODY_DIGITS
            or min(self.item_digits, self.value_digits) < 1
            or self.value not in tuple(Measure)
            or not 0 <= self.decimals <= self.value_digits
            or (self.price_check_digit and self.value_digits not in _VERIFIED_DIGITS)
        ):
            raise Refusal("BARCODE_PATTERN_WRONG", prefix=self.prefix)


@dataclass(frozen=True, slots=True)
class EmbeddedMeasure:
    """``value`` has ``decimals`` places. ``base_gtin`` is the number with the value set to zero."""

    item: str
    measure: Measure
    value: int
    decimals: int
    base_gtin: int


def find_embedded(gtin: Gtin, patterns: Iterable[VariableMeasurePattern]) -> EmbeddedMeasure | None:
    """Read the value by the pattern with the longest fitting prefix. None: an ordinary number.

    Refuses: MEASURE_CHECK_DIGIT_WRONG (the check digit of weight or price inside the number).
    """
    if gtin.format in (GtinFormat.GTIN_8, GtinFormat.GTIN_14):
        return None
    digits = str(gtin)[1:]
    fitting = [pattern for pattern in patterns if digits.startswith(pattern.prefix)]
    if not fitting:
        return None
    from biip.checksums import gs1_price_weight_check_digit  # here: as in numbers.py

    pattern = max(fitting, key=lambda fits: len(fits.prefix))
    head = digits[: len(pattern.prefix) + pattern.item_digits]
    value = digits[_BODY_DIGITS - pattern.value_digits : _BODY_DIGITS]
    verifier, zeros = "", "0" * pattern.value_digits
    if pattern.price_check_digit:
        verifier = digits[len(head)]
        if gs1_price_weight_check_digit(value) != int(verifier):
            raise Refusal("MEASURE_CHECK_DIGIT_WRONG", number=digits)
        verifier = str(gs1_price_weight_check_digit(zeros))
    base = head + verifier + zeros
    return EmbeddedMeasure(
        item=head[len(pattern.prefix) :],
        measure=Measure(pattern.value),
        value=int(value),
        decimals=pattern.decimals,
        base_gtin=int(f"{base}{check_digit(base)}"),
    )
