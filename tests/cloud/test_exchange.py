"""Rows up: taken in order, compared where they overlap, refused where they part."""

import json
from functools import partial
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from sync.cloud.inbox.linking import link
from sync.cloud.schema.facts import EPOCH, INBOX
from sync.cloud.schema.sales import QUARANTINE
from sync.cloud.service import Cloud
from sync.cloud.settings import Settings
from sync.signer import is_signed_by
from sync.wire.anchors import anchor_message
from sync.wire.canonical import signed_message
from sync.wire.exchange import Cursor, Event, ExchangeAnswer, ExchangeRequest, Position
from sync.wire.feeds import FeedPage
from sync.wire.packing import pack
from sync.wire.version import MOST_EVENTS
from tests.cloud.client import CLOCK, Shop, Till, event_of, read
from tests.cloud.states import refusal, value

_EXCHANGE = "/sync/v1/exchange"


def stored(cloud: Cloud, till: Till) -> list[tuple[int, int, bytes, bytes]]:
    """What the cloud holds of a till's journal."""
    of = INBOX.c
    query = (
        sa.select(of.epoch, of.seq, of.body, of.chain)
        .where(of.terminal == till.terminal_id)
        .order_by(of.epoch, of.seq)
    )
    return cloud.database.read(
        lambda connection: [
            (row.epoch, row.seq, bytes(row.body), bytes(row.chain))
            for row in connection.execute(query)
        ]
    )


def test_a_journal_arrives_byte_for_byte(shop: Shop) -> None:
    till = shop.till(rows=5)
    rows = [(row.epoch, row.seq, row.body, row.chain) for row in till.rows(1, 0)]
    assert stored(shop.cloud, till) == rows
    assert till.have == till.head


def test_the_acknowledgement_is_anchored_by_a_signature_that_both_sides_keep(shop: Shop) -> None:
    till = shop.till(rows=2)
    anchor, at_ms, gen = till.anchor
    message = anchor_message(till.terminal_id, till.head, at_ms, gen)
    assert is_signed_by(shop.cloud.keys.anchor_public, anchor, message)


def test_an_exchange_without_rows_acknowledges_what_is_held(shop: Shop) -> None:
    till = shop.till(rows=3)
    assert till.exchange().acked == till.head


def test_rows_that_came_before_are_compared_and_the_rest_is_taken(shop: Shop) -> None:
    till = shop.till(rows=3)
    till.write_many(3)
    answer = till.exchange(till.batch(till.at(1, 2)))
    assert answer.acked == till.head
    assert len(stored(shop.cloud, till)) == 7


def test_a_batch_from_the_very_beginning_may_come_again(shop: Shop) -> None:
    till = shop.till(rows=3)
    assert till.exchange(till.batch(till.at(1, 0))).acked == till.head


def test_only_the_last_row_of_a_batch_keeps_its_signature(shop: Shop) -> None:
    till = shop.till(rows=3)
    query = sa.select(INBOX.c.seq).where(INBOX.c.sig.is_not(None))
    found = shop.cloud.database.read(lambda connection: list(connection.scalars(query)))
    assert found == [4]
    (last,) = till.rows(1, 3)
    query = sa.select(INBOX.c.sig).where(INBOX.c.seq == 4)
    assert shop.cloud.database.read(lambda connection: connection.scalar(query)) == last.sig


def test_rows_that_the_cloud_lacks_in_between_are_a_gap(shop: Shop) -> None:
    till = shop.till(rows=2)
    till.write_many(5)
    no = refusal(lambda: till.exchange(till.batch(till.at(1, 5))))
    assert (no.status, no.code, no.facts) == (409, "GAP", {"have_epoch": 1, "have_seq": 3})
    assert value(shop.cloud, till, "gaps") == 1
    assert till.exchange(till.batch(till.at(1, 3))).acked == till.head


def test_another_row_at_a_place_that_is_taken_is_a_fork_and_both_stay_as_they_are(
    shop: Shop,
) -> None:
    till = shop.till(rows=2)
    twin = till.copy()
    till.write_many(2)
    till.upload()
    twin.write_many(2)
    twin.counter = till.counter
    no = refusal(lambda: twin.exchange(twin.batch(twin.at(1, 3))))
    assert (no.code, no.facts) == ("FORK", {"have_epoch": 1, "have_seq": 5})
    assert stored(shop.cloud, till)[-1][3] == till.head.chain


def test_a_base_that_is_not_ours_is_a_fork(shop: Shop) -> None:
    till = shop.till(rows=3)
    lie = Position(1, 4, b"\1" * 32)
    assert refusal(lambda: till.exchange(msgspec.structs.replace(till.batch(), base=lie))).code == (
        "FORK"
    )


def test_after_a_fork_the_epoch_takes_no_row_of_anybody(shop: Shop) -> None:
    till = shop.till(rows=2)
    twin = till.copy()
    till.write()
    till.upload()
    twin.write()
    twin.counter = till.counter
    refusal(lambda: twin.exchange(twin.batch(twin.at(1, 3))))
    till.counter = twin.counter
    till.write()
    assert refusal(till.exchange).code == "FORK"


def test_a_batch_that_was_not_signed_by_the_journals_key_is_refused(shop: Shop) -> None:
    till = shop.till()
    till.write()
    before = stored(shop.cloud, till)
    request = msgspec.structs.replace(till.batch(), sig=bytes(64))
    no = refusal(lambda: till.exchange(request))
    assert (no.status, no.code) == (401, "BAD_SIGNATURE")
    assert stored(shop.cloud, till) == before


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("seq", {"seq": 9}),
        ("id", {"id": b"short"}),
        ("k", {"kind": "Verkäufe"}),
        ("v", {"schema": 70_000}),
    ],
)
def test_what_cannot_be_a_row_of_a_journal_is_refused(
    shop: Shop, field: str, change: dict[str, Any]
) -> None:
    till = shop.till()
    till.write()
    batch = till.batch()
    event = msgspec.structs.replace(batch.events[0], **change)
    no = refusal(lambda: till.exchange(msgspec.structs.replace(batch, events=(event,))))
    assert (no.code, no.facts) == ("INVALID", {"field": field})


@pytest.mark.parametrize(
    "change", [{"body": '{"a":2}'}, {"kind": "void"}, {"schema": 2}, {"id": b"X" * 16}]
)
def test_whatever_was_changed_on_the_way_breaks_the_signature(
    shop: Shop, change: dict[str, Any]
) -> None:
    till = shop.till()
    till.write()
    batch = till.batch()
    event = msgspec.structs.replace(batch.events[0], **change)
    assert refusal(lambda: till.exchange(msgspec.structs.replace(batch, events=(event,)))).code == (
        "BAD_SIGNATURE"
    )


def hand_made(till: Till, body: str, kind: str = "sale") -> ExchangeRequest:
    """A batch of one row with a body that no till of ours would write, signed all the same."""
    assert till.have
    event = Event(till.have.seq + 1, b"H" * 16, kind, 1, body)
    (row,) = link(till.terminal_id, till.have, (event,))
    head = Position(till.have.epoch, event.seq, row.chain)
    sig = till.signer.sign(signed_message(row.chain))
    return ExchangeRequest(base=till.have, head=head, clock=CLOCK, events=(event,), sig=sig)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("sale", "no JSON at all"),
        ("sale", '{"b":1,"a":2}'),
        ("sale", '{"a":1.5}'),
        ("sale", "[" * 500),
        ("sale", '{"a":"\\u0000"}'),
        ("of_next_year", '{"a":1}'),
        ("sale", '{"a":"' + "x" * 300_000 + '"}'),
    ],
)
def test_a_fact_is_never_refused_for_what_it_says(shop: Shop, kind: str, body: str) -> None:
    till = shop.till()
    answer = till.exchange(hand_made(till, body, kind))
    assert answer.acked.seq == 2
    assert stored(shop.cloud, till)[-1][2] == body.encode()


def test_a_body_that_is_not_canonical_is_kept_and_set_aside_when_it_is_read(shop: Shop) -> None:
    till = shop.till()
    till.exchange(hand_made(till, '{"b":1,"a":2}', "of_next_year"))
    assert stored(shop.cloud, till)[-1][2] == b'{"b":1,"a":2}'
    while shop.cloud.work():
        pass
    query = sa.select(QUARANTINE.c.seq, QUARANTINE.c.reason)
    found = shop.cloud.database.read(lambda c: [tuple(row) for row in c.execute(query)])
    assert found == [(2, "ROW_UNREADABLE")]


@pytest.mark.parametrize(
    ("place", "content"),
    [
        (b'"head":{"epoch":1,"seq":', b"9007199254740992"),
        (b'"clock":{"wall_ms":', b"9007199254740992"),
        (b'"clock":{"wall_ms":', b"1e400"),
        (b'"clock":{"wall_ms":', b"1" * 400),
        (b'"v":', b"-9007199254740992"),
        (b'"events":', b"[" * 100_000),
    ],
)
def test_an_envelope_beyond_all_measure_is_malformed(
    shop: Shop, place: bytes, content: bytes
) -> None:
    till = shop.till()
    till.write()
    body = pack(till.batch())
    before, found, after = body.partition(place)
    assert found, body
    wrong = before + found + content + after.lstrip(b"0123456789")
    no = refusal(lambda: read(till.cloud.handle(till.request("POST", _EXCHANGE, wrong)), object))
    assert (no.status, no.code) == (400, "MALFORMED")


def test_fields_of_a_newer_till_are_ignored_however_deep(shop: Shop) -> None:
    till = shop.till()
    till.write()
    body = pack(till.batch())[:-1] + b',"more":' + b"[" * 21 + b"]" * 21 + b"}"
    answer = read(till.cloud.handle(till.request("POST", _EXCHANGE, body)), ExchangeAnswer)
    assert answer.acked == till.head


def test_a_single_row_is_taken_up_to_sixteen_mebibytes_and_two_are_not(shop: Shop) -> None:
    till = shop.till()
    large = '{"a":"' + "x" * (2 << 20) + '"}'
    request = hand_made(till, large)
    twice = msgspec.structs.replace(request, events=request.events * 2)
    no = refusal(lambda: till.exchange(twice))
    assert (no.status, no.code) == (413, "TOO_LARGE")
    assert till.exchange(request).acked.seq == 2


def test_more_than_five_hundred_rows_at_once_are_too_many(shop: Shop) -> None:
    till = shop.till()
    till.write()
    batch = till.batch()
    many = msgspec.structs.replace(batch, events=batch.events * (MOST_EVENTS + 1))
    assert refusal(lambda: till.exchange(many)).code == "TOO_LARGE"


def test_rows_of_a_till_that_sold_before_it_was_enrolled_arrive_too(shop: Shop) -> None:
    till = Till(shop.cloud)
    till.write_many(450)
    till.enrol(shop.code())
    till.upload()
    assert value(shop.cloud, till, "seq") == 450


def test_a_next_epoch_continues_where_the_one_before_ended(shop: Shop) -> None:
    till = shop.till(rows=2)
    with till.engine.begin() as connection:
        till.journal.open_epoch(connection)
    till.write("epoch_open")
    assert till.exchange(till.batch(till.at(2, 0))).acked == till.head
    query = sa.select(EPOCH.c.epoch, EPOCH.c.sealed_why, EPOCH.c.sealed_seq).order_by(EPOCH.c.epoch)
    found = shop.cloud.database.read(
        lambda connection: [tuple(row) for row in connection.execute(query)]
    )
    assert found == [(1, "next", 3), (2, None, None)]


def test_rows_of_an_epoch_that_ended_may_come_again_and_none_may_be_added(shop: Shop) -> None:
    till = shop.till(rows=2)
    twin = till.copy()
    with till.engine.begin() as connection:
        till.journal.open_epoch(connection)
    till.write("epoch_open")
    till.exchange(till.batch(till.at(2, 0)))
    assert till.exchange(till.batch(till.at(1, 1))).acked == till.head
    twin.write()
    twin.counter = till.counter
    assert refusal(lambda: twin.exchange(twin.batch(twin.at(1, 3)))).code == "FORK"


def test_a_next_epoch_before_the_rest_of_the_last_one_is_a_gap(shop: Shop) -> None:
    till = shop.till(rows=2)
    till.write_many(3)
    with till.engine.begin() as connection:
        till.journal.open_epoch(connection)
    till.write("epoch_open")
    no = refusal(lambda: till.exchange(till.batch(till.at(2, 0))))
    assert (no.code, no.facts) == ("GAP", {"have_epoch": 1, "have_seq": 3})
    assert till.upload().acked == till.head


def test_a_next_epoch_on_a_past_that_we_went_beyond_is_a_fork(shop: Shop) -> None:
    till = shop.till(rows=2)
    twin = till.copy()
    till.write_many(2)
    till.upload()
    with twin.engine.begin() as connection:
        twin.journal.open_epoch(connection)
    twin.write("epoch_open")
    twin.counter = till.counter
    assert refusal(lambda: twin.exchange(twin.batch(twin.at(2, 0)))).code == "FORK"


def test_an_epoch_whose_start_does_not_add_up_is_refused(shop: Shop) -> None:
    till = shop.till()
    with till.engine.begin() as connection:
        till.journal.open_epoch(connection)
    till.write("epoch_open")
    batch = till.batch(till.at(2, 0))
    assert batch.start
    for start in (None, msgspec.structs.replace(batch.start, before=bytes(32))):
        changed = msgspec.structs.replace(batch, start=start)
        no = refusal(partial(till.exchange, changed))
        assert (no.code, no.facts) == ("INVALID", {"field": "start"})


def test_a_first_epoch_is_number_one(shop: Shop) -> None:
    till = Till(shop.cloud)
    till.write()
    with till.engine.begin() as connection:
        till.journal.open_epoch(connection)
    till.write("epoch_open")
    till.enrol(shop.code())
    till.hello()
    no = refusal(lambda: till.exchange(till.batch(till.at(2, 0))))
    assert (no.code, no.facts) == ("GAP", {"have_epoch": 0, "have_seq": 0})
    assert till.upload().acked == till.head


def test_the_cloud_knows_what_it_lacks(shop: Shop) -> None:
    till = shop.till(rows=2)
    till.write_many(8)
    till.exchange(till.batch(most=3))
    body = json.loads(shop.admin("GET", "/admin/v1/stores/S1/terminals").body)
    assert (body["terminals"][0]["seq"], body["terminals"][0]["lacks"]) == (6, 5)


def test_rows_beyond_what_is_in_hand_are_put_off(shop: Shop, open_cloud: Any) -> None:
    till = shop.till()
    till.write_many(3)
    busy = open_cloud(settings=Settings(most_rows_at_once=0))
    till.cloud = busy
    assert till.exchange().acked == till.head, "one batch at a time always goes"


def test_what_a_till_finds_in_its_control_feed_is_written_by_the_work_of_the_cloud(
    shop: Shop,
) -> None:
    till = shop.till()
    while shop.cloud.work():
        pass
    feed = f"ctl:{till.terminal_id.hex()}"
    page = till.ask("GET", f"/sync/v1/feeds/{feed}?gen=1&after=0", FeedPage)
    assert [row.key for row in page.rows] == ["ring:1", "coupons"]
    assert till.exchange(till.batch(feeds={feed: Cursor(1, 0)})).behind == {feed: 2}


def test_another_stores_feed_is_not_told_of(shop: Shop) -> None:
    till = shop.till()
    assert till.exchange(till.batch(feeds={"coupon:S2": Cursor(1, -5)})).behind == {}


def test_rows_are_given_as_they_are_stored(shop: Shop) -> None:
    till = shop.till(rows=1)
    assert [event_of(row).seq for row in till.rows(1, 0)] == [1, 2]
