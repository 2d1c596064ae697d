"""The core of sync has no clock, no chance, no thread and no socket of its own."""

import ast
from pathlib import Path

import pytest

CORE = (
    "agent", "backoff", "chains", "deeds", "duties", "enrol", "errors", "line", "picture", "ports",
    "pull", "push", "reconcile", "recover", "repair", "report", "sheets", "slots", "snapshot",
    "status", "steps",
)  # fmt: skip
FORBIDDEN = {
    "asyncio", "datetime", "logging", "multiprocessing", "os", "queue", "random", "requests",
    "secrets", "selectors", "socket", "ssl", "subprocess", "threading", "time", "uuid",
}  # fmt: skip
OTHERS = {"interactive", "scheduler", "signer", "transport", "trusted_clock"}


def imported(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


def iterated_sets(tree: ast.AST) -> list[int]:
    """A loop over a set runs in an order that another start of Python need not repeat."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.For) and isinstance(node.iter, ast.Set | ast.SetComp)
    ]


@pytest.mark.parametrize("name", CORE)
def test_a_module_of_the_core_imports_nothing_that_acts(root: Path, name: str) -> None:
    tree = ast.parse((root / "sync" / f"{name}.py").read_text(encoding="utf-8"))
    assert imported(tree) & FORBIDDEN == set()
    assert iterated_sets(tree) == []


def test_every_module_of_sync_is_in_the_core_or_known_to_act(root: Path) -> None:
    names = {file.stem for file in (root / "sync").glob("[a-z]*.py")}
    left = names - set(CORE) - OTHERS
    assert all(name.startswith("journal") for name in left), left
