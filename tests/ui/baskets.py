"""Baskets made of real domain objects, for looking at the screens without a store."""

from dataclasses import replace

from pos_app.domain.catalog import Item, TaxGroup
from pos_app.domain.identifiers import BusinessDate, OperatorId, ReceiptNumber, TransactionId
from pos_app.domain.money import Money
from pos_app.domain.pricing.engine import price
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.quantity import Quantity, Unit
from pos_app.domain.settlement import CompletedTransaction, JournalPosition
from pos_app.domain.transaction import (
    Discount,
    Entry,
    OriginalLine,
    PriceOverride,
    RetailTransaction,
    ReturnLine,
    SaleLine,
)
from pos_app.ui.widgets.reason_picker import Choice

V13, V9 = TaxGroup("V13", 130_000), TaxGroup("V9", 90_000)
WHO = OperatorId("op-1007")

REASONS = (
    Choice("NEAR_DATE", "临期", "Near its date"),
    Choice("DAMAGED", "包装破损", "Damaged packaging"),
    Choice("PRICE_MATCH", "同城比价", "Price match"),
    Choice("LABEL", "价签不符", "Shelf label differs"),
)

GOODS = (
    ("泉源 饮用天然水 550ml", "Quanyuan spring water 550 ml", 200, 2000, Unit.EACH, V13),
    (
        "牧歌 纯牛奶 250ml×16 礼盒",
        "Muge whole milk 250 ml × 16 gift box",
        5990,
        1000,
        Unit.EACH,
        V9,
    ),
    (
        "康禾 红烧牛肉面 五连包",
        "Kanghe braised beef noodles, pack of 5",
        1450,
        3000,
        Unit.EACH,
        V13,
    ),
    ("脆乐 薯片 原味 75g", "Cuile crisps, original 75 g", 780, 2000, Unit.EACH, V13),
    ("散装 红富士苹果", "Loose Fuji apples", 996, 1256, Unit.KILOGRAM, V9),
    ("柔度 抽纸 3层130抽×6", "Roudu tissues 3-ply 130 × 6", 1890, 1000, Unit.EACH, V13),
    ("海浪 啤酒 经典 500ml", "Hailang classic beer 500 ml", 450, 6000, Unit.EACH, V13),
    (
        "超长名称 云南高原蓝莓鲜果礼盒装 125g×12盒 顺丰冷链 送礼佳品 当季新鲜",
        "A very long name: Yunnan highland blueberries, gift box of twelve 125 g punnets, chilled",
        16800,
        1000,
        Unit.EACH,
        V9,
    ),
)


def an_item(number: int, row: tuple[str, str, int, int, Unit, TaxGroup]) -> Item:
    name_zh, name_en, price_minor, _, unit, group = row
    return Item(
        sku=f"SKU{number:05d}",
        name_zh=name_zh,
        name_en=name_en,
        category=("食品",),
        tax_group=group,
        unit=unit,
        price=Money(price_minor),
        gtin=2_000_000_000_000 + number * 17,
    )


def an_empty_transaction() -> RetailTransaction:
    return RetailTransaction(
        id=TransactionId(bytes(16)),
        operator=WHO,
        business_date=BusinessDate("2026-11-21"),
        shift=1,
        opened_ms=0,
        currency="CNY",
    )


def a_transaction(lines: int = 8) -> RetailTransaction:
    transaction = an_empty_transaction()
    for number in range(1, lines + 1):
        row = GOODS[(number - 1) % len(GOODS)]
        item = an_item(number, row)
        assert item.price is not None
        line = SaleLine(number, item, Quantity(row[3]), item.price, Entry.SCANNED)
        transaction = transaction.add_line(line)
    return transaction


def a_basket(lines: int = 8) -> PricedTransaction:
    return price(a_transaction(lines))


def a_lively_basket() -> PricedTransaction:
    """A basket with everything a line may be: discounted, overridden, noted, voided, returned."""
    transaction = a_transaction(8)
    transaction = transaction.discount_line(2, Discount("NEAR_DATE", WHO, rate_ppm=250_000))
    transaction = transaction.override_price(3, PriceOverride(Money(1200), "LABEL", WHO))
    transaction = transaction.annotate(4, "不要袋子")
    transaction = transaction.void_line(6)
    item = an_item(99, GOODS[0])
    transaction = transaction.add_line(
        ReturnLine(
            number=9,
            item=item,
            quantity=Quantity(1000),
            net=Money(200),
            tax=Money(23),
            rounding=Money(0),
            reason_code="DAMAGED",
            original=OriginalLine(ReceiptNumber("S12", "T03", 41), 1),
        )
    )
    return price(transaction.discount(Discount("PRICE_MATCH", WHO, amount=Money(500))))


def a_completed(change_minor: int = 3168) -> CompletedTransaction:
    return CompletedTransaction(
        priced=replace(a_lively_basket()),
        receipt=ReceiptNumber("S12", "T03", 128),
        completed_ms=1_795_000_000_000,
        rounding=Money(0),
        change=Money(change_minor),
        position=JournalPosition(1, 400, bytes(32)),
        operator_name="李晓雯",
    )
