"""Reports on paper say what the tables say, page by page, and can be copied from."""

import shutil
import subprocess
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from pos_app.domain.insight.table import Kind
from pos_app.domain.shop import SHIPPED_REASONS
from pos_app.exports.csv_file import write_csv
from pos_app.exports.spoken_table import SpokenTable
from pos_app.exports.xlsx_file import write_xlsx
from pos_app.services.report_tables import dashboard_tables
from pos_app.ui import language, report_pdf, report_words
from pos_app.ui.report_pdf import write_pdf
from pos_app.ui.screens.dashboard.overview import OverviewPage
from pos_app.ui.widgets.chart_picture import picture_of
from tests.exports.tables import MOMENT, TOTAL, a_table
from tests.ui.figures import a_day

PDFTOTEXT = shutil.which("pdftotext")
pytestmark = pytest.mark.skipif(
    PDFTOTEXT is None, reason="pdftotext is not installed (poppler-utils)"
)


def pages_of(path: Path) -> list[str]:
    """Read a PDF with another program; width of commas and digits aside, it says what was drawn."""
    assert PDFTOTEXT is not None
    done = subprocess.run([PDFTOTEXT, "-layout", str(path), "-"], check=True, capture_output=True)
    text = done.stdout.decode("utf-8")
    assert [one for one in text if 0x2E80 <= ord(one) < 0x2FE0] == [], "radicals for letters"
    return unicodedata.normalize("NFKC", text).rstrip("\f").split("\f")


def is_said(wanted: str, text: str) -> bool:
    """Look for words, whatever the spaces."""
    letters = "".join(unicodedata.normalize("NFKC", wanted).split())
    return letters in "".join(text.split())


def day_tables() -> tuple[SpokenTable, ...]:
    tables = dashboard_tables(a_day(), SHIPPED_REASONS)
    return report_words.spoken_tables(tables, report_words.About("融合超市", "T01", 480))


@pytest.mark.usefixtures("chinese")
def test_the_first_page_says_how_complete_the_report_is(tmp_path: Path) -> None:
    write_pdf(tmp_path / "a.pdf", "融合超市 · T01 · 2026-11-22", day_tables())
    first = pages_of(tmp_path / "a.pdf")[0]
    assert is_said(day_tables()[0].notes[1], first)


def test_every_text_and_figure_of_a_dashboard_can_be_copied(
    look: QApplication, tmp_path: Path
) -> None:
    for spoken in language.Language:
        language.switch(spoken)
        tables = day_tables()
        write_pdf(tmp_path / "a.pdf", "融合超市", tables)
        text = "".join(pages_of(tmp_path / "a.pdf")).replace("‒", "–")
        for spoken in tables:
            said = [spoken.title, *(str(row[0]) for row in spoken.rows if row[0] is not None)]
            assert [one for one in said if not is_said(one, text)] == []


@pytest.mark.usefixtures("chinese")
def test_a_total_never_stands_on_a_page_without_a_row_of_its_table() -> None:
    room = QRectF(0, 0, 4_000, 6_000)
    for many in range(1, 90):
        spoken = a_table(*(f"货品A{at}" for at in range(many)), total=TOTAL)
        for page in report_pdf._laid_out((spoken,), (), room):
            kinds = [band.kind for band in page]
            assert "total" not in kinds or "row" in kinds, many


@pytest.mark.usefixtures("chinese")
def test_each_page_has_its_head_its_number_and_the_headings(tmp_path: Path) -> None:
    spoken = a_table(*(f"货品A{at}" for at in range(150)), total=TOTAL)
    count = write_pdf(tmp_path / "a.pdf", "融合超市 T01", (spoken,))
    pages = pages_of(tmp_path / "a.pdf")
    assert len(pages) == count > 2
    for number, page in enumerate(pages, 1):
        assert "融合超市 T01" in page
        assert is_said(f"第 {number} 页，共 {count} 页", page)
        assert "货号" in page
    assert "合计" in pages[-1]
    listed = "".join(pages)
    assert all(f"货品A{at} " in listed for at in range(150))


@pytest.mark.usefixtures("chinese")
def test_digits_beside_letters_are_not_lost(tmp_path: Path) -> None:
    spoken = replace(a_table("T01 A1B2 550ml"), kinds=(Kind.TEXT,) * 2 + a_table().kinds[2:])
    write_pdf(tmp_path / "a.pdf", "T01 · 2026-11-22", (spoken,))
    page = pages_of(tmp_path / "a.pdf")[0]
    assert "T01 A1B2 550ml" in page
    assert "T01 · 2026-11-22" in page


@pytest.mark.usefixtures("chinese")
def test_letters_that_share_their_glyph_with_a_radical_are_found_as_they_read(
    tmp_path: Path,
) -> None:
    text = "页门食日月山用水金木火田白石米羊老肉自行西见角言贝赤走足身车长马鱼鸟黄黑鼠鼻齿龙龟"
    write_pdf(tmp_path / "a.pdf", "页", (a_table(notes=(text,)),))
    assert is_said(text, pages_of(tmp_path / "a.pdf")[0])


@pytest.mark.usefixtures("chinese")
def test_paper_is_made_beside_the_window(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as aside:
        count = aside.submit(write_pdf, tmp_path / "a.pdf", "页", day_tables()).result()
    assert len(pages_of(tmp_path / "a.pdf")) == count


@pytest.mark.usefixtures("chinese")
def test_charts_stand_on_the_first_page_as_they_are_on_the_screen_but_for_the_mark(
    tmp_path: Path,
) -> None:
    page = OverviewPage("CNY")
    page.show_dashboard(a_day())
    page.hours.take_mark()
    pictures = [picture_of(chart) for chart in (page.hours, page.tenders, page.goods)]
    assert page.hours.at == 0
    write_pdf(tmp_path / "a.pdf", "h", day_tables(), pictures)
    first = pages_of(tmp_path / "a.pdf")[0]
    assert is_said("分时销售", first)
    assert is_said("付款方式", first)
    assert is_said("红富士苹果", first)


@pytest.mark.usefixtures("chinese")
def test_an_empty_report_has_one_page(tmp_path: Path) -> None:
    assert write_pdf(tmp_path / "a.pdf", "h", (a_table(),)) == 1


@pytest.mark.usefixtures("look")
def test_a_folder_that_is_gone_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="pdf"):
        write_pdf(tmp_path / "gone" / "a.pdf", "h", (a_table(),))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("write", ["xlsx", "csv", "pdf"])
def test_a_full_disk_is_told_as_such(look: QApplication, write: str) -> None:
    full, spoken = Path("/dev/full"), a_table("水")
    writers = {
        "xlsx": lambda: write_xlsx(full, (spoken,), MOMENT),
        "csv": lambda: write_csv(full, spoken),
        "pdf": lambda: write_pdf(full, "h", (spoken,)),
    }
    with pytest.raises(OSError, match="No space left"):
        writers[write]()


@pytest.mark.usefixtures("chinese")
def test_a_small_table_stands_on_one_page_as_a_whole() -> None:
    room = QRectF(0, 0, 4_000, 6_000)
    for many in range(1, 60):
        long = a_table(*(f"货品A{at}" for at in range(many)))
        small = replace(a_table("水", "茶", "米", total=TOTAL), title="付款方式")
        pages = report_pdf._laid_out((long, small), (), room)
        starts = [page for page in pages if any(band.texts == ("付款方式",) for band in page)]
        at = next(at for at, band in enumerate(starts[0]) if band.texts == ("付款方式",))
        assert [band.kind for band in starts[0][at:]].count("row") == 3, many
