"""Refund cases: sell by the engine, take back by domain/returns, and look at what is paid out."""

from dataclasses import replace

from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.money import Money
from pos_app.domain.pricing.engine import price
from pos_app.domain.pricing.fields import Fields
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.quantity import Quantity
from pos_app.domain.returns import ReturnableLine, ReturnableSale, make_return_line, sold_lines
from pos_app.domain.settlement import CompletedTransaction, JournalPosition
from pos_app.domain.transaction import SaleLine
from tests.cases.promotion_cart import make_cart, read_cart, run_cart, run_raw
from tests.cases.promotion_case import (
    Facts,
    Skipped,
    decimal,
    done,
    money_of,
    open_case,
    part,
    told_of,
)

_RECEIPT = ReceiptNumber("S1", "T1", 1)
_THRESHOLD_LOST = (
    "after the return the threshold is no longer met: "
    "refund = old total - (one unit at full price + fees)"
)


def judge_refund(case: Facts) -> list[str]:
    """Sell, then take back; without a rule that says otherwise a line gives back its own share."""
    fields = open_case(case)
    sale, wanted = part(fields, "sale"), part(fields, "expect")
    if wanted.has("property"):
        return _judge_property(fields, sale, wanted)
    discount = decimal(sale.any("order_discount", 0))
    sale.any("shipping_discount")  # no part of what was paid for goods
    items, returned = sale.any("items"), fields.any("returned")
    is_exchange = fields.any("exchange", False)
    refund = wanted.any("refund", wanted.any("refund_rounded", None))
    exact = decimal(wanted.any("refund_exact", refund))
    for left in (sale, wanted, fields):
        done(left)
    effect = {"type": "fixed_off_order", "amount": str(discount)}
    promotions = [{"id": "p", "trigger": "auto", "effect": effect}] if discount else []
    sold = _finished(run_cart(read_cart(make_cart(items, promotions))).priced)
    total, told = 0, []
    for line in sold.lines:
        if line.sold.line.item.sku in returned:
            count = Quantity.of(int(returned[line.sold.line.item.sku]))
            total += _take_back(sold, line.sold.line.number, count, is_exchange=is_exchange)
            told += _all_back(sold, line.sold.line.number, count)
    if abs(exact - money_of(total)) >= money_of(1):
        told.append(f"refund_exact: expected {exact}, got {money_of(total)}")
    return told + told_of(decimal(refund), money_of(total), "refund")


def _finished(priced: PricedTransaction) -> ReturnableSale:
    zero = Money(0, priced.transaction.currency)
    position = JournalPosition(1, 1, bytes(32))
    completed = CompletedTransaction(priced, _RECEIPT, 0, zero, zero, position, "")
    none = Quantity(0)
    lines = [ReturnableLine(line, zero, none, zero, zero) for line in sold_lines(completed)]
    return ReturnableSale(completed, tuple(lines))


def _take_back(sold: ReturnableSale, number: int, count: Quantity, *, is_exchange: bool) -> int:
    """Ring the return, and in an exchange the same goods again; give what is paid out."""
    back = make_return_line(sold, number, count, "", 1)
    transaction = sold.completed.priced.transaction
    again = transaction.lines[number - 1]
    assert isinstance(again, SaleLine)
    lines = (back, replace(again, number=2, quantity=count)) if is_exchange else (back,)
    return -price(replace(transaction, lines=lines)).payable.minor


def _all_back(sold: ReturnableSale, number: int, count: Quantity) -> list[str]:
    """All parts of a line together give back what was paid for it, to the last unit."""
    line = sold.find_line(number).sold
    sale, parts = sold, 0
    while (left := sale.find_line(number).remaining).thousandths:
        back = make_return_line(sale, number, min(count, left), "", 1)
        parts += back.net.minor
        sale = sale.less((back,))
    return told_of(line.net.minor, parts, "all parts together")


def _judge_property(fields: Fields, sale: Fields, wanted: Fields) -> list[str]:
    """Try what a case says in words with numbers of our own: one unit of two comes back."""
    words, units = wanted.any("property"), (sale.any("lines_qty"), fields.any("returned_units"))
    promotion = part(sale, "promotion")
    asked = promotion.any("min_spend"), promotion.any("fixed_off_order")
    for left in (promotion, sale, wanted, fields):
        done(left)
    if (words, units, asked) != (_THRESHOLD_LOST, (2, 1), ("100.00", "any")):
        raise Skipped(f"states a property not known here: {words}")
    told = []
    for unit, amount in ((6_000, 1_000), (9_999, 1), (5_000, 5_000), (7_333, 2_500)):
        rule = {
            "id": "r",
            "kind": "amount_off",
            "per": "transaction",
            "amount": amount,
            "needs": [{"spend": 10_000}],
            "on_return": "reprice",
        }
        basket = {"lines": [{"sku": "a", "price": unit, "quantity": 2}]}
        sold = _finished(run_raw([rule], basket))
        refund = _take_back(sold, 1, Quantity.of(1), is_exchange=False)
        # Where a share is no whole unit, the part of one is left to the customer.
        wanted = max(sold.completed.priced.total.minor - unit, 0)
        if not wanted <= refund <= wanted + 1:
            told += told_of(wanted, refund, f"refund of one of two at {unit}")
    return told
