"""Slips for the shop itself: what was dropped, put aside, moved in or out, or counted."""

from collections.abc import Sequence
from typing import Final

from pos_app.domain.fire_drill import Drill, DrillOutcome
from pos_app.domain.money import Money
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.shift import CashMovement, CashMovementKind, Counts, Shift
from pos_app.receipts.heads import (
    Letterhead,
    amount,
    centred,
    finish,
    pair,
    signature,
    slip_head,
    text,
    who_and_when,
)
from pos_app.receipts.paper import Align, Column, Line, Paper, Part, Rule, Size
from pos_app.receipts.texts import money, quantity

_SHORT: Final = 12
"""As many letters stand beside a name on the narrowest paper."""


def void_slip(
    priced: PricedTransaction,
    head: Letterhead,
    *,
    reason_code: str,
    operator_name: str,
    at_ms: int,
    is_training: bool,
) -> Paper:
    """Set the slip of a transaction that was dropped before it was paid."""
    words = head.words
    parts = slip_head(head, words["void"], is_training=is_training)
    parts.append(centred(words["void_note"]))
    parts += who_and_when(head, operator_name, at_ms, priced.transaction.business_date)
    parts.append(pair(words["reason"], head.reason(reason_code)))
    parts.append(Rule())
    parts += _contents(priced, head)
    parts += signature(words["manager_signature"])
    return Paper(words["void"], finish(parts, is_training=is_training, head=head))


def suspended_slip(
    priced: PricedTransaction,
    head: Letterhead,
    *,
    label: str,
    operator_name: str,
    at_ms: int,
    is_training: bool,
) -> Paper:
    """Set the slip a customer keeps while the transaction is put aside; ``label`` finds it."""
    words = head.words
    parts = slip_head(head, words["suspended"], is_training=is_training)
    parts.append(centred(words["suspended_note"]))
    if label:
        parts.append(centred(label, Size.DOUBLE, is_bold=True))
    parts += who_and_when(head, operator_name, at_ms, priced.transaction.business_date)
    parts.append(Rule())
    parts += _contents(priced, head)
    return Paper(words["suspended"], finish(parts, is_training=is_training, head=head))


def cash_movement_slip(
    movement: CashMovement,
    head: Letterhead,
    *,
    operator_name: str,
    approver_name: str,
    business_date: str,
    is_training: bool,
) -> Paper:
    """Set the slip of a tender loan or pickup, a paid in or paid out; two people sign."""
    words = head.words
    title = words[movement.kind.value]
    parts = slip_head(head, title, is_training=is_training)
    parts += who_and_when(head, operator_name, movement.at_ms, business_date)
    parts.append(pair(words["reason"], head.reason(movement.reason_code)))
    if approver_name:
        parts.append(pair(words["approved_by"], approver_name))
    parts.append(Rule())
    sign = 1 if movement.kind.is_inward else -1
    parts.append(amount(words["amount"], movement.amount * sign, is_bold=True, size=Size.DOUBLE))
    parts += signature(words["operator_signature"])
    if movement.kind is not CashMovementKind.PAID_IN:
        parts += signature(words["manager_signature"])
    return Paper(title, finish(parts, is_training=is_training, head=head))


def no_sale_slip(
    head: Letterhead,
    *,
    reason_code: str,
    operator_name: str,
    at_ms: int,
    business_date: str,
    is_training: bool,
) -> Paper:
    """Set the slip of a drawer that was opened without a transaction."""
    words = head.words
    parts = slip_head(head, words["no_sale"], is_training=is_training)
    parts += who_and_when(head, operator_name, at_ms, business_date)
    parts.append(pair(words["reason"], head.reason(reason_code)))
    parts += signature(words["operator_signature"])
    return Paper(words["no_sale"], finish(parts, is_training=is_training, head=head))


def drill_slip(
    drill: Drill,
    head: Letterhead,
    *,
    steps: Sequence[tuple[str, str]],
    business_date: str,
) -> Paper:
    """Set the slip of a fire drill: when, by whose number, how each step went, and the verdict.

    ``steps`` are in the language of the paper: what was rehearsed, and how that went.
    """
    words = head.words
    parts = slip_head(head, words["fire_drill"], is_training=False)
    parts.append(centred(words["fire_drill_note"]))
    parts += who_and_when(head, drill.held_by, drill.at_ms, business_date)
    parts.append(Rule())
    for name, how in steps:
        parts += [pair(name, how)] if len(how) <= _SHORT else [text(name), text(f"  {how}")]
    parts.append(Rule())
    failed = sum(done.outcome is DrillOutcome.FAILED for done in drill.steps)
    verdict = words["fire_drill_good"] if drill.is_good else words["fire_drill_short"]
    if failed:
        verdict = words["fire_drill_bad"].replace("{count}", str(failed))
    parts.append(centred(verdict, Size.DOUBLE, is_bold=True))
    parts += signature(words["manager_signature"])
    return Paper(words["fire_drill"], finish(parts, is_training=False, head=head))


def float_slip(shift: Shift, counts: Counts, head: Letterhead, *, is_training: bool) -> Paper:
    """Set the slip of the opening float, by denomination."""
    words = head.words
    parts = slip_head(head, words["float"], is_training=is_training)
    parts += _shift(shift, shift.opened_ms, head)
    parts += denominations(counts, head)
    parts.append(amount(words["amount"], shift.opening_float, is_bold=True, size=Size.DOUBLE))
    parts += signature(words["operator_signature"])
    return Paper(words["float"], finish(parts, is_training=is_training, head=head))


def count_slip(
    shift: Shift, counts: Counts, head: Letterhead, *, at_ms: int, is_training: bool
) -> Paper:
    """Set the slip of a blind count: what was counted, not what was expected."""
    words, currency = head.words, head.store.currency
    counted = Money(sum(value * pieces for value, pieces in counts), currency)
    parts = slip_head(head, words["count"], is_training=is_training)
    parts += _shift(shift, at_ms, head)
    parts += denominations(counts, head)
    parts.append(amount(words["counted"], counted, is_bold=True, size=Size.DOUBLE))
    parts += signature(words["operator_signature"])
    parts += signature(words["manager_signature"])
    return Paper(words["count"], finish(parts, is_training=is_training, head=head))


def denominations(counts: Counts, head: Letterhead) -> list[Part]:
    """List a count: value, pieces, sum; what there was none of is left out."""
    words, currency = head.words, head.store.currency
    parts: list[Part] = [_count_row(words["denomination"], words["pieces"], words["amount"])]
    for value, pieces in counts:
        if pieces:
            parts.append(
                _count_row(
                    money(Money(value, currency)),
                    str(pieces),
                    money(Money(value * pieces, currency)),
                )
            )
    parts.append(Rule())
    return parts


def _count_row(value: str, pieces: str, total: str) -> Line:
    return Line(
        (
            Column(value, least=8),
            Column(pieces, Align.RIGHT, least=8),
            Column(total, Align.RIGHT, least=12),
        )
    )


def _shift(shift: Shift, at_ms: int, head: Letterhead) -> list[Part]:
    return [
        *who_and_when(head, shift.operator_name, at_ms, shift.business_date),
        text(head.words["shift"], str(shift.number)),
        Rule(),
    ]


def _contents(priced: PricedTransaction, head: Letterhead) -> list[Part]:
    """List what is in an unfinished transaction, shortly."""
    words = head.words
    parts: list[Part] = []
    for line in priced.lines:
        if not line.line.is_voided:
            item = line.line.item
            parts.append(
                Line(
                    (
                        Column(words.choose(item.name_zh, item.name_en), grows=True),
                        Column(quantity(line.line.quantity, item.unit), Align.RIGHT),
                        Column(money(line.amount), Align.RIGHT, least=9),
                    )
                )
            )
    parts.append(Rule())
    parts.append(pair(words["items"], str(priced.item_count)))
    parts.append(amount(words["total"], priced.total, is_bold=True))
    return parts
