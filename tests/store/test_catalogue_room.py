"""A catalogue that would leave a selling till without room for its sales is not begun."""

import shutil
from pathlib import Path

import pytest

from pos_app.errors import EnvironmentFault
from pos_app.store.catalog_feed import CatalogFeed
from pos_app.store.disk import RESERVE_BYTES
from pos_app.store.feeds import TillReference
from pos_app.store.reference_file import open_reference
from tests.store.feed_pages import BASICS, Feed, item
from tests.store.item_lists import KEY, Shelf, row, write_list


def leave(monkeypatch: pytest.MonkeyPatch, free: int) -> None:
    """Let the disk say that it has so much left."""
    usage = shutil.disk_usage("/")._replace(free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)


def test_a_snapshot_that_does_not_fit_leaves_the_catalogue_and_comes_once_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = Feed("cat:z1")
    feed.page([*BASICS, *(item(f"{n:06d}", pop=n, gtin=6901 + n) for n in range(600))])
    database = open_reference(tmp_path, KEY)
    side = TillReference(database, CatalogFeed(tmp_path, KEY, lambda: None), lambda _: None)
    leave(monkeypatch, RESERVE_BYTES)
    with pytest.raises(EnvironmentFault) as caught:
        feed.load_into(side)
    assert caught.value.code == "DISK_TOO_FULL"
    assert not list(tmp_path.glob("catalog.*"))
    leave(monkeypatch, 1 << 30)
    assert feed.load_into(side)
    side.close()
    database.close()


def test_a_list_that_does_not_fit_leaves_the_catalogue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(tmp_path)
    shelf.bring_in_rows(row("a"))
    path = write_list(tmp_path / "new.csv", [row("b")])
    leave(monkeypatch, RESERVE_BYTES + path.stat().st_size)
    with pytest.raises(EnvironmentFault) as caught:
        shelf.bring_in(path)
    assert caught.value.code == "DISK_TOO_FULL"
    assert shelf.files() == ["catalog.1.db"]
    assert [one.sku for one in shelf.items()] == ["a"]
