"""A till's place in a stocktake of the store, by the code that is scanned on its sale screen."""

from pos_app.domain.scan_data import ScanData
from tests.builders import BREAD, WATER, Rig


def test_another_till_marks_its_place_by_the_code_of_the_count_on_its_sale_screen(
    shop: Rig,
) -> None:
    """A cashier may do it, in the middle of a basket; the basket stays what it was."""
    shop.ring(WATER, BREAD)
    before = shop.basket
    outcome = shop.counter.checkout.scan(ScanData("rpct1:" + "0a" * 16))
    assert (outcome.notice, outcome.basket) == ("COUNT_MARKED", before)
    assert shop.bodies("count_mark")[0]["d"] == {"count": "0a" * 16}
    for wrong in ("RPCT1:0A", "RPCT1:" + "XY" * 16, "RPCT1:" + "0A" * 17):
        with shop.refuses("COUNT_CODE_WRONG"):
            shop.counter.checkout.scan(ScanData(wrong))
    assert shop.basket == before
    shop.pay_cash()


def test_the_same_code_again_is_said_and_not_journalled_twice(shop: Rig) -> None:
    code = ScanData("RPCT1:" + "0a" * 16, symbology="]Q1")
    assert shop.counter.checkout.scan(code).notice == "COUNT_MARKED"
    shop.lose_power()
    shop.sign_on()
    assert shop.counter.checkout.scan(code).notice == "COUNT_MARKED_BEFORE"
    assert shop.kinds().count("count_mark") == 1
    shop.counter.checkout.scan(ScanData("RPCT1:" + "0b" * 16))
    assert shop.kinds().count("count_mark") == 2


def test_the_till_that_counts_has_its_place_in_the_count(managed: Rig) -> None:
    state = managed.counter.office.counts.open("A1")
    outcome = managed.counter.checkout.scan(ScanData(state.code))
    assert outcome.notice == "COUNT_MARKED_BEFORE"
    assert "count_mark" not in managed.kinds()


def test_nobody_marks_a_count_in_practice_or_signed_off(managed: Rig) -> None:
    code = ScanData("RPCT1:" + "0a" * 16)
    managed.counter.enter_training()
    with managed.refuses("COUNT_CODE_IN_TRAINING"):
        managed.counter.checkout.scan(code)
    managed.counter.leave_training()
    managed.counter.sign_on.sign_off()
    with managed.refuses("NOT_SIGNED_ON"):
        managed.counter.checkout.scan(code)
    assert "count_mark" not in managed.kinds()
