"""Enter to painted line and total in the real window: CPU milliseconds of the window's thread.

Arguments: a data folder, lines in the basket, scans. Each scan is typed into the scan field by key
events; from Enter on, the CPU time of the GUI thread counts until the line and total are painted.
"""

import contextlib
import gc
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.config import load
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.opening import Opening
from pos_app.services.checkout import Checkout
from pos_app.services.counter import Counter
from pos_app.ui import language, theme
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.customer_display.tongue import Speech, Tongue
from pos_app.ui.wiring_customer import CustomerSide

CODES = ("9520101000026", "9520101000019")
WARM_UP = 20


class Paints(QObject):
    """Counts how often the window has been painted."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            self.count += 1
        return False


def main(folder: Path, lines: int, scans: int) -> None:
    """Fill a basket and measure."""
    app = QApplication([])
    theme.apply(app, 1.0)
    language.switch(language.Language.CHINESE)
    opening = Opening(load(folder), contextlib.ExitStack())
    opening.show(is_full_screen=False)
    while opening.wiring is None:
        app.processEvents()
    opening.wiring.finish()  # the other screens are built once, in the first second of a day
    counter = opening.wiring.counter
    fill_basket(counter, lines)
    opening.wiring.attendance.note(counter.sign_on.session())
    opening.window.go(ScreenName.CHECKOUT)
    opening.wiring.checkout.on_shown()
    paints = Paints()
    opening.window.installEventFilter(paints)
    for _ in range(50):
        app.processEvents()
    gc.collect()
    gc.freeze()
    field = opening.window.screen_named(ScreenName.CHECKOUT).home_field()
    for at in range(WARM_UP + scans):
        spent = time_scan(app, field, CODES[(at + lines) % 2], counter.checkout, paints)
        if at >= WARM_UP:
            print(f"scan {spent / 1e6:.3f}")
    for spent in time_customer(app, opening, counter.checkout):
        print(f"customer {spent / 1e6:.3f}")
    sys.stdout.flush()
    os._exit(0)


def time_customer(app: QApplication, opening: Opening, checkout: Checkout) -> list[int]:
    """Paint the basket for the customer, as after each scan; nanoseconds of CPU for each."""
    assert opening.wiring is not None
    side = CustomerSide(
        opening.window,
        opening.wiring.counter,
        opening.wiring.attendance,
        Path(),
        Tongue(Speech.CHINESE),
        is_always=True,
    )
    for _ in range(WARM_UP):
        app.processEvents()  # the window comes to the screen
    spent = []
    for _ in range(WARM_UP * 2):
        began = time.thread_time_ns()
        side.presenter.on_basket(checkout.basket())
        side.window.paint_now()
        side.window.face.repaint()
        spent.append(time.thread_time_ns() - began)
    return spent[WARM_UP:]


def fill_basket(counter: Counter, lines: int) -> None:
    """Sign on, open what is not open, and ring up alternating items."""
    counter.sign_on.sign_on("2001", "518396")
    status = counter.shifts.status()
    if status.business_date is None:
        counter.shifts.open_day(status.suggested_date)
    if status.shift is None:
        counter.shifts.open_shift(((10_000, 1),))
    if counter.checkout.basket() is not None:
        counter.checkout.void_transaction("CHANGED")
    for at in range(lines):
        counter.checkout.add_item(("100002", "100001")[at % 2])


def time_scan(
    app: QApplication, field: QWidget, code: str, checkout: Checkout, paints: "Paints"
) -> int:
    """Type a code and give the nanoseconds of CPU from Enter to painted."""
    basket = checkout.basket()
    for digit in code:
        strike(field, digit)
    app.processEvents()
    painted = paints.count
    began = time.thread_time_ns()
    strike(field, "\r")
    wait_for_line(app, checkout, basket)
    while paints.count == painted:
        app.processEvents()
    app.processEvents()
    return time.thread_time_ns() - began


def wait_for_line(app: QApplication, checkout: Checkout, before: PricedTransaction | None) -> None:
    """Let the window sleep until the till thread has saved the line, as its event loop does."""
    while checkout.basket() is before:
        time.sleep(0.0002)
    app.processEvents()


def strike(owner: object, character: str) -> None:
    """Press and release a key where the keyboard is."""
    key = Qt.Key.Key_Return if character == "\r" else Qt.Key(ord(character))
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character)
        QApplication.sendEvent(owner, event)


main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
