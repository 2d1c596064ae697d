"""The reward of the first purchase is given once to whoever joins at the till."""

from typing import Any

from pos_app.domain.member import Purpose
from tests.builders import BOOK, WATER, Rig, yuan
from tests.services.test_points import put_bundle
from tests.services.test_standing_price import bundle, half

PHONE = "13912345678"
WELCOME = half() | {"id": "welcome", "who": {"first_purchase": True}}
FULL, HALF = yuan(1130), yuan(565)


def join(rig: Rig) -> None:
    rig.counter.enrolment.enrol(PHONE, "", {Purpose.MEMBERSHIP: True}, "zh_CN")


def come_back(rig: Rig) -> None:
    rig.counter.members.take(rig.counter.members.find(PHONE)[0])


def test_the_first_purchase_of_somebody_who_joined_here_is_rewarded_once(club: Rig) -> None:
    put_bundle(club, bundle(1, WELCOME))
    club.ring(BOOK)
    join(club)
    totals = [club.basket.total]
    club.pay_cash()
    for _ in range(2):
        club.ring(BOOK)
        come_back(club)
        totals.append(club.basket.total)
        club.pay_cash()
    assert totals == [HALF, FULL, FULL]


def test_a_first_purchase_that_was_cancelled_was_none_and_a_gift_was_one(club: Rig) -> None:
    gift: dict[str, Any] = {"id": "welcome", "kind": "gift", "items": {"skus": [WATER]}}
    put_bundle(club, bundle(1, gift | {"who": {"first_purchase": True}}))
    club.ring(WATER)
    join(club)
    club.counter.tendering.complete_even()
    club.approved(lambda leave: club.counter.returns.post_void("MISTAKE", leave))
    club.ring(WATER)
    come_back(club)
    club.counter.tendering.complete_even()
    club.ring(WATER)
    come_back(club)
    assert club.basket.total == yuan(200)


def test_a_basket_that_waited_while_the_first_purchase_was_made_is_the_second(club: Rig) -> None:
    put_bundle(club, bundle(1, WELCOME))
    club.ring(BOOK)
    join(club)
    (waiting,) = club.counter.checkout.suspend()
    club.ring(BOOK)
    come_back(club)
    assert club.pay_cash().priced.total == HALF
    assert club.counter.checkout.resume(waiting.id).total == FULL
