"""A disk in memory that loses what a real one may lose, and an SQLite VFS on it.

What is written is seen at once and is on the platter after a sync only. After a power cut there is
what was synced plus a random part of the 512-byte sectors that were not; a file whose name was not
synced may be gone. SQLite's own promises hold on it and are what validates it (test_disk.py): with
synchronous=FULL nothing is lost, with NORMAL the last commits, with OFF the file is damaged.

WAL without shared memory asks for ``locking_mode=exclusive`` and one connection a file: driver.py.
"""

from random import Random
from typing import Any, Final

import apsw

SECTOR: Final = 512
VFS_NAME: Final = "simulated"
_POWERSAFE_OVERWRITE: Final = 0x1000
_PAGE: Final = 4096
_NAME_SYNCED: Final = (
    apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_SUPER_JOURNAL | apsw.SQLITE_OPEN_WAL
)
"""For these SQLite syncs the folder with the first sync of a file it made (os_unix.c)."""


class PowerCut(BaseException):
    """The power goes in the middle of a write or sync. Nothing may catch it but the world."""


class File:
    """One file: as the process sees it, and as the platter has it."""

    __slots__ = ("dirty", "is_unnamed", "kept", "seen")

    def __init__(self, content: bytes = b"") -> None:
        self.seen = bytearray(content)
        self.kept = bytearray(content)
        self.dirty: list[tuple[int, int]] = []
        self.is_unnamed = False

    def write(self, data: bytes, offset: int) -> None:
        end = offset + len(data)
        missing = offset - len(self.seen)
        if missing > 0:
            self.seen += bytes(missing)
            self.dirty.append((offset - missing, offset))
        self.seen[offset:end] = data
        self.dirty.append((offset, end))

    def cut(self, size: int) -> None:
        del self.seen[size:]
        self.dirty.append((size, size))

    def sync(self) -> None:
        size = len(self.seen)
        del self.kept[size:]
        if len(self.kept) < size:
            self.kept += bytes(size - len(self.kept))
        for start, end in self.dirty:
            self.kept[start:end] = self.seen[start : min(end, size)]
        self.dirty.clear()

    def after_cut(self, rng: Random) -> "File":
        """Give what a power cut leaves: each un-synced sector is there or not."""
        left = bytearray(self.kept)
        likely = rng.choice((0.0, 0.1, 0.5, 0.5, 0.9, 1.0))
        sectors = sorted({at for span in self.dirty for at in _sectors(*span)})
        for sector in sectors:
            if rng.random() < likely:
                start = sector * SECTOR
                data = self.seen[start : start + SECTOR]
                left += bytes(max(0, start + len(data) - len(left)))
                left[start : start + len(data)] = data
        if len(self.seen) < len(left) and self.dirty and rng.random() < likely:
            del left[len(self.seen) :]
        return File(bytes(left))


def _sectors(start: int, end: int) -> range:
    return range(start // SECTOR, -(-end // SECTOR))


class Disk:
    """The files of one machine. Dead after a power cut or kill: a new one is made of what is left.

    ``fuse``: after so many writes and syncs the power goes. ``room``: bytes that are left.
    ``bad_reads``: so many of the next reads fail.
    """

    def __init__(self, name: str, files: dict[str, File] | None = None) -> None:
        self.name = name
        self.names: dict[str, File] = dict(files or {})
        self.kept_names: dict[str, File] = dict(files or {})
        self.fuse: int | None = None
        self.room: int | None = None
        self.bad_reads = 0
        self.busy = 0
        self.is_dead = False
        self.writes = 0
        self.syncs = 0
        DISKS[name] = self

    # ---- what happens to it

    def survivor(self, rng: Random) -> "Disk":
        """Give the disk as it is after a power cut. Let go of its connections first (driver.py)."""
        assert self.is_dead
        files: dict[str, File] = {}
        for name in sorted({*self.names, *self.kept_names}):
            old, new = self.kept_names.get(name), self.names.get(name)
            entry = new if old is new or rng.random() < 0.5 else old
            if entry is not None:
                files[name] = entry.after_cut(rng)
        return self._successor(files)

    def killed(self) -> "Disk":
        """Give the disk as it is after the process alone died. See ``survivor``."""
        assert self.is_dead
        return self._successor({name: _copy(file) for name, file in sorted(self.names.items())})

    def image(self) -> dict[str, bytes]:
        """Copy what is seen now: a backup of a machine that stands still."""
        return {name: bytes(file.seen) for name, file in sorted(self.names.items())}

    def _successor(self, files: dict[str, File]) -> "Disk":
        return Disk(self.name, files)

    def strike(self) -> bool:
        """One write or sync: the power may go now. False on a dead disk, which keeps nothing.

        Only the first to meet the end is told: what SQLite does while it clears up is lost anyway.
        """
        if self.is_dead:
            return False
        if self.fuse is not None:
            self.fuse -= 1
            if self.fuse <= 0:
                self.is_dead = True
                raise PowerCut(self.name)
        return True

    # ---- names

    def sync_names(self) -> None:
        if not self.strike():
            return
        self.kept_names = dict(self.names)
        for file in self.names.values():
            file.is_unnamed = False

    def put(self, name: str, content: bytes) -> None:
        """Write a whole file durably, as a small file outside the database is written."""
        self.names[name] = self.kept_names[name] = File(content)

    def read(self, name: str) -> bytes | None:
        file = self.names.get(name)
        return None if file is None else bytes(file.seen)

    def used(self) -> int:
        return sum(len(file.seen) for file in self.names.values())


def _copy(file: File) -> File:
    other = File(bytes(file.seen))
    other.kept = bytearray(file.kept)
    other.dirty = list(file.dirty)
    return other


DISKS: Final[dict[str, Disk]] = {}
"""By name; a path ``/T1/till.db`` is the file till.db on the disk T1."""


def disk_of(path: str) -> tuple[Disk, str]:
    _, name, file = path.split("/", 2)
    return DISKS[name], file


class _Handle:
    """An open file, with the methods of apsw.VFSFile."""

    def __init__(self, disk: Disk, file: File, kind: int) -> None:
        self._disk = disk
        self._file = file
        self._is_name_synced = bool(kind & _NAME_SYNCED)

    def xRead(self, amount: int, offset: int) -> bytes:
        if self._disk.bad_reads > 0:
            self._disk.bad_reads -= 1
            raise apsw.exception_for(apsw.SQLITE_IOERR_READ)
        return bytes(self._file.seen[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        disk, file = self._disk, self._file
        disk.writes += 1
        if not disk.strike():
            return
        grown = offset + len(data) - len(file.seen)
        if disk.room is not None and grown > 0:
            if grown > disk.room:
                raise apsw.exception_for(apsw.SQLITE_FULL)
            disk.room -= grown
        file.write(data, offset)

    def xSync(self, _flags: int) -> None:
        disk = self._disk
        disk.syncs += 1
        if not disk.strike():
            return
        self._file.sync()
        if self._file.is_unnamed and self._is_name_synced:
            disk.sync_names()

    def xTruncate(self, size: int) -> None:
        if self._disk.strike():
            self._file.cut(size)

    def xFileSize(self) -> int:
        return len(self._file.seen)

    def xClose(self) -> None:
        return None

    def xLock(self, _level: int) -> None:
        return None

    def xUnlock(self, _level: int) -> None:
        return None

    def xCheckReservedLock(self) -> bool:
        return False

    def xFileControl(self, _op: int, _pointer: int) -> bool:
        return False

    def xSectorSize(self) -> int:
        return _PAGE

    def xDeviceCharacteristics(self) -> int:
        return _POWERSAFE_OVERWRITE


class _Vfs(apsw.VFS):
    def __init__(self) -> None:
        super().__init__(VFS_NAME, "")

    def xFullPathname(self, name: str) -> str:
        return name

    def xOpen(self, name: Any, flags: list[int]) -> Any:
        if name is None:  # a file of SQLite's own for the time being
            return super().xOpen(name, flags)
        path = name if isinstance(name, str) else name.filename()
        disk, short = disk_of(path)
        if disk.is_dead:
            raise PowerCut(disk.name)
        file = disk.names.get(short)
        if file is None:
            if not flags[0] & apsw.SQLITE_OPEN_CREATE:
                raise apsw.exception_for(apsw.SQLITE_CANTOPEN)
            file = disk.names[short] = File()
            file.is_unnamed = True
        flags[1] = flags[0]
        return _Handle(disk, file, flags[0])

    def xDelete(self, path: str, is_synced: bool) -> None:
        if path.split("/")[1] not in DISKS:
            return
        disk, short = disk_of(path)
        if not disk.strike():
            return
        disk.names.pop(short, None)
        if is_synced:
            disk.sync_names()

    def xAccess(self, path: str, _flags: int) -> bool:
        disk, short = disk_of(path)
        return short in disk.names


_VFS: Final = _Vfs()
