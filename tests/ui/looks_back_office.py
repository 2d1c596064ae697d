"""Pictures of the manager's desk, for tests/ui/looks.py."""

from collections.abc import Callable

from pos_app.ui.ports import ScreenName
from tests.ui.shop import Shop


def _office(shop: Shop) -> None:
    shop.window.go(ScreenName.OFFICE)


LOOKS: dict[str, Callable[[Shop], None]] = {"office": _office}
