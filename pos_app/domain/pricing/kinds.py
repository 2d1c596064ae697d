"""The kinds of benefit a rule may name, and the sets of goods it may speak of."""

from collections.abc import Mapping
from typing import Protocol

from pos_app.domain.pricing.fields import Fields, Unknown, rate_of, wrong
from pos_app.domain.pricing.rule import (
    EVERYTHING,
    WHOLE_PPM,
    Benefit,
    Cut,
    GroupCut,
    ItemSet,
    Ladder,
    Part,
    Phase,
    Pick,
    PointsCut,
    Rung,
    UnitCut,
)

MOST_UNITS_IN_A_GROUP = 50


class Sets:
    """The sets of a bundle: each once, by number; number 0 is everything."""

    def __init__(self, everything: ItemSet) -> None:
        self._sets: list[ItemSet] = [everything]
        self._numbers: dict[ItemSet, int] = {}
        self._names: dict[str, int] = {"all": EVERYTHING}
        self._unknown_names: set[str] = set()

    def all(self) -> tuple[ItemSet, ...]:
        """Give all sets by number."""
        return tuple(self._sets)

    def exclude(self, fields: Fields) -> None:
        """Keep goods out of everything, and so out of every rule: by number, category or brand."""
        self._sets[EVERYTHING] = ItemSet(
            is_everything=True,
            not_skus=fields.texts("skus"),
            not_categories=fields.texts("categories"),
            not_brands=fields.texts("brands"),
        )
        fields.done()

    def name(self, name: str, items: ItemSet) -> None:
        """Give a set a name that rules may use."""
        self._names[name] = self.number(items)

    def name_unknown(self, name: str) -> None:
        """Remember a set that cannot be read: the rules that name it are left out."""
        self._unknown_names.add(name)

    def take(self, fields: Fields, key: str) -> int:
        """Take the set a field speaks of: a name, or the goods; missing is everything."""
        value = fields.any(key, "all")
        if isinstance(value, str):
            if value in self._unknown_names:
                raise Unknown(f"{fields.at(key)}={value}")
            if value not in self._names:
                raise wrong(fields.at(key), "a set of this bundle")
            return self._names[value]
        return self.number(self.read(Fields(fields.at(key), value)))

    def read(self, fields: Fields) -> ItemSet:
        """Read goods by number, category, brand, price."""
        without = Fields(fields.at("not"), fields.any("not", {}))
        has_any = any(fields.has(key) for key in ("skus", "categories", "brands"))
        items = ItemSet(
            skus=fields.texts("skus"),
            categories=fields.texts("categories"),
            brands=fields.texts("brands"),
            is_everything=not has_any,
            not_skus=without.texts("skus"),
            not_categories=without.texts("categories"),
            not_brands=without.texts("brands"),
            price_from=fields.optional("price_from"),
            price_to=fields.optional("price_to"),
            is_full_price=fields.flag("full_price_only"),
        )
        without.done()
        fields.done()
        return items

    def number(self, items: ItemSet) -> int:
        """Give a set its number; equal sets share one."""
        if items == ItemSet(is_everything=True):
            return EVERYTHING
        found = self._numbers.setdefault(items, len(self._sets))
        if found == len(self._sets):
            self._sets.append(items)
        return found


class Kind(Protocol):
    """Makes the benefit of a rule from its fields, and says when it has its turn."""

    def __call__(self, fields: Fields, sets: Sets, *, stacks: bool) -> tuple[Benefit, Phase]:
        """Take the fields of this kind."""


def _phase(*, stacks: bool) -> Phase:
    return Phase.STACKED if stacks else Phase.UNITS


def _unit_cut(
    fields: Fields, sets: Sets, cut: Cut, *, stacks: bool, per_line: bool = False
) -> tuple[Benefit, Phase]:
    benefit = UnitCut(
        sets.take(fields, "items"),
        cut,
        per_line,
        fields.optional("most_units", least=1),
        fields.choice("pick", Pick, Pick.BEST),
    )
    return benefit, _phase(stacks=stacks)


def _on_transaction(fields: Fields, sets: Sets, cut: Cut, *, stacks: bool) -> tuple[Benefit, Phase]:
    _check_alone(fields, stacks=stacks)
    return Ladder(sets.take(fields, "items"), (Rung(0, cut),)), Phase.TRANSACTION


def _per(fields: Fields, *known: str) -> str:
    per = fields.text("per", known[0])
    if per not in known:
        raise Unknown(f"{fields.at('per')}={per}")
    return per


def _percent_off(fields: Fields, sets: Sets, *, stacks: bool) -> tuple[Benefit, Phase]:
    cut = Cut(rate_ppm=fields.rate("percent"))
    if _per(fields, "unit", "transaction") == "transaction":
        return _on_transaction(fields, sets, cut, stacks=stacks)
    return _unit_cut(fields, sets, cut, stacks=stacks)


def _amount_off(fields: Fields, sets: Sets, *, stacks: bool) -> tuple[Benefit, Phase]:
    cut = Cut(amount=fields.whole("amount", least=1))
    per = _per(fields, "unit", "line", "transaction")
    if per == "transaction":
        return _on_transaction(fields, sets, cut, stacks=stacks)
    return _unit_cut(fields, sets, cut, stacks=stacks, per_line=per == "line")


def _fixed_price(fields: Fields, sets: Sets, *, stacks: bool) -> tuple[Benefit, Phase]:
    cut = Cut(price=fields.whole("price"))
    if _per(fields, "unit", "transaction") == "transaction":
        return _on_transaction(fields, sets, cut, stacks=stacks)
    return _unit_cut(fields, sets, cut, stacks=stacks)


def _price_list(fields: Fields, sets: Sets, *, stacks: bool) -> tuple[Benefit, Phase]:
    prices = fields.any("prices")
    if not isinstance(prices, Mapping) or not prices:
        raise wrong(fields.at("prices"), "prices by item number")
    listed = Fields(fields.at("prices"), prices)
    pairs = tuple(sorted((sku, listed.whole(sku)) for sku in prices))
    items = sets.read(Fields(fields.path, {"skus": sorted(prices)}))
    benefit = UnitCut(sets.number(items), Cut(price=0), prices=pairs)
    return benefit, _phase(stacks=stacks)


def _cut_of(fields: Fields) -> Cut:
    given = [key for key in ("percent", "amount", "price") if fields.has(key)]
    if len(given) != 1:
        raise wrong(fields.path, "one of percent, amount, price")
    if given[0] == "percent":
        return Cut(rate_ppm=fields.rate("percent"))
    if given[0] == "amount":
        return Cut(amount=fields.whole("amount", least=1))
    return Cut(price=fields.whole("price"))


def _ladder(fields: Fields, sets: Sets, *, stacks: bool) -> tuple[Benefit, Phase]:
    _check_alone(fields, stacks=stacks)
    by = fields.text("by", "spend")
    if by not in ("spend", "count"):
        raise Unknown(f"{fields.at('by')}={by}")
    rungs = []
    for at, entry in enumerate(fields.items("steps")):
        step = Fields(f"{fields.at('steps')}[{at}]", entry)
        rungs.append(Rung(step.whole("at"), _cut_of(step)))
        step.done()
    rungs.sort(key=lambda rung: rung.at)
    if len({rung.at for rung in rungs}) < len(rungs):
        raise wrong(fields.at("steps"), "steps that begin at different sums")
    return (
        Ladder(sets.take(fields, "items"), tuple(rungs), by_count=by == "count"),
        Phase.TRANSACTION,
    )


def _every_full(fields: Fields, sets: Sets, *, stacks: bool) -> tuple[Benefit, Phase]:
    _check_alone(fields, stacks=stacks)
    by = fields.text("by", "spend")
    if by not in ("spend", "count"):
        raise Unknown(f"{fields.at('by')}={by}")
    rung = Rung(fields.whole("at", least=1), Cut(amount=fields.whole("amount", least=1)))
    most_times = fields.optional("most_times", least=1)
    benefit = Ladder(
        sets.take(fields, "items"),
        (rung,),
        by_count=by == "count",
        every=True,
        most_times=most_times,
    )
    return benefit, Phase.TRANSACTION


def _part(fields: Fields, sets: Sets, pick: Pick = Pick.BEST) -> Part:
    part = Part(
        sets.take(fields, "items"),
        fields.whole("count", 1, least=1),
        fields.choice("pick", Pick, pick),
    )
    if part.count > MOST_UNITS_IN_A_GROUP:
        raise wrong(fields.at("count"), f"at most {MOST_UNITS_IN_A_GROUP}")
    return part


def _nth(fields: Fields, sets: Sets, *, stacks: bool) -> tuple[Benefit, Phase]:
    path = fields.at("percents")
    steps = tuple(
        rate_of(value, f"{path}[{at}]", 100) for at, value in enumerate(fields.items("percents"))
    )
    return _steps(fields, sets, steps, stacks=stacks)


def _m_for_n(fields: Fields, sets: Sets, *, stacks: bool) -> tuple[Benefit, Phase]:
    take, pay = fields.whole("take", least=2), fields.whole("pay")
    if take > MOST_UNITS_IN_A_GROUP:
        raise wrong(fields.at("take"), f"at most {MOST_UNITS_IN_A_GROUP}")
    if pay >= take:
        raise wrong(fields.at("pay"), "less than is taken")
    return _steps(fields, sets, (0,) * pay + (WHOLE_PPM,) * (take - pay), stacks=stacks)


def _steps(
    fields: Fields, sets: Sets, steps: tuple[int, ...], *, stacks: bool
) -> tuple[Benefit, Phase]:
    _check_alone(fields, stacks=stacks)
    if len(steps) > MOST_UNITS_IN_A_GROUP:
        raise wrong(fields.path, f"at most {MOST_UNITS_IN_A_GROUP} units in a group")
    pick = fields.choice("pick", Pick, Pick.BEST)
    part = Part(sets.take(fields, "items"), len(steps), pick)
    return GroupCut((part,), steps=steps), Phase.UNITS


def _n_for_price(fields: Fields, sets: Sets, *, stacks: bool) -> tuple[Benefit, Phase]:
    _check_alone(fields, stacks=stacks)
    part = _part(fields, sets)
    return GroupCut((part,), whole=Cut(price=fields.whole("price"))), Phase.UNITS


def _combo(fields: Fields, sets: Sets, *, stacks: bool) -> tuple[Benefit, Phase]:
    _check_alone(fields, stacks=stacks)
    parts = []
    for at, entry in enumerate(fields.items("parts")):
        part = Fields(f"{fields.at('parts')}[{at}]", entry)
        parts.append(_part(part, sets))
        part.done()
    cut = _cut_of(fields)
    if _per(fields, "group", "unit") == "group":
        return GroupCut(tuple(parts), whole=cut), Phase.UNITS
    if len(parts) > 1:
        raise wrong(fields.at("parts"), "one part where the cut is per unit")
    return GroupCut(tuple(parts), reward=cut), Phase.UNITS


def _buy_get(fields: Fields, sets: Sets, *, stacks: bool) -> tuple[Benefit, Phase]:
    _check_alone(fields, stacks=stacks)
    buy = Fields(fields.at("buy"), fields.any("buy"))
    get = Fields(fields.at("get"), fields.any("get"))
    bought = _part(buy, sets)
    got = _part(get, sets)
    cut = _cut_of(get)
    leaves_bought = fields.flag("bought_stay_free")
    up_to = get.flag("up_to")
    most_rewards = get.optional("most", least=1)
    if (up_to and not leaves_bought) or (most_rewards is not None and not up_to):
        raise wrong(get.path, "most only with up_to, and up_to only where bought_stay_free")
    buy.done()
    get.done()
    if bought.items == got.items and cut.rate_ppm is not None and not leaves_bought:
        steps = (0,) * bought.count + (cut.rate_ppm,) * got.count
        return GroupCut((Part(got.items, len(steps), got.pick),), steps=steps), Phase.UNITS
    return (
        GroupCut((bought, got), None, (), cut, leaves_bought, up_to, most_rewards),
        Phase.UNITS,
    )


def _gift(fields: Fields, sets: Sets, *, stacks: bool) -> tuple[Benefit, Phase]:
    _check_alone(fields, stacks=stacks)
    count = fields.whole("count", 1, least=1)
    pick = fields.choice("pick", Pick, Pick.CHEAPEST)
    cut = Cut(rate_ppm=WHOLE_PPM)
    return UnitCut(sets.take(fields, "items"), cut, most_units=count, pick=pick), Phase.UNITS


def _add_on(fields: Fields, sets: Sets, *, stacks: bool) -> tuple[Benefit, Phase]:
    _check_alone(fields, stacks=stacks)
    cut = Cut(price=fields.whole("price"))
    count = fields.whole("count", 1, least=1)
    return UnitCut(sets.take(fields, "items"), cut, most_units=count), Phase.UNITS


def _points(fields: Fields, sets: Sets, *, stacks: bool) -> tuple[Benefit, Phase]:
    _check_alone(fields, stacks=stacks)
    times_ppm = fields.rate("percent", most_percent=10_000) if fields.has("percent") else WHOLE_PPM
    bonus = fields.whole("bonus", 0)
    return PointsCut(sets.take(fields, "items"), times_ppm, bonus), Phase.POINTS


def _check_alone(fields: Fields, *, stacks: bool) -> None:
    if stacks:
        raise wrong(fields.at("stacks"), "only plain cuts can be stacked on others")


KINDS: Mapping[str, Kind] = {
    "percent_off": _percent_off,
    "amount_off": _amount_off,
    "fixed_price": _fixed_price,
    "price_list": _price_list,
    "ladder": _ladder,
    "every_full": _every_full,
    "nth": _nth,
    "m_for_n": _m_for_n,
    "n_for_price": _n_for_price,
    "combo": _combo,
    "buy_get": _buy_get,
    "gift": _gift,
    "add_on": _add_on,
    "points": _points,
}
"""Every kind by the name rules use."""
