"""What goes to the printer is what is on the paper, and nothing in a text is a command."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.devices.escpos_text import disarm_dots, encode_text
from pos_app.devices.receipt_printer import encode_kick, encode_paper
from pos_app.receipts import reports
from pos_app.receipts.layout import receipt
from pos_app.receipts.paper import (
    Column,
    Cut,
    Line,
    Paper,
    Picture,
    Qr,
    Roll,
    Row,
    Size,
    set_paper,
)
from tests.devices import interpreter
from tests.devices.interpreter import Command, Dots, Text
from tests.receipts import samples

DANGEROUS = frozenset({0x10, 0x1B, 0x1C, 0x1D})

hostile = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x10\x1b\x1c\x1d\x04\x05\x14@pVd&!\n\r\x00\x7f\x85\x9b０ｐ"),
    )
)


def _expected(paper: Paper, roll: Roll) -> list[interpreter.Printed]:
    """Say in the interpreter's words what the rows of a paper are."""
    expected: list[interpreter.Printed] = []
    for placed in set_paper(paper, roll):
        if isinstance(placed, Row):
            expected.append(Text(placed.text, *placed.size.value, placed.is_bold))
        elif isinstance(placed, Picture):
            expected.append(Dots(placed.stride, placed.height, placed.rows, is_centred=True))
        elif roll is Roll.MM80:
            expected += [Command("feed", 6), Command("cut", 1)]
        else:
            expected.append(Command("feed", 6))
    return expected


def _printed(paper: Paper, roll: Roll) -> list[interpreter.Printed]:
    printed = interpreter.read(encode_paper(paper, roll))
    assert printed[:2] == [Command("init"), Command("spacing", 30)]
    return [
        entry
        for entry in printed[2:]
        if not (isinstance(entry, Command) and entry.name == "spacing")
    ]


@pytest.mark.parametrize("roll", Roll)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_an_independent_interpreter_reads_the_receipt_that_was_laid_out(
    language: str, roll: Roll
) -> None:
    head = samples.letterhead(language, with_logo=True)
    for completed in (
        samples.cash_sale(),
        samples.mixed_sale(),
        samples.returned(),
        samples.cash_sale(is_training=True),
        samples.cash_sale(copy=1),
    ):
        paper = receipt(completed, head)
        expected = [
            Dots(e.width_bytes, e.height, disarm_dots(e.data), e.is_centred)
            if isinstance(e, Dots)
            else e
            for e in _expected(paper, roll)
        ]
        assert _printed(paper, roll) == expected


@pytest.mark.parametrize("roll", Roll)
def test_an_independent_interpreter_reads_the_z_report(roll: Roll) -> None:
    paper = reports.z_report(samples.z_report(), samples.letterhead("zh_CN"))
    assert _printed(paper, roll) == _expected(paper, roll)


def test_a_printer_without_a_cutter_is_not_told_to_cut() -> None:
    assert b"\x1dV" not in encode_paper(Paper("", (Cut(),)), Roll.MM58)
    assert b"\x1dV" in encode_paper(Paper("", (Cut(),)), Roll.MM80)


@given(hostile)
def test_no_text_can_produce_a_command_byte(text: str) -> None:
    data = encode_text(text)
    assert not DANGEROUS & set(data)
    assert all(byte >= 0x20 and byte != 0x7F for byte in data)


@given(hostile, hostile, hostile, st.sampled_from(Size), st.sampled_from(Roll))
def test_a_hostile_line_prints_as_text_and_as_nothing_else(
    name: str, price: str, title: str, size: Size, roll: Roll
) -> None:
    line = Line((Column(name, grows=True), Column(price)), size)
    paper = Paper(title, (line, Cut()))
    assert _printed(paper, roll) == _expected(paper, roll)


@given(hostile.filter(bool))
def test_a_hostile_qr_text_becomes_dots_and_no_command(text: str) -> None:
    (printed,) = _printed(Paper("", (Qr(text[:60]),)), Roll.MM58)
    assert isinstance(printed, Dots)
    assert 0x10 not in printed.data


@given(st.binary(max_size=64))
def test_dots_never_start_a_real_time_command(rows: bytes) -> None:
    safe = disarm_dots(rows)
    assert 0x10 not in safe
    assert len(safe) == len(rows)
    assert all(after & before == before for before, after in zip(rows, safe, strict=True))


def test_the_drawer_kick_is_the_documented_one() -> None:
    assert encode_kick(2, is_real_time=False) == b"\x1bp\x0022"
    assert encode_kick(5, is_real_time=False) == b"\x1bp\x0122"
    assert encode_kick(2, is_real_time=True) == b"\x10\x14\x01\x00\x01"
    assert encode_kick(5, is_real_time=True) == b"\x10\x14\x01\x01\x01"


def test_the_logo_prints_black_where_it_is_black() -> None:
    logo = samples.letterhead("zh_CN", with_logo=True).logo
    assert logo is not None
    (printed,) = _printed(Paper("", (logo,)), Roll.MM58)
    assert isinstance(printed, Dots)
    black = sum(byte.bit_count() for byte in printed.data)
    assert 0.05 < black / (logo.width * logo.height) < 0.5


def test_printing_imports_no_printer_library_before_the_first_receipt(root: Path) -> None:
    code = (
        "import sys, pos_app.devices.receipt_printer, pos_app.devices.print_queue;"
        "assert not {'escpos', 'PIL', 'qrcode'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root)


def test_printing_leaves_nothing_in_the_folder_for_temporary_files(
    root: Path, tmp_path: Path
) -> None:
    code = (
        "from pos_app.devices.receipt_printer import encode_kick, encode_paper;"
        "from pos_app.receipts.paper import Paper, Roll;"
        "assert encode_paper(Paper('', ()), Roll.MM80) and encode_kick(2, is_real_time=False)"
    )
    around = os.environ | {name: str(tmp_path) for name in ("TMPDIR", "TEMP", "TMP")}
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root, env=around)
    assert list(tmp_path.iterdir()) == []
