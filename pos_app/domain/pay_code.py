"""Which wallet a payment code belongs to, by its prefix and length; and bank cards, to refuse them.

Neither a payment code nor a card number is ever kept. Two shapes never fit one text. UnionPay's
shape is also that of a 19-digit card number.
"""

import re
from enum import StrEnum


class PayProvider(StrEnum):
    """The wallets whose codes customers show at a till."""

    WECHAT = "wechat"
    ALIPAY = "alipay"
    UNIONPAY = "unionpay"


_SHAPES = (
    (PayProvider.WECHAT, re.compile(r"(?:1[0-5][0-9]|160)[0-9]{15}")),
    (PayProvider.ALIPAY, re.compile(r"(?:2[5-9]|30)[0-9]{14,22}")),
    (PayProvider.ALIPAY, re.compile(r"fp[!-~]{33}")),  # paid by face
    (PayProvider.UNIONPAY, re.compile(r"62[0-9]{17}")),
)


def find_providers(text: str) -> tuple[PayProvider, ...]:
    """List the wallets a text may be a payment code of: one or none."""
    return tuple(provider for provider, shape in _SHAPES if shape.fullmatch(text))


# American Express; the other schemes' 16 digits; 19 digits. Fewer would be taken for other numbers.
_CARD = re.compile(r"3[47][0-9]{13}|[3-6][0-9]{15}|[4-6][0-9]{18}")


def is_card_number(text: str) -> bool:
    """Ask whether a text may be the number of a bank card: its length, beginning and last digit."""
    if not _CARD.fullmatch(text):
        return False
    doubled = [int(digit) * 2 for digit in text[-2::-2]]  # Luhn: every second from the right
    return (sum(map(int, text[::-2])) + sum(n // 10 + n % 10 for n in doubled)) % 10 == 0
