"""Draw what Windows shows of the program, from resources/icons/till.svg.

ronghe-pos.ico is its icon, setup-side.bmp stands beside the first and the last page of Setup.

Run it from the project's folder: ``python resources/windows/draw_pictures.py``.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 32, 48, 256)
HERE = Path(__file__).parent
SIDE = (328, 628)
"""Twice what Setup shows at 96 dots an inch: it makes it smaller where it has to."""

BLUE = "#0b3d91"


def draw(renderer: QSvgRenderer, size: int) -> Image.Image:
    """Draw it in one size."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")
    return Image.open(io.BytesIO(buffer.data().data()))


def draw_side(renderer: QSvgRenderer) -> QImage:
    """Draw the till in a field of its own blue; Setup reads no other bitmaps than of 24 bits."""
    image = QImage(*SIDE, QImage.Format.Format_RGB888)
    image.fill(QColor(BLUE))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(74, 84, 180, 180))
    painter.end()
    return image


def main() -> int:
    """Draw both beside this file."""
    application = QGuiApplication(["icon", "-platform", "offscreen"])
    renderer = QSvgRenderer(str(HERE.parent / "icons" / "till.svg"))
    pictures = [draw(renderer, size) for size in SIZES]
    pictures[-1].save(
        HERE / "ronghe-pos.ico",
        sizes=[(size, size) for size in SIZES],
        append_images=pictures[:-1],
    )
    assert draw_side(renderer).save(str(HERE / "setup-side.bmp"), "BMP")
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
