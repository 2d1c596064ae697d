"""Draw the program's icon for Windows, ronghe-pos.ico, from resources/icons/till.svg.

Run it from the project's folder: ``python resources/windows/draw_icon.py``.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 32, 48, 256)
HERE = Path(__file__).parent


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


def main() -> int:
    """Draw it beside this file."""
    application = QGuiApplication(["icon", "-platform", "offscreen"])
    renderer = QSvgRenderer(str(HERE.parent / "icons" / "till.svg"))
    pictures = [draw(renderer, size) for size in SIZES]
    pictures[-1].save(
        HERE / "ronghe-pos.ico",
        sizes=[(size, size) for size in SIZES],
        append_images=pictures[:-1],
    )
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
