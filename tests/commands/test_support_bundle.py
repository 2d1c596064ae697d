"""A support bundle: enough to help from afar, and nobody's data."""

import errno
import json
import os
import zipfile
from pathlib import Path

import pytest

from pos_app.main import main
from pos_app.store.database import Database, Synchronous
from pos_app.store.till_file import TILL_FILE
from pos_app.updates.slots import FOLDER, Slot, write_slot
from pos_app.vault.keys import KeyStore
from tests.store.trade import Trade

SECRETS = ("13800138000", "王芳", "739205", "192.0.2.77")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = tmp_path / "till"
    data.mkdir()
    trade = Trade(data)
    trade.open_shift()
    trade.sell()
    trade.close()
    (data / "workstation.toml").write_text(
        '[printer]\nkind = "network"\nhost = "192.0.2.77"\n', "utf-8"
    )
    logs = data / "logs"
    logs.mkdir(exist_ok=True)
    (logs / "till.log").write_text(
        "2026-11-22 10:00:00,000 ERROR pos_app.ui.till_thread operation failed reference=ABCDEFG2\n"
        'Traceback (most recent call last):\n  File "/srv/王芳/x.py", line 1\n'
        "ValueError: 13800138000\n"
        "2026-11-22 10:00:01,000 WARNING x could not read /srv/wang/fang/till.db\n",
        "utf-8",
    )
    write_slot(data / FOLDER, Slot(good="0.1.0", rejected="0.2.0", setup="C:\\王芳\\setup.exe"))
    (logs / "crash-20261122T100000Z-ABCDEFG2.txt").write_text("reference=ABCDEFG2\n", "utf-8")
    return data


def _read(file: Path) -> dict[str, str]:
    with zipfile.ZipFile(file) as bundle:
        return {name: bundle.read(name).decode("utf-8") for name in bundle.namelist()}


def test_it_says_how_the_till_is_and_nothing_of_anybody(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "support.zip"
    assert main(["support-bundle", "--data", str(folder), str(file)]) == 0
    parts = _read(file)
    condition = json.loads(parts["condition.json"])["till"]
    assert condition["quick_check"] == ["ok"]
    assert condition["rows"]["retail_transaction"] == 1
    assert condition["head"][1] > 1
    about = json.loads(parts["about.json"])
    assert about["devices"]["printer"] == "network"
    assert about["versions"] == {"good": "0.1.0", "rejected": "0.2.0"}
    log = parts["logs/till.log"]
    assert "reference=ABCDEFG2" in log
    assert "…/till.db" in log
    assert "Traceback" not in log
    assert "crashes/crash-20261122T100000Z-ABCDEFG2.txt" in parts
    assert set(json.loads(parts["manifest.json"])) == set(parts) - {"manifest.json"}
    whole = "\n".join(parts.values())
    for secret in (*SECRETS, str(tmp_path), "/srv/"):
        assert secret not in whole


@pytest.mark.parametrize("harm", ["no_till", "no_key", "spoilt", "no_folder", "half_made"])
def test_it_is_written_for_a_till_that_does_not_open_any_more(
    folder: Path, tmp_path: Path, harm: str
) -> None:
    if harm == "no_till":
        (folder / TILL_FILE).unlink()
    elif harm == "no_key":
        (folder / "device.key").unlink()
    elif harm == "spoilt":
        (folder / TILL_FILE).write_bytes(b"nothing" * 4000)
        (folder / "workstation.toml").write_text("not toml", "utf-8")
    elif harm == "half_made":
        (folder / TILL_FILE).unlink()
        key = KeyStore(folder).load().till_key
        Database(folder / TILL_FILE, key, Synchronous.FULL).close()
    data = tmp_path / "nowhere" if harm == "no_folder" else folder
    file = tmp_path / "support.zip"
    assert main(["support-bundle", "--data", str(data), str(file)]) == 0
    assert json.loads(_read(file)["condition.json"])["till"]["fault"]


def test_it_overwrites_nothing_and_leaves_nothing_half_written(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "support.zip"
    file.write_text("mine", "utf-8")
    assert main(["support-bundle", "--data", str(folder), str(file)]) == 2
    assert file.read_text("utf-8") == "mine"
    assert main(["support-bundle", "--data", str(folder), str(tmp_path / "no" / "b.zip")]) == 2
    assert "b.zip" in capsys.readouterr().err
    assert not list(tmp_path.glob("**/*.part"))


def test_a_running_till_does_not_mind(tmp_path: Path) -> None:
    data = tmp_path / "till"
    data.mkdir()
    trade = Trade(data)
    trade.open_shift()
    assert main(["support-bundle", "--data", str(data), str(tmp_path / "b.zip")]) == 0
    trade.sell()
    trade.close()


@pytest.mark.parametrize(
    "path",
    [
        r"D:\Tills\Wang Fang\AppData\Local\till.db",
        r"D:\\Tills\\Wang Fang\\till.db",
        "D:/Shops/Wang Fang/till.db",
        r"\\server\Wang Fang\till.db",
        "/srv/wang fang/data/till.db",
        "file:///srv/Wang%20Fang/till.db",
        "/srv/Wang's/O'Fang/data/till.db",
    ],
)
def test_no_folder_gives_a_name_away_whatever_is_in_its_name(
    folder: Path, tmp_path: Path, path: str
) -> None:
    crash = folder / "logs" / "crash-20261122T100000Z-ABCDEFG2.txt"
    crash.write_text('reference=A\n  File "pos_app/store/disk.py", line 1\n\nBefore it:\n', "utf-8")
    for file in (folder / "logs" / "till.log", crash):
        with file.open("a", encoding="utf-8") as log:
            log.write(f"2026-11-22 10:00:02,000 WARNING x no '{path}' code=DISK_FULL\n")
    file = tmp_path / "support.zip"
    assert main(["support-bundle", "--data", str(folder), str(file)]) == 0
    parts = _read(file)
    assert "pos_app/store/disk.py" in parts[f"crashes/{crash.name}"]
    for part in (parts["logs/till.log"], parts[f"crashes/{crash.name}"]):
        line = part.splitlines()[-1]
        assert "fang" not in line.lower()
        assert line.endswith("…/till.db' code=DISK_FULL")


@pytest.mark.parametrize("harm", ["folder", "gone"])
def test_a_log_that_cannot_be_read_is_named_and_the_others_are_there(
    folder: Path, tmp_path: Path, harm: str
) -> None:
    odd = folder / "logs" / "till.log.2026-11-21"
    odd.mkdir() if harm == "folder" else odd.symlink_to(tmp_path / "nowhere")
    file = tmp_path / "support.zip"
    assert main(["support-bundle", "--data", str(folder), str(file)]) == 0
    parts = _read(file)
    assert "reference=ABCDEFG2" in parts["logs/till.log"]
    assert "Error" in parts[f"logs/{odd.name}"]


def test_no_file_that_somebody_put_there_gives_a_name_away(folder: Path, tmp_path: Path) -> None:
    for name in ("王芳 13800138000.db", "Wang.key", "till.db.before-v王芳", "wang.before-v1"):
        (folder / name).write_text("x")
    (folder / "till.db.before-v9").write_text("xyz")
    file = tmp_path / "support.zip"
    assert main(["support-bundle", "--data", str(folder), str(file)]) == 0
    files = json.loads(_read(file)["condition.json"])["files"]
    assert {TILL_FILE, "device.key", "workstation.toml"} <= set(files)
    assert files["till.db.before-v9"] == 3
    whole = "\n".join(_read(file).values()).lower()
    assert not [name for name in ("王芳", "wang") if name in whole]


def test_a_bundle_that_cannot_be_finished_leaves_nothing_behind(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    stick = tmp_path / "stick"
    stick.mkdir()
    assert main(["support-bundle", "--data", str(folder), str(stick / "b.zip")]) == 2
    assert list(stick.iterdir()) == []
