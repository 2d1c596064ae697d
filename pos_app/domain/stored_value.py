"""Stored value: gift cards and wallets, spent only by a hold that the cloud has given.

The till keeps no balance and decides nothing: a card stands in the cloud's ledger, whose states are
named here once for both. No full card number is ever kept, shown or sent in the clear: people and
records see a mask, the cloud is asked by a token of the number.
"""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pos_app.domain.money import Money
from pos_app.errors import Refusal


class CardState(StrEnum):
    """Where a card stands in the cloud's ledger.

    issued -> active (sold) -> held (a part of it promised to one till) -> spent, or active again
    when the hold is given back or ends; spent -> refunded (back on the card).
    """

    ISSUED = "issued"
    ACTIVE = "active"
    HELD = "held"
    SPENT = "spent"
    REFUNDED = "refunded"


@dataclass(frozen=True, slots=True)
class ValueHold:
    """The cloud's answer: so much of a card is this till's alone for ``ttl_ms`` from its answer.

    ``hold`` is its number, ``state`` where the card stands now, ``left`` what is on it besides.
    """

    hold: str
    state: CardState
    amount: Money
    left: Money
    ttl_ms: int


def check_hold(hold: ValueHold, asked: Money) -> None:
    """Refuse an answer that gives nothing to spend.

    Refuses: STORED_VALUE_NOT_ACTIVE (with the state), STORED_VALUE_EMPTY, STORED_VALUE_UNANSWERED
    when it is not an answer to what was asked.
    """
    if hold.state is CardState.SPENT:
        raise Refusal("STORED_VALUE_EMPTY")
    if hold.state is not CardState.HELD:
        raise Refusal("STORED_VALUE_NOT_ACTIVE", state=hold.state.value)
    if hold.amount.currency != asked.currency or not 0 < hold.amount.minor <= asked.minor:
        raise Refusal("STORED_VALUE_UNANSWERED")


_NUMBER: Final = re.compile(r"[0-9A-Z]{8,32}")
_SHOWN: Final = 4
_TOKEN_DIGITS: Final = 32


def read_card_number(text: str) -> str:
    """Bring a scanned or typed number to one form.

    Refuses: STORED_VALUE_CARD_UNREADABLE.
    """
    plain = "".join(text.split()).upper()
    if not _NUMBER.fullmatch(plain):
        raise Refusal("STORED_VALUE_CARD_UNREADABLE")
    return plain


def mask(number: str) -> str:
    """Show a card by its last four."""
    return f"****{number[-_SHOWN:]}"


def token(number: str) -> str:
    """Give what the cloud finds a card by."""
    return hashlib.sha256(b"RPSV1" + number.encode()).hexdigest()[:_TOKEN_DIGITS]


# ---- how a tender line names its hold


@dataclass(frozen=True, slots=True)
class ValueReference:
    """What the tender line of stored value carries: the hold it is spent by, and the mask."""

    hold: str
    account: str

    def __str__(self) -> str:
        return f"{self.hold}@{self.account}"

    @classmethod
    def parse(cls, text: str) -> "ValueReference":
        """Read it back; it was written by us."""
        hold, _, account = text.partition("@")
        return cls(hold, account)
