"""Text as a receipt printer counts it: one cell for ASCII, two for every other character.

Chinese printers draw anything that is not ASCII from their Chinese font, twice as wide. So text is
first brought to what such a printer has (GB 18030), and only then measured, wrapped and cut.
"""

import unicodedata
from functools import lru_cache

LONGEST_TEXT = 400
"""No field on a receipt is longer; a longer one is cut with an ellipsis, not printed for metres."""

UNKNOWN = "?"

_NEVER_FIRST = frozenset("，。、；：！？）】》」』”％")
"""Chinese punctuation that ends something; a line that begins with it reads badly."""

_SPACES = frozenset("\t\n\r\v\f\u00a0\u2028\u2029\u3000")
_REPLACED = {
    "¥": "￥",  # the half-width sign needs four bytes, which many printers do not have
    "’": "'",
    "‘": "'",
    "–": "-",
    "−": "-",
    "⁄": "/",
    "•": "·",
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "ø": "o",
    "Ø": "O",
    "œ": "oe",
    "Œ": "OE",
    "ł": "l",
    "Ł": "L",
    "™": "(TM)",
    "®": "(R)",
    "©": "(C)",
}


def printable(text: str) -> str:
    """Bring a text to the characters every Chinese receipt printer can draw, in one line.

    Control, bidirectional and invisible characters go; accents go from Latin letters; what has no
    likeness becomes ``?``. Doing it twice changes nothing.
    """
    drawn = "".join(_drawn(character) for character in text[: 2 * LONGEST_TEXT])
    return drawn if len(drawn) <= LONGEST_TEXT else drawn[: LONGEST_TEXT - 2] + ".."


def width(text: str) -> int:
    """Count the cells of a printable text."""
    return sum(1 if character <= "~" else 2 for character in text)


def wrap(text: str, cells: int) -> tuple[str, ...]:
    """Break a printable text into lines of at most so many cells.

    Breaks after a space where there is one in the second half of the line, else between any two
    Chinese characters or inside the word. Gives at least one line.
    """
    assert cells >= 2, cells
    lines = []
    rest = text.strip()
    while width(rest) > cells:
        end = _end_of_line(rest, cells)
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return (*lines, rest)


def cut(text: str, cells: int) -> str:
    """Shorten a printable text to so many cells; two dots show that something is missing."""
    if width(text) <= cells:
        return text
    if cells < 4:
        return _head(text, cells)
    return _head(text, cells - 2) + ".."


def left(text: str, cells: int) -> str:
    """Fill up with spaces on the right."""
    return text + " " * (cells - width(text))


@lru_cache(maxsize=4096)
def _drawn(character: str) -> str:
    if " " <= character <= "~":
        return character
    if character in _SPACES:
        return " "
    if character in _REPLACED:
        return _REPLACED[character]
    category = unicodedata.category(character)
    if category[0] in "CZ" or category in {"Mn", "Me"}:
        return ""
    plain = _plain(character)
    if category[0] == "L" and plain and unicodedata.east_asian_width(character) not in "WF":
        return plain
    if _is_in_font(character):
        return character
    composed = unicodedata.normalize("NFKC", character)
    return plain or (composed if all(map(_is_in_font, composed)) else UNKNOWN)


def _plain(character: str) -> str:
    """Write a character in ASCII where it is a decorated letter or number, as é or ½."""
    parts = unicodedata.normalize("NFKD", character).replace("⁄", "/")
    return parts.encode("ascii", "ignore").decode("ascii").strip()


def _is_in_font(character: str) -> bool:
    """Tell whether GB 18030 printers have it: the two-byte part and the Han of Extension A."""
    if character >= "\U00010000":
        return False
    return len(character.encode("gb18030")) == 2 or "\u3400" <= character <= "\u4dbf"


def _head(text: str, cells: int) -> str:
    used = 0
    for index, character in enumerate(text):
        used += width(character)
        if used > cells:
            return text[:index]
    return text


def _end_of_line(text: str, cells: int) -> int:
    """Find where the first line ends; at least one character is taken."""
    end = max(1, len(_head(text, cells)))
    if text[end] in _NEVER_FIRST and end > 1:
        end -= 1
    if text[end] == " " or text[end] > "~" or text[end - 1] > "~":
        return end
    space = text.rfind(" ", 0, end)
    wide = max((i + 1 for i in range(end) if text[i] > "~"), default=0)
    best = max(space + 1, wide)
    return best if width(text[:best]) * 2 >= cells else end
