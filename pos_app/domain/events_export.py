"""What the journal records of figures that leave the till as files: what, not where to."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from pos_app.domain.identifiers import BusinessDate


class FileFormat(StrEnum):
    """The kinds of file there are."""

    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class FilesHandedOut:
    """Leave was given to write figures into files; ``is_planned``: by the plan, with nobody there.

    ``what`` is the report's code. The row comes before the files: none leaves without it.
    """

    kind: ClassVar[str] = "export"
    schema: ClassVar[int] = 1
    what: str
    format: FileFormat
    first: BusinessDate
    last: BusinessDate
    is_planned: bool = False
