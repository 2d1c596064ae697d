"""The disk as it could be after a power cut.

Certain is only what was synced: a file's bytes and size by fsync or fdatasync of the file, a name
by fsync of its folder. Everything else may be there or not, write by write or, torn, sector by
sector. Names are lost from the newest back, as a journalling file system loses them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.crash.operations import (
    Ack,
    Enter,
    Leave,
    MakeFolder,
    Move,
    Naming,
    Operation,
    Resize,
    Sync,
    SyncFolder,
    Write,
    folder_of,
)

SECTOR = 512


@dataclass(frozen=True, slots=True)
class Variant:
    """One way the cut can fall: what becomes of unsynced bytes and of unsynced names."""

    data: str  # none, all, subset or torn
    names: str  # none, all or some
    seed: int = 0

    def __str__(self) -> str:
        return f"{self.data}/{self.names}/{self.seed}"


FIXED = (
    Variant("none", "none"),
    Variant("none", "all"),
    Variant("all", "none"),
    Variant("all", "all"),
)


def random_variant(seed: int) -> Variant:
    """Give the n-th of endlessly many other ways."""
    chance = Random(seed)
    data = chance.choice(["subset", "torn", "torn"])
    return Variant(data, chance.choice(["none", "all", "some", "some"]), seed)


@dataclass(slots=True)
class _File:
    certain: bytearray = field(default_factory=bytearray)
    pending: list[Write | Resize] = field(default_factory=list)


class Disk:
    """What is certain and what is pending, moved on one operation at a time."""

    def __init__(self, names: dict[str, int], contents: dict[int, bytes]) -> None:
        self._files = {file: _File(bytearray(data)) for file, data in contents.items()}
        self._names = dict(names)
        self._folders = {folder for name in names for folder in _folders_above(name)}
        self._pending_names: list[Naming] = []
        self.acks: list[str] = []

    def do(self, operation: Operation) -> None:
        """Take in the next operation."""
        match operation:
            case Write() | Resize():
                self._file(operation.file).pending.append(operation)
            case Sync():
                state = self._file(operation.file)
                for each in state.pending:
                    _apply(state.certain, each, None)
                state.pending.clear()
            case SyncFolder():
                kept: list[Naming] = []
                for naming in self._pending_names:
                    if operation.name in naming.folders():
                        _rename(self._names, self._folders, naming)
                    else:
                        kept.append(naming)
                self._pending_names = kept
            case Ack():
                self.acks.append(operation.text)
            case _:
                self._pending_names.append(operation)

    @property
    def is_settled(self) -> bool:
        """Tell whether a cut now could only have one outcome."""
        return not self._pending_names and not any(f.pending for f in self._files.values())

    def write_image(self, folder: Path, variant: Variant) -> None:
        """Build in an empty folder what this cut leaves."""
        names, folders = dict(self._names), set(self._folders)
        chance = Random(f"{variant.seed}/{len(self.acks)}/{len(self._pending_names)}")
        count = {"none": 0, "all": len(self._pending_names)}.get(
            variant.names, chance.randint(0, len(self._pending_names))
        )
        for naming in self._pending_names[:count]:
            _rename(names, folders, naming)
        for inner in sorted(folders):
            (folder / inner).mkdir(parents=True, exist_ok=True)
        for name, file in names.items():
            if folder_of(name) == "." or folder_of(name) in folders:
                with (folder / name).open("wb", buffering=0) as target:
                    target.write(self._content(file, variant, chance))

    def _file(self, file: int) -> _File:
        return self._files.setdefault(file, _File())

    def _content(self, file: int, variant: Variant, chance: Random) -> bytearray:
        state = self._file(file)
        if not state.pending or variant.data == "none":
            return state.certain
        content = bytearray(state.certain)
        if variant.data == "all":
            for each in state.pending:
                _apply(content, each, None)
            return content
        share = chance.choice([0.1, 0.5, 0.9])
        filler = chance if chance.random() < 0.25 else None
        for each in state.pending:
            pieces = _sectors(each) if variant.data == "torn" else (each,)
            for piece in pieces:
                if chance.random() < share:
                    _apply(content, piece, filler)
        return content


def _sectors(operation: Write | Resize) -> Iterable[Write | Resize]:
    if isinstance(operation, Resize):
        return [operation]
    pieces: list[Write | Resize] = []
    at, end = operation.offset, operation.offset + len(operation.data)
    while at < end:
        stop = min(end, (at // SECTOR + 1) * SECTOR)
        data = operation.data[at - operation.offset : stop - operation.offset]
        pieces.append(Write(operation.file, at, data))
        at = stop
    return pieces


def _apply(content: bytearray, operation: Write | Resize, filler: Random | None) -> None:
    """Do one operation; a gap that was never written is zeros, or with a filler what lay there."""
    if isinstance(operation, Resize):
        del content[operation.size :]
        content.extend(bytes(operation.size - len(content)))
        return
    gap = operation.offset - len(content)
    if gap > 0:
        content.extend(filler.randbytes(gap) if filler else bytes(gap))
    content[operation.offset : operation.offset + len(operation.data)] = operation.data


def _rename(names: dict[str, int], folders: set[str], naming: Naming) -> None:
    match naming:
        case Enter():
            names[naming.name] = naming.file
        case Leave():
            names.pop(naming.name, None)
            folders.discard(naming.name)
        case Move():
            file = names.pop(naming.old, None)
            if file is not None:
                names[naming.new] = file
        case MakeFolder():
            folders.add(naming.name)


def _folders_above(name: str) -> list[str]:
    folder = folder_of(name)
    return [] if folder == "." else [folder, *_folders_above(folder)]
