"""The journey can fail: one wrong cent in the shop's price list is found, and named."""

import gzip
from pathlib import Path

import pytest

from tests.cases.coupon_oracle import FILE, Oracle
from tests.cases.journey import run_folder, run_set_up
from tests.cases.journey_data import Data, write_set_up

HEAD = (
    "household_id,store_id,basket_id,product_id,quantity,sales_value_c,retail_disc_c,"
    "coupon_disc_c,coupon_match_disc_c,week,transaction_timestamp"
)
ROWS = """1,436,11,soup,2,289,45,55,0,1,2017-01-02 10:00:00
1,436,11,milk,1,199,0,0,0,1,2017-01-02 10:00:00
1,436,12,beans,3,1000,0,0,0,1,2017-01-02 11:00:00
1,436,12,coupon,0,0,0,100,0,1,2017-01-02 11:00:00
2,319,13,fuel,10412,2459,0,0,0,1,2017-01-02 12:00:00
2,319,14,gift,1,0,399,0,0,1,2017-01-02 12:30:00
2,319,15,coupon,0,0,0,100,0,1,2017-01-02 12:40:00
1,436,16,soup,1,129,0,40,38,1,2017-01-03 10:00:00"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with gzip.open(tmp_path / "transactions_sample.csv.gz", "wt", encoding="utf-8") as text:
        text.write(f"{HEAD}\n{ROWS}\n")
    return tmp_path


def test_baskets_store_days_and_dates_agree_to_the_cent(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_folder(folder, 100) == 0
    out = capsys.readouterr().out
    assert "baskets: 5 agree, 0 differ" in out
    assert "store-days: 3 agree, 0 differ" in out
    assert "dates: 2 agree, 0 differ" in out
    assert out.splitlines()[-1] == "10 passed, 0 failed, 1 skipped"


def test_one_wrong_cent_fails_its_basket_and_its_day(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up = tmp_path / "shop"
    set_up.mkdir()
    data = Data(folder, 100)
    write_set_up(set_up, data.baskets)
    items = set_up / "items.csv"
    text = items.read_text("utf-8")
    assert text.count("NT,EA,1.99") == 1
    items.write_text(text.replace("NT,EA,1.99", "NT,EA,2.00"), "utf-8")
    shop = run_set_up(set_up, data, {})
    assert shop.failed == {"baskets": 1, "store-days": 1, "dates": 1}
    out = capsys.readouterr().out
    assert "FAILED 2017-01-02 shop 436 basket 11: total 489, paid 489, data 488; lines" in out


def test_a_wrong_card_price_is_found_by_the_rule_that_gave_it(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up = tmp_path / "shop"
    set_up.mkdir()
    data = Data(folder, 100)
    write_set_up(set_up, data.baskets)
    rules = set_up / "rules.json"
    text = rules.read_text("utf-8")
    assert text.count(": 0}") == 1  # the gift's price with the card
    rules.write_text(text.replace(": 0}", ": 1}"), "utf-8")
    run_set_up(set_up, data, {})
    assert "card-price 398, data 399" in capsys.readouterr().out


def test_a_makers_coupon_is_a_tender_that_ends_at_the_price_of_its_goods(folder: Path) -> None:
    data = Data(folder, 100)
    basket = next(basket for basket in data.baskets if basket.id == "16")
    assert (basket.total, basket.coupons) == (129, 40)
    assert data.notes["cents of coupons on such lines: no goods, so the till takes none"] == 200


def test_what_a_coupons_own_code_says_is_compared_with_what_was_given(tmp_path: Path) -> None:
    head = (
        "household_id,redemption_date,campaign_id,coupon_upc,number_system,value_code,"
        "value_code_buy,value_code_off_c,basket_id,product_id,quantity,sales_value_c,"
        "retail_disc_c,coupon_disc_c,coupon_match_disc_c,eligible_qty_in_basket,face_matches"
    )
    given = "1,2017-01-02,1,53700012376,5,76,1,100,{basket},soup,1,300,0,{coupon},{match},1,"
    lines = [
        head,
        *(
            given.format(basket=at, coupon=c, match=m)
            for at, (c, m) in enumerate([(100, 0), (200, 0), (50, 50), (77, 3)])
        ),
    ]
    with gzip.open(tmp_path / FILE, "wt", encoding="utf-8") as text:
        text.write("\n".join(lines))
    oracle = Oracle(tmp_path)
    assert (oracle.rows, oracle.agree, len(oracle.explained)) == (4, 1, 2)
    assert [row.split(":")[0] for row in oracle.unexplained] == [
        "537000123762 basket 3 product soup"
    ]
    assert oracle.numbers == {"0-soup": "537000123762"}


def test_no_more_baskets_are_read_than_asked_for(folder: Path) -> None:
    assert [basket.id for basket in Data(folder, 2).baskets] == ["13", "14"]
