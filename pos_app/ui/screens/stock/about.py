"""What the right side says of the marked line, or of the whole page."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout

from pos_app.domain.money import Money, Rounding, extend
from pos_app.domain.stock import OnHand
from pos_app.ui import formats, language, theme
from pos_app.ui.goods_rows import LISTS, GoodsRow, Page, figure, name_of
from pos_app.ui.screens.stock.tables import GoodsTables
from pos_app.ui.widgets.label import ElidedLabel, FittedAmount, wrapped_label
from pos_app.ui.widgets.qr_code import QrCode

_CODE_SIDE = 132
Rows = Sequence[GoodsRow]


class AboutCard(QFrame):
    """A name, a figure, and a sentence or two; the code of a count for the other tills."""

    def __init__(self, tables: GoodsTables) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._tables = tables
        self._utc_offset_minutes = 0
        self._left = 0
        self._title, self._partner, self._has_code = "", "", False
        self.heading = ElidedLabel("heading")
        self.figure = FittedAmount("total", 40)
        self.words = wrapped_label("caption")
        self.code = QrCode(_CODE_SIDE)
        self.code.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10))
        layout.setSpacing(theme.px(2))
        layout.addWidget(self.heading)
        layout.addWidget(self.figure)
        layout.addWidget(self.words)
        layout.addWidget(self.code)
        layout.addStretch(1)

    def show_time_zone(self, utc_offset_minutes: int) -> None:
        """Say by which time figures are shown."""
        self._utc_offset_minutes = utc_offset_minutes

    def show_left(self, left: int) -> None:
        """Say how many sales are not in the figures yet."""
        self._left = left

    def show_task(self, title: str, partner: str, code: str) -> None:
        """Say what is at hand."""
        self._title, self._partner, self._has_code = title, partner, bool(code)
        self.code.show_text(code)

    def show_row(self, page: Page, rows: Rows, row: GoodsRow | None) -> None:
        """Say it of a page and its marked row."""
        sayers: dict[Page, Callable[[Rows, GoodsRow | None], tuple[str, str, str]]] = {
            Page.ON_HAND: self._on_hand,
            Page.DELIVERY: self._delivery,
            Page.COUNT: self._count,
            Page.REVIEW: self._review,
            Page.LOW: self._low,
            Page.NEGATIVE: self._negative,
            Page.EXPIRY: self._expiry,
            Page.MISSING: self._missing,
            Page.LABELS: self._labels,
        }
        heading, number, words = sayers[page](rows, row)
        if self._left:
            left = self.tr("{left} sales are not in these figures yet.")
            words = language.in_a_row((left.replace("{left}", str(self._left)), words))
        self.code.setVisible(self._has_code and page is Page.COUNT)
        self.heading.setText(heading)
        self.figure.setText(number)
        self.words.setText(words)

    def _on_hand(self, _rows: Rows, row: GoodsRow | None) -> tuple[str, str, str]:
        if row is None or row.on_hand is None:
            return self.tr("On hand"), "", self.tr("Scan an item, or type its name or initials.")
        return name_of(row), figure(row.on_hand.thousandths, row.unit), self._basis(row)

    def _basis(self, row: GoodsRow) -> str:
        on_hand = row.on_hand
        assert on_hand is not None
        words = [self._whose(on_hand).replace("{rests_on}", self._tables.rests_on(row))]
        if on_hand.is_provisional:
            words.append(self.tr("Its last count is not settled: a till's rows are to come."))
        if on_hand.is_doubtful:
            words.append(self.tr("It moved while it was counted, or was counted twice at a time."))
        if on_hand.unmarked:
            unmarked = self.tr("Till {tills} scanned no code of the count: taken by the clock.")
            words.append(unmarked.replace("{tills}", ", ".join(on_hand.unmarked)))
        if on_hand.is_negative:
            words.append(self.tr("Below zero: receive what came, or count it."))
        return language.in_a_row(words)

    def _whose(self, on_hand: OnHand) -> str:
        """Say which tills are in a figure, and until when."""
        words = self.tr("{rests_on}. At {time}, by what moved at till {tills}; not other tills.")
        if on_hand.told_ms is not None:
            words = self.tr(
                "{rests_on}. The whole store, tills {tills}: the others as head office knew them "
                "at {told}, this one until {time}."
            )
            told = formats.local_moment(on_hand.told_ms, self._utc_offset_minutes)
            words = words.replace("{told}", told)
        time = formats.local_time(on_hand.as_of_ms, self._utc_offset_minutes)
        words = words.replace("{time}", time)
        return words.replace("{tills}", ", ".join(on_hand.tills))

    def _delivery(self, rows: Rows, _row: GoodsRow | None) -> tuple[str, str, str]:
        if not self._title:
            return self.tr("Deliveries"), "", self.tr("F2 begins one, or takes one up again.")
        met = sum(row.found is not None for row in rows)
        differing = sum(bool(row.difference) for row in rows)
        words = self.tr(
            "{met} of {all} lines met, {differing} differ. Scans count up; a number and F6 sets "
            "how many, a number and F10 the cost. F9 records."
        )
        for name, value in (("met", met), ("all", len(rows)), ("differing", differing)):
            words = words.replace(f"{{{name}}}", str(value))
        return f"{self._title} {self._partner}".strip(), f"{met} / {len(rows)}", words

    def _count(self, rows: Rows, _row: GoodsRow | None) -> tuple[str, str, str]:
        if not self._title:
            return self.tr("Stocktake"), "", self.tr("F3 begins a section, or takes one up again.")
        again = sum(row.is_again for row in rows)
        words = self.tr(
            "{items} items, {again} to count again. Scans add up; a number and F6 is how many in "
            "all, F6 alone begins the item anew."
        )
        others = self.tr("Every other till scans this code once, on its sale screen:")
        if self._partner:
            others = self.tr("Each of the tills {tills} scans this code once, on its sale screen:")
        words = language.in_a_row((words.replace("{again}", str(again)), others))
        words = words.replace("{tills}", self._partner).replace("{items}", str(len(rows)))
        section = self.tr("Stocktake {section}").replace("{section}", self._title)
        return section, str(len(rows)), words

    def _review(self, rows: Rows, _row: GoodsRow | None) -> tuple[str, str, str]:
        differing = [row for row in rows if row.difference]
        worth = _worth(differing)
        words = self.tr("{differing} of {all} items differ. F9 adjusts the books.")
        words = words.replace("{differing}", str(len(differing)))
        before_and_after = self.tr("Before and after")
        return (
            f"{before_and_after} {self._title}".strip(),
            worth,
            words.replace("{all}", str(len(rows))),
        )

    def _low(self, rows: Rows, row: GoodsRow | None) -> tuple[str, str, str]:
        heading = self._listed(Page.LOW, self.tr("Low stock"), rows)
        if row is None or row.reorder is None:
            return heading, "", self.tr("Nothing runs out soon.")
        low, policy = row.reorder, row.reorder.policy
        words = self.tr(
            "{name}: {sold} sold here on {days} trading days of the last {back}. Order this for "
            "{cover} days and {lead} until it comes, in packs of {pack}. A number and F6 or F10 "
            "changes the days."
        )
        for name, value in (
            ("name", name_of(row)),
            ("sold", figure(low.sold, row.unit)),
            ("days", low.trading_days),
            ("back", policy.look_back_days),
            ("cover", policy.cover_days),
            ("lead", policy.lead_days),
            ("pack", figure(low.pack, row.unit)),
        ):
            words = words.replace(f"{{{name}}}", str(value))
        return heading, figure(low.suggested, row.unit), words

    def _negative(self, rows: Rows, row: GoodsRow | None) -> tuple[str, str, str]:
        heading = self._listed(Page.NEGATIVE, self.tr("Below zero"), rows)
        if row is None or row.on_hand is None:
            return heading, "", self.tr("No figure is below zero.")
        return heading, figure(row.on_hand.thousandths, row.unit), self._basis(row)

    def _expiry(self, rows: Rows, row: GoodsRow | None) -> tuple[str, str, str]:
        heading = self._listed(Page.EXPIRY, self.tr("Near the last day"), rows)
        if row is None or row.expiring is None:
            return heading, "", self.tr("No lot is near its last day.")
        words = self.tr("What expires first is taken to be sold first; F7 writes off what is left.")
        return heading, figure(row.expiring.left, row.unit), words

    def _missing(self, rows: Rows, row: GoodsRow | None) -> tuple[str, str, str]:
        words = self.tr(
            "Scanned or looked for in the last 14 days while the books had none; at most once an "
            "hour each."
        )
        heading = self._listed(Page.MISSING, self.tr("Asked for, not there"), rows)
        return heading, str(row.times) if row else "", words

    def _listed(self, page: Page, title: str, rows: Rows) -> str:
        """Name a list, how many are in it, and which of the lists it is."""
        return f"{title} ({len(rows)}) · {LISTS.index(page) + 1}/{len(LISTS)}"

    def _labels(self, rows: Rows, _row: GoodsRow | None) -> tuple[str, str, str]:
        words = self.tr("Scan what needs a label. F9 prints on the roll, F10 writes A4 pages.")
        return self.tr("Shelf labels"), str(len(rows)), words


def _worth(rows: Rows) -> str:
    """Add up what differs, at the price on the shelf."""
    total: Money | None = None
    for row in rows:
        price = row.item.price if row.item else None
        if price is not None and row.difference:
            worth = extend(price, row.difference, Rounding.HALF_UP)
            total = worth if total is None else total + worth
    return formats.money(total) if total is not None else ""
