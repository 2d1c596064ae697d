"""A fire drill: what a shop does at a till, rehearsed with the network shut; how it went."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class DrillStep(StrEnum):
    """What is rehearsed, in this order; each begins where the one before has left the till."""

    SELL = "sell"
    WEIGH = "weigh"
    OFFERS = "offers"
    MEMBER = "member"
    COUPON = "coupon"
    POINTS = "points"
    SUSPEND = "suspend"
    POWER_CUT = "power_cut"
    RETURN = "return"
    CLOSE = "close"


class DrillOutcome(StrEnum):
    """How a step went. NOT_HERE: this shop, or this till today, has nothing to rehearse it with."""

    WORKED = "worked"
    FAILED = "failed"
    NOT_HERE = "not_here"


@dataclass(frozen=True, slots=True)
class StepDone:
    """One step. ``code`` says why it failed, or why there was nothing to rehearse."""

    step: DrillStep
    outcome: DrillOutcome
    code: str = ""
    took_ms: int = 0


@dataclass(frozen=True, slots=True)
class Drill:
    """A drill that was held, to its end or not; ``held_by`` is the number of who held it."""

    at_ms: int
    steps: tuple[StepDone, ...]
    held_by: str = ""

    @property
    def is_good(self) -> bool:
        """Every step was taken and none failed."""
        taken = {done.step for done in self.steps}
        failed = any(done.outcome is DrillOutcome.FAILED for done in self.steps)
        return taken == set(DrillStep) and not failed


@dataclass(frozen=True, slots=True)
class DrillHeld:
    """The journal's row of a drill: how each step went, and nothing of what was sold in it."""

    kind: ClassVar[str] = "fire_drill"
    schema: ClassVar[int] = 1
    steps: tuple[StepDone, ...]
