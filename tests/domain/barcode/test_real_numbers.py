"""Numbers that real people scanned in real shops."""

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.barcode.item import ItemScan, ShopCodes
from pos_app.domain.barcode.numbers import Gtin
from pos_app.domain.scan import route
from pos_app.domain.scan_data import ScanData
from pos_app.errors import Refusal


def numbers(shared: Path, name: str) -> Iterator[str]:
    file = shared / "data" / "products_openfoodfacts" / name
    with gzip.open(file, "rt", encoding="utf-8", newline="") as rows:
        next(rows)
        yield from (row[0] for row in csv.reader(rows))


def test_every_real_gtin_is_read(shared: Path) -> None:
    count = 0
    for text in numbers(shared, "gtin_names_64k.csv.gz"):
        assert Gtin.parse(text).number == int(text)
        count += 1
    assert count == 63_770


def test_every_real_gtin_is_an_item_but_for_coupons(shared: Path) -> None:
    elsewhere = []
    for text in numbers(shared, "gtin_names_64k.csv.gz"):
        scan = route(ScanData(text), ShopCodes())
        if isinstance(scan, ItemScan):
            assert int(text) in (scan.gtin, scan.gtin_otherwise)
        else:
            elsewhere.append(text)
    assert all(text.startswith("99") for text in elsewhere)
    assert len(elsewhere) < 20


def test_what_is_no_gtin_is_refused(shared: Path) -> None:
    count = 0
    for text in numbers(shared, "codes_that_are_not_valid_gtins.csv.gz"):
        with pytest.raises(Refusal):
            Gtin.parse(text)
        count += 1
    assert count == 10_686


def test_in_store_numbers_of_other_shops_are_restricted(shared: Path) -> None:
    assert all(
        Gtin.parse(text).is_restricted
        for text in numbers(shared, "restricted_circulation_2x_sample.csv.gz")
    )
