"""What the places of enrolment must offer their presenter. No Qt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pos_app.domain.member import Purpose
from pos_app.domain.notice import Notice


@dataclass(frozen=True, slots=True, repr=False)
class Application:
    """What was filled in. No repr: nothing of it belongs in a log.

    ``locale`` is the language the notices were read in.
    """

    phone: str
    name: str
    consents: Mapping[Purpose, bool] = field(default_factory=dict)
    locale: str = ""


class EnrolScreen(Protocol):
    """Where somebody is enrolled."""

    def begin(self, phone: str, notices: Mapping[str, tuple[Notice, ...]]) -> None:
        """Open with nothing agreed to; notices by locale."""

    def show_known(self, name_masked: str, phone_masked: str) -> None:
        """Offer to take the member who has this phone already."""

    def leave(self) -> None:
        """Close it if it is open."""


class ConsentScreen(Protocol):
    """Where a member changes what they agreed to."""

    def begin(self, granted: frozenset[Purpose], notices: Mapping[str, tuple[Notice, ...]]) -> None:
        """Open with the answers in force."""

    def leave(self) -> None:
        """Close it if it is open."""


class JoinScreen(Protocol):
    """Where the code to join by is shown."""

    def begin(self, text: str) -> None:
        """Open with the code of a text."""


class Host(Protocol):
    """The screen these stand in."""

    def ask_sure(self, code: str, confirmed: Callable[[], None]) -> None:
        """Ask before something that cannot be taken back; ``CODE`` and ``CODE_WHY``."""

    def close_panel(self) -> None:
        """Close whatever panel is open."""
