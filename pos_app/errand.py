"""What long reading carries along, from whoever asked to where it is done.

No rule of the shop: services and screens pass it on, and the thread that reads makes one.
"""

from typing import Protocol


class Errand(Protocol):
    """Whether the answer is still wanted, and how far the reading has come."""

    def check(self) -> None:
        """Go on, or raise when nobody wants the answer any more; call it every few hundred rows."""

    def say(self, done: float) -> None:
        """Tell how much is done, from 0 to 1, and check."""
