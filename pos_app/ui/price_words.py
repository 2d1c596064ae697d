"""Why this price, in words: one row for every step from the shelf price to what is paid.

Also what is missing to the next reduction. The words follow the language spoken when they are made.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from pos_app.domain.money import Money
from pos_app.domain.pricing.priced import PricedLine
from pos_app.domain.pricing.rule import Phase
from pos_app.domain.pricing.trace import Application, NextReduction, OpenOffer, PriceTrace
from pos_app.domain.transaction import ReturnLine
from pos_app.ui import formats, language


@dataclass(frozen=True, slots=True)
class PriceStep:
    """One step: what it is, what it looked at, and the amount (negative lowers)."""

    name: str
    about: str
    amount: Money


translate = QCoreApplication.translate


def rule_name(rule: Application | NextReduction | OpenOffer) -> str:
    """Name a rule in the language spoken now; by its id when the bundle gave it no name."""
    return language.name_of(rule) or rule.rule


def steps_of(
    line: PricedLine, trace: PriceTrace, reason_name: Callable[[str], str]
) -> tuple[PriceStep, ...]:
    """Explain a line: shelf price, every reduction in its order, what is left."""
    if isinstance(line.line, ReturnLine):
        return _steps_back(line, line.line)
    currency = line.net.currency
    shelf = ""
    if line.line.fixed_price is None:
        quantity = formats.quantity_with_unit(line.line.quantity, line.line.item.unit)
        shelf = f"{quantity} × {formats.money(line.line.unit_price)}"
    steps = [PriceStep(translate("PriceWords", "Before reductions"), shelf, line.extended)]
    for modifier in line.modifiers:
        if modifier.application is None:
            name, about = (
                reason_name(modifier.reason_code),
                translate("PriceWords", "given by the operator"),
            )
        else:
            application = trace.applications[modifier.application]
            name = rule_name(application)
            about = _about(application, line.line.number, currency)
        steps.append(PriceStep(name, about, -modifier.amount))
    steps.append(PriceStep(translate("PriceWords", "To pay"), "", line.net))
    return tuple(steps)


def _steps_back(line: PricedLine, back: ReturnLine) -> tuple[PriceStep, ...]:
    """Explain goods that come back: their share of what was paid, what is withheld of it."""
    withheld = [(language.name_of(entry), entry.amount) for entry in back.withheld]
    paid = sum((amount for _, amount in withheld), -line.net)
    steps = [PriceStep(translate("PriceWords", "Their share of what was paid"), "", paid)]
    about = translate("PriceWords", "no longer earned by what stays")
    steps += [PriceStep(name, about, -amount) for name, amount in withheld]
    return (*steps, PriceStep(translate("PriceWords", "To give back"), "", -line.net))


def _about(rule: Application, line: int, currency: str) -> str:
    """Say what a rule saw and how its gift was shared."""
    whole, seen = (
        formats.money(Money(rule.off, currency)),
        formats.money(Money(rule.seen, currency)),
    )
    if rule.phase is Phase.TRANSACTION:
        return (
            translate("PriceWords", "share of {whole} off {seen}")
            .replace("{whole}", whole)
            .replace("{seen}", seen)
        )
    if rule.phase is Phase.POINTS:
        points = translate("PriceWords", "share of {whole} for {points} points").replace(
            "{whole}", whole
        )
        return points.replace("{points}", str(rule.times))
    if rule.phase is Phase.STACKED:
        return translate("PriceWords", "off what was left")
    units = sum(share.units for share in rule.shares if share.line == line)
    if rule.times > 1 or len({share.line for share in rule.shares}) > 1:
        words = translate("PriceWords", "{units} of this line, {whole} off in all")
        return words.replace("{units}", str(units)).replace("{whole}", whole)
    return translate("PriceWords", "{units} of this line").replace("{units}", str(units))


def how_chosen(trace: PriceTrace) -> str:
    """Say which rules were asked, and how sure it is that nothing is cheaper."""
    if not trace.bundle:
        return translate("PriceWords", "No promotions are in force.")
    if not trace.is_best:
        found = translate("PriceWords", "in the order of the rules")
    elif trace.is_proved:
        found = translate("PriceWords", "the best for the customer, proved")
    else:
        found = translate("PriceWords", "the best found; not proved to be the best")
    return f"{trace.bundle} v{trace.version}  ·  {found}"


def offer_words(offer: OpenOffer) -> str:
    """Say that a gift or add-on is earned and only has to be scanned."""
    words = translate("PriceWords", "Earned: {rule}. Scan the goods.")
    return words.replace("{rule}", rule_name(offer))


def hints_of(trace: PriceTrace, currency: str) -> list[str]:
    """Say what the customer may have for the asking, then what is missing to the next step."""
    offers = [offer_words(offer) for offer in trace.open_offers]
    return offers + [next_words(hint, currency) for hint in trace.next_reductions]


def next_words(hint: NextReduction, currency: str) -> str:
    """Say what is missing to the next reduction, such as "¥6.40 more: ¥6.00 off"."""
    gain = formats.money(Money(hint.gain, currency))
    if hint.missing:
        missing = formats.money(Money(hint.missing, currency))
    else:
        missing = translate("PriceWords", "{count} more pieces").replace(
            "{count}", str(hint.missing_count)
        )
    words = translate("PriceWords", "{missing} to go: another {gain} off ({rule})")
    filled = words.replace("{missing}", missing).replace("{gain}", gain)
    return filled.replace("{rule}", rule_name(hint))
