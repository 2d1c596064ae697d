"""The tables of the room for goods: one for each page, over the same kind of row."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pos_app.domain.money import Rounding, extend
from pos_app.domain.stock import Confidence
from pos_app.ui import formats
from pos_app.ui.goods_rows import GoodsRow, Page, code_of, figure, name_of, signed
from pos_app.ui.widgets.table import RIGHT, Column, SnapshotModel

Model = SnapshotModel[GoodsRow]
Columns = tuple[Column[GoodsRow], ...]

_NAME: Column[GoodsRow] = Column(0, name_of, is_strong=True)
_CODE: Column[GoodsRow] = Column(170, code_of)


class GoodsTables(QObject):
    """Makes the models, and says their headings and cells in the language spoken now."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        columns = self._task_columns() | self._list_columns()
        self.models: dict[Page, Model] = {
            page: SnapshotModel(of_page, parent) for page, of_page in columns.items()
        }

    def _task_columns(self) -> dict[Page, Columns]:
        return {
            Page.ON_HAND: (
                _NAME,
                _CODE,
                Column(130, self._on_hand, RIGHT, is_strong=True),
                Column(170, self._confidence),
                Column(110, self._price, RIGHT),
            ),
            Page.DELIVERY: (
                _NAME,
                Column(216, self._lot),
                Column(90, self._expected, RIGHT),
                Column(90, self._found, RIGHT, is_strong=True),
                Column(90, self._difference, RIGHT, is_strong=True),
                Column(96, self._cost, RIGHT),
            ),
            Page.COUNT: (
                _NAME,
                _CODE,
                Column(120, self._found, RIGHT, is_strong=True),
                Column(260, self._again),
            ),
            Page.REVIEW: (
                _NAME,
                Column(120, self._before, RIGHT),
                Column(120, self._found, RIGHT),
                Column(120, self._difference, RIGHT, is_strong=True),
                Column(130, self._worth, RIGHT),
            ),
            Page.LABELS: (_NAME, _CODE, Column(130, self._price, RIGHT, is_strong=True)),
        }

    def _list_columns(self) -> dict[Page, Columns]:
        return {
            Page.LOW: (
                _NAME,
                Column(110, self._on_hand, RIGHT, is_strong=True),
                Column(110, self._lasts, RIGHT),
                Column(130, self._sold, RIGHT),
                Column(120, self._suggested, RIGHT, is_strong=True),
            ),
            Page.NEGATIVE: (
                _NAME,
                _CODE,
                Column(130, self._on_hand, RIGHT, is_strong=True),
                Column(170, self._confidence),
            ),
            Page.EXPIRY: (
                _NAME,
                Column(140, self._batch),
                Column(130, self._last_day),
                Column(150, self._days_left, is_strong=True),
                Column(100, self._left, RIGHT, is_strong=True),
            ),
            Page.MISSING: (
                _NAME,
                _CODE,
                Column(130, self._times, RIGHT, is_strong=True),
                Column(130, self._on_hand, RIGHT),
            ),
        }

    def retranslate(self) -> None:
        """Name the columns."""
        item, code = self.tr("Item"), self.tr("Code")
        on_hand, rests_on = self.tr("On hand"), self.tr("Rests on")
        headings = {
            Page.ON_HAND: (item, code, on_hand, rests_on, self.tr("Price")),
            Page.DELIVERY: (
                item,
                self.tr("Lot, last day"),
                self.tr("Expected"),
                self.tr("Arrived"),
                self.tr("Differs"),
                self.tr("Unit cost"),
            ),
            Page.COUNT: (item, code, self.tr("Counted"), ""),
            Page.REVIEW: (
                item,
                self.tr("In the books"),
                self.tr("Counted"),
                self.tr("Differs"),
                self.tr("At shelf price"),
            ),
            Page.LOW: (
                item,
                on_hand,
                self.tr("Lasts"),
                self.tr("Sold lately"),
                self.tr("Order"),
            ),
            Page.NEGATIVE: (item, code, on_hand, rests_on),
            Page.EXPIRY: (
                item,
                self.tr("Lot"),
                self.tr("Last day"),
                self.tr("Days left"),
                self.tr("Left"),
            ),
            Page.MISSING: (item, code, self.tr("Asked for"), on_hand),
            Page.LABELS: (item, code, self.tr("Price")),
        }
        for page, words in headings.items():
            self.models[page].show_headings(words)

    def rests_on(self, row: GoodsRow) -> str:
        """Say in a few words what a figure rests on."""
        return self._confidence(row)

    def _on_hand(self, row: GoodsRow) -> str:
        return figure(row.on_hand.thousandths, row.unit) if row.on_hand else ""

    def _confidence(self, row: GoodsRow) -> str:
        if row.on_hand is None:
            return ""
        confidence, days = row.on_hand.confidence, row.on_hand.days_since_count
        if confidence is Confidence.COUNTED and not days:
            return self.tr("Counted today")
        words = {
            Confidence.DOUBTFUL: self.tr("Count it again"),
            Confidence.UNSETTLED: self.tr("Count unsettled"),
            Confidence.COUNTED: self.tr("Counted {days} d ago"),
            Confidence.COUNTED_LONG_AGO: self.tr("Old count, {days} d"),
            Confidence.RECEIVED: self.tr("Never counted"),
            Confidence.NEVER_SEEN: self.tr("Sales only"),
        }
        return words[confidence].replace("{days}", str(days))

    def _price(self, row: GoodsRow) -> str:
        return formats.money(row.item.price) if row.item and row.item.price else ""

    def _lot(self, row: GoodsRow) -> str:
        return " ".join(part for part in (row.lot, row.expires_on) if part)

    def _expected(self, row: GoodsRow) -> str:
        return figure(row.expected, row.unit)

    def _found(self, row: GoodsRow) -> str:
        return figure(row.found, row.unit)

    def _difference(self, row: GoodsRow) -> str:
        return signed(row.difference, row.unit)

    def _cost(self, row: GoodsRow) -> str:
        return formats.money(row.cost) if row.cost is not None else ""

    def _again(self, row: GoodsRow) -> str:
        if row.has_moved:
            return self.tr("Count again: it was sold meanwhile")
        if row.found is None:
            return self.tr("Not met yet: count it, or enter 0")
        return self.tr("Count once more") if row.is_again else ""

    def _before(self, row: GoodsRow) -> str:
        return figure(row.before, row.unit)

    def _worth(self, row: GoodsRow) -> str:
        price = row.item.price if row.item else None
        if price is None or not row.difference:
            return ""
        return formats.money(extend(price, row.difference, Rounding.HALF_UP))

    def _lasts(self, row: GoodsRow) -> str:
        days = row.reorder.days_of_cover if row.reorder else None
        return "" if days is None else self.tr("{days} d").replace("{days}", str(days))

    def _sold(self, row: GoodsRow) -> str:
        return figure(row.reorder.sold, row.unit) if row.reorder else ""

    def _suggested(self, row: GoodsRow) -> str:
        return figure(row.reorder.suggested, row.unit) if row.reorder else ""

    def _batch(self, row: GoodsRow) -> str:
        return row.expiring.lot if row.expiring else ""

    def _last_day(self, row: GoodsRow) -> str:
        return row.expiring.expires_on if row.expiring else ""

    def _days_left(self, row: GoodsRow) -> str:
        days = row.days_left
        if days is None:
            return ""
        if days == 0:
            return self.tr("Today")
        words = self.tr("{days} d past") if days < 0 else self.tr("{days} d")
        return words.replace("{days}", str(abs(days)))

    def _left(self, row: GoodsRow) -> str:
        return figure(row.expiring.left, row.unit) if row.expiring else ""

    def _times(self, row: GoodsRow) -> str:
        return self.tr("{times} times").replace("{times}", str(row.times))
