"""The journal on the manager's desk: what stands out, and a shift replayed to the cent."""

import pytest

from pos_app.domain.acts import Act, ActKind
from pos_app.domain.audit import AuditFilter, Exceptions, Replay
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.domain.operators import ApprovalNeeded, Privilege
from pos_app.services.admission import Admission
from tests.builders import APPLE, BREAD, CASHIER, DAY, MANAGER, WATER, Rig, off, yuan

COUNTS = ((10_000, 2),)


class NotWantedError(Exception):
    """Nobody waits for the answer any more."""


class Unhurried:
    """An errand of somebody who waits."""

    def check(self) -> None:
        """Still wanted."""

    def say(self, done: float) -> None:
        """Whoever waits is not told."""


class Gone(Unhurried):
    """An errand of somebody who has left."""

    def check(self) -> None:
        raise NotWantedError


def admitted(rig: Rig) -> Admission:
    return rig.counter.office.admissions.admit(Privilege.AUDIT, "journal")


def exceptions(rig: Rig) -> Exceptions:
    wanted = AuditFilter(DAY, DAY)
    return rig.counter.office.audit.exceptions(admitted(rig), wanted, Unhurried())


def replay(rig: Rig) -> Replay:
    return rig.counter.office.audit.replay(admitted(rig), 1, Unhurried())


def acts(rig: Rig) -> list[Act]:
    return [act for row in reversed(exceptions(rig).rows) for act in row.acts]


def test_a_plain_day_has_nothing_that_stands_out(managed: Rig) -> None:
    managed.sell(WATER)
    assert exceptions(managed).figures == ()
    assert exceptions(managed).transactions == 1


def test_every_act_is_found_with_its_amount_and_reason(managed: Rig) -> None:
    checkout = managed.counter.checkout
    managed.ring(BREAD, WATER, APPLE)
    checkout.void_line(1)
    checkout.override_price(2, yuan(150), "TAG")
    checkout.discount_line(3, off(minor=20))
    managed.pay_cash()
    managed.counter.shifts.no_sale("CHANGE")
    managed.counter.shifts.paid_out(yuan(300), "COURIER")
    managed.ring(WATER)
    checkout.void_transaction("MISTAKE")
    assert acts(managed) == [
        Act(ActKind.VOID_LINE, 333, sku=BREAD),
        Act(ActKind.OVERRIDE, 50, "TAG", sku=WATER),
        Act(ActKind.DISCOUNT, 20, "GOODWILL", sku=APPLE),
        Act(ActKind.NO_SALE, 0, "CHANGE"),
        Act(ActKind.PAID_OUT, 300, "COURIER"),
        Act(ActKind.VOID, 200, "MISTAKE"),
    ]


def test_who_does_it_more_than_twice_as_often_as_all_stands_out(managed: Rig) -> None:
    for _ in range(3):
        managed.sell(WATER)
        managed.counter.shifts.no_sale("CHANGE")
    figure = exceptions(managed).figures[0]
    assert (figure.count, figure.per_thousand, figure.all_per_thousand) == (3, 1000, 1000)
    assert not figure.stands_out  # nobody else is there to be measured against


def test_a_shift_replayed_ends_with_what_its_closing_expected(managed: Rig) -> None:
    managed.sell(WATER)
    managed.counter.shifts.paid_out(yuan(150), "COURIER")
    managed.ring(WATER)
    managed.pay_card()
    managed.counter.shifts.close_shift(COUNTS)
    found = replay(managed)
    assert found.expected is not None
    assert found.steps[-1].drawer == found.expected
    assert found.counted == Money(20_000)
    kinds = [step.row.kind for step in found.steps]
    assert kinds == ["shift_open", "sale", "paid_out", "sale", "shift_close"]


def test_practice_is_in_the_journal_of_its_own_file_only(managed: Rig) -> None:
    managed.counter.enter_training()
    managed.sell(WATER)
    managed.counter.leave_training()
    assert exceptions(managed).transactions == 0


def test_nobody_ever_approved_an_act_of_their_own(shop: Rig) -> None:
    with shop.refuses("APPROVAL_NEEDED") as caught:
        shop.counter.shifts.no_sale("CHANGE")
    assert isinstance(caught.value, ApprovalNeeded)
    with shop.refuses("APPROVAL_BY_SELF"):
        shop.counter.approvals.approve(caught.value.request, *CASHIER)
    shop.approved(lambda approval: shop.counter.shifts.no_sale("CHANGE", approval))
    approvers = [(body["op"], body["by"]) for body in shop.bodies() if "by" in body]
    assert approvers
    assert all(operator != approver for operator, approver in approvers)


def test_a_receipt_is_found_by_its_number_and_approvals_by_themselves(shop: Rig) -> None:
    sold = shop.sell(WATER)
    shop.sell(WATER)
    manager = shop.counter.office
    admission = shop.approved(
        lambda approval: manager.admissions.admit(Privilege.AUDIT, "journal", approval)
    )
    by_receipt = AuditFilter(DAY, DAY, receipt=str(sold.receipt))
    assert [row.kind for row in manager.audit.rows(admission, by_receipt, Unhurried())] == ["sale"]
    approved = AuditFilter(DAY, DAY, only_approved=True)
    found = manager.audit.rows(admission, approved, Unhurried())
    assert [row.kind for row in found] == ["override"]


def test_a_number_alone_finds_a_receipt_with_all_that_is_about_it(managed: Rig) -> None:
    sold = managed.sell(WATER)
    managed.sell(WATER)
    managed.counter.history.reprint(sold.receipt)
    audit = managed.counter.office.audit
    for asked in (str(sold.receipt), str(sold.receipt.number), "000001"):
        wanted = AuditFilter(DAY, DAY, receipt=asked)
        found = audit.rows(admitted(managed), wanted, Unhurried())
        assert [row.kind for row in found] == ["sale", "reprint"], asked
    for asked in ("3", "S13-T03-000001", "x", "\x00", "٣"):
        wanted = AuditFilter(DAY, DAY, receipt=asked)
        assert audit.rows(admitted(managed), wanted, Unhurried()) == ()


def test_of_a_long_period_the_latest_rows_are_kept(
    managed: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pos_app.services.audit.MOST_ROWS", 3)
    for _ in range(3):
        managed.counter.shifts.no_sale("CHANGE")
    managed.sell(WATER)
    audit = managed.counter.office.audit
    found = audit.rows(admitted(managed), AuditFilter(DAY, DAY), Unhurried())
    assert [row.kind for row in found] == ["no_sale", "no_sale", "sale"]


def test_a_shift_that_nobody_worked_is_refused(managed: Rig) -> None:
    with managed.refuses("SHIFT_UNKNOWN"):
        managed.counter.office.audit.replay(admitted(managed), 99, Unhurried())


def test_reading_ends_when_nobody_waits_for_it_any_more(managed: Rig) -> None:
    for _ in range(501):
        managed.counter.shifts.x_report()
    with pytest.raises(NotWantedError):
        managed.counter.office.audit.replay(admitted(managed), 1, Gone())


def test_a_day_is_found_among_others_and_an_empty_one_is_empty(managed: Rig) -> None:
    managed.sell(WATER)
    managed.counter.shifts.close_shift(COUNTS)
    managed.counter.shifts.close_day()
    managed.open_for(MANAGER, BusinessDate("2026-11-24"))
    managed.sell(WATER)
    managed.sell(WATER)
    audit = managed.counter.office.audit
    for day, sales in ((DAY, 1), ("2026-11-23", 0), ("2026-11-24", 2), ("2026-11-25", 0)):
        wanted = AuditFilter(BusinessDate(day), BusinessDate(day), frozenset({"sale"}))
        assert len(audit.rows(admitted(managed), wanted, Unhurried())) == sales
