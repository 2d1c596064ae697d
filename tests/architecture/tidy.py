"""What ruff cannot see: rules over the text and the syntax of the project's own files.

Each rule answers with a line and what to do instead. `find_faults` takes any folder that is laid
out like the project, so the rules themselves are tested on small folders with planted faults.
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeGuard

Found = Iterator[tuple[int, str]]

LONGEST_FILE = 400
LONGEST_FUNCTION = 60

_PRODUCT = ("pos_app/", "sync/")
_CODE = (*_PRODUCT, "tests/", "resources/", ".ci/")
_EXACT = ("pos_app/domain/", "pos_app/store/", "sync/wire/", "sync/wire.py")
_TEXT_TYPES = {
    ".py", ".toml", ".lock", ".md", ".json", ".csv", ".qss", ".ts", ".svg", ".txt", ".spec", "",
}  # fmt: skip
_NAMELESS = re.compile(r"(^|_)(utils?|common|misc|managers?|handlers?|helpers?)$")
_SILENCED = re.compile(r"#\s*(noqa|type:\s*ignore)", re.IGNORECASE)
_NOQA_WITH_REASON = re.compile(r"#\s*noqa:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*\b.*[^\W\d]{3}", re.I)
_IGNORE_WITH_REASON = re.compile(r"#\s*type:\s*ignore\[[a-z0-9, -]+\].*[^\W\d]{3}")
# The dots stand in brackets so that this file does not hold what it looks for.
_MACHINE = re.compile(
    r"(?<![\w.])/(root|home/\w+|Users/\w+|work)/|[A-Z]:\\+Users\\"
    r"|pypi[.]org|pythonhosted[.]|deb[.]debian[.]org|find[-]links|index[-]url[ =]"
)


@dataclass(frozen=True)
class Source:
    """One file of the project."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def is_python(self) -> bool:
        return self.name.endswith(".py") or self.text.startswith("#!/usr/bin/env python3")

    def stands_in(self, *places: str) -> bool:
        return self.name.startswith(places)


def _numbers_stay_exact(source: Source) -> Found:
    if not source.stands_in(*_EXACT):
        return
    # The store takes apart what a library hands it, and shows progress; it calculates nothing.
    is_store = source.stands_in("pos_app/store/")
    for node in ast.walk(source.tree):
        if (isinstance(node, ast.Call) and called(node) == "float") or _names_float(node, is_store):
            yield node.lineno, "no float here: minor units, thousandths, parts per million"
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and not is_store:
            yield node.lineno, "/ makes a float: use //, allocate or one of the four roundings"


def _names_float(node: ast.AST, is_store: bool) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and node.id == "float" and not is_store


def _looks_live_in_the_style_sheet(source: Source) -> Found:
    if not source.stands_in("pos_app/") or source.name == "pos_app/ui/theme.py":
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr == "setStyleSheet":
            yield node.lineno, "set a dynamic property and write the look in resources/qss"


def _labels_are_plain_text(source: Source) -> Found:
    if not source.stands_in("pos_app/ui/") or source.name == "pos_app/ui/widgets/label.py":
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and called(node) == "QLabel":
            yield node.lineno, "data could be read as HTML: take a label of ui/widgets/label.py"


def _slots_have_names(source: Source) -> Found:
    if not source.stands_in("pos_app/"):
        return
    for node in ast.walk(source.tree):
        if (
            isinstance(node, ast.Call)
            and called(node) == "connect"
            and any(isinstance(argument, ast.Lambda) for argument in node.args)
        ):
            yield node.lineno, "connect a named method: `triggered` fills a lambda's first default"


def _modules_say_what_they_own(source: Source) -> Found:
    if source.is_python and source.text.strip() and not ast.get_docstring(source.tree):
        yield 1, "begin with a docstring: what this file owns and what it leaves to whom"


def _modules_have_a_name(source: Source) -> Found:
    for part in Path(source.name).with_suffix("").parts:
        if source.stands_in(*_CODE) and _NAMELESS.search(part):
            yield 1, f"'{part}' does not say what belongs here: name the thing"


def _hot_path_without_orm(source: Source) -> Found:
    declares = source.stands_in("pos_app/store/schema", "pos_app/store/migrations", "sync/cloud/")
    if declares or not source.stands_in(*_PRODUCT):
        return
    for node in ast.walk(source.tree):
        named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            named = [f"{node.module}.{alias.name}" for alias in node.names]
        if any(f"{name}.".startswith("sqlalchemy.orm.") for name in named):
            yield (
                node.lineno,
                "the ORM costs a sale four times as much: exec_driver_sql with a named constant",
            )


def _silence_has_a_reason(source: Source) -> Found:
    for number, line in enumerate(source.text.splitlines(), 1):
        for match in _SILENCED.finditer(line):
            rest = line[match.start() :]
            pattern = _NOQA_WITH_REASON if "noqa" in match[0].lower() else _IGNORE_WITH_REASON
            if not pattern.match(rest):
                yield number, "write the rule's code and, after it, why it does not apply here"


def _nothing_is_left_for_later(source: Source) -> Found:
    for number, line in enumerate(source.text.splitlines(), 1):
        if re.search(r"#.*\b(TO[D]O|FIX[M]E|X[X]X)\b(?!.*issue \d)", line):
            yield number, "do it now, or open an issue and name it: issue 12"


def _runs_on_any_machine(source: Source) -> Found:
    for number, line in enumerate(source.text.splitlines(), 1):
        match = _MACHINE.search(line)
        if match:
            yield number, f"'{match[0]}' belongs to one machine: take a relative path or a setting"


def _files_are_short(source: Source) -> Found:
    lines = source.text.count("\n")
    if source.stands_in(*_CODE) and lines > LONGEST_FILE:
        yield lines, f"{lines} lines, more than {LONGEST_FILE}: this file is asking to be two"


def _functions_are_short(source: Source) -> Found:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield node.lineno, f"{node.name} has {lines} lines, more than {LONGEST_FUNCTION}"


def called(node: ast.Call) -> str:
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


SYNTAX_RULES: tuple[Callable[[Source], Found], ...] = (
    _numbers_stay_exact,
    _looks_live_in_the_style_sheet,
    _labels_are_plain_text,
    _slots_have_names,
    _modules_say_what_they_own,
    _hot_path_without_orm,
    _silence_has_a_reason,
    _nothing_is_left_for_later,
    _functions_are_short,
    _files_are_short,
)
TEXT_RULES: tuple[Callable[[Source], Found], ...] = (_modules_have_a_name, _runs_on_any_machine)


def read_sources(root: Path) -> list[Source]:
    """Every text file that belongs to the project, without asking git: a copy may have none."""
    sources = []
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        is_ours = not {".git", ".venv", "__pycache__"} & set(parts) and path.is_file()
        if is_ours and path.suffix in _TEXT_TYPES:
            name = "/".join(parts)
            sources.append(Source(name, path.read_text(encoding="utf-8", errors="replace")))
    return sources


def find_faults(root: Path) -> list[str]:
    """Say every fault as `file:line: what to do`."""
    faults = []
    for source in read_sources(root):
        rules = TEXT_RULES + (SYNTAX_RULES if source.is_python else ())
        for rule in rules:
            faults += [f"{source.name}:{line}: {text}" for line, text in rule(source)]
    return faults


def measure(root: Path) -> dict[str, dict[str, int]]:
    """What the ratchet holds: lines of long files and functions, silenced rules, by file."""
    measured: dict[str, dict[str, int]] = {"long_files": {}, "long_functions": {}, "silenced": {}}
    for source in read_sources(root):
        if not source.is_python:
            continue
        for line, _ in _files_are_short(source):
            measured["long_files"][source.name] = line
        long = list(_functions_are_short(source))
        if long:
            measured["long_functions"][source.name] = len(long)
        silenced = len(_SILENCED.findall(source.text))
        if silenced:
            measured["silenced"][source.name] = silenced
    return measured
