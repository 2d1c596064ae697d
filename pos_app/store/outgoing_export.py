"""The journal body of domain/events_export.py; see outgoing.py."""

from pos_app.domain.events_export import FilesHandedOut
from pos_app.store.outgoing import Data, data_of


@data_of.register
def _(event: FilesHandedOut) -> Data:
    return {
        "what": event.what,
        "format": event.format.value,
        "from": event.first,
        "to": event.last,
        "planned": event.is_planned,
    }
