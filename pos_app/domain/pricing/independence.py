"""Whether units can be assigned without regard to what comes after them.

To take most off unit by unit is best in all when the later rules cannot tell the difference:

1. Every rule on a sum reaches the same rung, whether nothing was taken off before it or as much as
   could be; then no rung can be won by reducing less.
2. A rule on a sum either gives the same in both cases, or it *weighs*: less on its lines, less off.
   No weighing rule counts only a part of what an earlier one was shared over.
3. The lines of a cluster are all under the same weighing rules and under no stacked one, so that
   reductions within it can be traded one for one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from pos_app.domain.pricing.assignment import Assignment
from pos_app.domain.pricing.board import Board
from pos_app.domain.pricing.bundle import Policy
from pos_app.domain.pricing.cluster_search import Cluster
from pos_app.domain.pricing.rule import Need
from pos_app.domain.pricing.sums import LaterRules, Sum, cut_of


class Weight(Enum):
    """How a rule on a sum depends on what was taken off before it."""

    SAME = auto()
    WEIGHS = auto()
    LOSES_RUNG = auto()
    LOSES_TURN = auto()


@dataclass(frozen=True, slots=True)
class Role:
    """A rule on a sum and how it depends; ``off`` is what it gives when that is always the same."""

    sum: Sum
    weight: Weight
    off: int = 0


class Independence:
    """The question asked for one line-up and its best assignment."""

    def __init__(
        self,
        board: Board,
        policy: Policy,
        later: LaterRules,
        assignment: Assignment,
        clusters: Sequence[Cluster],
    ) -> None:
        self._board = board
        self._policy = policy
        self._later = later
        self._clusters = clusters
        self._roles: list[Role] | None = None
        self._shelf = [line.shelf for line in board.lines]
        bound = {at for cluster in clusters for at in cluster.lines}
        self._lowest = list(self._shelf)
        for single in assignment.singles:
            if single.at not in bound:
                self._lowest[single.at] -= single.off
        self._stacked = [at for live in later.stacked for at in board.of(cut_of(live).items)]
        self._most_stacked = sum(later.most_of_stacked(live, self._shelf) for live in later.stacked)

    def holds(self) -> bool:
        """Tell whether it is so. False may also mean that it could not be shown."""
        weighing: list[frozenset[int]] = []
        earlier: list[frozenset[int]] = []
        for role in self.roles():
            scope = role.sum.lines
            if role.weight in (Weight.LOSES_TURN, Weight.LOSES_RUNG):
                return False
            if role.weight is Weight.WEIGHS:
                if any(not (part.isdisjoint(scope) or part <= scope) for part in earlier):
                    return False
                weighing.append(scope)
            earlier.append(scope)
        return all(self._is_even(cluster, weighing) for cluster in self._clusters)

    def roles(self) -> list[Role]:
        """Say of every rule on a sum that can give anything how it depends on what went before."""
        if self._roles is None:
            self._roles = []
            earlier: list[tuple[frozenset[int], int]] = []
            for each in self._later.sums:
                most = self._later.most_of(each, self._shelf)
                if most:
                    self._roles.append(self._role(each, earlier))
                    earlier.append((each.lines, most))
        return self._roles

    def _role(self, each: Sum, earlier: Sequence[tuple[frozenset[int], int]]) -> Role:
        highest, lowest = each.shelf, self._least(each.lines, earlier)
        rung, times = each.reach(highest)
        if not all(self._is_kept(need, earlier) for need in each.live.rule.needs):
            return Role(each, Weight.LOSES_TURN)
        if (rung, times) != each.reach(lowest):
            return Role(each, Weight.LOSES_RUNG)
        assert rung is not None
        floors = sum(each.floors or ())
        at_most, at_least = (
            min(each.off(rung, times, base, self._policy), base - floors)
            for base in (highest, lowest)
        )
        return Role(each, Weight.SAME if at_most == at_least else Weight.WEIGHS, at_most)

    def _is_kept(self, need: Need, earlier: Sequence[tuple[frozenset[int], int]]) -> bool:
        if need.of_shelf_price or not need.spend:
            return True
        return self._least(self._board.set_of(need.items), earlier) >= need.spend

    def _least(self, scope: frozenset[int], earlier: Sequence[tuple[frozenset[int], int]]) -> int:
        """Say how little can be left of a set when its rule has its turn; a lower bound."""
        least = sum([self._lowest[at] for at in scope])
        for cluster in self._clusters:
            least -= min(cluster.most, self._sum(cluster.lines & scope))
        if not scope.isdisjoint(self._stacked):
            least -= self._most_stacked
        return least - sum(most for part, most in earlier if not part.isdisjoint(scope))

    def _sum(self, lines: Iterable[int]) -> int:
        return sum([self._shelf[at] for at in lines])

    def _is_even(self, cluster: Cluster, weighing: Sequence[frozenset[int]]) -> bool:
        if len(cluster.lines) == 1:
            return True
        return cluster.lines.isdisjoint(self._stacked) and all(
            scope.isdisjoint(cluster.lines) or scope.issuperset(cluster.lines) for scope in weighing
        )
