"""Random transactions: items of every tax group and unit, discounts, voids, returned goods."""

from dataclasses import replace

from hypothesis import strategies as st

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
from pos_app.domain.pricing.engine import StoreRounding, price
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.quantity import Quantity, Unit
from pos_app.domain.returns import ReturnableLine, ReturnableSale, sold_lines
from pos_app.domain.settlement import CompletedTransaction, JournalPosition, rounding_shares
from pos_app.domain.shop import CashRounding
from pos_app.domain.transaction import (
    Discount,
    Entry,
    Line,
    Lot,
    PriceOverride,
    RetailTransaction,
    ReturnLine,
    SaleLine,
)

OPERATOR = OperatorId("op1")
STORE, WORKSTATION = StoreId("S12"), WorkstationId("T03")
RECEIPT = ReceiptNumber("S12", "T03", 1)
GROUPS = (
    TaxGroup("V13", 130_000),
    TaxGroup("V9", 90_000),
    TaxGroup("V0", 0),
    TaxGroup("X13", 130_000, is_inclusive=False),
    TaxGroup("X6", 60_000, is_inclusive=False),
)


def an_item(
    price_minor: int | None = 200, group: TaxGroup = GROUPS[0], unit: Unit = Unit.EACH
) -> Item:
    price = None if price_minor is None else Money(price_minor)
    return Item("W1", "水", "Water", (), group, unit, price)


def a_transaction(*lines: Line, discounts: tuple[Discount, ...] = ()) -> RetailTransaction:
    return RetailTransaction(
        id=TransactionId(bytes(16)),
        operator=OPERATOR,
        business_date=BusinessDate("2026-11-21"),
        shift=1,
        opened_ms=0,
        currency="CNY",
        lines=tuple(replace(line, number=at) for at, line in enumerate(lines, 1)),
        discounts=discounts,
    )


def a_sale(item: Item, thousandths: int = 1000) -> SaleLine:
    return SaleLine(1, item, Quantity(thousandths), item.price or Money(0), Entry.SCANNED)


def complete(priced: PricedTransaction, rounding: Money) -> CompletedTransaction:
    """Finish a transaction on paper; how it was tendered does not matter here."""
    return CompletedTransaction(
        priced=priced,
        receipt=RECEIPT,
        completed_ms=0,
        rounding=rounding,
        change=Money(0),
        position=JournalPosition(1, 1, bytes(32)),
        operator_name="",
    )


def returnable(sold: CompletedTransaction) -> ReturnableSale:
    """Open a finished transaction of which nothing has come back."""
    shares = rounding_shares(sold.priced, sold.rounding)
    share_of = dict(zip((line.line.number for line in sold.priced.lines), shares, strict=True))
    nothing = (Quantity(0), Money(0), Money(0))
    lines = (
        ReturnableLine(line, share_of[line.line.number], *nothing) for line in sold_lines(sold)
    )
    return ReturnableSale(sold, tuple(lines))


roundings = st.sampled_from(Rounding)
policies = st.builds(CashRounding, st.sampled_from([1, 5, 10, 100]), roundings)
prices = st.integers(0, 5_000) | st.integers(0, 99_999_999)
items = st.builds(
    an_item, prices, st.sampled_from(GROUPS), st.sampled_from([Unit.EACH, Unit.KILOGRAM])
)
discounts = st.one_of(
    st.builds(
        lambda rate: Discount("GOODWILL", OPERATOR, rate_ppm=rate), st.integers(1, 1_000_000)
    ),
    st.builds(
        lambda minor: Discount("STAFF", OPERATOR, amount=Money(minor)),
        st.integers(1, 300) | st.integers(1, 99_999_999),
    ),
)


words = st.text("abc 苹果\"'\\\n%", max_size=9)


@st.composite
def sale_lines(draw: st.DrawFn) -> SaleLine:
    item = draw(items)
    whole = st.integers(1, 20).map(lambda pieces: pieces * 1000)
    thousandths = draw(st.integers(1, 30_000) if item.unit.is_measured else whole)
    line = a_sale(item, thousandths)
    fixed = draw(st.none() | st.none() | st.integers(0, 100_000).map(Money))
    given = draw(st.lists(discounts, max_size=2).map(tuple))
    override = draw(
        st.none() | st.builds(PriceOverride, prices.map(Money), words, st.just(OPERATOR))
    )
    if override is not None:
        line = replace(line, price_override=override, unit_price=override.unit_price)
    return replace(
        line,
        fixed_price=None if override else fixed,
        discounts=given,
        is_voided=draw(st.integers(0, 5)) == 0,
        entry=draw(st.sampled_from(Entry)),
        lot=draw(st.none() | st.builds(Lot, words, words, st.just("2026-11-30"))),
        note=draw(words),
    )


@st.composite
def return_lines(draw: st.DrawFn) -> ReturnLine:
    item = draw(items)
    net = draw(st.integers(0, 100_000))
    return ReturnLine(
        number=1,
        item=item,
        quantity=Quantity.of(draw(st.integers(1, 9))),
        net=Money(net),
        tax=Money(draw(st.integers(0, net))),
        rounding=Money(draw(st.integers(-min(9, net), 9))),
        reason_code="FAULTY",
        is_voided=draw(st.integers(0, 5)) == 0,
    )


@st.composite
def transactions(draw: st.DrawFn, *, returns: bool = True) -> RetailTransaction:
    kinds = sale_lines() | return_lines() if returns else sale_lines()
    lines = draw(st.lists(kinds, min_size=1, max_size=8))
    return a_transaction(*lines, discounts=tuple(draw(st.lists(discounts, max_size=2))))


@st.composite
def priced(draw: st.DrawFn, *, returns: bool = True) -> PricedTransaction:
    return price(
        draw(transactions(returns=returns)),
        rounding=StoreRounding(draw(roundings), draw(roundings)),
    )
