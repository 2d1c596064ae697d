"""Rare branches that a soak must have reached: what never triggers a bug never finds it."""

from collections import Counter
from typing import Final

from tests.simulation.network import GATEWAY_SAYS

EXPECTED: Final = (
    # the disk and the till
    "power_cut_in_a_write",
    "disk_full",
    "sold_offline",
    "till_restored",
    "till_cloned",
    "till_replaced",
    "provisional_epoch",
    "open_basket_renamed",
    # journals that part
    "fork_seen",
    "fork_in_an_exchange",
    "relogged",
    "relogged_with_repeat",
    "key_revoked",
    "revoked_key_refused",
    # what the network does
    "response_lost_after_commit",
    "rows_sent_again",
    "replayed_hours_later",
    "channel_lost",
    *(f"gateway_{status}" for status in (200, 301, *GATEWAY_SAYS)),
    # the cloud
    "cloud_cut_in_a_write",
    "write_lost_a_race",
    "cloud_restored",
    "cloud_restored_unmarked",
    "failed_over",
    "loss_told_by_an_anchor",
    "gap_after_server_restore",
    "quarantined",
    "quarantine_replayed",
    "parked_behind_quarantine",
    # feeds
    "snapshot_loaded",
    "cursor_too_old",
    "feed_of_another_generation",
    "page_inside_the_compacted",
    "rows_repaired",
    "ranges_in_rounds",
    # in the end
    "class_a_taken",
    "class_b_taken",
    "class_c_taken",
    "class_d_taken",
    "coupon_taken_twice",
    "case_closed",
    "points_spent",
    "card_paid",
    "basket_left_waiting",
    "hold_granted_and_not_heard_of",
    "asleep_over_a_question",
    "reference_lost",
    "practised",
    "returned_from_elsewhere",
    "goods_received",
    "stock_counted",
    "count_marked",
    "converged",
    "snapshot_gone_on",
    "snapshot_loaded_again",
    "segment_gone",
    "rows_safe",
    "member_joined",
    "day_proved",
    "divergence_found",
    "replayed_at_the_end",
)
"""Names given to ``World.sometimes``."""

RARE: Final = ("rewind_seen",)
"""Reached in one run of some hundreds.

Each start writes a row, so a disk that was put back has one of its own and forks; only where all
it has is held, and a fork was noted all the same, does it begin an epoch over nothing but a rewind.
"""

_ENOUGH: Final = 200
_PLENTY: Final = 5_000


def missing(seen: Counter[str], runs: int = _ENOUGH) -> tuple[str, ...]:
    """Name what so many runs should have reached and did not. Rare ones: after thousands."""
    expected = EXPECTED + (RARE if runs >= _PLENTY else ())
    return tuple(mark for mark in expected if not seen[mark])


def is_soak(runs: int) -> bool:
    """Tell whether so many worlds have to reach every mark."""
    return runs >= _ENOUGH
