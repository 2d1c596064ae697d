"""The receipt of a finished transaction: sale, return, exchange or post void; original or copy.

One layout for 58 and 80 mm and for both languages. Sums are printed so that the paper adds up: the
lines less their discounts make the subtotal, and from there every step to the last tender is shown.
"""

from pos_app.domain.money import Money
from pos_app.domain.pricing.priced import PricedLine, PricedTransaction, PriceModifier, TaxTotal
from pos_app.domain.pricing.trace import Application, PriceTrace
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.tender import TenderLine, TenderType
from pos_app.domain.transaction import ReturnLine, SaleLine, TransactionKind, Withheld
from pos_app.receipts.heads import (
    Letterhead,
    amount,
    centred,
    finish,
    marks,
    pair,
    signature,
    store_head,
    text,
    who_and_when,
)
from pos_app.receipts.paper import Align, Column, Line, Paper, Part, Qr, Rule, Size
from pos_app.receipts.texts import Words, money, quantity, rate

ANCHOR_EVERY = 100
"""Every hundredth receipt carries the journal's position: paper with customers is a witness."""

_Why = tuple[int | None, str, int | None]
"""What took something off: a rule by its place in the trace, or an operator's reason and rate."""

_MARKS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def receipt(completed: CompletedTransaction, head: Letterhead) -> Paper:
    """Set the customer's receipt."""
    priced = completed.priced
    kind = priced.transaction.kind
    tax_marks = _tax_marks(priced)
    parts = _head(completed, head)
    for line in priced.lines:
        if not line.line.is_voided:
            parts += _item(line, priced.trace, tax_marks, head)
    parts.append(Rule())
    parts += _sums(completed, head)
    for tender in priced.transaction.tenders:
        parts += _tender(tender, head.words)
    if priced.discount.minor > 0:
        parts.append(amount(head.words["saved"], priced.discount, is_bold=True))
        parts += _savings(priced.trace, priced.transaction.currency, head.words)
    parts.append(Rule())
    parts += _taxes(priced.taxes, tax_marks, head.words)
    if kind is not TransactionKind.SALE:
        parts += signature(head.words["customer_signature"])
    parts += _foot(completed, head)
    title = f"{head.words[kind.value]} {completed.receipt}"
    return Paper(title, finish(parts, is_training=completed.is_training, head=head))


def _head(completed: CompletedTransaction, head: Letterhead) -> list[Part]:
    transaction = completed.priced.transaction
    words = head.words
    parts = store_head(head)
    parts += marks(head, is_training=completed.is_training, copy=completed.copy)
    if transaction.kind is not TransactionKind.SALE:
        title = words[transaction.kind.value]
        parts.append(centred(title, Size.DOUBLE, is_bold=True))
    parts.append(Rule())
    parts.append(text(words["receipt"], str(completed.receipt)))
    if transaction.post_void_of:
        parts.append(text(words["original_receipt"], str(transaction.post_void_of)))
    parts += who_and_when(
        head, completed.operator_name, completed.completed_ms, transaction.business_date
    )
    parts.append(Rule())
    return parts


def _item(
    priced: PricedLine, trace: PriceTrace, tax_marks: dict[str, str], head: Letterhead
) -> list[Part]:
    line, words = priced.line, head.words
    name = words.choose(line.item.name_zh, line.item.name_en)
    if isinstance(line, ReturnLine):
        name = f"{words['returned_line']} {name}"
    parts: list[Part] = [
        Line(
            (
                Column(name, grows=True),
                Column(money(priced.extended), Align.RIGHT, least=9),
                Column(tax_marks[line.item.tax_group.code]),
            )
        )
    ]
    detail = _sold_detail(line, words) if isinstance(line, SaleLine) else _returned_detail(line)
    if detail:
        parts.append(_indented(detail))
    parts += [
        _modifier(modifier, trace, head) for modifier in priced.modifiers if not modifier.is_share
    ]
    if isinstance(line, ReturnLine):
        parts += _origin(line, head)
    if line.note:
        parts.append(_indented(f"{words['note']} {line.note}"))
    return parts


def _sold_detail(line: SaleLine, words: Words) -> str:
    """Write quantity × unit price where it says more than the amount does."""
    item = line.item
    amount_sold = quantity(line.quantity, item.unit)
    if line.fixed_price is not None:
        return amount_sold if item.unit.is_measured else ""
    overridden = line.price_override is not None and item.price is not None
    was = (
        words["regular_price"].replace("{price}", money(item.price))
        if overridden and item.price
        else ""
    )
    if line.quantity.thousandths == 1000 and not item.unit.is_measured:
        return was
    return f"{amount_sold} × {money(line.unit_price)} {was}".rstrip()


def _returned_detail(line: ReturnLine) -> str:
    if line.quantity.thousandths == 1000 and not line.item.unit.is_measured:
        return ""
    return f"× {quantity(line.quantity, line.item.unit)}"


def _origin(line: ReturnLine, head: Letterhead) -> list[Part]:
    parts: list[Part] = []
    if line.original:
        origin = f"{head.words['original_receipt']} {line.original.receipt}"
        parts.append(_indented(origin))
    parts.append(_indented(f"{head.words['reason']} {head.reason(line.reason_code)}"))
    parts += [_withheld(entry, head.words) for entry in line.withheld]
    return parts


def _withheld(entry: Withheld, words: Words) -> Part:
    """Say why the refund is less than the goods' share, or that it is given after all."""
    rule = words.choose(entry.name_zh, entry.name_en) or entry.rule
    sentence = words["withheld" if entry.amount.minor > 0 else "withheld_back"]
    return _indented(sentence.replace("{rule}", rule).replace("{amount}", money(abs(entry.amount))))


def _modifier(modifier: PriceModifier, trace: PriceTrace, head: Letterhead) -> Line:
    """Show what was taken off a line, and why."""
    why = _label(_key(modifier), trace, head)
    return Line(
        (
            Column("", least=1),
            Column(why, grows=True),
            Column(money(-modifier.amount), Align.RIGHT, least=9),
            Column("", least=1),
        )
    )


def _key(modifier: PriceModifier) -> _Why:
    return modifier.application, modifier.reason_code, modifier.rate_ppm


def _label(why: _Why, trace: PriceTrace, head: Letterhead) -> str:
    application, reason_code, rate_ppm = why
    if application is not None:
        return rule_name(trace.applications[application], head.words)
    reason = head.reason(reason_code)
    return f"{reason} -{rate(rate_ppm)}" if rate_ppm else reason


def rule_name(rule: Application, words: Words) -> str:
    """Name a rule as the customer knows it; its id when the bundle gave it no name."""
    return words.choose(rule.name_zh, rule.name_en) or rule.rule


def _savings(trace: PriceTrace, currency: str, words: Words) -> list[Part]:
    """Say what each promotion gave; only when there was more than one."""
    given = [rule for rule in trace.applications if rule.off > 0]
    if len(given) < 2:
        return []
    return [
        Line(
            (
                Column("", least=1),
                Column(rule_name(rule, words), grows=True),
                Column(money(Money(rule.off, currency)), Align.RIGHT, least=9),
            )
        )
        for rule in given
    ]


def _indented(detail: str) -> Line:
    return Line((Column("", least=1), Column(detail, grows=True)))


def _sums(completed: CompletedTransaction, head: Letterhead) -> list[Part]:
    priced, words = completed.priced, head.words
    shares = _whole_discounts(priced)
    parts: list[Part] = [pair(words["items"], str(priced.item_count))]
    if shares or priced.tax_added:
        taken = sum(share.minor for share in shares.values())
        zero = Money(taken, priced.total.currency)
        parts.append(amount(words["subtotal"], priced.subtotal - priced.discount + zero))
    for why, share in shares.items():
        label = _label(why, priced.trace, head)
        is_rule = why[0] is not None
        parts.append(amount(label if is_rule else f"{words['whole_discount']} {label}", -share))
    if priced.tax_added:
        parts.append(amount(words["tax_added"], priced.tax_added))
    is_refund = priced.total.minor < 0
    total = words["refund_total" if is_refund else "total"]
    parts.append(amount(total, priced.total, is_bold=True, size=Size.DOUBLE))
    return parts + _roundings(completed, words)


def _roundings(completed: CompletedTransaction, words: Words) -> list[Part]:
    """Show the steps from the total to what changed hands, where there are any."""
    back = completed.priced.rounding_back
    parts: list[Part] = []
    if back:
        parts.append(amount(words["rounding_back"], back))
    if completed.rounding:
        is_let_off = completed.rounding.minor < 0 < completed.paid.minor
        label = "rounding_down" if is_let_off else "rounding"
        parts.append(amount(words[label], completed.rounding))
    if parts:
        label = "to_refund" if completed.paid.minor < 0 else "payable"
        parts.append(amount(words[label], completed.paid, is_bold=True))
    return parts


def _whole_discounts(priced: PricedTransaction) -> dict[_Why, Money]:
    """Add the lines' shares of each discount on the whole up again."""
    shares: dict[_Why, Money] = {}
    for line in priced.lines:
        for modifier in line.modifiers:
            if modifier.is_share:
                key = _key(modifier)
                before = shares.get(key)
                shares[key] = before + modifier.amount if before else modifier.amount
    return shares


def _tender(tender: TenderLine, words: Words) -> list[Part]:
    if tender.is_change:
        return [amount(words["change"], abs(tender.amount))]
    key = tender.tender_type.value
    label = words[f"{key}_back"] if tender.amount.minor < 0 else words[key]
    if tender.tender_type is not TenderType.CARD or tender.card is None:
        return [amount(label, tender.amount)]
    card = tender.card
    return [
        amount(f"{label} {card.brand} **** {card.last_four}", tender.amount),
        _indented(f"{words['approval_code']} {card.approval_code}"),
    ]


def _tax_marks(priced: PricedTransaction) -> dict[str, str]:
    return {entry.group.code: _MARKS[at] for at, entry in enumerate(priced.taxes)}


def _taxes(taxes: tuple[TaxTotal, ...], tax_marks: dict[str, str], words: Words) -> list[Part]:
    """Show what each rate applies to, without and with tax, and the tax."""
    parts: list[Part] = [
        _tax_row(words["tax_rate"], words["tax_net"], words["tax_amount"], words["tax_gross"])
    ]
    for entry in taxes:
        net = entry.base - entry.tax if entry.group.is_inclusive else entry.base
        label = f"{tax_marks[entry.group.code]} {rate(entry.group.rate_ppm)}"
        parts.append(_tax_row(label, money(net), money(entry.tax), money(net + entry.tax)))
    return parts


def _tax_row(label: str, *sums: str) -> Line:
    return Line((Column(label, least=5), *(Column(sum_, Align.RIGHT, least=8) for sum_ in sums)))


def _foot(completed: CompletedTransaction, head: Letterhead) -> list[Part]:
    parts: list[Part] = [Rule()]
    if not completed.is_training:  # a training receipt must not be taken back as a real one
        parts.append(Qr(str(completed.receipt)))
        parts.append(centred(str(completed.receipt)))
        if completed.receipt.number % ANCHOR_EVERY == 0:
            parts.append(centred(f"{head.words['journal']} {completed.position.printed}"))
    store = head.store
    footer = head.words.choose(store.receipt_footer_zh, store.receipt_footer_en)
    if footer:
        parts.append(centred(footer))
    if head.invitation and completed.priced.transaction.kind is TransactionKind.SALE:
        address = head.invitation(completed)
        if address:
            parts += [centred(head.words["join"], is_bold=True), Qr(address)]
    return parts
