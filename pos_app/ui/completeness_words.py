"""How complete a report is, in one sentence that stands by it always."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.completeness import Completeness, Restatement, TillMark
from pos_app.ui import formats
from pos_app.ui.counted_words import CountedWords

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Said:
    """The sentence, and whether nothing is to come any more."""

    words: str
    is_whole: bool


def said_of(report: Completeness, utc_offset_minutes: int) -> Said:
    """Say which tills are in a report up to when, what is to come, and what has changed since.

    What is to come stands first: whoever reads no further has read what matters.
    """
    made = formats.local_moment(report.made_ms, utc_offset_minutes)
    today = BusinessDate(made[:10])
    wanting = [mark for mark in report.tills if not mark.is_whole]
    whole = [mark for mark in report.tills if mark.is_whole]
    parts = [_till(mark, today, utc_offset_minutes) for mark in wanting]
    if not report.tills:
        parts.append(translate("Completeness", "no till has recorded anything"))
    if len(report.open_days) == 1:
        words = translate("Completeness", "{day} is still open")
        parts.append(words.replace("{day}", _day(report.open_days[0], today)))
    elif report.open_days:
        parts.append(CountedWords().open_days(len(report.open_days)))
    parts += [_till(mark, today, utc_offset_minutes) for mark in whole]
    parts += [_restated(one, today) for one in report.restated]
    head = (
        translate("Completeness", "Complete")
        if report.is_whole
        else translate("Completeness", "Not complete yet")
    )
    as_of = translate("Completeness", "as of {time}").replace("{time}", made[11:])
    between = translate("Completeness", "; ")
    colon = translate("Completeness", ": ")
    return Said(head + colon + between.join([*parts, as_of]), report.is_whole)


def said_of_compared(report: Completeness, utc_offset_minutes: int) -> Said:
    """Say the same of the days that others are measured against."""
    said = said_of(report, utc_offset_minutes)
    words = translate("Completeness", "Compared days: {words}")
    return Said(words.replace("{words}", said.words), said.is_whole)


def _till(mark: TillMark, today: BusinessDate, utc_offset_minutes: int) -> str:
    """Say up to when a till is in it, and what of it is still to come."""
    if mark.is_left_out:
        words = translate("Completeness", "{till} not in it (a category is of this till alone)")
        return words.replace("{till}", mark.till)
    if mark.until_ms is None:
        words = translate("Completeness", "{till} has nothing yet")
    else:
        words = translate("Completeness", "{till} to {time}")
        until = _moment(mark.until_ms, today, utc_offset_minutes)
        words = words.replace("{time}", until)
    said = [words.replace("{till}", mark.till), *_missing(mark, today)]
    if mark.is_silent and mark.heard_ms:
        until = formats.local_moment(mark.until_ms or 0, utc_offset_minutes)
        heard = formats.local_moment(mark.heard_ms, utc_offset_minutes)
        is_same_day = heard[:10] == until[:10]
        heard = heard[11:] if is_same_day else _moment(mark.heard_ms, today, utc_offset_minutes)
        if mark.out_ms is None:
            words = translate("Completeness", "last heard of {time}, the rest still to come")
        else:
            out = _moment(mark.out_ms, today, utc_offset_minutes)
            words = translate(
                "Completeness",
                "last heard of {time}, out of use since {out}: what it sold between is not known",
            ).replace("{out}", out)
        said.append(words.replace("{time}", heard))
    return translate("Completeness", ", ").join(said)


def _missing(mark: TillMark, today: BusinessDate) -> list[str]:
    """Say which days are not whole: the latest by itself, the others by their number."""
    if not mark.missing:
        return []
    *others, last = sorted(mark.missing, key=lambda one: one.business_date)
    if last.transactions:
        words = CountedWords().still_to_come(last.transactions)
    else:
        words = translate("Completeness", "figures of {day} still to come")
    said = [words.replace("{day}", _day(last.business_date, today))]
    if others:
        said.append(CountedWords().other_days(len(others)))
    return said


def _moment(at_ms: int, today: BusinessDate, utc_offset_minutes: int) -> str:
    """Write a moment of today by its time, another one by its day too."""
    moment = formats.local_moment(at_ms, utc_offset_minutes)
    if moment[:10] == today:
        return moment[11:]
    day = _day(BusinessDate(moment[:10]), today)
    return f"{day} {moment[11:]}"


def _day(of: BusinessDate, today: BusinessDate) -> str:
    """Write a day of this year without the year."""
    return of[5:] if of[:4] == today[:4] else of


def _restated(one: Restatement, today: BusinessDate) -> str:
    words = CountedWords().late_receipts(one.late_transactions)
    return words.replace("{day}", _day(one.business_date, today)).replace("{till}", one.till)
