"""The journal bodies of domain/events_set_up.py; see outgoing.py."""

from pos_app.domain.events_set_up import CopyMade, SetUpChange, ShelfPrice
from pos_app.store.outgoing import Data, data_of


@data_of.register
def _(event: SetUpChange) -> Data:
    data: Data = {"subject": event.subject.value, "key": event.key}
    if event.before:
        data["before"] = event.before
    if event.after:
        data["after"] = event.after
    return data


@data_of.register
def _(event: ShelfPrice) -> Data:
    data: Data = {
        "change": event.change.hex(),
        "stage": event.stage.value,
        "sku": event.sku,
        "after": event.after.minor,
        "on": event.effective_on,
    }
    if event.before is not None:
        data["before"] = event.before.minor
    return data


@data_of.register
def _(event: CopyMade) -> Data:
    return {
        "work": event.work.value,
        "code": event.code,
        "epoch": event.epoch,
        "seq": event.seq,
        "sales": event.sales,
    }
