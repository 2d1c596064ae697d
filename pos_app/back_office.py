"""The third part of the composition root: what only the manager's desk needs.

Imported when somebody goes there for the first time, so that no till opens later for it.
"""

from dataclasses import dataclass

from pos_app import __version__, resources
from pos_app.autostart import Autostart, words_to_start
from pos_app.config import Config, documents
from pos_app.exports.archive import Signing
from pos_app.services.admission import Admissions
from pos_app.services.audit import Audit
from pos_app.services.back_office import BackOffice
from pos_app.services.backups import Backups
from pos_app.services.cash_control import CashControl
from pos_app.services.change_record import ChangeRecord
from pos_app.services.day_sheets import DaySheets
from pos_app.services.desk import Desk
from pos_app.services.device_settings import DeviceSettings
from pos_app.services.exporting import ExportGround, Exporting
from pos_app.services.insight_sums import InsightGround
from pos_app.services.insights import Insights
from pos_app.services.journal_proof import JournalProof
from pos_app.services.kiosk import Kiosk
from pos_app.services.people import People
from pos_app.services.price_changes import PriceChanges
from pos_app.services.safe import Safe
from pos_app.services.set_up_history import SetUpHistory
from pos_app.services.stock import Stock
from pos_app.services.stock_counts import Counts
from pos_app.services.stock_deliveries import Deliveries
from pos_app.services.stock_ground import StockGround
from pos_app.services.store_settings import StoreSettings
from pos_app.services.updates import UpdateGround, Updates
from pos_app.store.backup import Terminal
from pos_app.store.catalog_changes import CatalogChanges
from pos_app.store.catalog_files import Catalog
from pos_app.store.insight.others import OtherTills
from pos_app.store.profile import load_profile
from pos_app.store.sheet_outbox import SheetOutbox
from pos_app.store.store_stock import StoreStock
from pos_app.updates.release import Version
from pos_app.vault.keys import DeviceKeys
from pos_app.vault.pins import Pins
from sync.signer import Signer

NOTES_FOLDER = "delivery_notes"
"""Where suppliers' delivery notes are put, below the data directory."""

EXPORTS_FOLDER = "Ronghe POS"
"""Where reports go until somebody names another folder, below the user's documents."""

LABELS_FOLDER = "labels"
"""Where pages of shelf labels are put, below the data directory."""


@dataclass(frozen=True, slots=True)
class OfficeGround:
    """What the services stand on; ``desk`` is the real till's or the training till's."""

    desk: Desk
    keys: DeviceKeys
    pins: Pins
    catalog: Catalog
    config: Config
    store_stock: StoreStock
    others: OtherTills
    outbox: SheetOutbox


def build_back_office(ground: OfficeGround) -> BackOffice:
    """Build them over the till of a desk. Thread: the till thread."""
    desk, keys = ground.desk, ground.keys
    admissions = Admissions(desk)
    terminal = Terminal(keys.terminal_id, keys.till_key, keys.signing_seed)
    record = ChangeRecord(desk)
    catalog_changes = CatalogChanges(
        ground.config.data, keys.catalog_key, ground.catalog.note_change
    )
    devices = DeviceSettings(desk, ground.config, record)
    starting = Autostart(words_to_start(ground.config.data))
    goods = _stock_ground(ground)
    insight_ground = _insight_ground(ground)
    insights = Insights(insight_ground)
    return BackOffice(
        admissions=admissions,
        audit=Audit(desk.till, desk.profile.currency),
        journal_proof=JournalProof(desk.till, terminal),
        insights=insights,
        day_sheets=DaySheets(insights.sums, insight_ground, ground.outbox),
        exporting=Exporting(desk, record, _export_ground(ground)),
        people=People(desk, ground.pins, record),
        store=StoreSettings(desk, ground.catalog, catalog_changes, record),
        price_changes=PriceChanges(desk, ground.catalog, catalog_changes, record),
        backups=Backups(desk, terminal, ground.config.data, record),
        safe=Safe(desk),
        cash_control=CashControl(desk),
        devices=devices,
        kiosk=Kiosk(desk, record, devices, starting),
        set_up_history=SetUpHistory(desk, admissions),
        stock=Stock(goods, ground.config.data / LABELS_FOLDER),
        deliveries=Deliveries(goods, ground.config.data / NOTES_FOLDER),
        counts=Counts(goods),
        updates=Updates(desk, record, _update_ground(ground, terminal)),
    )


def _stock_ground(ground: OfficeGround) -> StockGround:
    desk = ground.desk
    with desk.till.read() as connection:
        _, codes = load_profile(connection)
    return StockGround(desk, ground.catalog, codes, ground.store_stock)


def _insight_ground(ground: OfficeGround) -> InsightGround:
    desk = ground.desk
    return InsightGround(
        till=desk.till,
        till_name=desk.profile.workstation,
        currency=desk.profile.currency,
        key=ground.keys.catalog_key,
        clock=desk.clock,
        reference=ground.others.reference,
        others=None if desk.is_training else ground.others,
    )


def _update_ground(ground: OfficeGround, terminal: Terminal) -> UpdateGround:
    root = resources.path("updates", "root.json")
    version = Version.parse(__version__)
    assert version is not None, __version__
    return UpdateGround(
        version=version,
        root=root.read_bytes() if root.is_file() else None,
        data=ground.config.data,
        address=ground.config.updates,
        terminal=terminal,
    )


def _export_ground(ground: OfficeGround) -> ExportGround:
    signer = Signer(ground.keys.signing_seed)
    return ExportGround(documents() / EXPORTS_FOLDER, Signing(signer.public_key, signer.sign))
