"""From a list to a catalogue: row by row refusals, all or nothing, the same twice is nothing."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.commands.import_words import in_words
from pos_app.domain.money import Money
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.item_words import WORDS
from pos_app.store import item_import
from pos_app.store.catalog_files import BUILDING, publish
from pos_app.store.data_lock import data_directory_lock
from pos_app.store.item_import import Phase
from pos_app.store.item_rows import RowChecker
from tests.store.item_lists import COLUMNS, Shelf, row, write_list

GTINS = ("6901424333948", "6908512108518", "6908512109515", "96385074")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"sku": ""}, "ITEM_SKU_MISSING"),
        ({"sku": "x" * 41}, "ITEM_SKU_TOO_LONG"),
        ({"name_zh": " "}, "ITEM_NAME_MISSING"),
        ({"name_zh": "长" * 201}, "ITEM_NAME_TOO_LONG"),
        ({"name_zh": "苹\x00果"}, "ITEM_CONTROL_CHARACTER"),
        ({"name_zh": "苹\x1bp果"}, "ITEM_CONTROL_CHARACTER"),
        ({"name_zh": "苹\n果"}, "ITEM_CONTROL_CHARACTER"),
        ({"name_zh": "苹\u202e果"}, "ITEM_CONTROL_CHARACTER"),
        ({"name_zh": "=HYPERLINK(1)"}, "ITEM_FORMULA"),
        ({"price": " =1+1"}, "ITEM_FORMULA"),
        ({"gtin": "6901424333949"}, "ITEM_CHECK_DIGIT_WRONG"),
        ({"gtin": "690142433395"}, "ITEM_CHECK_DIGIT_WRONG"),
        ({"gtin": "69014243339"}, "ITEM_GTIN_LENGTH_WRONG"),
        ({"gtin": "6.90142E+12"}, "ITEM_GTIN_NOT_DIGITS"),
        ({"plu": "12a"}, "ITEM_PLU_WRONG"),
        ({"plu": "0000"}, "ITEM_PLU_WRONG"),
        ({"plu": "1234567"}, "ITEM_PLU_WRONG"),
        ({"category": "饮料//茶"}, "ITEM_CATEGORY_WRONG"),
        ({"category": "a/b/c/d/e/f/g"}, "ITEM_CATEGORY_WRONG"),
        ({"tax_group": "V7"}, "ITEM_TAX_GROUP_UNKNOWN"),
        ({"tax_group": ""}, "ITEM_TAX_GROUP_UNKNOWN"),
        ({"unit": "箱"}, "ITEM_UNIT_UNKNOWN"),
        ({"price": "-1"}, "ITEM_PRICE_NEGATIVE"),
        ({"price": "-0.01"}, "ITEM_PRICE_NEGATIVE"),
        ({"price": "1e9"}, "ITEM_PRICE_NOT_A_NUMBER"),
        ({"price": "1,50"}, "ITEM_PRICE_NOT_A_NUMBER"),
        ({"price": "1.005"}, "ITEM_PRICE_NOT_A_NUMBER"),
        ({"price": "nan"}, "ITEM_PRICE_NOT_A_NUMBER"),
        ({"price": "２.00"}, "ITEM_PRICE_NOT_A_NUMBER"),
        ({"price": "1000000000"}, "ITEM_PRICE_TOO_HIGH"),
        ({"price": "1000000.01"}, "ITEM_PRICE_TOO_HIGH"),
        ({"popularity": "-1"}, "ITEM_POPULARITY_WRONG"),
        ({"popularity": "99999999999"}, "ITEM_POPULARITY_WRONG"),
        ({"brand": "牌" * 61}, "ITEM_BRAND_TOO_LONG"),
        ({"regular_price": "1.99"}, "ITEM_REGULAR_PRICE_WRONG"),
        ({"regular_price": "three"}, "ITEM_PRICE_NOT_A_NUMBER"),
        ({"price": "", "regular_price": "3.00"}, "ITEM_REGULAR_PRICE_WRONG"),
        ({"lowest_price": "2.01"}, "ITEM_LOWEST_PRICE_WRONG"),
        ({"price": "", "lowest_price": "0.50"}, "ITEM_LOWEST_PRICE_WRONG"),
        ({"recalled": "yes"}, "ITEM_RECALLED_WRONG"),
        ({"recalled": "是"}, "ITEM_RECALLED_WRONG"),
        ({"recalled": "1.0"}, "ITEM_RECALLED_WRONG"),
        ({"recalled": "1 L26A"}, "ITEM_RECALLED_WRONG"),
        ({"recalled": "L26A 批2"}, "ITEM_RECALLED_WRONG"),
        ({"recalled": "L" + "2" * 20}, "ITEM_RECALLED_WRONG"),
        ({"recalled": "L26A"}, "ITEM_LOT_WITHOUT_GTIN"),
    ],
)
def test_a_faulty_row_is_left_out_and_the_others_are_taken(
    shelf: Shelf, cells: dict[str, str], code: str
) -> None:
    rows = [row("a"), row(**({"sku": "b"} | cells)), row("c")]
    summary, refused = shelf.bring_in_rows(*rows)
    assert [found.reason.code for found in refused] == [code]
    assert refused[0].line == 3
    assert (summary.read, summary.added, summary.refused) == (3, 2, 1)
    assert [item.sku for item in shelf.items()] == ["a", "c"]


def test_a_row_with_too_many_cells_is_refused_and_a_short_one_is_filled(shelf: Shelf) -> None:
    path = shelf.folder / "list.csv"
    path.write_text(
        "sku,tax_group,unit,name_zh,price,recalled\n"
        "a,V13,EA,水,1.00,0,x\nb,V13,EA,水\nc,V13,EA,水,2.00,0,,\n",
        encoding="utf-8",
    )
    summary, refused = shelf.bring_in(path)
    assert [(found.line, found.reason.code) for found in refused] == [(2, "ITEM_TOO_MANY_CELLS")]
    assert {item.sku: item.price for item in shelf.items()} == {"b": None, "c": Money(200)}
    assert summary.added == 2


def test_prices_are_taken_to_the_cent(shelf: Shelf) -> None:
    written = {"0": 0, "0.5": 50, "3.05": 305, "007": 700, "1000000.00": 100_000_000, "": None}
    shelf.bring_in_rows(*(row(f"p{at}", price=text) for at, text in enumerate(written)))
    found = [None if item.price is None else item.price.minor for item in shelf.items()]
    assert found == list(written.values())


def test_spaces_of_all_kinds_and_invisible_marks_are_cleaned(shelf: Shelf) -> None:
    shelf.bring_in_rows(row(" a ", "\u3000可乐\u3000\u00a0汽水\u200b\ufeff", unit="ea"))
    (item,) = shelf.items()
    assert (item.sku, item.name_zh, item.name_en) == ("a", "可乐 汽水", "可乐 汽水")


def test_a_number_that_stands_twice_is_refused_the_second_time(shelf: Shelf) -> None:
    assert shelf.codes_of(
        row("a", gtin=GTINS[0], plu="7"),
        row("a", gtin=GTINS[1]),
        row("b", gtin=f"0{GTINS[0]}"),
        row("c", plu="007"),
        row("d", gtin=GTINS[1]),
    ) == [(3, "ITEM_SKU_TWICE"), (4, "ITEM_GTIN_TWICE"), (5, "ITEM_PLU_TWICE")]
    assert [item.sku for item in shelf.items()] == ["a", "d"]


def test_a_number_of_an_item_that_stays_is_refused_and_so_on_down_the_chain(shelf: Shelf) -> None:
    shelf.bring_in_rows(*(row(sku, gtin=gtin) for sku, gtin in zip("abc", GTINS, strict=False)))
    # x wants a's barcode, and a stays; b wants x's old one: there is none. c wants b's, which b
    # would give up; but b's row is refused, so c's is too.
    found = shelf.codes_of(row("b", gtin=GTINS[0]), row("c", gtin=GTINS[1]))
    assert found == [(2, "ITEM_GTIN_TAKEN"), (3, "ITEM_GTIN_TAKEN")]
    assert {item.sku: item.gtin for item in shelf.items()} == {
        sku: int(gtin) for sku, gtin in zip("abc", GTINS, strict=False)
    }


def test_two_items_may_swap_their_barcodes(shelf: Shelf) -> None:
    filler = [row(f"z{at}") for at in range(20)]
    shelf.bring_in_rows(row("a", gtin=GTINS[0], plu="1"), row("b", gtin=GTINS[1], plu="2"), *filler)
    summary, refused = shelf.bring_in_rows(
        row("a", gtin=GTINS[1], plu="2"), row("b", gtin=GTINS[0], plu="1")
    )
    assert (summary.changed, refused) == (2, [])
    found = {item.sku: (item.gtin, item.plu) for item in shelf.items() if item.sku in "ab"}
    assert found == {"a": (int(GTINS[1]), "2"), "b": (int(GTINS[0]), "1")}


def test_the_same_list_twice_changes_nothing(shelf: Shelf) -> None:
    rows = [row("a", "可乐", popularity="2"), row("b", "雪糕", popularity="1"), row("c", "茶")]
    first, _ = shelf.bring_in_rows(*rows)
    files, items = shelf.files(), shelf.items()
    second, _ = shelf.bring_in_rows(*rows)
    assert (first.added, first.is_published) == (3, True)
    assert (second.unchanged, second.added, second.changed, second.is_published) == (3, 0, 0, False)
    assert (shelf.files(), shelf.items()) == (files, items)
    assert [item.sku for item in items] == ["b", "a", "c"]


def test_a_new_price_gets_a_new_version_and_leaves_the_search_as_it_is(shelf: Shelf) -> None:
    rows = [row(f"s{at}", f"商品{at}号", price="1.00") for at in range(30)]
    shelf.bring_in_rows(*rows)
    shelf.phases.clear()
    summary, _ = shelf.bring_in_rows(rows[8], row("s7", "商品7号", price="1.50"))
    assert (summary.changed, summary.unchanged) == (1, 1)
    assert Phase.INDEXING not in shelf.phases
    versions = {item.sku: item.price_version for item in shelf.items()}
    assert (versions["s7"], versions["s8"]) == (2, 1)
    assert "s7" in shelf.find("商品")


def test_a_few_new_names_are_patched_into_the_search(shelf: Shelf) -> None:
    shelf.bring_in_rows(*(row(f"s{at}", f"商品{at}号") for at in range(40)))
    shelf.bring_in_rows(row("s3", "榴莲酥"), row("new", "山竹糕"))
    assert shelf.find("榴莲") == ["s3"]
    assert shelf.find("lls") == ["s3"]
    assert shelf.find("山竹") == ["new"]
    assert "s3" not in shelf.find("商品")
    assert [item.sku for item in shelf.items()][-1] == "new"


def test_a_new_rank_moves_an_item_to_its_place(shelf: Shelf) -> None:
    shelf.bring_in_rows(*(row(f"s{at}", "苹果", popularity=str(at + 1)) for at in range(9)))
    shelf.bring_in_rows(row("s8", "苹果", popularity="0"))
    assert shelf.find("苹果")[:2] == ["s8", "s0"]


def test_items_that_are_not_in_the_list_stay(shelf: Shelf) -> None:
    shelf.bring_in_rows(row("a", "苹果"), row("b", "梨"))
    summary, _ = shelf.bring_in_rows(row("c", "桃", popularity="1"))
    assert summary.items == 3
    assert sorted(item.sku for item in shelf.items()) == ["a", "b", "c"]
    assert (shelf.find("苹果"), shelf.find("桃")) == (["a"], ["c"])


def test_a_list_of_nothing_but_faults_leaves_the_catalogue(shelf: Shelf) -> None:
    shelf.bring_in_rows(row("a"))
    files = shelf.files()
    summary, refused = shelf.bring_in_rows(row("b", price="x"), row("c", unit="x"))
    assert (summary.items, len(refused), summary.is_published) == (1, 2, False)
    assert shelf.files() == files


def test_a_file_that_breaks_off_leaves_the_catalogue(shelf: Shelf) -> None:
    shelf.bring_in_rows(row("a"))
    files = shelf.files()
    path = write_list(shelf.folder / "big.csv", [row(f"n{at}") for at in range(12_000)])
    path.write_bytes(path.read_bytes() + b'z,"never closed\n')
    with pytest.raises(Refusal) as caught:
        shelf.bring_in(path)
    assert caught.value.code == "FILE_BROKEN"
    assert (shelf.files(), [item.sku for item in shelf.items()]) == (files, ["a"])


def test_two_imports_at_once_are_refused(shelf: Shelf) -> None:
    with (
        data_directory_lock(shelf.folder, item_import.LOCK_FILE),
        pytest.raises(EnvironmentFault) as e,
    ):
        shelf.bring_in_rows(row("a"))
    assert e.value.code == "IMPORT_RUNNING"


def test_tax_groups_that_the_store_changed_arrive_with_the_next_list(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pos_app.domain.catalog import TaxGroup
    from tests.store import item_lists

    shelf.bring_in_rows(row("a"))
    monkeypatch.setattr(item_lists, "TAX_GROUPS", (TaxGroup("V13", 120_000),))
    summary, _ = shelf.bring_in_rows(row("a"))
    assert (summary.unchanged, summary.is_published) == (1, True)
    assert shelf.items()[0].tax_group.rate_ppm == 120_000


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.store.item_lists import KEY, TAX_GROUPS
from pos_app.store import catalog_files
from pos_app.store.item_import import ItemImport

at = sys.argv[3]
def progress(phase, done, of):
    if phase.value == at:
        os.kill(os.getpid(), signal.SIGKILL)
ItemImport(Path(sys.argv[1]), KEY, TAX_GROUPS, "CNY").run(Path(sys.argv[2]), progress, print)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("phase", list(Phase))
def test_an_import_killed_at_any_phase_leaves_the_old_catalogue(
    shelf: Shelf, phase: Phase, root: Path
) -> None:
    shelf.bring_in_rows(row("a", "苹果"))
    files = shelf.files()
    path = write_list(shelf.folder / "new.csv", [row(f"n{at}", "梨") for at in range(100)])
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, shelf.folder, path, phase.value],
        cwd=root, env=os.environ | {"PYTHONPATH": str(root)}, check=False,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL
    assert set(shelf.files()) - set(files) == {BUILDING}
    assert [item.sku for item in shelf.items()] == ["a"]
    summary, _ = shelf.bring_in(path)
    assert summary.items == 101
    assert BUILDING not in shelf.files()


def test_publishing_never_takes_a_name_that_was_used(shelf: Shelf) -> None:
    for price in ("1.00", "2.00", "3.00"):
        shelf.bring_in_rows(row("a", price=price))
    assert shelf.files() == ["catalog.2.db", "catalog.3.db"]
    with pytest.raises(EnvironmentFault) as caught:
        publish(shelf.folder)
    assert caught.value.code == "CATALOG_NOT_WRITABLE"


def test_a_full_disk_is_said_and_leaves_the_catalogue(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.bring_in_rows(row("a"))
    pages = "max_page_count=60"
    monkeypatch.setattr(item_import, "BUILD_PRAGMAS", (*item_import.BUILD_PRAGMAS, pages))
    path = write_list(shelf.folder / "new.csv", [row(f"n{at}", "长长的名字") for at in range(9000)])
    with pytest.raises(EnvironmentFault) as caught:
        shelf.bring_in(path)
    assert caught.value.code == "DISK_FULL"
    assert shelf.files() == ["catalog.1.db"]
    assert [item.sku for item in shelf.items()] == ["a"]


@given(st.lists(st.text(max_size=30), max_size=14))
@settings(max_examples=300)
def test_any_cells_become_a_row_or_a_refusal_with_words(cells: list[str]) -> None:
    checker = RowChecker(tuple(range(len(COLUMNS))), ["V13"])
    refusals: list[Refusal] = []
    try:
        checker.check(cells)
    except Refusal as refusal:
        refusals.append(refusal)
    for refusal in refusals:
        assert refusal.code in WORDS
        assert all(in_words(refusal))


def test_the_demo_list_is_taken_without_a_word(shelf: Shelf, root: Path) -> None:
    from pos_app.domain.catalog import TaxGroup

    groups = [TaxGroup(code, 0) for code in ("V13", "V9", "V6", "V0", "X13")]
    importer = item_import.ItemImport(shelf.folder, bytes(32), groups, "CNY")
    refused: list[item_import.RefusedRow] = []
    summary = importer.run(root / "resources/demo/items.csv", lambda *_: None, refused.append)
    assert refused == []
    assert summary.added >= 450
