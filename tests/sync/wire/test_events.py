"""Every body a till has ever written can be read here, and what is no such body is not guessed."""

import json
from pathlib import Path

import pytest

from sync.wire import events
from sync.wire.canonical import LARGEST_INTEGER
from sync.wire.packing import UnreadableError

GOLDEN = Path(__file__).parents[2] / "golden" / "wire"
KINDS = sorted(path.stem for path in GOLDEN.glob("*.json"))
READ = {*events.TRANSACTIONS, *events.CASH_MOVES, "shift_open", "shift_close"}
READ |= {"business_date_close", "consent", "enrol"}
READ |= {*events.STOCK_MOVES, "count_open", "count_mark", "stock_count", "count_drop"}


def body(data: object, **more: object) -> bytes:
    said = {"bd": "2026-11-21", "d": data, "gt": {}, "mono": 1, "op": "", "wall": 1, **more}
    return json.dumps(said).encode()


@pytest.mark.parametrize("kind", KINDS)
def test_every_body_of_the_golden_files_is_read_or_known_to_move_nothing(kind: str) -> None:
    for data in json.loads((GOLDEN / f"{kind}.json").read_text("utf-8")):
        found = events.read_fact(kind, 1, body(data))
        assert (found is not None) == (kind in READ)
        if found is not None:
            assert found[0].bd == "2026-11-21"


def test_what_a_newer_till_adds_is_forgiven_and_what_is_missing_is_not() -> None:
    data = {"amount": 500, "reason": "DEPOSIT", "colour": {"of": ["money"]}}
    assert events.read_fact("paid_in", 1, body(data, tr=True, new=1)) is not None
    for wrong in ({}, {"amount": "500"}, {"amount": LARGEST_INTEGER + 1}, {"amount": 1.5}, []):
        with pytest.raises(UnreadableError):
            events.read_fact("paid_in", 1, body(wrong))


def test_a_version_from_the_future_says_so_and_an_unknown_kind_moves_nothing() -> None:
    with pytest.raises(events.UnknownVersionError):
        events.read_fact("sale", 2, body({}))
    assert events.read_fact("hologram", 7, b"whatever") is None


def test_a_count_without_a_name_or_with_fewer_than_none_is_no_count() -> None:
    line = {"n": 1, "sku": "W1", "q": 0, "e": 1, "s": 0, "r": 7, "was": 3}
    said = {"count": "ab" * 16, "section": "A1", "part": 1, "parts": 1, "lines": [line]}
    assert events.read_fact("stock_count", 1, body(said)) is not None
    for wrong in (
        {"count": "AB" * 16},
        {"count": "ab"},
        {"part": 0},
        {"lines": [line | {"q": -1}]},
    ):
        with pytest.raises(UnreadableError):
            events.read_fact("stock_count", 1, body(said | wrong))


def test_a_packet_names_its_member_and_shows_nobody() -> None:
    said = {"member_id": "a1" * 16, "number": "1", "phone": "+8613800001234", "name": "Ann"}
    packet = events.read_packet(json.dumps(said).encode())
    assert packet.name == "Ann"
    assert "Ann" not in repr(packet)
    with pytest.raises(UnreadableError):
        events.read_packet(json.dumps({**said, "member_id": "a1"}).encode())
