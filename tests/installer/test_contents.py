"""What is in the Windows bundle and what must never be; no Wine is needed to look."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from installer import places

ROOT = places.ROOT
MOST_INSTALLED, MOST_PACKED = 99_600_000, 36_700_000
"""95 and 35 MB as Windows counts them: 1024 x 1024."""

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
def modules(built: Path) -> set[str]:
    """Every module of Python's that is packed into the program."""
    readers = pytest.importorskip("PyInstaller.archive.readers")
    archive = readers.CArchiveReader(str(built / f"{places.PROGRAM}.exe"))
    return set(archive.open_embedded_archive("PYZ.pyz").toc)


def test_no_reference_cloud_no_tests_and_no_second_sqlite_are_packed(modules: set[str]) -> None:
    forbidden = ("sync.cloud", "tests", "sqlite3", "tkinter", "unittest", "setuptools", "pytest")
    forbidden += ("starlette", "uvicorn", "psycopg", "alembic", "numpy", "pandas", "hypothesis")
    found = [name for name in modules if f"{name}.".startswith(tuple(f"{f}." for f in forbidden))]
    assert found == []


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
    unwanted = re.compile(
        r"direct_url\.json|opengl32sw|qt6(quick|qml|network|pdf|opengl|virtualkeyboard)|\.ts$"
        r"|^_internal/(sqlite3\.dll|_sqlite3)|/tests?/|\.pem$|\.key$|tzdata"
    )
    assert [file for file in files if unwanted.search(file)] == ["_internal/certifi/cacert.pem"]


def test_no_dll_of_wine_or_of_the_tests_is_shipped(files: set[str]) -> None:
    foreign = re.compile(r"/(icuuc|mscms|bcryptprimitives|ucrtbase|api-ms-[^/]*)\.dll$")
    assert [file for file in files if foreign.search(file)] == []


def test_every_library_finds_its_imports_in_the_bundle_or_in_windows(built: Path) -> None:
    pefile = pytest.importorskip("pefile")
    programs = [
        file for file in built.rglob("*") if file.suffix.lower() in {".exe", ".dll", ".pyd"}
    ]
    inside = {file.name.lower() for file in programs}
    missing = set()
    for file in programs:
        for name in _imports(pefile, file):
            is_there = name in inside or name.startswith("api-ms-")
            if not is_there and name.rpartition(".")[0] not in OF_WINDOWS:
                missing.add(f"{file.name}: {name}")
    assert missing == set()


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
    if setup.stat().st_size > MOST_PACKED:
        pytest.skip("Setup.exe was packed fast, not small (QUICK)")


def test_the_list_of_parts_names_every_library_and_nothing_of_this_machine(built: Path) -> None:
    text = (built / "licences" / "sbom.cdx.json").read_text(encoding="utf-8")
    parts = {one["name"]: one for one in json.loads(text)["components"]}
    assert {"PySide6_Essentials", "Qt", "sqlcipher3", "SQLCipher", "CPython", "requests"} <= set(
        parts
    )
    assert not {"pytest", "starlette", "pefile", "cyclonedx-python-lib"} & set(parts)
    assert all(one["licenses"] for one in parts.values())
    assert str(ROOT) not in text
    assert "file:" not in text
    written = (built / "licences" / "third-party.txt").read_text(encoding="utf-8")
    assert all(f"\n{name} " in written for name in parts)
    assert str(ROOT) not in written


def test_no_file_names_a_folder_of_the_machine_that_built(built: Path) -> None:
    needles = [str(path).encode() for path in {ROOT, ROOT.resolve(), places.CACHE.resolve()}]
    needles += [needle.replace(b"/", b"\\") for needle in needles]
    named = [
        file.name
        for file in built.rglob("*")
        if file.is_file() and any(needle in file.read_bytes() for needle in needles)
    ]
    assert named == []


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
