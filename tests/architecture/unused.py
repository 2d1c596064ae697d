"""Finds functions and classes of the product that nothing in the product uses.

By name alone: a name that stands nowhere else, not even in a text, is certainly unused. And what
stands at the top of a module is unused when neither the module names it nor anybody who imports it
from there, whoever else has something of that name.
"""

import ast
from pathlib import Path

from tests.architecture.tidy import Source, read_sources

# Tables, and steps from one file version to the next, are found by SQLAlchemy and by a folder walk.
_FOUND_BY_OTHERS = (
    "pos_app/store/schema",
    "pos_app/store/migrations",
    "sync/journal.py",
    "sync/cloud/migrations",
)


def find_unused(root: Path) -> list[str]:
    """`file:line: name` of each."""
    product = [
        source
        for source in read_sources(root)
        if source.is_python and source.stands_in("pos_app/", "sync/")
    ]
    used = {name for source in product for name in _names(source)}
    return [
        f"{source.name}:{node.lineno}: {node.name}"
        for source in product
        if not source.stands_in(*_FOUND_BY_OTHERS)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        if node.name not in used and not _is_called_by_others(node)
    ]


def find_unasked(root: Path) -> list[str]:
    """`file:line: name` of what stands at the top of a module and is asked for by nobody."""
    product = [
        source
        for source in read_sources(root)
        if source.is_python and source.stands_in("pos_app/", "sync/")
    ]
    asked = {one for source in product for one in _asked_for(source)}
    return [
        f"{source.name}:{node.lineno}: {node.name}"
        for source in product
        if not source.stands_in(*_FOUND_BY_OTHERS, "pos_app/commands/")  # main looks them up
        for node in source.tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.decorator_list
        if (_module(source), node.name) not in asked
    ]


def _module(source: Source) -> str:
    return source.name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _asked_for(source: Source) -> set[tuple[str, str]]:
    """List what a module asks for: its own names, and those of modules that it imports."""
    asked = {
        (_module(source), node.id) for node in ast.walk(source.tree) if isinstance(node, ast.Name)
    }
    modules: dict[str, str] = {}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                asked.add((node.module, alias.name))
                modules[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            asked.add((modules.get(node.value.id, ""), node.attr))
    return asked


def _names(source: Source) -> set[str]:
    names = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.Attribute):
            names.add(node.attr)
        elif isinstance(node, ast.alias):
            names.add(node.name.rpartition(".")[2])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.add(node.value)
    return names


def _is_called_by_others(node: ast.FunctionDef | ast.ClassDef) -> bool:
    """Python's own names, Qt's overrides in camelCase, and what a decorator registers."""
    if isinstance(node, ast.ClassDef):
        return False
    is_camel = node.name != node.name.lower() and node.name[0].islower()
    is_registered = any(isinstance(decorator, ast.Call) for decorator in node.decorator_list)
    return is_camel or is_registered or node.name.startswith("__")
