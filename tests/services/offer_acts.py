"""Every kind of fact about offers once, for the tests that want a row of each."""

import itertools

from pos_app.demo.issuer_keys import make_keys
from tests.builders import HandClock, Rig
from tests.services.coupon_book import Book

IDS = 5_000_000
"""Ids of these acts are none of the day's: what comes after them has the ids it always had."""


def offer_in_every_way(rig: Rig) -> None:
    """The member at hand is shown a coupon, takes it and gives it back."""
    ids, rig.clock._ids = rig.clock._ids, itertools.count(IDS)
    member = rig.counter.members.member_at_hand()
    assert member is not None
    make_keys(rig.folder, HandClock(7).random_bytes, rig.clock.wall // 1000)
    book = Book(rig)
    book.campaign(7)
    book.owned(7, 100, member.number)
    (offer,) = rig.counter.coupons.wallet()
    rig.counter.coupons.take_from_wallet(offer.number)
    rig.counter.coupons.give_back(offer.number)
    rig.clock._ids = ids
