"""Releases of the real till: the one that `make installer` left, under other versions, some spoilt.

A version is made from the finished bundle: lines of Python are added behind those of a module that
is packed in the program, and nothing else of it changes. So what is tried is what is shipped, and a
release that is spoilt is spoilt in the one place that the test names.
"""

import marshal
import os
import shutil
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

import pytest
from installer import pack, places

from tests.updates.releases import Site

ROOT_FILE = "_internal/resources/updates/root.json"
_PYZ = "PYZ.pyz"
_TOC_AT = 8
"""Where a PYZ says at which byte its table begins; before that stand two marks of four bytes."""


@dataclass(frozen=True)
class Packed:
    """A version as a folder and as the Setup.exe that installs it."""

    version: str
    bundle: Path
    setup: Path

    @property
    def starter(self) -> Path:
        """The starter as it was packed."""
        return self.setup.with_suffix(".starter.exe")


def make(
    built: Path, folder: Path, version: str, site: Site, lines: Mapping[str, str] | None = None
) -> Packed:
    """Make a version that takes releases from ``site``; ``lines`` by the module they end."""
    bundle = folder / version / places.PROGRAM
    shutil.copytree(built, bundle, copy_function=os.link)
    root = bundle / ROOT_FILE
    root.parent.mkdir(exist_ok=True)
    root.unlink(missing_ok=True)  # a link to the built one's, if that has one
    root.write_bytes(site.root)
    added = {"pos_app": f'__version__ = "{version}"\n', **(lines or {})}
    program = bundle / f"{places.PROGRAM}.exe"
    changed = with_lines(program, added)
    program.unlink()
    program.write_bytes(changed)
    setup = folder / f"{places.PROGRAM}-{version}-setup.exe"
    pack.pack(bundle, setup, version, is_quick=True)
    return Packed(version, bundle, setup)


def with_lines(program: Path, added: Mapping[str, str]) -> bytes:
    """Give a program with lines added to some of its modules.

    A program of PyInstaller's ends with an archive (CArchive), and that holds the archive of
    modules (PYZ) as it is: a table at its end names where each lies.
    """
    readers = pytest.importorskip("PyInstaller.archive.readers")
    archive = readers.CArchiveReader(str(program))
    content = program.read_bytes()
    begin = archive._start_offset
    at, length, *_ = archive.toc[_PYZ]
    assert at == max(entry[0] for entry in archive.toc.values()), "the modules lie last"
    modules = _with_lines(content[begin + at : begin + at + length], added)
    cookie = struct.Struct(archive._COOKIE_FORMAT)
    mark, _, table_at, table_length, *rest = cookie.unpack(content[-cookie.size :])
    table = content[begin + table_at :][:table_length]
    entry = struct.Struct("!III")
    before = entry.pack(at, length, length)
    assert table.count(before) == 1
    table = table.replace(before, entry.pack(at, len(modules), len(modules)))
    table_at = at + len(modules)
    whole = table_at + len(table) + cookie.size
    end = cookie.pack(mark, whole, table_at, len(table), *rest)
    return content[: begin + at] + modules + table + end


def _with_lines(pyz: bytes, added: Mapping[str, str]) -> bytes:
    (table_at,) = struct.unpack_from("!i", pyz, _TOC_AT)
    table = dict(marshal.loads(pyz[table_at:]))
    blobs = bytearray(pyz[:table_at])
    for name, lines in added.items():
        kind, at, length = table[name]
        code = _joined(name, marshal.loads(zlib.decompress(pyz[at : at + length])), lines)
        blob = zlib.compress(marshal.dumps(code))
        table[name] = (kind, len(blobs), len(blob))
        blobs += blob
    struct.pack_into("!i", blobs, _TOC_AT, len(blobs))
    return bytes(blobs) + marshal.dumps(list(table.items()))


def _joined(name: str, code: CodeType, lines: str) -> CodeType:
    """Give code that does what a module does, and then what the lines say."""
    words = f"import marshal\nexec(marshal.loads({marshal.dumps(code)!r}), globals())\n{lines}"
    return compile(words, f"{name}.py", "exec")
