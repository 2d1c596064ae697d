"""The independent verifier takes a day's archive as it was made, and nothing that was changed."""

import gzip
import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pos_app.domain.identifiers import BusinessDate
from pos_app.exports.archive import DayJournal, Signing, write_archive
from pos_app.store.day_archive import read_day
from pos_app.vault.keys import KeyStore
from sync.signer import Signer
from tests.builders import BREAD, DAY, MANAGER, WATER, Rig, make_rig, make_template
from tests.verifier.judging import Verdict, verifier

NEXT = BusinessDate("2026-11-22")
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def traded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    """A till with two closed days and a row of the evening between them."""
    folder = tmp_path_factory.mktemp("days")
    rig = make_rig(make_template(folder / "template"), folder / "till")
    for day in (DAY, NEXT):
        rig.open_for(MANAGER, day)
        rig.sell(WATER, BREAD)
        sold = rig.sell(WATER)
        rig.ring(BREAD)
        rig.pay_card()
        rig.counter.returns.post_void("MISTAKE")
        rig.counter.history.reprint(sold.receipt)
        rig.counter.shifts.close_shift(((10_000, 3),))
        rig.counter.shifts.close_day()
        rig.counter.sign_on.lock()
        rig.counter.sign_on.unlock(*MANAGER)
        rig.clock.pass_ms(12 * 3_600_000)
    yield rig
    rig.close()


def signer(rig: Rig) -> Signer:
    return Signer(KeyStore(rig.folder).load().signing_seed)


def archived(rig: Rig, path: Path, day: BusinessDate = DAY, key: Signer | None = None) -> Path:
    with rig.database.read() as connection:
        part = read_day(connection, day)
    rows = tuple((epoch.epoch, epoch.lines) for epoch in part.epochs)
    by = key or signer(rig)
    report = rig.counter.shifts.day_report(day)
    journal = DayJournal(part.terminal_id, rows)
    write_archive(path, report, journal, Signing(by.public_key, by.sign))
    return path


@pytest.fixture
def judge(traded: Rig, capsys: pytest.CaptureFixture[str]) -> Callable[[Path], Verdict]:
    def run(path: Path) -> Verdict:
        pin = ["--terminal-key", signer(traded).public_key.hex()]
        capsys.readouterr()
        code = verifier.main([*pin, "--archive", str(path)])
        return Verdict(code, capsys.readouterr().out)

    return run


def unpacked(path: Path) -> Files:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, files: Files) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def told_again(files: Files, by: Signer) -> Files:
    """Name the files as they are now and sign it all by this key, as a forger with one would."""
    import base64

    manifest = json.loads(files["manifest.json"])
    manifest["files"] = {
        name: hashlib.sha256(content).hexdigest()
        for name, content in files.items()
        if not name.startswith("manifest")
    }
    manifest["pub"] = by.public_key.hex()
    content = canonical(manifest)
    signature = by.sign(b"RPDS" + hashlib.sha256(content).digest())
    return files | {
        "manifest.json": content,
        "manifest.sig": base64.b64encode(signature) + b"\n",
    }


def rows_file(files: Files) -> str:
    return next(name for name in files if name.startswith("journal/"))


def test_both_days_are_intact_and_follow_one_another(
    traded: Rig, tmp_path: Path, judge: Callable[[Path], Verdict]
) -> None:
    days = [archived(traded, tmp_path / f"{day}.zip", day) for day in (DAY, NEXT)]
    assert [judge(day).code for day in days] == [0, 0]
    for number, day in enumerate(days):
        files = unpacked(day)
        (tmp_path / f"{number}.rpa.gz").write_bytes(files[rows_file(files)])
    both = [str(tmp_path / f"{number}.rpa.gz") for number in (0, 1)]
    assert verifier.main(["--from-start", *both]) == 0


def test_made_twice_it_is_the_same_file(traded: Rig, tmp_path: Path) -> None:
    one = archived(traded, tmp_path / "one.zip").read_bytes()
    assert archived(traded, tmp_path / "two.zip").read_bytes() == one


def test_the_figures_are_those_of_the_z_report(traded: Rig, tmp_path: Path) -> None:
    figures = json.loads(unpacked(archived(traded, tmp_path / "a.zip"))["figures.json"])
    report = traded.counter.shifts.day_report(DAY)
    assert figures["net"] == report.x.figures.net_total.minor == 733
    assert figures["over_short"] == report.over_short.minor
    assert figures["kinds"]["post_void"] == {"count": 1, "total": -333}
    assert figures["tenders"]["card"] == {"count": 2, "given_back": 333, "received": 333}


def test_nobody_is_named_in_it(traded: Rig, tmp_path: Path) -> None:
    files = unpacked(archived(traded, tmp_path / "a.zip"))
    content = gzip.decompress(files[rows_file(files)]) + files["figures.json"]
    names = traded.rows("SELECT name FROM operator")
    assert names
    assert not any(name.encode() in content for (name,) in names if name != "op1003")


@pytest.mark.parametrize("file", ["figures.json", "README.txt", "manifest.json", "manifest.sig"])
def test_a_file_that_was_changed_is_refused(
    traded: Rig, tmp_path: Path, judge: Callable[[Path], Verdict], file: str
) -> None:
    files = unpacked(archived(traded, tmp_path / "a.zip"))
    content = bytearray(files[file])
    content[len(content) // 2] ^= 1
    assert judge(packed(tmp_path / "b.zip", files | {file: bytes(content)})).code == 1


def test_a_row_that_was_changed_is_refused_also_by_whoever_signs_anew(
    traded: Rig, tmp_path: Path, judge: Callable[[Path], Verdict]
) -> None:
    files = unpacked(archived(traded, tmp_path / "a.zip"))
    name = rows_file(files)
    changed = gzip.decompress(files[name]).replace(b'\\"total\\":533', b'\\"total\\":433', 1)
    files[name] = gzip.compress(changed, mtime=0)
    assert "FILE_CHANGED" in _code(judge(packed(tmp_path / "b.zip", files)))
    verdict = judge(packed(tmp_path / "c.zip", told_again(files, signer(traded))))
    assert (verdict.code, "the chain does not follow" in verdict.text) == (1, True)


def test_a_figure_that_is_not_the_rows_is_refused_though_the_till_itself_signs_it(
    traded: Rig, tmp_path: Path, judge: Callable[[Path], Verdict]
) -> None:
    files = unpacked(archived(traded, tmp_path / "a.zip"))
    figures = json.loads(files["figures.json"])
    for change in (
        {"net": figures["net"] - 100},
        {"z": figures["z"] + 1},
        {"tenders": figures["tenders"] | {"cash": {"received": 1, "given_back": 0}}},
        {"taxes": []},
        {"kinds": {}},
    ):
        files["figures.json"] = canonical(figures | change)
        verdict = judge(packed(tmp_path / "b.zip", told_again(files, signer(traded))))
        assert (verdict.code, "figures.json says" in verdict.text) == (1, True), change


def test_a_file_that_was_taken_out_or_put_in_is_refused(
    traded: Rig, tmp_path: Path, judge: Callable[[Path], Verdict]
) -> None:
    files = unpacked(archived(traded, tmp_path / "a.zip"))
    for file in files:
        rest = {name: content for name, content in files.items() if name != file}
        assert judge(packed(tmp_path / "b.zip", rest)).code == 1, file
    verdict = judge(packed(tmp_path / "b.zip", files | {"more.txt": b""}))
    assert "more.txt is there" in verdict.text


def test_another_key_is_refused(
    traded: Rig, tmp_path: Path, judge: Callable[[Path], Verdict]
) -> None:
    other = Signer(bytes(32))
    files = unpacked(archived(traded, tmp_path / "a.zip"))
    assert judge(packed(tmp_path / "b.zip", told_again(files, other))).code == 1
    assert judge(archived(traded, tmp_path / "c.zip", key=other)).code == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no archive at all"])
def test_what_is_no_archive_is_unreadable(
    tmp_path: Path, judge: Callable[[Path], Verdict], content: bytes
) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    assert judge(tmp_path / "a.zip").code == 2
    assert judge(tmp_path / "gone.zip").code == 2


def test_a_day_that_is_not_closed_has_no_archive(traded: Rig) -> None:
    with traded.database.read() as connection, pytest.raises(Exception, match="DAY_UNKNOWN"):
        read_day(connection, BusinessDate("2026-11-23"))


def _code(verdict: Verdict) -> str:
    return "FILE_CHANGED" if "is not the file that the manifest names" in verdict.text else ""


def test_a_day_on_a_copied_disk_has_two_epochs_and_is_intact(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rig = make_rig(make_template(tmp_path / "template"), tmp_path / "till")
    rig.open_for(MANAGER)
    rig.sell(WATER)
    rig.close()
    (rig.folder / "terminal.mark").unlink()
    rig.open()
    rig.sign_on(MANAGER)
    rig.sell(BREAD)
    rig.counter.shifts.close_shift(((10_000, 3), (100, 5)))
    rig.counter.shifts.close_day()
    path = archived(rig, tmp_path / "a.zip")
    pin = ["--terminal-key", signer(rig).public_key.hex()]
    rig.close()
    assert verifier.main([*pin, "--archive", str(path)]) == 0
    epochs = [name for name in unpacked(path) if name.startswith("journal/")]
    assert [name[-10:-7] for name in epochs] == ["-e1", "-e2"]
    assert "2 files" in capsys.readouterr().out
