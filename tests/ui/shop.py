"""A whole till for the tests of the screens: the real window over the real demo store.

Operations run at once on the test's own thread, in the order in which they are asked for; the till
thread itself has tests of its own.
"""

import shutil
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent

from pos_app import resources
from pos_app.assembly import Till, open_counter
from pos_app.clock import Clock
from pos_app.config import load
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.shop import StoreProfile
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.receipts.heads import Letterhead
from pos_app.receipts.paper import Paper
from pos_app.ui import language
from pos_app.ui.main_window import MainWindow
from pos_app.ui.ports import Result, ScreenName, Trouble
from pos_app.ui.report_thread import ReportErrand, ReportThread
from pos_app.ui.screens.sign_on.view import SignOnView
from pos_app.ui.sounds import Sounds
from pos_app.ui.till_thread import TillThread
from pos_app.ui.wiring import Wiring
from tests.builders import CASHIER, CHEAP, MANAGER
from tests.builders import DAY as BUSINESS_DATE
from tests.dated_clock import DatedClock
from tests.ui.looking import settle

WATER = "9520101000026"  # 2.00 yuan
FLOAT = ((10_000, 2), (1_000, 10), (100, 20))


class SameThread(TillThread):
    """Carries operations out at once; an operation asked for by an answer waits its turn."""

    def __init__(self) -> None:
        super().__init__(DatedClock())
        self._queue: deque[tuple[Callable[[], Any], Callable[[Any], None], Any]] = deque()
        self._is_busy = False

    def run(
        self,
        operation: Callable[[], Any],
        then: Callable[[Any], None],
        refused: Callable[[Trouble], None] | None = None,
    ) -> bool:
        self._queue.append((operation, then, refused or self.troubled.emit))
        if not self._is_busy:
            self._is_busy = True
            try:
                while self._queue:
                    self._carry(*self._queue.popleft())
            finally:
                self._is_busy = False
        return True

    def _carry(
        self,
        operation: Callable[[], Any],
        then: Callable[[Any], None],
        refused: Callable[[Trouble], None],
    ) -> None:
        try:
            result = operation()
        except (Refusal, EnvironmentFault) as trouble:
            refused(trouble)
        else:
            then(result)


class SameReports(ReportThread):
    """Reads at once, on the test's own thread; the real one has tests of its own."""

    def __init__(self) -> None:
        super().__init__(DatedClock())

    def run(
        self,
        asker: str,
        operation: Callable[[ReportErrand], Result],
        then: Callable[[Result], None],
        refused: Callable[[Trouble], None] | None = None,
        progressed: Callable[[float], None] | None = None,
    ) -> None:
        try:
            result = operation(ReportErrand(progressed or (lambda _done: None)))
        except (Refusal, EnvironmentFault) as trouble:
            (refused or self.troubled.emit)(trouble)
        else:
            then(result)


@dataclass
class Papers:
    """Keeps what would have been printed."""

    profile: StoreProfile
    printed: list[CompletedTransaction] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    drawer_kicks: int = 0

    def print_receipt(self, completed: CompletedTransaction) -> None:
        self.printed.append(completed)

    def letterhead(self) -> Letterhead:
        return Letterhead(self.profile, language.current().value, 480)

    def print_paper(self, paper: Paper) -> None:
        self.papers.append(paper)

    def print_again(self) -> int:
        return 0

    def open_drawer(self) -> None:
        self.drawer_kicks += 1


@dataclass
class Shop:
    """The till, its window, and what was printed."""

    till: Till
    window: MainWindow
    wiring: Wiring
    papers: Papers
    folder: Path

    @property
    def checkout(self) -> Any:
        return self.window.screen_named(ScreenName.CHECKOUT)

    @property
    def tender(self) -> Any:
        return self.window.screen_named(ScreenName.TENDER)

    @property
    def shift(self) -> Any:
        return self.window.screen_named(ScreenName.SHIFT)

    @property
    def sign_on(self) -> Any:
        return self.window.screen_named(ScreenName.SIGN_ON)

    @property
    def codes(self) -> list[str]:
        return [notice.code for notice in self.window.notice_bar.notices]

    def basket(self) -> Any:
        return self.till.counter.checkout.basket()

    def open_for_trade(self, who: tuple[str, str] = CASHIER) -> None:
        """Open day and shift for an operator, who is signed off again."""
        counter = self.till.counter
        counter.sign_on.sign_on(*MANAGER)
        counter.shifts.open_day(BUSINESS_DATE)
        counter.sign_on.sign_off()
        counter.sign_on.sign_on(*who)
        counter.shifts.open_shift(FLOAT)
        counter.sign_on.sign_off()

    def show(self, width: int, height: int) -> None:
        self.window.resize(width, height)
        self.window.show()
        self.window.activateWindow()
        settle()

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        # Without this every window of the tests before would still hear of each change of look.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.till.close()


def make_template(folder: Path, clock: Clock | None = None) -> Path:
    """Set a demo store up once; tests copy it and go on by a clock like the one it was made by."""
    folder.mkdir(parents=True, exist_ok=True)
    open_counter(load(folder), clock or DatedClock(), pin_cost=CHEAP).close()
    return folder


def open_shop(
    template: Path,
    folder: Path,
    till_thread: TillThread | None = None,
    report_thread: ReportThread | None = None,
) -> Shop:
    """Open a copy of the demo store in its window."""
    shutil.copytree(template, folder, dirs_exist_ok=True)
    till = open_counter(load(folder), DatedClock(), pin_cost=CHEAP)
    window = MainWindow(DatedClock(), Sounds(is_on=False))
    view = SignOnView(window.actions_table)
    window.add_screen(ScreenName.SIGN_ON, view)
    papers = Papers(till.counter.profile)
    reports = report_thread or SameReports()
    wiring = Wiring(window, till.counter, till_thread or SameThread(), papers, reports)
    wiring.finish()
    return Shop(till, window, wiring, papers, folder)


def compile_texts() -> None:
    """Make the .qm files where they are missing or older than their .ts, as the set-up does."""
    for texts in resources.path("i18n").glob("*.ts"):
        compiled = texts.with_suffix(".qm")
        if not compiled.exists() or compiled.stat().st_mtime < texts.stat().st_mtime:
            lrelease = "from PySide6.scripts.pyside_tool import lrelease; lrelease()"
            command = [sys.executable, "-c", lrelease, "-silent", str(texts), "-qm", str(compiled)]
            subprocess.run(command, check=True)
