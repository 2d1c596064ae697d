"""Mends what a PDF of Qt's says its letters are, so that they are found and copied as they read.

Noto Sans CJK draws 页 and the radical ⻚ with one glyph, and Qt writes down whichever of the two
letters it meets first. The page looks right and a search for 页 finds nothing. The table that says
so stands uncompressed in the file, and a letter takes four digits there, so it is mended in place.
"""

import re
from functools import lru_cache
from typing import Final

from PySide6.QtGui import QFont, QRawFont

_TABLE: Final = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_RADICAL: Final = re.compile(rb"<(2[EF][0-9A-F]{2})>")
_RADICALS: Final = "".join(map(chr, range(0x2E80, 0x2FE0)))
_LETTERS: Final = "".join(map(chr, range(0x4E00, 0xA000)))


def use_plain_digits(font: QFont) -> None:
    """Let a font draw the digits that every language has.

    Its own digits of a language are other glyphs, which Qt writes into a PDF without saying what
    they stand for: "T01" would be copied as "T".
    """
    font.setFeature(QFont.Tag("locl"), 0)


def mended(content: bytes, family: str) -> bytes:
    """Give a PDF's content with radicals named as the letters that were meant."""

    def named(match: re.Match[bytes]) -> bytes:
        return b"<%s>" % _meant(family).get(match[1], match[1])

    return _TABLE.sub(lambda table: _RADICAL.sub(named, table[0]), content)


@lru_cache(maxsize=2)
def _meant(family: str) -> dict[bytes, bytes]:
    """Say for each radical which letter has its glyph, both in hexadecimal; the weights agree."""
    raw = QRawFont.fromFont(QFont(family))
    letters = dict(zip(raw.glyphIndexesForString(_LETTERS), _LETTERS, strict=True))
    radicals = zip(raw.glyphIndexesForString(_RADICALS), _RADICALS, strict=True)
    return {
        b"%04X" % ord(radical): b"%04X" % ord(letters[glyph])
        for glyph, radical in radicals
        if glyph and glyph in letters
    }
