"""Pictures of the goods of the store, for tests/ui/looks.py."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from tests.ui.looking import press
from tests.ui.shop import Shop

_KEY = Qt.Key


def _lost_sale(shop: Shop) -> None:
    press(shop.window, _KEY.Key_F10)
    press(shop.window, _KEY.Key_F2)


LOOKS: dict[str, Callable[[Shop], None]] = {"lost-sale": _lost_sale}
