"""The till looks the same on every machine, whatever its owner likes elsewhere."""

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from pos_app.ui import theme


def test_neither_the_machines_style_nor_its_dark_colours_reach_the_till(
    look: QApplication,
) -> None:
    styles = QStyleFactory.keys()
    other = next(name for name in styles if name.lower() != "fusion")
    look.setStyleSheet("")
    look.setStyle(other)
    look.setPalette(QPalette(QColor("#202020")))
    theme.apply(look, 1.0)
    assert look.palette().color(QPalette.ColorRole.Window).lightness() > 200
    assert look.palette().color(QPalette.ColorRole.Text).lightness() < 60
    look.setStyleSheet("")  # it hides the style below it
    try:
        assert look.style().name() == "fusion"
    finally:
        theme.apply(look, 1.0)
