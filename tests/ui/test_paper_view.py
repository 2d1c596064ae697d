"""Paper on screen and in PDF is the paper that is printed."""

import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QImage
from PySide6.QtWidgets import QApplication

from pos_app.errors import EnvironmentFault
from pos_app.receipts import reports
from pos_app.receipts.layout import receipt
from pos_app.receipts.paper import Paper, Picture, Roll, Row, set_paper
from pos_app.ui.widgets.paper_view import (
    MARGIN_DOTS,
    PaperView,
    paper_to_image,
    paper_to_pdf,
    paper_to_png,
    picture_image,
)
from tests.receipts import samples


@pytest.fixture(scope="module")
def application() -> QApplication:
    return QApplication.instance() or QApplication([])


@pytest.fixture(params=["zh_CN", "en"])
def paper(request: pytest.FixtureRequest) -> Paper:
    return receipt(samples.cash_sale(), samples.letterhead(request.param, with_logo=True))


RADICALS = str.maketrans("\u2ea0\u2ee8\u2ed3\u2ed4\u2ecb\u2ee2", "民麦长门车马")


def _as_typed(text: str) -> str:
    """Undo what Qt does to copied text: a radical where a character has the same glyph.

    NFKC knows most of them; these have no likeness in Unicode's tables.
    """
    return unicodedata.normalize("NFKC", text).translate(RADICALS).replace(" ", "")


def _is_dark(image: QImage, x: int, y: int) -> bool:
    return image.pixelColor(x, y).lightness() < 128


@pytest.mark.parametrize("roll", Roll)
def test_every_word_of_the_paper_can_be_copied_from_the_pdf(
    application: QApplication, paper: Paper, roll: Roll, tmp_path: Path
) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext to read the PDF with: run make setup")
    path = tmp_path / "receipt.pdf"
    paper_to_pdf(paper, roll, path)
    read = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    text = _as_typed(read.stdout.decode())
    for row in set_paper(paper, roll):
        if isinstance(row, Row) and not row.text.startswith(("-", "=")):
            for run in row.runs:
                assert _as_typed(run.text) in text


@pytest.mark.parametrize("roll", Roll)
def test_nothing_is_painted_outside_the_printable_width(
    application: QApplication, roll: Roll
) -> None:
    paper = reports.z_report(samples.z_report(), samples.letterhead("zh_CN"))
    image = paper_to_image(paper, roll)
    assert image.width() == roll.dots + 2 * MARGIN_DOTS
    bottom = image.height() - 3 * MARGIN_DOTS  # the cut goes from edge to edge
    for x in (*range(MARGIN_DOTS - 1), *range(image.width() - MARGIN_DOTS + 1, image.width())):
        assert not any(_is_dark(image, x, y) for y in range(0, bottom, 2))


def test_dots_are_painted_where_the_printer_puts_them(application: QApplication) -> None:
    picture = Picture("dots", 10, 2, bytes((0b1000_0000, 0b0100_0000, 0b0000_0001, 0)))
    image = picture_image(picture)
    dark = {(x, y) for x in range(10) for y in range(2) if _is_dark(image, x, y)}
    assert dark == {(0, 0), (9, 0), (7, 1)}


def test_the_font_is_one_that_has_chinese(application: QApplication) -> None:
    assert "Noto Sans Mono CJK SC" in QFontDatabase.families()


def test_the_preview_shows_the_paper_at_any_width(application: QApplication, paper: Paper) -> None:
    view = PaperView()
    view.show_paper(paper, Roll.MM58)
    assert view.accessibleName() == paper.title
    for width in (232, 464, 700):
        view.resize(width, view.heightForWidth(width))
        image = view.grab().toImage()
        assert image.width() / image.height() == pytest.approx(
            view.sizeHint().width() / view.sizeHint().height(), rel=0.01
        )
        middle = [_is_dark(image, width // 2, y) for y in range(image.height())]
        assert any(middle)


def test_a_picture_file_is_written(application: QApplication, paper: Paper, tmp_path: Path) -> None:
    paper_to_png(paper, Roll.MM80, tmp_path / "receipt.png")
    assert QImage(str(tmp_path / "receipt.png")).width() == 656


def test_a_folder_that_is_gone_is_a_fault(
    application: QApplication, paper: Paper, tmp_path: Path
) -> None:
    with pytest.raises(EnvironmentFault, match="FILE_NOT_WRITTEN"):
        paper_to_png(paper, Roll.MM58, tmp_path / "gone" / "receipt.png")


@pytest.mark.no_qt_log  # Qt mutters too, and we say it in our own words
def test_a_pdf_that_cannot_be_written_is_a_fault(
    application: QApplication, paper: Paper, tmp_path: Path
) -> None:
    with pytest.raises(EnvironmentFault, match="FILE_NOT_WRITTEN"):
        paper_to_pdf(paper, Roll.MM58, tmp_path / "gone" / "receipt.pdf")
