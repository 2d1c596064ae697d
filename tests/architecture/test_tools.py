"""The settings of the tools bite, and what is declared is what is used."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.tidy import read_sources

RUFF = [sys.executable, "-m", "ruff", "check", "--no-cache", "--select", "TID251"]
RUFF += ["--output-format", "concise", "-"]

# Of the cloud's libraries, those that uvicorn loads by the names it is given.
FOUND_BY_NAME = {"httptools", "uvloop"}


@pytest.fixture(scope="module")
def settings(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _names(lines: list[str]) -> set[str]:
    return {_normal(re.split(r"[<>=\[;]", line)[0]) for line in lines}


@pytest.mark.parametrize("place", ["pos_app/ui/panel.py", "sync/panel.py", "tests/ui/panel.py"])
def test_every_banned_name_is_found_and_named_its_replacement(
    root: Path, settings: dict[str, Any], place: str
) -> None:
    banned = settings["tool"]["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"]
    lines = []
    for name in banned:
        module, _, attribute = name.rpartition(".")
        lines.append(
            f"from {module} import {attribute}" if attribute[0].isupper() else f"import {name}"
        )
        if module in {"time", "datetime.datetime", "datetime.date", "uuid"}:
            lines[-1] = f"import {name.split('.')[0]}\n{name}()"
    done = subprocess.run(
        [*RUFF, "--stdin-filename", place],
        input="\n".join(lines) + "\n",
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    silent = [name for name in banned if f"`{name}` is banned" not in done.stdout]
    assert silent == [], done.stdout + done.stderr


def test_the_libraries_declared_are_the_libraries_imported(
    root: Path, settings: dict[str, Any]
) -> None:
    project = settings["project"]
    extras = project["optional-dependencies"]
    of_till = _names(project["dependencies"] + extras["camera"])
    of_cloud = _names(extras["cloud"])
    distributions = packages_distributions()
    imported: dict[bool, set[str]] = {False: set(), True: set()}
    for source in read_sources(root):
        if source.is_python and source.stands_in("pos_app/", "sync/", "resources/"):
            imported[source.stands_in("sync/cloud/")] |= {
                _normal(distribution)
                for top in _imported(source.tree)
                for distribution in distributions.get(top, [])
            }
    assert imported[False] == of_till
    assert imported[True] - of_till == of_cloud - FOUND_BY_NAME
    assert of_cloud >= FOUND_BY_NAME


def _imported(tree: ast.Module) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def test_the_lock_file_has_every_library_with_hashes_and_no_address(
    root: Path, settings: dict[str, Any]
) -> None:
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    till, cloud, checks = (
        set(re.findall(r"(?m)^([a-z0-9-]+)==", part)) for part in lock.split("\n# ==== ")
    )
    extras = settings["project"]["optional-dependencies"]
    assert _names(settings["project"]["dependencies"] + extras["camera"]) <= till
    assert _names(extras["cloud"]) <= till | cloud
    assert _names(extras["test"]) <= till | cloud | checks
    assert not {"starlette", "uvicorn"} & till
    for block in re.split(r"(?m)^(?=[a-z0-9])", lock)[1:]:
        assert "--hash=sha256:" in block, block
