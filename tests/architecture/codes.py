"""Finds every code that the product refuses or faults with, and the facts it comes with."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.tidy import Source, called, read_sources

_CODE = re.compile(r"[A-Z][A-Z0-9_]+")


@dataclass(frozen=True)
class Use:
    """A code where it is raised; `facts` is None where they cannot be read from the syntax."""

    code: str
    place: str
    facts: frozenset[str] | None


def find_codes(root: Path) -> list[Use]:
    """Every use of a code in pos_app and sync."""
    product = [
        source
        for source in read_sources(root)
        if source.is_python and source.stands_in("pos_app/", "sync/")
    ]
    kinds = _kinds(product)
    return [use for source in product for use in _uses(source, kinds)]


def find_words(root: Path) -> list[Use]:
    """Every text of the product that is written like a code, wherever it travels from there."""
    return [
        Use(code, f"{source.name}:{line}", None)
        for source in read_sources(root)
        if source.is_python and source.stands_in("pos_app/", "sync/")
        for line, code in _constants(source.tree)
        if "_" in code.strip("_")
    ]


def _kinds(product: list[Source]) -> set[str]:
    kinds = {"Refusal", "EnvironmentFault"}
    for _ in range(3):  # a kind of a kind of a Refusal is still one
        for source in product:
            for node in ast.walk(source.tree):
                bases = node.bases if isinstance(node, ast.ClassDef) else []
                if any(isinstance(base, ast.Name) and base.id in kinds for base in bases):
                    kinds.add(node.name)  # type: ignore[attr-defined]  # it has bases: a class
    return kinds


def _uses(source: Source, kinds: set[str]) -> Iterator[Use]:
    is_computed = False
    for call in ast.walk(source.tree):
        if not isinstance(call, ast.Call) or not call.args or not _raises(call, kinds):
            continue
        codes = list(_constants(call.args[0]))
        is_computed = is_computed or not codes
        names = [keyword.arg for keyword in call.keywords]
        facts = None if None in names else frozenset(name for name in names if name)
        for line, code in codes:
            yield Use(code, f"{source.name}:{line}", facts)
    if is_computed and source.name != "pos_app/errors.py":
        for line, code in _tabled(source.tree):
            yield Use(code, f"{source.name}:{line}", None)


def _raises(call: ast.Call, kinds: set[str]) -> bool:
    """Making one, or the `super().__init__` of a class of ours."""
    return called(call) in kinds or (
        called(call) == "__init__" and isinstance(call.args[0], ast.Constant)
    )


def _tabled(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Where a code is computed, the codes stand in a table or are returned by a function."""
    for node in ast.walk(tree):
        values = node.values if isinstance(node, ast.Dict) else []
        if isinstance(node, ast.Return) and node.value is not None:
            values = [node.value]
        for value in values:
            yield from ((line, code) for line, code in _constants(value) if "_" in code)


def _constants(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Also both arms of `"A" if … else "B"`."""
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(node, ast.Constant) and isinstance(text, str) and _CODE.fullmatch(text):
            yield node.lineno, text
