"""Planted bugs of value: leases, rights, allowances. See bugs.py."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any, Final
from unittest.mock import patch

from pos_app.domain.grant import lease_end_ms
from pos_app.services import coupon_judge
from pos_app.services.holds import Holds
from pos_app.services.value_holds import ValueHolds
from pos_app.store import coupon_uses, grants, points
from pos_app.store.cloud_head import VALUE_EPOCH, value_epoch
from pos_app.store.coupon_uses import last_exchange
from sync.cloud.inbox.reach import Reach
from sync.interactive import FastLane
from tests.simulation.bugs import Bite, Bug

_OF_THIS_DISK: Final = f"AND json_extract(detail, '$.epoch') = {VALUE_EPOCH}"
_NO_HARM: Final = dict.fromkeys(
    ("restore", "restore_whole", "moved", "clone", "cloud_restore", "cloud_restore_unmarked"), 0.0
)
"""Without these a campaign's cap must hold over all that was printed."""


@contextlib.contextmanager
def _counted_from_the_answer(bite: Bite) -> Iterator[None]:
    """B11: a lease runs from when its answer came, however late that was."""
    real = FastLane._ask

    def ask(self: Any, *args: Any) -> Any:
        answer, age_ms = real(self, *args)
        if age_ms:
            bite()
        return answer, 0

    def hold(self: Any, online: Any, coupon: str, campaign: int, hold_no: int = 0) -> Any:
        sent_ms = self._clock.mono_ms()
        given = online.hold(coupon, campaign, hold_no)
        if self._clock.mono_ms() > sent_ms:
            bite()
        self._ends[coupon, given.hold_no] = lease_end_ms(self._clock.mono_ms(), given.ttl_ms)
        return given

    with patch.object(FastLane, "_ask", ask), patch.object(Holds, "ask", hold):
        yield


class _ByTheWall:
    """A clock whose monotonic readings are the wall's."""

    def __init__(self, clock: Any, bite: Bite) -> None:
        self._clock = clock
        self._bite = bite

    def mono_ms(self) -> int:
        self._bite()
        return int(self._clock.wall_ms())


@contextlib.contextmanager
def _counted_by_the_wall_clock(bite: Bite) -> Iterator[None]:
    """B12: leases go by the clock that people can set."""
    real: dict[type, Callable[..., None]] = {
        Holds: Holds.__init__,
        ValueHolds: ValueHolds.__init__,
    }

    def coupons(self: Any, clock: Any) -> None:
        real[Holds](self, _ByTheWall(clock, bite))

    def cards(self: Any, online: Any, clock: Any) -> None:
        real[ValueHolds](self, online, _ByTheWall(clock, bite))

    with patch.object(Holds, "__init__", coupons), patch.object(ValueHolds, "__init__", cards):
        yield


def _reclaimed_unsealed(bite: Bite) -> Any:
    """B14: what has expired comes back to its cap, whatever its till may still tell."""

    real = Reach.is_beyond

    def is_beyond(self: Reach, expires_ms: int, now_ms: int) -> bool:
        is_over = expires_ms < now_ms
        if is_over and not real(self, expires_ms, now_ms):
            bite()
        return is_over

    return patch.object(Reach, "is_beyond", is_beyond)


@contextlib.contextmanager
def _granted_again(bite: Bite) -> Iterator[None]:
    """B17: a grant that is read a second time is added to the first.

    Where the control feed's cursor lies does not matter here: a lost reference file has the feed
    read anew, and the grant's number alone keeps it from counting twice. That is what is left out.
    """
    again = "DO UPDATE SET amount = amount + excluded.amount"
    real = grants._take

    def take(connection: Any, grant_no: int, *args: Any, **more: Any) -> bool:
        if connection.exec_driver_sql(grants._FIND, (grant_no,)).first() is not None:
            bite()
        return real(connection, grant_no, *args, **more)

    with (
        patch.object(grants, "_TAKE", grants._TAKE.replace("DO NOTHING", again)),
        patch.object(grants, "_take", take),
    ):
        yield


@contextlib.contextmanager
def _kept_over_a_restore(bite: Bite) -> Iterator[None]:
    """B18: a restored disk goes on with the rights, allowances and limit that it had."""

    def of_its_exchange(connection: Any) -> int | None:
        exchange = last_exchange(connection)
        epoch = exchange.epoch if exchange else None
        if epoch != value_epoch(connection):
            bite()
        return epoch

    for statement in (grants._LEFT, grants._OPEN, points._ALLOWANCES):
        assert _OF_THIS_DISK in statement
    with (
        patch.object(grants, "_LEFT", grants._LEFT.replace(_OF_THIS_DISK, "")),
        patch.object(grants, "_OPEN", grants._OPEN.replace(_OF_THIS_DISK, "")),
        patch.object(coupon_uses, "in_doubt", lambda *_: frozenset()),
        patch.object(points, "_ALLOWANCES", points._ALLOWANCES.replace(_OF_THIS_DISK, "")),
        patch.object(coupon_judge, "value_epoch", of_its_exchange),
    ):
        yield


BUGS: Final[dict[str, Bug]] = {
    "B11": Bug("lease counted from the response", _counted_from_the_answer, {"asleep_asking": 0.3}),
    "B12": Bug(
        "wall-clock lease",
        _counted_by_the_wall_clock,
        {"clock_hour": 0.7, "basket_left": 0.9},
    ),
    "B14": Bug(
        "rights reclaimed from an unsealed till",
        _reclaimed_unsealed,
        {"partition": 0.3, **_NO_HARM},
    ),
    "B17": Bug("grant applied twice", _granted_again, {"reference_lost": 0.3}),
    "B18": Bug("restored till keeps its allowance", _kept_over_a_restore, {"restore": 0.15}),
}
