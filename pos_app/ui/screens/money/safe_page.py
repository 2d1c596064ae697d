"""The safe: its ledger on the left, what should be in it on the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.safe import SafeEntryKind, SafeRecord
from pos_app.ui import formats, theme
from pos_app.ui.screens.money.contract import Safe
from pos_app.ui.widgets.label import FittedAmount, text_label, wrapped_label
from pos_app.ui.widgets.table import RIGHT, Column, SnapshotModel, SnapshotTable

_SIDE_WIDTH = 380
_MOST_WAITING = 5


class SafePage(QWidget):
    """Shows the ledger. It is told who may see it by being shown at all."""

    def __init__(self) -> None:
        super().__init__()
        self._safe: Safe | None = None
        self._offset_minutes = 0
        self.model: SnapshotModel[SafeRecord] = SnapshotModel(
            (
                Column(160, self._when),
                Column(0, self._what, is_strong=True),
                Column(120, lambda record: record.operator_name),
                Column(130, lambda record: record.entry.reference),
                Column(130, self._amount, RIGHT, is_strong=True),
                Column(110, self._difference, RIGHT),
            ),
            self,
        )
        self.table = SnapshotTable(self.model, 46)
        self._nothing = wrapped_label("text")
        self._title = text_label("heading")
        self._expected = FittedAmount("total", 46)
        self._last_count = wrapped_label("text")
        self._again = wrapped_label("warn")
        self._waiting_title = text_label("heading")
        self._waiting = wrapped_label("text")
        self._lay_out()

    def _lay_out(self) -> None:
        ledger = QFrame()
        ledger.setProperty("role", "card")
        inside = QVBoxLayout(ledger)
        inside.setContentsMargins(theme.px(3), theme.px(3), theme.px(3), theme.px(3))
        self._nothing.setContentsMargins(theme.px(24), theme.px(24), theme.px(24), theme.px(24))
        inside.addWidget(self.table, 1)
        inside.addWidget(self._nothing, 0, Qt.AlignmentFlag.AlignTop)
        side = QFrame()
        side.setProperty("role", "card")
        side.setFixedWidth(theme.px(_SIDE_WIDTH))
        facts = QVBoxLayout(side)
        facts.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(18))
        facts.setSpacing(theme.px(10))
        facts.addWidget(self._title)
        facts.addWidget(self._expected)
        facts.addWidget(self._last_count)
        facts.addWidget(self._again)
        facts.addSpacing(theme.px(14))
        facts.addWidget(self._waiting_title)
        facts.addWidget(self._waiting)
        facts.addStretch(1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(10))
        outer.addWidget(ledger, 1)
        outer.addWidget(side)

    def show_time_zone(self, utc_offset_minutes: int) -> None:
        """Say how far the shop's own time is from UTC."""
        self._offset_minutes = utc_offset_minutes

    def show_safe(self, safe: Safe) -> None:
        """Replace what is shown."""
        self._safe = safe
        self.model.show_rows(safe.entries)
        self.table.select(0)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words."""
        self.model.show_headings(
            (
                self.tr("When"),
                self.tr("What"),
                self.tr("Who"),
                self.tr("Number"),
                self.tr("Amount"),
                self.tr("Difference"),
            )
        )
        self._nothing.setText(
            self.tr("The safe's ledger has not begun. Count the safe with F9: that begins it.")
        )
        self._title.setText(self.tr("Should be in the safe"))
        self._waiting_title.setText(self.tr("On its way from this till"))
        safe = self._safe
        has_begun = safe is not None and safe.expected is not None
        self._nothing.setVisible(not has_begun)
        self.table.setVisible(has_begun)
        if safe is None:
            return
        self._expected.setText(formats.money(safe.expected) if safe.expected is not None else "–")
        self._again.setVisible(safe.is_count_waiting)
        self._again.setText(self._again_words(safe))
        self._last_count.setText(self._count_words(safe))
        self._waiting.setText(self._waiting_words(safe))
        self.table.viewport().update()

    def _count_words(self, safe: Safe) -> str:
        last = safe.last_count
        if last is None:
            return self.tr("Not counted yet.")
        words = self.tr("Last settled count {when}: {amount}, difference {difference}.")
        return (
            words.replace("{when}", self._when(last))
            .replace("{amount}", formats.money(last.entry.amount))
            .replace("{difference}", formats.money(last.entry.difference))
        )

    def _again_words(self, safe: Safe) -> str:
        """Say how far off the count is that has to be made again: it is the newest one."""
        doubted = (one for one in safe.entries if one.entry.kind.is_count)
        newest = next(doubted, None)
        words = self.tr("Just counted {amount}, difference {difference}: count once more with F9.")
        if newest is None:
            return ""
        words = words.replace("{amount}", formats.money(newest.entry.amount))
        return words.replace("{difference}", self._difference(newest))

    def _waiting_words(self, safe: Safe) -> str:
        if not safe.on_the_way:
            return self.tr("Nothing.")
        lines = [
            f"{formats.local_moment(pickup.at_ms, self._offset_minutes)}"
            f"   {formats.money(pickup.amount)}"
            for pickup in safe.on_the_way[:_MOST_WAITING]
        ]
        if len(safe.on_the_way) > _MOST_WAITING:
            lines.append("…")
        return "\n".join((*lines, self.tr("F5 enters the first one when it is there.")))

    def _when(self, record: SafeRecord) -> str:
        return formats.local_moment(record.at_ms, self._offset_minutes)

    def _what(self, record: SafeRecord) -> str:
        entry = record.entry
        if entry.kind.is_count and not entry.is_believed:
            return self.tr("Counted, asked again")
        return {
            SafeEntryKind.OPEN: self.tr("Ledger begun"),
            SafeEntryKind.COUNT: self.tr("Counted"),
            SafeEntryKind.PICKUP: self.tr("From a till"),
            SafeEntryKind.LOAN: self.tr("Float to a till"),
            SafeEntryKind.DEPOSIT: self.tr("Bank deposit"),
            SafeEntryKind.CHANGE_ORDER: self.tr("To the bank for change"),
            SafeEntryKind.CHANGE_RECEIVED: self.tr("Change from the bank"),
        }[entry.kind]

    def _amount(self, record: SafeRecord) -> str:
        entry = record.entry
        if entry.kind.is_count:
            return formats.money(entry.amount)
        sign = "+" if entry.kind.is_inward else "-"
        return f"{sign}{formats.money(entry.amount)}"

    def _difference(self, record: SafeRecord) -> str:
        difference = record.entry.difference
        if record.entry.expected is None:
            return ""
        sign = "+" if difference.minor > 0 else ""
        return f"{sign}{formats.money(difference)}"
