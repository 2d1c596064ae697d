"""Shelf labels: name, price, unit price, barcode or QR, in both languages on each.

``shelf_label`` says what stands on one; ``label_paper`` sets them for a receipt or label printer,
and so does ``count_slip`` the code of a stocktake.
Pages for a desk printer are painted from the same labels in ui/label_pages.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.domain.catalog import Item
from pos_app.domain.net_content import price_of_hundred
from pos_app.receipts.ean import bars, ean_digits
from pos_app.receipts.heads import centred, text
from pos_app.receipts.paper import Align, Column, Cut, Feed, Line, Paper, Part, Qr, Size
from pos_app.receipts.texts import money, unit_sign

UNIT_PRICE = "单价 Unit price"
WAS = "原价 was"
_SIGNS = {"CNY": "¥", "USD": "$", "HKD": "$", "EUR": "€"}
_BAR_DOTS = 3
_BAR_HEIGHT = 70


@dataclass(frozen=True, slots=True)
class ShelfLabel:
    """The texts of one label. ``digits`` are an EAN's, or empty: then ``sku`` stands in a QR.

    ``per`` is the unit goods are measured in, ``was`` the price before a markdown, ``unit_price``
    that of 100 grams or millilitres; each may be empty.
    """

    sku: str
    name_zh: str
    name_en: str
    price: str
    per: str
    was: str
    unit_price: str
    digits: str

    @property
    def whole_price(self) -> str:
        """The price with what it is for."""
        return f"{self.price}{self.per}"


def shelf_label(item: Item) -> ShelfLabel:
    """Say what stands on the label of an item that has a price."""
    assert item.price is not None, item.sku
    hundred = price_of_hundred(item)
    unit = unit_sign(item.unit)
    regular = item.regular_price
    is_reduced = regular is not None and item.price < regular
    return ShelfLabel(
        sku=item.sku,
        name_zh=item.name_zh,
        name_en=item.name_en,
        price=f"{_SIGNS.get(item.price.currency, '')}{money(item.price)}",
        per=f"/{unit}" if unit else "",
        was=money(regular) if is_reduced and regular is not None else "",
        unit_price=f"{money(hundred[0])}/100{hundred[1].value}" if hundred else "",
        digits=ean_digits(item.gtin) if item.gtin is not None else "",
    )


def label_paper(labels: Sequence[ShelfLabel]) -> Paper:
    """Set labels one after another, cut apart, on a roll of either width."""
    parts: list[Part] = []
    for label in labels:
        parts += _parts(label)
    return Paper("价签 Labels", tuple(parts))


def count_slip(section: str, code: str) -> Paper:
    """Set the slip that is carried to the other tills: each scans the code and is marked."""
    parts: tuple[Part, ...] = (
        centred("盘点 Stocktake", Size.DOUBLE, is_bold=True),
        centred(section, Size.DOUBLE),
        Qr(code),
        centred("请在本店其他每个收银台的销售界面扫一次"),
        centred("Scan this once at every other till,"),
        centred("on its sale screen"),
        Feed(),
        Cut(),
    )
    return Paper("盘点 Stocktake", parts)


def _parts(label: ShelfLabel) -> list[Part]:
    parts: list[Part] = [
        Line((Column(label.name_zh),), Size.TALL, is_bold=True),
        text(label.name_en),
        Line((Column(label.whole_price, Align.RIGHT),), Size.DOUBLE, is_bold=True),
    ]
    if label.was:
        parts.append(Line((Column(f"{WAS} {label.was}", Align.RIGHT),)))
    if label.unit_price:
        parts.append(Line((Column(f"{UNIT_PRICE} {label.unit_price}", Align.RIGHT),)))
    if label.digits:
        parts += [bars(label.digits, _BAR_DOTS, _BAR_HEIGHT), centred(label.digits)]
    else:
        parts += [Qr(label.sku), centred(label.sku)]
    return [*parts, Feed(), Cut()]
