"""Weighed goods without a weight in their code: the scale says it, or the cashier types it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt

from pos_app.devices.io_worker import IoWorker
from pos_app.devices.scale import ScaleDesk
from pos_app.devices.simulators import SimulatedScale
from pos_app.domain.quantity import Quantity, Unit
from pos_app.errors import Refusal
from pos_app.ui import language
from pos_app.ui.language import Language
from tests.devices.conftest import wait_until
from tests.ui.looking import clipped_texts, press, settle
from tests.ui.shop import Shop

BANANAS = "101"  # 7.96 a kilogram


@dataclass
class Weighing:
    """A shop with a scale on its counter."""

    shop: Shop
    pan: SimulatedScale

    @property
    def field(self) -> str:
        text: str = self.shop.checkout.quantity_panel.field.text()
        return text

    def type_and_enter(self, text: str) -> None:
        press(self.shop.window, Qt.Key.Key_unknown, text)
        press(self.shop.window, Qt.Key.Key_Return)


@pytest.fixture
def weighing(shop: Shop) -> Iterator[Weighing]:
    pan = SimulatedScale(Quantity(1_256))
    scale = ScaleDesk(pan, IoWorker("scale", most_waiting=1))
    scale.setParent(shop.window)
    shop.wiring.attach_scale(scale)
    yield Weighing(shop, pan)
    scale.stop()


def test_the_scale_is_read_as_soon_as_a_weight_is_needed(weighing: Weighing) -> None:
    shop = weighing.shop
    weighing.type_and_enter(BANANAS)
    assert shop.checkout.quantity_panel.isVisible()
    wait_until(lambda: weighing.field == "1.256")
    press(shop.window, Qt.Key.Key_F9)
    (line,) = shop.basket().lines
    assert (line.line.quantity, line.amount.minor) == (Quantity(1_256), 1_000)


def test_an_empty_scale_is_said_and_read_again_by_one_key(weighing: Weighing) -> None:
    weighing.pan.quantity = Quantity(0)
    weighing.type_and_enter(BANANAS)
    wait_until(lambda: weighing.shop.codes == ["SCALE_EMPTY"])
    assert weighing.field == ""
    weighing.pan.quantity = Quantity(500)
    press(weighing.shop.window, Qt.Key.Key_F1)
    wait_until(lambda: weighing.field == "0.500")
    for spoken in (Language.ENGLISH, Language.CHINESE):
        language.switch(spoken)
        settle()
        assert clipped_texts(weighing.shop.checkout.quantity_panel) == []


def test_without_an_answer_the_weight_is_typed(weighing: Weighing) -> None:
    weighing.pan.is_on = False
    weighing.type_and_enter(BANANAS)
    wait_until(lambda: weighing.shop.codes == ["SCALE_OFF"])
    weighing.type_and_enter("0.75")
    assert weighing.shop.basket().lines[0].line.quantity == Quantity(750)


def test_what_was_typed_is_not_overwritten_by_a_late_answer(weighing: Weighing) -> None:
    weighing.pan.is_on = False
    weighing.type_and_enter(BANANAS)
    press(weighing.shop.window, Qt.Key.Key_unknown, "3")
    weighing.shop.checkout.quantity_panel.show_weight(Quantity(999))
    assert weighing.field == "3"


def test_where_no_scale_stands_none_is_offered(shop: Shop) -> None:
    press(shop.window, Qt.Key.Key_unknown, BANANAS)
    press(shop.window, Qt.Key.Key_Return)
    panel = shop.checkout.quantity_panel
    assert panel.isVisible()
    assert not panel.scale_key.isVisible()
    press(shop.window, Qt.Key.Key_F1)
    assert shop.codes == []


def test_goods_by_the_metre_are_not_weighed(weighing: Weighing) -> None:
    weighing.shop.wiring.checkout._on_scan_refused(
        Refusal("WEIGHT_NEEDED", sku="100290", unit=Unit.METRE, name_zh="彩带", name_en="Ribbon")
    )
    panel = weighing.shop.checkout.quantity_panel
    assert panel.isVisible()
    assert (panel._unit.text(), panel.scale_key.isVisible()) == ("m", False)
    assert "重量" not in panel.heading.text()
    assert "彩带" in panel.heading.text()
