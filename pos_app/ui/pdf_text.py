"""Mends what a PDF of Qt's says its letters are, so that they are found and copied as they read.

Noto Sans CJK draws 页 and the radical ⻚ with one glyph, and Qt writes down whichever of the two
letters it meets first. The page looks right and a search for 页 finds nothing. The table that says
so stands uncompressed in the file, and a letter takes four digits there, so it is mended in place.
"""

import re
from collections.abc import Iterable
from typing import Final

from PySide6.QtGui import QFont, QRawFont

_TABLE: Final = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_RADICAL: Final = re.compile(rb"<(2[EeFf][0-9A-Fa-f]{2})>")
_RADICALS: Final = range(0x2E80, 0x2FE0)


def mended(content: bytes, fonts: Iterable[QFont], letters: Iterable[str]) -> bytes:
    """Give a PDF's content with radicals named as the letters that were meant.

    ``letters`` are those that the document shows; where it shows a radical itself, that stays.
    """
    shown = set(letters)
    meant: dict[bytes, bytes] = {}
    for font in fonts:
        raw = QRawFont.fromFont(font)
        glyphs = {_glyph(raw, letter): letter for letter in shown if ord(letter) not in _RADICALS}
        for code in _RADICALS:
            letter = glyphs.get(_glyph(raw, chr(code)), "")
            if letter and chr(code) not in shown:
                meant[b"%04X" % code] = b"%04X" % ord(letter)

    def named(match: re.Match[bytes]) -> bytes:
        return b"<%s>" % meant.get(match[1].upper(), match[1])

    return _TABLE.sub(lambda table: _RADICAL.sub(named, table[0]), content)


def _glyph(raw: QRawFont, letter: str) -> int:
    """Give the glyph of a letter; 0 is that of none, and stands for nobody."""
    found = raw.glyphIndexesForString(letter)
    return found[0] if found and found[0] else -ord(letter)
