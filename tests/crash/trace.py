"""Record what a real process writes and syncs: run it under strace, read the trace.

Not modelled, and said so by an error: memory-mapped writing (but for SQLite's -shm files, whose
content never matters after a cut), O_TMPFILE, symbolic links, and read-write files used through
the file position.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tests.crash.operations import (
    Ack,
    Enter,
    Leave,
    MakeFolder,
    Move,
    Operation,
    Resize,
    Sync,
    SyncFolder,
    Write,
)

CALLS = (
    "openat open creat write pwrite64 writev pwritev pwritev2 fsync fdatasync ftruncate truncate "
    "fallocate rename renameat renameat2 unlink unlinkat link linkat symlink symlinkat mkdir "
    "mkdirat rmdir chdir mmap lseek sendfile copy_file_range sync syncfs"
)
_LINE = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+)(.*)")
_UNFINISHED = re.compile(r"(\d+) +(\w+\(.*) <unfinished \.\.\.>")
_RESUMED = re.compile(r"(\d+) +<\.\.\. \w+ resumed>(.*)")
_FD = re.compile(r"(\d+|AT_FDCWD)<([^>]*)>(\(deleted\))?")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True)
class Recording:
    """A process's run: the folder as it was before, and all that was done to it."""

    names: dict[str, int]
    contents: dict[int, bytes]
    operations: list[Operation]
    done: subprocess.CompletedProcess[str]


class NotModelled(Exception):
    """The process did something to its files that the disk model cannot follow."""


def strace_path() -> str | None:
    """Find strace; None where it is missing."""
    return shutil.which("strace")


def record(
    command: Sequence[str], folder: Path, acks: Path, extra: Sequence[str] = ()
) -> Recording:
    """Run a command and give everything it did to the folder, with its acknowledgements.

    ``acks`` lies outside the folder; the command writes each acknowledgement to it as one line in
    one write. ``extra`` are further options of strace, such as injected faults.
    """
    strace = strace_path()
    assert strace is not None
    folder = folder.resolve()
    before = {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }
    output = acks.with_suffix(".strace")
    calls = "trace=" + CALLS.replace(" ", ",")
    tracing = ["-f", "--seccomp-bpf", "-y", "-xx", "-s", str(1 << 26), "-e", calls, *extra]
    done = subprocess.run(
        [strace, *tracing, "-o", str(output), *command],
        capture_output=True,
        text=True,
        check=False,
    )
    reader = TraceReader(folder, acks.resolve(), before)
    names, contents = reader.start
    with output.open(encoding="ascii", errors="replace") as lines:
        reader.read(lines)
    output.unlink()
    return Recording(names, contents, reader.operations, done)


class TraceReader:
    """Turns the lines of a trace into operations on one folder."""

    def __init__(self, folder: Path, acks: Path, before: dict[str, bytes | None]) -> None:
        self.operations: list[Operation] = []
        self._root = str(folder)
        self._acks = str(acks)
        self._here = str(Path.cwd())
        self._names: dict[str, int] = {}
        self._folders = {"."}
        self._contents: dict[int, bytearray] = {}
        self._positions: dict[tuple[str, str], int] = {}
        self._next_file = 0
        self._unfinished: dict[str, str] = {}
        for name, content in before.items():
            if content is None:
                self._folders.add(name)
            else:
                self._names[name] = self._new_file(content)

    @property
    def start(self) -> tuple[dict[str, int], dict[int, bytes]]:
        """Give the names and contents as they stand now; before reading, as they were."""
        return dict(self._names), {file: bytes(data) for file, data in self._contents.items()}

    def read(self, lines: Iterable[str]) -> None:
        """Take in a whole trace, calls of several threads joined where they were interrupted."""
        for line in lines:
            if (match := _UNFINISHED.match(line)) is not None:
                self._unfinished[match[1]] = match[2]
                continue
            whole = line
            if (match := _RESUMED.match(line)) is not None:
                whole = f"{match[1]} {self._unfinished.pop(match[1], '')}{match[2]}"
            if (match := _LINE.match(whole)) is not None and int(match[4]) >= 0:
                self._call(match[2], match[3], int(match[4]), match[1] + match[5])

    def _call(self, name: str, arguments: str, result: int, rest: str) -> None:
        reader = getattr(self, f"_on_{_SAME_AS.get(name, name)}", None)
        if reader is not None:
            reader(arguments, result, rest)

    # ---- what a line says ---------------------------------------------------------------

    def _new_file(self, content: bytes = b"") -> int:
        self._next_file += 1
        self._contents[self._next_file] = bytearray(content)
        return self._next_file

    def _inside(self, path: str) -> str | None:
        """Give a path relative to the folder, None when it lies outside."""
        path = os.path.normpath(path)
        if path == self._root:
            return "."
        is_inside = path.startswith(self._root + "/")
        return path[len(self._root) + 1 :] if is_inside else None

    def _fd(self, arguments: str, place: int = 0) -> tuple[str, str | None]:
        """Give the number and the inner name of a descriptor; None when outside or deleted."""
        found = _FD.findall(arguments.split('"', 1)[0])
        if len(found) <= place or found[place][2]:
            return "", None
        return found[place][0], self._inside(_unhex(found[place][1]))

    def _paths(self, arguments: str) -> list[str | None]:
        """Give the inner names of the paths in a call, each with the folder it is relative to."""
        pattern = r'(?:(?:\d+|AT_FDCWD)<([^>]*)>, )?"((?:\\x[0-9a-f]{2})*)"'
        pairs = re.findall(pattern, arguments)
        return [self._inside(_absolute(_unhex(at) or self._here, path)) for at, path in pairs]

    # ---- opening, naming ------------------------------------------------------------------

    def _on_openat(self, arguments: str, result: int, rest: str) -> None:
        if "O_TMPFILE" in arguments and self._root in rest:
            raise NotModelled(f"O_TMPFILE: {arguments}")
        name = self._paths(arguments)[0]
        if name is None or name in self._folders:
            return
        file = self._names.get(name)
        if file is None:
            file = self._names[name] = self._new_file()
            self.operations.append(Enter(name, file))
        elif "O_TRUNC" in arguments and self._contents[file]:
            self._resize(file, 0)
        # -1: the position moves with reads, which are not traced
        is_read_write = "O_RDWR" in arguments
        self._positions[str(result), name] = -1 if is_read_write else 0
        if "O_APPEND" in arguments:
            self._positions[str(result), name] = -2

    def _on_rename(self, arguments: str, _result: int, _rest: str) -> None:
        old, new = self._paths(arguments)
        if old is None and new is None:
            return
        if old is None or new is None or old in self._folders:
            raise NotModelled(f"renaming a folder, or in and out of it: {old} {new}")
        self._names[new] = self._names.pop(old)
        self.operations.append(Move(old, new))

    def _on_unlink(self, arguments: str, _result: int, _rest: str) -> None:
        name = self._paths(arguments)[0]
        if name is None:
            return
        if name in self._folders:
            self._folders.discard(name)
        else:
            del self._names[name]
        self.operations.append(Leave(name))

    def _on_link(self, arguments: str, _result: int, _rest: str) -> None:
        old, new = self._paths(arguments)
        if new is None:
            return
        if old is None:
            raise NotModelled(f"a link into the folder: {new}")
        self._names[new] = self._names[old]
        self.operations.append(Enter(new, self._names[old]))

    def _on_symlink(self, arguments: str, _result: int, _rest: str) -> None:
        if self._paths(arguments)[-1] is not None:
            raise NotModelled("a symbolic link")

    def _on_chdir(self, arguments: str, _result: int, _rest: str) -> None:
        self._here = _absolute(self._here, _TEXT.findall(arguments)[0])

    def _on_mkdir(self, arguments: str, _result: int, _rest: str) -> None:
        name = self._paths(arguments)[0]
        if name is not None and name != ".":
            self._folders.add(name)
            self.operations.append(MakeFolder(name))

    # ---- bytes ----------------------------------------------------------------------------

    def _on_write(self, arguments: str, result: int, _rest: str) -> None:
        fd, name = self._fd(arguments)
        if name is None:
            if _unhex_fd(arguments) == self._acks:
                for line in _data(arguments)[:result].decode().splitlines():
                    self.operations.append(Ack(line))
            return
        file = self._names[name]
        position = self._positions.get((fd, name), -1)
        if position == -2:
            self._write(file, len(self._contents[file]), _data(arguments)[:result])
            return
        if position < 0:
            raise NotModelled(f"write at an unknown position of {name}")
        self._write(file, position, _data(arguments)[:result])
        self._positions[fd, name] = position + result

    def _on_pwrite64(self, arguments: str, result: int, _rest: str) -> None:
        _, name = self._fd(arguments)
        if name is not None:
            offset = int(arguments.rsplit(", ", 1)[1])
            self._write(self._names[name], offset, _data(arguments)[:result])

    def _on_pwritev2(self, arguments: str, result: int, rest: str) -> None:
        self._on_pwrite64(arguments.rsplit(", ", 1)[0], result, rest)  # without the flags

    def _on_lseek(self, arguments: str, result: int, _rest: str) -> None:
        fd, name = self._fd(arguments)
        if name is not None and self._positions.get((fd, name), -1) >= 0:
            self._positions[fd, name] = result

    def _on_sendfile(self, arguments: str, result: int, _rest: str) -> None:
        fd, name = self._fd(arguments)
        source_fd, source = self._fd(arguments, 1)
        if name is None or result == 0:
            return
        if source is None:
            raise NotModelled("bytes copied by the kernel from outside the folder")
        match = re.search(r"\[(\d+)\]", arguments)
        start = int(match[1]) if match else self._positions.get((source_fd, source), 0)
        data = bytes(self._contents[self._names[source]][start : start + result])
        position = max(0, self._positions.get((fd, name), 0))
        self._write(self._names[name], position, data)
        self._positions[fd, name] = position + result
        if not match:
            self._positions[source_fd, source] = start + result

    def _on_mmap(self, arguments: str, _result: int, _rest: str) -> None:
        if "MAP_SHARED" in arguments and "PROT_WRITE" in arguments:
            _, name = self._fd(arguments)
            if name is not None and not name.endswith("-shm"):
                raise NotModelled(f"memory-mapped writing of {name}")

    def _on_ftruncate(self, arguments: str, _result: int, _rest: str) -> None:
        _, name = self._fd(arguments)
        if name is not None:
            self._resize(self._names[name], int(arguments.rsplit(", ", 1)[1]))

    def _on_truncate(self, arguments: str, _result: int, _rest: str) -> None:
        name = self._paths(arguments)[0]
        if name is not None:
            self._resize(self._names[name], int(arguments.rsplit(", ", 1)[1]))

    def _on_fallocate(self, arguments: str, _result: int, _rest: str) -> None:
        _, name = self._fd(arguments)
        if name is None:
            return
        mode, offset, length = arguments.split(", ")[1:]
        if mode != "0":
            raise NotModelled(f"fallocate {mode}")
        file = self._names[name]
        self._resize(file, max(len(self._contents[file]), int(offset) + int(length)))

    def _on_fsync(self, arguments: str, _result: int, _rest: str) -> None:
        _, name = self._fd(arguments)
        if name is None:
            return
        is_folder = name in self._folders
        self.operations.append(SyncFolder(name) if is_folder else Sync(self._names[name]))

    def _on_sync(self, _arguments: str, _result: int, _rest: str) -> None:
        self.operations.extend(Sync(file) for file in set(self._names.values()))
        self.operations.extend(SyncFolder(name) for name in self._folders)

    def _write(self, file: int, offset: int, data: bytes) -> None:
        content = self._contents[file]
        if offset > len(content):
            content.extend(bytes(offset - len(content)))
        content[offset : offset + len(data)] = data
        self.operations.append(Write(file, offset, data))

    def _resize(self, file: int, size: int) -> None:
        content = self._contents[file]
        del content[size:]
        content.extend(bytes(size - len(content)))
        self.operations.append(Resize(file, size))


_SAME_AS = {
    "open": "openat",
    "creat": "openat",
    "writev": "write",
    "pwritev": "pwrite64",
    "fdatasync": "fsync",
    "renameat": "rename",
    "renameat2": "rename",
    "unlinkat": "unlink",
    "rmdir": "unlink",
    "linkat": "link",
    "symlinkat": "symlink",
    "mkdirat": "mkdir",
    "copy_file_range": "sendfile",
    "syncfs": "sync",
}


def _unhex(text: str) -> str:
    return bytes.fromhex(text.replace("\\x", "")).decode("utf-8", "surrogateescape")


def _absolute(folder: str, path: str) -> str:
    return str(PurePosixPath(folder, _unhex(path)))


def _unhex_fd(arguments: str) -> str:
    match = _FD.match(arguments)
    return _unhex(match[2]) if match else ""


def _data(arguments: str) -> bytes:
    """Give the bytes of all buffers in a call."""
    return b"".join(bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(arguments))
