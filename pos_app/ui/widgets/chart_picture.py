"""A chart as a picture that can be painted elsewhere, such as on paper made beside the window."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPicture

from pos_app.ui import theme
from pos_app.ui.widgets.chart import Chart

WIDTH, HEIGHT = 600, 230
"""In pixels of the design: on paper its letters are then as large as those of the tables."""


def picture_of(chart: Chart) -> QPicture:
    """Record a chart as it stands, without its mark. Thread: the window's."""
    picture = QPicture()
    marked, chart.at = chart.at, None
    painter = QPainter(picture)
    try:
        chart.draw(painter, QRectF(0, 0, theme.px(WIDTH), theme.px(HEIGHT)))
    finally:
        painter.end()
        chart.at = marked
    return picture
