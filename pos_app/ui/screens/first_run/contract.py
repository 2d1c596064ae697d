"""What the first run shows and must offer its presenter. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pos_app.domain.first_run import Answers, LeftOut


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to choose, named in both languages."""

    code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The step it is at: what its fields show, what there is to choose, and what to know.

    ``note_zh`` and ``note_en`` are data, such as which taxes are usual in a country.
    """

    answers: Answers
    values: Mapping[str, str] = field(default_factory=dict)
    offers: tuple[Offer, ...] = ()
    chosen: str = ""
    note_zh: str = ""
    note_en: str = ""
    left_out: tuple[LeftOut, ...] = ()
    """Rows of a list that were not taken, shown in place of the steps."""


class FirstRunScreen(Protocol):
    """What the view must offer."""

    def ask(self, asked: Asked) -> None:
        """Ask what the step asks."""

    def ask_again(self) -> None:
        """Stay at what was asked: the answer was refused."""

    def ask_paper(self) -> None:
        """Ask whether the test page came out."""

    def show_busy(self, *, is_busy: bool) -> None:
        """Take no answer while one is being worked on."""

    def show_searching(self) -> None:
        """Say that the network is searched, and let Esc end that."""
