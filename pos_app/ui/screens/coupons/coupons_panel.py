"""The coupons of this sale: those that help, best first, then the others and why they do not."""

from PySide6.QtCore import QModelIndex, Signal

from pos_app.domain.money import Money
from pos_app.ui import formats, member_words, theme
from pos_app.ui.actions import Actions
from pos_app.ui.screens.coupons.contract import CouponRow
from pos_app.ui.widgets.guest_panel import GuestPanel
from pos_app.ui.widgets.label import wrapped_label
from pos_app.ui.widgets.table import RIGHT, Column, SnapshotModel, SnapshotTable

_ROW = 48
_ROWS_SHOWN = 5
_HELD, _FREE = "✓", ""


def _mark(row: CouponRow) -> str:
    return _HELD if row.is_held else _FREE


def _name(row: CouponRow) -> str:
    return member_words.coupon_name(row.offer)


def _worth(row: CouponRow) -> str:
    return "" if row.offer.why_not else formats.money(-row.offer.worth)


def _why_not(row: CouponRow) -> str:
    offer = row.offer
    return member_words.why_not(offer.why_not, Money(offer.missing, offer.worth.currency))


class CouponsPanel(GuestPanel):
    """A list; Up and Down mark, F9 takes the one marked into the sale, or gives it back.

    Signals: ``taken(str)`` and ``given_back(str)`` with a
    coupon's number.
    """

    taken = Signal(str)
    given_back = Signal(str)

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self._utc_offset_minutes = 0
        self.model: SnapshotModel[CouponRow] = SnapshotModel(
            (
                Column(44, _mark, is_strong=True),
                Column(0, _name, is_strong=True),
                Column(110, _worth, RIGHT, is_strong=True),
                Column(230, _why_not),
                Column(130, self._until, RIGHT),
            ),
            self,
        )
        self.table = SnapshotTable(self.model, _ROW)
        self.table.clicked.connect(self._on_clicked)
        self.table.doubleClicked.connect(self._on_double_clicked)
        self._about = wrapped_label("text")
        self.body.addWidget(self.table)
        self.body.addWidget(self._about)

    def show_time_zone(self, utc_offset_minutes: int) -> None:
        """Say by which time ends are shown."""
        self._utc_offset_minutes = utc_offset_minutes

    def open(self) -> None:
        """Open it with the first one marked: the best that helps."""
        self.table.select(0)
        self.retranslate()
        self.opened.emit()

    def show_rows(self, rows: tuple[CouponRow, ...]) -> None:
        """Replace the list; the mark stays on the same coupon."""
        row = self.table.selected_row()
        marked = self.model.rows[row].offer.number if row is not None else ""
        self.model.show_rows(rows)
        numbers = [entry.offer.number for entry in rows]
        self.table.select(numbers.index(marked) if marked in numbers else 0)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words."""
        self.cancel.set_words(self.tr("Close"))
        rows = self.model.rows
        helping = sum(not row.offer.why_not for row in rows)
        heading = self.tr("Coupons: {count} of {all} help this basket")
        self.heading.setText(
            heading.replace("{count}", str(helping)).replace("{all}", str(len(rows)))
            if rows
            else self.tr("Coupons: none so far")
        )
        self.model.show_headings(
            (
                "",
                self.tr("Coupon"),
                self.tr("Takes off"),
                self.tr("Why not now"),
                self.tr("Good until"),
            )
        )
        self.table.setVisible(bool(rows))
        self.table.setFixedHeight(theme.px(42 + _ROW * min(len(rows), _ROWS_SHOWN)))
        self.table.viewport().update()
        self._show_marked()

    def on_step(self, step: int) -> None:
        """Mark another one."""
        self.table.move_mark(step)
        self._show_marked()

    def on_confirm(self) -> None:
        """Take the one marked, or give it back."""
        row = self._marked()
        if row is None:
            self.on_cancel()
        elif row.is_held:
            self.given_back.emit(row.offer.number)
        else:
            self.taken.emit(row.offer.number)

    def _marked(self) -> CouponRow | None:
        row = self.table.selected_row()
        return self.model.rows[row] if row is not None else None

    def _show_marked(self) -> None:
        row = self._marked()
        self.confirm.setVisible(row is not None)
        if row is None:
            self._about.setText(
                self.tr("Scan the coupon's code, here or at any time while selling.")
            )
            return
        self.confirm.set_words(self.tr("Give back") if row.is_held else self.tr("Use it"))
        self._about.setText(self._said_of(row))

    def _said_of(self, row: CouponRow) -> str:
        offer = row.offer
        why = _why_not(row)
        if row.is_held and offer.why_not:
            words = self.tr("Kept with the sale and not used so far: {why}.")
            return words.replace("{why}", why)
        if offer.why_not in member_words.UNTIL_THE_BASKET_CHANGES:
            words = self.tr("Not yet: {why}. It may be taken now and helps as soon as it can.")
            return words.replace("{why}", why)
        if offer.why_not:
            return self.tr("Cannot be used: {why}.").replace("{why}", why)
        off = formats.money(offer.worth)
        if row.is_held:
            return self.tr("In use: {off} off this basket.").replace("{off}", off)
        return self.tr("Would take {off} off this basket.").replace("{off}", off)

    def _until(self, row: CouponRow) -> str:
        return formats.local_moment(row.offer.until_ms, self._utc_offset_minutes)[:10]

    def _on_clicked(self, index: QModelIndex) -> None:
        self.table.select(index.row())
        self._show_marked()

    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.on_confirm()
