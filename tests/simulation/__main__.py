"""Runs seeds: python -m tests.simulation --seeds N --from S --hours H --minutes M --seed X --trace.

``--fixed``: those of fixed.py, as every check of the project runs them; with ``--seed`` one.

A seed that fails is printed with the command that repeats it, its faults reduced to those it needs.
"""

import argparse
import sys
import time
from collections import Counter
from dataclasses import replace

from tests.simulation.fixed import PLANS
from tests.simulation.ground import simulated_ground
from tests.simulation.marks import EXPECTED, is_soak, missing
from tests.simulation.run import Outcome, Plan, run
from tests.simulation.shrink import command, shrunk


def main() -> int:
    options = _options()
    only = tuple(options.faults.split(",")) if options.faults is not None else None
    with simulated_ground():
        if options.seed is not None:
            plan = _plan(options, options.seed)
            return _one(replace(plan, only=only, is_traced=options.trace))
        return _many(options)


def _plan(options: argparse.Namespace, seed: int) -> Plan:
    if options.fixed:
        return PLANS[seed]
    return Plan(seed, options.tills, options.hours, sales_a_day=options.sales_a_day)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation")
    parser.add_argument("--seeds", type=int, default=50)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--hours", type=int, default=5)
    parser.add_argument("--tills", type=int, default=2)
    parser.add_argument("--sales-a-day", type=int, default=None)
    parser.add_argument("--minutes", type=float, default=None)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--faults", default=None, help="the only ones, by name, with commas")
    parser.add_argument("--trace", action="store_true")
    parser.add_argument("--fixed", action="store_true")
    return parser.parse_args()


def _one(plan: Plan) -> int:
    outcome = run(plan)
    for line in outcome.lines:
        print(line)
    print(f"seed {plan.seed}: trace {outcome.trace}, {outcome.printed} printed,", end=" ")
    print(f"{outcome.requests} requests, {len(outcome.struck)} faults")
    if outcome.broken is None:
        return 0
    _show(outcome)
    return 1


def _show(outcome: Outcome) -> None:
    print(f"seed {outcome.plan.seed}: {outcome.broken}")
    cause = outcome.broken.__cause__ if outcome.broken else None
    if cause is not None and outcome.plan.is_traced:
        raise cause


def _many(options: argparse.Namespace) -> int:
    began, cpu = time.monotonic(), time.process_time()
    marks: Counter[str] = Counter()
    failed: list[Outcome] = []
    printed = runs = hours = 0
    for seed in PLANS if options.fixed else range(options.first, options.first + options.seeds):
        outcome = run(_plan(options, seed))
        runs += 1
        hours += outcome.plan.hours + 3
        marks += outcome.marks
        printed += outcome.printed
        if outcome.broken is not None:
            failed.append(outcome)
            print(f"seed {seed}: {outcome.broken}", flush=True)
        if options.minutes is not None and time.monotonic() - began > options.minutes * 60:
            break
    spent = time.process_time() - cpu
    days = hours * options.tills / 24
    print(
        f"{runs} runs, {len(failed)} failed, {printed} receipts, {spent:.0f} CPU-seconds,"
        f" {days / spent:.1f} till-days per CPU-second, {60 * runs / spent:.0f} runs a minute"
    )
    for mark, count in sorted(marks.items()):
        print(f"  {mark}: {count}")
    missed = missing(marks, runs)
    reached = len(EXPECTED) - len(missing(marks))
    print(
        f"  reached {reached} of {len(EXPECTED)} rare branches, never: {', '.join(missed) or '-'}"
    )
    for outcome in failed[:3]:
        small = shrunk(outcome)
        print(f"{small.broken}\n  {command(small)}", flush=True)
    return 1 if failed or (is_soak(runs) and missed) else 0


if __name__ == "__main__":
    sys.exit(main())
