"""Builds the rooms in which the shop is set up, and the room of its shelf prices."""

from collections.abc import Callable
from functools import partial
from typing import Final

from pos_app.errand import Errand
from pos_app.receipts.paper import Roll
from pos_app.ui.connections import Connections
from pos_app.ui.marked import marked
from pos_app.ui.ports import ScreenName
from pos_app.ui.rooms import Room
from pos_app.ui.screens.people.actions import SPECS as PEOPLE_SPECS
from pos_app.ui.screens.people.actions import PeopleAction
from pos_app.ui.screens.people.contract import Asked
from pos_app.ui.screens.people.presenter import PeoplePresenter
from pos_app.ui.screens.people.view import PeopleView
from pos_app.ui.screens.roles.actions import SPECS as ROLES_SPECS
from pos_app.ui.screens.roles.actions import RolesAction
from pos_app.ui.screens.roles.presenter import RolesPresenter
from pos_app.ui.screens.roles.view import RolesView
from pos_app.ui.screens.settings.actions import SPECS, SettingsAction
from pos_app.ui.screens.settings.view import SettingsView

_S = SettingsAction
_PARTS: Final = (
    (_S.PEOPLE, ScreenName.PEOPLE, marked("Rooms", "Who may sign on: names, numbers, PINs.")),
    (_S.ROLES, ScreenName.ROLES, marked("Rooms", "What each role may do, and up to what.")),
    (
        _S.STORE,
        ScreenName.STORE,
        marked("Rooms", "Receipt texts, reasons, taxes, cash and barcodes."),
    ),
    (
        _S.DEVICES,
        ScreenName.DEVICES,
        marked("Rooms", "Printer, scanner, scale, customer's screen: each with a test."),
    ),
    (_S.BACKUPS, ScreenName.BACKUPS, marked("Rooms", "Copies of the records, and rehearsals.")),
    (_S.CHANGES, ScreenName.CHANGES, marked("Rooms", "Who changed what of the set-up, and when.")),
    (
        _S.DAY_EXPORTS,
        ScreenName.DAY_EXPORTS,
        marked("Rooms", "Files that each closed day is handed out as, by itself."),
    ),
    (
        _S.PROGRAM,
        ScreenName.PROGRAM,
        marked("Rooms", "Version, updates, full screen, opening by itself."),
    ),
)


class SettingsRooms:
    """Keeps the presenters of the parts that were entered."""

    def __init__(self, shared: Connections, roll: Roll) -> None:
        self._shared = shared
        self._roll = roll
        shared.actions.learn(SPECS)
        view = SettingsView(shared.actions, [Room(action, words) for action, _, words in _PARTS])
        shared.window.add_screen(ScreenName.SETTINGS, view)
        for action, screen, _ in _PARTS:
            shared.connect_way(action, screen, back_to=ScreenName.SETTINGS)
        self._builders = {
            ScreenName.PEOPLE: self._build_people,
            ScreenName.ROLES: self._build_roles,
            ScreenName.STORE: self._build_store,
            ScreenName.DEVICES: self._build_devices,
            ScreenName.BACKUPS: self._build_backups,
            ScreenName.CHANGES: self._build_changes,
            ScreenName.DAY_EXPORTS: self._build_day_exports,
            ScreenName.PROGRAM: self._build_program,
        }

    def build(self, part: ScreenName) -> None:
        """Build a part that is entered for the first time."""
        self._builders[part]()

    def _build_people(self) -> None:
        shared = self._shared
        shared.actions.learn(PEOPLE_SPECS)
        view = PeopleView(shared.actions)
        shared.window.add_screen(ScreenName.PEOPLE, view)
        self.people = presenter = PeoplePresenter(view, shared.counter, shared.front)
        view.shown.connect(presenter.on_shown)
        view.scanned.connect(presenter.on_scan)
        view.answered.connect(presenter.on_answered)
        view.sure.connect(presenter.on_sure)
        shared.connect_approval(view, presenter.approving)
        for name, asked in (
            (PeopleAction.ADD, Asked.ADD),
            (PeopleAction.NUMBER, Asked.NUMBER),
            (PeopleAction.ROLE, Asked.ROLE),
            (PeopleAction.PIN, Asked.PIN),
            (PeopleAction.NAME, Asked.NAME),
        ):
            shared.actions[name].triggered.connect(partial(presenter.on_key, asked))
        shared.actions[PeopleAction.ACTIVE].triggered.connect(presenter.on_active_key)

    def _build_roles(self) -> None:
        shared = self._shared
        shared.actions.learn(ROLES_SPECS)
        view = RolesView(shared.actions, shared.counter.profile.currency)
        shared.window.add_screen(ScreenName.ROLES, view)
        self.roles = presenter = RolesPresenter(view, shared.counter, shared.front)
        view.shown.connect(presenter.on_shown)
        view.scanned.connect(presenter.on_scan)
        view.answered.connect(presenter.on_answered)
        shared.connect_approval(view, presenter.approving)
        for name, method in (
            (RolesAction.LEFT, presenter.on_left),
            (RolesAction.RIGHT, presenter.on_right),
            (RolesAction.CHANGE, presenter.on_change),
        ):
            shared.actions[name].triggered.connect(method)

    def _build_store(self) -> None:
        from pos_app.ui.screens.store_settings.actions import SPECS as STORE_SPECS
        from pos_app.ui.screens.store_settings.actions import StoreAction
        from pos_app.ui.screens.store_settings.presenter import StorePresenter
        from pos_app.ui.screens.store_settings.view import StoreView

        shared = self._shared
        shared.actions.learn(STORE_SPECS)
        view = StoreView(shared.actions, shared.counter.profile.currency, self._roll)
        shared.window.add_screen(ScreenName.STORE, view)
        self.store = presenter = StorePresenter(view, shared.counter, shared.front, shared.printing)
        presenter.profile_changed = shared.tell_profile
        view.shown.connect(presenter.on_shown)
        view.scanned.connect(presenter.on_scan)
        view.row_marked.connect(presenter.on_marked)
        view.part_chosen.connect(presenter.on_part)
        view.answered.connect(presenter.on_answered)
        view.edited.connect(presenter.on_edited)
        view.sure.connect(presenter.on_sure)
        shared.connect_approval(view, presenter.approving)
        shared.window.language_changed.connect(presenter.on_language_changed)
        for name, method in (
            (StoreAction.ADD, presenter.on_add),
            (StoreAction.REMOVE, presenter.on_remove),
            (StoreAction.CHANGE, presenter.on_change),
        ):
            shared.actions[name].triggered.connect(method)

    def _build_devices(self) -> None:
        from pos_app.devices.health import Device
        from pos_app.ui.screens.device_settings.actions import SPECS as DEVICE_SPECS
        from pos_app.ui.screens.device_settings.actions import DeviceAction
        from pos_app.ui.screens.device_settings.contract import Part
        from pos_app.ui.screens.device_settings.presenter import DevicesPresenter
        from pos_app.ui.screens.device_settings.view import DevicesView

        shared, bench = self._shared, self._shared.bench
        shared.actions.learn(DEVICE_SPECS)
        view = DevicesView(shared.actions, shared.printing.letterhead().utc_offset_minutes)
        shared.window.add_screen(ScreenName.DEVICES, view)
        self.devices = presenter = DevicesPresenter(
            view, shared.counter, shared.front, shared.printing, self._roll
        )
        known = {
            Part.PRINTER: Device.RECEIPT_PRINTER,
            Part.DRAWER: Device.RECEIPT_PRINTER,
            Part.SCANNER: Device.SCANNER,
            Part.CAMERA: Device.CAMERA,
        }
        presenter.now_ms = shared.window.clock.wall_ms
        presenter.customer = lambda: shared.bench.customer
        presenter.search_network = self._search_network
        presenter.health_of = lambda part: bench.health(known[part]) if part in known else None
        if bench.scale is not None:
            presenter.weigh = bench.scale.weigh
            bench.scale.weighed.connect(view.on_weighed)
        view.weighed.connect(presenter.on_weighed)
        view.shown.connect(presenter.on_shown)
        view.scanned.connect(presenter.on_scan)
        view.row_marked.connect(presenter.on_marked)
        view.answered.connect(presenter.on_answered)
        view.sure.connect(presenter.on_sure)
        shared.connect_approval(view, presenter.approving)
        for name, method in (
            (DeviceAction.SET_UP, presenter.on_set_up),
            (DeviceAction.TAKE_AWAY, presenter.on_take_away),
            (DeviceAction.TEST, presenter.on_test),
        ):
            shared.actions[name].triggered.connect(method)

    def _build_backups(self) -> None:
        from pos_app.ui.screens.backups.actions import SPECS as BACKUP_SPECS
        from pos_app.ui.screens.backups.actions import BackupAction
        from pos_app.ui.screens.backups.presenter import BackupsPresenter
        from pos_app.ui.screens.backups.view import BackupsView

        shared = self._shared
        shared.actions.learn(BACKUP_SPECS)
        view = BackupsView(shared.actions, shared.printing.letterhead().utc_offset_minutes)
        shared.window.add_screen(ScreenName.BACKUPS, view)
        self.backups = presenter = BackupsPresenter(
            view, shared.counter, shared.front, shared.reports
        )
        presenter.now_ms = shared.window.clock.wall_ms
        view.shown.connect(presenter.on_shown)
        view.scanned.connect(presenter.on_scan)
        view.answered.connect(presenter.on_answered)
        shared.connect_approval(view, presenter.approving)
        for name, method in (
            (BackupAction.PLAN, presenter.on_plan),
            (BackupAction.REHEARSE, presenter.on_rehearse),
            (BackupAction.RUN, presenter.on_run),
        ):
            shared.actions[name].triggered.connect(method)

    def _build_changes(self) -> None:
        from pos_app.ui.screens.changes.actions import SPECS as CHANGES_SPECS
        from pos_app.ui.screens.changes.actions import ChangesAction
        from pos_app.ui.screens.changes.presenter import ChangesPresenter
        from pos_app.ui.screens.changes.view import ChangesView

        shared = self._shared
        shared.actions.learn(CHANGES_SPECS)
        view = ChangesView(shared.actions, shared.printing.letterhead().utc_offset_minutes)
        shared.window.add_screen(ScreenName.CHANGES, view)
        self.changes = presenter = ChangesPresenter(view, shared.counter, shared.front)
        view.shown.connect(presenter.on_shown)
        view.scanned.connect(presenter.on_scan)
        shared.connect_approval(view, presenter.approving)
        shared.window.language_changed.connect(presenter.on_language_changed)
        shared.actions[ChangesAction.READ].triggered.connect(presenter.on_shown)

    def _build_day_exports(self) -> None:
        from pos_app.domain.events_export import FileFormat
        from pos_app.ui.screens.day_exports.actions import SPECS as DAY_EXPORT_SPECS
        from pos_app.ui.screens.day_exports.actions import DayExportAction
        from pos_app.ui.screens.day_exports.presenter import DayExportsPresenter
        from pos_app.ui.screens.day_exports.view import DayExportsView

        shared = self._shared
        shared.actions.learn(DAY_EXPORT_SPECS)
        view = DayExportsView(shared.actions, shared.printing.letterhead().utc_offset_minutes)
        shared.window.add_screen(ScreenName.DAY_EXPORTS, view)
        self.day_exports = presenter = DayExportsPresenter(
            view, shared.counter, shared.front, shared.reports
        )
        view.shown.connect(presenter.on_shown)
        view.scanned.connect(presenter.on_scan)
        view.answered.connect(presenter.on_answered)
        shared.connect_approval(view, presenter.approving)
        for name, format_ in (
            (DayExportAction.PDF, FileFormat.PDF),
            (DayExportAction.XLSX, FileFormat.XLSX),
            (DayExportAction.CSV, FileFormat.CSV),
            (DayExportAction.ARCHIVE, FileFormat.ARCHIVE),
        ):
            shared.actions[name].triggered.connect(partial(presenter.on_format, format_))
        for name, method in (
            (DayExportAction.FOLDER, presenter.on_folder),
            (DayExportAction.WRITE_NOW, presenter.on_write_now),
            (DayExportAction.KEEP, presenter.on_keep),
        ):
            shared.actions[name].triggered.connect(method)

    def _search_network(self, found: Callable[[tuple[str, ...]], None]) -> None:
        """Look for printers beside the till, which sells on; a newer search ends an older one."""
        from pos_app.devices.network_printers import hosts_of, networks_of_this_machine, search

        clock = self._shared.window.clock

        def look(errand: Errand) -> tuple[str, ...]:
            def is_wanted() -> bool:
                errand.check()
                return True

            return search(hosts_of(networks_of_this_machine()), clock, is_wanted)

        self._shared.reports.run("printers", look, found)

    def _build_program(self) -> None:
        from pos_app.ui.screens.program.actions import SPECS as PROGRAM_SPECS
        from pos_app.ui.screens.program.actions import ProgramAction
        from pos_app.ui.screens.program.presenter import ProgramPresenter
        from pos_app.ui.screens.program.view import ProgramView
        from pos_app.ui.sticks import plugged_in

        shared = self._shared
        shared.actions.learn(PROGRAM_SPECS)
        view = ProgramView(shared.actions)
        shared.window.add_screen(ScreenName.PROGRAM, view)
        self.program = presenter = ProgramPresenter(
            view, shared.counter, shared.front, shared.reports, plugged_in
        )
        view.shown.connect(presenter.on_shown)
        view.scanned.connect(presenter.on_scan)
        view.sure.connect(presenter.on_sure)
        view.ended.connect(shared.window.update_asked)
        view.leave_sure.connect(presenter.on_leave)
        view.left.connect(shared.window.leave)
        view.filled.connect(shared.window.on_fill_screen)
        shared.connect_approval(view, presenter.approving)
        for name, method in (
            (ProgramAction.LOOK, presenter.on_look),
            (ProgramAction.LOOK_ON_STICK, presenter.on_look_on_stick),
            (ProgramAction.FULL_SCREEN, presenter.on_full_screen),
            (ProgramAction.STARTING, presenter.on_starting),
            (ProgramAction.CLOSE, presenter.on_close),
            (ProgramAction.INSTALL, presenter.on_install),
        ):
            shared.actions[name].triggered.connect(method)


class PricesRoom:
    """Keeps the presenter of the shelf prices."""

    def __init__(self, shared: Connections) -> None:
        from pos_app.ui.screens.prices.actions import SPECS as PRICE_SPECS
        from pos_app.ui.screens.prices.actions import PriceAction
        from pos_app.ui.screens.prices.presenter import PricesPresenter
        from pos_app.ui.screens.prices.view import PricesView

        shared.actions.learn(PRICE_SPECS)
        view = PricesView(shared.actions, shared.counter.profile.currency)
        shared.window.add_screen(ScreenName.PRICES, view)
        self.presenter = presenter = PricesPresenter(view, shared.counter, shared.front)
        view.shown.connect(presenter.on_shown)
        view.scanned.connect(presenter.on_scan)
        view.row_marked.connect(presenter.on_marked)
        view.part_chosen.connect(presenter.on_part)
        view.find_answered.connect(presenter.on_find_answered)
        view.price_answered.connect(presenter.on_price_answered)
        shared.connect_approval(view, presenter.approving)
        for name, method in (
            (PriceAction.FIND, presenter.on_find),
            (PriceAction.LABEL_RIGHT, presenter.on_label_right),
            (PriceAction.APPLY, presenter.on_apply),
            (PriceAction.WITHDRAW, presenter.on_withdraw),
            (PriceAction.NEW_PRICE, presenter.on_new_price),
        ):
            shared.actions[name].triggered.connect(method)
