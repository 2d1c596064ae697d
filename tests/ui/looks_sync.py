"""Pictures of the page about the cloud and of what the status bar says of it, for looks.py."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pos_app.domain.money import Money
from pos_app.domain.scan_data import ScanData
from pos_app.store import cloud_head, day_meaning
from pos_app.store.database import Connection
from pos_app.store.settings import drop_setting
from pos_app.ui.action_names import ActionName
from pos_app.ui.ports import ScreenName
from sync.ports import Enrolment, Waiting
from sync.status import Bootstrap, Contact, Reached, Round, RoundState, SyncStatus
from sync.wire.digests import DayProof, Difference
from sync.wire.exchange import Position
from tests.ui.shop import WATER, Shop

_A = ActionName
_HOUR_MS = 3_600_000
DAY_BEFORE = "2026-11-20"


def _now_ms(shop: Shop) -> int:
    return shop.window.clock.wall_ms()


def place(epoch: int, seq: int) -> Position:
    """A place in the journal; no picture looks at the chain."""
    return Position(epoch, seq, b"")


def in_step(_shop: Shop) -> SyncStatus:
    """Everything is at the cloud, and yesterday is proved."""
    everything = place(1, 9_999)
    reached = Reached(everything, everything, everything, everything, everything)
    return SyncStatus(
        Contact.ONLINE, reached=reached, last_proof=_proof(DAY_BEFORE, is_proved=True)
    )


def offline(shop: Shop) -> SyncStatus:
    """Cut off for two hours, with sales that wait."""
    head = place(1, 9_999)
    since_ms = _now_ms(shop) - 2 * _HOUR_MS
    return SyncStatus(
        Contact.OFFLINE,
        offline_since_ms=since_ms,
        offline_code="NOT_OURS",
        waiting=Waiting(40, 31, 812_345, since_ms),
        reached=Reached(head, place(1, 12), place(1, 8), place(1, 5), place(1, 5)),
        catalogue_as_of_ms=since_ms,
        coupons_online_only=True,
    )


def _in_doubt(shop: Shop) -> SyncStatus:
    return replace(offline(shop), contact=Contact.ONLINE, in_doubt=True, offline_code="")


def _not_proved(shop: Shop) -> SyncStatus:
    return replace(in_step(shop), last_proof=_proof(DAY_BEFORE, is_proved=False))


def _bootstrap(shop: Shop) -> SyncStatus:
    return replace(
        in_step(shop),
        bootstrap=Bootstrap("cat:zone", 431_000, 1_000_000),
        round=Round(3, RoundState.RUNNING, 128, 431_000),
    )


def _alone(_shop: Shop) -> SyncStatus:
    return SyncStatus(Contact.ALONE)


def _pending(_shop: Shop) -> SyncStatus:
    return SyncStatus(Contact.PENDING, refusal="NOT_CONFIRMED")


def _proof(day: str, *, is_proved: bool) -> DayProof:
    differences = (
        ()
        if is_proved
        else (
            Difference("tender", "cash", 81_250, 80_950),
            Difference("count", "sale", 132, 131),
            Difference("stock", "9520101000026", 18_000, 17_000),
            Difference("receipts", "set", 81_250_000_001, 81_250_000_002),
        )
    )
    reason = "" if is_proved else "DAY_MEANING_DIFFERS"
    return DayProof(day, is_proved, reason, "equal", differences, {}, b"", b"")


def _belong(connection: Connection) -> None:
    """Let the till belong to a cloud."""
    enrolment = Enrolment("https://pos.example.cn", "t1", "S12", b"k" * 32, (), "482 913")
    cloud_head.keep_enrolment(connection, enrolment, (), b"")


def _belong_nowhere(connection: Connection) -> None:
    drop_setting(connection, "cloud_enrolment")


def keep_proofs(connection: Connection) -> None:
    """Leave two closed days in the till's file, one proved and one not."""
    _belong(connection)
    for number, (day, is_proved) in enumerate((("2026-11-19", True), (DAY_BEFORE, False)), 901):
        row = (day, 1, 2, number)
        connection.exec_driver_sql("INSERT OR REPLACE INTO business_day VALUES (?, ?, ?, ?)", row)
        keep_proof(connection, day, is_proved=is_proved)


def keep_proof(connection: Connection, day: str, *, is_proved: bool) -> None:
    """Keep how the proof of a day ended."""
    day_meaning.note_proof(connection, _proof(day, is_proved=is_proved))


def keep_matters(connection: Connection) -> None:
    """Leave a row that was set aside and two cases."""
    _belong(connection)
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO row_result VALUES (1, 7, 'quarantined', 'ROW_UNREADABLE', "
        "'operator', 'open', '', 'S12-T03-000002')"
    )
    for row in (
        ("a", "COUPON_SPENT_TWICE", "head_office", "open", 1_000, 2_000, "88210034"),
        ("b", "TERMINAL_COPIED", "manager", "open", 2_000, 0, ""),
    ):
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO case_notice VALUES (?, ?, ?, ?, ?, ?, ?)", row
        )


def _page(
    make: Callable[[Shop], SyncStatus],
    table: ActionName = _A.SYNC_RECEIPTS,
    keep: Callable[[Connection], None] = _belong,
) -> Callable[[Shop], None]:
    def opened(shop: Shop) -> None:
        _trade(shop)
        with shop.till.linked().till.write() as connection:
            keep(connection)
        shop.wiring.cloud._on_published(make(shop))
        view: Any = shop.window.screen_named(ScreenName.SYNC)
        shop.window.go(ScreenName.SYNC)
        shop.window.actions_table[table].trigger()
        assert view.isVisible()

    return opened


def _trade(shop: Shop) -> None:
    """Sell a little, once."""
    counter = shop.till.counter
    if counter.history.recent(1):
        return
    for _ in range(3):
        counter.checkout.scan(ScanData(WATER))
        counter.tendering.tender_cash(Money(1_000))


def _strip(make: Callable[[Shop], SyncStatus]) -> Callable[[Shop], None]:
    def shown(shop: Shop) -> None:
        shop.wiring.cloud._on_published(make(shop))

    return shown


def _connecting(shop: Shop) -> None:
    _page(_alone, keep=_belong_nowhere)(shop)
    view: Any = shop.window.screen_named(ScreenName.SYNC)
    view.ask_connection("https://pos.example.cn")
    view.connect_panel.code.setText("K7QM-2RXD-91FA")


LOOKS: dict[str, Callable[[Shop], object]] = {
    "cloud_in_step": _strip(in_step),
    "cloud_offline": _strip(offline),
    "cloud_in_doubt": _strip(_in_doubt),
    "sync_in_step": _page(in_step),
    "sync_offline": _page(offline),
    "sync_in_doubt": _page(_in_doubt),
    "sync_matters": _page(in_step, _A.SYNC_MATTERS, keep_matters),
    "sync_not_proved": _page(_not_proved, _A.SYNC_DAYS, keep_proofs),
    "sync_bootstrap": _page(_bootstrap, _A.SYNC_FEEDS),
    "sync_pending": _page(_pending),
    "sync_alone": _page(_alone, keep=_belong_nowhere),
    "sync_connect": _connecting,
}
