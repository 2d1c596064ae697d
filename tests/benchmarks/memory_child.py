"""Trades fifty sales with searches over a big catalogue and prints VmRSS in kilobytes."""

import contextlib
import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from pos_app.config import load
from pos_app.opening import Opening
from pos_app.ui import language, theme
from pos_app.ui.ports import ScreenName


def main(folder: Path) -> None:
    """Open the window, sell and search, and look."""
    app = QApplication([])
    theme.apply(app, 1.0)
    language.switch(language.Language.CHINESE)
    opening = Opening(load(folder), contextlib.ExitStack())
    opening.show(is_full_screen=False)
    while opening.wiring is None:
        app.processEvents()
    counter = opening.wiring.counter
    counter.sign_on.sign_on("2001", "518396")
    counter.shifts.open_day(counter.shifts.status().suggested_date)
    counter.shifts.open_shift(((10_000, 1),))
    opening.wiring.attendance.note(counter.sign_on.session())
    opening.window.go(ScreenName.CHECKOUT)
    found = [
        item
        for text in ("水", "nai", "cj", "tea", "g", "可乐", "sh")
        for item in counter.checkout.search(text)
    ]
    goods = [item for item in found if item.price and not item.unit.is_measured]
    for sale in range(50):
        for at in range(8):
            counter.checkout.add_item(goods[(sale * 8 + at) % len(goods)].sku)
        outcome = counter.tendering.tender_cash(counter.tendering.cash_due())
        assert outcome.completed is not None
        opening.paperwork.print_receipt(outcome.completed)
        app.processEvents()
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))
    sys.stdout.flush()
    os._exit(0)


main(Path(sys.argv[1]))
