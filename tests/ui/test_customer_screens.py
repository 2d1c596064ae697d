"""The customer's window among screens that come and go; its test picture; what is wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pos_app.config import load
from pos_app.errors import Refusal
from pos_app.ui import messages
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.customer_display.contract import Stage
from pos_app.ui.screens.customer_display.tongue import Speech, Tongue
from pos_app.ui.screens.device_settings.contract import Part
from pos_app.ui.screens.device_settings.view import DevicesView
from pos_app.ui.wiring_customer import CustomerPlace
from tests.ui.baskets import a_lively_basket
from tests.ui.hands import strike
from tests.ui.looks_settings import enter
from tests.ui.shop import Shop

SCREENS = {
    "screens": [
        {"name": "till", "x": 0, "y": 0, "width": 1366, "height": 768},
        {"name": "customer", "x": 1366, "y": 0, "width": 1024, "height": 600},
    ]
}
USUAL = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}


@pytest.mark.skipif(sys.platform != "linux", reason="the platform plugin with screens made up")
def test_a_screen_that_is_pulled_out_and_plugged_in_again_never_covers_the_till(
    tmp_path: Path,
) -> None:
    file = tmp_path / "screens.json"
    screens = [screen | USUAL for screen in SCREENS["screens"]]
    file.write_text(json.dumps({"screens": screens}), "utf-8")
    environment = os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={file}"}
    answer = subprocess.run(
        [sys.executable, "-m", "tests.ui.two_screens"],
        capture_output=True,
        text=True,
        timeout=60,
        env=environment,
        check=True,
    )
    said = json.loads(answer.stdout.splitlines()[-1])
    steps = {step: (name, is_visible) for step, name, is_visible in said}
    assert steps["two screens"] == ("customer", True)
    assert steps["just pulled out"][1] is False
    assert steps["pulled out"][1] is False
    assert steps["plugged in again"] == ("customer", True)
    assert steps["the till went to the other screen"] == ("till", True)
    assert steps["full"] == ("", True)


def test_the_customers_language_is_the_screens_own() -> None:
    chinese, english, both = map(Tongue, Speech)
    assert chinese.word("total") == "合计"
    assert english.word("saved", amount="¥3.00") == "You save ¥3.00"
    assert both.word("total") == "合计 Total"
    assert both.word("saved", amount="¥3.00") == "已省 You save ¥3.00"
    assert both.word("pieces", count=3) == "共 3 件 / 3 pcs"
    assert both.name("水", "Water") == "水 Water"
    assert both.name("SUSHI", "SUSHI") == "SUSHI"
    assert english.name("水", "") == "水"


@pytest.fixture
def room(shop: Shop) -> DevicesView:
    """The devices' page as the manager sees it, at the row of the customer's screen."""
    enter(shop, ScreenName.DEVICES)
    view = shop.window.screen_named(ScreenName.DEVICES)
    assert isinstance(view, DevicesView)
    mark(view)
    return view


def mark(view: DevicesView) -> None:
    view.table.select([row.part for row in view.model.rows].index(Part.CUSTOMER))


def test_without_a_second_screen_the_test_says_what_to_do(shop: Shop, room: DevicesView) -> None:
    strike(shop, "F9")
    assert shop.codes == ["CUSTOMER_NO_SCREEN"]
    place = CustomerPlace(shop.window, shop.wiring, shop.folder, shop.window)
    with pytest.raises(Refusal, match="CUSTOMER_NO_SCREEN"):
        place.show_test()
    enter(shop, ScreenName.DEVICES)
    mark(room)
    assert room.detail.text() == messages.sentence("CUSTOMER_NO_SCREEN", {})


def test_the_test_picture_stays_until_something_is_rung_up(shop: Shop, room: DevicesView) -> None:
    place = CustomerPlace(shop.window, shop.wiring, shop.folder, shop.window, is_always=True)
    strike(shop, "F9")
    assert shop.codes == ["CUSTOMER_TEST_SHOWN"]
    assert place.side is not None
    window = place.side.window
    assert window.page.stage is Stage.TEST
    assert room.marked_device().works
    for _ in range(20):
        window.on_tick()
    assert window.page.stage is Stage.IDLE
    strike(shop, "F9")
    place.side.presenter.on_basket(a_lively_basket())
    window.paint_now()
    assert window.page.stage is Stage.RINGING
    window.leave()


def test_the_language_of_the_customers_screen_is_set_up_for_the_next_start(
    shop: Shop, room: DevicesView
) -> None:
    strike(shop, "F6", "F3", "F9")
    assert load(shop.folder).customer.language == "both"
    mark(room)
    assert room.marked_device().choice == "both"
    with pytest.raises(Refusal, match="SETTINGS_WRONG"):
        shop.till.counter.office.devices.change("customer_display", {"language": "fr"})
