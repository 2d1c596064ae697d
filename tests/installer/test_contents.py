"""What is in the Windows bundle and what must never be; no Wine is needed to look."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from installer import places

ROOT = places.ROOT
MOST_INSTALLED, MOST_PACKED = 95_000_000, 35_000_000

NO_TILL_NEEDS = re.compile(
    r"direct_url\.json|opengl32sw|qt6(quick|qml|network|pdf|opengl|virtualkeyboard)|\.ts$"
    r"|^_internal/(sqlite3\.dll|_sqlite3)|(^|/)(tests?|sync|pos_app)/|\.pem$|\.key$|tzdata|\.py$"
    r"|qmodernwindowsstyle|\.dist-info/(record|licenses)"
)
"""Files in no bundle but two: the issuers of certificates, and the verifier, which is read."""

NOT_A_TILLS = (
    *("sync.cloud", "tests", "sqlite3", "_sqlite3", "tkinter", "unittest", "setuptools", "pip"),
    *("starlette", "uvicorn", "psycopg", "alembic", "pytest", "hypothesis", "numpy", "pandas"),
    *("multiprocessing", "charset_normalizer", "PySide6.QtNetwork", "PySide6.QtQml"),
)

# Everything that a program may take from Windows 10 itself; what is imported besides has to be in.
OF_WINDOWS = frozenset(
    [
        "advapi32",
        "authz",
        "bcrypt",
        "bcryptprimitives",
        "comctl32",
        "comdlg32",
        "crypt32",
        "d3d9",
        "d3d11",
        "d3d12",
        "dwmapi",
        "dwrite",
        "dxgi",
        "gdi32",
        "icuuc",
        "imm32",
        "iphlpapi",
        "kernel32",
        "mpr",
        "netapi32",
        "ntdll",
        "ole32",
        "oleaut32",
        "rpcrt4",
        "setupapi",
        "shell32",
        "shlwapi",
        "uiautomationcore",
        "user32",
        "userenv",
        "uxtheme",
        "version",
        "winmm",
        "winspool",
        "ws2_32",
        "wtsapi32",
    ]
)


@pytest.fixture(scope="module")
def files(built: Path) -> set[str]:
    """Every file of the bundle, in lower case and with one kind of slash."""
    return {
        str(file.relative_to(built)).replace("\\", "/").lower()
        for file in built.rglob("*")
        if file.is_file()
    }


@pytest.fixture(scope="module")
def archive(built: Path) -> Any:
    """What of Python's is packed into the program."""
    readers = pytest.importorskip("PyInstaller.archive.readers")
    program = readers.CArchiveReader(str(built / f"{places.PROGRAM}.exe"))
    return program.open_embedded_archive("PYZ.pyz")


@pytest.fixture(scope="module")
def modules(archive: Any) -> set[str]:
    """Every module of Python's that is packed into the program."""
    return set(archive.toc)


def test_no_reference_cloud_no_tests_and_no_second_sqlite_are_packed(modules: set[str]) -> None:
    assert not_a_tills(modules) == []


@pytest.mark.parametrize("planted", ["sync.cloud", "sync.cloud.api.sheets", "tests", "sqlite3"])
def test_a_module_that_does_not_belong_there_is_found(modules: set[str], planted: str) -> None:
    assert not_a_tills(modules | {planted, "sync.cloudy"}) == [planted]


def not_a_tills(modules: set[str]) -> list[str]:
    """Name the modules that no till may have."""
    return [name for name in modules if f"{name}.".startswith(tuple(f"{n}." for n in NOT_A_TILLS))]


def test_every_module_of_the_till_is_packed(modules: set[str]) -> None:
    for package in ("pos_app", "sync"):
        for file in (ROOT / package).rglob("*.py"):
            parts = file.relative_to(ROOT).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            if not f"{name}.".startswith("sync.cloud.") and parts[-1] != "__main__":
                assert name in modules


def test_everything_the_till_reads_is_there(files: set[str]) -> None:
    for folder in ("demo", "icons", "images", "notices", "qss", "rules", "sounds"):
        for file in (ROOT / "resources" / folder).rglob("*"):
            if file.is_file() and file.suffix not in {".py", ".md"}:
                assert f"_internal/{file.relative_to(ROOT)}".lower() in files
    for needed in (
        "resources/i18n/zh_cn.qm",
        "resources/i18n/en.qm",
        "resources/verifier/verify_journal.py",
        "biip/gs1_application_identifiers/_application_identifiers.json",
        "escpos/capabilities.json",
        "certifi/cacert.pem",
        "pyside6/translations/qtbase_zh_cn.qm",
        "pyside6/plugins/platforms/qwindows.dll",
        "pyside6/plugins/platforms/qoffscreen.dll",
        "pyside6/plugins/imageformats/qsvg.dll",
    ):
        assert any(file.endswith(needed) for file in files), needed


def test_nothing_is_shipped_that_no_till_needs(files: set[str]) -> None:
    assert sorted(filter(NO_TILL_NEEDS.search, files)) == [
        "_internal/certifi/cacert.pem",
        "_internal/resources/verifier/verify_journal.py",
    ]


@pytest.mark.parametrize(
    "planted",
    [
        "_internal/sync/cloud/schema/base.sql",
        "_internal/tests/golden/wire/hello.json",
        "_internal/pyside6/qt6quick.dll",
        "_internal/pyside6/opengl32sw.dll",
        "_internal/resources/updates/targets.key",
        "_internal/resources/i18n/zh_cn.ts",
    ],
)
def test_a_file_that_does_not_belong_there_is_found(planted: str) -> None:
    assert NO_TILL_NEEDS.search(planted)


def test_the_runtime_of_cpp_is_there_once_for_all(files: set[str]) -> None:
    runtime = re.compile(r"(^|/)(msvcp|vcruntime|concrt)\d+")
    assert sorted(filter(runtime.search, files)) == [
        f"_internal/{name}.dll"
        for name in ("msvcp140", "msvcp140_1", "msvcp140_2", "vcruntime140", "vcruntime140_1")
    ]


def test_what_is_looked_for_by_name_while_it_runs_is_packed(modules: set[str]) -> None:
    """None of these is named in an import that was read: drivers, formats, what Windows lists."""
    assert {
        "keyring.backends.Windows",
        "serial.serialwin32",
        "serial.tools.list_ports_windows",
        "sqlalchemy.dialects.sqlite.pysqlcipher",
        *(f"PIL.{kind}ImagePlugin" for kind in ("Bmp", "Jpeg", "Png", "Tiff")),
    } <= modules


def test_no_dll_of_wine_or_of_the_tests_is_shipped(files: set[str]) -> None:
    foreign = re.compile(r"/(icuuc|mscms|bcryptprimitives|ucrtbase|api-ms-[^/]*)\.dll$")
    assert [file for file in files if foreign.search(file)] == []


def test_every_library_finds_its_imports_in_the_bundle_or_in_windows(built: Path) -> None:
    pefile = pytest.importorskip("pefile")
    assert missing_imports(pefile, built, OF_WINDOWS) == set()
    assert "python311.dll: kernel32.dll" in missing_imports(pefile, built, frozenset())


def missing_imports(pefile: Any, built: Path, of_windows: frozenset[str]) -> set[str]:
    """Name who imports what from where nobody looks.

    Windows looks beside a library and in _internal; PySide6 has its own two folders looked at.
    """
    libraries = built / "_internal"
    looked_at = (libraries, libraries / "PySide6", libraries / "shiboken6")
    found = [file for file in built.rglob("*") if file.suffix.lower() in {".exe", ".dll", ".pyd"}]
    inside = {(file.parent, file.name.lower()) for file in found}
    return {
        f"{file.name}: {name}"
        for file in found
        for name in _imports(pefile, file)
        if not any((folder, name) in inside for folder in (file.parent, *looked_at))
        and not name.startswith("api-ms-")
        and name.rpartition(".")[0] not in of_windows
    }


def _imports(pefile: Any, file: Path) -> set[str]:
    image = pefile.PE(str(file), fast_load=True)
    image.parse_data_directories(directories=[1, 13])  # imports, delayed imports
    entries = [
        *getattr(image, "DIRECTORY_ENTRY_IMPORT", []),
        *getattr(image, "DIRECTORY_ENTRY_DELAY_IMPORT", []),
    ]
    names = {entry.dll.decode("ascii").lower() for entry in entries}
    image.close()
    return names


def test_the_program_says_what_it_is(built: Path) -> None:
    pefile = pytest.importorskip("pefile")
    image = pefile.PE(str(built / f"{places.PROGRAM}.exe"))
    assert image.FILE_HEADER.Machine == 0x8664, "for 64-bit Windows"
    assert image.OPTIONAL_HEADER.Subsystem == 2, "with windows, without a console"
    said = {
        key.decode(): value.decode()
        for info in image.FileInfo[0]
        if info.Key == b"StringFileInfo"
        for table in info.StringTable
        for key, value in table.entries.items()
    }
    kinds = {entry.id for entry in image.DIRECTORY_ENTRY_RESOURCE.entries}
    image.close()
    assert said["ProductVersion"] == said["FileVersion"] == places.version()
    assert said["ProductName"] == "融合收银 Ronghe POS"
    assert {3, 14, 16} <= kinds, "icon, its group and the version"


def test_it_is_not_too_large(built: Path, setup: Path) -> None:
    installed = sum(file.stat().st_size for file in built.rglob("*") if file.is_file())
    assert installed <= MOST_INSTALLED
    if not is_packed_small(setup):
        pytest.skip("Setup.exe was packed fast, not small (QUICK)")
    assert setup.stat().st_size <= MOST_PACKED


def is_packed_small(setup: Path) -> bool:
    """Tell LZMA (pack.py: 32 MB looked back) from zlib by how the data behind NSIS' mark begins."""
    _, mark, data = setup.read_bytes().partition(b"\xef\xbe\xad\xdeNullsoftInst")
    assert mark, "Setup.exe is made with NSIS"
    lengths = 8
    return data[lengths:].startswith(b"\x5d" + (32 << 20).to_bytes(4, "little"))


@pytest.fixture(scope="module")
def parts(built: Path) -> dict[str, dict[str, Any]]:
    """The list of parts, by what each is inside of and called."""
    text = (built / "licences" / "sbom.cdx.json").read_text(encoding="utf-8")
    return {one["bom-ref"]: one for one in json.loads(text)["components"]}


def test_the_list_of_parts_names_every_library_and_nothing_of_this_machine(
    built: Path, parts: dict[str, dict[str, Any]]
) -> None:
    assert {"PySide6_Essentials", "sqlcipher3", "CPython", "requests"} <= set(parts)
    assert not {"pytest", "starlette", "pefile", "cyclonedx-python-lib"} & set(parts)
    assert all(one["licenses"] for one in parts.values())
    without_version = {name for name, one in parts.items() if not one.get("version")}
    assert without_version == {"CPython/libffi", "CPython/liblzma"}, "they say none"
    written = (built / "licences" / "third-party.txt").read_text(encoding="utf-8")
    assert all(f"\n{one['name']} {one.get('version', '')}" in written for one in parts.values())
    assert str(ROOT) not in written
    listed = (built / "licences" / "sbom.cdx.json").read_text(encoding="utf-8")
    assert str(ROOT) not in listed
    assert "file:" not in listed


def test_what_is_inside_others_has_the_version_that_its_file_has(
    built: Path, setup: Path, parts: dict[str, dict[str, Any]]
) -> None:
    """Looked for in another way than the build does: in other files, or beside other words."""
    libraries = built / "_internal"
    versions = {name: one.get("version", "") for name, one in parts.items()}
    for name, file in (
        ("CPython", "python3.dll"),
        ("CPython/OpenSSL", "libssl-3.dll"),
        ("PySide6_Essentials/Qt", "PySide6/Qt6Widgets.dll"),
        ("PySide6_Essentials/Microsoft Visual C++ Runtime", "MSVCP140.dll"),
    ):
        shown = version_shown(libraries / file).removesuffix(".0").removesuffix(".0")
        assert versions[name].startswith(shown), name
    rust = (libraries / "cryptography/hazmat/bindings/_rust.pyd").read_bytes()
    assert f"OpenSSL {versions['cryptography/OpenSSL']} ".encode() in rust
    (cipher,) = (file.read_bytes() for file in (libraries / "sqlcipher3").glob("_sqlite3.*.pyd"))
    assert f"OpenSSL {versions['sqlcipher3/OpenSSL']} ".encode() in cipher
    assert f"{versions['sqlcipher3/SQLite']}\0".encode() in cipher
    assert f"community\0\0\0{versions['sqlcipher3/SQLCipher']}\0".encode() in cipher
    assert b"Nullsoft Install System v" + versions["Setup.exe/NSIS"].encode() in setup.read_bytes()
    assert versions["pyinstaller/PyInstaller bootloader"] == versions["pyinstaller"]


def version_shown(file: Path) -> str:
    """Read the version that Windows shows of a file."""
    pefile = pytest.importorskip("pefile")
    image = pefile.PE(str(file))
    said: bytes = next(
        table.entries[b"ProductVersion"]
        for info in image.FileInfo[0]
        if info.Key == b"StringFileInfo"
        for table in info.StringTable
    )
    image.close()
    return said.decode()


def test_no_file_names_a_folder_of_the_machine_that_built(built: Path, archive: Any) -> None:
    """Nor does a module, which is packed where no file shows it."""
    needles = [str(path).encode() for path in {ROOT, ROOT.resolve(), places.CACHE.resolve()}]
    needles += [needle.replace(b"/", b"\\") for needle in needles]
    named = [
        name
        for name, content in (*_files(built), *_modules(archive))
        if any(needle in content for needle in needles)
    ]
    assert named == []
    assert b"pos_app" in dict(_modules(archive))["pos_app.main"], "they are read unpacked"


def _files(built: Path) -> Iterator[tuple[str, bytes]]:
    for file in built.rglob("*"):
        if file.is_file():
            yield file.name, file.read_bytes()


def _modules(archive: Any) -> Iterator[tuple[str, bytes]]:
    for name in archive.toc:
        yield name, archive.extract(name, raw=True) or b""


def test_the_lock_gives_everything_a_hash_and_no_address() -> None:
    text = places.LOCK.read_text(encoding="utf-8")
    assert "://" not in text
    for block in re.split(r"(?m)^(?=[a-z0-9])", text)[1:]:
        assert "--hash=sha256:" in block, block


def test_libraries_of_both_lock_files_are_of_one_version() -> None:
    def versions(text: str) -> dict[str, str]:
        return dict(re.findall(r"(?m)^([a-z0-9-]+)==([^\s;]+)", text))

    till = versions((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    windows = versions(places.LOCK.read_text(encoding="utf-8").partition("# ==== python")[0])
    assert {name: windows[name] for name in windows if name in till} == {
        name: till[name] for name in windows if name in till
    }
