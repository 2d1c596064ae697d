"""The journal bodies of domain/events_offers.py; see outgoing.py."""

from pos_app.domain.events_offers import CouponsShown, CouponTaken
from pos_app.store.outgoing import Data, data_of


@data_of.register
def _(event: CouponsShown) -> Data:
    return {"shown": [list(pair) for pair in event.campaigns]}


@data_of.register
def _(event: CouponTaken) -> Data:
    return {"campaign": event.campaign}
