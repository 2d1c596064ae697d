"""Resident memory of a till that trades over a catalogue of a million items."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from pos_app.clock import SystemClock
from pos_app.domain.catalog import TaxGroup
from pos_app.store.item_import import ItemImport
from pos_app.vault.keys import KeyStore
from tests.benchmarks.goods import Goods
from tests.benchmarks.row import Row

GOAL_MB = 250


def run(*, is_quick: bool) -> list[Row]:
    """Give a new till a big catalogue, let it trade, and read what it holds."""
    goods = Goods(100_000 if is_quick else 1_000_000)
    folder = Path(tempfile.mkdtemp(prefix="ronghe-bench-"))
    try:
        clock = SystemClock()
        keys = KeyStore(folder).create(clock.new_id().bytes, clock.random_bytes)
        file = folder / "goods.csv"
        goods.write(file)
        groups = (TaxGroup("V13", 130_000),)
        ItemImport(folder, keys.catalog_key, groups, "CNY").run(file, lambda *_: None, print)
        file.unlink()
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, "-m", "tests.benchmarks.memory_child", str(folder)]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    finally:
        shutil.rmtree(folder)
    resident = int(done.stdout.split()[-1]) / 1024
    return [
        Row(
            f"resident memory, {goods.count:,} items, trading",
            f"{resident:.0f} MB",
            "",
            "",
            f"<= {GOAL_MB} MB",
            resident <= GOAL_MB,
        )
    ]
