"""Works inside other works: no package file names them, so what they are is read in their files.

Every version comes out of the bytes that are shipped. A file that no longer says it where it did,
or says two, stops the build: then somebody has to look.
"""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pefile

_OPENSSL: Final = rb"OpenSSL (\d+\.\d+\.\d+) +\d+ \w{3} \d{4}"
_SQLCIPHER: Final = "sqlcipher3/_sqlite3.*.pyd"
_PILLOW: Final = "PIL/_imaging.*.pyd"
_QT: Final = "PySide6_Essentials"
MICROSOFT: Final = "Microsoft Visual C++ Runtime"
NSIS: Final = "NSIS"


@dataclass(frozen=True)
class Inner:
    """One of them: ``inside`` names the part, ``file`` where it is below ``_internal``.

    ``said`` finds its version there; None: it is the version of the file itself, as Windows shows
    it; empty: it says none.
    """

    name: str
    inside: str
    licence: str
    file: str
    said: bytes | None


WORKS: Final = (
    Inner("OpenSSL", "CPython", "Apache-2.0", "libcrypto-3.dll", _OPENSSL),
    Inner("zlib", "CPython", "Zlib", "python311.dll", rb"\x00(1\.\d\.\d+(?:\.\d+)?)\x00"),
    Inner("Expat", "CPython", "MIT", "pyexpat.pyd", rb"expat_(\d+\.\d+\.\d+)"),
    Inner("libmpdec", "CPython", "BSD-2-Clause", "_decimal.pyd", rb"\x00(2\.\d+\.\d+)\x00"),
    Inner("libffi", "CPython", "MIT", "libffi-8.dll", b""),
    Inner("liblzma", "CPython", "LicenseRef-Public-Domain", "_lzma.pyd", b""),
    Inner("OpenSSL", "cryptography", "Apache-2.0", "cryptography/**/_rust.pyd", _OPENSSL),
    Inner("libjpeg-turbo", "pillow", "IJG", _PILLOW, rb"\x00(3\.\d\.\d+)\x00"),
    Inner("libtiff", "pillow", "libtiff", _PILLOW, rb"LIBTIFF, Version (\d+\.\d+\.\d+)"),
    Inner("OpenJPEG", "pillow", "BSD-2-Clause", _PILLOW, rb"\x00(2\.5\.\d+)\x00"),
    Inner("zlib-ng", "pillow", "Zlib", _PILLOW, rb" zlib-ng (\d+\.\d+\.\d+)\x00"),
    Inner("Qt", _QT, "LGPL-3.0-only", "PySide6/Qt6Core.dll", None),
    Inner("PCRE2", _QT, "BSD-3-Clause", "PySide6/Qt6Core.dll", rb"(10\.\d+) 20\d\d-\d\d-\d\d"),
    Inner("libpng", _QT, "libpng-2.0", "PySide6/Qt6Gui.dll", rb"\x00(1\.6\.\d+)\x00"),
    Inner(
        "libjpeg-turbo", _QT, "IJG", "PySide6/**/qjpeg.dll", rb"libjpeg-turbo version (\d\.\d\.\d)"
    ),
    Inner(MICROSOFT, _QT, "LicenseRef-Microsoft-Distributable-Code", "VCRUNTIME140.dll", None),
    Inner("SQLCipher", "sqlcipher3", "BSD-3-Clause", _SQLCIPHER, rb"\x00(4\.\d+\.\d+)\x00+%s %s"),
    Inner("SQLite", "sqlcipher3", "blessing", _SQLCIPHER, rb"(?<![\d.])(3\.\d\d\.\d{1,2})\x00"),
    Inner("OpenSSL", "sqlcipher3", "Apache-2.0", _SQLCIPHER, _OPENSSL),
)
"""Those that somebody asks for when a weakness becomes known: what encrypts, what reads files of
others, what everything runs on."""


def version_of(work: Inner, libraries: Path) -> str:
    """Read a version in the folder ``_internal``."""
    found = [file for file in libraries.glob(work.file) if file.is_file()]
    if len(found) != 1:
        sys.exit(f"{work.name} inside {work.inside} is in {len(found)} files {work.file}, not one")
    if work.said is None:
        return _of_windows(found[0])
    if not work.said:
        return ""
    said = set(re.findall(work.said, found[0].read_bytes()))
    if len(said) != 1:
        sys.exit(f"{found[0].name} does not say its version of {work.name} once: {sorted(said)}")
    version: bytes = said.pop()
    return version.decode("ascii")


def version_of_nsis() -> str:
    """Ask the tool that puts its own start before the files; Setup.exe says the same of itself."""
    done = subprocess.run(["makensis", "-VERSION"], stdout=subprocess.PIPE, check=True)
    return done.stdout.decode("ascii").strip().removeprefix("v")


def _of_windows(file: Path) -> str:
    """Read the version of a library as Windows shows it; a fourth number of zero is none."""
    image = pefile.PE(str(file), fast_load=True)
    image.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_RESOURCE"]])
    (said,) = image.VS_FIXEDFILEINFO
    image.close()
    pairs = (said.ProductVersionMS, said.ProductVersionLS)
    numbers = [half for pair in pairs for half in (pair >> 16, pair & 0xFFFF)]
    return ".".join(map(str, numbers)).removesuffix(".0")
