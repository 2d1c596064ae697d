"""Money that goes back is called so, on every key, label and line that the cashier reads."""

import pytest

from pos_app.domain.money import Money
from pos_app.ui import language
from tests.ui.hands import scan, strike
from tests.ui.looking import settle
from tests.ui.looks_refund import GOODS, LOOKS
from tests.ui.shop import Shop


@pytest.mark.parametrize(
    ("spoken", "key", "total", "tender_key"),
    [
        (language.Language.CHINESE, "F9 退款 ¥34.30", "应退", "F9 退款"),
        (language.Language.ENGLISH, "F9 REFUND ¥34.30", "REFUND", "F9 Give refund"),
    ],
)
def test_what_the_customer_is_owed_is_called_a_refund(
    shop: Shop, spoken: language.Language, key: str, total: str, tender_key: str
) -> None:
    LOOKS["refund"](shop)
    language.switch(spoken)
    settle()
    assert shop.checkout._pay.text() == key
    assert shop.checkout._totals._total_name.text() == total
    strike(shop, "F9")
    assert shop.tender._take.text() == tender_key
    assert shop.tender._due.text() == "¥34.30"
    assert [quick.isVisible() for quick in shop.tender.cash.keys] == [True] + [False] * 4
    strike(shop, "F1")
    assert shop.papers.printed[-1].paid == Money(-3430)
    assert "-" not in shop.checkout._finished._about.text()


def test_a_refund_given_in_two_parts_shows_both_as_given_back(shop: Shop) -> None:
    LOOKS["refund_part"](shop)
    view = shop.tender
    assert view.model.rows[0].amount == Money(-500)
    assert view.model.data(view.model.index(0, 2)) == "¥5.00"
    assert view._due.text() == "¥29.30"


def test_the_key_says_pay_again_when_the_exchange_is_worth_more(shop: Shop) -> None:
    LOOKS["refund_even"](shop)
    assert shop.checkout._pay.text() == "F9 完成 ¥0.00"
    scan(shop, GOODS[0])
    assert shop.checkout._pay.text() == "F9 收款 ¥2.50"


def test_an_even_exchange_is_finished_without_a_tender(shop: Shop) -> None:
    LOOKS["refund_even_tender"](shop)
    assert shop.tender._take.text() == "F9 完成"
    assert not any(quick.isVisible() for quick in shop.tender.cash.keys)
    strike(shop, "F9")
    assert shop.papers.printed[-1].paid == Money(0)
    assert shop.basket() is None
