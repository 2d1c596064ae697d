"""The lowest total of a small basket, by trying everything: slow, plain, the engine's judge.

What a plan is, in the words of a shop:

- Of the rules with one exclusivity name one is used; an exclusive rule is used with no other.
- A unit serves one rule of the UNITS phase. Rules that need several units together, or may have
  only so many, take theirs first, one rule after the other in their order, as often as is wanted.
  A rule that says which units it takes (``pick``) takes those; with more parts than one, those
  that do not say take the dearest.
- What is then left of a line gets one plain cut as a whole, or none. A cap is used up line by line
  as they were rung; a group that meets its rule's cap gives what is left of it, and the last line
  of the group goes short. Groups are formed in whatever order is best.
- Bought units that stay free for other rules have to be there beside the rewarded ones, unless
  the reward is for ``up_to`` so many units.
- Then the rules stacked on lines, then those on sums, in their order, each used or left out. A
  stacked rule for so many units takes the dearest unless it picks others.
- What the rules come to one after the other (``total_in_order``) is a plan too: there a plain cut
  takes every free unit of its goods at its turn, and a rule that needs units forms groups of the
  dearest, or of those it picks, as long as they give anything. Of one exclusivity name the first
  that gives anything is used, and an exclusive rule that gives anything goes before all others.
- No unit goes below its floor; a reduction of a sum leaves every line its floor.

It shares with the engine the reading of rules and the sharing of money, and none of its search.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement, product

from pos_app.domain.pricing.bundle import Policy
from pos_app.domain.pricing.rule import GroupCut, Part, Phase, Pick, Rule, UnitCut
from tests.domain.pricing.brute_force_goods import Amounts, Good, Offer, Reductions, less


def lowest_total(goods: Sequence[Good], offers: Sequence[Offer], policy: Policy) -> int:
    """Give the least that all goods together can cost. ``offers`` are in the bundle's order."""
    lowest = min(_Trial(goods, line_up, policy).lowest() for line_up in _line_ups(offers))
    return min(lowest, total_in_order(goods, offers, policy))


def total_in_order(goods: Sequence[Good], offers: Sequence[Offer], policy: Policy) -> int:
    """Give what all goods together cost when the rules are used one after the other."""
    shelf = sum(good.price * good.units for good in goods)
    for offer in offers:
        if offer.rule.is_exclusive:
            total = _Trial(goods, [offer], policy).in_turn()
            if total < shelf:
                return total
    return _Trial(
        goods, [offer for offer in offers if not offer.rule.is_exclusive], policy
    ).in_turn()


def _line_ups(offers: Sequence[Offer]) -> Iterator[list[Offer]]:
    alone = [offer for offer in offers if offer.rule.is_exclusive]
    beside = [offer for offer in offers if not offer.rule.is_exclusive]
    names = sorted({offer.rule.exclusivity for offer in beside} - {""})
    rivals = [[offer for offer in beside if offer.rule.exclusivity == name] for name in names]
    for chosen in product(*rivals):
        yield [o for o in beside if not o.rule.exclusivity or any(o is c for c in chosen)]
    for offer in alone:
        yield [offer]
    yield []


class _Trial(Reductions):
    def __init__(self, goods: Sequence[Good], offers: Sequence[Offer], policy: Policy) -> None:
        super().__init__(goods, policy)
        self.units = [offer for offer in offers if offer.rule.phase is Phase.UNITS]
        self.later = [offer for offer in offers if offer.rule.phase is Phase.STACKED]
        self.later += [offer for offer in offers if offer.rule.phase is Phase.TRANSACTION]

    def lowest(self) -> int:
        """Try every plan."""
        free = tuple(good.units for good in self.goods)
        left = tuple(good.price * good.units for good in self.goods)
        states = {(free, left)}
        for offer in self.units:
            if self.has_needs(offer.rule, None) and self.is_grouping(offer.rule):
                states = {after for state in states for after in self.after_groups(offer, *state)}
        cuts = [o for o in self.units if self.has_needs(o.rule, None)]
        cuts = [o for o in cuts if not self.is_grouping(o.rule) and o.often]
        ends = {end for state in states for end in self.after_cuts(cuts, *state)}
        return min(self.lowest_after(end) for end in ends)

    def in_turn(self) -> int:
        """Use the rules in their order, of each exclusivity name the first that gives anything."""
        free = tuple(good.units for good in self.goods)
        left = tuple(good.price * good.units for good in self.goods)
        names: set[str] = set()
        for offer in [*self.units, *self.later]:
            before, rule = left, offer.rule
            if rule.exclusivity in names or not offer.often:
                continue
            if rule.phase is not Phase.UNITS:
                left = self.reduced(offer, list(left))
            elif self.has_needs(rule, None) and self.is_grouping(rule):
                free, left = self.dearest_groups(offer, free, left)
            elif self.has_needs(rule, None):
                free, left = self.cut_in_turn(offer, free, left)
            if rule.exclusivity and left != before:
                names.add(rule.exclusivity)
        return sum(left)

    def cut_in_turn(self, offer: Offer, free: Amounts, left: Amounts) -> tuple[Amounts, Amounts]:
        benefit, room = offer.rule.benefit, offer.leave
        assert isinstance(benefit, UnitCut)
        for at in self.scope(benefit.items):
            off = min(self.off_line(benefit, at, free[at]), room)
            if off:
                room -= off
                free, left = less(free, at, free[at]), less(left, at, off)
        return free, left

    def dearest_groups(self, offer: Offer, free: Amounts, left: Amounts) -> tuple[Amounts, Amounts]:
        times, given, taken = 0, 0, (0,) * len(free)
        while True:
            first = next(self.groups(offer, free, times, taken, must_pick=True), None)
            if first is None:
                return free, left
            counts, offs = first
            cut_to(offs, offer.leave - given)
            if sum(offs) <= 0:
                return free, left
            times, given = times + 1, given + sum(offs)
            free = tuple(f - c for f, c in zip(free, counts, strict=True))
            taken = tuple(t + c for t, c in zip(taken, counts, strict=True))
            left = tuple(x - off for x, off in zip(left, offs, strict=True))

    def is_grouping(self, rule: Rule) -> bool:
        return isinstance(rule.benefit, GroupCut) or (
            isinstance(rule.benefit, UnitCut) and rule.benefit.most_units is not None
        )

    def after_groups(
        self, offer: Offer, free: Amounts, left: Amounts
    ) -> set[tuple[Amounts, Amounts]]:
        """Form every number of groups, each of every choice of units."""
        start = (free, left, 0, 0, (0,) * len(free))
        seen = {start}
        waiting = [start]
        while waiting:
            now_free, now_left, times, given, taken = waiting.pop()
            for counts, offs in self.groups(offer, now_free, times, taken):
                cut_to(offs, offer.leave - given)
                if sum(offs) <= 0:
                    continue
                after = (
                    tuple(f - c for f, c in zip(now_free, counts, strict=True)),
                    tuple(x - off for x, off in zip(now_left, offs, strict=True)),
                    times + 1,
                    given + sum(offs),
                    tuple(t + c for t, c in zip(taken, counts, strict=True)),
                )
                if after not in seen:
                    seen.add(after)
                    waiting.append(after)
        return {(state[0], state[1]) for state in seen}

    def groups(
        self,
        offer: Offer,
        free: Amounts,
        times: int,
        taken: Amounts,
        *,
        must_pick: bool = False,
    ) -> Iterator[tuple[list[int], list[int]]]:
        """Give each group that may be formed now: units and reductions of every line."""
        parts, beside, often = self.asked_for(offer)
        if times >= often:
            return
        for chosen in self.choices(parts, free, must_pick=must_pick):
            counts = [sum(lines.count(at) for lines in chosen) for at in range(len(free))]
            if any(count > spare for count, spare in zip(counts, free, strict=True)):
                continue
            if all(self.is_beside(part, times, taken, counts) for part in beside):
                yield counts, self.off_group(offer.rule.benefit, chosen, counts)

    def asked_for(self, offer: Offer) -> tuple[list[Part], list[Part], int]:
        """Say what units a group takes, which have to be there beside it, and how often."""
        benefit = offer.rule.benefit
        if isinstance(benefit, UnitCut):
            assert benefit.most_units is not None
            part = Part(benefit.items, 1, benefit.pick)
            return [part], [], min(offer.often, benefit.most_units)
        assert isinstance(benefit, GroupCut)
        if benefit.up_to:
            return self.asked_for_one_by_one(offer, benefit)
        if benefit.leaves_bought:
            return [benefit.parts[-1]], list(benefit.parts[:-1]), offer.often
        return list(benefit.parts), [], offer.often

    def asked_for_one_by_one(
        self, offer: Offer, benefit: GroupCut
    ) -> tuple[list[Part], list[Part], int]:
        """Rewards need not be complete, and count as bought as well: each unit by itself."""
        bought, reward = benefit.parts
        there = sum(self.goods[at].units for at in self.scope(bought.items))
        often = min(offer.often, there // bought.count) * reward.count
        if benefit.most_rewards is not None:
            often = min(often, benefit.most_rewards)
        return [Part(reward.items, 1, reward.pick)], [], often

    def is_beside(self, part: Part, times: int, taken: Amounts, counts: list[int]) -> bool:
        """Tell whether the bought units are there without those that this rule rewards."""
        there = sum(self.goods[at].units - taken[at] - counts[at] for at in self.scope(part.items))
        return there >= (times + 1) * part.count

    def choices(
        self, parts: list[Part], free: Amounts, *, must_pick: bool
    ) -> Iterator[list[tuple[int, ...]]]:
        """Give, for each part, the lines its units come from."""
        if not must_pick and all(part.pick is Pick.BEST for part in parts):
            every = [
                list(combinations_with_replacement(self.scope(part.items), part.count))
                for part in parts
            ]
            yield from (list(chosen) for chosen in product(*every))
            return
        spare = list(free)
        picked = []
        for part in parts:
            units = [at for at in self.in_order(part) for _ in range(spare[at])][: part.count]
            if len(units) < part.count:
                return
            for at in units:
                spare[at] -= 1
            picked.append(tuple(units))
        yield picked

    def after_cuts(self, cuts: list[Offer], free: Amounts, left: Amounts) -> set[Amounts]:
        """Give every line every plain cut or none."""
        states = {(left, tuple(offer.leave for offer in cuts))}
        for at, units in enumerate(free):
            after = set(states)
            for now, rooms in states if units else ():
                for which, offer in enumerate(cuts):
                    benefit = offer.rule.benefit
                    assert isinstance(benefit, UnitCut)
                    if benefit.items in self.goods[at].sets:
                        off = min(self.off_line(benefit, at, units), rooms[which])
                        after.add((less(now, at, off), less(rooms, which, off)))
            states = after
        return {left for left, _ in states}

    def lowest_after(self, left: Amounts) -> int:
        """Use or leave out each of the rules stacked on lines and on sums."""
        ends = [left]
        for offer in self.later:
            ends += [self.reduced(offer, list(end)) for end in ends]
        return min(map(sum, ends))


def cut_to(offs: list[int], room: int) -> None:
    """Bring reductions down to what a cap leaves, from the last line back."""
    less = max(sum(offs) - room, 0)
    for at in reversed(range(len(offs))):
        give_up = min(less, offs[at])
        offs[at] -= give_up
        less -= give_up
