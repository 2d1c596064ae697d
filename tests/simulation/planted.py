"""Plants known bugs, one at a time, and says in which seeds each is found: sync.md section 22.

python -m tests.simulation.planted [B5 …] --seeds N. A bug is a patch laid over the product for the
length of the runs; a bug that nobody finds shows a weak generator. B7 and B22 need two writers at
once and are tested on PostgreSQL.
"""

import argparse
import sys
import time

from tests.simulation.bugs import BUGS, Bug
from tests.simulation.faults import mix_of
from tests.simulation.founding import founded
from tests.simulation.ground import simulated_ground
from tests.simulation.run import Outcome, Plan, run


def plan_for(bug: Bug, seed: int, hours: int) -> Plan:
    """Give a run with the faults that are drawn, and those without which the bug cannot show."""
    return Plan(seed, hours=hours, mix=mix_of(seed) | bug.needs)


def found_in(bug: Bug, seeds: range, hours: int = 5) -> Outcome | None:
    """Give the first run that finds a planted bug."""
    for seed in seeds:
        founded(Plan(seed).tills)
        with bug.planted():
            outcome = run(plan_for(bug, seed, hours))
        if outcome.broken is not None:
            return outcome
    return None


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation.planted")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--from", dest="first", type=int, default=0)
    options = parser.parse_args()
    missed = []
    with simulated_ground():
        for name, bug in BUGS.items():
            if options.names and name not in options.names:
                continue
            began = time.monotonic()
            outcome = found_in(bug, range(options.first, options.first + options.seeds))
            spent = time.monotonic() - began
            if outcome is None:
                missed.append(name)
                print(f"{name} {bug.what}: not found in {options.seeds} seeds, {spent:.0f} s")
                continue
            runs = outcome.plan.seed - options.first + 1
            print(f"{name} {bug.what}: run {runs}, {spent:.0f} s: {outcome.broken}", flush=True)
    print(f"missed: {', '.join(missed) or 'none'}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
