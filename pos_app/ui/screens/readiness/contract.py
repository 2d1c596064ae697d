"""What the page about readiness must offer its presenter. No Qt."""

from collections.abc import Sequence
from typing import Protocol

from pos_app.domain.fire_drill import Drill, DrillStep, StepDone
from pos_app.domain.readiness import Readiness


class ReadinessScreen(Protocol):
    """What the view must offer."""

    def show_readiness(self, readiness: Readiness) -> None:
        """Show the score and every item."""

    def show_drill(self, steps: Sequence[StepDone], now: DrillStep | None) -> None:
        """Show how far a drill is; ``now`` is the step at work, None before and after."""

    def show_last_drill(self, drill: Drill | None) -> None:
        """Say when the last drill was held, and how it went."""

    def ask_approval(self, facts: dict[str, object]) -> None:
        """Ask for a second person."""

    def offer_badge(self, operator_number: str) -> bool:
        """Fill a badge into the approval panel; False when none is open."""

    def close_panel(self) -> None:
        """Close whatever panel is open."""
