"""Once money has been taken, the price stands: against clock, new rules, lock and restart."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pos_app.domain.quantity import Quantity
from tests.builders import BOOK, BREAD, MANAGER, SLIP, WATER, Rig, make_rig, make_template, yuan
from tests.services.test_points import BUNDLE, allow, attach, pay, put_bundle, used

MINUTE_MS = 60_000


def bundle(version: int, *rules: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"format": "ronghe-rules/1", "id": "h", "version": version, "rules": rules} | more


def half(**when: str) -> dict[str, Any]:
    return {"id": "happy", "kind": "percent_off", "percent": "50", "when": when}


def in_minutes(rig: Rig, minutes: int) -> str:
    local_ms = rig.clock.wall + (rig.clock.utc_offset_minutes() + minutes) * MINUTE_MS
    return datetime.fromtimestamp(local_ms // 1000, UTC).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("standing"))


@pytest.fixture
def shop(template: Path, tmp_path: Path) -> Iterator[Rig]:
    rig = make_rig(template, tmp_path / "till")
    rig.open_for(MANAGER)
    yield rig
    rig.close()


def test_a_promotion_that_ends_between_two_tenders_is_still_given(shop: Rig) -> None:
    put_bundle(shop, bundle(1, half(until=in_minutes(shop, 10))))
    total = shop.ring(BOOK, WATER).total
    assert total == yuan(665)
    shop.counter.tendering.tender_card(yuan(100), SLIP)
    shop.clock.pass_ms(15 * MINUTE_MS)
    shop.counter.tendering.tender_card(yuan(100), SLIP)
    assert shop.basket.total == total
    assert shop.pay_cash().priced.total == total


def test_a_promotion_that_begins_after_most_is_paid_owes_the_customer_nothing(shop: Rig) -> None:
    put_bundle(shop, bundle(1, half(**{"from": in_minutes(shop, 10)})))
    total = shop.ring(BOOK, WATER).total
    shop.counter.tendering.tender_card(yuan(total.minor - 100), SLIP)
    shop.clock.pass_ms(15 * MINUTE_MS)
    shop.counter.tendering.tender_card(yuan(50), SLIP)
    assert shop.basket.due == yuan(50)
    assert shop.pay_cash().priced.total == total


@pytest.mark.parametrize("how", ["restart", "power", "lock"])
def test_other_rules_that_come_meanwhile_wait_for_the_next_customer(shop: Rig, how: str) -> None:
    put_bundle(shop, bundle(1, half(), points=BUNDLE["points"]))
    shop.ring(BOOK, BREAD, BREAD)
    attach(shop)
    allow(shop)
    shop.counter.points.spend(300)
    shop.counter.checkout.set_quantity(1, Quantity.of(2))
    before = shop.basket
    shop.counter.tendering.tender_card(yuan(100), SLIP)
    put_bundle(shop, bundle(2, half() | {"percent": "90"}, points=BUNDLE["points"]))
    if how == "lock":
        shop.counter.sign_on.lock()
        shop.counter.sign_on.unlock(*MANAGER)
    elif how == "power":
        shop.lose_power()
        shop.sign_on(MANAGER)
    else:
        shop.reopen()
        shop.sign_on(MANAGER)
    assert (shop.basket.total, shop.basket.due) == (before.total, before.total - yuan(100))
    assert shop.basket.lines == before.lines
    assert shop.basket.trace.applications == before.trace.applications
    sold = pay(shop)
    assert sold.priced.trace.bundle == "h"
    assert sold.priced.trace.version == 1
    assert used(shop) == 300
    assert shop.ring(BOOK).total < sold.priced.lines[0].amount


def test_with_the_last_tender_taken_out_the_price_is_of_the_moment_again(shop: Rig) -> None:
    put_bundle(shop, bundle(1, half(until=in_minutes(shop, 10))))
    total = shop.ring(BOOK, WATER).total
    shop.counter.tendering.tender_card(yuan(100), SLIP)
    shop.clock.pass_ms(15 * MINUTE_MS)
    shop.counter.checkout.note(1, "gift wrap")
    assert shop.basket.total == total
    assert shop.basket.lines[0].line.note == "gift wrap"
    shop.counter.tendering.remove_tender(1)
    assert shop.basket.total == yuan(1330)
