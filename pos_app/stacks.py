"""Where in the program something went wrong, without the words of what went wrong.

An exception's words may hold what the program was working on, a customer's name or number; its
stack and its kind never do. Files are named by their place in the program, not by this machine's
folders.
"""

import errno
import re
import traceback
from types import TracebackType
from typing import Final

from pos_app.errors import EnvironmentFault, Refusal

_FRAME: Final = re.compile(r'File "([^"]*)"')
_ROOTS: Final = ("site-packages", "_internal", "pos_app", "sync", "lib")
"""Folders of a program; the last of a name counts, and these in this order."""


def stack_of(error: BaseException) -> str:
    """Give the stacks of an exception and its causes, the first cause first.

    Of what each says only our own code, the system's error number or SQLite's error name is kept.
    """
    chain: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in chain:
        chain.append(at)
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return "\n".join(_one(each) for each in reversed(chain))


def _one(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return "\n".join((*_frames(error.__traceback__), f"{kind} {_number(error)}".rstrip()))


def _number(error: BaseException) -> str:
    if isinstance(error, EnvironmentFault | Refusal):
        return error.code
    if isinstance(error, OSError) and error.errno is not None:
        return errno.errorcode.get(error.errno, str(error.errno))
    return str(getattr(error, "sqlite_errorname", ""))


def _frames(trace: TracebackType | None) -> list[str]:
    return [
        f'  File "{_place(frame.filename)}", line {frame.lineno}, in {frame.name}'
        for frame in traceback.extract_tb(trace)
    ]


def _place(file: str) -> str:
    """Name a file of the program by its place in it; where it lies names users and folders."""
    parts = re.split(r"[\\/]", file)
    for root in _ROOTS:
        if root in parts:
            last = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[last:])
    return parts[-1]


def without_folders(stacks: str) -> str:
    """Shorten the files' names in stacks that the interpreter itself wrote."""
    return _FRAME.sub(lambda found: f'File "{_place(found[1])}"', stacks)
