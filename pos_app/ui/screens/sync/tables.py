"""The four tables of the page about the cloud."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pos_app.domain.money import Money
from pos_app.domain.quantity import Quantity
from pos_app.domain.synced import DayOutcome, FeedCursor, Matter
from pos_app.ui import cloud_codes, formats
from pos_app.ui.screens.sync.contract import ReceiptRow
from pos_app.ui.widgets.table import RIGHT, Column, SnapshotModel

translate = QCoreApplication.translate

_MONEY = frozenset({"total", "tender", "tax", "cash"})


@dataclass(frozen=True, slots=True)
class DayRow:
    """A closed day, or below it one number that differs; ``till`` and ``cloud`` are empty there."""

    day: str
    outcome: DayOutcome | None = None
    section: str = ""
    key: str = ""
    till: str = ""
    cloud: str = ""


def day_rows(days: Sequence[DayOutcome], currency: str) -> tuple[DayRow, ...]:
    """Put below each day what differs of it."""
    rows: list[DayRow] = []
    for outcome in days:
        rows.append(DayRow(outcome.day, outcome))
        rows += [
            DayRow(
                "",
                None,
                one.section,
                one.key,
                _number(one.section, one.till, currency),
                _number(one.section, one.cloud, currency),
            )
            for one in outcome.differences
        ]
    return tuple(rows)


def _number(section: str, value: int, currency: str) -> str:
    """Write a number of a proof in its section's unit: sync/wire/digests.py.

    That of the receipts is no number that says anything to anybody.
    """
    if section == "receipts":
        return "–"
    if section in _MONEY:
        return formats.money(Money(value, currency))
    if section == "stock":
        return formats.quantity(Quantity(value))
    return f"{value:,}"


class Tables:
    """Makes the models; ``retranslate`` names their columns."""

    def __init__(self, currency: str, parent: QWidget) -> None:
        self._currency = currency
        self._offset_minutes = 0
        self.receipts: SnapshotModel[ReceiptRow] = SnapshotModel(
            (
                Column(150, self._moment),
                Column(0, lambda row: row.receipt, is_strong=True),
                Column(170, lambda row: formats.money(row.paid), RIGHT),
                Column(250, lambda row: "● " + cloud_codes.marking(row.marking)),
            ),
            parent,
        )
        self.matters: SnapshotModel[Matter] = SnapshotModel(
            (
                Column(250, lambda row: row.subject or "–", is_strong=True),
                Column(0, lambda row: cloud_codes.why(row.code)),
                Column(110, self._amount, RIGHT),
                Column(170, lambda row: cloud_codes.who(row.who), is_strong=True),
            ),
            parent,
        )
        self.days: SnapshotModel[DayRow] = SnapshotModel(
            (
                Column(140, lambda row: row.day, is_strong=True),
                Column(0, self._outcome),
                Column(150, lambda row: row.till, RIGHT),
                Column(150, lambda row: row.cloud, RIGHT),
            ),
            parent,
        )
        self.feeds: SnapshotModel[FeedCursor] = SnapshotModel(
            (
                Column(220, lambda row: cloud_codes.feed(row.feed), is_strong=True),
                Column(0, lambda row: row.feed),
                Column(240, self._position, RIGHT),
            ),
            parent,
        )

    def show_time_zone(self, utc_offset_minutes: int) -> None:
        """Say how far the shop's own time is from UTC."""
        self._offset_minutes = utc_offset_minutes

    def retranslate(self) -> None:
        """Set the headings."""
        time, receipt = translate("SyncTables", "Time"), translate("SyncTables", "Receipt")
        self.receipts.show_headings(
            (
                time,
                receipt,
                translate("SyncTables", "Paid"),
                translate("SyncTables", "How far it has come"),
            )
        )
        self.matters.show_headings(
            (
                translate("SyncTables", "About"),
                translate("SyncTables", "What happened"),
                translate("SyncTables", "Amount"),
                translate("SyncTables", "Who must act"),
            )
        )
        self.days.show_headings(
            (
                translate("SyncTables", "Business day"),
                translate("SyncTables", "Proof"),
                translate("SyncTables", "This till"),
                translate("SyncTables", "Cloud"),
            )
        )
        self.feeds.show_headings(
            (
                translate("SyncTables", "From head office"),
                translate("SyncTables", "List"),
                translate("SyncTables", "Read up to"),
            )
        )

    def _moment(self, row: ReceiptRow) -> str:
        return formats.local_moment(row.completed_ms, self._offset_minutes)[5:]

    def _amount(self, row: Matter) -> str:
        return formats.money(Money(row.amount_minor, self._currency)) if row.amount_minor else ""

    def _outcome(self, row: DayRow) -> str:
        if row.outcome is None:
            return "    " + cloud_codes.number(row.section, row.key)
        if row.outcome.is_proved:
            return translate("SyncTables", "proved: both sides add up the same")
        text = translate("SyncTables", "not proved: {why}")
        return text.replace("{why}", cloud_codes.why(row.outcome.reason))

    def _position(self, row: FeedCursor) -> str:
        if row.is_loading:
            return translate("SyncTables", "being fetched")
        return f"{row.gen}.{row.pos:,}"
