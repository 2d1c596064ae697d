"""Day sheets and their notices on the wire, byte by byte; what a till wrote once stays readable."""

import pytest

from sync.wire.canonical import LARGEST_INTEGER
from sync.wire.packing import UnreadableError, pack, unpack
from sync.wire.reference import SheetNotice, StoreTill, body_of
from sync.wire.sheets import DaySheet, SheetHead

HEAD = SheetHead("2026-11-21", 1, 2, 345, -1, -500, 1_795_262_400_000, 1_795_262_500_000)
ON_THE_WIRE = (
    b'{"head":{"day":"2026-11-21","shape":1,"epoch":2,"seq":345,"transactions":-1,'
    b'"takings_minor":-500,"until_ms":1795262400000,"closed_ms":1795262500000},'
    b'"content":"H4s="}'
)


def test_a_sheet_has_these_bytes() -> None:
    assert pack(DaySheet(HEAD, b"\x1f\x8b")) == ON_THE_WIRE
    assert unpack(ON_THE_WIRE, DaySheet) == DaySheet(HEAD, b"\x1f\x8b")


def test_a_day_that_is_open_says_nothing_of_its_close() -> None:
    still_open = ON_THE_WIRE.replace(b',"closed_ms":1795262500000', b"")
    assert unpack(still_open, DaySheet).head.closed_ms is None


def test_rows_of_the_feed_have_these_bytes() -> None:
    till = StoreTill("T01", 7, terminal="ab" * 16)
    assert body_of(till) == b'{"last_seen_ms":7,"terminal":"%s","workstation":"T01"}' % (b"ab" * 16)
    known_only = SheetNotice("T01", "2026-11-21", 3, 900)
    assert body_of(known_only) == (
        b'{"day":"2026-11-21","known":3,"known_minor":900,"workstation":"T01"}'
    )
    told = SheetNotice("T01", "2026-11-21", 3, 900, 1, 2, 600, 8, 9, 1, 44, "cd", 5, "ab")
    assert body_of(told) == (
        b'{"bytes":5,"closed_ms":9,"day":"2026-11-21","epoch":1,"known":3,"known_minor":900,'
        b'"seq":44,"sha256":"cd","shape":1,"takings_minor":600,"terminal":"ab","transactions":2,'
        b'"until_ms":8,"workstation":"T01"}'
    )


@pytest.mark.parametrize(
    "wrong",
    [
        ON_THE_WIRE.replace(b'"epoch":2', b'"epoch":-2'),
        ON_THE_WIRE.replace(b'"seq":345', b'"seq":3.5'),
        ON_THE_WIRE.replace(b'"takings_minor":-500', b'"takings_minor":%d' % (LARGEST_INTEGER + 1)),
        ON_THE_WIRE.replace(b'"H4s="', b'"not base64"'),
        ON_THE_WIRE.replace(b'"shape":1,', b""),
    ],
)
def test_what_is_no_sheet_is_not_read(wrong: bytes) -> None:
    with pytest.raises(UnreadableError):
        unpack(wrong, DaySheet)
