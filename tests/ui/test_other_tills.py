"""Figures of several tills on the dashboard: each can be looked at, and whose receipts are here."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from pos_app.domain.insight.part import Part
from pos_app.domain.insight.period import Lens
from pos_app.ui import language
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.dashboard.actions import DashboardAction
from pos_app.ui.screens.dashboard.contract import Bar
from tests.ui.figures import a_day, of_another_till
from tests.ui.looking import press, settle
from tests.ui.looks_dashboard import enter
from tests.ui.shop import Shop


@pytest.fixture
def managed(shop: Shop) -> Shop:
    enter(shop)
    settle()
    return shop


def presenter(shop: Shop) -> Any:
    return shop.wiring.shift_screens.back_office.dashboard.dashboard


def behind(shop: Shop) -> Any:
    return shop.window.screen_named(ScreenName.BEHIND)


def drill(shop: Shop) -> None:
    presenter(shop).on_bar_touched(Bar(Part(hour=9)))
    settle()


def test_another_tills_receipts_are_said_to_be_kept_there(managed: Shop) -> None:
    presenter(managed)._on_read(of_another_till())
    drill(managed)
    assert behind(managed)._away_words.text() == "T02 的小票保存在该收银台，请到那里查看。"
    assert behind(managed)._away.isVisible()
    assert not behind(managed)._note.isVisible()
    assert not behind(managed).sales.isVisible()
    language.switch(language.Language.ENGLISH)
    settle()
    words = "The receipts of T02 are kept there; look at them at that till."
    assert behind(managed)._away_words.text() == words


def test_of_several_tills_this_ones_receipts_are_listed(managed: Shop) -> None:
    presenter(managed)._on_read(a_day())
    drill(managed)
    assert behind(managed)._note.text() == "只列出本机的小票；T01、T02 的小票保存在各自的收银台。"
    assert behind(managed).sales.isVisible()


def test_of_one_till_alone_nothing_is_said(managed: Shop) -> None:
    drill(managed)
    assert not behind(managed)._note.isVisible()


def test_every_till_can_be_looked_at_and_the_others_again_after_it(managed: Shop) -> None:
    view: Any = managed.window.screen_named(ScreenName.DASHBOARD)
    presenter(managed)._on_read(a_day())
    presenter(managed)._on_read(of_another_till())
    managed.window.actions_table[DashboardAction.FILTER].trigger()
    press(managed.window, Qt.Key.Key_F1)
    rows = view.filter_panel.model.rows
    assert [row.name for row in rows] == ["T03", "T01", "T02"]
    assert [row.lens.till for row in rows] == ["T03", "T01", "T02"]


def test_a_shift_is_one_of_this_till_where_there_are_others(managed: Shop) -> None:
    view: Any = managed.window.screen_named(ScreenName.DASHBOARD)
    presenter(managed)._on_read(a_day())
    presenter(managed).on_filter_answered(Lens(shift=1))
    assert view.pages[0].dashboard.lens == Lens(till="T03", shift=1)
    presenter(managed).on_filter_answered(Lens())
    presenter(managed).on_filter_answered(Lens(shift=1))
    assert view.pages[0].dashboard.lens == Lens(shift=1)
