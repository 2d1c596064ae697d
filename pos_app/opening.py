"""From nothing to a till on the screen: paint first, then open the files, then wire the screens.

What keeps the till from opening is said on the window itself: whoever started it from an icon sees
no terminal.
"""

import base64
import contextlib
import gc
import logging
import sys
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from pos_app.clock import SystemClock
from pos_app.config import Config, load
from pos_app.errors import EnvironmentFault
from pos_app.ui import theme
from pos_app.ui.door import Door, is_other_in_front
from pos_app.ui.main_window import MainWindow
from pos_app.ui.ports import Bug, ScreenName, Trouble
from pos_app.ui.screens.sign_on.view import SignOnView
from pos_app.ui.sounds import Sounds
from pos_app.ui.till_thread import TillThread

if TYPE_CHECKING:
    from pos_app.assembly import Till
    from pos_app.cloud_link import CloudLink
    from pos_app.devices.io_worker import IoWorker
    from pos_app.devices.print_queue import PrintQueue
    from pos_app.services.set_up import Founding
    from pos_app.ui.backup_clock import BackupClock
    from pos_app.ui.demo_beside import DemoBeside
    from pos_app.ui.export_clock import ExportClock
    from pos_app.ui.keeping_clock import KeepingClock
    from pos_app.ui.listening import Listening
    from pos_app.ui.paperwork import Paperwork
    from pos_app.ui.report_thread import ReportThread
    from pos_app.ui.sheet_clock import SheetClock
    from pos_app.ui.wiring import Wiring
    from pos_app.ui.wiring_customer import CustomerPlace
    from pos_app.ui.wiring_first_run import FirstRunRoom

_log = logging.getLogger(__name__)

_SETTLED_MS = 300
"""After which nobody waits for the till thread: a PIN is not typed that fast."""


class Opening(QObject):
    """The window and what stands behind it, in the order in which they come and go."""

    def __init__(
        self,
        config: Config,
        held: contextlib.ExitStack,
        *,
        with_demo_cloud: bool = False,
        with_customer_window: bool = False,
        with_crash_reports: bool = False,
        with_first_run: bool = False,
    ) -> None:
        """``with_demo_cloud``: start the demo store's own cloud beside it, where it is one.

        ``with_crash_reports``: the process is the till's alone, so its faults are the till's.
        ``with_first_run``: ask first what an empty data folder is to become.
        """
        super().__init__()
        self.exit_code = 0
        self.clock = SystemClock()
        self.window = MainWindow(self.clock, Sounds())
        self.window.add_screen(ScreenName.SIGN_ON, SignOnView(self.window.actions_table))
        self.till_thread = TillThread(self.clock, self)
        self.report_thread: ReportThread | None = None
        self.wiring: Wiring | None = None
        self.paperwork: Paperwork | None = None
        self.devices: IoWorker | None = None
        self.queue: PrintQueue | None = None
        self.listening: Listening | None = None
        self.has_till = False
        self.link: CloudLink | None = None
        self.backups: BackupClock | None = None
        self.exports: ExportClock | None = None
        self.sheets: SheetClock | None = None
        self.keeping: KeepingClock | None = None
        self.beside: DemoBeside | None = None
        self.customer: CustomerPlace | None = None
        self.first_run: FirstRunRoom | None = None
        self._with_demo_cloud = with_demo_cloud
        self._with_customer_window = with_customer_window
        self._with_crash_reports = with_crash_reports
        self._with_first_run = with_first_run
        self._crashed: str | None = None
        self._is_closing = False
        self._config = config
        self._held = held
        self._till: Till | None = None
        sys.excepthook = self.on_bug

    def on_bug(
        self,
        kind: type[BaseException],
        bug: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Log our own mistake on the window's thread and say so; the till goes on."""
        reference = base64.b32encode(self.clock.random_bytes(5)).decode("ascii")
        _log.error("window failed reference=%s", reference, exc_info=(kind, bug, trace))
        if not self.has_till and self.first_run is None:
            self._on_failed(Bug(reference))
        else:
            self.window.report_bug(reference)

    def show(self, *, is_full_screen: bool) -> None:
        """Paint, and go on once that is done."""
        self.window.resize(theme.px(theme.DESIGN_WIDTH), theme.px(theme.DESIGN_HEIGHT))
        self.window.fill_screen(is_full=is_full_screen)
        self.window.activateWindow()  # without a window manager nobody else gives it the keys
        QTimer.singleShot(0, self.on_painted)

    def on_painted(self) -> None:
        """Take the data directory and let the till thread open the files."""
        if not theme.has_chinese_font():
            self.window.trouble(EnvironmentFault("FONT_MISSING"))
        from pos_app import log
        from pos_app.store.data_lock import data_directory_lock

        try:
            self._held.enter_context(data_directory_lock(self._config.data))
            log.start(self._config.logs)
            if self._with_crash_reports:
                self._arm_crash_reports()
        except EnvironmentFault as fault:
            if fault.code == "DATA_IN_USE" and is_other_in_front(self._config.data, self.clock):
                self.window.close()
            else:
                self._on_failed(fault)
            return
        Door(self._config.data, self.window, self)
        self.till_thread.start()
        self.till_thread.run(self._open_till, self._on_opened, self._on_failed)

    def _arm_crash_reports(self) -> None:
        """Have faults reported, and learn whether one ended the last run; the lock is held."""
        from pos_app.crash import CrashReports

        crashes = CrashReports(self._config.logs, self.clock)
        self._crashed = crashes.arm()
        self._held.callback(crashes.disarm)

    @property
    def is_linked(self) -> bool:
        """Whether the link to the cloud is there, which is the last thing to come."""
        return self.link is not None

    def close(self) -> None:
        """Finish what is queued, close the files, end the carriers.

        Sync ends first, within a second, and reading for a report. While either is still busy in a
        file none is closed: what was confirmed is on the disk, and the next start says that this
        one was not ended in order. A second call does nothing.
        """
        if self._is_closing:
            return
        self._is_closing = True
        if self.wiring is not None:
            self.wiring.cloud.stop()
        has_link_ended = self.link is None or self.link.stop()
        has_reading_ended = self.report_thread is None or self.report_thread.stop()
        if self._till is not None and has_link_ended and has_reading_ended:
            self.till_thread.run(self._till.close, _nothing)
        self.till_thread.stop()
        for each in (self.beside, self.listening, self.devices):
            if each is not None:
                each.stop()

    def _open_till(self) -> "Till | None":
        """Open what is there; None where somebody is asked first what it is to be."""
        from pos_app.assembly import open_counter  # on the till thread: SQLAlchemy takes 0.2 s
        from pos_app.services.first_run_notes import is_wanted

        if is_wanted(self._config.data, is_asked=self._with_first_run):
            return None
        return open_counter(self._config, self.clock)

    def _ask_first(self) -> None:
        from pos_app.cloud_link import ask_in
        from pos_app.ui.wiring_first_run import FirstRunRoom  # once in a till's life

        gc.enable()
        ground = (self._config, self.clock, ask_in)
        self.first_run = FirstRunRoom(self.window, self.till_thread, ground, self._found_till)

    def _found_till(self, founding: "Founding", refused: Callable[[Trouble], None]) -> None:
        """Make the till that was asked for, and open it."""
        from pos_app.assembly import open_counter

        data = self._config.data
        self.till_thread.run(
            lambda: open_counter(load(data), self.clock, founding=founding),
            self._on_opened,
            refused,
        )

    def _on_opened(self, till: "Till | None") -> None:
        if till is None:
            self._ask_first()
            return
        if self.first_run is not None:
            self._config = self.first_run.end()
        from pos_app.devices.io_worker import IoWorker
        from pos_app.devices.station import build_print_queue, roll_of
        from pos_app.ui.listening import Listening
        from pos_app.ui.paperwork import Paperwork
        from pos_app.ui.report_thread import ReportThread
        from pos_app.ui.wiring import Wiring

        self._till = till
        self.window.hold()
        self.devices = IoWorker("printer")
        self.queue = build_print_queue(self._config, self.clock, self.devices)
        counter = till.counter
        self.paperwork = Paperwork(
            counter.profile,
            counter.join_codes.text_on_receipt,
            self.queue,
            self.clock,
            self.window,
        )
        roll = roll_of(self._config.printer)
        self.report_thread = ReportThread(self.clock, self)
        self.wiring = Wiring(
            self.window,
            till.counter,
            self.till_thread,
            self.paperwork,
            self.report_thread,
            roll=roll,
        )
        self.window.profile_changed.connect(self.paperwork.on_profile_changed)
        self.listening = Listening(self._config, self.wiring, self)
        self.listening.begin(self.queue, counter.profile.lock_after_minutes)
        self.till_thread.room_changed.connect(self.listening.on_room_changed)
        self.has_till = True
        self.window.update_asked.connect(self._on_update_asked)
        for code in till.notices:
            self.window.tell(code)
        if self._crashed is not None:
            self.window.tell("CLOSED_BY_FAULT", reference=self._crashed)
        QTimer.singleShot(_SETTLED_MS, self._on_settled)
        gc.freeze()  # what is there now stays: it need not be looked at again and again
        gc.enable()

    def _on_update_asked(self) -> None:
        """End so that the starter runs the installer that is staged."""
        from pos_app.updates.slots import INSTALL_EXIT

        self.exit_code = INSTALL_EXIT
        self.window.leave()

    def _on_settled(self) -> None:
        """Read barcodes without delay from the first scan on, and call the cloud."""
        from pos_app.ui.settling import load_scanning, note_opened
        from pos_app.ui.trial import tell_of_versions

        self.till_thread.run(load_scanning, _nothing)
        tell = partial(tell_of_versions, self.window)
        self.till_thread.run(lambda: note_opened(self._config.data), tell)
        self._make_room_for_customers()
        self.till_thread.run(self._link_till, self._on_linked)

    def _make_room_for_customers(self) -> None:
        from pos_app.ui.screens.customer_display.tongue import Speech
        from pos_app.ui.wiring_customer import CustomerPlace  # after the till's own screens

        assert self.wiring is not None
        self.customer = CustomerPlace(
            self.window,
            self.wiring,
            self._config.data,
            self,
            speech=Speech(self._config.customer.language or self._config.language),
            is_always=self._with_customer_window,
        )

    def _link_till(self) -> "CloudLink":
        from pos_app.cloud_link import CloudLink  # all of sync: nobody waits for it now

        assert self._till is not None
        assert self.wiring is not None
        return CloudLink(self._till.linked(), self.till_thread.have_done, self.wiring.cloud.publish)

    def _on_linked(self, link: "CloudLink") -> None:
        if self._is_closing:
            return
        assert self._till is not None
        assert self.wiring is not None
        self.link = link
        link.start()
        self.wiring.cloud.attach(link)
        self._mind_copies()
        if self._with_demo_cloud and self._till.demo is not None:
            from pos_app.ui.demo_beside import DemoBeside

            counter, front = self.wiring.counter, self.wiring.front
            process = self._till.demo()
            self.beside = DemoBeside(process, counter, front, self.wiring.cloud, self)
            self.beside.start()

    def _mind_copies(self) -> None:
        from pos_app.ui.backup_clock import BackupClock  # nobody waits for these either
        from pos_app.ui.export_clock import ExportClock
        from pos_app.ui.keeping_clock import KeepingClock
        from pos_app.ui.sheet_clock import SheetClock

        assert self._till is not None
        assert self.wiring is not None
        assert self.report_thread is not None
        wiring = self.wiring
        front, reports = wiring.front, self.report_thread
        self.backups = BackupClock(wiring.counter, front, reports, self)
        self.exports = ExportClock(wiring.counter, front, reports, self)
        self.sheets = SheetClock(wiring.counter, front, reports, self)
        self.keeping = KeepingClock(self._till.tend, wiring.counter, front, self)

    def _on_failed(self, trouble: Trouble) -> None:
        from pos_app.ui.trial import say_not_opened
        from pos_app.updates.slots import TOLD_EXIT  # what the starter understands

        gc.enable()
        self.exit_code = TOLD_EXIT
        say_not_opened(self.window, trouble, self._config.data)


def _nothing(_result: object) -> None:
    """Need no answer."""
