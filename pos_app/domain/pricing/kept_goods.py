"""What a return breaks: reductions that the goods which stay would not have earned by themselves.

Only rules that say so (``OnReturn.REPRICE``), by the trace kept with the sale. For each application
two things are compared, as exact fractions:

- *enjoyed*: the kept part of every line's share. Pieces of a line come back at the line's average,
  so the kept part is by quantity, and whatever pieces came back took their part with them.
- *earned*: what the rule still gives for what stays. Groups of units stand when all their units are
  there; of a line with units in a group and others, the others come back first, and of several
  groups those that gave less fall first: both in the customer's favour. A weighed line counts as
  its one unit while nothing of it came back. A sum or count that the rule needed and that is no
  longer there leaves nothing earned, also where a lower step of the ladder would be reached: the
  trace does not know it. What a rule gave for every full sum, or for every group of bought goods,
  is earned as often as what stays is enough for.

What is enjoyed and not earned is lost. Rounding: down, in the customer's favour.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from pos_app.domain.pricing.priced import PricedLine, PricedTransaction
from pos_app.domain.pricing.rule import OnReturn, Phase
from pos_app.domain.pricing.trace import Application, TracedNeed
from pos_app.domain.transaction import SaleLine

_NOTHING = Fraction(0)


class KeptGoods:
    """The goods of a sale that stay with the customer, in thousandths by line number."""

    def __init__(self, sold: PricedTransaction, kept: Mapping[int, int]) -> None:
        self._lines = {line.line.number: line for line in sold.lines}
        self._kept = kept
        self._applications = sold.trace.applications

    def lost(self) -> tuple[int, ...]:
        """Say for each application what is lost of it, in minor units that the customer paid.

        Where tax is added to the price, it is added to what is lost.
        """
        return tuple(
            self._lost_of(at, application) if application.on_return is OnReturn.REPRICE else 0
            for at, application in enumerate(self._applications)
        )

    def _lost_of(self, at: int, application: Application) -> int:
        offs: dict[int, int] = {}
        for share in application.shares:
            offs[share.line] = offs.get(share.line, 0) + share.off
        enjoyed = {number: self._part(number) * off for number, off in offs.items()}
        times = self._times_kept(at, application)
        if application.phase is Phase.UNITS and any(s.instance for s in application.shares):
            earned = self._earned_by_groups(application, times)
        else:
            whole = sum(enjoyed.values())
            left = Fraction(application.off * times, application.times)
            part = min(Fraction(left, whole), Fraction(1)) if whole else _NOTHING
            earned = {number: amount * part for number, amount in enjoyed.items()}
        lost = sum(self._paid_for(n, amount - earned[n]) for n, amount in enjoyed.items())
        return max(int(lost // 1), 0)

    def _part(self, number: int) -> Fraction:
        return Fraction(self._kept[number], self._lines[number].line.quantity.thousandths)

    def _paid_for(self, number: int, amount: Fraction) -> Fraction:
        group = self._lines[number].line.item.tax_group
        return amount if group.is_inclusive else amount * (1 + Fraction(group.rate_ppm, 1_000_000))

    def _units(self, number: int) -> int:
        line = self._lines[number].line
        kept, whole = self._kept[number], line.quantity.thousandths
        if _is_one_unit(self._lines[number]):
            return int(kept == whole)
        return kept // 1000

    def _earned_by_groups(self, application: Application, most: int) -> dict[int, Fraction]:
        free = {share.line: self._units(share.line) for share in application.shares}
        earned = dict.fromkeys(free, _NOTHING)
        for times, shares in _groups(application):
            fits = min(free[line] * times // units for line, units, _ in shares)
            stand = min(fits, times, most)
            most -= stand
            for line, units, off in shares:
                free[line] -= units * stand // times
                earned[line] += Fraction(off * stand, times)
        return earned

    def _times_kept(self, at: int, application: Application) -> int:
        """Say how many times over what stays is enough for what the rule needed."""
        times = application.times
        earlier = self._applications[:at] if application.phase is Phase.TRANSACTION else ()
        for need in application.needs:
            reached = self._reached(need, () if need.of_shelf_price else earlier)
            if need.is_each:
                times = min(times, int(application.times * reached // 1))
            elif reached < 1:
                return 0
        return times

    def _reached(self, need: TracedNeed, earlier: Sequence[Application]) -> Fraction:
        """Say how much of a need is there: 1 is just enough."""
        reached = []
        if need.spend:
            whole = sum(self._seen(number, earlier) for number in need.lines)
            reached.append(Fraction(whole, need.spend))
        if need.count:
            reached.append(Fraction(sum(map(self._units, need.lines)), need.count))
        return min(reached, default=Fraction(1))

    def _seen(self, number: int, earlier: Sequence[Application]) -> Fraction:
        """Give the kept part of a line as a rule saw it: less what earlier rules gave."""
        taken = sum(s.off for entry in earlier for s in entry.shares if s.line == number)
        return self._part(number) * (self._lines[number].extended.minor - taken)


def _is_one_unit(priced: PricedLine) -> bool:
    """Tell whether rules see a line as one unit, as board.lay_out does."""
    line = priced.line
    is_fixed = isinstance(line, SaleLine) and line.fixed_price is not None
    return is_fixed or line.item.unit.is_measured or line.quantity.thousandths % 1000 != 0


def _groups(application: Application) -> list[tuple[int, list[tuple[int, int, int]]]]:
    """List the groups of an application, each with how often it was formed: the dearest gift first.

    A group's shares are (line, units, off) of all the times together.
    """
    shares: dict[int, list[tuple[int, int, int]]] = {}
    for share in application.shares:
        shares.setdefault(share.instance, []).append((share.line, share.units, share.off))
    starts = sorted(shares)
    ends = [*starts[1:], application.times + 1]
    groups = [(end - start, shares[start]) for start, end in zip(starts, ends, strict=True)]
    groups.sort(key=lambda group: Fraction(-sum(off for *_, off in group[1]), group[0]))
    return groups
