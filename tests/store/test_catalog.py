"""Look-ups by number, and which file the catalogue is in."""

from pathlib import Path

import pytest

from pos_app.domain.catalog import Item, TaxGroup
from pos_app.domain.money import Money
from pos_app.domain.quantity import Unit
from pos_app.errors import EnvironmentFault
from pos_app.store import catalog
from pos_app.store.catalog_files import Catalog, current_file
from pos_app.store.database import Database, Synchronous
from tests.store.item_lists import KEY, Shelf, row


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_an_item_is_found_by_each_of_its_numbers(shelf: Shelf) -> None:
    shelf.bring_in_rows(
        row("a1", "苹果", name_en="Apple", gtin="6901424333948", plu="00042", unit="KGM",
            category="水果 / 散称", tax_group="X13", price="12.5", recalled="1")
    )  # fmt: skip
    opened = Catalog(shelf.folder, KEY)
    with opened.read() as connection:
        found = catalog.find_by_gtin(connection, 6901424333948)
        assert found == Item(
            sku="a1", name_zh="苹果", name_en="Apple", category=("水果", "散称"),
            tax_group=TaxGroup("X13", 130_000, is_inclusive=False), unit=Unit.KILOGRAM,
            price=Money(1250), price_version=1, gtin=6901424333948, plu="42", is_recalled=True,
        )  # fmt: skip
        assert found == catalog.find_by_sku(connection, "a1")
        assert found == catalog.find_by_plu(connection, "42")
        assert found == catalog.find_by_plu(connection, "000042")
        assert catalog.find_by_tail(connection, "3948", 5) == [found]
        assert catalog.find_by_tail(connection, "33948", 5) == [found]
        for tail in ("948", "23948", "394a", "9" * 15, "３９４８"):
            assert catalog.find_by_tail(connection, tail, 5) == []
        assert catalog.find_by_gtin(connection, 1) is None
        assert catalog.find_by_sku(connection, "A1") is None
        assert catalog.find_by_plu(connection, "") is None
    opened.close()


def test_an_item_may_have_neither_price_nor_category(shelf: Shelf) -> None:
    shelf.bring_in_rows(row("a1", price="", category=""))
    (item,) = shelf.items()
    assert item.price is None
    assert item.category == ()


def test_the_numbers_are_answered_by_an_index(shelf: Shelf) -> None:
    opened = Catalog(shelf.folder, KEY)
    with opened.read() as connection:
        for column in ("gtin", "sku", "plu", "gtin % 10000"):
            query = f"EXPLAIN QUERY PLAN {catalog.ITEM} WHERE i.{column} = ?"
            plan = str(connection.exec_driver_sql(query, (1,)).all())
            assert "SEARCH i USING INDEX" in plan, plan
    opened.close()


def test_a_shop_without_items_has_an_empty_catalogue(shelf: Shelf) -> None:
    opened = Catalog(shelf.folder, KEY)
    with opened.read() as connection:
        assert catalog.count_items(connection) == 0
    opened.close()
    assert shelf.files() == ["catalog.1.db"]


def test_a_selling_till_answers_from_the_new_catalogue_at_the_next_look_up(shelf: Shelf) -> None:
    shelf.bring_in_rows(row("a", price="1.00"))
    till = Catalog(shelf.folder, KEY)

    def price() -> Money | None:
        with till.read() as connection:
            item = catalog.find_by_sku(connection, "a")
        assert item is not None
        return item.price

    assert price() == Money(100)
    with till.read() as connection:
        shelf.bring_in_rows(row("a", price="2.00"))
        item = catalog.find_by_sku(connection, "a")  # a look-up that had begun stays in one state
        assert item is not None
        assert item.price == Money(100)
    assert price() == Money(200)
    shelf.bring_in_rows(row("a", price="3.00"))
    shelf.bring_in_rows(row("a", price="4.00"))
    assert price() == Money(400)
    till.close()
    assert shelf.files() == ["catalog.3.db", "catalog.4.db"]


def test_a_look_up_within_another_leaves_the_outer_one_its_connection(shelf: Shelf) -> None:
    shelf.bring_in_rows(row("a", price="1.00"))
    till = Catalog(shelf.folder, KEY)
    with till.read() as outer:
        till.note_change()
        shelf.bring_in_rows(row("a", price="2.00"))
        with till.read() as inner:
            assert catalog.find_by_sku(inner, "a") == catalog.find_by_sku(outer, "a")
    with till.read() as connection:
        item = catalog.find_by_sku(connection, "a")
    assert item is not None
    assert item.price == Money(200)
    till.close()


def test_a_file_of_another_version_is_refused_and_left_alone(shelf: Shelf) -> None:
    shelf.bring_in_rows(row("a"))
    path = current_file(shelf.folder)
    assert path is not None
    database = Database(path, KEY, Synchronous.NORMAL)
    with database.write() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 99")
    database.close()
    before = path.read_bytes()
    with pytest.raises(EnvironmentFault) as opening:
        Catalog(shelf.folder, KEY)
    with pytest.raises(EnvironmentFault) as importing:
        shelf.bring_in_rows(row("b"))
    assert opening.value.code == importing.value.code == "CATALOG_FROM_NEWER_VERSION"
    assert opening.value.facts["version"] == 99
    assert path.read_bytes() == before
    assert shelf.files() == [path.name]


GTIN = "6901424333948"


def lots(shelf: Shelf) -> set[str]:
    opened = Catalog(shelf.folder, KEY)
    with opened.read() as connection:
        found = catalog.recalled_lots(connection, int(GTIN))
    opened.close()
    return {lot for _, lot in found}


def test_recalled_lots_are_those_of_the_last_list(shelf: Shelf) -> None:
    summary, refused = shelf.bring_in_rows(
        row("a", gtin=GTIN, recalled="L26B, L26A；L26B 20261101/2"), row("b", recalled="0")
    )
    assert (summary.added, refused) == (2, [])
    assert lots(shelf) == {"L26A", "L26B", "20261101/2"}
    assert not any(item.is_recalled for item in shelf.items())
    again, _ = shelf.bring_in_rows(row("a", gtin=GTIN, recalled="20261101/2 L26A L26B"))
    assert not again.is_published
    changed, _ = shelf.bring_in_rows(row("a", gtin=GTIN, recalled="L27"))
    assert (changed.changed, lots(shelf)) == (1, {"L27"})
    shelf.bring_in_rows(row("a", gtin=GTIN, recalled="1", popularity="3"))
    assert lots(shelf) == set()
    assert [item.is_recalled for item in shelf.items()] == [True, False]


def test_recalled_lots_stay_when_another_list_ranks_everything_anew(shelf: Shelf) -> None:
    shelf.bring_in_rows(row("a", gtin=GTIN, recalled="L26A"))
    shelf.bring_in_rows(row("b", popularity="1"), row("c", popularity="2"))
    assert lots(shelf) == {"L26A"}


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_catalogue_of_an_older_version_is_read_and_the_next_list_brings_it_up_to_date(
    shelf: Shelf, version: int
) -> None:
    shelf.bring_in_rows(row("a", gtin=GTIN, price="2.00"), row("b"))
    path = current_file(shelf.folder)
    assert path is not None
    database = Database(path, KEY, Synchronous.NORMAL)
    with database.write() as connection:
        for table in ("item", "tax_group", "catalog_head"):
            connection.exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN feed_ver")
        connection.exec_driver_sql("DROP TABLE feed_state")
        if version < 3:
            for column in ("brand", "regular_price_minor", "lowest_price_minor"):
                connection.exec_driver_sql(f"ALTER TABLE item DROP COLUMN {column}")
        if version == 1:
            connection.exec_driver_sql("ALTER TABLE item DROP COLUMN recalled_lots")
        connection.exec_driver_sql(f"PRAGMA user_version = {version}")
    database.close()
    before = path.read_bytes()
    assert [(item.sku, item.brand) for item in shelf.items()] == [("a", ""), ("b", "")]
    assert lots(shelf) == set()
    same, _ = shelf.bring_in_rows(row("b"))
    assert not same.is_published
    assert path.read_bytes() == before
    shelf.bring_in_rows(row("b", "苏打水", recalled=""), row("c", gtin="96385074", recalled="C1"))
    shelf.bring_in_rows(row("a", gtin=GTIN, recalled="L26A"))
    assert lots(shelf) == {"L26A"}
    assert sorted(item.sku for item in shelf.items()) == ["a", "b", "c"]


def test_brand_regular_and_lowest_price_reach_the_till_and_change_like_any_field(
    shelf: Shelf,
) -> None:
    priced = row("a", brand="青牧谷", regular_price="2.50", lowest_price="1.80")
    shelf.bring_in_rows(priced, row("b"))
    found = {item.sku: item for item in shelf.items()}
    assert (found["a"].brand, found["b"].brand) == ("青牧谷", "")
    assert (found["a"].regular_price, found["a"].lowest_price) == (
        Money(250, "CNY"),
        Money(180, "CNY"),
    )
    assert found["b"].regular_price is found["b"].lowest_price is None
    same, _ = shelf.bring_in_rows(priced)
    assert not same.is_published
    for changed in ({"brand": "禾悦山"}, {"regular_price": ""}, {"lowest_price": "1.00"}):
        summary, _ = shelf.bring_in_rows(row("a", **changed))
        assert summary.changed == 1
        item = next(item for item in shelf.items() if item.sku == "a")
        assert item.brand == changed.get("brand", "")
        assert item.price_version == found["a"].price_version
