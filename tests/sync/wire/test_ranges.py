"""Two sets that differ anywhere find out where, in few round trips, and agree on what they hold."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from sync.wire import packing
from sync.wire.ranges import (
    NO_ROWS,
    KeyedHashes,
    Range,
    RangesMessage,
    add,
    answer,
    compared,
    opening,
    row_hash,
)


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _rows(content: dict[str, str]) -> KeyedHashes:
    return KeyedHashes([(key, _hash(f"{key}={content[key]}")) for key in sorted(content)])


def _search(ours: KeyedHashes, theirs: KeyedHashes) -> tuple[set[str], int, int]:
    """Keys found to differ, round trips, bytes both ways; every message through its JSON."""
    asked: tuple[Range, ...] | None = opening(ours)
    found: set[str] = set()
    trips = sent = 0
    while asked is not None:
        question = packing.pack(RangesMessage("f", 1, 1, asked))
        reply = packing.pack(
            RangesMessage("f", 1, 1, answer(theirs, packing.unpack(question, RangesMessage).ranges))
        )
        differences, asked = compared(ours, packing.unpack(reply, RangesMessage).ranges)
        found |= set(differences.keys)
        trips += 1
        sent += len(question) + len(reply)
        assert trips < 20
    return found, trips, sent


KEYS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=6)
SETS = st.dictionaries(KEYS, st.sampled_from("abc"), max_size=200)


@given(ours=SETS, changes=SETS, gone=st.sets(KEYS, max_size=20))
def test_exactly_what_differs_is_found(
    ours: dict[str, str], changes: dict[str, str], gone: set[str]
) -> None:
    theirs = {key: value for key, value in (ours | changes).items() if key not in gone}
    expected = {key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key)}
    found, _, _ = _search(_rows(ours), _rows(theirs))
    assert found == expected


def test_ten_differences_in_a_hundred_thousand_take_three_round_trips() -> None:
    for start in (0, 7, 4_321):
        places = set(range(start, 100_000, 9_999))
        found, trips, sent = _search(_numbered(set()), _numbered(places))
        assert found == {f"{n:06d}" for n in places}
        assert trips <= 3
        assert sent <= 30_000


def _numbered(changed: set[int]) -> KeyedHashes:
    return _rows({f"{n:06d}": "changed" if n in changed else "same" for n in range(100_000)})


@given(SETS, SETS)
def test_a_digest_kept_by_adding_and_subtracting_is_that_of_the_set(
    before: dict[str, str], after: dict[str, str]
) -> None:
    gone = [row_hash(key, 1, value.encode()) for key, value in before.items()]
    come = [row_hash(key, 2, value.encode()) for key, value in after.items()]
    digest = add(NO_ROWS, gone)
    assert add(digest, come, gone) == add(NO_ROWS, come)


def test_the_bytes_of_a_row_hash_are_fixed() -> None:
    """Pinned: both sides keep sums of these for years."""
    assert (
        row_hash("i:A1", 7, b'{"sku":"A1"}').hex()
        == hashlib.sha256(
            b"RPFR\x00\x04i:A1\x00\x00\x00\x00\x00\x00\x00\x07" + b'{"sku":"A1"}'
        ).hexdigest()
    )
