"""Prints the calls of PySide6 that lose or gain references to None, True or False.

Run in a process of its own: a binding that loses them ends the interpreter. Each call is made many
times; a count that drifts with the calls is the fault of PySide6 6.12.0 on Python 3.11.
"""

import os
import sys
from collections.abc import Callable

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTableView, QWidget

CALLS = 2_000
MOST_DRIFT_PER_CALL = 0.01


class Emitter(QObject):
    """Emits to nobody, to a slot or to a lambda."""

    plain = Signal()
    to_slot = Signal(bool)
    to_lambda = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.to_slot.connect(self._on_to_slot)
        self.to_lambda.connect(lambda number: None)

    def _on_to_slot(self, is_on: bool) -> None:
        pass


class KeyTaker(QWidget):
    """Takes keys and paints in Python."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        event.accept()


class Watcher(QObject):
    """Filters events in Python."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() == QEvent.Type.KeyPress and watched is None


class EmptyModel(QAbstractTableModel):
    """Answers None for every cell."""

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return 5

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        return 3

    def data(self, index: QModelIndex, role: int = 0) -> None:
        return None

    def insert(self) -> None:
        self.beginInsertRows(QModelIndex(), 0, 0)
        self.endInsertRows()


def _key(widget: QWidget) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_5, Qt.KeyboardModifier.NoModifier, "5")
    QCoreApplication.sendEvent(widget, event)


def _calls(app: QApplication) -> dict[str, Callable[[], object]]:
    label, line, taker, emitter, model = QLabel(), QLineEdit(), KeyTaker(), Emitter(), EmptyModel()
    view, filtered, watcher = QTableView(), QLineEdit(), Watcher()
    view.setModel(model)
    view.resize(200, 150)
    taker.resize(20, 20)
    filtered.installEventFilter(watcher)
    corner = model.index(0, 0)
    # The watcher must outlive this function; nothing else owns it.
    app.setProperty("watcher", watcher)
    return {
        "processEvents": app.processEvents,
        "QLabel.setText": lambda: label.setText("2.50"),
        "QLineEdit.clear": line.clear,
        "sendEvent of a key": lambda: _key(line),
        "a Python keyPressEvent": lambda: _key(taker),
        "emit to nobody": emitter.plain.emit,
        "emit to a slot": lambda: emitter.to_slot.emit(True),
        "emit to a lambda": lambda: emitter.to_lambda.emit(7),
        "grab of a view whose data is None": view.grab,
        "dataChanged.emit": lambda: model.dataChanged.emit(corner, corner),
        "beginInsertRows": model.insert,
        "a Python paintEvent": taker.grab,
        "QTimer.singleShot": lambda: (QTimer.singleShot(0, line.clear), app.processEvents()),
        "a Python eventFilter": lambda: _key(filtered),
    }


def _drift(call: Callable[[], object], calls: int) -> dict[str, float]:
    for _ in range(20):  # what is made once and kept is no drift
        call()
    before = [sys.getrefcount(value) for value in (None, True, False)]
    for _ in range(calls):
        call()
    after = [sys.getrefcount(value) for value in (None, True, False)]
    names = ("None", "True", "False")
    return {name: (now - was) / calls for name, was, now in zip(names, before, after, strict=True)}


def main() -> int:
    app = QApplication([])
    for name, call in _calls(app).items():
        for value, drift in _drift(call, CALLS).items():
            if abs(drift) > MOST_DRIFT_PER_CALL:
                print(f"{name}: {drift:+.3f} references to {value} a call")
    print("counted")
    return 0


if __name__ == "__main__":
    sys.exit(main())
