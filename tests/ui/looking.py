"""What a person would notice at once: text that is cut off, keys too small for a finger."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from pos_app.ui import theme
from pos_app.ui.widgets.function_key import FunctionKey
from pos_app.ui.widgets.label import ElidedLabel, FittedAmount

SMALLEST_TARGET = 48


def settle() -> None:
    """Let layouts and repaints happen."""
    application = QApplication.instance()
    assert application is not None
    for _ in range(3):
        application.processEvents()
        application.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def clipped_texts(top: QWidget) -> list[str]:
    """Every visible label, key or hint whose text does not fit where it stands."""
    faults = []
    for widget in top.findChildren(QWidget):
        if not widget.isVisible():
            continue
        needed = _needed(widget)
        if needed.width() > widget.width() or needed.height() > widget.height():
            faults.append(f"{type(widget).__name__} {_text(widget)!r}: {needed} > {widget.size()}")
    return faults


def outside(top: QWidget) -> list[str]:
    """Every visible widget that sticks out of its parent."""
    return [
        f"{type(widget).__name__} {_text(widget)!r} {widget.geometry()}"
        for kind in (QLabel, QPushButton, QLineEdit)
        for widget in top.findChildren(kind)
        if widget.isVisible() and not widget.parentWidget().rect().contains(widget.geometry())
    ]


def small_targets(top: QWidget) -> list[str]:
    """Every visible key that a finger would miss."""
    least = theme.px(SMALLEST_TARGET)
    return [
        f"{_text(key)!r} {key.width()}×{key.height()}"
        for key in top.findChildren(QPushButton)
        if key.isVisible() and (key.width() < least or key.height() < least)
    ]


def _needed(widget: QWidget) -> QSize:
    """The room a widget's text wants; nothing for those that give way by design."""
    if isinstance(widget, FunctionKey):
        return QSize(0 if widget.fits() else 10_000, 0)
    if isinstance(widget, FittedAmount):
        return QSize()
    if isinstance(widget, ElidedLabel):
        return QSize(0, QFontMetrics(widget.font()).height() if widget.text() else 0)
    if isinstance(widget, QPushButton):
        return widget.sizeHint() if widget.text() else QSize()
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            return QSize(0, widget.heightForWidth(widget.width()))
        return widget.sizeHint()
    if isinstance(widget, QLineEdit):
        text = widget.text() or widget.placeholderText()
        return QSize(QFontMetrics(widget.font()).horizontalAdvance(text), 0)
    return QSize()


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QPushButton | QLineEdit) else ""


def press(window: QWidget, key: Qt.Key, text: str = "") -> None:
    """Strike a key where the keyboard is, shortcuts included."""
    from PySide6.QtTest import QTest

    target = QApplication.focusWidget() or window
    if text:
        QTest.keyClicks(target, text)
    else:
        QTest.keyClick(target, key)
    settle()
