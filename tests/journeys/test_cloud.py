"""What a shop does with its cloud, from the counter to head office and back."""

from pathlib import Path

from pos_app.domain.member import Purpose
from pos_app.domain.synced import DayDifference
from sync.status import RoundState
from tests.journeys.shop import DEAR, WATER, ZHANG, Shop, ShopTill

GIFT = "019800000000700000000004"
"""A coupon of class A over 50.00 in the member's wallet."""

CARD, CARD_AMOUNT = "95200001", 20_000


def test_a_day_that_was_sold_through_a_cut_network_is_proved(shop: Shop, first: ShopTill) -> None:
    sold = [first.sell(WATER)]
    first.settle()
    shop.network.cut_network()
    sold += [first.sell(WATER, WATER), first.sell(WATER)]
    assert first.exchange().state is RoundState.FAILED
    assert not first.is_acknowledged
    shop.network.restore_network()
    day = first.close_day()
    first.settle()
    first.exchange_until(lambda: shop.day(day, "T1")["is_proved"], "the day is proved")
    receipts = {row[0] for row in shop.rows("SELECT receipt FROM sale WHERE day = :day", day=day)}
    assert receipts == {str(one.receipt) for one in sold}


def test_a_price_that_head_office_changes_is_what_the_next_scan_costs(
    shop: Shop, first: ShopTill
) -> None:
    assert first.price(WATER) == 200
    shop.say("POST", "prices", {"prices": [{"sku": WATER, "price": 175}]})
    first.exchange_until(lambda: first.price(WATER) == 175, "the new price is there")
    assert first.sell(WATER).priced.total.minor == 175


def test_a_coupon_is_spent_at_one_till_and_refused_at_another(
    first: ShopTill, second: ShopTill
) -> None:
    for till in (first, second):
        till.ring(*[DEAR] * 4)
        till.take_member(ZHANG)
    first.do(lambda: first.counter.coupons.take_from_wallet(GIFT))
    assert second.refusal(lambda: second.counter.coupons.take_from_wallet(GIFT)) == (
        "COUPON_HELD_ELSEWHERE"
    )
    first.pay()
    first.settle()
    assert second.refusal(lambda: second.counter.coupons.take_from_wallet(GIFT)) == (
        "COUPON_SPENT_ELSEWHERE"
    )


def test_points_spent_at_two_tills_are_never_more_than_there_were(
    shop: Shop, first: ShopTill, second: ShopTill
) -> None:
    for till in (first, second):
        till.ring(*[DEAR] * 4)
        till.take_member(ZHANG)
    first.do(lambda: first.counter.points.spend(500))
    assert second.refusal(lambda: second.counter.points.spend(500)) == "POINTS_NOT_ENOUGH"
    second.do(lambda: second.counter.points.spend(300))
    for till in (first, second):
        till.pay()
        till.settle()
    spent = shop.rows("SELECT sum(points) FROM sale_points WHERE points < 0")
    assert spent == [(-800,)]


def test_a_gift_card_pays_a_part_here_and_the_rest_there(
    shop: Shop, first: ShopTill, second: ShopTill
) -> None:
    first.ring(WATER)
    paid = first.do(lambda: first.counter.tendering.tender_stored_value(CARD)).completed
    assert paid is not None
    first.settle()
    due = second.ring(*[DEAR] * 5).due.minor
    on_it = CARD_AMOUNT - paid.priced.total.minor
    assert due > on_it
    rest = second.do(lambda: second.counter.tendering.tender_stored_value(CARD)).basket
    assert rest is not None
    assert rest.due.minor == due - on_it
    second.pay()
    second.settle()
    assert shop.rows("SELECT balance FROM value_account ORDER BY balance") == [(0,), (5_000,)]


def test_whoever_joins_at_one_till_is_found_at_another(first: ShopTill, second: ShopTill) -> None:
    phone = "199 0000 0777"
    joining = {Purpose.MEMBERSHIP: True, Purpose.MARKETING: False, Purpose.PROFILING: False}
    assert second.refusal(lambda: second.counter.members.find(phone)) == "MEMBER_NOT_FOUND"
    first.ring(WATER)
    first.do(lambda: first.counter.enrolment.enrol(phone, "王小明", joining, "zh_CN"))
    first.pay()
    first.settle()
    second.exchange_until(lambda: second.knows_another_than(ZHANG), "the new member has come")
    (found,) = second.do(lambda: second.counter.members.find(phone))
    assert found.member is not None
    assert (found.member.name_masked, found.member.phone_last4) == ("王*", "0777")


def test_a_till_that_went_back_to_a_backup_knows_its_sales_again_and_sells_on(
    shop: Shop, first: ShopTill, tmp_path: Path
) -> None:
    sold = [first.sell(WATER)]
    first.back_up(tmp_path / "backup.db")
    sold += [first.sell(DEAR), first.sell(WATER, WATER)]
    first.settle()
    first.go_back_to(tmp_path / "backup.db")
    first.exchange_until(lambda: first.knows_again(sold), "its sales have come back")
    after = first.sell(WATER)
    assert after.receipt not in [one.receipt for one in sold]
    first.settle()
    printed = sorted(str(one.receipt) for one in (*sold, after))
    assert [row[0] for row in shop.rows("SELECT receipt FROM sale ORDER BY receipt")] == printed


def test_what_is_cancelled_or_taken_back_is_in_the_cloud_s_stock_again(
    shop: Shop, first: ShopTill
) -> None:
    kept = first.sell(WATER, DEAR)
    first.sell(WATER, WATER, WATER)
    first.settle()
    assert stock(shop) == {WATER: -4_000, DEAR: -1_000}
    first.approved(lambda ok: first.counter.returns.post_void("MISTAKE", ok))
    first.settle()
    assert stock(shop) == {WATER: -1_000, DEAR: -1_000}
    first.approved(lambda ok: first.counter.returns.return_all(kept.receipt, "FAULTY", ok))
    first.give_back()
    first.settle()
    assert stock(shop) == {WATER: 0, DEAR: 0}


def stock(shop: Shop) -> dict[str, int]:
    """What the cloud has on hand, in thousandths."""
    return dict(shop.rows("SELECT sku, on_hand FROM stock_on_hand"))


def test_a_number_that_somebody_changed_in_the_cloud_is_named_by_the_proof(
    shop: Shop, first: ShopTill
) -> None:
    water = first.sell(WATER)
    first.sell(DEAR)
    first.settle()
    shop.change("UPDATE sale_line SET amount = amount + 100 WHERE sku = :sku", sku=WATER)
    day = first.close_day()
    first.settle()
    first.exchange_until(lambda: bool(shop.day(day, "T1")["at_ms"]), "the day was compared")
    assert shop.day(day, "T1")["reason"] == "DAY_MEANING_DIFFERS"
    (found,) = shop.day(day, "T1")["differences"]
    assert (found["till"], found["cloud"], found["journal"]) == (5_480, 5_580, 5_480)
    assert [row["receipt"] for row in found["rows"]] == [str(water.receipt)]
    text = shop.say("GET", f"days/{day}?as=text").text
    assert "  T1: NOT PROVED: the sums differ" in text
    assert "    Total · amounts of lines: till 5480, cloud 5580, in minor units" in text
    assert f"      sale {water.receipt}, journal row 1." in text
    (closed,) = first.do(first.counter.cloud.lasting).days
    assert closed.differences == (DayDifference("total", "lines", 5_480, 5_580),)
