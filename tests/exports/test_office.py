"""LibreOffice opens the files as a person's spreadsheet would: the same values, no formula."""

import csv
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pos_app.exports.csv_file import write_csv
from pos_app.exports.spoken_table import SpokenTable
from pos_app.exports.xlsx_file import write_xlsx
from tests.exports.tables import HARMFUL, MOMENT, TOTAL, a_table

OFFICE = shutil.which("soffice")
OFFICE_NS = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE_NS = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT_NS = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
pytestmark = pytest.mark.skipif(
    OFFICE is None, reason="LibreOffice is not installed (libreoffice-calc-nogui)"
)

Cells = list[list[tuple[str, str]]]


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


def opened(path: Path, profile: Path) -> dict[str, Cells]:
    """Have LibreOffice open a file and give its sheets: (type, value) of each cell."""
    assert OFFICE is not None
    options = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "ods"]
    if path.suffix == ".csv":
        # Comma, double quote, UTF-8, from line 1; as a person does it: numbers are recognised,
        # and so would be formulas.
        options.append("--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1")
    command = [OFFICE, *options, "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = next(path.parent.glob(f"{path.stem}*.ods"))
    content = zipfile.ZipFile(found).read("content.xml")
    assert b"table:formula" not in content
    tables = ElementTree.fromstring(content).iter(f"{TABLE_NS}table")
    return {table.get(f"{TABLE_NS}name", ""): _cells(table) for table in tables}


def _cells(table: ElementTree.Element) -> Cells:
    found: Cells = []
    for row in table.iter(f"{TABLE_NS}table-row"):
        cells = [
            _value(cell)
            for cell in row
            if cell.tag == f"{TABLE_NS}table-cell"
            for _ in range(min(10, int(cell.get(f"{TABLE_NS}number-columns-repeated", 1))))
        ]
        times = int(row.get(f"{TABLE_NS}number-rows-repeated", 1))
        found += [cells] * min(10, times)
    return found


def _value(cell: ElementTree.Element) -> tuple[str, str]:
    kind = cell.get(f"{OFFICE_NS}value-type", "")
    if kind in ("float", "percentage", "currency"):
        return kind, cell.get(f"{OFFICE_NS}value", "")
    if kind == "date":
        return kind, cell.get(f"{OFFICE_NS}date-value", "")
    return kind, "".join("".join(line.itertext()) for line in cell.iter(f"{TEXT_NS}p"))


def numbers(rows: Cells, column: int) -> list[float]:
    return [float(row[column][1]) for row in rows]


def test_a_workbook_holds_the_values_and_no_formula(tmp_path: Path, profile: Path) -> None:
    more = a_table("水", title="会员")
    write_xlsx(tmp_path / "a.xlsx", (a_table(*HARMFUL, total=TOTAL), more), MOMENT)
    found = opened(tmp_path / "a.xlsx", profile)
    assert list(found) == ["商品", "会员"]
    rows = found["商品"][5 : 5 + len(HARMFUL)]
    assert {row[0][0] for row in rows} == {"string"}
    assert [row[0] for row in rows[:1]] == [("string", "=1+1")]
    assert numbers(rows, 2) == [-10.5 * at for at in range(1, len(HARMFUL) + 1)]
    assert numbers(rows, 3) == list(range(1, len(HARMFUL) + 1))
    assert rows[0][5] == ("percentage", "0.351234")
    assert rows[0][6] == ("date", "2026-11-21")
    assert rows[0][7] == ("date", "2026-11-21T20:00:00")


def test_a_csv_file_holds_the_values_and_no_formula(tmp_path: Path, profile: Path) -> None:
    texts = [text for text in HARMFUL if "\n" not in text and "\r" not in text]
    write_csv(tmp_path / "a.csv", a_table(*texts, total=TOTAL))
    (rows,) = opened(tmp_path / "a.csv", profile).values()
    assert [cell[1] for cell in rows[0]] == _headings(tmp_path / "a.csv")
    body = rows[1 : len(texts) + 1]
    assert numbers(body, 2) == [-10.5 * at for at in range(1, len(texts) + 1)]
    assert {row[2][0] for row in body} == {"float"}
    assert {row[5][0] for row in body} == {"percentage"}
    assert body[0][6] == ("date", "2026-11-21")


def _headings(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


def test_an_empty_table_opens_too(tmp_path: Path, profile: Path) -> None:
    empty: SpokenTable = a_table()
    write_xlsx(tmp_path / "a.xlsx", (empty,), MOMENT)
    (rows,) = opened(tmp_path / "a.xlsx", profile).values()
    assert rows[0][0] == ("string", "商品")
