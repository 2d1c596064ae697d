"""The disk fails in the middle of an act: nothing changed, and the same act works afterwards."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from sqlalchemy.exc import IntegrityError

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.quantity import Quantity
from pos_app.domain.transaction import Discount
from tests.builders import BOOK, BREAD, DAY, FLOAT, MANAGER, SLIP, WATER, Rig, yuan

ONE = Quantity.of(1)


@contextmanager
def broken(rig: Rig, table: str) -> Iterator[None]:
    """Let every write to a table fail, as a full or dying disk would."""
    for verb in ("INSERT", "UPDATE"):
        with rig.database.write() as connection:
            connection.exec_driver_sql(
                f"CREATE TRIGGER broken_{verb} BEFORE {verb} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'disk'); END"
            )
    try:
        yield
    finally:
        for verb in ("INSERT", "UPDATE"):
            with rig.database.write() as connection:
                connection.exec_driver_sql(f"DROP TRIGGER broken_{verb}")


@dataclass(frozen=True)
class Act:
    """Something to do at the till, what it needs first, and the table it must write."""

    name: str
    table: str
    do: Callable[[Rig], object]
    first: Callable[[Rig], object] = lambda rig: rig.open_for(MANAGER)


def with_basket(rig: Rig) -> None:
    rig.open_for(MANAGER)
    rig.ring(WATER, BREAD)


def with_tender(rig: Rig) -> None:
    with_basket(rig)
    rig.counter.tendering.tender_card(yuan(100), SLIP)


def with_sale(rig: Rig) -> None:
    rig.open_for(MANAGER)
    rig.sell(WATER, BOOK)


def with_suspended(rig: Rig) -> None:
    with_basket(rig)
    rig.counter.checkout.suspend("x")


def with_closed_shift(rig: Rig) -> None:
    with_sale(rig)
    rig.counter.shifts.close_shift(FLOAT)


def signed_on(rig: Rig) -> None:
    rig.sign_on(MANAGER)


def with_day(rig: Rig) -> None:
    signed_on(rig)
    rig.counter.shifts.open_day(DAY)


OFF = Discount("STAFF", "", rate_ppm=100_000)
ACTS = (
    Act("sign on", "journal", lambda rig: rig.counter.sign_on.sign_on(*MANAGER), lambda rig: None),
    Act("lock", "journal", lambda rig: rig.counter.sign_on.lock(), signed_on),
    Act("sign off", "journal", lambda rig: rig.counter.sign_on.sign_off(), signed_on),
    Act("open day", "business_day", lambda rig: rig.counter.shifts.open_day(DAY), signed_on),
    Act("open shift", "journal", lambda rig: rig.counter.shifts.open_shift(FLOAT), with_day),
    Act("first line", "open_line", lambda rig: rig.ring(WATER)),
    Act("next line", "open_line", lambda rig: rig.ring(BOOK), with_basket),
    Act(
        "quantity",
        "open_line",
        lambda rig: rig.counter.checkout.set_quantity(1, Quantity.of(3)),
        with_basket,
    ),
    Act(
        "discount",
        "open_transaction",
        lambda rig: rig.counter.checkout.discount_transaction(OFF),
        with_basket,
    ),
    Act("void line", "open_line", lambda rig: rig.counter.checkout.void_line(1), with_basket),
    Act(
        "void",
        "control_event",
        lambda rig: rig.counter.checkout.void_transaction("CHANGED"),
        with_basket,
    ),
    Act("suspend", "journal", lambda rig: rig.counter.checkout.suspend("y"), with_basket),
    Act(
        "resume",
        "journal",
        lambda rig: rig.counter.checkout.resume(rig.counter.checkout.suspended()[0].id),
        with_suspended,
    ),
    Act(
        "part payment",
        "open_transaction",
        lambda rig: rig.counter.tendering.tender_card(yuan(100), SLIP),
        with_basket,
    ),
    Act(
        "remove tender",
        "open_transaction",
        lambda rig: rig.counter.tendering.remove_tender(1),
        with_tender,
    ),
    *(
        Act(f"complete: {table}", table, lambda rig: rig.pay_cash(10_000), with_tender)
        for table in (
            "receipt_counter",
            "retail_transaction",
            "sale_line",
            "tender_line",
            "transaction_tax",
            "journal",
            "head",
        )
    ),
    Act(
        "return line",
        "open_line",
        lambda rig: rig.counter.returns.return_line(
            rig.counter.history.recent(1)[0].receipt, 1, ONE, "FAULTY"
        ),
        with_sale,
    ),
    Act(
        "post void", "tender_line", lambda rig: rig.counter.returns.post_void("MISTAKE"), with_sale
    ),
    Act(
        "reprint",
        "control_event",
        lambda rig: rig.counter.history.reprint(rig.counter.history.recent(1)[0].receipt),
        with_sale,
    ),
    Act("no sale", "control_event", lambda rig: rig.counter.shifts.no_sale("CHANGE")),
    Act("paid in", "cash_movement", lambda rig: rig.counter.shifts.paid_in(yuan(5), "DEPOSIT")),
    Act("x report", "journal", lambda rig: rig.counter.shifts.x_report()),
    Act("close shift", "shift", lambda rig: rig.counter.shifts.close_shift(FLOAT), with_sale),
    Act("close day", "journal", lambda rig: rig.counter.shifts.close_day(), with_closed_shift),
    Act("training", "journal", lambda rig: rig.counter.enter_training()),
)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_a_fault_leaves_everything_as_it_was(rig: Rig, act: Act) -> None:
    act.first(rig)
    before = rig._state()
    with broken(rig, act.table), pytest.raises(IntegrityError, match="disk"):
        act.do(rig)
    assert rig._state() == before
    act.do(rig)


def test_leaving_practice_can_be_tried_again(rig: Rig) -> None:
    rig.open_for(MANAGER)
    real = rig.counter._real.desk.till
    rig.counter.enter_training()
    with real.write() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER broken BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'disk'); END"
        )
    with pytest.raises(IntegrityError):
        rig.counter.leave_training()
    assert rig.counter.is_training
    with real.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER broken")
    assert rig.counter.leave_training().can_sell


def test_an_approval_is_asked_for_again_after_a_fault(shop: Rig) -> None:
    shop.sell(WATER)
    act = shop.counter.returns.post_void
    with shop.refuses("APPROVAL_NEEDED") as caught:
        act("MISTAKE")
    approval = shop.counter.approvals.approve(caught.value.request, *MANAGER)
    with broken(shop, "journal"), pytest.raises(IntegrityError):
        act("MISTAKE", approval)
    with shop.refuses("APPROVAL_EXPIRED"):
        act("MISTAKE", approval)


def test_the_next_day_opens_after_all(rig: Rig) -> None:
    with_closed_shift(rig)
    with broken(rig, "business_day"), pytest.raises(IntegrityError):
        rig.counter.shifts.close_day()
    assert rig.counter.shifts.close_day().number == 1
    rig.counter.shifts.open_day(BusinessDate("2026-11-22"))
