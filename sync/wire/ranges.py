"""Digests of sets, and range-based set reconciliation (RBSR): what two sides do not share.

sync.md sections 8 and 13. A digest is the sum of row hashes mod 2^256, so that both sides keep it
by adding and subtracting. It is for accidents between authenticated parties, not against forgers.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import msgspec

MODULUS: Final = 1 << 256
NO_ROWS: Final = bytes(32)
SPLIT: Final = 16
LISTED_BELOW: Final = 32
"""A range with fewer rows on the answering side is answered with its ids."""


def row_hash(key: str, ver: int, body: bytes) -> bytes:
    """Hash one row of a feed: length-prefixed key, version, canonical body."""
    name = key.encode()
    parts = (b"RPFR", len(name).to_bytes(2, "big"), name, ver.to_bytes(8, "big"), body)
    return hashlib.sha256(b"".join(parts)).digest()


def add(digest: bytes, hashes: Sequence[bytes], gone: Sequence[bytes] = ()) -> bytes:
    """Bring a digest forward: rows that came, rows that went."""
    total = int.from_bytes(digest, "little")
    total += sum(int.from_bytes(one, "little") for one in hashes)
    total -= sum(int.from_bytes(one, "little") for one in gone)
    return (total % MODULUS).to_bytes(32, "little")


class Range(msgspec.Struct, frozen=True, array_like=True):
    """From the range before it (or the beginning) up to, not including, ``upper``; "" is the end.

    ``kind``: S skip, F fingerprint (16 bytes), L list of (key, first 16 bytes of its row hash); an
    empty list in a question asks for the peer's.
    """

    upper: str
    kind: Literal["S", "F", "L"]
    value: bytes | tuple[tuple[str, bytes], ...] = ()


class RangesMessage(msgspec.Struct, frozen=True):
    """One side's word in the search; the server keeps nothing between two of them."""

    feed: str
    gen: int
    pos: int
    ranges: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """Keys whose row is missing, extra or other on this side than on the peer's."""

    missing: tuple[str, ...]
    extra: tuple[str, ...]
    other: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(sorted((*self.missing, *self.extra, *self.other)))


class KeyedHashes:
    """Rows of one feed ordered by key, with block sums, ready to be asked for ranges.

    Order: by code point of the key, which is SQLite's BINARY and PostgreSQL's collation "C".
    """

    _BLOCK: Final = 256

    def __init__(self, rows: Sequence[tuple[str, bytes]]) -> None:
        """``rows`` in order of their keys."""
        self._keys = [key for key, _ in rows]
        self._hashes = [one for _, one in rows]
        self._sums = [0]
        for start in range(0, len(rows), self._BLOCK):
            block = self._hashes[start : start + self._BLOCK]
            total = sum(int.from_bytes(one, "little") for one in block)
            self._sums.append((self._sums[-1] + total) % MODULUS)

    def __len__(self) -> int:
        return len(self._keys)

    def digest(self) -> bytes:
        """Give the whole set's."""
        return self._sums[-1].to_bytes(32, "little")

    def index(self, upper: str) -> int:
        """Where a range that ends before ``upper`` ends here."""
        return len(self._keys) if upper == "" else bisect_left(self._keys, upper)

    def fingerprint(self, first: int, last: int) -> bytes:
        """Of the rows ``first`` to ``last - 1``: 16 bytes over their sum and their count."""
        total = (self._sum_to(last) - self._sum_to(first)) % MODULUS
        packed = total.to_bytes(32, "little") + (last - first).to_bytes(8, "little")
        return hashlib.sha256(packed).digest()[:16]

    def listed(self, first: int, last: int) -> tuple[tuple[str, bytes], ...]:
        """Give the rows themselves: keys, and enough of their hashes to tell two apart."""
        short = (one[:16] for one in self._hashes[first:last])
        return tuple(zip(self._keys[first:last], short, strict=True))

    def key(self, index: int) -> str:
        """Give the key at an index."""
        return self._keys[index]

    def _sum_to(self, index: int) -> int:
        block, rest = divmod(index, self._BLOCK)
        start = block * self._BLOCK
        tail = self._hashes[start : start + rest]
        return self._sums[block] + sum(int.from_bytes(one, "little") for one in tail)


def opening(rows: KeyedHashes) -> tuple[Range, ...]:
    """Begin: one range over everything."""
    return (Range("", "F", rows.fingerprint(0, len(rows))),)


def answer(rows: KeyedHashes, asked: Sequence[Range]) -> tuple[Range, ...]:
    """Answer a message: skip what agrees, split or list what does not."""
    said: list[Range] = []
    first = 0
    for one in asked:
        last = rows.index(one.upper)
        said += _answered(rows, one, first, last)
        first = last
    return _without_needless_skips(said)


def _answered(rows: KeyedHashes, one: Range, first: int, last: int) -> list[Range]:
    if one.kind == "S" or (one.kind == "F" and rows.fingerprint(first, last) == one.value):
        return [Range(one.upper, "S")]
    if one.kind == "L" or last - first < LISTED_BELOW:
        return [Range(one.upper, "L", rows.listed(first, last))]
    step = -(-(last - first) // SPLIT)
    cuts = list(range(first + step, last, step))
    ends = [(rows.key(cut), cut) for cut in cuts] + [(one.upper, last)]
    said, start = [], first
    for upper, end in ends:
        said.append(Range(upper, "F", rows.fingerprint(start, end)))
        start = end
    return said


def compared(
    rows: KeyedHashes, peer: Sequence[Range]
) -> tuple[Differences, tuple[Range, ...] | None]:
    """Take the peer's answer: what its lists show to differ, and what to ask next (None: done)."""
    missing: list[str] = []
    extra: list[str] = []
    other: list[str] = []
    asked: list[Range] = []
    first = 0
    for one in peer:
        last = rows.index(one.upper)
        if one.kind == "L":
            assert not isinstance(one.value, bytes)
            theirs = dict(one.value)
            ours = dict(rows.listed(first, last))
            missing += [key for key in theirs if key not in ours]
            extra += [key for key in ours if key not in theirs]
            other += [key for key in ours if key in theirs and ours[key] != theirs[key]]
            asked.append(Range(one.upper, "S"))
        else:
            asked += [
                Range(next_.upper, "L") if next_.kind == "L" else next_
                for next_ in _answered(rows, one, first, last)
            ]
        first = last
    found = Differences(tuple(missing), tuple(extra), tuple(other))
    is_done = all(one.kind == "S" for one in asked)
    return found, None if is_done else _without_needless_skips(asked)


def _without_needless_skips(ranges: Sequence[Range]) -> tuple[Range, ...]:
    """Let one skip stand for several in a row."""
    kept: list[Range] = []
    for one in ranges:
        if one.kind == "S" and kept and kept[-1].kind == "S":
            kept[-1] = one
        else:
            kept.append(one)
    return tuple(kept)
