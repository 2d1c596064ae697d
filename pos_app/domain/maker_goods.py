"""A maker's coupon against the basket at hand: the goods it names and what it pays for them."""

from pos_app.domain.barcode.symbol import split_identifier
from pos_app.domain.maker_coupon import (
    CouponReference,
    MakerCoupon,
    NamedGoods,
    makes,
    read_maker_coupon,
)
from pos_app.domain.money import Money
from pos_app.domain.pricing.priced import PricedLine, PricedTransaction
from pos_app.domain.scan import clean
from pos_app.domain.tender import TenderType
from pos_app.domain.transaction import SaleLine


def read_scanned(text: str, currency: str) -> MakerCoupon:
    """Read a coupon as it was scanned or typed.

    Refuses: SCAN_TOO_LONG, what read_maker_coupon refuses.
    """
    _, number = split_identifier(clean(text))
    return read_maker_coupon(number, currency)


def find_goods(
    basket: PricedTransaction, coupon: MakerCoupon, lines: tuple[int, ...]
) -> tuple[NamedGoods, ...]:
    """List the lines a coupon names, less what earlier coupons of this basket took of them.

    ``lines`` are those a person has named; without them those of the maker's goods.
    """
    spent = _spent_by_earlier(basket)
    named = []
    for line in _sold(basket):
        if line.line.number in lines if lines else makes(coupon, line.line.item.gtin):
            value, units = spent.get(line.line.number, (0, 0))
            whole = _units(line)
            named.append(
                NamedGoods(
                    line.line.number,
                    line.amount - Money(value, line.amount.currency),
                    whole - units,
                    Money(line.amount.minor // whole, line.amount.currency),
                )
            )
    return tuple(one for one in named if one.units > 0)


def _spent_by_earlier(basket: PricedTransaction) -> dict[int, tuple[int, int]]:
    """Say what earlier coupons took of each line: minor units and goods, line by line."""
    spent: dict[int, tuple[int, int]] = {}
    lines = {line.line.number: line for line in _sold(basket)}
    currency = basket.transaction.currency
    for tender in basket.transaction.tenders:
        if tender.tender_type is not TenderType.COUPON:
            continue
        reference = CouponReference.parse(tender.reference)
        value = tender.amount.minor
        units = read_maker_coupon(reference.number, currency).units
        for number in reference.lines:
            had_value, had_units = spent.get(number, (0, 0))
            line = lines[number]
            took = min(value, line.amount.minor - had_value)
            used = min(units, _units(line) - had_units)
            spent[number] = had_value + took, had_units + used
            value, units = value - took, units - used
    return spent


def _sold(basket: PricedTransaction) -> list[PricedLine]:
    return [
        line
        for line in basket.lines
        if isinstance(line.line, SaleLine) and not line.line.is_voided and line.amount.minor >= 0
    ]


def _units(line: PricedLine) -> int:
    """Count pieces; what is measured, or has its price on a label, is one."""
    sold = line.line
    assert isinstance(sold, SaleLine)
    thousandths = sold.quantity.thousandths
    is_one = sold.item.unit.is_measured or sold.fixed_price is not None or thousandths % 1000
    return 1 if is_one else thousandths // 1000
