"""Promotion cases of other products, run against ours through its public formats.

A case passes when everything it expects is what the product gives. A case states the policies of
its source (who gets a leftover cent, what a rate is taken of); where ours differ and that is why
the numbers do, it is skipped and the policy is named. A field or word that this translation does
not know is skipped in words too: what is not understood is not passed.
"""

import json
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TypeVar

from pos_app.domain.pricing.fields import Unknown
from pos_app.errors import Refusal
from tests.cases.promotion_cart import Cart, read_cart, run_cart
from tests.cases.promotion_case import Facts, Skipped
from tests.cases.promotion_effects import OPEN_PICK
from tests.cases.promotion_others import JUDGES
from tests.cases.promotion_outcome import differences, explained_by

_Read = TypeVar("_Read")


def judge(case: Facts) -> list[str]:
    """Give what is wrong with the product's answer; nothing when it passes.

    Raises Skipped with the policy that the product does not adopt.
    """
    try:
        if case["kind"] == "cart":
            return _judge_cart(_understood(lambda: read_cart(case)), case["source"])
        if case["kind"] not in JUDGES:
            raise Skipped(f"is of a kind not known here: {case['kind']}")
        return _understood(lambda: JUDGES[case["kind"]](case))
    except (Refusal, Unknown) as trouble:
        raise Skipped(f"has a form the product refuses: {trouble}") from None


def _understood(read: Callable[[], _Read]) -> _Read:
    """Read what a case says; a shape that no case has had is skipped, and an assertion is not."""
    try:
        return read()
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as trouble:
        raise Skipped(f"has a shape not known here: {trouble!r}") from None


def _judge_cart(cart: Cart, source: str) -> list[str]:
    told = []
    # A single rule leaves nothing to choose, so both policies must come to the same.
    modes = ("priority", "best") if len(cart.bundle["rules"]) == 1 else (None,)
    for choose in modes:
        outcome = run_cart(cart, choose)
        wrong = _understood(partial(differences, outcome, source))
        if not wrong:
            continue
        unit = Decimal(1).scaleb(-cart.goods.money.places)
        reason = explained_by(cart.policies, wrong, unit) or _other_pick(cart, choose, source)
        if reason:
            raise Skipped(reason)
        told += [f"{name}: expected {wanted}, got {read}" for name, wanted, read in wrong]
    return told


def _other_pick(cart: Cart, choose: str | None, source: str) -> str:
    """Name the units a source means where a case leaves it open, when that is the difference."""
    if OPEN_PICK not in json.dumps(cart.bundle):
        return ""
    for pick in ("cheapest", "as_rung"):
        if not differences(run_cart(cart, choose, pick), source):
            return f"does not say which units it means; the product takes the best, it {pick}"
    return ""


def run_file(file: Path) -> int:
    """Judge all cases of a file and print the outcome; 0 when nothing failed."""
    outcome: Counter[str] = Counter()
    by_kind: Counter[str] = Counter()
    for case in json.loads(file.read_text(encoding="utf-8"))["cases"]:
        by_kind[case["kind"]] += 1
        name = f"{case['id']} {case['kind']} ({case['source'].split('@')[0]})"
        try:
            wrong = judge(case)
        except Skipped as skipped:
            outcome["skipped"] += 1
            print(f"skipped {name}: {skipped}")
            continue
        outcome["failed" if wrong else "passed"] += 1
        if wrong:
            print(f"FAILED {name}: {'; '.join(wrong)}")
    print(", ".join(f"{kind} {count}" for kind, count in sorted(by_kind.items())))
    passed, failed, skipped = (outcome[word] for word in ("passed", "failed", "skipped"))
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0
