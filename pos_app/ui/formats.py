"""Money, quantities and times as a person reads them. No Qt: presenters and tests use it as it is.

Digits, signs and ISO dates are the same in every language we ship; words are not formed here.
"""

from datetime import UTC, datetime, timedelta

from pos_app.domain.money import Money, minor_digits
from pos_app.domain.quantity import Quantity, Unit

_SYMBOLS = {"CNY": "¥", "JPY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "HKD": "HK$"}
_UNIT_SIGNS = {Unit.EACH: "", Unit.KILOGRAM: "kg", Unit.LITRE: "L", Unit.METRE: "m"}


def decimals(currency: str) -> int:
    """Tell how many digits a currency has after the point."""
    return minor_digits(currency)


def amount(money: Money, *, with_groups: bool = True) -> str:
    """Write an amount without its currency: ``1,234.50``, ``-0.10``."""
    places = decimals(money.currency)
    whole, rest = divmod(abs(money.minor), 10**places)
    text = f"{whole:,}" if with_groups else str(whole)
    if places:
        text += f".{rest:0{places}d}"
    return f"-{text}" if money.minor < 0 else text


def symbol(currency: str) -> str:
    """Give the sign of a currency, its code where it has none."""
    return _SYMBOLS.get(currency, currency)


def money(value: Money) -> str:
    """Write an amount with its currency: ``¥168.32``, ``-¥25.09``."""
    before = _SYMBOLS.get(value.currency, f"{value.currency} ")
    sign = "-" if value.minor < 0 else ""
    return f"{sign}{before}{amount(abs(value))}"


def quantity(value: Quantity) -> str:
    """Write a quantity: ``2``, or all three decimals where it is measured: ``1.256``."""
    whole, rest = divmod(abs(value.thousandths), 1000)
    text = f"{whole:,}" if rest == 0 else f"{whole:,}.{rest:03d}"
    return f"-{text}" if value.thousandths < 0 else text


def quantity_with_unit(value: Quantity, unit: Unit) -> str:
    """Write a quantity with its unit where that says something: ``1.256 kg``, but ``2``."""
    sign = _UNIT_SIGNS[unit]
    return f"{quantity(value)} {sign}" if sign else quantity(value)


def unit_sign(unit: Unit) -> str:
    """Give ``kg``, ``L``, ``m``; nothing for things that are counted."""
    return _UNIT_SIGNS[unit]


def rate(rate_ppm: int) -> str:
    """Write parts per million as a percentage without idle zeros: ``13%``, ``0.5%``."""
    whole, rest = divmod(rate_ppm, 10_000)
    return f"{whole}.{rest:04d}".rstrip("0").rstrip(".") + "%"


def gtin(number: int) -> str:
    """Write a GS1 number as it stands on the pack: 8, 12, 13 or 14 digits."""
    digits = str(number)
    for length in (8, 12, 13):
        if len(digits) <= length:
            return digits.zfill(length)
    return digits.zfill(14)


def local_moment(wall_ms: int, utc_offset_minutes: int) -> str:
    """Write an instant in the shop's own time: ``2026-11-21 19:42``."""
    moment = datetime.fromtimestamp(wall_ms // 1000, UTC) + timedelta(minutes=utc_offset_minutes)
    return moment.strftime("%Y-%m-%d %H:%M")


def local_time(wall_ms: int, utc_offset_minutes: int) -> str:
    """Write the time of day only: ``19:42``."""
    return local_moment(wall_ms, utc_offset_minutes)[11:]
