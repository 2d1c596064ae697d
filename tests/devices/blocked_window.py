"""A window on a real display that is busy for most of a second while keys arrive; its own process.

Usage: ``python -m tests.devices.blocked_window GAP_MS CODE``. Prints what came of it.
"""

import json
import subprocess
import sys
from threading import Event

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from pos_app.devices.scanner import WedgeScanner
from pos_app.domain.scan_data import ScanData

BUSY_S = 0.9


def let_qt_work(for_ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(for_ms, loop.quit)
    loop.exec()


def main() -> int:
    gap_ms, code = sys.argv[1:]
    application = QApplication(["blocked"])
    field = QLineEdit()
    field.show()
    let_qt_work(300)
    window = field.windowHandle()
    subprocess.run(["xdotool", "windowfocus", "--sync", str(int(window.winId()))], check=True)
    field.setFocus()
    let_qt_work(300)
    scanner = WedgeScanner(window)
    scans: list[ScanData] = []
    scanner.scanned.connect(scans.append)
    entered: list[str] = []
    field.returnPressed.connect(lambda: entered.append(field.text()))
    keys = [*code, "Return"]
    typist = subprocess.Popen(["xdotool", "key", "--delay", gap_ms, *keys])
    Event().wait(BUSY_S)
    typist.wait()
    let_qt_work(600)
    print(json.dumps({"scanned": [scan.text for scan in scans], "entered": entered}))
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
