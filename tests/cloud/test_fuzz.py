"""Whatever comes in: an answer of ours goes out, never a failure of ours (500)."""

import json
import string
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.cloud.call import Request
from sync.cloud.service import Cloud
from sync.wire import canonical
from sync.wire.enrolment import EnrolRequest
from sync.wire.exchange import ExchangeAnswer, ExchangeRequest
from sync.wire.packing import pack, unpack
from sync.wire.refusals import STATUS, Problem
from tests.cloud.client import Shop, Till, event_of, read
from tests.cloud.states import value
from tests.cloud.test_service import at_once

ONE_CLOUD = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
ODD_TEXT = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["\0", "a\0b", "'; DROP TABLE inbox; --", "../..", "%00", "🙂", "x" * 70_000]),
)
ODD_NUMBERS = st.one_of(
    st.integers(-3, 3), st.sampled_from([2**31, 2**32, 2**53, 2**63, 2**64, -(2**63) - 1, 10**30])
)
ODD = st.recursive(
    st.one_of(st.none(), st.booleans(), ODD_NUMBERS, ODD_TEXT, st.floats(allow_nan=False)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ODD_TEXT, inner, max_size=3),
    max_leaves=6,
)


def assert_answered(cloud: Cloud, request: Request) -> None:
    response = cloud.handle(request)
    assert response.status != 500, (request.path, request.body[:300])
    if response.status >= 400:
        problem = unpack(response.body, Problem)
        assert STATUS[problem.code] == response.status


def endpoints_of(cloud: Cloud) -> list[tuple[str, str, str, Any]]:
    return [(one.method, one.path, one.auth, one.takes) for one in cloud.endpoints]


def send(shop: Shop, till: Till, auth: str, request: tuple[str, str, bytes]) -> Request:
    method, path, body = request
    if auth == "admin":
        headers = {"authorization": f"Bearer {shop.key}"}
        return Request(method, path, "", headers, body, peer="192.0.2.9")
    return till.request(method, path, body)


@ONE_CLOUD
@given(data=st.data())
def test_any_json_at_any_endpoint_is_answered(shop: Shop, data: st.DataObject) -> None:
    till = _till(shop)
    method, path, auth, _ = data.draw(st.sampled_from(endpoints_of(shop.cloud)))
    named = path.replace("{", "").replace("}", "") if data.draw(st.booleans()) else path
    body = json.dumps(data.draw(ODD)).encode()
    assert_answered(shop.cloud, send(shop, till, auth, (method, named, body)))


@ONE_CLOUD
@given(data=st.data())
def test_messages_with_odd_values_in_their_fields_are_answered(
    shop: Shop, data: st.DataObject
) -> None:
    """The right shape, and in one field whatever fits its JSON type."""
    till = _till(shop)
    kind = data.draw(st.sampled_from(["hello", "exchange", "enrol", "chains"]))
    message = json.loads(pack(_good(till, kind)))
    target = message
    while True:
        key = data.draw(st.sampled_from(sorted(target)))
        if isinstance(target[key], dict) and target[key] and data.draw(st.booleans()):
            target = target[key]
            continue
        break
    target[key] = data.draw(_like(target[key]))
    if kind in {"hello", "enrol"}:
        till.channel = ""
    request = till.request("POST", f"/sync/v1/{kind}", json.dumps(message).encode())
    assert_answered(shop.cloud, request)


def _like(value: object) -> st.SearchStrategy[Any]:
    if isinstance(value, bool) or value is None:
        return ODD
    if isinstance(value, int):
        return ODD_NUMBERS
    if isinstance(value, str):
        return ODD_TEXT | st.sampled_from(["AAAA", "A" * 24, "////"])
    return ODD


def _good(till: Till, kind: str) -> Any:
    if kind == "hello":
        return till.greeting()
    if kind == "exchange":
        till.write()
        return till.batch()
    if kind == "chains":
        return {"at": [[1, 1]]}
    return EnrolRequest("ABCD-EFGH", till.terminal_id, "T", "m", "1", till.start_of(1))


@ONE_CLOUD
@given(
    path=st.text(string.printable + "\0é", max_size=30),
    query=st.text(string.printable, max_size=20),
    method=st.sampled_from(["GET", "POST", "PUT", "DELETE", "BREW"]),
)
def test_any_path_is_answered(shop: Shop, path: str, query: str, method: str) -> None:
    assert_answered(shop.cloud, Request(method, "/" + path, query, {}, b"", peer="x"))


@pytest.mark.parametrize("name", ["%00", "S1%00", "%ff", "..", "a" * 5_000])
def test_odd_names_in_a_path_are_not_found(shop: Shop, name: str) -> None:
    till = shop.till()
    for method, path, auth, _ in endpoints_of(shop.cloud):
        if "{" not in path:
            continue
        odd = "/".join(name if part.startswith("{") else part for part in path.split("/"))
        assert_answered(shop.cloud, send(shop, till, auth, (method, odd, b"{}")))


_TILLS: dict[int, Till] = {}


def _till(shop: Shop) -> Till:
    """One till for all examples of a test; a fresh one when it was shut out."""
    known = _TILLS.get(id(shop))
    if known is None or value(shop.cloud, known, "state") != "active":
        known = _TILLS[id(shop)] = shop.till(rows=2)
    if not known.channel:
        known.hello()
    return known


@ONE_CLOUD
@given(
    parts=st.lists(
        st.tuples(st.integers(0, 12), st.integers(0, 6), st.booleans()), min_size=1, max_size=12
    )
)
def test_batches_in_any_order_make_one_prefix(
    shop: Shop, parts: list[tuple[int, int, bool]]
) -> None:
    """From anywhere, of any length, again and again: what is held is always rows 1 to n."""
    till = Till(shop.cloud)
    till.write_many(12)
    till.enrol(shop.code())
    till.hello()
    held = 0
    for after, count, is_twice in parts:
        rows = till.rows(1, after, count)
        base = till.at(1, after)
        request = ExchangeRequest(
            base=base,
            head=till.head,
            clock=till.greeting().clock,
            events=tuple(map(event_of, rows)),
            sig=rows[-1].sig if rows else b"",
            start=till.start_of(1) if after == 0 else None,
        )
        for _ in range(1 + is_twice):
            is_gap = after > held or (after > 0 and held == 0)
            response = till.send("POST", "/sync/v1/exchange", request)
            if is_gap:
                facts = {"have_epoch": 1 if held else 0, "have_seq": held}
                assert unpack(response.body, Problem) == Problem("GAP", facts)
            elif held or rows:
                held = max(held, after + len(rows))
                assert read(response, ExchangeAnswer).acked == till.at(1, held)
    assert value(shop.cloud, till, "seq") == held


def test_an_enrolment_that_comes_twice_at_once_is_one(shop: Shop) -> None:
    till = Till(shop.cloud)
    till.write()
    request = EnrolRequest(shop.code(), till.terminal_id, "T", "m", "1", till.start_of(1))
    twice = till.request("POST", "/sync/v1/enrol", pack(request))
    responses = at_once([partial(shop.cloud.handle, twice)] * 4)
    assert [response.status for response in responses] == [200] * 4
    assert len({response.body for response in responses}) == 1


def test_the_chain_of_what_is_held_recomputes(shop: Shop) -> None:
    till = shop.till(rows=5)
    start = till.start_of(1)
    chain = canonical.chain_start(till.terminal_id, 1, start.public_key, start.before)
    for row in till.rows(1, 0):
        identity = canonical.RowIdentity(row.event_id, row.kind, row.schema, row.body)
        row_hash = canonical.row_hash(till.terminal_id, (1, row.seq), identity)
        chain = canonical.chain_link(chain, row_hash)
    assert value(shop.cloud, till, "chain") == chain
