"""A Windows of Wine's, new for every run of these tests, and programs to install in it.

Only `make installer-test` comes here. What is missing (Wine, or the files that `make installer`
makes) is said, and the test that needs it is skipped.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from installer import pack, places, wine

from tests.installer.machine import Machine

ROOT = Path(__file__).resolve().parents[2]
# The build's own libraries, behind those of the tests: PyInstaller and pefile read what it made.
sys.path.extend(map(str, (ROOT / ".venv" / "installer" / "lib").glob("python3*/site-packages")))

OLD, NEW = "0.0.8", "0.0.9"


@pytest.fixture(scope="session")
def built() -> Path:
    """The folder for Windows as `make installer` left it."""
    if not (places.WINDOWS_BUNDLE / f"{places.PROGRAM}.exe").exists():
        pytest.skip("there is no Windows bundle: `make installer` makes it")
    return places.WINDOWS_BUNDLE


@pytest.fixture(scope="session")
def setup(built: Path) -> Path:
    """Setup.exe as `make installer` left it."""
    file = places.setup_program()
    if not file.exists():
        pytest.skip("there is no Setup.exe: `make installer` makes it")
    return file


@pytest.fixture(scope="session")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A Windows that nothing was ever installed in."""
    missing = wine.missing_tools()
    if missing:
        pytest.skip(f"missing: {', '.join(missing)}; `.ci/setup installer` installs them")
    with wine.virtual_display() as display:
        prefix = wine.Prefix(tmp_path_factory.mktemp("wine") / "prefix", display)
        prefix.prepare()
        yield Machine(prefix)
        prefix.stop()


@pytest.fixture(scope="session")
def stand_ins(tmp_path_factory: pytest.TempPathFactory, machine: Machine) -> dict[str, Path]:
    """Setup.exe of two versions, with a program in them that does as the test tells it."""
    del machine  # asked for because without Wine nothing of this is of use
    folder = tmp_path_factory.mktemp("stand-ins")
    setups = {}
    for version in (OLD, NEW):
        bundle = folder / version
        (bundle / "_internal").mkdir(parents=True)
        program = bundle / f"{places.PROGRAM}.exe"
        words = ["-O2", "-s", "-mwindows", "-o", str(program)]
        source = Path(__file__).with_name("stand_in.c")
        subprocess.run(["x86_64-w64-mingw32-gcc", *words, str(source)], check=True)
        (bundle / "_internal" / "version.txt").write_text(version, encoding="ascii")
        setups[version] = folder / f"{version}-setup.exe"
        pack.pack(bundle, setups[version], version, is_quick=True)
    return setups
