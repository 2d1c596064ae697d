"""What is open on a restored or copied disk gets another id: it may be finished elsewhere."""

import shutil

from pos_app.cloud_link import CloudLink
from pos_app.domain.identifiers import TransactionId
from tests.builders import APPLE, BOOK, BREAD, SLIP, WATER, Rig, yuan
from tests.services.club import OUYANG, ZHANG, Phones, scan
from tests.services.coupon_book import Book


def linked(rig: Rig) -> CloudLink:
    return CloudLink(rig.till.linked(), lambda act: act(), lambda _status: None)


def ids(rig: Rig) -> list[TransactionId]:
    with rig.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT id FROM open_transaction ORDER BY state, id")
        return [TransactionId(row[0]) for row in rows]


def one_aside_and_one_at_hand(rig: Rig) -> None:
    rig.ring(APPLE, thousandths=333)
    rig.counter.checkout.suspend("blue coat")
    rig.ring(WATER, BREAD)


def test_a_basket_of_a_backup_is_paid_before_and_after_under_two_ids(shop: Rig) -> None:
    one_aside_and_one_at_hand(shop)
    before = ids(shop)
    shop.close()
    shutil.copy(shop.folder / "till.db", shop.folder / "kept")
    shop.open()
    shop.sign_on()
    first = shop.pay_cash()
    shop.close()
    (shop.folder / "kept").replace(shop.folder / "till.db")
    shop.open()
    shop.sign_on()
    again = shop.pay_cash()
    assert first.priced.transaction.id == before[0]
    assert again.priced.transaction.id not in before
    assert again.priced.lines == first.priced.lines
    (aside,) = shop.counter.checkout.suspended()
    assert aside.id not in before
    assert shop.counter.checkout.resume(aside.id).lines[0].line.quantity.thousandths == 333


def test_a_till_in_doubt_goes_on_with_the_basket_at_hand_under_another_id(shop: Rig) -> None:
    one_aside_and_one_at_hand(shop)
    shop.counter.tendering.tender_card(yuan(100), SLIP)
    before, lines = ids(shop), shop.basket.lines
    journal = linked(shop).journal
    journal.note_doubt()
    after = ids(shop)
    assert not set(after) & set(before)
    assert shop.basket.transaction.id == after[0]
    journal.note_doubt()
    assert ids(shop) == after, "it is the same doubt"
    assert shop.basket.lines == lines
    assert shop.pay_cash().priced.transaction.id == after[0]
    shop.counter.checkout.resume(after[1])
    shop.ring(BOOK)
    linked(shop).journal.note_doubt()
    assert shop.basket.transaction.id not in after, "another start may be of another disk"
    shop.pay_cash()


def test_the_buyers_code_and_coupon_go_with_the_basket(club: Rig) -> None:
    phones, book = Phones(club), Book(club)
    book.campaign(1)
    club.ring(BREAD)
    code = phones.code(ZHANG)
    scan(club, code)
    voucher = book.voucher()
    club.counter.coupons.accept(voucher)
    priced = club.basket.total
    linked(club).journal.note_doubt()
    scan(club, code)
    assert club.basket.total == priced
    club.counter.checkout.suspend("")
    club.ring(WATER)
    book.refuse(voucher, "COUPON_RESERVED")
    with club.refuses("PM1_REPLAYED"):
        scan(club, code)
    scan(club, phones.code(OUYANG))
    club.pay_card()
