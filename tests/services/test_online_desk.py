"""What the cloud says at the counter, in the till's own codes; the network is a function here."""

from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest

from pos_app.domain.member import MemberId
from pos_app.domain.money import Money
from pos_app.domain.stored_value import CardState
from pos_app.errors import Refusal
from pos_app.services.online_desk import CloudDesk
from sync import errors
from sync.errors import Unreachable
from sync.interactive import FastLane
from sync.line import Channel, Line, Program
from sync.signer import Signer
from sync.steps import Answered, Outcome, Outgoing
from sync.wire.holds import CouponHoldAnswer, Done, GrantAnswer, ValueHoldAnswer, ValueRenewAnswer
from sync.wire.packing import pack
from sync.wire.refusals import STATUS, Problem

YUAN = Money(9_900, "CNY")
MEMBER = MemberId(bytes(16))


class Network:
    """Answers what the test says, echoing the channel as the cloud does."""

    def __init__(self) -> None:
        self.answer: Any = Unreachable(errors.CUT)
        self.paths: list[str] = []

    def __call__(self, outgoing: Outgoing) -> Outcome:
        self.paths.append(outgoing.path)
        if isinstance(self.answer, Unreachable):
            return self.answer
        status = STATUS[self.answer.code] if isinstance(self.answer, Problem) else 200
        headers = {"sync-proto": "1", "sync-channel": outgoing.headers["sync-channel"]}
        return Answered(status, headers, pack(self.answer))


@pytest.fixture
def network() -> Network:
    return Network()


@pytest.fixture
def line() -> Line:
    nothing = cast(Any, None)
    line = Line(nothing, nothing, nothing, Signer(bytes(32)), Program("1", "3"), bytes)
    line.channel = Channel("c1")
    return line


@pytest.fixture
def desk(network: Network, line: Line) -> Iterator[CloudDesk]:
    lane = FastLane(line, network, lambda: 0, bytes)
    yield CloudDesk(lane)
    lane.close(lambda: None)


def said(why: str) -> Problem:
    return Problem("HOLD_REFUSED", {"why": why})


def code(ask: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refused:
        ask()
    return refused.value.code


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (said("held"), "COUPON_HELD_ELSEWHERE"),
        (said("redeemed"), "COUPON_SPENT_ELSEWHERE"),
        (said("void"), "COUPON_WITHDRAWN"),
        (said("not_yet"), "COUPON_NOT_YET_VALID"),
        (said("expired"), "COUPON_EXPIRED"),
        (said("another_store"), "COUPON_WRONG_STORE"),
        (said("ended"), "COUPON_HOLD_ENDED"),
        (said("unknown"), "COUPON_UNKNOWN"),
        (said("of a later version"), "COUPON_HOLD_UNANSWERED"),
        (Problem("REVOKED"), "COUPON_NEEDS_HOLD"),
        (Problem("OUT_OF_SCOPE"), "COUPON_WRONG_STORE"),
        (Problem("OVERLOADED"), "COUPON_HOLD_UNANSWERED"),
        (Problem("CHANNEL_LOST"), "COUPON_HOLD_UNANSWERED"),
        (Unreachable(errors.NOT_OURS), "COUPON_HOLD_UNANSWERED"),
    ],
    ids=str,
)
def test_why_a_coupon_is_not_held(
    desk: CloudDesk, network: Network, answer: object, told: str
) -> None:
    network.answer = answer
    assert code(lambda: desk.hold("gift", 7004, 0)) == told


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (said("unknown"), "STORED_VALUE_UNKNOWN_CARD"),
        (said("too_few"), "STORED_VALUE_EMPTY"),
        (said("ended"), "STORED_VALUE_HOLD_ENDED"),
        (said("void"), "STORED_VALUE_NOT_ACTIVE"),
        (Unreachable(errors.TIMED_OUT), "STORED_VALUE_UNANSWERED"),
        (ValueHoldAnswer("h", "of a later version", 1, 1, 1), "STORED_VALUE_UNANSWERED"),
    ],
    ids=str,
)
def test_why_nothing_is_held_of_a_card(
    desk: CloudDesk, network: Network, answer: object, told: str
) -> None:
    network.answer = answer
    assert code(lambda: desk.hold_value("card", YUAN, b"t")) == told


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Problem("HOLD_REFUSED", {"why": "too_few", "balance": 90}), "POINTS_NOT_ENOUGH"),
        (said("unknown"), "POINTS_NO_ALLOWANCE"),
        (Problem("REVOKED"), "POINTS_NO_ALLOWANCE"),
        (Unreachable(errors.CUT), "POINTS_UNANSWERED"),
    ],
    ids=str,
)
def test_why_no_points_are_given_leave_for(
    desk: CloudDesk, network: Network, answer: object, told: str
) -> None:
    network.answer = answer
    assert code(lambda: desk.hold_points(MEMBER, 100)) == told


def test_what_is_held_comes_in_the_tills_own_terms(desk: CloudDesk, network: Network) -> None:
    network.answer = CouponHoldAnswer(3, 180_000)
    hold = desk.hold("gift", 7004, 0)
    assert (hold.hold_no, hold.ttl_ms) == (3, 180_000)
    network.answer = ValueHoldAnswer("H1", "held", 5_000, 100, 180_000)
    held = desk.hold_value("card", YUAN, b"t")
    assert (held.state, held.amount, held.left) == (
        CardState.HELD,
        Money(5_000, "CNY"),
        Money(100, "CNY"),
    )
    network.answer = ValueRenewAnswer(90_000)
    assert desk.renew_value("H1") == 90_000
    network.answer = GrantAnswer(b"signed", b"\x61", 846)
    grant = desk.hold_points(MEMBER, 100)
    assert (grant.content, grant.key_id, grant.balance) == (b"signed", b"\x61", 846)


def test_words_that_give_something_back_are_said_and_not_waited_for(
    desk: CloudDesk, network: Network
) -> None:
    network.answer = Done()
    desk.release("gift", 3)
    desk.release_value("H1")
    network.answer = CouponHoldAnswer(4, 180_000)
    desk.hold("gift", 7004, 0)  # on the same thread, so the others have been said
    assert network.paths == [
        "/sync/v1/coupon/release",
        "/sync/v1/value/release",
        "/sync/v1/coupon/hold",
    ]


def test_a_till_that_has_not_met_its_cloud_asks_nobody(
    desk: CloudDesk, network: Network, line: Line
) -> None:
    line.hang_up()
    assert not desk.is_connected
    assert code(lambda: desk.hold("gift", 7004, 0)) == "COUPON_NEEDS_HOLD"
    assert code(lambda: desk.hold_value("card", YUAN, b"t")) == "STORED_VALUE_NEEDS_HOLD"
    assert code(lambda: desk.hold_points(MEMBER, 1)) == "POINTS_NO_ALLOWANCE"
    assert code(lambda: desk.renew_value("H1")) == "STORED_VALUE_UNANSWERED"
    desk.release("gift", 3)
    assert network.paths == []
