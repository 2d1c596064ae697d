"""Plain member cards: a printed number of the store's own patterns, without any proof in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pos_app.domain.barcode.numbers import Gtin, is_digits
from pos_app.errors import Refusal

_EAN_13_DIGITS: Final = 13
_LONGEST: Final = 24


@dataclass(frozen=True, slots=True)
class MemberCardPattern:
    """Beginning and length of the numbers on a store's cards.

    With ``29`` and 13 the card ``2900000000018`` is one; 13 digits end in a check digit.
    """

    prefix: str
    length: int

    def __post_init__(self) -> None:
        """Refuses: MEMBER_CARD_PATTERN_WRONG."""
        is_plain = self.prefix.isascii() and self.prefix.isalnum()
        if not is_plain or not len(self.prefix) < self.length <= _LONGEST:
            raise Refusal("MEMBER_CARD_PATTERN_WRONG", prefix=self.prefix)

    def fits(self, text: str) -> bool:
        """Ask for beginning and length; letters in either case."""
        is_plain = text.isascii() and text.isalnum() and len(text) == self.length
        return is_plain and text.upper().startswith(self.prefix.upper())


def find_member_card(text: str, patterns: Iterable[MemberCardPattern]) -> str | None:
    """Give the number on a card, letters large; None for what is no card of the store.

    Refuses: CHECK_DIGIT_WRONG.
    """
    if not any(pattern.fits(text) for pattern in patterns):
        return None
    if len(text) == _EAN_13_DIGITS and is_digits(text):
        Gtin.parse(text)
    return text.upper()
