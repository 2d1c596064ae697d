"""The look of the till: one QSS file, one font family, one palette, one scale for the screen.

The QSS is written for 1366×768. On a larger screen every pixel in it, and every ``px()`` in the
code, grows by the same factor, so a till looks the same from a metre away on any screen.
"""

import re
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from pos_app import resources

FAMILIES = ("Noto Sans CJK SC", "Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC")
"""Named with SC: without it Han characters take their Japanese shapes. Windows has no Noto."""

DESIGN_WIDTH, DESIGN_HEIGHT = 1366, 768
LARGEST_SCALE = 1.6
_GROWTH = 0.75
"""A larger screen is for larger type first, and for more lines with what is left."""

INK = QColor("#14181f")
INK_SOFT = QColor("#5b6472")
INK_FAINT = QColor("#8a93a1")
RED = QColor("#a11a1a")
BLUE = QColor("#0b3d91")
ON_ACCENT = QColor("#ffffff")
ROW = QColor("#ffffff")
ROW_SELECTED = QColor("#dfedff")
ROW_VOIDED = QColor("#f5f5f6")
ROW_HEADING = QColor("#eaf0f8")
RULE = QColor("#e6e9ee")

_scale = 1.0


def scale_for(width: int, height: int) -> float:
    """Choose how much larger than the design everything is drawn on a screen of this size."""
    ratio = min(width / DESIGN_WIDTH, height / DESIGN_HEIGHT)
    return min(max(1.0 + (ratio - 1.0) * _GROWTH, 1.0), LARGEST_SCALE)


def px(design_pixels: int) -> int:
    """Turn a length of the design into pixels of this screen."""
    return round(design_pixels * _scale)


def has_chinese_font() -> bool:
    """Tell whether Chinese will be readable: without such a font Qt draws boxes and is silent."""
    return family() is not None


@cache
def family() -> str | None:
    """Find the first of our font families that this machine has; asked once, it is slow."""
    present = set(QFontDatabase.families())
    return next((name for name in FAMILIES if name in present), None)


def font(design_pixels: int, *, is_bold: bool = False) -> QFont:
    """Make the font for our own painting; widgets take theirs from the QSS."""
    made = QFont(family() or FAMILIES[0])
    made.setPixelSize(px(design_pixels))
    made.setBold(is_bold)
    return made


def apply(app: QApplication, scale: float) -> None:
    """Dress the whole application. Call it before the first widget is made.

    Style and colours are never the machine's own: what the sheet leaves to them, such as a scroll
    bar or the ink of a field, would look different on every Windows, and be white on white where
    somebody likes it dark.
    """
    global _scale
    _scale = scale
    app.setStyle("Fusion")
    app.styleHints().setColorScheme(Qt.ColorScheme.Light)
    app.setPalette(app.style().standardPalette())
    base = QFont(family() or FAMILIES[0])
    base.setPixelSize(px(16))
    base.setStyleHint(QFont.StyleHint.SansSerif)
    app.setFont(base)
    icons = resources.path("icons").as_posix()
    sheet = resources.path("qss", "till.qss").read_text(encoding="utf-8").replace("@icons@", icons)
    app.setStyleSheet(re.sub(r"(\d+)px", lambda match: f"{px(int(match[1]))}px", sheet))
