"""Facts up through the engine, against the real cloud: every row arrives, whatever goes wrong."""

from collections.abc import Callable

import pytest

from sync import errors
from sync.errors import Unreachable
from sync.slots import NetworkUp
from sync.status import Contact, RoundState
from sync.steps import Answered, Outcome, Outgoing
from sync.wire import version
from sync.wire.exchange import ExchangeAnswer, ExchangeRequest
from sync.wire.packing import pack, unpack
from sync.wire.refusals import STATUS, Problem
from tests.cloud.client import Shop
from tests.sync.lent import LentJournal, LentReference
from tests.sync.shop import Machine, Network, World, carried, enrolled, unpacked

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS


def refusal(asked: Outgoing, code: str, retry_after: str = "", **facts: str | int) -> Answered:
    """A no of the cloud's, as it echoes the request."""
    echoed = {
        name: asked.headers[name]
        for name in (version.CHANNEL_FIELD, version.REQUEST_FIELD)
        if asked.headers.get(name)
    }
    headers = {version.PROTOCOL_FIELD: "1", **echoed}
    if retry_after:
        headers["retry-after"] = retry_after
    return Answered(STATUS[code], headers, pack(Problem(code, facts)))


def is_exchange(asked: Outgoing) -> bool:
    return asked.path == "/sync/v1/exchange"


def first(
    machine: Machine, path: str, instead: Callable[[Outgoing], Answered | Unreachable | None]
) -> None:
    """Let the first request to a path meet something else than the cloud."""
    through = machine.network
    left = iter([instead])

    def network(asked: Outgoing) -> Answered | Unreachable | None:
        one = next(left, None) if asked.path == path else None
        return through(asked) if one is None else one(asked)

    machine.network = network


def assert_all_up(machine: Machine) -> None:
    assert machine.journal.acked == machine.journal.standing().head
    assert machine.sync.line.have == machine.journal.standing().head


def test_a_till_that_is_switched_on_says_hello_and_sends_all_it_has(
    machine: Machine, world: World
) -> None:
    machine.sell(3)
    world.run(10_000)
    assert_all_up(machine)
    assert [asked.path for asked in machine.asked[:2]] == ["/sync/v1/hello", "/sync/v1/exchange"]
    assert machine.status is not None
    assert machine.status.contact is Contact.ONLINE
    assert machine.status.waiting.rows == 0


def test_a_till_of_no_cloud_asks_nobody_anything(world: World) -> None:
    machine = Machine(world, LentJournal(bytes(16), bytes(32)), LentReference())
    machine.sell(2)
    machine.ask()
    world.run(HOUR_MS)
    assert machine.asked == []
    assert machine.status is not None
    assert machine.status.contact is Contact.ALONE
    assert machine.status.round is not None
    assert machine.status.round.state is RoundState.FAILED


def test_a_sale_waits_a_little_for_the_next_one_and_never_longer_than_five_seconds(
    machine: Machine, world: World
) -> None:
    world.run(10_000)
    before = len(machine.asked)
    machine.sell()
    world.run(1_900)
    assert len(machine.asked) == before
    for _ in range(3):
        machine.sell()
        world.run(1_000)
    world.run(200)
    assert_all_up(machine)
    assert len([a for a in machine.asked[before:] if is_exchange(a)]) == 1


def test_a_hint_that_is_lost_costs_no_more_than_a_tick(machine: Machine, world: World) -> None:
    world.run(10_000)
    machine.journal.write()
    world.run(60_000)
    assert_all_up(machine)


def test_a_long_journal_goes_up_in_batches(world: World, shop: Shop) -> None:
    journal = enrolled(shop)
    for _ in range(700):
        journal.write()
    machine = Machine(world, journal, LentReference())
    world.run(10_000)
    assert_all_up(machine)
    sizes = [
        len(unpack(unpacked(asked), ExchangeRequest).events)
        for asked in machine.asked
        if is_exchange(asked)
    ]
    assert sizes[:4] == [200, 200, 200, 101]


@pytest.mark.parametrize(
    "code", [errors.TIMED_OUT, errors.CUT, errors.OFFLINE, errors.TLS_FAILED, errors.NOT_OURS]
)
def test_an_answer_lost_after_the_commit_is_no_loss(
    machine: Machine, world: World, code: str
) -> None:
    def lost(asked: Outgoing) -> Unreachable:
        carried(world.cloud, asked)
        return Unreachable(code)

    first(machine, "/sync/v1/exchange", lost)
    machine.sell(5)
    assert machine.journal.acked is None
    assert machine.status is not None
    assert machine.status.contact is Contact.OFFLINE
    assert machine.status.offline_code == code
    assert machine.status.waiting.rows == 6
    world.run(60_000)
    assert_all_up(machine)
    assert machine.status.contact is Contact.ONLINE
    assert machine.status.offline_since_ms is None


def test_a_request_of_which_nothing_is_ever_heard_is_given_up(
    machine: Machine, world: World
) -> None:
    first(machine, "/sync/v1/exchange", lambda asked: None)
    machine.sell()
    world.run(120_000)
    assert_all_up(machine)
    assert machine.cancelled


@pytest.mark.parametrize("code", ["OVERLOADED", "TOO_MANY", "NOT_READY", "OUR_FAULT"])
def test_a_cloud_that_is_busy_is_left_alone_for_as_long_as_it_says(
    machine: Machine, world: World, code: str
) -> None:
    first(machine, "/sync/v1/exchange", lambda asked: refusal(asked, code, "40"))
    machine.sell()
    world.run(3_000)
    sent = len(machine.asked)
    world.run(38_000)
    assert len(machine.asked) == sent
    world.run(60_000)
    assert_all_up(machine)


def test_an_absurd_retry_after_is_cut_to_a_quarter_of_an_hour(
    machine: Machine, world: World
) -> None:
    first(machine, "/sync/v1/exchange", lambda asked: refusal(asked, "OVERLOADED", "999999999"))
    machine.sell()
    world.run(20 * 60_000)
    assert_all_up(machine)


@pytest.mark.parametrize("code", ["CHANNEL_LOST", "BAD_SIGNATURE", "GAP"])
def test_a_hello_answers_what_a_hello_can(machine: Machine, world: World, code: str) -> None:
    first(machine, "/sync/v1/exchange", lambda asked: refusal(asked, code))
    machine.sell()
    world.run(2_100)
    assert_all_up(machine)
    hellos = [asked for asked in machine.asked if asked.path == "/sync/v1/hello"]
    assert len(hellos) == 2


def test_a_till_with_nothing_to_send_says_hello_when_the_cloud_has_less_than_it_had(
    machine: Machine, world: World
) -> None:
    machine.sell()
    world.run(5_000)
    assert_all_up(machine)
    asked_before = len(machine.asked)
    first(machine, "/sync/v1/exchange", lambda asked: refusal(asked, "GAP"))
    world.run(5 * 60_000)
    later = [asked.path for asked in machine.asked[asked_before:]]
    assert later.count("/sync/v1/hello") == 1


def test_a_signature_that_is_never_believed_is_said_and_tried_every_quarter_of_an_hour(
    machine: Machine, world: World
) -> None:
    machine.network = lambda asked: (
        refusal(asked, "BAD_SIGNATURE") if is_exchange(asked) else carried(world.cloud, asked)
    )
    machine.sell()
    world.run(2 * HOUR_MS)
    assert len([asked for asked in machine.asked if is_exchange(asked)]) <= 12
    assert machine.status is not None
    assert machine.status.contact is Contact.REFUSED
    assert machine.status.refusal == "BAD_SIGNATURE"


def test_too_large_is_halved_at_once_down_to_a_single_row(machine: Machine, world: World) -> None:
    sizes: list[int] = []

    def network(asked: Outgoing) -> Answered | Unreachable | None:
        if not is_exchange(asked):
            return carried(world.cloud, asked)
        sizes.append(len(unpack(unpacked(asked), ExchangeRequest).events))
        if sizes[-1] > 3:
            return refusal(asked, "TOO_LARGE")
        return carried(world.cloud, asked)

    machine.network = network
    machine.sell(9)
    world.run(2_100)
    assert_all_up(machine)
    assert sizes[0] == 10
    assert min(sizes) <= 3


def test_a_newer_envelope_keeps_the_rows_and_names_who_is_to_be_updated(
    machine: Machine, world: World
) -> None:
    def network(asked: Outgoing) -> Answered | Unreachable | None:
        if is_exchange(asked) and unpack(unpacked(asked), ExchangeRequest).events:
            return refusal(asked, "TOO_NEW_SCHEMA")
        return carried(world.cloud, asked)

    world.run(5_000)
    machine.network = network
    machine.sell()
    world.run(2 * HOUR_MS)
    assert machine.status is not None
    assert machine.status.needs_update == "server"
    assert machine.status.waiting.rows == 1
    asked = [asked for asked in machine.asked if is_exchange(asked)]
    assert len(asked) > 60, "positions are asked for all the same"
    machine.network = lambda asked: carried(world.cloud, asked)
    world.run(HOUR_MS + HOUR_MS // 4)
    assert_all_up(machine)
    assert machine.status.needs_update == ""


def test_a_revoked_till_sends_each_row_once_and_goes_on_selling(
    machine: Machine, world: World, shop: Shop
) -> None:
    world.run(5_000)
    terminal = machine.journal.terminal_id.hex()
    assert (
        shop.admin("POST", f"/admin/v1/stores/{shop.store}/terminals/{terminal}/revoke").status
        == 200
    )
    machine.sell(4)
    world.run(HOUR_MS)
    assert machine.status is not None
    assert machine.status.contact is Contact.REFUSED
    assert machine.status.in_doubt
    sent = [
        event.seq
        for asked in machine.asked
        if is_exchange(asked)
        for event in unpack(unpacked(asked), ExchangeRequest).events
    ]
    assert sent.count(5) <= 2
    assert machine.journal.acked is not None
    assert machine.journal.acked.seq == 1


def test_an_answer_whose_anchor_is_not_signed_is_not_kept(machine: Machine, world: World) -> None:
    def forged(asked: Outgoing) -> Answered:
        answer = carried(world.cloud, asked)
        said = unpack(answer.body, ExchangeAnswer)
        body = pack(
            ExchangeAnswer(
                said.channel, said.acked, bytes(64), said.server_gen, said.server_time_ms, said.pace
            )
        )
        return Answered(200, answer.headers, body)

    first(machine, "/sync/v1/exchange", forged)
    machine.sell()
    assert machine.journal.acked is None
    assert machine.status is not None
    assert machine.status.lanes["facts"].error == errors.ANCHOR_WRONG
    world.run(60_000)
    assert_all_up(machine)


PORTALS = (
    Answered(200, {"content-type": "text/html"}, b"<html>Log in to the Wi-Fi</html>"),
    Answered(301, {"location": "https://portal.example"}, b""),
    Answered(502, {}, b"<html>Bad gateway</html>"),
    Answered(200, {version.PROTOCOL_FIELD: "1", version.CHANNEL_FIELD: "other"}, b"{}"),
    Answered(200, {version.PROTOCOL_FIELD: "9"}, b"{}"),
)


@pytest.mark.parametrize("portal", PORTALS)
def test_what_is_no_answer_of_ours_is_taken_for_none(
    machine: Machine, world: World, portal: Answered
) -> None:
    machine.network = lambda asked: portal
    machine.sell()
    world.run(HOUR_MS)
    assert machine.journal.acked is None
    assert machine.status is not None
    assert machine.status.contact is Contact.OFFLINE
    machine.network = lambda asked: carried(world.cloud, asked)
    machine.happen(NetworkUp())
    world.run(10_000)
    assert_all_up(machine)


def test_a_till_that_is_not_confirmed_yet_waits_for_a_person(world: World, shop: Shop) -> None:
    machine = Machine(world, enrolled(shop, by_hand=True), LentReference())
    world.run(60_000)
    assert machine.status is not None
    assert machine.status.contact is Contact.PENDING
    assert machine.journal.acked is None


def test_pressing_sync_now_reports_how_it_went(machine: Machine, world: World) -> None:
    world.run(5_000)
    machine.sell(3)
    machine.ask()
    rounds = [status.round for status in machine.statuses if status.round]
    assert rounds[-1].state is RoundState.DONE
    assert rounds[-1].rows_sent == 3
    machine.network = lambda asked: Unreachable(errors.OFFLINE)
    machine.ask()
    assert machine.status is not None
    assert machine.status.round is not None
    assert machine.status.round.number == 2
    assert machine.status.round.state is RoundState.FAILED
    assert machine.status.round.code == errors.OFFLINE


def test_offline_for_weeks_is_a_few_hundred_requests_a_day_and_then_all_goes_up(
    machine: Machine, world: World
) -> None:
    machine.network = lambda asked: Unreachable(errors.OFFLINE)
    for _ in range(4):
        machine.sell(5)
        world.run(24 * HOUR_MS)
    assert len(machine.asked) < 4 * 400
    assert machine.journal.acked is None
    machine.network = lambda asked: carried(world.cloud, asked)
    machine.happen(NetworkUp())
    world.run(5_000)
    assert_all_up(machine)


def test_a_machine_that_slept_in_the_middle_of_a_request_begins_anew(
    machine: Machine, world: World
) -> None:
    machine.network = lambda asked: None
    machine.sell()
    world.clock.now_ms += 11 * MINUTE_MS
    world.mono_ms += 11 * MINUTE_MS
    machine.network = lambda asked: carried(world.cloud, asked)
    world.run(10_000)
    assert_all_up(machine)
    assert machine.status is not None
    assert machine.status.restarts == 1


def test_what_stands_before_the_cloud_may_say_too_large(machine: Machine, world: World) -> None:
    first(machine, "/sync/v1/exchange", lambda asked: Answered(413, {}, b"<html>"))
    machine.sell(9)
    world.run(1_000)
    assert_all_up(machine)


def test_a_till_keeps_to_its_own_place_in_the_minute(world: World, shop: Shop) -> None:
    machines = [Machine(world, enrolled(shop, number), LentReference()) for number in (1, 2, 3)]
    world.run(10 * MINUTE_MS)
    for machine in machines:
        machine.asked.clear()
    places = []
    for machine in machines:
        through = machine.network
        seen: list[int] = []

        def network(
            asked: Outgoing, seen: list[int] = seen, through: Network = through
        ) -> Outcome | None:
            seen.append(world.mono_ms % MINUTE_MS)
            return through(asked)

        machine.network = network
        places.append(seen)
    world.run(5 * MINUTE_MS)
    assert [len(set(seen)) for seen in places] == [1, 1, 1]
    assert len({seen[0] for seen in places}) == 3
