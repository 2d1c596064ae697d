"""A recall reaches the till while it sells: the lot is stopped, other lots go on."""

import csv
from pathlib import Path

from pos_app.domain.scan_data import ScanData
from pos_app.domain.transaction import SaleLine
from pos_app.store.item_import import ItemImport
from pos_app.vault.keys import KeyStore
from tests.builders import COLUMNS, ITEMS, WATER, WATER_GTIN, Rig


def bring_in(rig: Rig, folder: Path, recalled: str) -> None:
    """Import the water's own row again with another recall mark, as the office would send it."""
    old = next(item for item in ITEMS if item[0] == WATER)
    row = {**dict(zip(COLUMNS, old, strict=True)), "recalled": recalled}
    path = folder / "recall.csv"
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, COLUMNS)
        writer.writeheader()
        writer.writerow(row)
    profile = rig.counter.profile
    key = KeyStore(rig.folder).load().catalog_key
    refused: list[object] = []
    importer = ItemImport(rig.folder, key, profile.tax_groups, profile.currency)
    importer.run(path, lambda _phase, _done, _of: None, refused.append)
    assert refused == []


def scan_lot(rig: Rig, lot: str) -> None:
    code = f"01{int(WATER_GTIN):014d}10{lot}"
    rig.counter.checkout.scan(ScanData(code, symbology="]d2"))


def test_a_recalled_lot_is_stopped_and_other_lots_are_sold(shop: Rig, tmp_path: Path) -> None:
    scan_lot(shop, "L26A")
    bring_in(shop, tmp_path, "L26A L26C")
    with shop.refuses("LOT_RECALLED"):
        scan_lot(shop, "L26A")
    scan_lot(shop, "L26B")
    shop.counter.checkout.scan(ScanData(WATER_GTIN))
    sold = [line.line for line in shop.basket.lines if isinstance(line.line, SaleLine)]
    assert [line.lot.number if line.lot else None for line in sold] == ["L26A", "L26B", None]
    bring_in(shop, tmp_path, "0")
    scan_lot(shop, "L26C")


def test_a_recall_of_the_whole_item_stops_every_lot(shop: Rig, tmp_path: Path) -> None:
    bring_in(shop, tmp_path, "1")
    with shop.refuses("ITEM_RECALLED"):
        scan_lot(shop, "L26B")
    with shop.refuses("ITEM_RECALLED"):
        shop.counter.checkout.scan(ScanData(WATER_GTIN))
