"""What stands out is counted once from the journal and once from the tables, and is the same."""

from collections import Counter

from pos_app.domain.acts import ADDED_UP, Act, ActKind
from pos_app.domain.audit import AuditFilter, acts_of
from pos_app.domain.insight.part import Part
from pos_app.domain.insight.period import Lens, single_day
from pos_app.domain.operators import Privilege
from pos_app.domain.quantity import Quantity
from tests.builders import APPLE, BOOK, BREAD, DAY, WATER, Rig, off, yuan
from tests.services.test_audit import Unhurried, acts, admitted

_NO_AMOUNT_IN_TABLES = ActKind.VOID


def play(rig: Rig) -> None:
    """A day with everything in it that stands out, each twice or more, some of it cancelled."""
    counter = rig.counter
    checkout = counter.checkout
    sold = rig.sell(BOOK, BREAD, WATER)
    rig.ring(BREAD, WATER, BOOK)
    rig.ring(APPLE, thousandths=1503)
    checkout.discount_line(1, off(percent=10))
    checkout.void_line(1)
    checkout.override_price(2, yuan(150), "TAG")
    checkout.override_price(4, yuan(1_111), "DAMAGED")
    checkout.discount_line(3, off(minor=20))
    rig.pay_cash()
    rig.ring(WATER, BREAD)
    checkout.override_price(1, yuan(250), "TAG")  # raised
    checkout.discount_transaction(off(percent=5))
    rig.pay_cash()
    counter.returns.post_void("MISTAKE")
    counter.returns.return_line(sold.receipt, 1, Quantity(1000), "FAULTY")
    counter.returns.return_line(sold.receipt, 2, Quantity(1000), "FAULTY")
    checkout.void_line(2)
    counter.returns.return_without_receipt(WATER, Quantity(2000), "UNWANTED")
    rig.pay_cash()
    counter.returns.post_void("MISTAKE")
    counter.returns.return_line(sold.receipt, 3, Quantity(1000), "UNWANTED")
    rig.pay_cash()
    for reason in ("MISTAKE", "CHANGED"):
        rig.ring(WATER)
        checkout.void_transaction(reason)
    counter.shifts.no_sale("CHANGE")
    counter.shifts.paid_out(yuan(300), "COURIER")
    counter.shifts.paid_in(yuan(500), "DEPOSIT")
    counter.shifts.pickup(yuan(100), "SAFE")
    counter.history.reprint(sold.receipt)
    counter.history.reprint(sold.receipt)


def counted(rig: Rig) -> dict[tuple[ActKind, str], tuple[int, int]]:
    """By kind and reason: how often, and the amount, as the journal has it."""
    found: dict[tuple[ActKind, str], list[int]] = {}
    for act in acts(rig):
        amount = 0 if act.kind is _NO_AMOUNT_IN_TABLES else act.amount_minor
        found.setdefault((act.kind, act.reason_code), []).append(amount)
    return {key: (len(amounts), sum(amounts)) for key, amounts in found.items()}


def test_reports_and_the_journal_count_the_same_acts(managed: Rig) -> None:
    play(managed)
    office = managed.counter.office
    admission = office.admissions.admit(Privilege.VIEW_REPORTS, "dashboard")
    figures = office.insights.dashboard(admission, single_day(DAY), Lens(), Unhurried())
    added_up = {
        (ActKind(one.kind), one.reason_code): (one.count, one.amount.minor)
        for one in figures.control
    }
    assert added_up == counted(managed)
    assert {kind for kind, _ in added_up} == ADDED_UP
    (operator,) = figures.operators
    assert operator.returns == sum(
        count for (kind, _), (count, _) in added_up.items() if "return" in kind
    )


def test_an_x_report_counts_what_the_journal_counts(managed: Rig) -> None:
    play(managed)
    control = managed.counter.shifts.x_report(None).figures.control
    times: Counter[ActKind] = Counter()
    worth: Counter[ActKind] = Counter()
    for (kind, _), (count, amount) in counted(managed).items():
        times[kind] += count
        worth[kind] += amount
    assert control.voided_lines == times[ActKind.VOID_LINE]
    assert control.voided_lines_amount.minor == worth[ActKind.VOID_LINE]
    assert control.voided_transactions == times[ActKind.VOID]
    assert control.price_overrides == times[ActKind.OVERRIDE]
    assert (control.no_sales, control.reprints) == (
        times[ActKind.NO_SALE],
        times[ActKind.REPRINT],
    )


def test_receipts_behind_a_return_are_told_apart_by_whether_there_was_one(managed: Rig) -> None:
    """Of the two returns one was cancelled, and that receipt is listed beside it."""
    play(managed)
    office = managed.counter.office
    admission = office.admissions.admit(Privilege.VIEW_REPORTS, "dashboard")
    for kind, many in ((ActKind.RETURN, 3), (ActKind.RETURN_WITHOUT_RECEIPT, 2)):
        found = office.insights.receipts(
            admission, single_day(DAY), Lens(), Part(kind=kind), Unhurried()
        )
        assert len(found) == many, kind


def test_a_voided_line_of_goods_taken_back_cannot_keep_the_journal_from_being_read(
    managed: Rig,
) -> None:
    sold = managed.sell(WATER, BREAD)
    managed.counter.returns.return_line(sold.receipt, 1, Quantity(1000), "FAULTY")
    managed.counter.returns.return_line(sold.receipt, 2, Quantity(1000), "FAULTY")
    managed.counter.checkout.void_line(1)
    managed.pay_cash()
    assert acts(managed) == [
        Act(ActKind.VOID_LINE, sku=WATER),
        Act(ActKind.RETURN, 333, "FAULTY", sku=BREAD),
    ]


def test_a_row_that_names_one_person_as_both_stands_out_first() -> None:
    opened = acts_of("no_sale", {"reason": "CHANGE"}, "op1001", "op1001")
    assert [act.kind for act in opened] == [ActKind.SELF_APPROVAL, ActKind.NO_SALE]
    line = {"back": True, "amount": -200, "q": 1000, "why": "FAULTY", "ok": "op1001"}
    taken = acts_of("return", {"lines": [line]}, "op1001")
    assert [act.kind for act in taken] == [ActKind.SELF_APPROVAL, ActKind.RETURN_WITHOUT_RECEIPT]


def test_the_rows_of_a_day_say_how_often_each_act_was_done(managed: Rig) -> None:
    play(managed)
    audit = managed.counter.office.audit
    found = audit.exceptions(admitted(managed), AuditFilter(DAY, DAY), Unhurried())
    times = Counter(act.kind for row in found.rows for act in row.acts)
    assert {figure.kind: figure.count for figure in found.figures} == times


def test_who_consented_stands_beside_each_act_whether_row_or_line_says_so(shop: Rig) -> None:
    counter = shop.counter
    sold = shop.sell(WATER)
    shop.approved(
        lambda ok: counter.returns.return_line(sold.receipt, 1, Quantity(1000), "FAULTY", ok)
    )
    shop.pay_cash()
    shop.sell(WATER)
    shop.approved(lambda ok: counter.returns.post_void("MISTAKE", ok))
    shop.ring(WATER, BREAD)
    counter.checkout.void_line(2)
    shop.approved(lambda ok: counter.checkout.override_price(1, yuan(100), "TAG", ok))
    shop.pay_cash()
    shop.approved(lambda ok: counter.shifts.no_sale("CHANGE", ok))
    shop.approved(lambda ok: counter.history.reprint(sold.receipt, ok))
    audit = counter.office.audit
    admission = shop.approved(
        lambda ok: counter.office.admissions.admit(Privilege.AUDIT, "journal", ok)
    )
    found = audit.exceptions(admission, AuditFilter(DAY, DAY), Unhurried())
    assert {figure.kind: figure.approved for figure in found.figures} == {
        ActKind.RETURN: 1,
        ActKind.POST_VOID: 1,
        ActKind.VOID_LINE: 0,
        ActKind.OVERRIDE: 1,
        ActKind.NO_SALE: 1,
        ActKind.REPRINT: 1,
    }
    approved = audit.rows(admission, AuditFilter(DAY, DAY, only_approved=True), Unhurried())
    kinds = [row.kind for row in approved if row.kind != "override"]
    assert kinds == ["return", "post_void", "sale", "no_sale", "reprint"]
