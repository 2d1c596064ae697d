"""Paths on a simulated disk: what the product asks of ``pathlib.Path`` and of small files."""

import os
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from tests.simulation.disk import DISKS, Disk, File, PowerCut, disk_of


class SimPath(PurePosixPath):
    """A path on a simulated disk, with what the product asks of ``pathlib.Path``."""

    __slots__ = ()

    def _place(self) -> tuple[Disk, str]:
        return disk_of(str(self))

    def exists(self) -> bool:
        if len(self.parts) == 2:
            return self.parts[1] in DISKS
        disk, name = self._place()
        return name in disk.names

    def is_dir(self) -> bool:
        return len(self.parts) == 2 and self.exists()

    def is_file(self) -> bool:
        return len(self.parts) > 2 and self.exists()

    def absolute(self) -> "SimPath":
        return self

    def stat(self) -> Any:
        disk, name = self._place()
        if name not in disk.names:
            raise FileNotFoundError(name)
        return _Stat(len(disk.names[name].seen))

    def iterdir(self) -> "Iterator[SimPath]":
        return iter([self / name for name in sorted(DISKS[self.parts[1]].names)])

    def glob(self, pattern: str) -> "Iterator[SimPath]":
        return iter([path for path in self.iterdir() if path.match(pattern)])

    def mkdir(self, *_: Any, **__: Any) -> None:
        return None

    def unlink(self, missing_ok: bool = False) -> None:
        disk, name = self._place()
        if name not in disk.names:
            if missing_ok:
                return
            raise FileNotFoundError(name)
        _strike(disk)
        del disk.names[name]

    def rename(self, target: Any) -> "SimPath":
        disk, name = self._place()
        if name not in disk.names:
            raise FileNotFoundError(name)
        _strike(disk)
        disk.names[disk_of(str(target))[1]] = disk.names.pop(name)
        return SimPath(target)

    replace = rename

    def read_bytes(self) -> bytes:
        disk, name = self._place()
        if name not in disk.names:
            raise FileNotFoundError(name)
        return bytes(disk.names[name].seen)

    def write_bytes(self, content: bytes) -> int:
        disk, name = self._place()
        _strike(disk)
        file = disk.names.setdefault(name, File())
        file.cut(0)
        file.write(content, 0)
        return len(content)

    def touch(self, **_: Any) -> None:
        disk, name = self._place()
        disk.names.setdefault(name, File())

    def open(self, mode: str = "r", **_: Any) -> Any:
        assert mode in ("w", "wb"), mode
        return _Writing(self)

    def read_text(self, **_: Any) -> str:
        return self.read_bytes().decode()

    def sync(self) -> None:
        """What fsync does to a file, or to the names in a folder."""
        if len(self.parts) == 2:
            DISKS[self.parts[1]].sync_names()
        else:
            disk, name = self._place()
            _strike(disk)
            disk.names[name].sync()


class _Writing:
    """A small file being written, as ``open("wb")`` gives it."""

    def __init__(self, path: SimPath) -> None:
        self._path = path
        self._content = b""
        self._handle: int | None = None

    def __enter__(self) -> "_Writing":
        return self

    def __exit__(self, *_: Any) -> None:
        if self._handle is not None:
            os.close(self._handle)

    def write(self, content: bytes | str) -> None:
        self._content += content.encode() if isinstance(content, str) else content

    def flush(self) -> None:
        self._path.write_bytes(self._content)

    def fileno(self) -> int:
        self._handle = os.open(self._path, os.O_RDWR)
        return self._handle


def _strike(disk: Disk) -> None:
    if not disk.strike():
        raise PowerCut(disk.name)


class _Stat:
    def __init__(self, size: int) -> None:
        self.st_size = size
