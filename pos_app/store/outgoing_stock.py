"""Bodies of the events about goods: see outgoing.py for what holds for all bodies.

``q`` is signed thousandths, ``cost`` minor units for one unit, ``want`` what the note said. What
was counted has its mark: epoch ``e``, row ``s``, last receipt ``r`` of this till when it was taken.
"""

from pos_app.domain import events_stock as events
from pos_app.domain.stock import CountedLine, MovedLine
from pos_app.store.outgoing import Data, data_of


@data_of.register
def _(event: events.StockReceived) -> Data:
    return _document(event)


@data_of.register
def _(event: events.StockTransferredIn) -> Data:
    return _document(event)


@data_of.register
def _(event: events.StockTransferredOut) -> Data:
    return _document(event)


@data_of.register
def _(event: events.StockAdjusted) -> Data:
    return {"reason": event.reason_code, "lines": _moved(event.lines)}


@data_of.register
def _(event: events.CountOpened) -> Data:
    return {"count": event.count.hex(), "section": event.section}


@data_of.register
def _(event: events.CountMarked) -> Data:
    return {"count": event.count.hex()}


@data_of.register
def _(event: events.StockCounted) -> Data:
    return {
        "count": event.count.hex(),
        "section": event.section,
        "part": event.part,
        "parts": event.parts,
        "lines": [_counted(number, line) for number, line in enumerate(event.lines, 1)],
    }


@data_of.register
def _(event: events.CountDropped) -> Data:
    return {"count": event.count.hex()}


@data_of.register
def _(event: events.OutOfStock) -> Data:
    return {"sku": event.sku, "q": event.on_hand, "by": event.found_by}


@data_of.register
def _(event: events.LostSale) -> Data:
    sku: Data = {"sku": event.sku} if event.sku else {}
    return {"reason": event.reason_code} | sku


def _document(
    event: events.StockReceived | events.StockTransferredIn | events.StockTransferredOut,
) -> Data:
    return {"note": event.note, "partner": event.partner, "lines": _moved(event.lines)}


def _moved(lines: tuple[MovedLine, ...]) -> list[Data]:
    return [_moved_line(number, line) for number, line in enumerate(lines, 1)]


def _moved_line(number: int, line: MovedLine) -> Data:
    data: Data = {
        "n": number,
        "sku": line.sku,
        "q": line.thousandths,
        "cost": line.cost.minor if line.cost is not None else None,
        "lot": line.lot or None,
        "exp": line.expires_on or None,
        "want": line.expected,
        "pack": line.pack,
    }
    return {key: value for key, value in data.items() if value is not None}


def _counted(number: int, line: CountedLine) -> Data:
    return {
        "n": number,
        "sku": line.sku,
        "q": line.counted,
        "was": line.before,
        "e": line.mark.epoch,
        "s": line.mark.seq,
        "r": line.mark.number,
    }
