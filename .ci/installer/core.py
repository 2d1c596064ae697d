"""The till's own core tests, run by the Python for Windows in Wine: ``python -m installer core``.

pytest and what it needs come by the hashes of requirements.lock, beside that Python and not into
it: they are never in what is built. The words after ``core`` go to pytest in the place of ``CORE``.
"""

import re
import subprocess
import sys
from collections.abc import Sequence
from typing import Final

from installer import inputs, places, wine

CORE: Final = (
    *("tests/domain/test_money.py", "tests/domain/test_pricing.py", "tests/domain/test_gtin.py"),
    *("tests/domain/barcode", "tests/domain/pricing", "tests/domain/test_transaction.py"),
    *("tests/store/test_database.py", "tests/store/test_migrations.py"),
    *("tests/store/test_till_journal.py", "tests/store/test_verification.py"),
    *("tests/store/test_backup.py", "tests/store/test_recovery.py"),
    *("tests/vault", "tests/updates/test_slots.py", "tests/services/test_restart.py"),
)
"""Money, prices and barcodes; files, journal, copies and locks; keys; how a till comes back."""

_PACKAGES: Final = (
    *("pytest", "pytest-qt", "pluggy", "iniconfig", "pygments"),
    *("hypothesis", "sortedcontainers"),
)
_FOLDER: Final = places.CACHE / "checks"
_MADE_OF: Final = _FOLDER / "made-of.txt"
_LONGEST_S: Final = 900


def run(words: Sequence[str]) -> int:
    """Run them; give pytest's exit code."""
    inputs.fetch()
    inputs.make_python()
    _fetch()
    own = ["-q", "-o", f"cache_dir={wine.as_windows(_FOLDER / 'cache')}"]
    # These two speak to a PostgreSQL server, whose library is not there.
    own += ["-p", "no:tests.postgres", "-p", "no:tests.cloud_tables"]
    folders = (_FOLDER, places.ROOT)
    variables = {
        "PYTHONPATH": ";".join(map(wine.as_windows, folders)),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "CI": "true",  # the same cases every time
    }
    python = places.WINDOWS_PYTHON / "python.exe"
    with wine.virtual_display() as display:
        prefix = wine.Prefix(places.PREFIX, display)
        prefix.prepare()
        ran = prefix.run(
            [python, "-m", "pytest", *own, *(words or CORE)],
            folder=places.ROOT,
            variables=variables,
            longest_s=_LONGEST_S,
        )
        prefix.stop()
    print(ran.said)
    return ran.code


def _fetch() -> None:
    """Put pytest beside the Python for Windows, unless it is there."""
    lock = (places.ROOT / "requirements.lock").read_text(encoding="utf-8")
    wanted = "".join(
        found[0]
        for name in _PACKAGES
        if (found := re.search(rf"(?ms)^{name}==.*?(?=^\S|\Z)", lock)) is not None
    )
    if _MADE_OF.exists() and _MADE_OF.read_text(encoding="utf-8") == wanted:
        return
    _FOLDER.mkdir(parents=True, exist_ok=True)
    listed = places.CACHE / "checks.txt"
    listed.write_text(wanted, encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "-qq", "--no-input", "--disable-pip-version-check"]
    words = ["install", "--require-hashes", *inputs.FOR_WINDOWS, "--no-compile", "--upgrade"]
    subprocess.run([*pip, *words, "--target", str(_FOLDER), "-r", str(listed)], check=True)
    _MADE_OF.write_text(wanted, encoding="utf-8")
