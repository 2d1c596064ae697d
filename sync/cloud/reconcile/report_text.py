"""The nightly report for people who read logs and mails: English, a line for each thing to know."""

from collections.abc import Iterator
from typing import Final

from sync.wire import proof_words
from sync.wire.head_office import DayFinding, DayReport, RowFound, SheetFinding, TillDay

_UNITS: Final = {
    "total": ", in minor units",
    "tender": ", in minor units",
    "tax": ", in minor units",
    "cash": ", in minor units",
    "stock": ", in thousandths",
}
_WRONG: Final = {
    "cloud": "the cloud's tables are wrong",
    "till": "the till's own tables are wrong: `verify` there names the row",
    "both": "neither side has what the journal says",
    "": "who is wrong cannot be told",
}


def as_text(said: DayReport) -> str:
    """Write a day, store by store and till by till, with what differs and the rows behind it."""
    lines = [f"day {said.day}"]
    for store in said.stores:
        word = "proved" if store.is_proved else "NOT PROVED" if store.tills else "no till yet"
        lines.append(f"{store.store}: {word}")
        for till in store.tills:
            lines += _till(till)
    return "\n".join(lines) + "\n"


def _till(till: TillDay) -> Iterator[str]:
    _, reason = proof_words.REASONS.get(till.reason, ("", till.reason))
    word = "proved" if till.is_proved else f"NOT PROVED: {reason}"
    yield f"  {till.workstation}: {word} (quarantined {till.quarantined})"
    if till.sheet is not None:
        yield f"    {_sheet(till.sheet)}"
    for one in till.differences:
        yield f"    {_number(one)};{_judgement(one)}"
        yield from (f"      {_row(one, row)}" for row in one.rows)
        more = one.rows_in_all - len(one.rows)
        if more:
            yield f"      and {more} more"


def _sheet(said: SheetFinding) -> str:
    return (
        f"its day sheet, which the store's other tills report by, says {said.transactions}"
        f" transactions and takings of {said.takings_minor}, in minor units; its journal says"
        f" {said.known} and {said.known_minor}"
    )


def _number(one: DayFinding) -> str:
    _, name = proof_words.number(one.section, one.key)
    if one.section == "receipts":  # its numbers say nothing to anybody
        return name
    return f"{name}: till {one.till}, cloud {one.cloud}{_UNITS.get(one.section, '')}"


def _judgement(one: DayFinding) -> str:
    if one.journal is None:
        return " the day is too long to read its journal again"
    says = "" if one.section == "receipts" else f" the journal says {one.journal}:"
    return f"{says} {_WRONG.get(one.wrong, one.wrong)}"


def _row(one: DayFinding, row: RowFound) -> str:
    name = " ".join(part for part in (row.kind, row.receipt) if part)
    text = f"{name}, journal row {row.epoch}.{row.seq}, id {row.transaction}"
    if row.held:
        return f"{text}: set aside ({row.held})"
    if one.section == "receipts":
        return text
    return f"{text}: by the journal {row.journal}, in the cloud {row.cloud}"
