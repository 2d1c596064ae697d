"""What the dashboard asks for and must offer its presenter. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.figures import Dashboard, MembersReport, MonthFigure
from pos_app.domain.insight.part import Part
from pos_app.domain.insight.period import Lens, Period


class Stretch(StrEnum):
    """The periods that have a key of their own."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: a key, or two dates. ``compared`` is where the other period begins.

    Without it the report is measured against the days before; see ``Period.before``.
    """

    stretch: Stretch | None = None
    first: BusinessDate | None = None
    last: BusinessDate | None = None
    compared: BusinessDate | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """What a bar or a row leads down to, with its name in both languages where it has one."""

    part: Part
    name_zh: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Closer:
    """A stretch of the days shown that is looked at by itself, such as a month of a year."""

    period: Period


class DashboardScreen(Protocol):
    """What the view must offer."""

    def show_question(self, period: Period, compared: Period, stretch: Stretch | None) -> None:
        """Say what is asked for, before the answer is there."""

    def show_nothing(self) -> None:
        """Take all figures away: somebody else may stand here now."""

    def show_dashboard(self, dashboard: Dashboard) -> None:
        """Replace all figures."""

    def show_more(self, members: MembersReport, months: Sequence[MonthFigure]) -> None:
        """Show how often members came and, of a long period, its months."""

    def show_reading(self, done: float | None) -> None:
        """Show how far reading has come; None when nothing is being read."""

    def marked_bar(self) -> Bar | Closer | None:
        """Give what the marked bar stands for."""

    def ask_period(self, period: Period, today: BusinessDate) -> None:
        """Ask for another period."""

    def ask_filter(self, lens: Lens, tills: Sequence[str], dashboard: Dashboard | None) -> None:
        """Ask what of it is looked at."""

    def ask_approval(self, facts: dict[str, object]) -> None:
        """Ask for a second person."""

    def offer_badge(self, operator_number: str) -> bool:
        """Fill a badge into the approval panel; False when none is open."""

    def close_panel(self) -> None:
        """Close whatever panel is open."""
