"""Who is asking: signatures, channels, counters, limits; each refusal before the next."""

import gzip
import json
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from sync.cloud.api.auth import hash_admin_key
from sync.cloud.call import Request
from sync.cloud.inbox import directory
from sync.cloud.settings import Settings
from sync.signer import Signer
from sync.wire import signature
from sync.wire.enrolment import KeyChange, RecoveryEnvelope, key_change_message
from sync.wire.exchange import ExchangeAnswer
from sync.wire.holds import Done
from sync.wire.packing import pack, unpack
from sync.wire.refusals import Problem
from tests.cloud.client import Refusal, Shop, Till, read
from tests.cloud.conftest import OpenCloud
from tests.cloud.states import dump, refusal, value


def code(shop: Shop, request: Request) -> str:
    """What a request is refused with."""
    return unpack(shop.cloud.handle(request).body, Problem).code


def signed_exchange(till: Till) -> Request:
    """A request that would be answered."""
    return till.request("POST", "/sync/v1/exchange", pack(till.batch()))


def with_headers(request: Request, **headers: str) -> Request:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return replace(request, headers={**request.headers, **named})


def test_every_answer_says_the_protocol_and_repeats_the_channel(shop: Shop) -> None:
    till = shop.till()
    response = shop.cloud.handle(signed_exchange(till))
    assert response.headers["sync-proto"] == "1"
    assert response.headers["sync-channel"] == till.channel
    lost = shop.cloud.handle(Request("GET", "/nowhere", headers={"sync-request": "00ff"}))
    assert (lost.status, lost.headers["sync-request"]) == (404, "00ff")


def test_refusals_come_in_the_order_of_their_checks(shop: Shop) -> None:
    till = shop.till()
    good = signed_exchange(till)
    assert code(shop, replace(good, path="/sync/v1/nothing")) == "NOT_FOUND"
    assert code(shop, replace(good, method="PUT")) == "METHOD_NOT_ALLOWED"
    assert code(shop, with_headers(good, sync_proto="2")) == "TOO_NEW_SCHEMA"
    assert code(shop, replace(good, body=good.body + b" ")) == "DIGEST_WRONG"
    assert code(shop, with_headers(good, sync_counter="99")) == "BAD_SIGNATURE"
    assert shop.cloud.handle(good).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"signature": ""},
        {"signature": "sync=:AAAA:"},
        {"signature_input": "sync=()"},
        {"sync_counter": "-1"},
        {"sync_counter": "one"},
        {"sync_channel": "another"},
        {"sync_counter": "9" * 30},
    ],
)
def test_a_request_whose_signature_does_not_hold_is_refused(
    shop: Shop, headers: dict[str, str]
) -> None:
    till = shop.till()
    assert code(shop, with_headers(signed_exchange(till), **headers)) == "BAD_SIGNATURE"


@pytest.mark.parametrize("part", ["method", "path", "query"])
def test_the_signature_covers_where_a_request_goes(shop: Shop, part: str) -> None:
    till = shop.till()
    request = till.request("GET", "/sync/v1/log?epoch=1&after=0")
    if part == "method":
        moved = replace(request, method="POST", path="/sync/v1/chains")
    elif part == "path":
        moved = replace(request, path="/sync/v1/snapshots/x")
    else:
        moved = replace(request, query="epoch=1&after=1")
    assert code(shop, moved) == "BAD_SIGNATURE"


def test_a_key_that_nobody_enrolled_is_not_known(shop: Shop) -> None:
    stranger = Till(shop.cloud)
    assert refusal(stranger.hello).code == "UNKNOWN_TERMINAL"
    stranger.channel = "f" * 32
    assert refusal(lambda: stranger.exchange(stranger.batch())).code == "UNKNOWN_TERMINAL"


def test_another_tills_channel_is_lost_on_us(shop: Shop) -> None:
    mine, other = shop.till(), shop.till()
    mine.channel = other.channel
    assert refusal(mine.exchange).code == "CHANNEL_LOST"


def test_the_same_request_again_is_refused_and_changes_nothing(shop: Shop) -> None:
    till = shop.till()
    till.write()
    till.exchange()
    before = dump(shop.cloud)
    again = shop.cloud.handle(till.sent[-1])
    assert unpack(again.body, Problem).code == "CHANNEL_LOST"
    assert dump(shop.cloud) == before
    till.write()
    assert till.exchange().acked == till.head, "a lost answer wedges nobody"


def test_requests_that_overtake_one_another_are_all_answered(shop: Shop) -> None:
    till = shop.till()
    requests = [signed_exchange(till) for _ in range(32)]
    for request in reversed(requests):
        assert shop.cloud.handle(request).status == 200
    for request in requests:
        assert code(shop, request) == "CHANNEL_LOST"


def test_a_request_from_long_before_the_newest_is_refused(shop: Shop) -> None:
    till = shop.till()
    old = signed_exchange(till)
    till.counter += 32
    till.exchange()
    assert code(shop, old) == "CHANNEL_LOST"
    assert value(shop.cloud, till, "state") == "active"


def test_a_counter_may_jump_and_old_marks_are_forgotten_in_step(shop: Shop) -> None:
    till = shop.till()
    first = signed_exchange(till)
    shop.cloud.handle(first)
    till.counter += 30
    till.exchange()
    assert code(shop, first) == "CHANNEL_LOST"
    assert value(shop.cloud, till, "state") == "active"


def test_reading_takes_no_number(shop: Shop) -> None:
    till = shop.till()
    request = till.request("GET", "/sync/v1/log?epoch=1&after=0")
    assert [shop.cloud.handle(request).status for _ in range(3)] == [200, 200, 200]


def test_a_revoked_till_reaches_nothing_but_a_place_apart(shop: Shop) -> None:
    till = shop.till(rows=1)
    target = f"/admin/v1/stores/S1/terminals/{till.terminal_id.hex()}/revoke"
    assert read(shop.admin("POST", target), Done).done
    assert read(shop.admin("POST", target), Done).done
    till.write()
    no = refusal(till.exchange)
    assert (no.code, no.facts) == ("REVOKED", {"stored_epoch": 1, "stored_seq": 3})
    for endpoint in shop.cloud.endpoints:
        if endpoint.auth != "terminal" or endpoint.path == "/sync/v1/exchange":
            continue
        path = endpoint.path.replace("{", "").replace("}", "")
        response = shop.cloud.handle(till.request(endpoint.method, path, b"{}"))
        found = unpack(response.body, Problem).code
        # What a revoked till may ask reads its body first; it is refused all the same.
        assert found == "REVOKED" or (endpoint.may_be_revoked and found == "MALFORMED"), path


def test_a_body_may_be_compressed_and_not_beyond_its_limit(shop: Shop) -> None:
    till = shop.till()
    till.write()
    request = till.request("POST", "/sync/v1/exchange", pack(till.batch()), compress=True)
    assert read(shop.cloud.handle(request), ExchangeAnswer).acked == till.head
    bomb = till.request("POST", "/sync/v1/chains", bytes(100 << 20), compress=True)
    assert len(bomb.body) < 110_000
    assert code(shop, bomb) == "TOO_LARGE"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"\x1f\x8b broken", "MALFORMED"),
        (gzip.compress(b"{}", mtime=0)[:-4], "MALFORMED"),
        (gzip.compress(b"{}", mtime=0) + b"more", "MALFORMED"),
    ],
)
def test_a_compressed_body_is_whole_or_refused(shop: Shop, content: bytes, expected: str) -> None:
    till = shop.till()
    request = till.request("POST", "/sync/v1/chains", content)
    assert code(shop, with_headers(request, content_encoding="gzip")) == expected


def test_another_compression_is_not_taken(shop: Shop) -> None:
    till = shop.till()
    request = till.request("POST", "/sync/v1/chains", b"{}")
    assert code(shop, with_headers(request, content_encoding="br")) == "NOT_JSON"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"at":"x"}',
        b'{"at":[[1,2]],"more":' + b"[" * 21 + b"]" * 21 + b"}",
        b'{"at":[[1,2]],"more":' + b"[" * 100_000,
        b"\xff",
    ],
)
def test_what_is_no_message_is_malformed(shop: Shop, body: bytes) -> None:
    till = shop.till()
    assert code(shop, till.request("POST", "/sync/v1/chains", body)) == "MALFORMED"


def test_fields_of_a_newer_client_are_ignored(shop: Shop) -> None:
    till = shop.till()
    body = b'{"at":[[1,1]],"more":{"brackets":"[[[[[[[[[[[[[[[[[[[[[[[[[["}}'
    assert shop.cloud.handle(till.request("POST", "/sync/v1/chains", body)).status == 200


@pytest.mark.parametrize("query", ["epoch=x&after=0", "epoch=1&after=-1", "epoch=1&after=9e9"])
def test_a_parameter_that_is_no_number_is_named(shop: Shop, query: str) -> None:
    till = shop.till()
    response = shop.cloud.handle(till.request("GET", f"/sync/v1/log?{query}"))
    assert unpack(response.body, Problem).code == "INVALID"


def test_a_till_that_asks_too_often_is_told_when_to_come_again(
    shop: Shop, open_cloud: OpenCloud
) -> None:
    till, quiet = shop.till(), shop.till()
    till.cloud = quiet.cloud = open_cloud(settings=Settings(requests_a_minute=5))
    for _ in range(5):
        till.exchange()
    no = refusal(till.exchange)
    assert (no.status, no.code, no.headers["retry-after"]) == (429, "TOO_MANY", "12")
    assert quiet.exchange().acked == quiet.head
    shop.clock.now_ms += 12_000
    assert till.exchange().acked == till.head


def test_strangers_share_what_their_address_may_ask(shop: Shop, open_cloud: OpenCloud) -> None:
    strangers = [Till(open_cloud(settings=Settings(strangers_a_minute=3))) for _ in range(1)]
    (one,) = strangers
    assert [refusal(one.hello).code for _ in range(4)] == ["UNKNOWN_TERMINAL"] * 3 + ["TOO_MANY"]


def test_an_administrators_key_is_asked_for_and_its_role(shop: Shop) -> None:
    plain = Request("GET", "/admin/v1/stores", peer="192.0.2.9")
    assert code(shop, plain) == "NOT_ADMITTED"
    for text in ("Bearer wrong", "Basic abc", "Bearer", shop.key):
        assert code(shop, with_headers(plain, authorization=text)) == "NOT_ADMITTED"
    assert shop.admin("GET", "/admin/v1/stores").status == 200
    assert json.loads(shop.admin("GET", "/admin/v1/stores").body)["stores"][0]["store"] == "S1"


def test_a_reader_may_look_and_not_let_tills_in(shop: Shop) -> None:

    shop.cloud.database.write(
        lambda c: directory.add_admin_key(c, "shop", "eve", "reader", hash_admin_key("r"), 0)
    )
    assert shop.admin("GET", "/admin/v1/stores", key="r").status == 200
    response = shop.admin("POST", "/admin/v1/stores/S1/codes", {"workstation": ""}, key="r")
    assert unpack(response.body, Problem) == Problem("OUT_OF_SCOPE", {"role": "owner"})


def change(till: Till, new: Signer, **more: Any) -> KeyChange:
    message = key_change_message(till.terminal_id, till.signer.public_key, new.public_key)
    return KeyChange(new.public_key, new.sign(message), **more)


def test_a_key_is_changed_with_an_overlap_and_the_next_epoch_begins_with_it(shop: Shop) -> None:
    till = shop.till(rows=1)
    new = Till(shop.cloud, till.terminal_id)
    assert till.ask("POST", "/sync/v1/key", Done, change(till, new.signer)).done
    assert till.ask("POST", "/sync/v1/key", Done, change(till, new.signer)).done, "again"
    assert till.exchange().acked == till.head, "the older one still speaks"
    old, till.signer = till.signer, new.signer
    till.journal = new.journal
    till.restart()
    assert till.hello().verdict == "ok"
    with till.engine.begin() as connection:
        till.journal.open_epoch(connection)
    till.write("key_rotate")
    assert till.exchange(till.batch(till.at(2, 0))).acked == till.head
    ended = change(till, new.signer, ends_others=True)
    assert till.ask("POST", "/sync/v1/key", Done, ended).done
    till.signer = old
    newest = value(shop.cloud, till, "channel")
    till.restart()
    answer = till.hello()
    assert (answer.verdict, answer.feeds) == ("sealed", {})
    assert value(shop.cloud, till, "channel") == newest
    with pytest.raises(Refusal, match="REVOKED"):
        till.ask("GET", "/sync/v1/log", Done)


def test_a_third_key_and_one_without_its_proof_are_refused(shop: Shop) -> None:
    till, other = shop.till(), shop.till()
    keys = [Signer(bytes([number]) * 32) for number in (101, 102)]
    till.ask("POST", "/sync/v1/key", Done, change(till, keys[0]))
    assert (
        refusal(lambda: till.ask("POST", "/sync/v1/key", Done, change(till, keys[1]))).code
        == "CONFLICT"
    )
    assert (
        refusal(lambda: till.ask("POST", "/sync/v1/key", Done, change(till, other.signer))).code
        == "CONFLICT"
    )
    unproved = msgspec.structs.replace(change(till, keys[1]), proof=bytes(64))
    assert refusal(lambda: till.ask("POST", "/sync/v1/key", Done, unproved)).code == "INVALID"


def test_a_recovery_envelope_is_kept_and_has_a_size(shop: Shop) -> None:
    till = shop.till()
    assert till.ask("POST", "/sync/v1/envelope", Done, RecoveryEnvelope(b"sealed")).done
    assert till.ask("POST", "/sync/v1/envelope", Done, RecoveryEnvelope(b"again")).done
    for size in (0, 5_000):
        with pytest.raises(Refusal, match="INVALID"):
            till.ask("POST", "/sync/v1/envelope", Done, RecoveryEnvelope(bytes(size)))


def test_the_digest_field_is_asked_for(shop: Shop) -> None:
    till = shop.till()
    request = signed_exchange(till)
    bare = {k: v for k, v in request.headers.items() if k != "content-digest"}
    assert code(shop, replace(request, headers=bare)) == "DIGEST_WRONG"
    assert signature.content_digest(b"") in till.request("GET", "/sync/v1/log").headers.values()


def test_an_administrator_is_told_what_is_wrong_with_a_message(shop: Shop) -> None:
    short = shop.admin("POST", "/admin/v1/stores", {"store": "S7"})
    assert json.loads(short.body) == {
        "code": "MALFORMED",
        "facts": {"why": "Object missing required field `zh`"},
    }
    more = shop.admin("PUT", "/admin/v1/zones/z9", {"currency": "CNY", "color": 1})
    assert json.loads(more.body) == {
        "code": "MALFORMED",
        "facts": {"why": "Object contains unknown field `color`"},
    }
    odd = shop.admin("POST", "/admin/v1/prices", {"prices": [{"sku": "1", "price": "3.50"}]})
    assert json.loads(odd.body)["facts"] == {
        "why": "Expected `int`, got `str` - at `$.prices[0].price`"
    }


def test_no_message_of_an_administrator_says_more_than_is_read(shop: Shop) -> None:
    taken = [one.takes for one in shop.cloud.endpoints if one.takes is not None]
    forgiving = {
        of.__name__
        for one in shop.cloud.endpoints
        if one.auth == "admin" and one.takes is not None
        for of in _structs_of(one.takes)
        if not of.__struct_config__.forbid_unknown_fields
    }
    assert len(taken) > 10
    assert forgiving == set()


def test_what_tills_say_may_be_more_than_this_cloud_reads(shop: Shop) -> None:
    strict = {
        of.__name__
        for one in shop.cloud.endpoints
        if one.auth != "admin" and one.takes is not None
        for of in _structs_of(one.takes)
        if of.__struct_config__.forbid_unknown_fields
    }
    assert strict == set()


def _structs_of(message: Any) -> set[type[msgspec.Struct]]:
    """Give a message's struct and those inside it."""
    found, open_ = set(), [msgspec.inspect.type_info(message)]
    while open_:
        one = open_.pop()
        if isinstance(one, msgspec.inspect.StructType):
            found.add(one.cls)
            open_ += [field.type for field in one.fields]
        open_ += [*getattr(one, "item_types", ()), *getattr(one, "types", ())]
        open_ += [one.item_type] if hasattr(one, "item_type") else []
    return found
