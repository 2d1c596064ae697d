"""What the page about the cloud shows and must offer its presenter. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pos_app.domain.money import Money
from pos_app.domain.synced import Lasting

if TYPE_CHECKING:  # the words are Qt's: they only pass through here
    from pos_app.ui.cloud_words import CloudWords


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """A receipt and how far it has come: ``marking`` is a code of sync/status.py."""

    receipt: str
    completed_ms: int
    paid: Money
    marking: str


class SyncScreen(Protocol):
    """What the view must offer."""

    def show_state(self, words: "CloudWords | None") -> None:
        """Say how things stand this minute."""

    def show_receipts(self, rows: Sequence[ReceiptRow]) -> None:
        """Replace the receipts and bring them to the front, if others were looked for."""

    def show_lasting(self, lasting: Lasting) -> None:
        """Replace everything else."""

    def show_possible(self, *, can_sync: bool, can_connect: bool) -> None:
        """Say whether there is a cloud to sync with, and whether one may be connected here."""

    def begin_receipts(self) -> None:
        """Bring the receipts to the front, with nothing typed."""

    def ask_connection(self, address: str) -> None:
        """Ask for the address and the one-time code."""

    def ask_approval(self, facts: dict[str, object]) -> None:
        """Ask for a second person."""

    def offer_badge(self, operator_number: str) -> bool:
        """Fill a badge into the approval panel; False when none is open."""

    def close_panel(self) -> None:
        """Close whatever panel is open."""
