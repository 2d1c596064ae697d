"""Which item of the catalogue a scan names, and which of its lots were called back."""

from pos_app.domain.barcode.item import ItemScan
from pos_app.domain.catalog import Item
from pos_app.domain.scan import PluScan, Scan, TextScan
from pos_app.services.ports import CatalogFile
from pos_app.store import catalog


def find_item(catalog_file: CatalogFile, scanned: Scan) -> Item | None:
    """Find the item of a code: its number, the number it may also be, a PLU or our own number.

    A number that is typed may be either of the last two; the PLU goes first.
    """
    with catalog_file.read() as connection:
        if isinstance(scanned, ItemScan):
            found = catalog.find_by_gtin(connection, scanned.gtin)
            if found is None and scanned.gtin_otherwise is not None:
                found = catalog.find_by_gtin(connection, scanned.gtin_otherwise)
            if found is None and scanned.plu is not None:
                found = catalog.find_by_plu(connection, scanned.plu)
            return found
        if isinstance(scanned, PluScan | TextScan):
            number = scanned.plu if isinstance(scanned, PluScan) else scanned.text
            return catalog.find_by_plu(connection, number) or catalog.find_by_sku(
                connection, number
            )
    return None


def find_recalled_lots(catalog_file: CatalogFile, scanned: ItemScan) -> frozenset[tuple[int, str]]:
    """List the lots that were called back; only a code of several elements can name one."""
    if not scanned.elements:
        return frozenset()
    with catalog_file.read() as connection:
        return catalog.recalled_lots(connection, scanned.gtin)
