"""What the product made of a case, field by field in the case's words, and how it compares."""

from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from pos_app.domain.money import allocate
from pos_app.domain.pricing.priced import PricedLine, PricedTransaction
from pos_app.domain.pricing.trace import Application
from tests.cases.promotion_basket import FEE
from tests.cases.promotion_cart import Outcome
from tests.cases.promotion_case import Policy, Skipped, decimal

WITH_TAX = ("vendurehq/vendure",)
"""Sources whose ``discount_total`` is with tax although their prices are without."""

_REFUSALS = {"minimum spend no longer met": ("NEEDS_MORE", "NEEDS_MORE_UNITS")}


class Reading:
    """Reads one outcome; amounts are decimals in the case's currency."""

    def __init__(self, outcome: Outcome, source: str) -> None:
        self.cart = outcome.cart
        self.priced = outcome.priced
        self.plain = outcome.plain
        self._source = source
        self._places = outcome.cart.goods.money.places
        self.readers: Mapping[str, Callable[[Any], Any]] = {
            "total": self._total,
            "items_total": lambda _: self._money(_gross(self._goods(self.priced))),
            "net": lambda _: self._money(self._net(self.priced)),
            "tax": lambda _: self._money(sum(line.tax.minor for line in self.priced.lines)),
            "discount_total": self._discount_total,
            "items_discount": lambda _: self._money(self._off()),
            "discount_net": lambda _: self._money(self._net(self.plain) - self._net(self.priced)),
            "discount_gross": lambda _: self._money(self._off_gross()),
            "line_discounts": self._line_discounts,
            "unit_discounts": self._unit_discounts,
            "line_net": self._line_net,
            "unit_price_after": self._unit_price_after,
            "units_discounted": lambda _: Decimal(
                sum(share.units for use in self._uses() for share in use.shares if share.off)
            ),
            "applied": self._applied,
            "rejected": self._rejected,
            "per_promotion": lambda wanted: {key: self._of_promotion(key) for key in wanted},
            "by_tax": self._by_tax,
            "by_tax_discount_gross": self._by_tax_discount,
            "added_free": self._added_free,
        }

    def _money(self, minor: int) -> Decimal:
        return Decimal(minor).scaleb(-self._places)

    def _goods(self, priced: PricedTransaction) -> list[PricedLine]:
        return [line for line in priced.lines if line.line.item.category != (FEE,)]

    def _uses(self) -> tuple[Application, ...]:
        return self.priced.trace.applications

    def _total(self, _: Any) -> Decimal:
        total = self._money(self.priced.total.minor)
        mode = self.cart.goods.money
        return total if not mode.rounds_total else _rounded(total, mode.mode)

    def _net(self, priced: PricedTransaction) -> int:
        return sum(line.amount.minor - line.tax.minor for line in self._goods(priced))

    def _off(self) -> int:
        """Give what is taken off the goods of the case; a reward put with them costs nothing."""
        before = sum(line.net.minor for line in self._goods(self.plain))
        return before - sum(line.net.minor for line in self._goods(self.priced))

    def _off_gross(self) -> int:
        return _gross(self._goods(self.plain)) - _gross(self._goods(self.priced))

    def _discount_total(self, _: Any) -> Decimal:
        is_with_tax = self._source.startswith(WITH_TAX)
        return self._money(self._off_gross() if is_with_tax else self._off())

    def _lines(self, item: str) -> list[PricedLine]:
        return [line for line in self._goods(self.priced) if line.line.item.sku == item]

    def _line_discounts(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for item, value in wanted.items():
            if isinstance(value, list):
                found[item] = [self._of_use(use, item) for use in self._uses()]
            else:
                found[item] = self._money(sum(_off(line) for line in self._lines(item)))
        return found

    def _of_use(self, use: Application, item: str) -> Decimal:
        numbers = {line.line.number for line in self._lines(item)}
        return self._money(sum(share.off for share in use.shares if share.line in numbers))

    def _unit_discounts(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        found = {}
        for item in wanted:
            offs: list[Decimal] = []
            for line in self._lines(item):
                units = line.line.quantity.thousandths // 1000
                marked = self.cart.goods.marked_down.get(item, 0)
                shares = allocate(_off(line), [1] * units)
                offs += [self._money(share + marked) for share in shares]
            found[item] = offs
        return found

    def _line_net(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        return {
            item: self._money(sum(line.amount.minor - line.tax.minor for line in self._lines(item)))
            for item in wanted
        }

    def _unit_price_after(self, _: Any) -> Decimal:
        (line,) = self._goods(self.priced)
        return self._money(line.net.minor) / (line.line.quantity.thousandths // 1000)

    def _applied(self, _: Any) -> list[str]:
        return sorted({self.cart.promotion_of(use.rule).id for use in self._uses() if use.off})

    def _of_promotion(self, name: str) -> Decimal:
        uses = [use for use in self._uses() if self.cart.promotion_of(use.rule).id == name]
        return self._money(sum(use.off for use in uses))

    def _rejected(self, wanted: Mapping[str, str]) -> dict[str, str]:
        """Say of each promotion why its code does nothing, where the words mean the same."""
        unused = {coupon.coupon: coupon.why for coupon in self.priced.trace.unused_coupons}
        found = {}
        for name, words in wanted.items():
            if words not in _REFUSALS:
                raise Skipped(f"rejects with a reason not known here: {words}")
            why = next((why for coupon, why in unused.items() if coupon.startswith(f"{name}#")), "")
            found[name] = words if why in _REFUSALS[words] else why
        return found

    def _by_tax(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in wanted:
            lines = [line for line in self._goods(self.priced) if self._tax_of(line) == name]
            tax = sum(line.tax.minor for line in lines)
            gross = _gross(lines)
            found[name] = {
                "base": self._money(gross - tax),
                "tax": self._money(tax),
                "gross": self._money(gross),
            }
        return found

    def _tax_of(self, line: PricedLine) -> str:
        return self.cart.goods.tax_names.get(line.line.item.tax_group.code, "")

    def _by_tax_discount(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        found = {}
        for name in wanted:
            before, after = (
                _gross([line for line in self._goods(priced) if self._tax_of(line) == name])
                for priced in (self.plain, self.priced)
            )
            found[name] = self._money(before - after)
        return found

    def _added_free(self, wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Count the units that a rewarding rule made free."""
        if any(entry.keys() != {"item", "qty"} for entry in wanted):
            raise Skipped("expects something not known here of what is added")
        free: Counter[str] = Counter()
        rewards = {
            rule
            for promotion in self.cart.promotions
            for rule, effect in zip(promotion.rules, promotion.effects, strict=True)
            if effect.is_reward
        }
        for use in self._uses():
            for share in use.shares:
                line = self.priced.lines[share.line - 1].line
                assert line.item.price is not None
                if use.rule in rewards and share.off:
                    free[line.item.sku] += share.off // line.item.price.minor
        return [{"item": item, "qty": units} for item, units in free.items() if units]


def _off(line: PricedLine) -> int:
    return line.extended.minor - line.net.minor


def _gross(lines: list[PricedLine]) -> int:
    return sum(line.amount.minor for line in lines)


def _rounded(total: Decimal, mode: str) -> Decimal:
    return total.quantize(Decimal("0.01"), f"ROUND_{mode.upper()}")


def differences(outcome: Outcome, source: str) -> list[tuple[str, Any, Any]]:
    """Compare everything a case expects; a field not known here is skipped in words."""
    reading = Reading(outcome, source)
    found = []
    for name, wanted in outcome.cart.expect.items():
        if name == "note":
            continue
        if name not in reading.readers:
            raise Skipped(f"expects something not known here: {name}")
        read = reading.readers[name](wanted)
        if not _same(wanted, read, name):
            found.append((name, wanted, read))
    return found


def _same(wanted: Any, read: Any, name: str = "") -> bool:
    if isinstance(wanted, Mapping) and isinstance(read, Mapping):
        return wanted.keys() == read.keys() and all(_same(wanted[k], read[k]) for k in wanted)
    if isinstance(wanted, list) and isinstance(read, list):
        order = sorted if name == "applied" else list
        wanted, read = order(wanted), order(read)
        return len(wanted) == len(read) and all(map(_same, wanted, read))
    if isinstance(read, Decimal):
        return bool(decimal(wanted) == read)
    return bool(wanted == read)


def explained_by(policies: list[Policy], wrong: list[tuple[str, Any, Any]], unit: Decimal) -> str:
    """Name the policies that explain every difference; empty when one is left over."""
    reasons = []
    for name, wanted, read in wrong:
        fitting = [policy for policy in policies if _explains(policy, name, wanted, read, unit)]
        if not fitting:
            return ""
        reasons.append(fitting[0].reason)
    return "; ".join(dict.fromkeys(reasons))


def _explains(policy: Policy, name: str, wanted: Any, read: Any, unit: Decimal) -> bool:
    if policy.fields and name not in policy.fields:
        return False
    return policy.within is None or _furthest(wanted, read) <= policy.within * unit


def _furthest(wanted: Any, read: Any) -> Decimal:
    if isinstance(wanted, Mapping):
        return max((_furthest(wanted[key], read[key]) for key in wanted), default=Decimal(0))
    if isinstance(wanted, list):
        return max(map(_furthest, wanted, read), default=Decimal(0))
    try:
        distance = abs(decimal(wanted) - decimal(read))
    except ArithmeticError:  # words, which are near nothing
        return Decimal("Infinity")
    return Decimal("Infinity") if distance.is_nan() else distance
