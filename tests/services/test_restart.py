"""What was saved is there after a stop, in order or by power cut; and old receipts come again."""

from collections.abc import Callable

import pytest

from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.quantity import Quantity
from pos_app.domain.transaction import Discount
from pos_app.errors import EnvironmentFault
from tests.builders import APPLE, BOOK, BREAD, CASHIER, MANAGER, SLIP, WATER, Rig, yuan


def just_lines(rig: Rig) -> None:
    rig.ring(WATER, BREAD, BOOK)


def everything(rig: Rig) -> None:
    checkout = rig.counter.checkout
    sold = rig.sell(BREAD, BREAD)
    rig.ring(APPLE, thousandths=333)
    rig.ring(WATER, BOOK)
    checkout.void_line(2)
    checkout.note(3, "送 A 栋")
    checkout.override_price(3, yuan(900), "MATCH")
    checkout.discount_line(1, Discount("EXPIRY", "", rate_ppm=333_333))
    checkout.discount_transaction(Discount("GOODWILL", "", amount=yuan(7)))
    rig.counter.returns.return_line(sold.receipt, 1, Quantity.of(1), "WRONG")
    rig.counter.returns.return_without_receipt(WATER, Quantity.of(1), "FAULTY")


def a_tender_taken(rig: Rig) -> None:
    rig.ring(BOOK)
    rig.counter.tendering.tender_card(yuan(500), SLIP)
    rig.counter.tendering.tender_cash(yuan(10))


@pytest.mark.parametrize("make", [just_lines, everything, a_tender_taken])
def test_the_open_transaction_comes_back_as_it_was(rig: Rig, make: Callable[[Rig], None]) -> None:
    rig.open_for(MANAGER)
    make(rig)
    before = rig.basket
    for stop in (rig.reopen, rig.lose_power):
        stop()
        assert rig.counter.checkout.basket() is None
        rig.counter.sign_on.sign_on(*MANAGER)
        assert rig.basket == before
    done = rig.pay_card()
    assert rig.counter.history.find(done.receipt) == done


def test_only_an_unclean_stop_is_told(rig: Rig) -> None:
    rig.reopen()
    assert rig.till.notices == ()
    rig.lose_power()
    assert rig.till.notices == ("STOPPED_UNCLEANLY",)
    assert [body["d"]["clean"] for body in rig.bodies("boot")][-2:] == [True, False]


def test_shift_and_day_are_open_as_before(shop: Rig) -> None:
    shop.lose_power()
    session = shop.counter.sign_on.sign_on(*CASHIER)
    assert session.can_sell
    assert shop.sell(WATER).receipt.number == 1


class TestAFileThatIsGone:
    """A till never begins again at receipt 1 beside what it has sold."""

    def test_records_emptied_by_a_broken_disk_are_missing_records(self, shop: Rig) -> None:
        shop.sell(WATER)
        shop.close()
        records = shop.folder / "till.db"
        whole = records.read_bytes()
        records.write_bytes(b"")
        with pytest.raises(EnvironmentFault, match="DATABASE_MISSING"):
            shop.open()
        assert records.read_bytes() == b""
        records.write_bytes(whole)
        shop.open()

    @pytest.mark.parametrize("names", [("device.key",), ("device.key", "terminal.mark")])
    def test_a_missing_key_is_named_and_no_other_is_made(
        self, shop: Rig, names: tuple[str, ...]
    ) -> None:
        shop.sell(WATER)
        shop.close()
        gone = {shop.folder / name: (shop.folder / name).read_bytes() for name in names}
        for path in gone:
            path.unlink()
        with pytest.raises(EnvironmentFault, match="KEY_FILE_MISSING"):
            shop.open()
        for path, content in gone.items():
            assert not path.exists()
            path.write_bytes(content)
        shop.open()


class TestHistory:
    def test_the_latest_come_first(self, shop: Rig) -> None:
        numbers = [shop.sell(WATER).receipt.number for _ in range(5)]
        assert [entry.receipt.number for entry in shop.counter.history.recent(3)] == [5, 4, 3]
        assert numbers == [1, 2, 3, 4, 5]
        entry = shop.counter.history.recent(1)[0]
        assert (entry.first_item_zh, entry.first_item_en, entry.line_count) == (
            "矿泉水",
            "Water",
            1,
        )

    def test_copies_are_counted_noted_and_change_nothing_else(self, shop: Rig) -> None:
        done = shop.sell(WATER)
        reprint = shop.counter.history.reprint
        first = shop.approved(lambda approval: reprint(done.receipt, approval))
        second = shop.approved(lambda approval: reprint(done.receipt, approval))
        assert (first.copy, second.copy, first.priced) == (1, 2, done.priced)
        assert [body["d"] for body in shop.bodies("reprint")] == [
            {"of": str(done.receipt), "copy": 1},
            {"of": str(done.receipt), "copy": 2},
        ]
        assert shop.counter.history.find(done.receipt) == done

    def test_a_copy_can_be_printed_between_shifts(self, rig: Rig) -> None:
        rig.open_for(MANAGER)
        done = rig.sell(WATER)
        rig.counter.shifts.close_shift(())
        assert rig.counter.history.reprint(done.receipt).copy == 1

    def test_an_unknown_receipt_is_refused(self, shop: Rig) -> None:
        for act in (shop.counter.history.find, shop.counter.history.reprint):
            with shop.refuses("RECEIPT_UNKNOWN"):
                act(ReceiptNumber("S12", "T03", 1))
        shop.counter.sign_on.lock()
        with shop.refuses("SCREEN_LOCKED"):
            shop.counter.history.recent()
