"""Draw the demo store's logo, logo.png, in black on white for a receipt 58 or 80 mm wide.

Run it from the project's folder: ``python resources/images/draw_logo.py``.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPainterPath, QPen

WIDTH, HEIGHT = 368, 96
FAMILY = "Noto Sans CJK SC"


def draw_bag(painter: QPainter) -> None:
    """Draw a shopping bag that smiles."""
    body = QPainterPath()
    body.addRoundedRect(QRectF(10, 30, 72, 60), 10, 10)
    painter.fillPath(body, QColor("black"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor("black"), 6))
    painter.drawArc(QRectF(28, 8, 36, 44), 0, 180 * 16)
    painter.setPen(QPen(QColor("white"), 5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawArc(QRectF(26, 42, 40, 32), 200 * 16, 140 * 16)
    painter.setBrush(QColor("white"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QPointF(34, 48), 3.5, 3.5)
    painter.drawEllipse(QPointF(58, 48), 3.5, 3.5)


def draw_name(painter: QPainter) -> None:
    """Write the name beside the bag, in both languages."""
    painter.setPen(QColor("black"))
    chinese = QFont(FAMILY, weight=QFont.Weight.Black)
    chinese.setPixelSize(58)
    painter.setFont(chinese)
    painter.drawText(QRectF(96, 0, 270, 66), Qt.AlignmentFlag.AlignCenter, "悦选便利")
    latin = QFont(FAMILY, weight=QFont.Weight.Bold)
    latin.setPixelSize(20)
    latin.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 5)
    painter.setFont(latin)
    painter.drawText(QRectF(96, 66, 270, 28), Qt.AlignmentFlag.AlignCenter, "YUEXUAN MART")


def main() -> int:
    """Draw it beside this file."""
    application = QGuiApplication(["logo", "-platform", "offscreen"])
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_Grayscale8)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_bag(painter)
    draw_name(painter)
    painter.end()
    target = Path(__file__).with_name("logo.png")
    is_saved = image.convertToFormat(QImage.Format.Format_Mono).save(str(target))
    application.quit()
    return 0 if is_saved else 1


if __name__ == "__main__":
    sys.exit(main())
