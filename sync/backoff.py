"""When to try again: full jitter, the server's word, a budget of retries, a breaker a lane.

sync.md section 14. Times are milliseconds of the suspend-proof clock. Never a limit of attempts:
facts are tried for ever.
"""

from collections.abc import Callable
from typing import Final

BASE_MS: Final = 2_000
CAP_MS: Final = 15 * 60_000
_MOST_DOUBLINGS: Final = 20
"""Far beyond the cap already; more would only be a longer number."""


RandomBytes = Callable[[int], bytes]


def chosen_below(limit: int, random_bytes: RandomBytes) -> int:
    """Give a whole number from 0 to ``limit``, evenly enough for waiting."""
    return int.from_bytes(random_bytes(4), "big") * (limit + 1) >> 32


class RetryBudget:
    """Retries may be a tenth of the requests, so that a crowd of tills does not become a herd.

    Each request earns a tenth of a retry, up to ten. Nothing left: the next wait is a long one.
    """

    _RETRY: Final = 10
    _MOST: Final = 10 * _RETRY

    def __init__(self) -> None:
        self._credit = self._MOST

    def earn(self) -> None:
        """Count an answered request."""
        self._credit = min(self._MOST, self._credit + 1)

    def spend(self) -> bool:
        """Take a retry out of the budget; False when it is used up."""
        if self._credit < self._RETRY:
            return False
        self._credit -= self._RETRY
        return True


class Backoff:
    """One lane's."""

    _OPENS_AFTER: Final = 5
    _OPEN_MS: Final = 30_000
    _OVERSPENT_MS: Final = 60_000

    def __init__(self, budget: RetryBudget, random_bytes: RandomBytes) -> None:
        self._budget = budget
        self._random_bytes = random_bytes
        self._failures = 0
        self.until_ms = 0
        """Nothing may be tried before."""

    @property
    def is_open(self) -> bool:
        """The breaker: failed so often that one request at a time asks whether it is over."""
        return self._failures >= self._OPENS_AFTER

    def succeeded(self) -> None:
        """Forget earlier failures."""
        self._failures = 0
        self.until_ms = 0
        self._budget.earn()

    def failed(self, mono_ms: int, retry_after_s: int | None = None, floor_ms: int = 0) -> None:
        """Wait: U(0, min(cap, base·2ⁿ)), never less than what the server or the code demands.

        An absurd Retry-After is cut to the cap; a fifth of it at most is added, so that those who
        were sent away together do not come back together.
        """
        longest = min(CAP_MS, BASE_MS << min(self._failures, _MOST_DOUBLINGS))
        self._failures += 1
        wait = chosen_below(longest, self._random_bytes)
        if self.is_open:
            floor_ms = max(floor_ms, self._OPEN_MS)
        if not self._budget.spend():
            floor_ms = max(floor_ms, self._OVERSPENT_MS)
        if retry_after_s is not None:
            floor_ms = max(floor_ms, min(CAP_MS, max(0, retry_after_s) * 1000))
        if wait < floor_ms:
            wait = floor_ms + chosen_below(floor_ms // 5, self._random_bytes)
        self.until_ms = mono_ms + wait

    def hurry(self) -> None:
        """Try at once: the network is back, or somebody asked. The count of failures stays."""
        self.until_ms = 0
