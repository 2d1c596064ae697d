"""A new catalogue never meets the log of the one before (planted bug B19 of sync.md section 22)."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest

from pos_app.durable import press
from pos_app.errors import EnvironmentFault
from pos_app.store import catalog, catalog_files
from pos_app.store.catalog_feed import CatalogFeed
from pos_app.store.catalog_files import Catalog
from tests.store.feed_pages import BASICS, Feed, item
from tests.store.item_lists import KEY

_SKUS = tuple(f"{n:06d}" for n in range(300))
_OLD, _LOGGED, _NEW = 450, 460, 470


def _rename_over_the_live_one(folder: Path, building: Path | None = None) -> Path:
    """B19: the new file takes the name of the one in force, whose log still lies beside it."""
    live = catalog_files.current_file(folder)
    assert live is not None
    assert building is not None
    press(building)
    building.replace(live)
    press(folder)
    return live


def _load(side: CatalogFeed, feed: Feed) -> None:
    manifest, contents = feed.snapshot()
    for sha256 in side.begin_snapshot(manifest):
        list(side.load_segment(sha256, contents[sha256]))
    assert side.finish_snapshot(manifest)


def _prices(folder: Path) -> set[int]:
    with closing(Catalog(folder, KEY)) as opened, opened.read() as connection:
        found = [catalog.find_by_sku(connection, sku) for sku in _SKUS]
    return {one.price.minor if one and one.price else 0 for one in found}


def _after_a_cut(tmp_path: Path, publish: Callable[..., Path]) -> Path:
    """Give what is on the disk when the power goes right after a new catalogue came into force."""
    live = tmp_path / "live"
    live.mkdir()
    feed, side = Feed("cat:z1"), CatalogFeed(live, KEY, lambda: None)
    feed.page([*BASICS, *(item(sku, price=_OLD) for sku in _SKUS)])
    with closing(Catalog(live, KEY)) as selling, closing(side):
        _load(side, feed)
        with selling.read():
            side.apply(feed.page([item(sku, price=_LOGGED) for sku in _SKUS]))
        feed.page([item(sku, price=_NEW) for sku in _SKUS])
        with selling.read(), patch.object(catalog_files, "publish", publish):
            _load(side, feed)
        return shutil.copytree(live, tmp_path / "after")


def test_the_new_catalogue_is_whole_when_the_power_goes_at_once(tmp_path: Path) -> None:
    assert _prices(_after_a_cut(tmp_path, catalog_files.publish)) == {_NEW}


def test_one_that_is_renamed_over_the_live_one_is_found_out(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault):
        _prices(_after_a_cut(tmp_path, _rename_over_the_live_one))
