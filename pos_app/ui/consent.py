"""Says in one line what a second person is asked to approve: what, how much, and on what.

Facts: ``privilege``, ``rate_ppm``, ``share_ppm``, ``amount``, ``old_price``, ``new_price``,
``item``, ``quantity``, ``detail``; only the first is always there.
"""

from PySide6.QtCore import QCoreApplication

from pos_app.domain.catalog import Item
from pos_app.domain.money import Money, Rounding, percent
from pos_app.domain.operators import ApprovalNeeded, Privilege
from pos_app.domain.pricing.priced import PricedLine
from pos_app.domain.quantity import Quantity
from pos_app.domain.transaction import Discount, SaleLine
from pos_app.ui import formats, language, messages

_SHOWN_PPM = 1_000
"""Shares are shown to a tenth of a percent, rounded up as the limits are."""


def facts_of(needed: ApprovalNeeded, about: dict[str, object]) -> dict[str, object]:
    """Put what the till asks for together with what the presenter knows of it."""
    request = needed.request
    asked: dict[str, object] = dict(needed.facts)
    if request.rate_ppm:
        asked["share_ppm"] = _shown(request.rate_ppm)
    if request.amount is not None:
        asked["amount"] = abs(request.amount)
    return asked | about


def of_override(line: PricedLine, price: Money) -> dict[str, object]:
    """Describe a new price for a line."""
    old = line.line.unit_price if isinstance(line.line, SaleLine) else None
    return {"item": line.line.item, "old_price": old, "new_price": price}


def of_discount(discount: Discount, line: PricedLine | None) -> dict[str, object]:
    """Describe what is taken off a line, or off the whole."""
    about: dict[str, object] = {"rate_ppm": discount.rate_ppm, "amount": discount.amount}
    if line is None:
        return about
    about["item"] = line.line.item
    by_rules = [entry.amount for entry in line.modifiers if entry.application is not None]
    shelf = sum((-taken for taken in by_rules), line.extended)
    own = [e.amount for e in line.modifiers if not e.is_share and e.application is None]
    left = sum((-taken for taken in own), shelf)
    if discount.rate_ppm is not None:
        about["amount"] = percent(left, discount.rate_ppm, Rounding.HALF_UP)
    amount = about["amount"]
    if own and isinstance(amount, Money) and shelf.minor > 0:
        given = shelf - left + amount
        about["share_ppm"] = _shown(-(-given.minor * 1_000_000 // shelf.minor))
    return about


def of_line(line: PricedLine) -> dict[str, object]:
    """Describe a line that goes away."""
    return {"item": line.line.item, "amount": abs(line.amount)}


def sentence(facts: dict[str, object]) -> str:
    """Say it in the language spoken now: ``Discount 20% (¥2.98) · Water``."""
    privilege = facts.get("privilege", "")
    parts = [f"{messages.in_words('privilege', privilege)} {_how_much(facts)}".strip()]
    parts += [text for text in (_on_what(facts), str(facts.get("detail", ""))) if text]
    return " · ".join(parts)


def _how_much(facts: dict[str, object]) -> str:
    amount, rate, share = facts.get("amount"), facts.get("rate_ppm"), facts.get("share_ppm")
    old, new = facts.get("old_price"), facts.get("new_price")
    said = formats.money(amount) if isinstance(amount, Money) else ""
    if said and facts.get("privilege") == Privilege.RETURN_WITHOUT_RECEIPT.value:
        said = _in_all(said)  # the limit counts what came back before in this sale
    if isinstance(new, Money):
        said = formats.money(new)
        said = f"{formats.money(old)} → {said}" if isinstance(old, Money) else said
    if isinstance(rate, int):
        said = _with_more(formats.rate(rate), said)
        if isinstance(share, int) and share > rate + _SHOWN_PPM:
            said = _with_more(said, _in_all(formats.rate(share)))
    elif isinstance(share, int):
        said = _with_more(said, formats.rate(share))
    return said


def _on_what(facts: dict[str, object]) -> str:
    item, quantity = facts.get("item"), facts.get("quantity")
    if not isinstance(item, Item):
        return ""
    name = language.name_of(item)
    return f"{name} × {formats.quantity(quantity)}" if isinstance(quantity, Quantity) else name


def _shown(share_ppm: int) -> int:
    return -(-share_ppm // _SHOWN_PPM) * _SHOWN_PPM


def _with_more(first: str, more: str) -> str:
    return f"{first} ({more})" if first and more else first or more


def _in_all(figure: str) -> str:
    return QCoreApplication.translate("Consent", "{figure} in all").replace("{figure}", figure)
