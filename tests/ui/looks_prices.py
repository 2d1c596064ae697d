"""Pictures of prices, for tests/ui/looks.py: promotions in the basket, and why this price."""

from collections.abc import Callable

from pos_app.domain.scan_data import ScanData
from pos_app.ui.action_names import ActionName
from tests.ui.shop import Shop

_JUICE, _TEA = "9520105000015", "9520104000016"
_BISCUITS = ("9520110000017", "9520110000024", "9520110000031")


def _promoted(shop: Shop) -> None:
    """Juice with the second at half price, biscuits, and not far from the next reduction."""
    for code in (_JUICE, _JUICE, _JUICE, _TEA, *_BISCUITS, *(["9520105000022"] * 4)):
        shop.till.counter.checkout.scan(ScanData(code))
    shop.checkout.show_basket(shop.basket(), 1)


def _why(shop: Shop) -> None:
    _promoted(shop)
    shop.window.actions_table[ActionName.WHY].trigger()


LOOKS: dict[str, Callable[[Shop], None]] = {
    "promoted": _promoted,
    "why": _why,
}
