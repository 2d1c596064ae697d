"""The worlds that every check of the project runs: together they reach every rare branch.

Each leans towards some faults; all else is drawn as in any run. Where a change of the product moves
them so that a branch is missed, another seed or a stronger leaning is to be found for it.
"""

from typing import Final

from tests.simulation.faults import mix_of
from tests.simulation.run import Plan

_HOURS: Final = 3
_LEANINGS: Final[dict[int, dict[str, float]]] = {
    0: {},
    1: {},
    2: {},
    3: {},
    4: {},
    5: {},
    120: {"row_too_new": 0.3, "post_void": 0.5},
    140: {"moved": 0.2, "restore": 0.2, "partition": 0.3},
    154: {"clone": 0.3, "restore_whole": 0.1, "cloud_restore": 0.0, "cloud_restore_unmarked": 0.0},
    160: {"cloud_restore": 0.1, "cloud_restore_unmarked": 0.1, "price_change": 0.8},
    161: {"failover_over_a_page": 0.2, "price_change": 0.8, "drop_response": 0.2},
    163: {"segment_gone": 0.5, "reference_lost": 0.2, "kill": 0.2, "cloud_power_cut": 0.3},
    164: {"gateway": 0.4, "portal": 0.1, "redirect": 0.1, "replay_later": 0.2},
    166: {"asleep_asking": 0.4, "basket_left": 0.9, "practice": 0.2, "coupon_copied": 0.4},
    167: {"replace": 0.1, "disk_full": 0.2, "from_elsewhere": 0.3, "member_joins": 0.4},
    169: {"cloud_restore": 0.1, "cloud_failover": 0.1, "price_change": 1.0},
    172: {"cloud_restore_unmarked": 0.1, "cloud_failover": 0.1, "price_change": 1.0},
    213: {"asleep_asking": 0.95, "basket_left": 0.9, "coupon_copied": 0.6, "suspend": 0.0}
    | {"practice": 0.2},
    195: {"clone": 0.3, "restore_whole": 0.1, "cloud_restore": 0.0, "cloud_restore_unmarked": 0.0},
    202: {"clone": 0.3, "restore_whole": 0.1, "cloud_restore": 0.0, "cloud_restore_unmarked": 0.0},
    175: {"stock_counted": 0.3, "goods_received": 0.3, "partition": 0.2},
    9033: {},
}
"""By seed: a kind of fault and its rate. In 9033 a right ends while its basket stands open."""

_IN_THEIR_OWN: Final = {"stock_counted": 0.0, "goods_received": 0.0}
"""What has a world that leans towards it, and comes in no other."""

PLANS: Final = {
    seed: Plan(seed, hours=_HOURS, mix=mix_of(seed) | _IN_THEIR_OWN | leaning)
    for seed, leaning in _LEANINGS.items()
}
