"""What every test shares: no display, caches under .venv, repeatable random cases."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, configuration, settings

ROOT = Path(__file__).resolve().parent.parent
CACHES = ROOT / ".venv" / "cache"

LONG = (
    "crash/test_day.py",
    "simulation/test_runs.py",
    "crash/test_trouble.py",
    "crash/test_coupons.py",
    "crash/test_points.py",
    "faults/test_kills.py",
    "store/test_item_import.py",
    "cloud/test_hello.py",
    "cloud/test_fuzz.py",
)
"""Files that take longest; the others fill up what they leave of each core."""

pytest_plugins = ["tests.postgres", "tests.cloud_tables"]

# Before anything imports Qt. Tests that want a real display start their own process for it.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.pycache_prefix = str(ROOT / ".venv" / "pycache")
os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix

configuration.set_hypothesis_home_dir(CACHES / "hypothesis")
# No deadline: a time limit would judge the machine. On the build server the same cases every time.
settings.register_profile(
    "ronghe",
    deadline=None,
    print_blob=True,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ronghe")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where tests are spread over the cores, begin with the long files (tests/check.py)."""
    if hasattr(config, "workerinput"):
        places = {ROOT / "tests" / name: place for place, name in enumerate(LONG)}
        items.sort(key=lambda item: places.get(item.path, len(LONG)))


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared test data, which is not part of the project; skips where it is not."""
    folder = Path(os.environ.get("RONGHE_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"no shared test data at {folder}: set RONGHE_SHARED to its folder")
    return folder
