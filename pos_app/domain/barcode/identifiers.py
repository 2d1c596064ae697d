"""The GS1 application identifiers: which there are, how long their values are, how they end."""

import re
from dataclasses import dataclass
from functools import lru_cache

_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Identifier:
    """``fixed_length`` values end by themselves; the others at a separator or the end."""

    ai: str
    fixed_length: int | None
    pattern: re.Pattern[str]

    def fits(self, value: str) -> bool:
        """Ask whether a value has the length and the characters the standard gives it."""
        return value != "" and self.pattern.fullmatch(self.ai + value) is not None


def find_prefix(text: str) -> Identifier | None:
    """Find the identifier a text begins with. No identifier is the beginning of another."""
    return _find(text[:_LONGEST])


def find_identifier(ai: str) -> Identifier | None:
    """Find an identifier by its whole name."""
    found = find_prefix(ai)
    return found if found and found.ai == ai else None


@lru_cache(maxsize=2048)
def _find(prefix: str) -> Identifier | None:
    from biip import ParseError  # here: the till opens before biip is there
    from biip.gs1_application_identifiers import GS1ApplicationIdentifier

    try:
        known = GS1ApplicationIdentifier.extract(prefix)
    except ParseError:
        return None
    # "N2+N14": an identifier of two digits, then fourteen digits.
    length = None if known.separator_required else int(known.format.rpartition("N")[2])
    return Identifier(known.ai, length, re.compile(known.pattern, re.ASCII))
