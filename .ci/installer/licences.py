"""Whose work is in the installer: the list of parts (SBOM, CycloneDX) and all their licences.

A library counts when a file of it went into the bundle; what is locked but was left out does not
count. Inside some libraries stand others that no package file names: those are listed by hand.
"""

import hashlib
import re
import sys
import uuid
from collections.abc import Iterable
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

from installer import places
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
_PYSERIAL: Final = "Copyright (c) 2001-2020 Chris Liechti. All rights reserved."
_SQLITE: Final = "The authors of SQLite have put it into the public domain."
_NSIS: Final = (
    "Setup.exe and uninstall.exe are made with NSIS. Copyright (c) 1999-2021 its contributors."
    " Provided 'as is', without any warranty; free to use, change and pass on (zlib/libpng)."
    " Its LZMA decoder is Igor Pavlov's: CPL-1.0 with an exception for programs linked with it."
)


def parts_of(came_from: Iterable[str]) -> list[Part]:
    """Find whose files went in; in alphabetical order, those inside others after them."""
    owners = _owners()
    marker = "/site-packages/"
    used = {
        owners[path.partition(marker)[2].lower()]
        for path in (name.replace("\\", "/") for name in came_from)
        if path.partition(marker)[2].lower() in owners
    }
    found = [_part(_PACKAGES / name) for name in used | {_start_of_a_program()}]
    parts = sorted([*found, _python()], key=lambda part: part.name.lower())
    names = {part.name for part in parts}
    return parts + [part for part in _inside(parts) if part.inside in names | {"Setup.exe"}]


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


def bill_of_materials(parts: Iterable[Part]) -> str:
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
    bom.register_dependency(till, components)
    named = f"{places.PROGRAM} {places.version()} {moment.isoformat()}"
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_OID, named)
    written = JsonV1Dot6(bom).output_as_string(indent=1)
    problem = JsonStrictValidator(SchemaVersion.V1_6).validate_str(written)
    if problem is not None:
        sys.exit(f"the list of parts is not CycloneDX: {problem}")
    return written + "\n"


def _component(part: Part) -> Component:
    url = PackageURL("pypi", name=part.name.lower().replace("_", "-"), version=part.version)
    return Component(
        name=part.name,
        version=part.version or None,
        type=ComponentType.LIBRARY,
        bom_ref=f"{part.inside}/{part.name}" if part.inside else part.name,
        licenses=[LicenseFactory().make_from_string(part.licence)],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=part.sha256)] if part.sha256 else [],
        purl=url if part.is_package else None,
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


def _python() -> Part:
    text = (places.WINDOWS_PYTHON / "LICENSE.txt").read_text(encoding="utf-8")
    return Part("CPython", "3.11.9", "PSF-2.0", (text,))


def _inside(parts: list[Part]) -> list[Part]:
    """Name what no package file names. Of most the version is that of what they are inside of."""
    qt = next(part.version for part in parts if part.name == "PySide6_Essentials")
    apache = "Apache-2.0, whose text is that of Ronghe POS: LICENSE, beside this file"
    lgpl = tuple(_text(name) for name in _LGPL)
    return [
        Part("Qt", qt, "LGPL-3.0-only", (_OF_QT, *lgpl), "PySide6_Essentials"),
        Part(
            "SQLCipher", "", "BSD-3-Clause", (_SQLCIPHER, _text("BSD-3-Clause.txt")), "sqlcipher3"
        ),
        Part("SQLite", "", "blessing", (_SQLITE,), "sqlcipher3"),
        Part("OpenSSL", "", "Apache-2.0", (apache,), "sqlcipher3"),
        Part("OpenSSL", "", "Apache-2.0", (apache,), "cryptography"),
        Part("OpenSSL", "", "Apache-2.0", (apache,), "CPython"),
        Part("NSIS", "", "Zlib", (_NSIS,), "Setup.exe"),
    ]


def _text(name: str) -> str:
    return (_TEXTS / name).read_text(encoding="utf-8")
