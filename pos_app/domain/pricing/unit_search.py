"""Which units serve which rule so that most is taken off: exact where it can be shown.

Lines that no rule for groups, no cap and no exclusivity binds together are independent: each gets
its best cut. Lines that are bound together make a cluster, solved by itself (cluster_search.py) for
every choice among its rivals.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from pos_app.domain.pricing.assignment import (
    Assignment,
    Grouping,
    GroupUse,
    Single,
    make_grouping,
    off_single,
)
from pos_app.domain.pricing.board import Board
from pos_app.domain.pricing.bundle import Policy
from pos_app.domain.pricing.cluster_search import Cluster, ClusterSearch, Cuts
from pos_app.domain.pricing.every_assignment import EveryAssignment
from pos_app.domain.pricing.sums import LiveRule, Steps, cut_of

_STEPS_OF_A_CLUSTER = 200
"""So many steps at most to list all that one cluster can take off."""

_STEPS_OF_A_CHOICE = 10
"""To solve a cluster for one choice of its rivals takes as long as so many steps at least."""


@dataclass(frozen=True, slots=True)
class Reduction:
    """One way to reduce a line or a cluster, or to leave out the later rule ``dropped``."""

    off: int
    groups: tuple[GroupUse, ...] = ()
    singles: tuple[Single, ...] = ()
    dropped: int | None = None


class Assigned:
    """The best assignment of all units, and what else each line and each cluster could take off."""

    def __init__(
        self,
        board: Board,
        policy: Policy,
        cuts: Cuts,
        clusters: list[Cluster],
        assignment: Assignment,
    ) -> None:
        self._board = board
        self._policy = policy
        self._cuts = cuts
        self.clusters = clusters
        self.assignment = assignment
        self._known: dict[frozenset[int], tuple[list[list[Reduction]], bool]] = {}

    def reductions(self, scope: frozenset[int], steps: Steps) -> tuple[list[list[Reduction]], bool]:
        """List what each line and each cluster of a set can take off, and whether that is all.

        A cluster lies in the set as a whole, or outside.
        """
        known = self._known.get(scope)
        if known is None:
            known = self._known[scope] = self._find_reductions(scope, steps)
        return known

    def has_more_ways_than(self, most: int) -> bool:
        """Tell whether the lines bound to no other could be cut in more ways than these."""
        bound = {at for cluster in self.clusters for at in cluster.lines}
        ways = 1
        for at, cuts in self._cuts.of_line.items():
            if at not in bound:
                ways *= 1 + len(cuts)
                if ways > most:
                    return True
        return False

    def _find_reductions(
        self, scope: frozenset[int], steps: Steps
    ) -> tuple[list[list[Reduction]], bool]:
        clusters = [cluster for cluster in self.clusters if not cluster.lines.isdisjoint(scope)]
        found = []
        for at in sorted(scope.difference(*(cluster.lines for cluster in clusters))):
            singles = self._cuts.every(at, self._board.lines[at].units)
            if singles:
                ways = [Reduction(single.off, (), (single,)) for single in singles]
                found.append([*ways, Reduction(0)])
        is_whole = True
        for cluster in clusters:
            every = _every_of(cluster, self._cuts, self._board, self._policy, steps)
            is_whole &= every is not None
            found.append(self._ways_of(cluster, every or ()))
        return found, is_whole

    def _ways_of(self, cluster: Cluster, every: Sequence[Assignment]) -> list[Reduction]:
        best = self.assignment
        groups = tuple(use for use in best.groups if use.group.units[0][0] in cluster.lines)
        singles = tuple(single for single in best.singles if single.at in cluster.lines)
        ways = {cluster.most: Reduction(cluster.most, groups, singles)}
        for one in every:
            ways.setdefault(one.off, Reduction(one.off, one.groups, one.singles))
        return list(ways.values())


def _every_of(
    cluster: Cluster, cuts: Cuts, board: Board, policy: Policy, steps: Steps
) -> tuple[Assignment, ...] | None:
    found: dict[int, Assignment] = {}
    mine = Steps(min(steps.left, _STEPS_OF_A_CLUSTER))
    lines = sorted(cluster.lines)
    plain = {live.order: live for at in lines for live in cuts.of_line.get(at, ())}
    rules = [*(g.live for g in cluster.groupings), *cluster.capped, *plain.values()]
    rules.sort(key=lambda live: live.order)
    is_whole = True
    for chosen in product(*cluster.rivals):
        dropped = {live.order for rivals in cluster.rivals for live in rivals}
        dropped -= {live.order for live in chosen}
        taken = [live for live in rules if live.order not in dropped]
        every = EveryAssignment(board, policy, taken, lines, mine)
        is_whole = is_whole and every.show(lambda one: found.setdefault(one.off, one))
    steps.take(mine.taken)
    return tuple(found.values()) if is_whole else None


def assign_best(board: Board, rules: Sequence[LiveRule], policy: Policy, steps: Steps) -> Assigned:
    """Find the assignment that takes most off."""
    groupings: list[Grouping] = []
    plain: list[LiveRule] = []
    capped: list[LiveRule] = []
    for live in rules:
        grouping = make_grouping(live, board)
        if grouping is not None:
            groupings.append(grouping)
        elif _cap_binds(live, board, policy):
            capped.append(live)
        else:
            plain.append(live)
    cuts = Cuts(board, policy, plain)
    clusters = _clusters(board, groupings, capped, list(rivals_of(rules)))
    bound = {at for cluster in clusters for at in cluster.lines}
    groups: list[GroupUse] = []
    singles: list[Single] = []
    is_proved = True
    for at in cuts.of_line:
        if at not in bound:
            single = cuts.best(at, board.lines[at].units)
            if single is not None:
                singles.append(single)
    for cluster in clusters:
        found = _solve(board, policy, cluster, cuts, steps)
        cluster.most = found.off
        groups += found.groups
        singles += found.singles
        is_proved &= found.is_proved
    assignment = Assignment(tuple(groups), tuple(singles), is_proved)
    return Assigned(board, policy, cuts, clusters, assignment)


def rivals_of(rules: Sequence[LiveRule]) -> Iterator[list[LiveRule]]:
    """List the rules of which only one can be used, name by name."""
    by_name: dict[str, list[LiveRule]] = {}
    for live in rules:
        if live.rule.exclusivity:
            by_name.setdefault(live.rule.exclusivity, []).append(live)
    return (rivals for rivals in by_name.values() if len(rivals) > 1)


def _solve(board: Board, policy: Policy, cluster: Cluster, cuts: Cuts, steps: Steps) -> Assignment:
    """Solve a cluster for every choice among its rivals; of equals the first wins."""
    best: Assignment | None = None
    is_proved = True
    for chosen in product(*cluster.rivals):
        if best is not None and not steps.take(_STEPS_OF_A_CHOICE):
            is_proved = False
            break
        taken = {live.order for live in chosen}
        rivals = {live.order for rivals in cluster.rivals for live in rivals}
        search = ClusterSearch(board, policy, cluster, cuts, frozenset(rivals - taken), steps)
        found = search.run()
        is_proved &= found.is_proved
        if best is None or found.off > best.off:
            best = found
    assert best is not None
    return Assignment(best.groups, best.singles, is_proved)


def _cap_binds(live: LiveRule, board: Board, policy: Policy) -> bool:
    if live.most_off is None:
        return False
    lines = board.of(cut_of(live).items)
    most = sum(off_single(live, at, board.lines[at].units, board, policy) for at in lines)
    return most > live.most_off


def _clusters(
    board: Board,
    groupings: Sequence[Grouping],
    capped: Sequence[LiveRule],
    rivals: Sequence[list[LiveRule]],
) -> list[Cluster]:
    found: list[Cluster] = []

    def bind(lines: set[int], into: Cluster) -> None:
        if not lines:
            return
        for cluster in [c for c in found if not lines.isdisjoint(c.lines)]:
            found.remove(cluster)
            lines |= cluster.lines
            into.groupings += cluster.groupings
            into.capped += cluster.capped
            into.rivals += cluster.rivals
        into.lines = lines
        found.append(into)

    for grouping in groupings:
        bind({at for lines in grouping.orders for at in lines}, Cluster(groupings=[grouping]))
    for live in capped:
        bind(set(board.of(cut_of(live).items)), Cluster(capped=[live]))
    for names in rivals:
        bind({at for live in names for at in _lines_of(live, board)}, Cluster(rivals=[names]))
    for cluster in found:
        cluster.groupings.sort(key=lambda grouping: grouping.live.order)
        cluster.capped.sort(key=lambda live: live.order)
        cluster.rivals.sort(key=lambda rivals: rivals[0].order)
    return found


def _lines_of(live: LiveRule, board: Board) -> list[int]:
    grouping = make_grouping(live, board)
    if grouping is None:
        return board.of(cut_of(live).items)
    return [at for lines in grouping.orders for at in lines]
