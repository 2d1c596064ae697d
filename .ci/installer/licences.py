"""Whose work is in the installer: the list of parts (SBOM, CycloneDX) and all their licences.

A library counts when a file of it went into the bundle; what is locked but was left out does not
count. Works inside other works are in the list as well: inner.py.
"""

import hashlib
import re
import sys
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import Distribution
from pathlib import Path
from typing import Final

from cyclonedx.factory.license import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from installer import inner, places
from installer.bundle import moment_of_commit

_PACKAGES: Final = places.WINDOWS_PYTHON / "Lib" / "site-packages"
_TEXTS: Final = places.WINDOWS_RESOURCES / "licences"
_IS_TEXT: Final = re.compile(r"(licen[cs]e|copying|notice|copyright|authors)", re.IGNORECASE)
_LGPL: Final = ("LGPL-3.0.txt", "GPL-3.0.txt")
_RULE: Final = "=" * 100
_READ_BY_US: Final = {
    "PySide6_Essentials": "LGPL-3.0-only",  # of the ones offered
    "shiboken6": "LGPL-3.0-only",
    "pyserial": "BSD-3-Clause",
    "sqlcipher3": "Zlib",
    "backports.tarfile": "MIT",
    "jaraco.classes": "MIT",
}
"""What the package itself says in no word, or in no word that a program understands."""


@dataclass(frozen=True)
class Part:
    """One work of others. ``inside`` names the part whose files it comes in."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]
    inside: str = ""
    sha256: str = ""

    @property
    def is_package(self) -> bool:
        """Whether it is a package of Python's, with a file of its own."""
        return bool(self.sha256)


_OF_QT: Final = (
    "Qt and PySide6 are used unchanged, as libraries of their own in _internal/PySide6 and"
    " _internal/shiboken6, which may be replaced by others of the same interface. Their sources are"
    " published by the Qt Project under the version named here."
)
_SQLCIPHER: Final = "Copyright (c) 2008-2025, ZETETIC LLC. All rights reserved."
_SHOWN_OF: Final = {
    "OpenSSL": "Apache-2.0, whose text is that of Ronghe POS: LICENSE, beside this file.",
    "SQLite": "The authors of SQLite have put it into the public domain.",
    "liblzma": "Its authors have put it into the public domain.",
    "zlib": "Copyright (C) 1995-2024 Jean-loup Gailly and Mark Adler. Provided 'as is'.",
    "Expat": (
        "Copyright (c) 1998-2000 Thai Open Source Software Center Ltd and Clark Cooper."
        " Copyright (c) 2001-2024 Expat maintainers. MIT, whose text stands above, with cbor2."
    ),
    "libmpdec": (
        "Copyright (c) 2008-2020 Stefan Krah."
        " BSD-2-Clause, whose text stands above, with xlsxwriter."
    ),
    "libpng": "Its licence stands above, with pillow, which brings it too.",
    "libjpeg-turbo": "Its licences stand above, with pillow.",
    "PCRE2": (
        "Copyright (c) 1997-2024 University of Cambridge, Philip Hazel, Zoltan Herczeg."
        " BSD-3-Clause, whose text stands below, with SQLCipher."
    ),
    inner.MICROSOFT: (
        "Distributable code of Microsoft's, unchanged. Its terms stand above, with CPython, under"
        ' "Additional Conditions for this Windows binary build".'
    ),
}
"""Of what is inside others and does not come with its own words; the rest does."""

_START: Final = "What Windows starts, as it comes with PyInstaller, whose licence stands above."
_PYSERIAL: Final = "Copyright (c) 2001-2020 Chris Liechti. All rights reserved."
_NSIS: Final = (
    "Setup.exe and uninstall.exe are made with NSIS. Copyright (c) 1999-2021 its contributors."
    " Provided 'as is', without any warranty; free to use, change and pass on (zlib/libpng)."
    " Its LZMA decoder is Igor Pavlov's: CPL-1.0 with an exception for programs linked with it."
)


def parts_of(bundle: Path, came_from: Iterable[str]) -> list[Part]:
    """Find whose files went in; in alphabetical order, those inside others after them."""
    owners = _owners()
    marker = "/site-packages/"
    used = {
        owners[path.partition(marker)[2].lower()]
        for path in (name.replace("\\", "/") for name in came_from)
        if path.partition(marker)[2].lower() in owners
    }
    libraries = bundle / "_internal"
    found = [_part(_PACKAGES / name) for name in used | {_start_of_a_program()}]
    parts = sorted([*found, _python(libraries)], key=lambda part: part.name.lower())
    return parts + _inside(parts, libraries)


def texts(parts: Iterable[Part]) -> str:
    """Write everything that has to be shown to whoever gets the program."""
    written = [
        "Ronghe POS contains the works of others that are named here, with their licences.\n"
    ]
    for part in parts:
        inside = f", inside {part.inside}" if part.inside else ""
        written.append(f"{_RULE}\n{part.name} {part.version}{inside}: {part.licence}\n{_RULE}\n")
        written += [f"{text.strip()}\n" for text in part.texts]
    return "\n".join(written)


def bill_of_materials(parts: Sequence[Part]) -> str:
    """Write the list of parts as CycloneDX 1.6, the same bytes for the same parts."""
    bom = Bom()
    moment = datetime.fromtimestamp(moment_of_commit(), UTC)
    till = Component(
        name=places.PROGRAM,
        version=places.version(),
        type=ComponentType.APPLICATION,
        bom_ref=places.PROGRAM,
        licenses=[LicenseFactory().make_from_string("Apache-2.0")],
    )
    bom.metadata.component = till
    bom.metadata.timestamp = moment
    components = [_component(part) for part in parts]
    for component in components:
        bom.components.add(component)
    outer = {part.name: component for part, component in zip(parts, components, strict=True)}
    for part, component in zip(parts, components, strict=True):
        bom.register_dependency(outer.get(part.inside, till), [component])
    named = f"{places.PROGRAM} {places.version()} {moment.isoformat()}"
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_OID, named)
    written = JsonV1Dot6(bom).output_as_string(indent=1)
    problem = JsonStrictValidator(SchemaVersion.V1_6).validate_str(written)
    if problem is not None:
        sys.exit(f"the list of parts is not CycloneDX: {problem}")
    return written + "\n"


def _component(part: Part) -> Component:
    kind = "pypi" if part.is_package else "generic"
    name = part.name.lower().replace("_" if part.is_package else " ", "-")
    return Component(
        name=part.name,
        version=part.version or None,
        type=ComponentType.LIBRARY,
        bom_ref=f"{part.inside}/{part.name}" if part.inside else part.name,
        licenses=[LicenseFactory().make_from_string(part.licence)],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=part.sha256)] if part.sha256 else [],
        purl=PackageURL(kind, name=name, version=part.version or None),
        description=f"inside {part.inside}" if part.inside else None,
    )


def _owners() -> dict[str, str]:
    """Every installed file, in lower case as Windows sees it, and the package that brought it."""
    owners = {}
    for folder in sorted(_PACKAGES.glob("*.dist-info")):
        for file in Distribution.at(folder).files or []:
            owners[str(file).lower()] = folder.name
    return owners


def _start_of_a_program() -> str:
    """PyInstaller is no library of the program, but its start is what Windows runs."""
    (folder,) = _PACKAGES.glob("pyinstaller-*.dist-info")
    return folder.name


def _part(folder: Path) -> Part:
    packed = Distribution.at(folder)
    name, version = packed.name, packed.version
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    own = [file.read_text("utf-8", "replace") for file in files if _IS_TEXT.search(file.name)]
    if name == "pyserial":  # its package has none
        own = [_PYSERIAL, _text("BSD-3-Clause.txt")]
    elif name in ("PySide6_Essentials", "shiboken6"):
        own = [_OF_QT, "The text of the licence stands below, with Qt."]
    if not own:
        sys.exit(f"{name} {version} brings no licence text: find it and say so in licences.py")
    (wheel,) = (
        file
        for file in places.WHEELS.glob("*.whl")
        if _plain(file.name.split("-")[0]) == _plain(name)
    )
    content = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return Part(name, version, _licence(packed), tuple(own), sha256=content)


def _licence(packed: Distribution) -> str:
    """Name the licence as its author did; an old package does so in one of three places."""
    if packed.name in _READ_BY_US:
        return _READ_BY_US[packed.name]
    said = packed.metadata.get("License-Expression") or packed.metadata.get("License")
    if said and "\n" not in said and said != "UNKNOWN":
        return str(said)
    kinds = [one for one in packed.metadata.get_all("Classifier") or [] if "License ::" in one]
    if not kinds:
        sys.exit(f"{packed.name} does not name its licence: read it and say so in licences.py")
    return " and ".join(kind.rpartition(":: ")[2] for kind in kinds)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _python(libraries: Path) -> Part:
    """Name CPython, whose version its one large library says."""
    text = (places.WINDOWS_PYTHON / "LICENSE.txt").read_text(encoding="utf-8")
    itself = inner.Inner("CPython", "", "", "python311.dll", rb"\x00(3\.11\.\d+)\x00")
    return Part("CPython", inner.version_of(itself, libraries), "PSF-2.0", (text,))


def _inside(parts: list[Part], libraries: Path) -> list[Part]:
    """Name what no package file names, and what Setup.exe and the program begin with."""
    outer = {part.name: part for part in parts}
    found = [
        Part(one.name, inner.version_of(one, libraries), one.licence, _shown_of(one), one.inside)
        for one in inner.WORKS
        if one.inside in outer
    ]
    start = outer["pyinstaller"]
    return [
        *found,
        Part("PyInstaller bootloader", start.version, start.licence, (_START,), start.name),
        Part(inner.NSIS, inner.version_of_nsis(), "Zlib", (_NSIS,), "Setup.exe"),
    ]


def _shown_of(work: inner.Inner) -> tuple[str, ...]:
    """Give what has to be shown of a work inside another."""
    if work.name == "Qt":
        return (_OF_QT, *(_text(name) for name in _LGPL))
    if work.name == "SQLCipher":
        return (_SQLCIPHER, _text("BSD-3-Clause.txt"))
    return (_SHOWN_OF.get(work.name, f"Its licence stands above, with {work.inside}."),)


def _text(name: str) -> str:
    return (_TEXTS / name).read_text(encoding="utf-8")
