"""Slips for what left the till without being sold: dropped, or put aside."""

from collections.abc import Callable
from typing import Any

from pos_app.domain.pricing.priced import PricedTransaction, VoidedTransaction
from pos_app.receipts import slips
from pos_app.receipts.paper import Paper
from pos_app.ui.ports import Front, Printing
from pos_app.ui.screens.checkout.contract import Waiting


def print_void_slip(
    front: Front, printing: Printing, voided: VoidedTransaction, reason: str
) -> None:
    """Print what was dropped, and why; nothing when every line had been voided before."""
    if voided.priced.transaction.live_lines:
        facts = {"reason_code": reason, "at_ms": voided.at_ms}
        _print(front, printing, slips.void_slip, voided.priced, facts)


def print_suspended_slip(
    front: Front, printing: Printing, basket: PricedTransaction, entry: Waiting
) -> None:
    """Print what the customer comes back with."""
    facts = {"label": entry.label, "at_ms": entry.suspended_ms}
    _print(front, printing, slips.suspended_slip, basket, facts)


def _print(
    front: Front,
    printing: Printing,
    make: Callable[..., Paper],
    basket: PricedTransaction,
    facts: dict[str, Any],
) -> None:
    session = front.attendance.session
    if session is not None:
        facts |= {"operator_name": session.operator.name, "is_training": session.is_training}
        printing.print_paper(make(basket, printing.letterhead(), **facts))
