"""Run by test_customer_screens.py in a process of its own: Qt's platform with two screens.

Says step by step where the windows stand. A screen that is pulled out is played: Qt is told, and
lists one screen alone, as it does on a real machine.
"""

import json
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.clock import SystemClock
from pos_app.ui.screens.customer_display.pictures import Pictures
from pos_app.ui.screens.customer_display.tongue import Speech, Tongue
from pos_app.ui.screens.customer_display.window import CustomerWindow

said: list[tuple[str, str, bool]] = []


def tell(app: QApplication, step: str, window: CustomerWindow) -> None:
    for _ in range(5):
        app.processEvents()
    said.append((step, window.screen().name(), window.isVisible()))


def main() -> None:
    app = QApplication([])
    by_name = {screen.name(): screen for screen in app.screens()}
    till = QWidget()
    till.setScreen(by_name["till"])
    till.setGeometry(by_name["till"].geometry())
    till.show()
    tongue = Tongue(Speech.BOTH)
    window = CustomerWindow(till, Pictures(Path("nowhere")), tongue, SystemClock(), is_always=False)
    window.take_place()
    tell(app, "two screens", window)

    both = QGuiApplication.screens
    QGuiApplication.screens = staticmethod(lambda: [by_name["till"]])
    app.screenRemoved.emit(by_name["customer"])
    said.append(("just pulled out", window.screen().name(), window.isVisible()))
    tell(app, "pulled out", window)

    QGuiApplication.screens = both
    app.screenAdded.emit(by_name["customer"])
    tell(app, "plugged in again", window)

    till.hide()
    till.setScreen(by_name["customer"])
    till.setGeometry(by_name["customer"].geometry())
    till.show()
    tell(app, "the till went to the other screen", window)
    said.append(
        ("full", "", window.isFullScreen() and window.geometry() == by_name["till"].geometry())
    )
    window.leave()
    print(json.dumps(said))


if __name__ == "__main__":
    main()
