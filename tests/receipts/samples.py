"""Dealings of an ordinary afternoon, worked out by the product's own pricing and settlement."""

from dataclasses import replace
from pathlib import Path

from pos_app.domain import settlement
from pos_app.domain.catalog import Item, TaxGroup
from pos_app.domain.identifiers import (
    BusinessDate,
    OperatorId,
    ReceiptNumber,
    StoreId,
    TransactionId,
    WorkstationId,
)
from pos_app.domain.money import Money, Rounding
from pos_app.domain.pricing.engine import price
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.quantity import Quantity, Unit
from pos_app.domain.report import (
    CashFigures,
    ControlFigures,
    DiscountFigure,
    Figures,
    GrandTotals,
    KindFigure,
    TaxFigure,
    TenderFigure,
    XReport,
    ZReport,
)
from pos_app.domain.returns import ReturnableLine, ReturnableSale, make_return_line, reverse
from pos_app.domain.settlement import CompletedTransaction, JournalPosition, Settlement
from pos_app.domain.shift import Shift
from pos_app.domain.shop import CashRounding, Reason, ReasonFor, StoreProfile
from pos_app.domain.tender import CardSlip, TenderType
from pos_app.domain.transaction import (
    Discount,
    Entry,
    PriceOverride,
    RetailTransaction,
    SaleLine,
    TransactionKind,
)
from pos_app.receipts.heads import Letterhead
from pos_app.receipts.logo import load_logo

V13 = TaxGroup("V13", 130_000)
V9 = TaxGroup("V9", 90_000)
V6 = TaxGroup("V6", 60_000)
V0 = TaxGroup("V0", 0)
X13 = TaxGroup("X13", 130_000, is_inclusive=False)

WANG = OperatorId("op-1002")
DATE = BusinessDate("2026-11-21")
SOLD_MS = 1_795_261_320_000  # 2026-11-21 19:42 in Shanghai
POSITION = JournalPosition(1, 3, bytes.fromhex("6655b84486745e4c") + bytes(24))
LOGO = Path(__file__).resolve().parents[2] / "resources" / "images" / "logo.png"

STORE = StoreProfile(
    store=StoreId("S12"),
    workstation=WorkstationId("T03"),
    name_zh="悦选便利 人民路店",
    name_en="Yuexuan Mart, Renmin Road",
    address_zh="海州市人民路 128 号一层",
    address_en="Ground floor, 128 Renmin Road, Haizhou",
    phone="0518-5550 0188",
    tax_registration="91320700MA0000000X",
    receipt_footer_zh="谢谢惠顾，七日内凭小票退换",
    receipt_footer_en="Thank you. Returns within 7 days with this receipt.",
    currency="CNY",
    cash_rounding=CashRounding(10, Rounding.DOWN),
    denominations=(10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10),
    quick_notes=(10_000, 5_000, 2_000, 1_000),
    tax_groups=(V13, V9, V6, V0, X13),
    reasons=(
        Reason("member_day", ReasonFor.DISCOUNT, "会员日", "Member day"),
        Reason("near_expiry", ReasonFor.DISCOUNT, "临期", "Near expiry"),
        Reason("damaged", ReasonFor.RETURN, "商品破损", "Damaged"),
        Reason("price_match", ReasonFor.PRICE_OVERRIDE, "价格匹配", "Price match"),
        Reason("left_shop", ReasonFor.VOID, "顾客离开", "Customer left"),
        Reason("change_notes", ReasonFor.NO_SALE, "换零钱", "Change a note"),
        Reason("supplies", ReasonFor.PAID_OUT, "购买办公用品", "Supplies"),
        Reason("too_much_cash", ReasonFor.TENDER_PICKUP, "钱箱现金过多", "Too much cash"),
    ),
)

WATER = Item("10001", "山溪饮用天然水 550ml", "Shanxi Spring Water 550ml", (), V13, Unit.EACH,
             Money(200))  # fmt: skip
APPLES = Item("20001", "红富士苹果", "Fuji apples", (), V9, Unit.KILOGRAM, Money(1_198))
LONG = Item("10002", "阿婆手工黑芝麻花生核桃燕麦八宝粥礼盒装十二罐 12×360g",
            "Granny's Handmade Black Sesame, Peanut, Walnut and Oat Porridge Gift Box 12×360g",
            (), V13, Unit.EACH, Money(8_990))  # fmt: skip
BOOK = Item("30001", "小学生字典", "School dictionary", (), V0, Unit.EACH, Money(2_550))
DELIVERY = Item("90001", "送货服务", "Delivery", (), V6, Unit.EACH, Money(1_000))
EXPORT = Item("40001", "商务礼盒（价外税）", "Business gift box (plus tax)", (), X13, Unit.EACH,
              Money(10_000))  # fmt: skip


def letterhead(language: str, *, with_logo: bool = False) -> Letterhead:
    """The demo store's head; without the logo, which is dots and not text."""
    return Letterhead(STORE, language, 8 * 60, load_logo(LOGO) if with_logo else None)


def open_dealing() -> RetailTransaction:
    """A dealing with nothing in it."""
    return RetailTransaction(
        TransactionId(bytes(16)), WANG, DATE, 7, SOLD_MS - 90_000, STORE.currency
    )


def sell(dealing: RetailTransaction, item: Item, thousandths: int = 1000) -> RetailTransaction:
    """Ring an item up at its shelf price."""
    assert item.price
    line = SaleLine(
        dealing.next_line_number, item, Quantity(thousandths), item.price, Entry.SCANNED
    )
    return dealing.add_line(line)


def full_basket() -> PricedTransaction:
    """Everything a receipt can show in its lines."""
    dealing = sell(open_dealing(), WATER, 3_000)
    dealing = sell(dealing, APPLES, 1_256)
    dealing = sell(dealing, LONG)
    dealing = sell(dealing, BOOK)
    dealing = sell(dealing, DELIVERY)
    dealing = sell(dealing, WATER).void_line(6)
    dealing = dealing.discount_line(2, Discount("near_expiry", WANG, rate_ppm=200_000))
    dealing = dealing.discount_line(3, Discount("member_day", WANG, amount=Money(500)))
    dealing = dealing.override_price(4, PriceOverride(Money(2_400), "price_match", WANG))
    dealing = dealing.annotate(3, "礼品袋两个")
    dealing = dealing.discount(Discount("member_day", WANG, rate_ppm=50_000))
    return price(dealing)


def exclusive_basket() -> PricedTransaction:
    """Prices without tax, and one with it."""
    return price(sell(sell(open_dealing(), EXPORT, 2_000), WATER))


def finish(
    priced: PricedTransaction, settled: Settlement, number: int = 42, **changes: object
) -> CompletedTransaction:
    """Record what was settled."""
    tendered = priced.transaction.with_tenders(settled.tenders)
    completed = CompletedTransaction(
        replace(priced, transaction=tendered),
        ReceiptNumber("S12", "T03", number),
        SOLD_MS,
        settled.rounding,
        settled.change,
        POSITION,
        "王芳",
    )
    return replace(completed, **changes)


def cash_sale(number: int = 42, **changes: object) -> CompletedTransaction:
    """The full basket, paid with two notes."""
    priced = full_basket()
    return finish(
        priced, settlement.take_cash(priced, Money(20_000), STORE.cash_rounding), number, **changes
    )


def mixed_sale() -> CompletedTransaction:
    """Business prices; part by card, the rest in cash."""
    priced = exclusive_basket()
    slip = CardSlip("银联", "1234", "A09X71")
    first = settlement.take_card(priced, Money(15_000), slip)
    begun = replace(priced, transaction=priced.transaction.with_tenders(first.tenders))
    return finish(begun, settlement.take_cash(begun, Money(10_000), STORE.cash_rounding), 100)


def returned() -> CompletedTransaction:
    """Two bottles and half a kilogram of the cash sale come back."""
    sale = cash_sale()
    shares = settlement.rounding_shares(sale.priced, sale.rounding)
    lines = tuple(
        ReturnableLine(line, share, Quantity(0), Money(0), Money(0))
        for line, share in zip(sale.priced.lines, shares, strict=True)
    )
    returnable = ReturnableSale(sale, lines)
    dealing = open_dealing()
    for number, thousandths in ((1, 2_000), (2, 500)):
        dealing = dealing.add_line(
            make_return_line(
                returnable, number, Quantity(thousandths), "damaged", dealing.next_line_number
            )
        )
    priced = price(dealing)
    due = settlement.cash_due(priced, STORE.cash_rounding)
    return finish(priced, settlement.take_cash(priced, due, STORE.cash_rounding), 43)


def returned_to_card() -> CompletedTransaction:
    """The gift box comes back, and with it its share of the small change once let off."""
    sale = cash_sale()
    shares = settlement.rounding_shares(sale.priced, sale.rounding)
    lines = tuple(
        ReturnableLine(line, share, Quantity(0), Money(0), Money(0))
        for line, share in zip(sale.priced.lines, shares, strict=True)
    )
    line = make_return_line(ReturnableSale(sale, lines), 3, Quantity(1_000), "damaged", 1)
    priced = price(open_dealing().add_line(line))
    slip = CardSlip("VISA", "4242", "77B100")
    return finish(priced, settlement.take_card(priced, priced.due, slip), 46)


def price_coded_sale() -> CompletedTransaction:
    """Goods whose label carries the price: weighed, and by the piece."""
    dealing = open_dealing()
    for item, thousandths, fixed in ((APPLES, 738, 884), (BOOK, 1_000, 1_990)):
        assert item.price
        dealing = dealing.add_line(
            SaleLine(
                dealing.next_line_number,
                item,
                Quantity(thousandths),
                item.price,
                Entry.SCANNED,
                fixed_price=Money(fixed),
            )
        )
    priced = price(dealing)
    return finish(priced, settlement.take_cash(priced, Money(2_870), STORE.cash_rounding), 47)


def exchanged() -> CompletedTransaction:
    """A dictionary against a bottle of water that comes back."""
    dealing = returned().priced.transaction
    dealing = replace(dealing, lines=dealing.lines[:1], tenders=())
    priced = price(sell(dealing, BOOK))
    return finish(priced, settlement.take_cash(priced, Money(5_000), STORE.cash_rounding), 44)


def post_voided() -> CompletedTransaction:
    """The cash sale, cancelled."""
    sale = cash_sale()
    mirrored = reverse(sale, WANG)
    return CompletedTransaction(
        mirrored,
        ReceiptNumber("S12", "T03", 45),
        SOLD_MS + 60_000,
        -sale.rounding,
        -sale.change,
        POSITION,
        "王芳",
    )


def shift(*, is_closed: bool = True) -> Shift:
    """A day's shift of one cashier."""
    closed = SOLD_MS + 7_200_000 if is_closed else None
    return Shift(7, WANG, "王芳", DATE, SOLD_MS - 28_800_000, Money(50_000), closed)


def x_report(*, is_training: bool = False) -> XReport:
    """A day with everything in it."""
    figures = Figures(
        currency="CNY",
        kinds=(
            KindFigure(TransactionKind.SALE, 187, Money(1_284_530)),
            KindFigure(TransactionKind.RETURN, 3, Money(-8_620)),
            KindFigure(TransactionKind.POST_VOID, 1, Money(-13_009)),
        ),
        gross=Money(1_301_204),
        discounts=(
            DiscountFigure("member_day", 41, Money(27_155)),
            DiscountFigure("near_expiry", 9, Money(11_148)),
        ),
        taxes=(
            TaxFigure("V13", 130_000, True, Money(900_000), Money(103_540)),
            TaxFigure("V9", 90_000, True, Money(302_901), Money(25_010)),
            TaxFigure("V0", 0, True, Money(40_000), Money(0)),
            TaxFigure("X13", 130_000, False, Money(17_699), Money(2_301)),
        ),
        tenders=(
            TenderFigure(TenderType.CASH, 120, Money(1_200_000), Money(303_210)),
            TenderFigure(TenderType.CARD, 71, Money(370_000), Money(4_120)),
        ),
        rounding=Money(-231),
        cash=CashFigures(Money(50_000), Money(20_000), Money(500_000), Money(0), Money(3_580)),
        control=ControlFigures(6, Money(4_310), 2, 5, 3, 4),
        first_receipt=ReceiptNumber("S12", "T03", 101),
        last_receipt=ReceiptNumber("S12", "T03", 291),
    )
    figures.check()
    return XReport(
        STORE.store,
        STORE.workstation,
        DATE,
        shift(),
        figures,
        SOLD_MS + 7_200_000,
        POSITION,
        GrandTotals(Money(98_123_456), Money(101_020_304)),
        is_training,
    )


def z_report() -> ZReport:
    """The same day, closed, two yuan short."""
    x = x_report()
    counts = ((10_000, 40), (5_000, 9), (1_000, 12), (100, 17), (50, 1), (10, 6))
    counted = sum(value * pieces for value, pieces in counts)
    return ZReport(x, 19, Money(counted), counts, (shift(),))


def z_day() -> ZReport:
    """The day over that one shift: it has no shift of its own, and is counted by its shifts."""
    report = z_report()
    return replace(report, x=replace(report.x, shift=None), counts=())
