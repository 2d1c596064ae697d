"""Keys struck twice, and again before the till has answered: what was meant once counts once."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pos_app.domain.money import Money
from pos_app.ui.action_names import ActionName
from pos_app.ui.ports import ScreenName, Trouble
from tests.ui.hands import enter, go, scan, strike, touch, type_text
from tests.ui.looking import settle
from tests.ui.shop import CASHIER, MANAGER, WATER, SameThread, Shop, open_shop

_A = ActionName
SIZE = (1366, 768)


class SlowThread(SameThread):
    """A till whose answers come when the test says so, as behind a slow disk."""

    def __init__(self) -> None:
        super().__init__()
        self.is_held = False
        self._held: list[tuple[Any, ...]] = []

    def run(
        self,
        operation: Callable[[], Any],
        then: Callable[[Any], None],
        refused: Callable[[Trouble], None] | None = None,
    ) -> bool:
        if self.is_held:
            self._held.append((operation, then, refused))
            return True
        return super().run(operation, then, refused)

    def answer(self) -> None:
        """Carry out all that was asked for meanwhile, in order."""
        self.is_held = False
        held, self._held = self._held, []
        for job in held:
            super().run(*job)
        settle()


@pytest.fixture
def slow() -> SlowThread:
    return SlowThread()


def _open(template: Path, folder: Path, slow: SlowThread, who: tuple[str, str]) -> Shop:
    shop = open_shop(template, folder, slow)
    shop.open_for_trade(who)
    shop.show(*SIZE)
    shop.wiring.sign_on.on_signed(*who)
    settle()
    return shop


@pytest.fixture
def shop(template: Path, tmp_path: Path, chinese: None, slow: SlowThread) -> Iterator[Shop]:
    """A shop in the manager's hands, who is asked for no second person."""
    shop = _open(template, tmp_path / "data", slow, MANAGER)
    yield shop
    shop.close()


def test_enter_struck_twice_takes_part_of_the_cash_once(shop: Shop, slow: SlowThread) -> None:
    for _ in range(3):
        scan(shop, WATER)
    strike(shop, "F9")
    type_text(shop, "2")
    slow.is_held = True
    strike(shop, "Return", "Return")
    slow.answer()
    assert [line.amount for line in shop.basket().transaction.tenders] == [Money(200)]
    assert shop.codes == []


def test_a_note_touched_twice_finishes_the_sale_without_a_word_of_trouble(
    shop: Shop, slow: SlowThread
) -> None:
    scan(shop, WATER)
    strike(shop, "F9")
    slow.is_held = True
    touch(shop, _A.QUICK_1)
    touch(shop, _A.QUICK_1)
    slow.answer()
    assert len(shop.papers.printed) == 1
    assert shop.codes == []


def test_the_key_of_the_exact_amount_struck_twice_prints_no_copy(shop: Shop) -> None:
    scan(shop, WATER)
    strike(shop, "F9")
    strike(shop, "F1", "F1")
    assert [receipt.copy for receipt in shop.papers.printed] == [0]


def test_a_payment_is_taken_out_once_for_a_key_struck_twice(shop: Shop, slow: SlowThread) -> None:
    for _ in range(3):
        scan(shop, WATER)
    strike(shop, "F9")
    enter(shop, "1")
    enter(shop, "2")
    shop.tender.table.select(0)
    slow.is_held = True
    strike(shop, "Delete", "Delete")
    slow.answer()
    assert [line.amount for line in shop.basket().transaction.tenders] == [Money(200)]


def test_an_even_exchange_finishes_once(shop: Shop, slow: SlowThread) -> None:
    scan(shop, WATER)
    shop.till.counter.checkout.override_price(
        1, Money(0), shop.till.counter.profile.reasons[0].code
    )
    go(shop, ScreenName.CHECKOUT)
    strike(shop, "F9")
    slow.is_held = True
    strike(shop, "F9", "F9")
    slow.answer()
    assert len(shop.papers.printed) == 1
    assert shop.codes == []


def test_money_paid_out_moves_once(shop: Shop, slow: SlowThread) -> None:
    go(shop, ScreenName.SHIFT)
    strike(shop, "F4")
    strike(shop, "F1")
    type_text(shop, "50")
    slow.is_held = True
    strike(shop, "F9", "F9")
    slow.answer()
    figures = shop.till.counter.shifts.x_report().figures
    assert figures.cash.paid_out == Money(5_000)
    assert shop.papers.drawer_kicks == 1
    assert shop.codes == ["PAID_OUT_DONE"]


def test_the_drawer_opens_once_without_a_sale(shop: Shop, slow: SlowThread) -> None:
    go(shop, ScreenName.SHIFT)
    strike(shop, "F7")
    strike(shop, "F1")
    slow.is_held = True
    strike(shop, "F9", "F9")
    slow.answer()
    assert shop.till.counter.shifts.x_report().figures.control.no_sales == 1


def test_a_piece_comes_back_once(shop: Shop, slow: SlowThread) -> None:
    scan(shop, WATER)
    scan(shop, WATER)
    strike(shop, "F9")
    strike(shop, "F1")
    (sold,) = shop.papers.printed
    go(shop, ScreenName.RETURNS)
    enter(shop, str(sold.receipt.number))
    strike(shop, "F9")
    strike(shop, "F1")
    type_text(shop, "1")
    slow.is_held = True
    strike(shop, "F9", "F9")
    slow.answer()
    assert [line.line.quantity.thousandths for line in shop.basket().lines] == [1_000]


def test_a_weight_struck_twice_does_not_change_another_line(shop: Shop, slow: SlowThread) -> None:
    scan(shop, WATER)
    weighed = _weighed(shop)
    enter(shop, weighed)
    assert shop.checkout.quantity_panel.isVisible()
    type_text(shop, "3")
    slow.is_held = True
    strike(shop, "Return", "Return")
    slow.answer()
    assert [line.line.quantity.thousandths for line in shop.basket().lines] == [1_000, 3_000]


def test_a_refused_weight_is_mended_and_still_means_what_was_scanned(shop: Shop) -> None:
    scan(shop, WATER)
    enter(shop, _weighed(shop))
    enter(shop, "0")
    assert shop.codes == ["QUANTITY_NOT_POSITIVE"]
    assert shop.checkout.quantity_panel.isVisible()
    enter(shop, "3")
    assert [line.line.quantity.thousandths for line in shop.basket().lines] == [1_000, 3_000]


def test_a_pin_struck_with_two_enters_is_looked_at_once(
    template: Path, tmp_path: Path, chinese: None, slow: SlowThread
) -> None:
    shop = _open(template, tmp_path / "data", slow, CASHIER)
    go(shop, ScreenName.SHIFT)
    strike(shop, "F7")
    strike(shop, "F1", "F9")
    enter(shop, MANAGER[0])
    type_text(shop, MANAGER[1])
    slow.is_held = True
    strike(shop, "Return", "Return")
    slow.answer()
    assert shop.codes == ["DRAWER_OPENED"]
    shop.close()


def test_an_empty_pin_is_no_attempt(closed_shop: Shop) -> None:
    enter(closed_shop, CASHIER[0])
    for _ in range(6):
        strike(closed_shop, "Return")
    enter(closed_shop, CASHIER[1])
    assert closed_shop.checkout.isVisible()


def test_signing_on_with_two_enters_says_nothing_more(
    template: Path, tmp_path: Path, chinese: None, slow: SlowThread
) -> None:
    shop = open_shop(template, tmp_path / "data", slow)
    shop.open_for_trade()
    shop.show(*SIZE)
    enter(shop, CASHIER[0])
    type_text(shop, CASHIER[1])
    slow.is_held = True
    strike(shop, "Return", "Return")
    slow.answer()
    assert shop.checkout.isVisible()
    assert shop.codes == []
    shop.close()


def _weighed(shop: Shop) -> str:
    """Give the number of something sold by weight."""
    found = shop.till.counter.checkout.search("苹果")
    return next(item.plu or item.sku for item in found if item.unit.is_measured)
