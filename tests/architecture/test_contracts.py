"""The import contracts of pyproject.toml bite: a violation of each one is found.

That the project keeps them is a check of its own, before the tests (tests/check.py).
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"

# One import for each contract that it must break; a package comes from its path.
VIOLATIONS = {
    "till-layers": ("pos_app/domain/price.py", "import pos_app.ui.theme"),
    "till-over-sync": ("sync/push.py", "import pos_app.clock"),
    "domain-pure": ("pos_app/domain/scan.py", "import time"),
    "qt-at-the-edge": ("pos_app/services/checkout.py", "import PySide6.QtCore"),
    "sql-in-one-place": ("pos_app/services/returns.py", "import sqlalchemy"),
    "one-sqlite": ("pos_app/store/sales.py", "import sqlite3"),
    "rows-stay-home": ("pos_app/services/history.py", "import pos_app.store.schema"),
    "screens-independent": (
        "pos_app/ui/screens/tender/view.py",
        "import pos_app.ui.screens.checkout.view",
    ),
    "presenters-without-qt": ("pos_app/ui/screens/tender/presenter.py", "import PySide6.QtCore"),
    "views-are-passive": (
        "pos_app/ui/screens/checkout/view.py",
        "import pos_app.services.checkout",
    ),
    "sync-layers": ("sync/wire.py", "import sync.signer"),
    "doors-into-sync": ("pos_app/services/shifts.py", "import sync.signer"),
    "cloud-layers": ("sync/cloud/inbox.py", "import sync.cloud.api"),
    "cloud-stays-out": ("pos_app/assembly.py", "import sync.cloud.inbox"),
    "http-in-one-place": ("pos_app/store/feed.py", "import requests"),
    "messages-in-one-place": ("pos_app/store/journal.py", "import msgspec"),
    "web-server-in-the-cloud": ("sync/pull.py", "import starlette"),
    "one-door-each": ("pos_app/services/barcodes.py", "import biip"),
    "acyclic": ("pos_app/receipts/layout.py", "import pos_app.receipts.qr"),
}
BYSTANDERS = {
    "pos_app/ui/theme.py": "",
    "pos_app/clock.py": "",
    "pos_app/vault/keys.py": "",
    "pos_app/store/schema.py": "",
    "pos_app/ui/widgets/label.py": "",
    "pos_app/receipts/qr/__init__.py": "import pos_app.receipts.layout",
    "sync/signer.py": "",
    "sync/cloud/api.py": "",
}


def _plant(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text + "\n", encoding="utf-8")
        for parent in file.relative_to(folder).parents:
            if parent != Path():
                (folder / parent / "__init__.py").touch()


def _verdicts(folder: Path, root: Path) -> dict[str, bool]:
    """Each contract's name to whether it was kept."""
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache", "--config", str(root / "pyproject.toml")],
        cwd=folder,
        env={"COLUMNS": "400", "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.findall(r"(?m)^(\S.*) (KEPT|BROKEN)", done.stdout)
    assert found, done.stdout + done.stderr
    return {name: verdict == "KEPT" for name, verdict in found}


def test_each_contract_finds_its_violation(tmp_path: Path, root: Path) -> None:
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    names = {
        contract["id"]: contract["name"]
        for contract in settings["tool"]["importlinter"]["contracts"]
    }
    assert names.keys() == VIOLATIONS.keys()
    _plant(tmp_path, dict(VIOLATIONS.values()) | BYSTANDERS)
    verdicts = _verdicts(tmp_path, root)
    assert [key for key, name in names.items() if verdicts[name]] == []


def test_a_tree_without_violations_keeps_every_contract(tmp_path: Path, root: Path) -> None:
    innocent = {name: "" for name, _ in VIOLATIONS.values()} | BYSTANDERS
    _plant(tmp_path, innocent | {"pos_app/receipts/qr/__init__.py": ""})
    verdicts = _verdicts(tmp_path, root)
    assert [name for name, is_kept in verdicts.items() if not is_kept] == []
