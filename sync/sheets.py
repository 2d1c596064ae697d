"""Day sheets up: what this till's reports know of its days, one sheet at a time.

A sheet is no fact: it can be made again, and waits for everything else. It goes up once the cloud
holds the journal that far, so that it can be compared with what it was made of.
"""

from sync.errors import ServerRefused
from sync.line import Line
from sync.steps import SEGMENT_DEADLINE_MS, Lane, Outgoing, Steps
from sync.wire.holds import Done
from sync.wire.packing import pack
from sync.wire.sheets import DaySheet


def due_sheet(line: Line) -> DaySheet | None:
    """Give a sheet that the cloud lacks and can take now; None when there is none."""
    sheet, have = line.sheets.due_sheet(), line.have
    if sheet is None or have is None:
        return None
    is_held = (sheet.head.epoch, sheet.head.seq) <= (have.epoch, have.seq)
    return sheet if is_held else None


def send_sheet(line: Line) -> Steps[int]:
    """Send the newest sheet that is due; give how many went. One that is refused goes last."""
    sheet = due_sheet(line)
    if sheet is None:
        return 0
    asked = Outgoing(
        "POST", "/sync/v1/sheets", Lane.BULK, body=pack(sheet), deadline_ms=SEGMENT_DEADLINE_MS
    )
    try:
        yield from line.ask(asked, Done)
    except ServerRefused:
        line.sheets.put_off_sheet(sheet.head)
        raise
    line.sheets.note_sheet(sheet.head)
    return 1
