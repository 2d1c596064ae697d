"""Starts a bare window or the till, prints milliseconds from spawn to paint and to ready, ends.

The parent puts its monotonic clock into the environment just before it starts this process.
"""

import os
import sys
import time

STARTED = int(os.environ["RONGHE_BENCH_STARTED_NS"])


def elapsed_ms() -> float:
    """Milliseconds since the parent started this process."""
    return (time.monotonic_ns() - STARTED) / 1e6


def bare() -> None:
    """Paint an empty window of the till's size."""
    from PySide6.QtWidgets import QApplication, QWidget

    class Window(QWidget):
        def paintEvent(self, event: object) -> None:
            print(f"painted {elapsed_ms():.1f}", flush=True)
            os._exit(0)

    app = QApplication([])
    window = Window()
    window.resize(1366, 768)
    window.show()
    app.exec()


def till(folder: str) -> None:
    """Open the till; end when the first read of the catalogue has been answered."""
    import contextlib
    from pathlib import Path

    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication

    from pos_app.config import load
    from pos_app.opening import Opening
    from pos_app.ui import language, theme

    config = load(Path(folder))
    app = QApplication([])
    theme.apply(app, 1.0)
    language.switch(language.Language(config.language))
    opening = Opening(config, contextlib.ExitStack())

    class Watcher(QObject):
        has_painted = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.UpdateRequest and not self.has_painted:
                self.has_painted = True
                watched.event(event)
                print(f"painted {elapsed_ms():.1f}", flush=True)
                return True
            return False

    watcher = Watcher()
    opening.window.installEventFilter(watcher)
    opening.show(is_full_screen=False)
    while opening.wiring is None:
        app.processEvents()
    counter = opening.wiring.counter

    def ready(_status: object) -> None:
        print(f"ready {elapsed_ms():.1f}", flush=True)
        os._exit(0)

    opening.till_thread.run(counter.shifts.status, ready)
    app.exec()


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        till(sys.argv[1])
