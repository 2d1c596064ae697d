"""Figures and completeness in words, in both languages."""

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.domain.acts import ActKind
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.completeness import Completeness, TillMark
from pos_app.domain.insight.part import Part
from pos_app.domain.insight.period import Period, single_day
from pos_app.domain.tender import TenderType
from pos_app.ui import act_words, completeness_words, figure_words, language
from pos_app.ui.language import Language
from tests.ui.figures import a_completeness

ZONE = 480


@pytest.mark.parametrize(
    ("now", "before", "words", "is_up"),
    [
        (1123, 1000, "▲ +12.3%", True),
        (959, 1000, "▼ −4.1%", False),
        (1000, 1000, "= 0%", None),
        (10_004, 10_000, "= 0%", None),
        (10_005, 10_000, "▲ +0.1%", True),
        (5, 0, "", None),
        (5, -7, "", None),
        (-5, 10, "▼ −150%", False),
        (500_000, 1_000, "▲ +49,900%", True),
    ],
)
def test_a_change_has_an_arrow_and_a_sign(
    now: int, before: int, words: str, is_up: bool | None
) -> None:
    assert figure_words.change(now, before) == figure_words.Change(words, is_up)


def test_shares_are_rounded_half_up_to_a_tenth() -> None:
    assert figure_words.percent(1, 3) == "33.3%"
    assert figure_words.percent(5, 10_000) == "0.1%"
    assert figure_words.percent(-12, 100) == "-12.0%"
    assert figure_words.percent(1, 0) == "–"


def test_bars_carry_whole_units() -> None:
    assert figure_words.whole(123_449, "CNY") == "1,234"
    assert figure_words.whole(123_450, "CNY") == "1,235"
    assert figure_words.whole(1_234, "JPY") == "1,234"


def test_a_report_that_is_not_complete_says_why_in_words(chinese: None) -> None:
    said = completeness_words.said_of(a_completeness(), ZONE)
    assert not said.is_whole
    assert said.words == (
        "数据尚不完整：T01 到 11-20 12:03，最后联系于 12:07，其余待补；"
        "T02 到 14:01，11-21 还有 3 笔待补；11-22 尚未日结；T03 到 14:03；"
        "11-20 因 T01 迟到的 3 张小票重算；14:03 统计"
    )
    language.switch(Language.ENGLISH)
    assert completeness_words.said_of(a_completeness(), ZONE).words == (
        "Not complete yet: T01 to 11-20 12:03, last heard of 12:07, the rest still to come; "
        "T02 to 14:01, 3 transactions of 11-21 still to come; 11-22 is still open; T03 to 14:03; "
        "11-20 restated by 3 late receipts of T01; as of 14:03"
    )


def test_a_whole_report_says_so(chinese: None) -> None:
    language.switch(Language.ENGLISH)
    made = a_completeness().made_ms
    whole = Completeness(made, (TillMark("T03", is_here=True, until_ms=made),))
    said = completeness_words.said_of(whole, ZONE)
    assert said == completeness_words.Said("Complete: T03 to 14:03; as of 14:03", is_whole=True)
    days = tuple(BusinessDate(f"2026-11-{day}") for day in (20, 21))
    two_open = Completeness(made, (TillMark("T01", False, None),), open_days=days)
    assert completeness_words.said_of(two_open, ZONE).words == (
        "Not complete yet: 2 days still open; T01 has nothing yet; as of 14:03"
    )


@pytest.mark.parametrize("spoken", list(Language))
def test_every_tender_and_every_act_has_words(look: QApplication, spoken: Language) -> None:
    language.switch(spoken)
    tenders = {figure_words.tender(kind) for kind in TenderType}
    acts = {act_words.act(kind) for kind in ActKind}
    assert len(tenders) == len(TenderType)
    assert len(acts) == len(ActKind)
    assert not acts & set(ActKind)
    assert act_words.act("newer") == "newer"


def test_a_bar_says_what_it_stands_for(chinese: None) -> None:
    language.switch(Language.ENGLISH)
    day = BusinessDate("2026-11-22")
    assert figure_words.part(Part(hour=14), "") == "14:00–15:00"
    assert figure_words.part(Part(business_date=day), "") == "2026-11-22 Sun"
    assert figure_words.part(Part(tender_type=TenderType.CASH), "") == "Cash"
    assert figure_words.part(Part(category=("Food", "Fruit")), "") == "Food › Fruit"
    assert figure_words.part(Part(kind="return", reason_code="X"), "Faulty") == (
        "Goods taken back · Faulty"
    )
    assert figure_words.part(Part(with_member=False), "") == "Not members"
    assert figure_words.short_period(single_day(day)) == "11-22 Sun"
    week = Period(BusinessDate("2026-11-16"), day)
    assert figure_words.period(week) == "2026-11-16 – 2026-11-22"
