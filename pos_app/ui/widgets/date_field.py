"""The one place where typed text becomes a business date."""

import re
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos_app.domain.identifiers import BusinessDate
from pos_app.ui.widgets.fields import EntryField, plain_digits

_WHOLE = re.compile(r"(\d{4})[-./]?(\d{1,2})[-./]?(\d{1,2})")
_YEARS = range(1900, 2200)
"""Others are slips of the keys, and at the calendar's ends no day is before or after."""
_SHORT = re.compile(r"(\d{1,2})[-./]?(\d{2})")


class DateField(EntryField):
    """Takes a date: ``2026-11-21``, ``20261121``, or ``1121`` in the year shown before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("pin", parent)
        self._year = 0
        self.setMaxLength(10)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDate)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)

    def date(self) -> BusinessDate | None:
        """Read the date; None while there is none in the field."""
        return parse_date(self.text(), self._year)

    def show_date(self, day: BusinessDate) -> None:
        """Put a date in, marked, so that the first digit typed replaces it."""
        self._year = date.fromisoformat(day).year
        self.setText(day)
        self.selectAll()

    def step(self, days: int) -> None:
        """Go to an earlier or a later day."""
        day = self.date()
        if day is not None:
            moved = date.fromisoformat(day) + timedelta(days=days)
            if moved.year in _YEARS:
                self.show_date(BusinessDate(moved.isoformat()))


def parse_date(text: str, year: int) -> BusinessDate | None:
    """Turn typed text into a date; None when there is no such day, or none that a shop knows."""
    typed = plain_digits(text)
    whole, short = _WHOLE.fullmatch(typed), _SHORT.fullmatch(typed)
    if whole:
        parts = (int(whole[1]), int(whole[2]), int(whole[3]))
    elif short and year:
        parts = (year, int(short[1]), int(short[2]))
    else:
        return None
    try:
        found = date(*parts)
    except ValueError:
        return None
    return BusinessDate(found.isoformat()) if found.year in _YEARS else None
