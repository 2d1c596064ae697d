"""Makes a failing run's list of faults as short as it can: first whole kinds, then one by one."""

from dataclasses import replace

from tests.simulation.fixed import PLANS
from tests.simulation.run import Outcome, run

_MOST_RUNS = 150


def shrunk(outcome: Outcome, most_runs: int = _MOST_RUNS) -> Outcome:
    """Leave out faults as long as the same invariant still breaks; give the last failing run."""
    search = _Search(outcome, most_runs)
    if search.fails(()):
        return search.best
    for kind in sorted({name.partition("@")[0] for name in outcome.struck}):
        search.without(lambda name, kind=kind: name.partition("@")[0] == kind)
    size = max(1, len(search.names) // 2)
    while size >= 1 and search.left > 0:
        at = 0
        while at < len(search.names) and search.left > 0:
            part = set(search.names[at : at + size])
            if not search.without(lambda name, part=part: name in part):
                at += size
        size //= 2
    return search.best


class _Search:
    def __init__(self, outcome: Outcome, most_runs: int) -> None:
        assert outcome.broken is not None
        self.best = replace(outcome, plan=replace(outcome.plan, only=tuple(outcome.struck)))
        self.left = most_runs
        self._number = outcome.broken.number

    @property
    def names(self) -> tuple[str, ...]:
        return self.best.plan.only or ()

    def without(self, is_left_out) -> bool:
        kept = tuple(name for name in self.names if not is_left_out(name))
        return self.left > 0 and len(kept) < len(self.names) and self.fails(kept)

    def fails(self, names: tuple[str, ...]) -> bool:
        self.left -= 1
        tried = run(replace(self.best.plan, only=names))
        if tried.broken is None or tried.broken.number != self._number:
            return False
        struck = set(tried.struck)
        self.best = replace(
            tried, plan=replace(tried.plan, only=tuple(n for n in names if n in struck))
        )
        return True


def command(outcome: Outcome) -> str:
    """Give the command line that repeats a run."""
    plan = outcome.plan
    words = ["python -m tests.simulation", f"--seed {plan.seed}"]
    fixed = PLANS.get(plan.seed)
    if fixed is not None and plan.mix == fixed.mix:
        words.append("--fixed")
    words += [f"--tills {plan.tills}", f"--hours {plan.hours}"]
    if plan.sales_a_day is not None:
        words.append(f"--sales-a-day {plan.sales_a_day}")
    if plan.only is not None:
        words.append(f"--faults '{','.join(plan.only)}'")
    return " ".join(words)
