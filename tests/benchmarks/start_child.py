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
    """Run the till as its command does; end when the first question to the files is answered."""
    from types import MethodType
    from typing import cast

    from PySide6.QtCore import QEvent, QEventLoop, QObject
    from PySide6.QtWidgets import QApplication

    from pos_app.main import main

    class Watcher(QObject):
        has_painted = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.UpdateRequest and not self.has_painted:
                self.has_painted = True
                watched.event(event)
                print(f"painted {elapsed_ms():.1f}", flush=True)
                return True
            return False

    def watched_exec(app: QApplication) -> None:
        opening = cast(MethodType, sys.excepthook).__self__  # a method of Opening
        watcher = Watcher()
        opening.window.installEventFilter(watcher)
        while opening.wiring is None and opening.exit_code == 0:
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        assert opening.wiring is not None, "the till did not open"
        opening.till_thread.run(opening.wiring.counter.shifts.status, ready)
        run()

    def ready(_status: object) -> None:
        print(f"ready {elapsed_ms():.1f}", flush=True)
        os._exit(0)

    run, QApplication.exec = QApplication.exec, watched_exec
    main(["--data", folder])


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        till(sys.argv[1])
