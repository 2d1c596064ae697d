"""The release tool as its maker calls it: keys once, then a line a release."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / ".ci" / "installer" / "release.py"


def call(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Call it."""
    return subprocess.run(
        [sys.executable, TOOL, *words], capture_output=True, text=True, check=False
    )


@pytest.fixture
def begun(tmp_path: Path) -> tuple[Path, Path]:
    """Give the folders of keys and of a site that has no release yet."""
    keys, site = tmp_path / "keys", tmp_path / "site"
    assert call("keys", keys).returncode == 0
    assert call("begin", keys, site).stdout.strip() == str(site / "metadata" / "1.root.json")
    return keys, site


def test_a_release_has_the_version_that_its_installer_is_named_after(
    begun: tuple[Path, Path], tmp_path: Path
) -> None:
    keys, site = begun
    setup = tmp_path / "RonghePOS-1.20.3-setup.exe"
    setup.write_bytes(b"MZ")
    assert call("add", keys, site, setup, "--zh", "更快", "--en", "faster").returncode == 0
    (latest,) = (site / "targets").glob("*.latest.json")
    assert json.loads(latest.read_bytes()) == {
        "version": "1.20.3",
        "setup": setup.name,
        "notes": {"zh": "更快", "en": "faster"},
    }


def test_an_installer_under_another_name_is_not_signed(
    begun: tuple[Path, Path], tmp_path: Path
) -> None:
    setup = tmp_path / "setup.exe"
    setup.write_bytes(b"MZ")
    called = call("add", *begun, setup)
    assert called.returncode == 1
    assert "RonghePOS-VERSION-setup.exe" in called.stderr
    assert not list((begun[1] / "targets").iterdir())


def test_a_site_that_tills_know_is_not_begun_again(begun: tuple[Path, Path]) -> None:
    before = {path: path.read_bytes() for path in (begun[1] / "metadata").iterdir()}
    called = call("begin", *begun)
    assert called.returncode == 1
    assert "begun already" in called.stderr
    assert {path: path.read_bytes() for path in (begun[1] / "metadata").iterdir()} == before
