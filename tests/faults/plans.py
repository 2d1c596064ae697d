"""Which fault strikes which request: a script, a share drawn from a seed, or some paths only."""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tests.faults.kinds import Fault, Pass


@dataclass(frozen=True)
class Request:
    """A request as a plan sees it; the first has number 1."""

    number: int
    method: str
    path: str


Plan = Callable[[Request], Fault]


def all_well(_: Request) -> Fault:
    """Let everything pass."""
    return Pass()


class Script:
    """These faults, one a request, and then all is well."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self._faults = iter(faults)

    def __call__(self, request: Request) -> Fault:
        return next(self._faults, Pass())


class Drawn:
    """A share of the requests is struck, by faults drawn from a seed; the share is out of 1."""

    def __init__(self, seed: int, share: float, faults: Sequence[Fault]) -> None:
        self._rng = random.Random(seed)
        self._share = share
        self._faults = faults

    def __call__(self, request: Request) -> Fault:
        # The smallest draw means that nothing happens, so that a failing case shrinks to fewer.
        if self._rng.random() < 1 - self._share:
            return Pass()
        return self._rng.choice(self._faults)


class OnPath:
    """A plan for the requests whose path has this part; the others pass."""

    def __init__(self, part: str, plan: Plan) -> None:
        self._part = part
        self._plan = plan

    def __call__(self, request: Request) -> Fault:
        return self._plan(request) if self._part in request.path else Pass()
