"""Facts up through the engine, against the real cloud: every row arrives, whatever goes wrong."""

import pytest
import sqlalchemy as sa

from sync import errors
from sync.cloud.schema.facts import CHANNEL, SET_ASIDE
from sync.errors import Unreachable
from sync.slots import NetworkUp
from sync.status import Contact
from sync.steps import Answered, Outgoing
from sync.wire import version
from sync.wire.exchange import ExchangeAnswer, ExchangeRequest
from sync.wire.packing import pack, unpack
from tests.cloud.client import Shop
from tests.sync.lent import LentReference
from tests.sync.shop import Machine, World, carried, enrolled, unpacked
from tests.sync.trouble import HOUR_MS, assert_all_up, first, is_exchange, refusal


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


@pytest.mark.parametrize("lost", [(SET_ASIDE, CHANNEL), (SET_ASIDE,)])
def test_a_revoked_till_sends_its_rows_again_to_a_cloud_that_has_lost_them(
    machine: Machine, world: World, shop: Shop, lost: tuple[sa.Table, ...]
) -> None:
    world.run(5_000)
    terminal = machine.journal.terminal_id.hex()
    shop.admin("POST", f"/admin/v1/stores/{shop.store}/terminals/{terminal}/revoke")
    machine.sell(4)
    world.run(HOUR_MS)

    def apart(connection: sa.Connection) -> list[int]:
        return list(connection.scalars(sa.select(SET_ASIDE.c.seq).order_by(SET_ASIDE.c.seq)))

    before = shop.cloud.database.read(apart)
    assert before

    def lose(connection: sa.Connection) -> None:
        for table in lost:
            connection.execute(sa.delete(table))

    shop.cloud.database.write(lose)
    world.run(2 * HOUR_MS)
    assert shop.cloud.database.read(apart) == before


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


def test_what_stands_before_the_cloud_may_say_too_large(machine: Machine, world: World) -> None:
    first(machine, "/sync/v1/exchange", lambda asked: Answered(413, {}, b"<html>"))
    machine.sell(9)
    world.run(1_000)
    assert_all_up(machine)
