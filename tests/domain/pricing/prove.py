"""Compare the engine with brute force on random small baskets.

``python -m tests.domain.pricing.prove COUNT [SEED]`` prints what was compared and every mismatch;
ends with 0 when there was none.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from pos_app.domain.pricing.engine import price
from tests.domain.pricing.random_shop import MANY_STEPS, Shop, shop

FEW_STEPS = 40


@dataclass(slots=True)
class Result:
    """How many shops were compared, what rules they had, and which of them do not agree."""

    counts: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    mismatches: list[str] = field(default_factory=list)


def difference(case: Shop, *, must_prove: bool) -> str:
    """Say in what the engine and brute force differ; empty when they agree.

    Where the engine claims the lowest total it has to be that; elsewhere it may not be lower.
    """
    priced = price(case.transaction, case.bundle, case.around)
    lowest = case.judge() + untouched(case)
    in_order = price(case.transaction, case.in_order, case.around).total.minor
    if in_order != case.judge_in_order() + untouched(case):
        return f"engine in order {in_order}, should be {case.judge_in_order() + untouched(case)}"
    total, is_proved = priced.total.minor, priced.trace.is_proved
    if total < lowest:
        return f"engine {total} is below the lowest possible {lowest}"
    if is_proved and total != lowest:
        return f"engine claims {total}, lowest is {lowest}"
    if must_prove and not is_proved:
        return f"engine {total} is not proved, lowest is {lowest}"
    return ""


def untouched(case: Shop) -> int:
    """Add up what no rule may touch."""
    whole = price(case.transaction).total.minor
    return whole - sum(good.price * good.units for good in case.goods)


def prove(count: int, seed: int) -> Result:
    """Compare ``count`` random shops, and one in four of them again with hardly any steps."""
    result = Result()
    for at in range(count):
        compare(result, f"shop {at}", make(seed, at), must_prove=True)
        if at % 4 == 0:
            compare(result, f"shop {at}, few steps", make(seed, at, FEW_STEPS), must_prove=False)
    return result


def make(seed: int, at: int, steps: int = MANY_STEPS) -> Shop:
    """Make one of the shops of a seed."""
    return shop(Random(seed * 1_000_003 + at), steps=steps)


def compare(result: Result, name: str, case: Shop, *, must_prove: bool) -> None:
    """Compare one shop and count it."""
    found = difference(case, must_prove=must_prove)
    if found:
        result.mismatches.append(f"{name}: {found}")
    result.counts["compared"] += 1
    whole = sum(good.price * good.units for good in case.goods)
    result.counts["reduced"] += int(case.judge() < whole)
    result.rules.update(entry["kind"] for entry in case.data["rules"])


def main(arguments: Sequence[str]) -> int:
    """Run and print."""
    count = int(arguments[0]) if arguments else 10_000
    seed = int(arguments[1]) if len(arguments) > 1 else 20261121
    result = prove(count, seed)
    for line in result.mismatches[:20]:
        print(line)
    rules = ", ".join(f"{n} {kind}" for kind, n in sorted(result.rules.items()))
    print(f"seed {seed}; rules: {rules}")
    compared, reduced = result.counts["compared"], result.counts["reduced"]
    print(f"{compared} compared, {reduced} reduced, {len(result.mismatches)} mismatches")
    return 1 if result.mismatches else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
