"""Plants known bugs, one at a time, and says in which seeds each is found: sync.md section 22.

python -m tests.simulation.planted [B5 …] --seeds N. A bug is a patch laid over the product for the
length of the runs; a bug that nobody finds shows a weak generator, and one whose patch never did
anything a patch that bites no more. B7 and B22 need two writers at once and are tested on
PostgreSQL.
"""

import argparse
import sys
import time
from typing import Final

from tests.simulation import bugs_cloud, bugs_stock, bugs_till, bugs_value, bugs_watch
from tests.simulation.bugs import Bug
from tests.simulation.faults import mix_of
from tests.simulation.founding import founded
from tests.simulation.ground import simulated_ground
from tests.simulation.run import Outcome, Plan, run

BUGS: Final[dict[str, Bug]] = (
    bugs_till.BUGS | bugs_cloud.BUGS | bugs_stock.BUGS | bugs_value.BUGS | bugs_watch.BUGS
)


def plan_for(bug: Bug, seed: int, hours: int) -> Plan:
    """Give a run with the faults that are drawn, and those without which the bug cannot show."""
    return Plan(seed, hours=hours, mix=mix_of(seed) | bug.needs)


def found_in(bug: Bug, seeds: range, hours: int = 5) -> Outcome | None:
    """Give the first run that finds a planted bug. Its patch has to do something at last."""
    bitten = 0
    for seed in seeds:
        founded(Plan(seed).tills)
        with bug.planted() as bites:
            outcome = run(plan_for(bug, seed, hours))
        bitten += bites[0]
        if outcome.broken is not None:
            assert bites[0], f"seed {seed} fails without the bug: {outcome.broken}"
            return outcome
    assert bitten, f"the patch of {bug.what} did nothing in {len(seeds)} runs"
    return None


def main() -> int:
    """Look for each bug in turn; 1 when one was missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation.planted")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--from", dest="first", type=int, default=0)
    options = parser.parse_args()
    seeds = range(options.first, options.first + options.seeds)
    missed = []
    with simulated_ground():
        for name in options.names or sorted(BUGS, key=lambda name: int(name[1:])):
            if not _is_found(name, seeds):
                missed.append(name)
    print(f"missed: {', '.join(missed) or 'none'}")
    return 1 if missed else 0


def _is_found(name: str, seeds: range) -> bool:
    bug, began = BUGS[name], time.monotonic()
    try:
        outcome = found_in(bug, seeds)
    except AssertionError as error:
        print(f"{name} {bug.what}: {error}", flush=True)
        return False
    spent = time.monotonic() - began
    if outcome is None:
        print(f"{name} {bug.what}: not found in {len(seeds)} runs, {spent:.0f} s", flush=True)
        return False
    runs = outcome.plan.seed - seeds.start + 1
    print(f"{name} {bug.what}: run {runs}, {spent:.0f} s: {outcome.broken}", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main())
