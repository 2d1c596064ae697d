"""Pictures of the set-up, for tests/ui/looks.py."""

from collections.abc import Callable
from dataclasses import replace

from pos_app.devices.health import Device
from pos_app.domain.events_export import FileFormat
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.domain.operators import Privilege, up_to_percent
from pos_app.domain.scan_data import ScanData
from pos_app.services.backups import BackupPlan
from pos_app.services.export_plan import DAY_REPORTS, DayReport
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.backups.actions import BackupAction
from pos_app.ui.screens.backups.contract import PlanShown
from pos_app.ui.screens.day_exports.actions import DayExportAction
from pos_app.ui.screens.day_exports.contract import PlanShown as DayPlanShown
from pos_app.ui.screens.day_exports.contract import ReportRow
from pos_app.ui.screens.device_settings.actions import DeviceAction
from pos_app.ui.screens.people.actions import PeopleAction
from pos_app.ui.screens.prices.actions import PriceAction
from pos_app.ui.screens.roles.actions import RolesAction
from pos_app.ui.screens.store_settings.actions import StoreAction
from tests.ui.shop import MANAGER, WATER, Shop


def enter(shop: Shop, name: ScreenName) -> None:
    """Go into a room as the store manager, by way of the rooms before it."""
    counter = shop.till.counter
    session = counter.sign_on.session()
    if session is None or session.operator.number != MANAGER[0]:
        if session is not None:
            counter.sign_on.sign_off()
        shop.wiring.attendance.note(counter.sign_on.sign_on(*MANAGER))
    for room in (ScreenName.OFFICE, ScreenName.SETTINGS, name):
        shop.window.go(room)
    shop.window.screen_named(name).close_panel()


def _room(name: ScreenName) -> Callable[[Shop], None]:
    def entered(shop: Shop) -> None:
        enter(shop, name)

    return entered


def _people(action: PeopleAction) -> Callable[[Shop], None]:
    def asked(shop: Shop) -> None:
        enter(shop, ScreenName.PEOPLE)
        shop.window.actions_table[action].trigger()

    return asked


def _role(shop: Shop) -> None:
    enter(shop, ScreenName.ROLES)
    table = shop.window.screen_named(ScreenName.ROLES).table
    table.select(4)
    shop.window.actions_table[RolesAction.CHANGE].trigger()


def _store(
    part: StoreAction, row: int = 0, then: StoreAction | None = None
) -> Callable[[Shop], None]:
    def shown(shop: Shop) -> None:
        enter(shop, ScreenName.STORE)
        shop.window.actions_table[part].trigger()
        shop.window.screen_named(ScreenName.STORE).table.select(row)
        if then is not None:
            shop.window.actions_table[then].trigger()

    return shown


def _device(action: DeviceAction, row: int) -> Callable[[Shop], None]:
    def asked(shop: Shop) -> None:
        enter(shop, ScreenName.DEVICES)
        shop.window.screen_named(ScreenName.DEVICES).table.select(row)
        shop.window.actions_table[action].trigger()

    return asked


def _printer_found(shop: Shop) -> None:
    _device(DeviceAction.SET_UP, 0)(shop)
    view = shop.window.screen_named(ScreenName.DEVICES)
    values = {"address": "192.0.2.40", "number": "", "width": "80"}
    view.close_panel()
    view.ask_found(replace(view.marked_device(), values=values, choice="network"))
    shop.window.tell("PRINTERS_FOUND", addresses="192.0.2.40, 192.0.2.41, 192.0.2.117")


def _devices(shop: Shop) -> None:
    enter(shop, ScreenName.DEVICES)
    board = shop.wiring._shared.bench.board
    board.note(Device.RECEIPT_PRINTER, "PRINTER_NO_PAPER")
    board.note(Device.SCANNER)
    shop.wiring.shift_screens.back_office.settings.devices.on_shown()
    shop.window.focus.on_scanned(ScanData("0109520101000026\x1d10LOT7", "]d2"))


def _backups(shop: Shop) -> None:
    enter(shop, ScreenName.BACKUPS)
    folder = shop.folder / "stick"
    folder.mkdir(exist_ok=True)
    plan = BackupPlan(is_on=True, folder=str(folder), hour=2, keep=14)
    shop.till.counter.office.backups.set_plan(plan)
    settings = shop.wiring.shift_screens.back_office.settings
    settings.backups.on_shown()
    shop.window.actions_table[BackupAction.RUN].trigger()
    shop.window.actions_table[BackupAction.REHEARSE].trigger()
    view = shop.window.screen_named(ScreenName.BACKUPS)
    view.show_copies(replace(settings.backups._shown, folder="/media/usb"), view.model.rows)


def _backup_plan(shop: Shop) -> None:
    enter(shop, ScreenName.BACKUPS)
    shop.window.screen_named(ScreenName.BACKUPS).ask_plan(
        PlanShown(is_on=True, folder="/media/usb", hour=2, keep=14)
    )


def _price(shop: Shop) -> None:
    enter(shop, ScreenName.PRICES)
    shop.window.focus.on_scanned(ScanData(WATER))
    shop.window.screen_named(ScreenName.PRICES).price_form.fields[0].setText("2.50")


def _prices(part: PriceAction) -> Callable[[Shop], None]:
    def shown(shop: Shop) -> None:
        enter(shop, ScreenName.PRICES)
        prices = shop.till.counter.office.price_changes
        if not prices.book().coming:
            found = prices.find("水")
            prices.plan(found[0].sku, Money(350), BusinessDate("2026-11-22"))
            prices.plan(found[1].sku, Money(420), BusinessDate("2026-11-25"))
            withdrawn = prices.plan(found[2].sku, Money(990), BusinessDate("2026-11-23"))
            prices.withdraw(withdrawn.entry.change)
            prices.plan(found[3].sku, Money(1280))
        shop.wiring.shift_screens.back_office.prices.presenter.on_shown()
        shop.window.actions_table[part].trigger()

    return shown


def _changes(shop: Shop) -> None:
    enter(shop, ScreenName.CHANGES)
    manager = shop.till.counter.office
    if all(told.change.key != "cash_rounding" for told in manager.set_up_history.read()):
        manager.people.rename("op1002", "王健")
        manager.people.permit("senior", Privilege.DISCOUNT, up_to_percent(15))
        manager.store.change("cash_rounding", {"step_minor": 1, "rounding": "half_up"})
    shop.wiring.shift_screens.back_office.settings.changes.on_shown()


def _tax_planned(shop: Shop) -> None:
    enter(shop, ScreenName.STORE)
    plan = {"code": "V13", "rate_ppm": 100_000, "is_inclusive": True}
    shop.till.counter.office.store.plan_tax(plan, BusinessDate("2027-01-01"))
    shop.wiring.shift_screens.back_office.settings.store.on_shown()
    shop.window.actions_table[StoreAction.MONEY].trigger()
    view = shop.window.screen_named(ScreenName.STORE)
    row = next(at for at, one in enumerate(view.model.rows) if one.coming_from)
    view.table.select(row)


def _day_exports(shop: Shop) -> None:
    enter(shop, ScreenName.DAY_EXPORTS)
    reports = (
        DayReport("z_day", FileFormat.ARCHIVE),
        DayReport("z_day", FileFormat.PDF),
        DayReport("dashboard", FileFormat.PDF),
        DayReport("goods", FileFormat.XLSX),
        DayReport("members", FileFormat.CSV),
    )
    view = shop.window.screen_named(ScreenName.DAY_EXPORTS)
    rows = tuple(
        ReportRow(
            what,
            frozenset(one.format for one in reports if one.what == what),
            frozenset(one for one in FileFormat if DayReport(what, one).is_possible),
            frozenset({FileFormat.XLSX} if what == "goods" else ()),
        )
        for what in DAY_REPORTS
    )
    plan = DayPlanShown(
        is_on=True,
        folder="/media/usb/日报",
        is_kept=False,
        is_folder_there=False,
        last_ms=shop.window.clock.wall_ms(),
        last_date="2026-11-20",
        last_count=3,
        last_code="EXPORT_FOLDER_MISSING",
        waiting=("2026-11-20", "2026-11-21"),
    )
    view.show_reports(plan, rows)
    view.table.select(2)


def _day_exports_folder(shop: Shop) -> None:
    enter(shop, ScreenName.DAY_EXPORTS)
    shop.window.actions_table[DayExportAction.FOLDER].trigger()


LOOKS: dict[str, Callable[[Shop], None]] = {
    "set_up": _room(ScreenName.SETTINGS),
    "people": _room(ScreenName.PEOPLE),
    "people_add": _people(PeopleAction.ADD),
    "people_role": _people(PeopleAction.ROLE),
    "people_bar": _people(PeopleAction.ACTIVE),
    "roles": _room(ScreenName.ROLES),
    "roles_change": _role,
    "store_texts": _store(StoreAction.TEXTS),
    "store_text": _store(StoreAction.TEXTS, 6, StoreAction.CHANGE),
    "store_reasons": _store(StoreAction.REASONS),
    "store_reason": _store(StoreAction.REASONS, 2, StoreAction.ADD),
    "store_money": _store(StoreAction.MONEY),
    "store_rounding": _store(StoreAction.MONEY, 0, StoreAction.CHANGE),
    "store_cash": _store(StoreAction.MONEY, 2, StoreAction.CHANGE),
    "store_tax": _store(StoreAction.MONEY, 7, StoreAction.CHANGE),
    "store_tax_planned": _tax_planned,
    "store_barcodes": _store(StoreAction.BARCODES),
    "store_pattern": _store(StoreAction.BARCODES, 2, StoreAction.CHANGE),
    "changes": _changes,
    "devices": _devices,
    "devices_printer": _device(DeviceAction.SET_UP, 0),
    "devices_printer_found": _printer_found,
    "devices_scanner": _device(DeviceAction.SET_UP, 2),
    "backups": _backups,
    "backups_plan": _backup_plan,
    "day_exports": _day_exports,
    "day_exports_folder": _day_exports_folder,
    "prices": _prices(PriceAction.COMING),
    "prices_done": _prices(PriceAction.DONE),
    "prices_labels": _prices(PriceAction.LABELS),
    "prices_new": _price,
    "store_remove": _store(StoreAction.REASONS, 2, StoreAction.REMOVE),
}
