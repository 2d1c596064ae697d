"""Every picture of the till that the tests judge and `make screenshots` keeps, by name."""

from collections.abc import Callable

from pos_app.domain.money import Money
from pos_app.domain.operators import Privilege
from pos_app.domain.quantity import Unit
from pos_app.domain.scan_data import ScanData
from pos_app.errors import Refusal
from pos_app.ui import language
from pos_app.ui.action_names import ActionName
from pos_app.ui.ports import ScreenName
from tests.ui import (
    looks_back_office,
    looks_control,
    looks_dashboard,
    looks_first_run,
    looks_letters,
    looks_members,
    looks_money,
    looks_prices,
    looks_program,
    looks_readiness,
    looks_refund,
    looks_settings,
    looks_shift,
    looks_stock,
    looks_sync,
)
from tests.ui.baskets import REASONS, a_basket, a_completed, a_lively_basket
from tests.ui.shop import CASHIER, MANAGER, WATER, Shop

SIZES = ((1366, 768), (1920, 1080))
LANGUAGES = tuple(language.Language)
_A = ActionName


def _empty(shop: Shop) -> None:
    shop.checkout.show_basket(None, None)


def _lively(shop: Shop) -> None:
    shop.checkout.show_reasons(REASONS, REASONS, REASONS)
    shop.checkout.show_basket(a_lively_basket(), 5)


def _more(shop: Shop) -> None:
    _lively(shop)
    shop.window.actions_table[_A.MORE].trigger()


def _large_total(shop: Shop) -> None:
    shop.checkout.show_basket(a_basket(500), 500)


def _panel(name: str) -> Callable[[Shop], None]:
    def opened(shop: Shop) -> None:
        _lively(shop)
        view = shop.checkout
        line = view.marked_line()
        {
            "quantity": lambda: view.ask_quantity(line),
            "weight": lambda: view.ask_weight(Unit.KILOGRAM, "红富士苹果", "Fuji Apples"),
            "price": lambda: view.ask_price(line, Money(996)),
            "discount": lambda: view.ask_discount(line),
            "note": lambda: view.ask_note("礼品包装"),
            "suspend": view.ask_suspend,
            "void": view.ask_void,
            "resume": view.ask_resume,
            "approval": lambda: view.ask_approval(
                {
                    "privilege": Privilege.DISCOUNT.value,
                    "rate_ppm": 200_000,
                    "share_ppm": 360_000,
                    "amount": Money(298),
                    "item": line.line.item,
                }
            ),
        }[name]()

    return opened


def _found(shop: Shop) -> None:
    _lively(shop)
    shop.checkout.field.setText("nai")
    shop.wiring.checkout.on_searched("nai")


def _times(shop: Shop) -> None:
    _lively(shop)
    shop.checkout.field.setText("12*")
    shop.checkout.field.type_enter()


def _training(shop: Shop) -> None:
    shop.wiring.checkout.on_training()
    shop.checkout.approval_panel.approved.emit(*MANAGER)
    shop.window.notice_bar.dismiss()
    _lively(shop)


def _done(shop: Shop) -> None:
    shop.checkout.show_completed(a_completed())


def _notice(shop: Shop) -> None:
    _lively(shop)
    shop.window.trouble(Refusal("PAY_CODE_HERE"))
    shop.window.trouble(Refusal("NOT_PERMITTED", privilege="refund_other_tender"))


def _tender(method: ActionName) -> Callable[[Shop], None]:
    def opened(shop: Shop) -> None:
        shop.window.focus.on_scanned(ScanData(WATER))
        shop.window.actions_table[_A.PAY].trigger()
        shop.window.actions_table[method].trigger()
        shop.tender.cash.field.setText("100")

    return opened


def _locked(shop: Shop) -> None:
    shop.window.actions_table[_A.LOCK].trigger()


def _signed_off(shop: Shop) -> None:
    shop.wiring.sign_on.on_sign_off()


LOOKS: dict[str, Callable[[Shop], object]] = (
    {
        "empty": _empty,
        "basket": _lively,
        "more": _more,
        "large": _large_total,
        "found": _found,
        "times": _times,
        "training": _training,
        "done": _done,
        "notice": _notice,
        "cash": _tender(_A.TENDER_CASH),
        "card": _tender(_A.TENDER_CARD),
        "wechat": _tender(_A.TENDER_WECHAT),
        "locked": _locked,
        "sign_on": _signed_off,
    }
    | {
        f"panel_{name}": _panel(name)
        for name in (
            "quantity",
            "weight",
            "price",
            "discount",
            "note",
            "suspend",
            "void",
            "resume",
            "approval",
        )
    }
    | looks_shift.LOOKS
    | looks_prices.LOOKS
    | looks_letters.LOOKS
    | looks_members.LOOKS
    | looks_refund.LOOKS
    | looks_sync.LOOKS
    | looks_back_office.LOOKS
    | looks_settings.LOOKS
    | looks_program.LOOKS
    | looks_control.LOOKS
    | looks_stock.LOOKS
    | looks_dashboard.LOOKS
    | looks_money.LOOKS
    | looks_readiness.LOOKS
    | looks_first_run.LOOKS
)


def start_afresh(shop: Shop) -> None:
    """Leave whatever the look before has opened."""
    if shop.till.counter.is_training:
        shop.wiring.checkout.on_training()
    shop.checkout.take_typed()
    shop.checkout.take_times()
    if not shop.wiring.attendance.session or shop.wiring.attendance.session.is_locked:
        shop.wiring.sign_on.on_signed(*CASHIER)
    looks_dashboard.sign_on_as(shop, CASHIER)
    inner = (
        *looks_shift.SCREENS,
        *looks_dashboard.SCREENS,
        *looks_money.SCREENS,
        *looks_stock.SCREENS,
        *looks_control.SCREENS,
    )
    for name in (ScreenName.CHECKOUT, ScreenName.SYNC, *inner):
        shop.window.screen_named(name).close_panel()
    shop.checkout.leave_more()
    while shop.window.notice_bar.notices:
        shop.window.notice_bar.dismiss()
    shop.window.go(ScreenName.CHECKOUT)
    if shop.basket() is not None:
        for tender in reversed(shop.basket().transaction.tenders):
            shop.till.counter.tendering.remove_tender(tender.number)
        shop.till.counter.checkout.suspend()
