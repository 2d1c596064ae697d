"""Why this price, in words: goods that come back are not called a price."""

from PySide6.QtWidgets import QApplication

from pos_app.domain.money import Money
from pos_app.domain.pricing.engine import price
from pos_app.domain.quantity import Quantity
from pos_app.domain.transaction import ReturnLine, Withheld
from pos_app.ui.price_words import steps_of
from tests.domain.baskets import a_transaction, an_item


def test_goods_that_come_back_show_their_share_and_what_is_withheld_of_it(
    qapp: QApplication,
) -> None:
    assert qapp
    kept = Withheld("half", "第二件半价", "Second at half price", Money(350))
    line = ReturnLine(
        1,
        an_item(),
        Quantity.of(1),
        Money(650),
        Money(0),
        Money(0),
        "FAULTY",
        withheld=(kept,),
    )
    (priced,) = price(a_transaction(line)).lines
    steps = steps_of(priced, price(a_transaction(line)).trace, str)
    assert [step.amount.minor for step in steps] == [1000, -350, 650]
