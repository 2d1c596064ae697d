"""What was changed is said in words and signs, never in the names that files use."""

import json

import pytest

from pos_app.ui import set_up_words
from pos_app.ui.action_names import ActionName
from pos_app.ui.language import Language, switch
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.changes.differences import Differences
from pos_app.ui.screens.changes.view import ChangesView
from tests.ui.looking import settle
from tests.ui.looks_settings import enter
from tests.ui.shop import Shop

V13 = {"code": "V13", "rate_ppm": 130_000, "is_inclusive": True}


def told(before: object, after: object) -> tuple[str, str]:
    differences = Differences("CNY", set_up_words.part_words)
    return differences.tell(_text(before), _text(after))


def _text(value: object) -> str:
    return "" if value is None else json.dumps(value)


@pytest.mark.usefixtures("shop")
def test_an_entry_is_named_once_with_what_is_said_of_it() -> None:
    switch(Language.ENGLISH)
    assert told([V13], [V13 | {"rate_ppm": 90_000}]) == ("V13: rate 13%", "V13: rate 9%")
    planned = {"from": "2027-01-01"} | V13
    assert told(None, planned)[1] == "V13: from 2027-01-01, rate 13%, in the price ✓"
    assert told({"is_on": False, "reports": []}, {"is_on": True, "reports": ["z_day.pdf"]}) == (
        "by itself –",
        "by itself ✓, files Z report PDF",
    )
    reason = {"code": "LATE", "zh": "晚", "en": "Late"}
    assert told({"void": []}, {"void": [reason]})[1] == "Void LATE: Chinese 晚, English Late"
    assert told({"level": "no"}, {"level": "yes", "limit_ppm": 150_000}) == ("–", "✓, ≤ 15%")
    rounding = {"rounding": "down", "step_minor": 10}, {"rounding": "half_up", "step_minor": 1}
    assert told(*rounding) == ("Down, ¥0.10", "Half up, ¥0.01")
    assert told({"value": "price"}, {"value": "weight"})[1] == "value Weight"
    assert told("a", "b") == ("a", "b")
    switch(Language.CHINESE)
    assert told([V13], [V13 | {"rate_ppm": 90_000}])[1] == "V13: 税率 9%"
    assert told(*rounding)[1] == "四舍五入, ¥0.01"


def test_the_list_speaks_the_other_language_at_once(shop: Shop) -> None:
    enter(shop, ScreenName.CHANGES)
    shop.till.counter.office.devices.change("customer_display", {"language": "both"})
    shop.wiring.shift_screens.back_office.settings.changes.on_shown()
    view = shop.window.screen_named(ScreenName.CHANGES)
    assert isinstance(view, ChangesView)
    assert "中英双语" in view.model.rows[0].after
    shop.window.actions_table[ActionName.LANGUAGE].trigger()
    settle()
    assert "Chinese and English" in view.model.rows[0].after
    shop.window.actions_table[ActionName.LANGUAGE].trigger()
    settle()
