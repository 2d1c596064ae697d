"""Which faults a run has: how often each kind, drawn per run, and every single one by its name.

A fault has the name ``kind@place#n``: the n-th time that kind could have struck there. Whether it
does follows from the seed and the name alone, so that leaving one out moves the others little; a
run is repeated with some of its faults by naming them (shrink.py). The smallest draw means none.
"""

import hashlib
from collections import Counter
from collections.abc import Collection
from random import Random
from typing import Final

from tests.simulation.world import MINUTE

NETWORK: Final[dict[str, float]] = {
    "drop_request": 0.30,
    "drop_response": 0.30,
    "duplicate": 0.30,
    "replay_later": 0.10,
    "delay": 0.20,
    "truncate_request": 0.03,
    "truncate_response": 0.05,
    "flip_request": 0.03,
    "flip_response": 0.03,
    "gateway": 0.15,
    "portal": 0.05,
    "redirect": 0.03,
    "reset": 0.10,
    "asleep_asking": 0.05,
}
"""Chance of each for a message, at most."""

TILL: Final[dict[str, float]] = {
    "partition": 0.10,
    "power_cut": 0.12,
    "power_cut_early": 0.20,
    "kill": 0.08,
    "restart": 0.10,
    "clock_hour": 0.05,
    "clock_years": 0.02,
    "suspend": 0.05,
    "disk_full": 0.04,
    "read_error": 0.04,
    "busy": 0.10,
    "restore": 0.06,
    "restore_whole": 0.06,
    "clone": 0.04,
    "reference_lost": 0.03,
    "long_offline": 0.01,
    "replace": 0.02,
}
"""Chance of each for a till and a tick of some ten minutes, at most."""

CLOUD: Final[dict[str, float]] = {
    "cloud_power_cut": 0.15,
    "cloud_kill": 0.10,
    "cloud_restore": 0.02,
    "cloud_restore_unmarked": 0.02,
    "cloud_clock": 0.05,
    "cloud_busy": 0.10,
    "cloud_read_error": 0.03,
    "cloud_idle": 0.20,
    "cloud_failover": 0.03,
    "cloud_conflict": 0.05,
    "row_too_new": 0.05,
    "segment_gone": 0.10,
}
PEOPLE: Final[dict[str, float]] = {
    "odd_text": 0.10,
    "post_void": 0.10,
    "hint_lost": 0.50,
    "price_change": 0.30,
    "item_deleted": 0.10,
    "practice": 0.06,
    "from_elsewhere": 0.08,
    "coupon_copied": 0.10,
    "basket_left": 0.60,
    "member_joins": 0.15,
}
LATER: Final[dict[str, float]] = {
    "failover_over_a_page": 0.10,
    "moved": 0.04,
    "goods_received": 0.10,
    "stock_counted": 0.08,
}
"""Chance of each, for a page that is asked for, for a till and a tick, and for an act, at most.

Drawn last, so that no other kind comes otherwise than it did before there were these.
"""

TICK: Final = 10 * MINUTE
KINDS: Final[dict[str, float]] = NETWORK | TILL | CLOUD | PEOPLE | LATER


def mix_of(seed: int) -> dict[str, float]:
    """Draw how often each kind strikes: about half of the kinds not at all."""
    rng = Random(f"mix {seed}")
    strength = rng.choice((0.0, 0.3, 0.6, 1.0, 1.0))
    return {
        kind: most * strength * rng.random() if rng.random() > 0.5 else 0.0
        for kind, most in KINDS.items()
    }


class Faults:
    """Asked by everything that may go wrong; remembers what struck."""

    def __init__(
        self, seed: int, mix: dict[str, float] | None = None, only: Collection[str] | None = None
    ) -> None:
        self.mix = mix_of(seed) if mix is None else mix
        self.only = None if only is None else frozenset(only)
        self.is_healed = False
        self.tick = TICK
        """How often it is asked what befalls machines and lines."""
        self.struck: list[str] = []
        self._seed = seed
        self._asked: Counter[str] = Counter()

    def strikes(self, kind: str, place: str = "") -> bool:
        """Tell whether this kind of fault strikes here and now."""
        rate = self.mix.get(kind, 0.0)
        if not rate:
            return False
        spot = f"{kind}@{place}"
        self._asked[spot] += 1
        name = f"{spot}#{self._asked[spot]}"
        if self.is_healed or self._draw(name) <= 1.0 - rate:
            return False
        if self.only is not None and name not in self.only:
            return False
        self.struck.append(name)
        return True

    def _draw(self, name: str) -> float:
        digest = hashlib.blake2b(f"{self._seed} {name}".encode(), digest_size=7).digest()
        return int.from_bytes(digest, "big") / (1 << 56)
