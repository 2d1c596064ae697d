"""The nightly report for people who read logs and mails: English, a line for each thing to know."""

from collections.abc import Iterator
from typing import Final

from sync.wire.head_office import DayFinding, DayReport, RowFound, TillDay

_REASONS: Final = {
    "DAY_TRANSPORT_DIFFERS": "the journals differ",
    "DAY_TRANSPORT_BEHIND": "not all of the day is in the cloud yet",
    "DAY_NOT_PROJECTED": "the cloud is still booking the day",
    "DAY_MEANING_DIFFERS": "the sums differ",
    "DAY_SCOPES_DIFFER": "the till's goods, prices or members differ",
    "DAY_SCOPES_BEHIND": "the till's goods, prices or members are not the newest",
    "DAY_TILL_SILENT": "the till has said nothing of this day",
    "DAY_NOT_CLOSED": "the till has sold and not closed the day",
    "DAY_NOT_COMPARED": "the till has closed the day and not compared it yet",
}
_NUMBERS: Final = {
    ("count", "sale"): "number of sales",
    ("count", "return"): "number of returns",
    ("count", "post_void"): "number of sales cancelled afterwards",
    ("count", "lines"): "number of lines",
    ("total", "total"): "totals of the transactions",
    ("total", "discount"): "discounts",
    ("total", "tax_added"): "tax added to prices",
    ("total", "rounding"): "cash rounding",
    ("total", "lines"): "amounts of the lines",
    ("tender", "cash"): "payments by cash",
    ("tender", "card"): "payments by card",
    ("tender", "coupon"): "payments by makers' coupons",
    ("tender", "stored_value"): "payments by gift card",
    ("points", "#spent"): "points spent",
    ("points", "#purchase"): "points earned by purchases",
    ("cash", "loan"): "cash put into the drawer",
    ("cash", "pickup"): "cash taken out of the drawer",
    ("cash", "paid_in"): "cash paid in",
    ("cash", "paid_out"): "cash paid out",
    ("cash", "counted"): "cash counted at the ends of shifts",
    ("cash", "expected"): "cash expected at the ends of shifts",
}
_FAMILIES: Final = {
    "count": "number of {key}",
    "total": "{key}",
    "tender": "payments by {key}",
    "tax": "tax {key}",
    "stock": "quantity of {key} sold",
    "points": "points moved for {key}",
    "coupon": "uses of coupon {key}",
    "cash": "cash, {key}",
}
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
    reason = _REASONS.get(till.reason, till.reason)
    word = "proved" if till.is_proved else f"NOT PROVED: {reason}"
    yield f"  {till.workstation}: {word} (quarantined {till.quarantined})"
    for one in till.differences:
        yield f"    {_number(one)};{_judgement(one)}"
        yield from (f"      {_row(one, row)}" for row in one.rows)
        more = one.rows_in_all - len(one.rows)
        if more:
            yield f"      and {more} more"


def _number(one: DayFinding) -> str:
    if one.section == "receipts":
        return "receipt numbers: not the same on both sides"
    family = _FAMILIES.get(one.section, f"{one.section} {{key}}")
    name = _NUMBERS.get((one.section, one.key)) or family.replace("{key}", one.key)
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
