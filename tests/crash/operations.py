"""What a process did to a folder, in order: the only facts that a power cut can act on."""

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes put at a place of a file. A file is a number: names come and go."""

    file: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Resize:
    """A file cut or stretched to a size."""

    file: int
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """The file's bytes and size are on the disk for certain; its name may not be."""

    file: int


@dataclass(frozen=True, slots=True)
class Enter:
    """A name now leads to a file."""

    name: str
    file: int

    def folders(self) -> set[str]:
        return {folder_of(self.name)}


@dataclass(frozen=True, slots=True)
class Leave:
    """A name is gone."""

    name: str

    def folders(self) -> set[str]:
        return {folder_of(self.name)}


@dataclass(frozen=True, slots=True)
class Move:
    """A file changed its name and replaced whatever had the new one."""

    old: str
    new: str

    def folders(self) -> set[str]:
        return {folder_of(self.old), folder_of(self.new)}


@dataclass(frozen=True, slots=True)
class MakeFolder:
    """A folder came into being."""

    name: str

    def folders(self) -> set[str]:
        return {folder_of(self.name)}


@dataclass(frozen=True, slots=True)
class SyncFolder:
    """The names in this folder are on the disk for certain."""

    name: str


@dataclass(frozen=True, slots=True)
class Ack:
    """The process said that something is done: from here on it may not be lost."""

    text: str


Naming = Enter | Leave | Move | MakeFolder
Operation = Write | Resize | Sync | Naming | SyncFolder | Ack


def folder_of(name: str) -> str:
    """Give the folder a name stands in; the recorded folder itself is ``.``."""
    return str(PurePosixPath(name).parent)
