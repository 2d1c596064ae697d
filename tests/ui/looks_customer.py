"""Pictures of the customer's screen, for tests/screenshots.py: a window of its own."""

from collections.abc import Callable
from pathlib import Path

from pos_app.domain.identifiers import OperatorId
from pos_app.ui.screens.customer_display.contract import Page
from pos_app.ui.screens.customer_display.presenter import CustomerPresenter
from pos_app.ui.screens.customer_display.tongue import Speech, Tongue
from pos_app.ui.wiring_customer import CustomerSide
from tests.ui.baskets import a_basket, a_completed, a_lively_basket
from tests.ui.shop import Shop

SIZES = ((1024, 600), (1366, 768), (800, 480))
INVITATION = "https://join.example/s?c=TILL&d=20778&o=op1001&s=S012&t=T03&g=" + "A" * 86


def customer_side(shop: Shop, folder: Path) -> CustomerSide:
    """Build the customer's window beside a shop's."""
    side = CustomerSide(
        shop.window,
        shop.till.counter,
        shop.wiring.attendance,
        folder,
        Tongue(Speech.CHINESE),
        is_always=True,
    )
    side.presenter = CustomerPresenter(side.window, shop.wiring.attendance, invited)
    side.presenter.on_profile(shop.till.counter.profile)
    return side


def invited(_operator: OperatorId) -> str:
    """Invite as a store that has an address for it."""
    return INVITATION


def _idle(side: CustomerSide) -> None:
    side.presenter.on_basket(None)


def _ringing(side: CustomerSide) -> None:
    side.presenter.on_basket(a_lively_basket())


def _long(side: CustomerSide) -> None:
    side.presenter.on_basket(a_basket(500))


def _done(side: CustomerSide) -> None:
    side.presenter.on_completed(a_completed())


def _practice(side: CustomerSide) -> None:
    side.window.show_page(Page(is_training=True))


def _test(side: CustomerSide) -> None:
    side.window.show_test()


def _english(side: CustomerSide) -> None:
    side.window.face._tongue = Tongue(Speech.ENGLISH)
    side.presenter.on_basket(a_lively_basket())


def _both(side: CustomerSide) -> None:
    side.window.face._tongue = Tongue(Speech.BOTH)
    side.presenter.on_basket(a_lively_basket())


def _both_done(side: CustomerSide) -> None:
    side.window.face._tongue = Tongue(Speech.BOTH)
    side.presenter.on_completed(a_completed())


LOOKS: dict[str, Callable[[CustomerSide], None]] = {
    "customer_idle": _idle,
    "customer_ringing": _ringing,
    "customer_long": _long,
    "customer_done": _done,
    "customer_practice": _practice,
    "customer_test": _test,
    "customer_english": _english,
    "customer_both": _both,
    "customer_both_done": _both_done,
}
