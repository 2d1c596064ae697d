"""What the shift screen shows and must offer its presenter. No Qt."""

from collections.abc import Callable
from typing import Protocol

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.domain.report import XReport, ZReport
from pos_app.domain.shift import CashMovementKind, Shift
from pos_app.receipts.paper import Paper


class TillState(Protocol):
    """What is open."""

    @property
    def business_date(self) -> BusinessDate | None:
        """The day, if one is open."""

    @property
    def shift(self) -> Shift | None:
        """The shift, if one is open."""

    @property
    def suspended_count(self) -> int:
        """How many transactions wait."""

    @property
    def suggested_date(self) -> BusinessDate:
        """The day a new one would be."""

    @property
    def is_time_sure(self) -> bool:
        """Whether codes and coupons may be judged by the time; if not, a manager is asked."""

    @property
    def is_pickup_due(self) -> bool:
        """Whether the till holds more cash than the store wants there."""


class ShiftScreen(Protocol):
    """What the view must offer."""

    def show_state(
        self, state: TillState, *, is_own: bool, is_training: bool, may_open: bool
    ) -> None:
        """Say what is open, and which keys make sense; ``is_own``: the shift is the operator's."""

    def ask_day(self, suggested: BusinessDate) -> None:
        """Ask which day is opened."""

    def ask_float(self, standard: Money | None) -> None:
        """Ask for the float, which should be the store's standard one where it has one."""

    def ask_count(self, *, is_again: bool) -> None:
        """Ask for the count that closes the shift, or for it once more."""

    def ask_cash(self, kind: CashMovementKind | None) -> None:
        """Ask how much and why; without a kind only why the drawer opens."""

    def ask_sure(self, code: str, facts: dict[str, object], confirmed: Callable[[], None]) -> None:
        """Ask before something that cannot be taken back."""

    def show_x(self, report: XReport, paper: Paper) -> None:
        """Show a report that closed nothing."""

    def show_z(self, report: ZReport, paper: Paper) -> None:
        """Show what closing came to: over, short or even."""

    def ask_approval(self, facts: dict[str, object]) -> None:
        """Ask for a second person."""

    def offer_badge(self, operator_number: str) -> bool:
        """Fill a badge into the approval panel; False when none is open."""

    def close_panel(self) -> None:
        """Close whatever panel is open."""
