"""Backups planned, made and rehearsed by the services of a real till."""

import json
from pathlib import Path

import pytest

from pos_app.services.backups import BackupPlan, Backups, Copied
from tests.builders import CASHIER, MANAGER, WATER, Rig

HOUR_MS = 3_600_000
UNWRITABLE = Path("/sys")


def backups(rig: Rig) -> Backups:
    return rig.counter.office.backups


def copy(rig: Rig, plan: BackupPlan) -> Copied:
    admission = backups(rig).admit()
    copied = backups(rig).copy(admission, plan, lambda _: None)
    backups(rig).note(copied)
    return copied


def rehearse(rig: Rig, plan: BackupPlan, name: str) -> Copied:
    admission = backups(rig).admit()
    copied = backups(rig).rehearse(admission, plan, name, lambda _: None)
    backups(rig).note(copied)
    return copied


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_a_copy_is_listed_with_its_size_and_rehearsed_to_its_last_sale(
    managed: Rig, stick: Path
) -> None:
    plan = BackupPlan(folder=str(stick))
    managed.sell(WATER)
    copied = copy(managed, plan)
    assert (copied.fault, copied.run.sales) == (None, 1)
    (file,) = backups(managed).look(plan).files
    assert file.bytes == (stick / file.name).stat().st_size > 0
    assert file.rehearsed_ms is None
    rehearsed = rehearse(managed, plan, file.name)
    assert (rehearsed.fault, rehearsed.run.sales) == (None, 1)
    book = backups(managed).look(plan)
    assert book.files[0].rehearsed_ms == rehearsed.run.at_ms
    assert [run.work.value for run in book.runs] == ["rehearsal", "backup"]
    assert list(managed.folder.glob("rehearsal-*")) == []
    assert [body["d"]["work"] for body in managed.bodies("copy_made")] == ["backup", "rehearsal"]


def test_a_folder_that_is_gone_is_told_and_the_till_sells_on(managed: Rig, stick: Path) -> None:
    plan = BackupPlan(folder=str(stick / "gone"))
    copied = copy(managed, plan)
    assert copied.fault is not None
    assert copied.run.code == copied.fault.code == "BACKUP_FOLDER_MISSING"
    assert backups(managed).look(plan).fault is not None
    managed.sell(WATER)


def test_a_copy_that_was_tampered_with_fails_its_rehearsal(managed: Rig, stick: Path) -> None:
    plan = BackupPlan(folder=str(stick))
    name = copy(managed, plan).run.file
    content = bytearray((stick / name).read_bytes())
    content[len(content) // 2] ^= 1
    (stick / name).write_bytes(content)
    rehearsed = rehearse(managed, plan, name)
    assert rehearsed.run.code == "DATABASE_CORRUPT"
    assert backups(managed).look(plan).files[0].rehearsed_ms is None


def test_as_many_copies_stay_as_the_plan_says_and_nothing_else_is_touched(
    managed: Rig, stick: Path
) -> None:
    (stick / "holiday.jpg").write_bytes(b"x")
    (stick / "till-S99-T01-20200101T000000Z.db").write_bytes(b"x")
    plan = BackupPlan(folder=str(stick), keep=2)
    names = []
    for _ in range(3):
        names.append(copy(managed, plan).run.file)
        managed.clock.pass_ms(HOUR_MS)
    assert [file.name for file in backups(managed).look(plan).files] == [names[2], names[1]]
    assert (stick / "holiday.jpg").exists()
    assert (stick / "till-S99-T01-20200101T000000Z.db").exists()


def test_the_plan_is_due_once_a_day_from_its_hour_on(managed: Rig, stick: Path) -> None:
    clock = managed.clock
    assert not backups(managed).is_due()
    local_hour = (clock.wall // HOUR_MS + 8) % 24
    plan = BackupPlan(is_on=True, folder=str(stick), hour=(local_hour + 1) % 24)
    backups(managed).set_plan(plan)
    assert backups(managed).is_due()  # there is no copy at all yet
    copy(managed, plan)
    assert not backups(managed).is_due()
    clock.pass_ms(HOUR_MS)
    assert backups(managed).is_due()
    copy(managed, plan)
    clock.pass_ms(23 * HOUR_MS - 1)
    assert not backups(managed).is_due()
    clock.pass_ms(HOUR_MS + 1)
    assert backups(managed).is_due()


@pytest.mark.skipif(not UNWRITABLE.is_dir(), reason="no folder here that nobody may write to")
def test_a_folder_that_cannot_be_written_to_is_told_before_the_night(managed: Rig) -> None:
    plan = BackupPlan(is_on=True, folder=str(UNWRITABLE))
    backups(managed).set_plan(plan)
    fault = backups(managed).look(plan).fault
    assert fault is not None
    assert (fault.code, fault.facts) == ("BACKUP_FOLDER_READ_ONLY", {"folder": plan.folder})
    copied = copy(managed, plan)
    assert copied.run.code == "BACKUP_FOLDER_READ_ONLY"


def test_looking_at_a_folder_leaves_nothing_in_it(managed: Rig, stick: Path) -> None:
    assert backups(managed).look(BackupPlan(folder=str(stick))).fault is None
    assert list(stick.iterdir()) == []


def test_a_plan_is_in_the_books_without_the_name_of_its_folder(managed: Rig, stick: Path) -> None:
    backups(managed).set_plan(BackupPlan(is_on=True, folder=str(stick), hour=2, keep=7))
    assert backups(managed).plan().folder == str(stick)
    plan, folder = (body["d"] for body in managed.bodies("set_up_change"))
    assert json.loads(plan["after"]) == {"hour": 2, "is_on": True, "keep": 7}
    assert folder == {"subject": "backups", "key": "folder"}


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (BackupPlan(is_on=True), "BACKUP_FOLDER_NOT_NAMED"),
        (BackupPlan(folder="here"), "BACKUP_FOLDER_NOT_NAMED"),
        (BackupPlan(folder="/x", hour=24), "BACKUP_HOUR_WRONG"),
        (BackupPlan(folder="/x", keep=0), "BACKUP_KEEP_WRONG"),
    ],
)
def test_a_plan_that_will_not_do_is_refused(managed: Rig, plan: BackupPlan, code: str) -> None:
    with managed.refuses(code):
        backups(managed).set_plan(plan)


def test_a_cashier_neither_plans_nor_looks(shop: Rig) -> None:
    with shop.refuses("NOT_PERMITTED"):
        backups(shop).set_plan(BackupPlan())
    with shop.refuses("NOT_PERMITTED"):
        backups(shop).check_may_look()


def test_the_copy_of_the_plan_asks_for_nobody(rig: Rig, stick: Path) -> None:
    copied = backups(rig).copy(None, BackupPlan(folder=str(stick)), lambda _: None)
    backups(rig).note(copied)
    assert copied.fault is None
    rig.sign_on(CASHIER)
    rig.sign_on(MANAGER)


@pytest.mark.parametrize("work", ["tidy", "copy", "rehearse"])
def test_what_a_power_cut_left_half_made_is_gone_with_the_next_run(
    managed: Rig, stick: Path, work: str
) -> None:
    plan = BackupPlan(folder=str(stick))
    name = copy(managed, plan).run.file
    aside = managed.folder / "rehearsal-cut"
    aside.mkdir()
    (aside / "till.db").write_bytes(b"half")
    (stick / f"{name}.unchecked").write_bytes(b"half")
    (stick / f"{name}.unchecked-wal").write_bytes(b"half")
    others = stick / "till-OTHER-T9-20261121T000000Z.db.unchecked"
    others.write_bytes(b"not ours")
    if work == "tidy":
        backups(managed).tidy(plan)
    elif work == "copy":
        copy(managed, plan)
    else:
        rehearse(managed, plan, name)
    assert not aside.exists()
    assert [path.name for path in stick.glob("*.unchecked*")] == [others.name]
