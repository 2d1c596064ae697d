"""Gift cards and wallets: the part of a card that the cloud holds for this till, and its lease.

Leases are in memory alone: after a restart none is known, so a held tender has to be renewed before
its sale may become final, or be taken out again. Till thread.
"""

from pos_app.clock import Clock
from pos_app.domain.grant import lease_end_ms
from pos_app.domain.money import Money
from pos_app.domain.stored_value import (
    ValueHold,
    ValueReference,
    check_hold,
    mask,
    read_card_number,
    token,
)
from pos_app.domain.tender import TenderLine, TenderType
from pos_app.domain.transaction import RetailTransaction
from pos_app.errors import Refusal
from pos_app.services.ports import OnlineDesk


class ValueHolds:
    """One for a till; the clock is the one that counts sleep."""

    def __init__(self, online: OnlineDesk, clock: Clock) -> None:
        self._online = online
        self._clock = clock
        self._ends: dict[str, int] = {}

    def ask(self, card: str, amount: Money, transaction: bytes) -> tuple[ValueHold, str]:
        """Have an amount of a card held for a transaction; give the hold and its reference.

        The cloud may hold less: what is on the card.

        Refuses: STORED_VALUE_CARD_UNREADABLE, what OnlineDesk.hold_value refuses, what
        stored_value.check_hold refuses, STORED_VALUE_HOLD_ENDED when it came too late.
        """
        number = read_card_number(card)
        sent_ms = self._clock.mono_ms()
        hold = self._online.hold_value(token(number), amount, transaction)
        check_hold(hold, amount)
        self._note(hold.hold, sent_ms, hold.ttl_ms)
        return hold, str(ValueReference(hold.hold, mask(number)))

    def check_alive(self, transaction: RetailTransaction) -> None:
        """Make sure of every hold a sale is about to be paid by; renew those that are not known.

        Refuses: what OnlineDesk.renew_value refuses, STORED_VALUE_HOLD_ENDED.
        """
        for tender in transaction.tenders:
            if tender.tender_type is TenderType.STORED_VALUE and tender.amount.minor > 0:
                hold = ValueReference.parse(tender.reference).hold
                if self._clock.mono_ms() >= self._ends.get(hold, 0):
                    sent_ms = self._clock.mono_ms()
                    self._note(hold, sent_ms, self._online.renew_value(hold))

    def release(self, tender: TenderLine) -> None:
        """Give back what a tender that was taken out had held."""
        if tender.tender_type is TenderType.STORED_VALUE and tender.amount.minor > 0:
            self.let_go(ValueReference.parse(tender.reference).hold)

    def let_go(self, hold: str) -> None:
        """Give back what a hold has of a card."""
        self._ends.pop(hold, None)
        self._online.release_value(hold)

    def _note(self, hold: str, sent_ms: int, ttl_ms: int) -> None:
        ends_ms = lease_end_ms(sent_ms, ttl_ms)
        if ends_ms <= self._clock.mono_ms():
            raise Refusal("STORED_VALUE_HOLD_ENDED")
        self._ends[hold] = ends_ms
