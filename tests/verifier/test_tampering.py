"""Every way to tamper with a journal is found, and at the right row."""

import base64
import dataclasses
import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.verifier.judging import PIN, Verdict, Verify, a_day, three_days, verifier
from tests.verifier.writer import TEST_1, TEST_2, TEST_3, Row, Writer, canonical, public_hex

# ---- the tamper tests: each must fail, and at the right row ---------------------------------


def tampered(change: Callable[[Writer], None]) -> bytes:
    """A day changed by someone without the key, in an export whose closing lines are gone."""
    writer = a_day(Writer())
    change(writer)
    return writer.export()


def edit(row: Row, old: str, new: str) -> None:
    assert old in row.body
    row.body = row.body.replace(old, new)


def swap(writer: Writer) -> None:
    writer.rows[3], writer.rows[4] = writer.rows[4], writer.rows[3]


def swap_numbers_too(writer: Writer) -> None:
    swap(writer)
    writer.rows[3].seq, writer.rows[4].seq = 4, 5


def insert_a_copy(writer: Writer) -> None:
    copy = writer.rows[1]
    writer.rows.insert(6, dataclasses.replace(copy, seq=7))


def drop_and_renumber(writer: Writer) -> None:
    del writer.rows[4]
    for number, row in enumerate(writer.rows, 1):
        row.seq = number


def other_terminal(writer: Writer) -> None:
    writer.rows[4] = a_day(Writer(terminal=bytes(15) + b"\1")).rows[4]


def other_epoch(writer: Writer) -> None:
    writer.rows[4] = a_day(Writer(epoch=2)).rows[4]


@pytest.mark.parametrize(
    ("change", "seq", "words"),
    [
        (lambda w: edit(w.rows[3], '"total":1007', '"total":1000'), 4, "does not follow"),
        (lambda w: setattr(w.rows[3], "kind", "void"), 4, "does not follow"),
        (lambda w: setattr(w.rows[3], "schema", 2), 4, "does not follow"),
        (lambda w: setattr(w.rows[3], "event_id", bytes(16)), 4, "does not follow"),
        (lambda w: setattr(w.rows[3], "signature", w.rows[2].signature), 4, "signature"),
        (lambda w: w.rows.pop(3), 4, "row 4 was due, found 5"),
        (lambda w: w.rows.pop(0), 1, "row 1 was due, found 2"),
        (drop_and_renumber, 5, "does not follow"),
        (swap, 4, "row 4 was due, found 5"),
        (swap_numbers_too, 4, "does not follow"),
        (lambda w: w.rows.insert(6, w.rows[1]), 7, "row 7 was due, found 2"),
        (insert_a_copy, 7, "does not follow"),
        (other_terminal, 5, "does not follow"),
        (other_epoch, 5, "does not follow"),
    ],
)
def test_a_changed_dropped_swapped_inserted_or_foreign_row_is_found_at_its_place(
    verify: Verify, change: Callable[[Writer], None], seq: int, words: str
) -> None:
    verdict = verify(tampered(change), options=[*PIN, "--export"])
    assert verdict.is_tampered_at(1, seq, words), verdict.text


@pytest.mark.parametrize("kept", [1, 5, 14])
def test_a_cut_tail_is_found_by_archive_anchor_and_print(
    verify: Verify, tmp_path: Path, kept: int
) -> None:
    whole = a_day(Writer())
    anchors = tmp_path / "anchors"
    anchors.write_text(canonical(whole.anchor(15)))
    printed = whole.printed(15)
    lines = gzip.decompress(whole.day()).decode().splitlines()
    cut_file = gzip.compress("".join(f"{line}\n" for line in lines[: kept + 1]).encode(), mtime=0)
    assert verify(cut_file).is_tampered_at(1, kept + 1, "tail was cut")
    del whole.rows[kept:]
    cut = whole.export()
    unknown = verify(cut, options=[*PIN, "--export"])
    assert unknown.code == 0  # nothing in the rows themselves can show it
    assert "rows after the last" in unknown.text
    for outside in (["--anchors", str(anchors)], ["--printed", printed]):
        verdict = verify(cut, options=[*PIN, "--export", *outside])
        assert verdict.is_tampered_at(1, 15, "tail was cut"), verdict.text


def test_a_cut_head_is_found_by_the_header_the_day_before_and_the_demand_for_a_start(
    verify: Verify,
) -> None:
    writer, (first, _, third) = three_days()
    lines = gzip.decompress(first).decode().splitlines()
    without_row_1 = [lines[0], *lines[2:-1]]
    assert verify(writer.sign(without_row_1)).is_tampered_at(1, 1, "found 2")
    assert verify(first, third).is_tampered_at(1, 19, "row 10 was due")
    headless = writer.export(first=2)
    assert verify(headless, options=[*PIN, "--export"]).code == 0
    demanded = verify(headless, options=[*PIN, "--export", "--from-start"])
    assert demanded.is_tampered_at(1, 2, "does not begin at row 1")


def test_a_day_left_out_or_given_twice_is_found(verify: Verify) -> None:
    _, (first, second, third) = three_days()
    assert verify(first, third).is_tampered_at(1, 19, "a day is missing or comes twice")
    assert verify(first, second, second).is_tampered_at(1, 10, "comes twice")


def test_another_terminals_day_does_not_fit_in(verify: Verify) -> None:
    _, (first, _, _) = three_days()
    other = Writer(terminal=bytes(15) + b"\7")
    a_day(other, 3).day()
    assert verify(first, a_day(other, 3).day()).is_tampered_at(1, 10, "another terminal")


def test_a_journal_signed_again_by_another_key_is_found_when_the_key_is_known(
    verify: Verify,
) -> None:
    forged = a_day(Writer(key=TEST_2)).day()
    assert verify(forged).is_tampered_at(1, 1, "is not the terminal's key")
    assert verify(forged, options=[]).code == 0
    honest = Writer()
    first = a_day(honest).day()
    honest.key = TEST_2
    second = a_day(honest).day()
    assert verify(first, second, options=[]).is_tampered_at(1, 16, "no key_rotate")


def test_a_row_signed_by_another_key_is_found(verify: Verify) -> None:
    writer = a_day(Writer())
    writer.rows[4].signature = TEST_2.sign(b"RPJS" + writer.rows[4].chain)
    assert verify(writer.day()).is_tampered_at(1, 5, "signature")


def test_of_two_branches_of_one_row_only_the_anchored_one_stands(
    verify: Verify, tmp_path: Path
) -> None:
    one, other = a_day(Writer()), a_day(Writer())
    edit(other.rows[10], '"CHANGE"', '"OTHER"')
    other.reseal(11)
    anchors = tmp_path / "anchors"
    anchors.write_text(canonical(one.anchor(12)))
    options = [*PIN, "--anchors", str(anchors), "--anchor-key", public_hex(TEST_1)]
    assert verify(one.day(), options=options).code == 0
    verdict = verify(other.day(), options=options)
    assert verdict.is_tampered_at(1, 12, "the journal was rewritten")
    assert verify(other.export(), options=["--export", "--printed", one.printed(12)]).code == 1


# ---- what a holder of the key could write, and the rows themselves contradict ---------------


def rewritten(verify: Verify, seq: int, old: str, new: str) -> Verdict:
    writer = a_day(Writer())
    edit(writer.rows[seq - 1], old, new)
    writer.reseal(seq)
    return verify(writer.export(), options=[*PIN, "--export"])


@pytest.mark.parametrize(
    ("seq", "old", "new", "words"),
    [
        (4, '"abs":2007', '"abs":2006', "perpetual totals are abs 2006 net 2007"),
        (5, '"net":2007', '"net":2000', "recomputed abs 2007 net 2007"),
        (4, "S12-T17-000002", "S12-T17-000003", "does not follow 1"),
        (4, '"rcpt":"S12-T17-000002",', "", "d.rcpt"),
        (4, '"total":1007', '"totals":1007', "d.total"),
        (4, '"total":1007', '"total":true', "d.total"),
        (4, '"mono":5500', '"mono":3999', "goes back by 1 ms"),
        (4, '"wall":1795262404500', '"wall":1795262600000', "jumps by 195500 ms"),
        (4, '"wall":1795262404500', '"wall":1795262004500', "jumps by -400000 ms"),
        (4, '"op":"op7",', "", "body: op"),
        (4, '"op":"op7"', '"op":"op7","tr":false', "body: tr"),
        (4, '"op":"op7"', '"op":"op7", "tr":true', "spacing"),
        (4, '"total":1007', '"total":1007.0', "not an integer"),
        (4, '"op":"op7"', '"op":null', "null"),
        (4, '"op":"op7"', '"op":"\\u006fp7"', "escapes"),
        (4, '"op":"op7"', '"op":"\\ud800"', "escapes"),
        (4, '"op":"op7"', '"op":"op7","op":"op7"', "repeated keys"),
        (4, '"op":"op7"', '"Op":"op7"', "a key of the wrong form"),
        (4, '"total":1007', '"total":9007199254740992', "out of range"),
        (4, '"a":1007', '"a":"1007"', "d.tenders"),
        (4, '"op":"op7"', '"op":' + "[" * 2000 + "]" * 2000, "nested too deeply"),
        (4, '"op":"op7"', '"op":' + "[" * 200_000, "nested too deeply"),
        (1, '"boot":"0a0b0c0d"', '"boot":"0A0B0C0D"', "body: boot"),
    ],
)
def test_a_rewritten_row_that_contradicts_itself_or_its_neighbours_is_found(
    verify: Verify, seq: int, old: str, new: str, words: str
) -> None:
    verdict = rewritten(verify, seq, old, new)
    assert verdict.is_tampered_at(1, seq, words), verdict.text


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("count",), 14, "count = 14, recomputed 15"),
        (("last",), 16, "last = 16"),
        (("last_chain",), "00" * 32, "last_chain"),
        (("gt", "net"), 1, "gt = "),
        (("totals", "kinds", "sale"), 5, "totals.kinds.sale = 5, recomputed 6"),
        (("totals", "tenders", "CASH"), 5606, "totals.tenders.CASH"),
        (("totals", "tenders", "CARD"), 1, "totals.tenders.CARD = 1, recomputed 0"),
        (("totals", "tax", "V13"), 0, "totals.tax.V13"),
        (("totals", "tax"), [], "totals.tax"),
        (("totals",), {}, "totals"),
        (("anchors",), [{}], "anchor"),
        (("extra",), 1, "closing line"),
    ],
)
def test_a_closing_line_that_the_rows_do_not_bear_out_is_found(
    verify: Verify, path: tuple[str, ...], value: object, words: str
) -> None:
    writer = a_day(Writer())
    trailer: Any = writer.trailer(1, [])
    inner = trailer
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    verdict = verify(writer.sign([*writer.lines(1), canonical(trailer)]))
    assert verdict.is_tampered_at(1, 15, words), verdict.text


def test_a_changed_header_or_closing_line_breaks_the_archives_signature(verify: Verify) -> None:
    content = gzip.decompress(a_day(Writer()).day()).decode()
    signature = content.splitlines()[-1]
    other = base64.b64encode(TEST_3.sign(b"RPAS" + bytes(32))).decode()
    for old, new in (("2026-11-21", "2026-11-20"), (signature, other), (signature, "nonsense")):
        changed = content.replace(old, new, 1)
        verdict = verify(gzip.compress(changed.encode(), mtime=0))
        assert verdict.is_tampered_at(1, 15, "signature does not hold"), verdict.text


def test_anchors_inside_an_archive_are_checked(verify: Verify) -> None:
    writer = a_day(Writer())
    inside = writer.day([writer.anchor(3), writer.anchor(9)])
    assert "2 anchors" in verify(inside).text
    known = [*PIN, "--anchor-key", public_hex(TEST_1)]
    assert verify(inside, options=known).code == 0
    forged = a_day(Writer())
    archive = forged.day([forged.anchor(3), forged.anchor(9, by=TEST_2)])
    assert verify(archive, options=known).is_tampered_at(1, 9, "anchor key")


def test_an_archive_that_is_not_the_one_journalled_is_found(verify: Verify) -> None:
    writer = Writer()
    first = a_day(writer).day()
    digest = verifier.hashlib.sha256(first).hexdigest()
    writer.append("archive_made", {"bd": "2026-11-21", "sha256": digest})
    writer.bd = "2026-11-22"
    second = a_day(writer).day()
    assert verify(first, second).code == 0
    repacked = gzip.compress(gzip.decompress(first), 1, mtime=0)
    assert verify(repacked, second).is_tampered_at(1, 16, "is not the file")
