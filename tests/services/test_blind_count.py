"""Who counts a till does not learn from it beforehand what should be in it."""

import pytest

from pos_app.domain.report import XReport
from pos_app.receipts import reports
from pos_app.receipts.heads import Letterhead
from pos_app.receipts.paper import Paper, Roll
from pos_app.receipts.texts import money
from tests.builders import CASHIER, FLOAT, MANAGER, SENIOR, WATER, Rig, yuan
from tests.receipts.plain import as_text


def rows_of(paper: Paper, label: str) -> list[str]:
    """The rows that begin with a label."""
    rows = [row[3:] for row in as_text(paper, Roll.MM80).splitlines()]
    return [row for row in rows if row.startswith(label)]


def read(rig: Rig, who: tuple[str, str]) -> XReport:
    rig.sign_on(who)
    if who is CASHIER:
        return rig.approved(rig.counter.shifts.x_report)
    return rig.counter.shifts.x_report()


@pytest.mark.parametrize("spoken", ["zh_CN", "en"])
@pytest.mark.parametrize(("who", "is_told"), [(CASHIER, False), (SENIOR, False), (MANAGER, True)])
def test_an_x_report_says_what_should_be_in_the_till_to_those_who_close_for_others(
    rig: Rig, who: tuple[str, str], is_told: bool, spoken: str
) -> None:
    rig.open_for(who)
    rig.sell(WATER)
    report = read(rig, who)
    head = Letterhead(rig.counter.profile, spoken, 480)
    paper = reports.x_report(report, head)
    assert rows_of(paper, head.words["cash"] + " ")[0].endswith("2.00"), "takings are no secret"
    expected = rows_of(paper, head.words["expected"])
    assert len(expected) == int(is_told)
    if is_told:
        assert expected[0].endswith(money(report.figures.expected_cash))


def test_the_z_report_says_it_to_everybody_once_the_count_is_made(rig: Rig) -> None:
    rig.open_for()
    rig.sell(WATER)
    closed = rig.counter.shifts.close_shift(FLOAT)
    head = Letterhead(rig.counter.profile, "en", 480)
    assert closed.over_short == yuan(-200)
    assert len(rows_of(reports.z_report(closed, head), head.words["expected"])) == 2


def test_a_refused_pickup_does_not_tell_what_is_in_the_till(rig: Rig) -> None:
    rig.open_for(SENIOR)
    with rig.refuses("MORE_THAN_IN_TILL") as caught:
        rig.counter.shifts.pickup(yuan(9_999_999), "SAFE")
    assert caught.value.facts == {}
