"""Rules that nobody should have written: the till still sells, at a price that is kept."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.pricing.bundle import NO_RULES
from pos_app.domain.quantity import Quantity
from tests.builders import BOOK, BREAD, MANAGER, SLIP, Rig, make_rig, make_template, yuan
from tests.services.test_points import attach, pay, put_bundle
from tests.services.test_standing_price import bundle, half


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("nonsense"))


@pytest.fixture
def shop(template: Path, tmp_path: Path) -> Iterator[Rig]:
    rig = make_rig(template, tmp_path / "till")
    rig.open_for(MANAGER)
    yield rig
    rig.close()


def test_a_sale_that_earns_more_points_than_a_record_holds_is_sold_all_the_same(shop: Rig) -> None:
    bonus = {"id": "m", "kind": "points", "percent": "10000", "bonus": 10**11}
    put_bundle(shop, bundle(1, bonus, points={"earn": {"points": 10**11, "per": 1}}))
    shop.ring(BOOK)
    shop.counter.checkout.set_quantity(1, Quantity.of(9_999))
    attach(shop)
    assert len(pay(shop).points) == 2


@pytest.mark.parametrize("names", [{"id": "x" * 201}, {"name": {"zh": "长" * 201}}])
def test_a_rule_with_an_endless_name_comes_into_no_record(
    shop: Rig, names: dict[str, object]
) -> None:
    put_bundle(shop, bundle(1, half() | names))
    rules = shop.counter._real.desk.rules
    assert (rules.bundle, rules.problem) == (NO_RULES, "BUNDLE_WRONG")
    shop.ring(BOOK)
    pay(shop)
    assert shop.till.notices == ()
    shop.reopen()
    assert shop.till.notices == ("BUNDLE_NOT_JSON",)


def test_of_two_floors_for_the_same_goods_the_higher_holds(shop: Rig) -> None:
    goods = {"items": {"skus": [BOOK]}}
    floors = [goods | {"price": 900}, goods | {"percent": "10"}]
    put_bundle(shop, bundle(1, half() | {"percent": "100"}, floors=floors))
    assert shop.ring(BOOK).lines[0].net == yuan(900)


def test_a_basket_under_more_rules_than_a_record_holds_is_split_and_can_be_paid(shop: Rig) -> None:
    each = {"kind": "amount_off", "amount": 500, "per": "transaction", "needs": [{"spend": 1}]}
    put_bundle(shop, bundle(1, *(each | {"id": f"rule-number-{at}"} for at in range(200))))
    shop.ring(*[BOOK, BREAD] * 5, thousandths=30_000)
    with pytest.raises(Exception, match="TRANSACTION_TOO_LARGE"):
        shop.ring(*[BOOK, BREAD] * 20, thousandths=30_000)
    assert len(shop.basket.trace.applications) > 100
    shop.counter.tendering.tender_card(yuan(100), SLIP)
    pay(shop)


def test_a_search_without_end_ends_while_the_customer_waits(shop: Rig) -> None:
    rules = [
        {
            "id": f"nth-{at}",
            "kind": "nth",
            "percents": ["0", f"{at * 7 % 90 + 5}"],
            "exclusivity": f"g{at % 3}",
        }
        for at in range(30)
    ]
    rungs = [{"at": 300 + at * 61, "amount": 50 + at * 23} for at in range(10)]
    ladders = [{"id": f"l{at}", "kind": "ladder", "steps": [r]} for at, r in enumerate(rungs)]
    put_bundle(shop, bundle(1, *rules, *ladders, policy={"steps": 10**11}))
    shop.ring(*[BOOK, BREAD] * 4)
    assert not shop.basket.trace.is_proved
    pay(shop)


def test_a_file_of_rules_that_breaks_while_the_till_runs_stops_no_sale(shop: Rig) -> None:
    put_bundle(shop, bundle(1, half()))
    for file in shop.folder.glob("reference.db*"):
        file.write_bytes(os.urandom(file.stat().st_size))
    assert shop.ring(BOOK).total == yuan(565)
    pay(shop)
    assert shop.counter._real.desk.rules.problem == "DATABASE_CORRUPT"
