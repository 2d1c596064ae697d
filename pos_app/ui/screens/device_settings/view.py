"""The devices in a list: how each is connected, whether it works, and a test for each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from pos_app.ui import formats, language, messages
from pos_app.ui.action_names import Scope
from pos_app.ui.actions import Actions
from pos_app.ui.forms import Entry, Form, Kind
from pos_app.ui.list_screen import ListScreen
from pos_app.ui.marked import marked
from pos_app.ui.screens.device_settings.actions import DeviceAction
from pos_app.ui.screens.device_settings.contract import SEARCH, DeviceRow, Part
from pos_app.ui.widgets.form_panel import FormPanel
from pos_app.ui.widgets.reason_picker import Choice
from pos_app.ui.widgets.table import Column, SnapshotModel

_DEVICE = Entry("address", marked("Forms", "Device, such as COM3 or /dev/ttyS0"), longest=80)
_SPEED = Entry("number", marked("Forms", "Speed in baud (empty: 9600)"), Kind.DIGITS, 6)
_FORMS = {
    Part.PRINTER: Form(
        marked("Forms", "Receipt printer"),
        (
            Entry("address", marked("Forms", "Address in the network, or device"), longest=80),
            Entry("number", marked("Forms", "Port, or baud (empty: usual)"), Kind.DIGITS, 6),
            Entry("width", marked("Forms", "Width of the paper: 58 or 80"), Kind.DIGITS, 2),
        ),
        has_choices=True,
    ),
    Part.SCANNER: Form(
        marked("Forms", "Scanner"),
        (
            Entry("prefix", marked("Forms", "First key it types, if any"), longest=1),
            _DEVICE,
            _SPEED,
        ),
        has_choices=True,
    ),
    Part.CAMERA: Form(
        marked("Forms", "Camera"),
        (
            Entry("address", marked("Forms", "Device, such as /dev/video0"), longest=80),
            Entry("number", marked("Forms", "Looks a second (empty: 8)"), Kind.DIGITS, 2),
        ),
        has_choices=True,
    ),
    Part.SCALE: Form(marked("Forms", "Scale"), (_DEVICE, _SPEED)),
    Part.CUSTOMER: Form(
        marked("Forms", "Language of the customer's screen"),
        note=marked("Forms", "Pictures for idle times go into the folder customer_pictures."),
        has_choices=True,
    ),
    Part.LANGUAGE: Form(marked("Forms", "Language at the start"), has_choices=True),
}
_CHOICES = {
    Part.PRINTER: (
        Choice("network", "网络", "Network"),
        Choice("usb", "USB", "USB"),
        Choice("serial", "串口", "Serial"),
        Choice("file", "存为文件", "Into a file"),
        Choice(SEARCH, "在网络中查找", "Search network"),
    ),
    Part.SCANNER: (
        Choice("wedge", "键盘式", "Types like a keyboard"),
        Choice("serial", "串口", "Serial"),
    ),
    Part.CAMERA: (
        Choice("QR", "二维码", "QR code"),
        Choice("EAN-13", "EAN-13", "EAN-13"),
        Choice("DataMatrix", "DataMatrix", "DataMatrix"),
    ),
    Part.CUSTOMER: (
        Choice("zh_CN", "中文", "Chinese"),
        Choice("en", "英文", "English"),
        Choice("both", "中英双语", "Both"),
    ),
    Part.LANGUAGE: (Choice("zh_CN", "中文", "中文"), Choice("en", "English", "English")),
}

_HEARD = frozenset({Part.SCANNER, Part.CAMERA})
"""What came in last says more of these than what was wrong."""


class DevicesView(ListScreen):
    """Shows what was found and what is wrong.

    Signals: ``answered(Answer)``; ``sure()`` when a device is to be taken away;
    ``weighed(Quantity)`` for a weight that came while somebody looks.
    """

    scope = Scope.DEVICES
    answered = Signal(object)
    sure = Signal()
    weighed = Signal(object)

    def __init__(self, actions: Actions, utc_offset_minutes: int) -> None:
        self._offset_minutes = utc_offset_minutes
        self._heard = ""
        self._needs_restart = False
        self.forms = {part: FormPanel(actions, form) for part, form in _FORMS.items()}
        model: SnapshotModel[DeviceRow] = SnapshotModel(
            (
                Column(200, self._name, is_strong=True),
                Column(0, self._setting),
                Column(300, self._state),
            )
        )
        super().__init__(actions, model, tuple(DeviceAction), tuple(self.forms.values()))
        for panel in self.forms.values():
            panel.answered.connect(self.answered)
        self.row_marked.connect(self._say_detail)
        self.retranslate()

    def show_devices(self, rows: Sequence[DeviceRow], *, needs_restart: bool) -> None:
        """Replace the list."""
        self._needs_restart = needs_restart
        self.replace_rows(rows)
        self.retranslate()

    def marked_device(self) -> DeviceRow | None:
        """Give the one that is marked."""
        row: DeviceRow | None = self.marked()
        return row

    def ask(self, row: DeviceRow) -> None:
        """Open the form of a device."""
        panel = self.forms.get(row.part)
        if panel is not None:
            panel.ask(None, row.values, _CHOICES.get(row.part, ()), row.choice)
            self.ask_form(panel)

    def ask_found(self, row: DeviceRow) -> None:
        """Open the form with what a search found; not where somebody has gone on."""
        if self.isVisible() and self.panel is None:
            self.ask(row)

    def on_weighed(self, weight: object) -> None:
        """Pass a weight on; one that the counter asked for is not shown here."""
        if self.isVisible():
            self.weighed.emit(weight)

    def ask_sure(self) -> None:
        """Ask before a device is taken away."""
        row = self.marked_device()
        if row is not None:
            facts: dict[str, object] = {"subject": self._name(row)}
            self.confirm_panel.ask("DEVICE_REMOVE", facts, self._on_sure)
            self.open_panel(self.confirm_panel)

    def show_heard(self, text: str) -> None:
        """Say what a device has said, as it came."""
        self._heard = text
        self._say_detail()

    def show_possible(self, *, can_set_up: bool, can_take_away: bool, can_test: bool) -> None:
        """Grey out what makes no sense for the marked row."""
        table = self.actions_table
        table.set_possible(DeviceAction.SET_UP, is_possible=can_set_up)
        table.set_possible(DeviceAction.TAKE_AWAY, is_possible=can_take_away)
        table.set_possible(DeviceAction.TEST, is_possible=can_test)

    def retranslate(self) -> None:
        """Set the words."""
        self.model.show_headings((self.tr("Device"), self.tr("Set up as"), self.tr("State")))
        restart = self.tr("Start the till again: something was set up anew since it started.")
        self.card.show_words(
            self.tr("Devices"),
            (
                restart if self._needs_restart else "",
                self.tr(
                    "F9 tests the marked device: the printer prints a page, the drawer opens, the "
                    "scale weighs, a scan is shown as it came, customers see a test picture."
                ),
                self.tr("An opened drawer is recorded like any opening without a sale."),
                self.tr("Settings are this till's own and count from its next start on."),
            ),
        )
        self._say_detail()
        self.table.viewport().update()

    def _name(self, row: DeviceRow) -> str:
        return {
            Part.PRINTER: self.tr("Receipt printer"),
            Part.DRAWER: self.tr("Cash drawer"),
            Part.SCANNER: self.tr("Scanner"),
            Part.CAMERA: self.tr("Camera"),
            Part.SCALE: self.tr("Scale"),
            Part.CUSTOMER: self.tr("Customer's screen"),
            Part.LANGUAGE: self.tr("Language at the start"),
        }[row.part]

    def _setting(self, row: DeviceRow) -> str:
        if row.part is Part.DRAWER:
            return self.tr("On the printer")
        if not row.is_set_up:
            return self.tr("None")
        if row.part is Part.CUSTOMER and not row.choice:
            return self.tr("Speaks as the till")
        choices = _CHOICES.get(row.part, ())
        chosen = [language.name_of(c) for c in choices if c.code == row.choice]
        return "  ".join([*chosen, row.setting]).strip()

    def _state(self, row: DeviceRow) -> str:
        if row.part is Part.LANGUAGE or not row.is_set_up:
            return ""
        if row.waits:
            return self.tr("After the next start")
        if row.part is Part.CUSTOMER:
            return self.tr("Works") if row.works else self.tr("No second screen")
        if row.since_ms is None:
            return self.tr("Known once it is used")
        since = formats.local_time(row.since_ms, self._offset_minutes)
        words = self.tr("Wrong since {time}") if row.code else self.tr("Works since {time}")
        return words.replace("{time}", since)

    def _say_detail(self) -> None:
        """Say what is wrong with the marked device, or what came from it."""
        row = self.marked_device()
        if row is not None and row.code and not (self._heard and row.part in _HEARD):
            self.detail.setText(messages.sentence(row.code, {}))
        elif self._heard:
            self.detail.setText(self.tr("Came in: {text}").replace("{text}", self._heard))
        else:
            self.detail.setText("")

    def _on_sure(self) -> None:
        self.close_panel()
        self.sure.emit()
