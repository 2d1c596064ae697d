"""What a till's rows and the feed's do not share is found, fetched and put right."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.cloud.feeds.frozen import FrozenHashes
from sync.cloud.feeds.heads import Scope
from sync.wire.exchange import Cursor
from sync.wire.feeds import PUT, RowsAnswer, RowsRequest
from sync.wire.packing import pack
from sync.wire.ranges import (
    Differences,
    KeyedHashes,
    RangesMessage,
    answer,
    compared,
    opening,
    row_hash,
)
from tests.cloud.feeds.feed_copy import CAT, TENANT, FeedCopy, FeedWorld

RBSR = "/sync/v1/rbsr"
ROWS = "/sync/v1/feeds/{feed}/rows"


def search(world: FeedWorld, till: FeedCopy) -> tuple[Differences, int, int]:
    """Ask until nothing is left: the differences, the round trips, the bytes both ways."""
    hashes = till.hashes()
    found: list[Differences] = []
    asked = opening(hashes)
    trips = size = 0
    while asked is not None:
        message = RangesMessage(CAT, till.cursor.gen, till.cursor.pos, asked)
        reply = world.call("POST", RBSR, message=message)
        trips += 1
        size += len(pack(message)) + len(pack(reply))
        differences, asked = compared(hashes, reply.ranges)
        found.append(differences)
    return (
        Differences(
            tuple(sorted(key for one in found for key in one.missing)),
            tuple(sorted(key for one in found for key in one.extra)),
            tuple(sorted(key for one in found for key in one.other)),
        ),
        trips,
        size,
    )


def repair(world: FeedWorld, till: FeedCopy, keys: tuple[str, ...]) -> None:
    message = RowsRequest(till.cursor.gen, till.cursor.pos, keys)
    reply = world.call("POST", ROWS, message=message, path={"feed": CAT})
    assert isinstance(reply, RowsAnswer)
    assert [row.key for row in reply.rows] == list(keys)
    for row in reply.rows:
        till.rows.pop(row.key, None)
        if row.op == PUT:
            till.rows[row.key] = (row.ver, bytes(row.body))


def test_planted_differences_are_found_in_three_round_trips_and_put_right(
    world: FeedWorld,
) -> None:
    world.put({f"i:{at:06}": f'{{"n":{at}}}'.encode() for at in range(6_000)})
    world.write_all()
    till = FeedCopy()
    till.catch_up(world)
    world.put({"i:000007": b'{"n":"later"}'})
    world.delete("i:000008")
    world.write_all()
    true = dict(till.rows)
    del till.rows["i:000010"]
    till.rows["i:000010-extra"] = (1, b"{}")
    till.rows["i:004000"] = (4_001, b'{"n":"wrong"}')
    found, trips, size = search(world, till)
    assert found == Differences(("i:000010",), ("i:000010-extra",), ("i:004000",))
    assert trips <= 3
    assert size < 30_000
    repair(world, till, found.keys)
    assert till.rows == true
    found, trips, _ = search(world, till)
    assert (found.keys, trips) == ((), 1)


def test_a_position_that_is_not_held_is_not_compared_with(world: FeedWorld) -> None:
    world.put({"i:1": b"{}"})
    world.write_all()
    asked = opening(KeyedHashes([]))
    for gen, pos in ((2, 1), (1, 2)):
        message = RangesMessage(CAT, gen, pos, asked)
        assert world.refusal("POST", RBSR, message=message) == "FEED_GEN"
        rows = RowsRequest(gen, pos, ("i:1",))
        assert world.refusal("POST", ROWS, message=rows, path={"feed": CAT}) == "FEED_GEN"
    other = RangesMessage("cat:z2", 1, 1, asked)
    assert world.refusal("POST", RBSR, message=other) == "OUT_OF_SCOPE"
    for ranges in ((), (asked[0], asked[0])):
        bad = RangesMessage(CAT, 1, 1, ranges)
        assert world.refusal("POST", RBSR, message=bad) == "INVALID"
    many = RowsRequest(1, 1, tuple(str(at) for at in range(501)))
    assert world.refusal("POST", ROWS, message=many, path={"feed": CAT}) == "INVALID"


def test_hashes_are_read_once_for_all_tills_of_a_night(world: FeedWorld) -> None:
    frozen = FrozenHashes(world.database, most_rows=3)
    world.put({"i:1": b"{}", "i:2": b"{}"})
    world.write_all()
    scope = Scope(TENANT, CAT)
    first = frozen.get(scope, Cursor(1, 2))
    assert frozen.get(scope, Cursor(1, 2)) is first
    frozen.get(scope, Cursor(1, 1))
    world.put({"i:3": b"{}"})
    world.write_all()
    frozen.get(scope, Cursor(1, 3))
    assert frozen.get(scope, Cursor(1, 2)) is not first


KEYS = st.dictionaries(st.integers(0, 3_000), st.integers(0, 2), max_size=60)


@settings(max_examples=60, deadline=None)
@given(ours=KEYS, theirs=KEYS, shared=st.integers(0, 2_000))
def test_exactly_what_differs_is_found(
    ours: dict[int, int], theirs: dict[int, int], shared: int
) -> None:
    base = {f"k{at:05}": 0 for at in range(shared)}
    mine = base | {f"k{at:05}": number for at, number in ours.items()}
    other = base | {f"k{at:05}": number for at, number in theirs.items()}
    left, right = _hashes(mine), _hashes(other)
    missing: set[str] = set()
    extra: set[str] = set()
    changed: set[str] = set()
    asked = opening(left)
    trips = 0
    while asked is not None:
        trips += 1
        found, asked = compared(left, answer(right, asked))
        missing |= set(found.missing)
        extra |= set(found.extra)
        changed |= set(found.other)
    assert missing == other.keys() - mine.keys()
    assert extra == mine.keys() - other.keys()
    assert changed == {key for key in mine.keys() & other.keys() if mine[key] != other[key]}
    assert trips <= 3


def _hashes(rows: dict[str, int]) -> KeyedHashes:
    return KeyedHashes(
        [(key, row_hash(key, number, b"{}")) for key, number in sorted(rows.items())]
    )
