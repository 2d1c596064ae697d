"""The day sheets that a till lends to sync, in memory: the rules of ``sync.ports.SheetSide``."""

from sync.wire.sheets import DaySheet, SheetHead


class LentSheets:
    """Sheets that a test puts here, by their days."""

    def __init__(self) -> None:
        self.due: dict[str, DaySheet] = {}
        self.sent: list[SheetHead] = []
        self.put_off: set[str] = set()

    def due_sheet(self) -> DaySheet | None:
        return self.due[max(self.due.keys() - self.put_off or self.due)] if self.due else None

    def note_sheet(self, head: SheetHead) -> None:
        self.sent.append(head)
        if self.due[head.day].head == head:
            del self.due[head.day]
            self.put_off.discard(head.day)

    def put_off_sheet(self, head: SheetHead) -> None:
        self.put_off.add(head.day)
