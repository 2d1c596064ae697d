"""What the manager's desk works with: services that no sale needs, built when first asked for."""

from dataclasses import dataclass

from pos_app.services.admission import Admissions
from pos_app.services.audit import Audit
from pos_app.services.backups import Backups
from pos_app.services.cash_control import CashControl
from pos_app.services.day_sheets import DaySheets
from pos_app.services.device_settings import DeviceSettings
from pos_app.services.exporting import Exporting
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
from pos_app.services.store_settings import StoreSettings
from pos_app.services.updates import Updates


@dataclass(frozen=True, slots=True)
class BackOffice:
    """One activity each, over one till's file."""

    admissions: Admissions
    audit: Audit
    journal_proof: JournalProof
    insights: Insights
    day_sheets: DaySheets
    exporting: Exporting
    people: People
    store: StoreSettings
    price_changes: PriceChanges
    backups: Backups
    safe: Safe
    cash_control: CashControl
    devices: DeviceSettings
    kiosk: Kiosk
    set_up_history: SetUpHistory
    stock: Stock
    deliveries: Deliveries
    counts: Counts
    updates: Updates
