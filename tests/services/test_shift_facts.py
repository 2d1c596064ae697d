"""What the detective is told of a shift is what the till recorded."""

from pos_app.domain.shift import CashMovementKind
from pos_app.domain.transaction import TransactionKind
from pos_app.domain.variance.facts import ShiftFacts
from pos_app.store import shifts
from pos_app.store.variance import shift_facts
from tests.builders import BOOK, BREAD, FLOAT, SLIP, WATER, Rig, yuan
from tests.services.safe_acts import count_the_till_twice


def facts_of(rig: Rig, number: int = 1) -> ShiftFacts:
    with rig.database.read() as connection:
        facts = shift_facts(connection, number, rig.counter.profile)
    assert facts is not None
    return facts


def give_back(rig: Rig, *, in_cash: bool) -> None:
    tendering = rig.counter.tendering
    if in_cash:
        tendering.tender_cash(tendering.cash_due())
    else:
        tendering.tender_card(rig.basket.due, SLIP)


def test_an_open_shift_has_no_facts_yet(managed: Rig) -> None:
    with managed.database.read() as connection:
        assert shift_facts(connection, 1, managed.counter.profile) is None


def test_tenders_are_told_as_the_drawer_knows_them(managed: Rig) -> None:
    managed.ring(WATER, BREAD)
    managed.pay_cash(1_000)
    managed.ring(BOOK)
    managed.pay_card()
    managed.ring(BOOK)
    managed.counter.tendering.tender_card(yuan(1_000), SLIP)
    managed.pay_cash()
    managed.counter.shifts.close_shift(FLOAT)
    cash, card, both = facts_of(managed).deals
    assert (cash.cash_minor, cash.handed_minor, cash.change_minor) == (530, 1_000, 470)
    assert (card.cash_minor, card.card_minor, card.handed_minor) == (0, 1_130, 0)
    assert (both.cash_minor, both.card_minor, both.change_minor) == (130, 1_000, 0)


def test_money_given_back_is_told_with_how_the_goods_were_paid(managed: Rig) -> None:
    returns = managed.counter.returns
    in_cash, managed_sale = managed.sell(WATER), managed.sell(BREAD)
    managed.ring(BOOK)
    by_card = managed.pay_card()
    managed.ring(BOOK)
    managed.counter.tendering.tender_card(yuan(1_000), SLIP)
    mixed = managed.pay_cash()
    for sold, back_in_cash in ((in_cash, True), (by_card, True), (mixed, False)):
        returns.return_all(sold.receipt, "UNWANTED")
        give_back(managed, in_cash=back_in_cash)
    returns.return_without_receipt(BREAD, managed_sale.priced.lines[0].line.quantity, "UNWANTED")
    give_back(managed, in_cash=True)
    managed.counter.shifts.close_shift(FLOAT)
    backs = [deal for deal in facts_of(managed).deals if deal.kind is TransactionKind.RETURN]
    assert [deal.was_paid_in_cash for deal in backs] == [True, False, None, None]
    assert [deal.handed_minor for deal in backs] == [0, 0, 0, 0]
    assert backs[0].cash_minor == -200
    assert backs[2].card_minor < 0


def test_everything_else_of_the_shift_is_there_and_nothing_of_the_one_before(managed: Rig) -> None:
    managed.sell(WATER)
    managed.ring(BREAD)
    managed.counter.checkout.void_transaction("CHANGED")
    managed.counter.shifts.no_sale("CHANGE")
    managed.counter.shifts.close_shift(FLOAT)
    managed.counter.office.safe.count(())
    managed.counter.shifts.open_shift(FLOAT)
    managed.clock.pass_ms(60_000)
    managed.ring(BREAD)  # before the first receipt of the shift
    managed.counter.checkout.void_transaction("CHANGED")
    managed.sell(WATER)
    managed.counter.shifts.no_sale("CHECK")
    managed.counter.shifts.pickup(yuan(5_000), "SAFE")
    (pickup,) = managed.counter.office.safe.state().on_the_way
    managed.counter.office.safe.receive(pickup, yuan(4_900))
    managed.counter.shifts.paid_out(yuan(300), "COURIER")
    count_the_till_twice(managed, ((1_000, 1),))
    managed.counter.shifts.close_shift(FLOAT)
    facts = facts_of(managed, 2)
    assert len(facts.deals) == 1
    assert [voided.total_minor for voided in facts.voided] == [330]
    assert [opened.reason_code for opened in facts.openings] == ["CHECK"]
    assert [(one.kind, one.amount_minor, one.arrived_minor) for one in facts.movements] == [
        (CashMovementKind.TENDER_PICKUP, 5_000, 4_900),
        (CashMovementKind.PAID_OUT, 300, None),
    ]
    assert facts.counted_before == (((1_000, 1),),)
    assert facts.opening == FLOAT
    assert facts.over_short_minor == 30_000 - (30_000 + 200 - 5_000 - 300)
    first = facts_of(managed, 1)
    assert len(first.deals) == len(first.voided) == len(first.openings) == 1
    assert first.movements == ()


def test_a_shift_of_a_lost_disk_that_was_kept_apart_is_looked_into_as_well(managed: Rig) -> None:
    managed.sell(WATER)
    managed.ring(BREAD)
    managed.counter.checkout.void_transaction("CHANGED")
    managed.counter.shifts.close_shift(FLOAT)
    with managed.database.write() as connection:
        shifts.keep_apart(connection, 1)
        again = shifts.keep_apart(connection, 1)
    assert [shifts.number_given(number) for number in (7, -1, again)] == [7, 1, 1]
    apart = facts_of(managed, -1)
    assert apart.over_short_minor == facts_of(managed).over_short_minor
    assert [one.total_minor for one in apart.voided] == [330]
    control = managed.counter.office.cash_control
    assert control.explain(-1).shift.number == -1
    managed.clock.pass_ms(1_000)
    managed.counter.shifts.open_shift(FLOAT)
    managed.counter.shifts.close_shift(FLOAT)
    assert [one.number for one in control.closed_shifts()] == [2, 1, -1, again]
