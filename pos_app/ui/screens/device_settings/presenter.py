"""Shows the devices, sets them up in the settings file, and tests each of them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from pos_app.domain.operators import Approval
from pos_app.domain.quantity import Quantity
from pos_app.domain.scan_data import ScanData
from pos_app.errors import Refusal
from pos_app.receipts.paper import Roll
from pos_app.receipts.sample import printer_page
from pos_app.services.counter import Counter
from pos_app.services.device_settings import DeviceBook
from pos_app.ui.approving import Approving
from pos_app.ui.bench import CustomerStand
from pos_app.ui.forms import Answer
from pos_app.ui.ports import Front, Printing
from pos_app.ui.screens.device_settings.contract import SEARCH, DeviceRow, DevicesScreen, Part
from pos_app.ui.screens.device_settings.device_forms import settings_of, signs_of, values_of

_MOST_SHOWN = 80
_MOST_NAMED = 3
_CONTROL = {code: f"<{code:02X}>" for code in range(0x20)}
"""Control characters are shown by their numbers: a raw scan must not look emptier than it is."""

_TAKEN_AWAY = frozenset({Part.CAMERA, Part.SCALE})


class Heard(Protocol):
    """The last word on a device."""

    @property
    def code(self) -> str:
        """What is wrong; empty when nothing is."""

    @property
    def since_ms(self) -> int:
        """Since when."""


SearchNetwork = Callable[[Callable[[tuple[str, ...]], None]], None]
"""Looks for printers in the network, elsewhere than on the till thread; gives their addresses."""

HealthOf = Callable[[Part], Heard | None]
"""Gives the last word on a device; None for one of which nothing is known."""


class DevicesPresenter:
    """One for the screen. ``weigh`` asks the scale, and is None where none stands.

    ``customer`` gives the customer's screen; None before a place for one was looked for.
    """

    def __init__(
        self, view: DevicesScreen, counter: Counter, front: Front, printing: Printing, roll: Roll
    ) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self._printing = printing
        self._roll = roll
        self.approving = Approving(view, front, lambda: counter.approvals)
        self.health_of: HealthOf = lambda _part: None
        self.weigh: Callable[[], None] | None = None
        self.search_network: SearchNetwork | None = None
        self.customer: Callable[[], CustomerStand | None] = lambda: None
        self.now_ms: Callable[[], int] = lambda: 0

    def on_shown(self) -> None:
        """Read the settings, and how the devices are."""
        if self._front.attendance.session is not None:
            self._front.run(lambda: self._counter.office.devices.book(), self._show)

    def on_marked(self) -> None:
        """Grey out what makes no sense for the marked device."""
        row = self._view.marked_device()
        part = row.part if row else None
        is_there = row is not None and row.is_set_up and not row.waits
        self._view.show_possible(
            can_set_up=part not in (None, Part.DRAWER),
            can_take_away=part in _TAKEN_AWAY and row is not None and row.is_set_up,
            can_test=part is Part.CUSTOMER or (part is not Part.LANGUAGE and is_there),
        )

    def on_set_up(self) -> None:
        """Ask how the marked device is connected."""
        row = self._view.marked_device()
        if row is not None:
            self._view.ask(row)

    def on_answered(self, answer: Answer) -> None:
        """Write it into the settings file."""
        row = self._view.marked_device()
        if row is None:
            return
        if row.part is Part.PRINTER and answer.choice == SEARCH:
            self._search_printer(row)
            return
        try:
            values = settings_of(row.part, answer)
        except Refusal as refusal:
            self._front.notices.trouble(refusal)
            return
        section = row.part.value
        self._change(
            lambda approval: self._counter.office.devices.change(section, values, approval)
        )

    def _search_printer(self, row: DeviceRow) -> None:
        notices = self._front.notices

        def found(addresses: tuple[str, ...]) -> None:
            notices.clear()
            if not addresses:
                notices.tell("NO_PRINTER_FOUND")
                return
            notices.tell("PRINTERS_FOUND", addresses=", ".join(addresses[:_MOST_NAMED]))
            values = {"address": addresses[0], "number": "", "width": row.values["width"]}
            self._view.ask_found(replace(row, values=values, choice="network"))

        if self.search_network is not None:
            self._view.close_panel()
            notices.tell("SEARCHING_PRINTERS")
            self.search_network(found)

    def on_take_away(self) -> None:
        """Ask whether the marked device is gone for good."""
        row = self._view.marked_device()
        if row is not None and row.part in _TAKEN_AWAY:
            self._view.ask_sure()

    def on_sure(self) -> None:
        """Take it out of the settings."""
        row = self._view.marked_device()
        if row is not None:
            section = row.part.value
            self._change(
                lambda approval: self._counter.office.devices.change(section, None, approval)
            )

    def on_test(self) -> None:
        """Let the marked device show that it works."""
        row = self._view.marked_device()
        if row is None:
            return
        notices = self._front.notices
        notices.clear()
        if row.part is Part.PRINTER:
            page = printer_page(self._printing.letterhead(), self.now_ms(), self._roll.cells)
            self._printing.print_paper(page)
            notices.tell("DEVICE_TEST_SENT")
        elif row.part is Part.DRAWER:
            self.approving.attempt(
                lambda approval: self._counter.office.devices.open_drawer(approval),
                self._on_drawer_recorded,
            )
        elif row.part is Part.SCALE and self.weigh is not None:
            self.weigh()
        elif row.part is Part.CUSTOMER:
            self._test_customer()
        else:
            notices.tell("DEVICE_SCAN_NOW")

    def _test_customer(self) -> None:
        stand = self.customer()
        try:
            if stand is None:
                raise Refusal("CUSTOMER_NO_SCREEN")
            stand.show_test()
        except Refusal as refusal:
            self._front.notices.trouble(refusal)
        else:
            self._front.notices.tell("CUSTOMER_TEST_SHOWN")
        self.on_shown()

    def on_scan(self, scan: ScanData) -> None:
        """Show what a scanner sent, sign by sign."""
        raw = scan.text[:_MOST_SHOWN].translate(_CONTROL)
        self._view.show_heard(f"{scan.symbology or ''} {raw}".strip())

    def on_weighed(self, weight: Quantity) -> None:
        """Show what the scale says."""
        self._front.notices.tell("DEVICE_WEIGHED", weight=weight)

    def _on_drawer_recorded(self, _nothing: object) -> None:
        self._printing.open_drawer()
        self._view.close_panel()
        self._front.notices.tell("DEVICE_DRAWER_OPENED")

    def _change(self, change: Callable[[Approval | None], DeviceBook]) -> None:
        def done(book: DeviceBook) -> None:
            self._view.close_panel()
            self._front.notices.clear()
            self._front.notices.tell("DEVICE_KEPT")
            self._show(book)

        self.approving.attempt(change, done)

    def _show(self, book: DeviceBook) -> None:
        rows = tuple(self._row(part, book) for part in Part)
        self._view.show_devices(rows, needs_restart=book.needs_restart)
        self.on_marked()

    def _row(self, part: Part, book: DeviceBook) -> DeviceRow:
        settings = book.settings.get(part.value) if part.value else None
        values, choice = values_of(part, settings) if part is not Part.DRAWER else ({}, "")
        heard = self.health_of(part)
        stand = self.customer() if part is Part.CUSTOMER else None
        trouble = stand.trouble if stand else ""
        in_force = {
            Part.CAMERA: book.in_force.camera is not None,
            Part.SCALE: book.in_force.scale is not None,
        }
        is_set_up = part not in in_force or settings is not None
        if part is Part.CUSTOMER:
            is_set_up = settings is not None or (stand is not None and not trouble)
        return DeviceRow(
            part=part,
            setting=signs_of(part, settings) if is_set_up else "",
            values=values,
            choice=choice,
            is_set_up=is_set_up,
            code=heard.code if heard else trouble,
            since_ms=heard.since_ms if heard else None,
            waits=is_set_up and not in_force.get(part, True),
            works=stand is not None and not trouble,
        )
