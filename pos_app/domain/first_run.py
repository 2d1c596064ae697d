"""What is asked before a till is one: the steps, in order, and what was answered so far. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Step(StrEnum):
    """What is asked, in the order in which it is."""

    LANGUAGE = "language"
    KIND = "kind"
    STORE = "store"
    RECEIPT = "receipt"
    TAX = "tax"
    CLOUD = "cloud"
    PRINTER = "printer"
    PERSON = "person"
    CATALOGUE = "catalogue"
    SUMMARY = "summary"


DEMO = "demo"
REAL = "real"
NOW = "now"
LATER = "later"
FROM_FILE = "file"
FROM_CLOUD = "cloud"
KEEP = "keep"
INCLUSIVE = "inclusive"
ADDED = "added"
_OF_A_DEMO = (Step.LANGUAGE, Step.KIND, Step.SUMMARY)


@dataclass(frozen=True, slots=True)
class Answers:
    """Where somebody is, and what was said by key and by step; never a PIN.

    ``fingerprint``: six digits, once a cloud has let the till in. ``items`` were taken from a list,
    ``refused`` rows of it were not.
    """

    step: Step = Step.LANGUAGE
    texts: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[Step, str] = field(default_factory=dict)
    fingerprint: str = ""
    items: int = 0
    refused: int = 0

    @property
    def is_demo(self) -> bool:
        """It is to be the demo store."""
        return self.choices.get(Step.KIND) == DEMO

    @property
    def steps(self) -> tuple[Step, ...]:
        """What is asked of this store: the demo's is told already."""
        return _OF_A_DEMO if self.is_demo else tuple(Step)

    def said(self, texts: Mapping[str, str], choice: str = "") -> "Answers":
        """Take the answer to the step it is at."""
        choices = {**self.choices, self.step: choice} if choice else self.choices
        return replace(self, texts={**self.texts, **texts}, choices=choices)

    def moved(self, by: int) -> "Answers":
        """Go on to the next step, or back; it ends at both ends."""
        steps = self.steps
        at = steps.index(self.step) if self.step in steps else 0
        return replace(self, step=steps[max(0, min(at + by, len(steps) - 1))])


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row of a list that was not taken: where, of what, and the code and facts of why."""

    line: int
    sku: str
    code: str
    facts: Mapping[str, object]
