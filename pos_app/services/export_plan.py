"""What a store hands out after each closed day, as which files, and into which folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pos_app.domain.events_export import FileFormat
from pos_app.domain.plain_text import is_one_line
from pos_app.errors import Refusal

Z_DAY: Final = "z_day"
DAY_REPORTS: Final = (
    Z_DAY,
    "dashboard",
    "goods",
    "categories",
    "tenders",
    "hours",
    "operators",
    "members",
    "coupons",
    "promotions",
    "control",
    "lost_sales",
)
"""What there is of a closed day, in the order in which it is shown and written."""

TABLE_FORMATS: Final = (FileFormat.PDF, FileFormat.XLSX, FileFormat.CSV)
"""What a report can be; the archive is the record itself, and of a closed day alone."""


@dataclass(frozen=True, slots=True)
class DayReport:
    """One report as one kind of file; the archive is one of the Z report alone."""

    what: str
    format: FileFormat

    def __str__(self) -> str:
        """Name it as plans are kept: ``z_day.pdf``."""
        return f"{self.what}.{self.format.value}"

    @property
    def is_possible(self) -> bool:
        """There is such a report, and there is such a file of it."""
        is_file = self.format in TABLE_FORMATS or self.what == Z_DAY
        return self.what in DAY_REPORTS and is_file


_AT_FIRST: Final = tuple(
    DayReport(Z_DAY, format_) for format_ in (FileFormat.ARCHIVE, FileFormat.PDF, FileFormat.XLSX)
)


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """Where files go, and which are made by themselves after each day while it ``is_on``."""

    folder: str = ""
    is_on: bool = False
    reports: tuple[DayReport, ...] = _AT_FIRST

    def check(self) -> None:
        """Refuse a plan that could never be carried out; a stick may be plugged in later.

        Refuses: EXPORT_NOTHING_CHOSEN, EXPORT_REPORT_UNKNOWN, EXPORT_FOLDER_NOT_NAMED.
        """
        if self.is_on and not self.reports:
            raise Refusal("EXPORT_NOTHING_CHOSEN")
        if not all(one.is_possible for one in self.reports):
            raise Refusal("EXPORT_REPORT_UNKNOWN")
        if not is_one_line(self.folder) or not Path(self.folder).is_absolute():
            raise Refusal("EXPORT_FOLDER_NOT_NAMED")

    def body(self) -> dict[str, object]:
        """Write it down for till.db."""
        return {"folder": self.folder} | self.told()

    def told(self) -> dict[str, object]:
        """Say it in the journal's words: a folder's name may be somebody's name."""
        return {"is_on": self.is_on, "reports": [str(one) for one in self.reports]}


def plan_of(body: dict[str, Any]) -> ExportPlan:
    """Read a plan that was written down."""
    return ExportPlan(body["folder"], body["is_on"], reports_of(body["reports"]))


def reports_of(names: Sequence[str]) -> tuple[DayReport, ...]:
    """Read names of reports that were written down."""
    parts = (name.rpartition(".") for name in names)
    return tuple(DayReport(what, FileFormat(format_)) for what, _, format_ in parts)
