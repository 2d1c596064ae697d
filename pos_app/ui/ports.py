"""What a presenter may ask of the desk it stands on. Plain Python: no Qt here or in presenters.

The till thread, the notice bar and the main window meet these Protocols; tests may bring their own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeVar

from pos_app.errand import Errand
from pos_app.errors import EnvironmentFault, Refusal

if TYPE_CHECKING:  # the services bring SQLAlchemy, and the window paints before that
    from pos_app.domain.settlement import CompletedTransaction
    from pos_app.receipts.heads import Letterhead
    from pos_app.receipts.paper import Paper
    from pos_app.services.desk import Session

Result = TypeVar("Result")


class Bug(Exception):
    """Our own mistake, as the counter meets it: the log has the traceback under ``reference``."""

    code = "INTERNAL_ERROR"

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.facts: dict[str, object] = {"reference": reference}


Trouble = Refusal | EnvironmentFault | Bug
"""Whatever an operation ended in other than its result: always with ``code`` and ``facts``."""


class Run(Protocol):
    """Do something on the till thread; the answer comes back on the thread that asked."""

    def __call__(
        self,
        operation: Callable[[], Result],
        then: Callable[[Result], None],
        refused: Callable[[Trouble], None] | None = None,
    ) -> bool:
        """Give False when the till is too busy to take it; ``refused`` has then been told.

        Without ``refused`` trouble goes to the notice bar by itself.
        """


class Reports(Protocol):
    """Read for long beside the till; it sells on meanwhile. See ui/report_thread.py."""

    def run(
        self,
        asker: str,
        operation: Callable[[Errand], Result],
        then: Callable[[Result], None],
        refused: Callable[[Trouble], None] | None = None,
        progressed: Callable[[float], None] | None = None,
    ) -> None:
        """Have something read; the answer comes back on the thread that asked.

        A newer question of the same asker takes the place of the older one, of which nothing is
        heard any more. Without ``refused`` trouble goes to the notice bar by itself.
        """

    def cancel(self, asker: str) -> None:
        """Want no answer any more to what this asker has asked."""


class Notices(Protocol):
    """The notice bar. Texts are codes here; ui/messages.py has the sentences."""

    def tell(self, code: str, **facts: object) -> None:
        """Say that something went well, or needs attention but no action."""

    def trouble(self, trouble: Trouble) -> None:
        """Say why it did not happen and what to do, with a sound."""

    def clear(self) -> None:
        """Take away what is shown: the next thing went well."""

    def withdraw(self, codes: frozenset[str]) -> None:
        """Take away these faults too: their cause is gone."""


class ScreenName(StrEnum):
    """The places a cashier can be."""

    SIGN_ON = "sign_on"
    CHECKOUT = "checkout"
    TENDER = "tender"
    RETURNS = "returns"
    SHIFT = "shift"
    REPORTS = "reports"
    HISTORY = "history"
    SYNC = "sync"
    OFFICE = "office"
    CONTROL = "control"
    SETTINGS = "settings"
    PEOPLE = "people"
    ROLES = "roles"
    STORE = "store"
    DEVICES = "devices"
    BACKUPS = "backups"
    CHANGES = "changes"
    DAY_EXPORTS = "day_exports"
    PROGRAM = "program"
    PRICES = "prices"
    DASHBOARD = "dashboard"
    MONEY = "money"
    BEHIND = "behind"
    STOCK = "stock"
    READINESS = "readiness"
    FIRST_RUN = "first_run"
    """Before there is a till, and never again."""


class Navigator(Protocol):
    """Go to another screen; its presenter hears of it by ``on_shown``."""

    def go(self, screen: ScreenName) -> None:
        """Bring a screen to the front and give it the keyboard."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the header says: where we are, who stands here, and whether any of it is real."""

    store_name: str = ""
    till_name: str = ""
    business_date: str = ""
    shift_name: str = ""
    operator_name: str = ""
    is_training: bool = False
    is_locked: bool = False


class Attendance(Protocol):
    """Knows who stands here, for the header and for which keys work."""

    def note(self, session: "Session | None") -> None:
        """Take a new session; call it after everything that changes operator, day or shift."""

    @property
    def session(self) -> "Session | None":
        """The session as last noted."""


class Printing(Protocol):
    """Paper and drawer, on their carriers. Never waits; trouble comes to the notice bar by itself.

    A sale is final before this hears of it.
    """

    def print_receipt(self, completed: "CompletedTransaction") -> None:
        """Print a receipt or a copy, and open the drawer when cash changed hands for a new one."""

    def letterhead(self) -> "Letterhead":
        """Give the head of every paper, in the language spoken now."""

    def print_paper(self, paper: "Paper") -> None:
        """Print a report or a slip."""

    def print_again(self) -> int:
        """Try again what is known not to be on paper, and say how many papers that is."""

    def open_drawer(self) -> None:
        """Kick the drawer; why was recorded before."""


@dataclass(frozen=True, slots=True)
class Front:
    """What every presenter gets: the till thread, the notice bar, the way, and who is here."""

    run: Run
    notices: Notices
    navigator: Navigator
    attendance: Attendance
