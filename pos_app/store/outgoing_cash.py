"""The journal bodies of domain/events_cash.py; see outgoing.py."""

from pos_app.domain.events_cash import SafeChanged, TillCounted
from pos_app.store.outgoing import Data, data_of


@data_of.register
def _(event: SafeChanged) -> Data:
    entry = event.entry
    data: Data = {
        "amount": entry.amount.minor,
        "expected": entry.expected.minor if entry.expected is not None else None,
        "counts": [list(pair) for pair in entry.counts] or None,
        "ref": entry.reference or None,
        "moved": entry.moved_ms,
        "again": None if entry.is_believed else True,
    }
    return {key: value for key, value in data.items() if value is not None}


@data_of.register
def _(event: TillCounted) -> Data:
    return {
        "shift": event.shift,
        "counted": event.counted.minor,
        "counts": [list(pair) for pair in event.counts],
    }
