"""The coupons a store begins with: campaigns, wallets, rights; and that each is given once."""

import json
from pathlib import Path
from typing import Any

import pytest

from pos_app import resources
from pos_app.assembly import open_counter
from pos_app.config import Config
from pos_app.domain.campaign import read_campaign
from pos_app.errors import Refusal
from pos_app.services.coupon_set_up import read_coupons
from tests.builders import CHEAP, HandClock

NOW_MS = 1_795_262_400_000
DEMO = resources.path("demo", "campaigns.json")
MEMBER = "88000102"
MANAGER = ("2001", "518396")


def written(folder: Path, **changes: Any) -> Path:
    body = json.loads(DEMO.read_text("utf-8")) | changes
    file = folder / "campaigns.json"
    file.write_text(json.dumps(body), "utf-8")
    return file


def test_the_demo_store_has_a_campaign_of_every_class() -> None:
    set_up = read_coupons(DEMO, NOW_MS)
    classes = {read_campaign(entry).coupon_class.value for _, entry in set_up.definitions}
    assert classes == {"a", "b", "c", "d"}
    known = {number for number, _ in set_up.definitions}
    assert {coupon.campaign for _, coupon in set_up.owned} <= known
    assert len({coupon.number for _, coupon in set_up.owned}) == len(set_up.owned)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"campaigns": [{"number": 1}]}, "COUPON_CAMPAIGN_WRONG"),
        ({"wallets": [{"member": "00"}]}, "PROFILE_WRONG"),
        ({"wallets": 5}, "PROFILE_WRONG"),
        ({"rights": [{"campaign": 1}]}, "PROFILE_WRONG"),
        ({"revoked": [{"voucher": "zz", "days": 1}]}, "PROFILE_WRONG"),
    ],
)
def test_a_set_up_that_is_wrong_says_so(tmp_path: Path, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        read_coupons(written(tmp_path, **changes), NOW_MS)


def test_every_record_in_the_description_can_be_read() -> None:
    text = resources.path("rules", "COUPONS.md").read_text("utf-8")
    blocks = [json.loads(part.split("```")[0]) for part in text.split("```json")[1:]]
    records = [block for block in blocks if "format" in block]
    templates = [block for block in blocks if "format" not in block]
    assert records
    assert templates
    for template in templates:
        records.append(records[0] | {"rule": template, "worth": 1000})
    for record in records:
        read_campaign(record)


def test_wallets_and_rights_are_there_after_the_first_start_and_no_more_after_the_next(
    tmp_path: Path,
) -> None:
    clock = HandClock()
    for start in range(3):
        till = open_counter(Config(data=tmp_path), clock, pin_cost=CHEAP)
        counter = till.counter
        counter.sign_on.sign_on(*MANAGER)
        if not start:
            counter.shifts.open_day("2026-11-21")
            counter.shifts.open_shift(())
            counter.checkout.add_item("100055")
            counter.members.take(counter.members.find(MEMBER)[0])
        offers = {offer.campaign: offer for offer in counter.coupons.wallet()}
        assert set(offers) == {7001, 7002, 7003}
        assert offers[7001].why_not == "NEEDS_MORE"
        assert offers[7003].worth.minor == 300
        assert offers[7002].worth.minor > 0
        with counter._real.desk.till.read() as connection:
            rights = connection.exec_driver_sql(
                "SELECT amount, used FROM spending_grant WHERE kind = 'right'"
            ).all()
        assert [tuple(row) for row in rights] == [(20, 0)]
        till.close()
        clock.pass_ms(3_600_000)
