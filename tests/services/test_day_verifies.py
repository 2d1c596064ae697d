"""A day with everything in it: the tables say what the journal says, and ``verify`` agrees."""

from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.money import Money
from pos_app.domain.quantity import Quantity
from pos_app.domain.transaction import Discount
from pos_app.store.backup import Terminal
from pos_app.store.verification import Verdict, verify_till
from pos_app.vault.keys import KeyStore
from tests.builders import APPLE, BOOK, BREAD, FREE, MANAGER, WATER, Rig, yuan


def verdict(rig: Rig) -> Verdict:
    keys = KeyStore(rig.folder).load()
    terminal = Terminal(keys.terminal_id, keys.till_key, keys.signing_seed)
    return verify_till(rig.database, terminal, lambda _: None)


def reasons_of(rig: Rig) -> dict[str, str]:
    return {reason.purpose.value: reason.code for reason in rig.counter.profile.reasons}


def sell_in_every_way(rig: Rig) -> tuple[ReceiptNumber, ReceiptNumber]:
    checkout, why = rig.counter.checkout, reasons_of(rig)
    session = rig.counter.sign_on.session()
    assert session is not None
    plain = rig.sell(WATER, BREAD, BREAD, BOOK)
    rig.ring(APPLE, thousandths=1234)
    rig.ring(WATER, FREE, BREAD)
    checkout.set_quantity(2, Quantity.of(7))
    checkout.override_price(4, yuan(123), why["price_override"])
    off = Discount(why["discount"], session.operator.id, rate_ppm=100_000)
    checkout.discount_line(2, off)
    off = Discount(why["discount"], session.operator.id, amount=Money(77))
    checkout.discount_transaction(off)
    checkout.void_line(3)
    checkout.note(1, "软一点")
    discounted = rig.pay_cash(100_000)
    rig.ring(WATER)
    checkout.void_transaction(why["void"])
    rig.ring(BREAD)
    (waiting,) = checkout.suspend("红衣服")
    rig.ring(BOOK)
    rig.pay_card()
    checkout.resume(waiting.id)
    rig.pay_cash()
    return plain.receipt, discounted.receipt


def take_back_in_every_way(rig: Rig, plain: ReceiptNumber, discounted: ReceiptNumber) -> None:
    returns, why = rig.counter.returns, reasons_of(rig)
    returns.return_line(plain, 2, Quantity.of(1), why["return"])
    rig.pay_cash()
    returns.return_line(discounted, 1, Quantity(500), why["return"])
    rig.ring(BOOK)
    rig.pay_cash()
    returns.return_without_receipt(WATER, Quantity.of(1), why["return"])
    rig.pay_cash()
    rig.sell(BREAD)
    returns.post_void(why["void"])
    rig.counter.history.reprint(plain)


def move_money_in_every_way(rig: Rig) -> None:
    shifts, why = rig.counter.shifts, reasons_of(rig)
    shifts.paid_in(yuan(500), why["paid_in"])
    shifts.paid_out(yuan(300), why["paid_out"])
    shifts.loan(yuan(10_000), why["tender_loan"])
    shifts.pickup(yuan(20_000), why["tender_pickup"])
    shifts.no_sale(why["no_sale"])
    shifts.x_report()


def test_a_day_of_every_kind_of_dealing_verifies(rig: Rig) -> None:
    rig.open_for(MANAGER)
    take_back_in_every_way(rig, *sell_in_every_way(rig))
    move_money_in_every_way(rig)
    rig.counter.enter_training()
    rig.counter.leave_training()
    report = rig.counter.shifts.close_shift(((10_000, 3),))
    rig.counter.shifts.close_day()
    found = verdict(rig)
    assert found.difference is None
    assert found.sales == report.x.figures.transaction_count == 9
    rig.reopen()
    assert verdict(rig).difference is None
