"""What the page about readiness must offer its presenter. No Qt."""

from typing import Protocol

from pos_app.domain.readiness import Readiness


class ReadinessScreen(Protocol):
    """What the view must offer."""

    def show_readiness(self, readiness: Readiness) -> None:
        """Show the score and every item."""
