"""A case's promotions -> rules of the public bundle format: who, when, what for and how often."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from pos_app.domain.pricing.fields import Fields
from tests.cases.promotion_basket import NOW, Goods
from tests.cases.promotion_case import Facts, Skipped, decimal, done, part
from tests.cases.promotion_effects import Effect, Effects

_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


@dataclass
class Promotion:
    """One promotion of a case with its rules; ``times`` it was claimed."""

    id: str
    effects: list[Effect]
    common: Facts
    is_entered: bool
    needs_code: bool
    times: int
    used: Facts
    rank: tuple[Decimal, ...] = ()
    rules: list[str] = field(default_factory=list)


def read_promotion(fields: Fields, goods: Goods, effects: Effects) -> Promotion:
    """Read one promotion of a case."""
    trigger = fields.any("trigger", "auto")
    if trigger not in ("auto", "code"):
        raise Skipped(f"is set off in a way not known here: {trigger}")
    limit = fields.any("max_applications", None)
    conditions = part(fields, "conditions")
    needs, who, every = _conditions(conditions, effects)
    about = {"limit": limit, "times": 1 if limit is None else int(limit), "every": every}
    value = fields.any("effect")
    listed = value if isinstance(value, list) else [value]
    kinds = [entry.get("type") for entry in listed]
    if limit is None and "cheapest_unit_free" in kinds:
        about["times"] = 0
    made = [
        effects.make(Fields(fields.at(f"effect[{at}]"), entry), about)
        for at, entry in enumerate(listed)
    ]
    for need in needs:
        if len(made) > 1 and "spend" in need:
            need["of_shelf_price"] = True
        _leave_gifts_out(need, made)
    caps, used = _limits(fields)
    common: Facts = {"needs": needs} if needs else {}
    common |= {"when": _window(fields), "who": who, "exclusive": fields.any("exclusive", False)}
    if common["exclusive"] and len(made) > 1:
        raise Skipped("is exclusive with several effects")
    for effect in made:
        effect.rule["caps"] = effect.rule.get("caps", {}) | caps
    promotion = Promotion(
        id=str(fields.any("id")),
        effects=made,
        common=common,
        is_entered=fields.any("entered", True),
        needs_code=trigger == "code",
        times=int(fields.any("claimed_times", 1)),
        used=used,
        rank=_rank(fields),
    )
    done(fields)
    return promotion


def _rank(fields: Fields) -> tuple[Decimal, ...]:
    order, priority = fields.any("evaluation_order", None), fields.any("priority", None)
    if order is None and priority is None:
        return ()
    return (decimal(order or 0), -decimal(priority or 0))


def _leave_gifts_out(need: Facts, made: list[Effect]) -> None:
    """A gift on the counter does not count towards what earns it."""
    gifts = [effect.gift["sku"] for effect in made if effect.gift and "sku" in effect.gift]
    if not gifts:
        return
    items = need["items"] if isinstance(need["items"], dict) else {}
    without = items.get("not", {})
    need["items"] = items | {"not": without | {"skus": [*without.get("skus", ()), *gifts]}}


def _conditions(fields: Fields, effects: Effects) -> tuple[list[Facts], Facts, Facts]:
    """Take what a promotion asks for: goods, people, and what counts as once."""
    items = effects.scope(fields.any("scope", "all"), fields.at("scope"))
    needs: list[Facts] = []
    every: Facts = {}
    spend, base = fields.any("min_spend", None), fields.any("min_spend_base", None)
    if spend is not None and decimal(spend) > 0:
        skus = effects.skus(items)
        at = effects.amount(spend, base, skus, up=True)
        needs.append({"items": items, "spend": at})
        every = {"by": "spend", "at": at}
    count = fields.any("min_qty", None)
    if count:
        needs.append({"items": items, "count": int(count)})
        every = {"by": "count", "at": int(count)}
    of_line = fields.any("min_qty_of_one_line", None)
    if of_line:
        needs.append({"items": items, "count_of_one_line": int(of_line)})
    who: Facts = {}
    groups = fields.any("member_group", None)
    if groups is not None:
        who["segments"] = [groups] if isinstance(groups, str) else list(groups)
    number = fields.any("member_order_number", None)
    if number is not None:
        if int(number) != 1:
            raise Skipped("is for a member's n-th purchase; the till knows of the first one only")
        who["first_purchase"] = True
    done(fields)
    return needs, who, every


def _limits(fields: Fields) -> tuple[Facts, Facts]:
    limits, usage = part(fields, "limits"), part(fields, "usage")
    caps: Facts = {}
    total, each = limits.any("total", None), limits.any("per_member", None)
    if total is not None:
        caps["uses_in_total"] = int(total)
    if each is not None:
        caps["uses_per_member"] = int(each)
    gives_back = limits.any("use_returned_when_order_cancelled", False)
    cancelled = int(usage.any("of_which_cancelled", 0)) if gives_back else 0
    usage.any("of_which_cancelled")
    used = {
        "times": int(usage.any("total", 0)),
        "times_by_member": max(int(usage.any("by_member", 0)) - cancelled, 0),
    }
    done(limits)
    done(usage)
    return caps, used


def _window(fields: Fields) -> Facts:
    validity = part(fields, "validity")
    window = window_of(validity.any("starts", None), validity.any("ends", None))
    done(validity)
    return window


def window_of(starts: Any, ends: Any) -> Facts:
    """Give a rule's window for relative dates such as ``-1d`` and ``+100y``."""
    window = {"from": _moment(starts), "until": _moment(ends)}
    return {key: moment for key, moment in window.items() if moment}


def _moment(relative: Any) -> str | None:
    if relative is None:
        return None
    found = re.fullmatch(r"([+-]\d+)([dwmy])", str(relative))
    if not found:
        raise Skipped(f"names a date in a way not known here: {relative}")
    days = int(found[1]) * _DAYS[found[2]]
    return (datetime.fromisoformat(NOW) + timedelta(days=days)).isoformat()
