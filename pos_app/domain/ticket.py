"""What goes along with reading that takes long, from whoever asked to where it is done."""

from typing import Protocol


class Ticket(Protocol):
    """What long reading carries along: whether it is still wanted, and how far it has come."""

    def check(self) -> None:
        """Go on, or raise when nobody wants the answer any more; call it every few hundred rows."""

    def say(self, done: float) -> None:
        """Tell how much is done, from 0 to 1, and check."""
