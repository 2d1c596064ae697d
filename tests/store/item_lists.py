"""Small item lists, their import, and a catalogue to look into."""

import csv
from pathlib import Path
from typing import Any

from pos_app.domain.catalog import Item, TaxGroup
from pos_app.store import catalog
from pos_app.store.catalog_files import Catalog
from pos_app.store.item_import import ImportSummary, ItemImport, Phase, RefusedRow
from pos_app.store.search import search

KEY = bytes(range(32))
TAX_GROUPS = (TaxGroup("V13", 130_000), TaxGroup("V9", 90_000), TaxGroup("X13", 130_000, False))
COLUMNS = (
    "sku", "gtin", "plu", "name_zh", "name_en", "category", "tax_group", "unit", "price",
    "popularity", "recalled", "brand", "regular_price", "lowest_price",
)  # fmt: skip


def row(sku: str, name_zh: str = "矿泉水", **cells: str) -> dict[str, str]:
    """A row that is right, but for what a test changes."""
    usual = {"name_en": "", "category": "饮料/水", "tax_group": "V13", "unit": "EA"}
    return {"sku": sku, "name_zh": name_zh, "price": "2.00"} | usual | cells


def write_list(path: Path, rows: list[dict[str, str]], **format_: Any) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, **format_)
        writer.writeheader()
        writer.writerows(rows)
    return path


class Shelf:
    """A data folder with its catalogue."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.phases: list[Phase] = []

    def bring_in(self, file: Path) -> tuple[ImportSummary, list[RefusedRow]]:
        refused: list[RefusedRow] = []
        importer = ItemImport(self.folder, KEY, TAX_GROUPS, "CNY")
        summary = importer.run(
            file, lambda phase, _a, _b: self.phases.append(phase), refused.append
        )
        return summary, refused

    def bring_in_rows(self, *rows: dict[str, str]) -> tuple[ImportSummary, list[RefusedRow]]:
        return self.bring_in(write_list(self.folder / "list.csv", list(rows)))

    def codes_of(self, *rows: dict[str, str]) -> list[tuple[int, str]]:
        _, refused = self.bring_in_rows(*rows)
        return [(row.line, row.reason.code) for row in refused]

    def items(self) -> list[Item]:
        opened = Catalog(self.folder, KEY)
        try:
            with opened.read() as connection:
                rows = catalog.read_items(connection, f"{catalog.ITEM} ORDER BY i.id", ()).all()
            return [catalog.item_of(row) for row in rows]
        finally:
            opened.close()

    def find(self, typed: str) -> list[str]:
        opened = Catalog(self.folder, KEY)
        try:
            with opened.read() as connection:
                return [item.sku for item in search(connection, typed)]
        finally:
            opened.close()

    def files(self) -> list[str]:
        return sorted(path.name for path in self.folder.glob("catalog.*"))
