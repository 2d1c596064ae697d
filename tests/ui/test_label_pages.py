"""Pages of shelf labels: their codes can be scanned, their words selected."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtCore import QLocale, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from pos_app.errors import EnvironmentFault
from pos_app.receipts.labels import label_paper, shelf_label
from pos_app.receipts.paper import Roll
from pos_app.ui.label_pages import PER_PAGE, paint_label, write_label_pages
from pos_app.ui.widgets.paper_view import paper_to_image
from tests.receipts.test_labels import COLA

PDFTOTEXT = shutil.which("pdftotext")


def read_codes(image: QImage) -> list[str]:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    size = (grey.height(), grey.bytesPerLine())
    picture = memoryview(grey.constBits()).cast("B", size)
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("gtin", [6901234567892, 96385074, None])
def test_the_code_of_a_label_can_be_scanned_from_page_and_roll(
    look: QApplication, gtin: int | None
) -> None:
    label = shelf_label(replace(COLA, gtin=gtin))
    image = QImage(64 * 12, 34 * 12, QImage.Format.Format_RGB32)  # 300 dots an inch
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(12, 12)
    paint_label(painter, label, QRectF(0, 0, 64, 34))
    painter.end()
    expected = [label.digits or COLA.sku]
    assert read_codes(image) == expected
    assert read_codes(paper_to_image(label_paper([label]), Roll.MM58)) == expected


def test_twenty_four_labels_fill_a_page(look: QApplication, tmp_path: Path) -> None:
    labels = [shelf_label(COLA)] * (PER_PAGE + 1)
    assert write_label_pages(labels[:PER_PAGE], tmp_path / "labels" / "one.pdf") == 1
    assert write_label_pages(labels, tmp_path / "two.pdf") == 2
    assert (tmp_path / "two.pdf").read_bytes().startswith(b"%PDF")


def test_a_page_that_cannot_be_written_is_said(look: QApplication, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentFault, match="LABELS_NOT_WRITTEN"):
        write_label_pages([shelf_label(COLA)], tmp_path / "file" / "one.pdf")


@pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext is not installed (poppler-utils)")
@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_words_and_digits_of_a_page_can_be_found_and_copied(
    look: QApplication, tmp_path: Path, locale: str
) -> None:
    """Digits of a language's own, and characters that share a glyph with a radical."""
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    item = replace(COLA, name_zh="活页本 T01 第 2 册 见 330", name_en="Pad T01 no. 17")
    file = tmp_path / "labels.pdf"
    try:
        write_label_pages([shelf_label(item)], file)
    finally:
        QLocale.setDefault(before)
    assert PDFTOTEXT is not None
    said = subprocess.run([PDFTOTEXT, "-raw", str(file), "-"], check=True, capture_output=True)
    text = said.stdout.decode("utf-8")
    label = shelf_label(item)
    for wanted in (item.name_zh, item.name_en, label.whole_price, label.digits):
        assert wanted in text, text
