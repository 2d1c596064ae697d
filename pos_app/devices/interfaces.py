"""The devices of the counter, by their UnifiedPOS names. Each blocks: call it on its carrier."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pos_app.domain.quantity import Quantity
from pos_app.errors import EnvironmentFault
from pos_app.receipts.paper import Paper


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One piece of paper to print. The id is made with it: the same id never prints twice."""

    id: str
    paper: Paper


class PrintResult(StrEnum):
    """What is known about a job. ``IN_DOUBT``: part or all of it may be on paper."""

    PRINTED = "printed"
    SENT = "sent"  # to a printer that cannot answer
    NOT_PRINTED = "not_printed"
    IN_DOUBT = "in_doubt"


@dataclass(frozen=True, slots=True)
class PrintOutcome:
    """How a job ended, and what a person has to do about it."""

    job_id: str
    result: PrintResult
    fault: EnvironmentFault | None = None
    is_paper_low: bool = False


class ReceiptPrinter(Protocol):
    """Prints paper. Never raises for a fault of the printer: the outcome carries it."""

    def print_job(self, job: PrintJob) -> PrintOutcome:
        """Print, and say what is known about it."""

    def check(self) -> EnvironmentFault | None:
        """Say what keeps it from printing now; None when nothing is known to."""


class CashDrawer(Protocol):
    """The drawer under the counter."""

    def open_drawer(self) -> None:
        """Kick it open, once. Raises EnvironmentFault when the kick could not be sent."""


class Scale(Protocol):
    """A counter scale."""

    def read_weight(self) -> Quantity:
        """Weigh. Raises EnvironmentFault: SCALE_OFF, SCALE_UNSTABLE, SCALE_OVERLOAD and others."""
