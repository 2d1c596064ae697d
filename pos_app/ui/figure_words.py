"""Figures of reports in words: days and periods, changes, tenders, and what bars stand for.

The words follow the language spoken when they are made. Charts, tables and files say the same.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.part import Part
from pos_app.domain.insight.period import Period
from pos_app.domain.money import Money
from pos_app.domain.tender import TenderType
from pos_app.ui import act_words, formats
from pos_app.ui.marked import marked

_WEEKDAYS: Final = (
    marked("Weekdays", "Mon"),
    marked("Weekdays", "Tue"),
    marked("Weekdays", "Wed"),
    marked("Weekdays", "Thu"),
    marked("Weekdays", "Fri"),
    marked("Weekdays", "Sat"),
    marked("Weekdays", "Sun"),
)
_TENDERS: Final = {
    TenderType.CASH: marked("Tenders", "Cash"),
    TenderType.CARD: marked("Tenders", "Card"),
    TenderType.COUPON: marked("Tenders", "Maker's coupon"),
    TenderType.STORED_VALUE: marked("Tenders", "Gift card"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure stands against another: an arrow and a percentage, ``is_up`` None when equal.

    ``words`` are empty when there is nothing to measure against.
    """

    words: str
    is_up: bool | None


def tender(kind: TenderType) -> str:
    """Name a tender."""
    return QCoreApplication.translate("Tenders", _TENDERS[kind])


def weekday(day: BusinessDate) -> str:
    """Name the day of the week."""
    return QCoreApplication.translate("Weekdays", _WEEKDAYS[date.fromisoformat(day).weekday()])


def day(of: BusinessDate) -> str:
    """Write a day: ``2026-11-22 Sun``."""
    return f"{of} {weekday(of)}"


def short_day(of: BusinessDate) -> str:
    """Write a day without its year: ``11-22 Sun``."""
    return f"{of[5:]} {weekday(of)}"


def period(of: Period) -> str:
    """Write a day, or the first and the last one."""
    return day(of.first) if of.days == 1 else f"{of.first} – {of.last}"


def short_period(of: Period) -> str:
    """Write a period in little room: a day without its year."""
    return short_day(of.first) if of.days == 1 else f"{of.first[2:]} – {of.last[2:]}"


def change(now: int, before: int) -> Change:
    """Measure one figure against another, in tenths of a per cent, half up."""
    if before <= 0:
        return Change("", None)
    tenths = (2000 * (now - before) + before) // (2 * before)
    if tenths == 0:
        return Change("= 0%", None)
    whole, rest = divmod(abs(tenths), 10)
    text = f"{whole:,}.{rest}" if whole < 100 else f"{whole:,}"
    return Change(f"▲ +{text}%" if tenths > 0 else f"▼ −{text}%", tenths > 0)


def percent(part: int, whole: int) -> str:
    """Write a share in tenths of a per cent, half up; a dash of nothing."""
    if whole <= 0:
        return "–"
    tenths = (2000 * part + whole) // (2 * whole)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10}%"


def whole(minor: int, currency: str) -> str:
    """Write an amount for a bar or a gridline: whole units, half up, without the currency."""
    unit = 10 ** formats.decimals(currency)
    return f"{(2 * minor + unit) // (2 * unit):,}"


def pieces(thousandths: int) -> str:
    """Write a quantity as it stands: ``12``, ``1.256``."""
    whole_ones, rest = divmod(abs(thousandths), 1000)
    text = f"{whole_ones:,}" if not rest else f"{whole_ones:,}.{rest:03d}"
    return f"-{text}" if thousandths < 0 else text


def hours(of: int) -> str:
    """Write an hour of the day as the stretch that it is."""
    return f"{of:02d}:00–{of + 1:02d}:00"


def category(path: tuple[str, ...]) -> str:
    """Write a category's path; what stands in none is said."""
    return " › ".join(path) or QCoreApplication.translate("Figures", "No category")


def margin_share(margin: Money, net: Money) -> str:
    """Write a margin as a share of what the goods brought."""
    return percent(margin.minor, net.minor)


def part(of: Part, name: str) -> str:
    """Say what a bar stands for; ``name`` is that of goods, people, rules and reasons."""
    said = []
    if of.hour is not None:
        said.append(hours(of.hour))
    if of.business_date is not None:
        said.append(day(of.business_date))
    if of.tender_type is not None:
        said.append(tender(of.tender_type))
    if of.category:
        said.append(category(of.category))
    if of.kind is not None:
        said.append(act_words.act(of.kind))
    if of.with_member is not None:
        said.append(members(with_them=of.with_member))
    if name:
        said.append(name)
    return " · ".join(said)


def members(*, with_them: bool) -> str:
    """Say whether members bought."""
    if with_them:
        return QCoreApplication.translate("Figures", "Members")
    return QCoreApplication.translate("Figures", "Not members")
