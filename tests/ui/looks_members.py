"""Pictures of members, for tests/ui/looks.py: the strip, the face, coupons, points, enrolment."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from pos_app.domain.scan_data import ScanData
from pos_app.ui.action_names import ActionName
from tests.ui.looking import press, settle
from tests.ui.member_phone import (
    LI,
    OUYANG,
    ZHANG,
    ZHANG_PHONE,
    member_code,
    scan,
    stranger_code,
    voucher,
)
from tests.ui.shop import Shop

_A = ActionName
_JUICE, _TEA, _WATER = "9520105000022", "9520104000016", "9520101000026"
MAKERS_COUPON = "9912345678909"
BASKET = (_JUICE, _JUICE, _JUICE, _TEA, "9520110000017", "9520110000024", _WATER)


def trigger(shop: Shop, name: ActionName) -> None:
    shop.window.actions_table[name].trigger()
    settle()


def _bought_by(card: str) -> Callable[[Shop], None]:
    def bought(shop: Shop) -> None:
        scan(shop, *BASKET, card)

    return bought


def _member_first(shop: Shop) -> None:
    scan(shop, OUYANG)


def _with(action: ActionName, card: str = ZHANG) -> Callable[[Shop], None]:
    def opened(shop: Shop) -> None:
        scan(shop, *BASKET, card)
        trigger(shop, action)

    return opened


def _unknown(shop: Shop) -> None:
    scan(shop, *BASKET, stranger_code(shop))
    trigger(shop, _A.MEMBER)


def _find(shop: Shop) -> None:
    scan(shop, *BASKET)
    trigger(shop, _A.MEMBER)


def _hits(shop: Shop) -> None:
    _find(shop)
    shop.wiring.members.finder.field.setText("zm")
    press(shop.window, Qt.Key.Key_Return)


def _coupon_taken(shop: Shop) -> None:
    _with(_A.COUPONS)(shop)
    press(shop.window, Qt.Key.Key_F9)
    trigger(shop, _A.COUPONS)


def _voucher(shop: Shop) -> None:
    scan(shop, _WATER, voucher(shop, value=500, min_spend_minor=3_000))
    trigger(shop, _A.COUPONS)


def _points(shop: Shop) -> None:
    scan(shop, *BASKET, member_code(shop, LI))
    trigger(shop, _A.POINTS)


def _points_spent(shop: Shop) -> None:
    _points(shop)
    press(shop.window, Qt.Key.Key_F1)
    trigger(shop, _A.POINTS)


def _enrol(shop: Shop) -> None:
    _find(shop)
    press(shop.window, Qt.Key.Key_F1)


def _enrol_filled(shop: Shop) -> None:
    _enrol(shop)
    panel = shop.wiring.members.enrol_panel
    panel.phone.setText("13900007788")
    panel.name.setText("林青霞")
    press(shop.window, Qt.Key.Key_F1)
    press(shop.window, Qt.Key.Key_F2)


def _enrol_letters(shop: Shop) -> None:
    _enrol(shop)
    press(shop.window, Qt.Key.Key_F8)
    shop.checkout.keypad.letters_key.click()
    settle()


def _enrol_known(shop: Shop) -> None:
    _enrol(shop)
    shop.wiring.members.enrol_panel.phone.setText(ZHANG_PHONE)
    press(shop.window, Qt.Key.Key_F1)
    press(shop.window, Qt.Key.Key_F9)


def _enrolled(shop: Shop) -> None:
    _enrol(shop)
    shop.wiring.members.enrol_panel.phone.setText("13900007788")
    shop.wiring.members.enrol_panel.name.setText("林青霞")
    press(shop.window, Qt.Key.Key_F1)
    press(shop.window, Qt.Key.Key_F9)
    trigger(shop, _A.MEMBER)


def _join(shop: Shop) -> None:
    _find(shop)
    press(shop.window, Qt.Key.Key_F2)


def _consents(shop: Shop) -> None:
    _with(_A.MEMBER)(shop)
    press(shop.window, Qt.Key.Key_F7)


def _tender(method: ActionName) -> Callable[[Shop], None]:
    def opened(shop: Shop) -> None:
        scan(shop, *BASKET, ZHANG)
        trigger(shop, _A.PAY)
        trigger(shop, method)

    return opened


def _coupon_tender(shop: Shop) -> None:
    _tender(_A.TENDER_COUPON)(shop)
    shop.window.focus.on_scanned(ScanData(MAKERS_COUPON))
    press(shop.window, Qt.Key.Key_unknown, "3")
    press(shop.window, Qt.Key.Key_F1)


def _coupon_tendered(shop: Shop) -> None:
    _coupon_tender(shop)
    press(shop.window, Qt.Key.Key_F9)
    trigger(shop, _A.TENDER_CASH)


def _gift_card(shop: Shop) -> None:
    _tender(_A.TENDER_GIFT_CARD)(shop)
    shop.window.focus.on_scanned(ScanData("GIFT00001234"))
    press(shop.window, Qt.Key.Key_F9)


def _finished(shop: Shop) -> None:
    scan(shop, *BASKET, member_code(shop, LI))
    trigger(shop, _A.POINTS)
    press(shop.window, Qt.Key.Key_F3)
    trigger(shop, _A.PAY)
    press(shop.window, Qt.Key.Key_F1)


LOOKS: dict[str, Callable[[Shop], None]] = {
    "member_strip": _bought_by(ZHANG),
    "member_first": _member_first,
    "member_face": _with(_A.MEMBER),
    "member_birthday": _with(_A.MEMBER, OUYANG),
    "member_unknown": _unknown,
    "member_find": _find,
    "member_hits": _hits,
    "coupons": _with(_A.COUPONS),
    "coupon_taken": _coupon_taken,
    "coupon_scanned": _voucher,
    "points_by_card": _with(_A.POINTS),
    "points": _points,
    "points_spent": _points_spent,
    "enrol": _enrol,
    "enrol_filled": _enrol_filled,
    "enrol_letters": _enrol_letters,
    "enrol_known": _enrol_known,
    "enrolled": _enrolled,
    "join": _join,
    "consents": _consents,
    "finished_points": _finished,
    "tender_coupon": _coupon_tender,
    "tender_coupon_taken": _coupon_tendered,
    "tender_gift_card": _gift_card,
}
