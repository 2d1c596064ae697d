"""Who may hand figures out, where they go, and what the journal says of it."""

import json
from pathlib import Path

import pytest

from pos_app.domain.events_export import FileFormat
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.operators import Privilege
from pos_app.errors import EnvironmentFault
from pos_app.services.exporting import Exporting, ExportPlan, Leave, Wanted
from tests.builders import CASHIER, DAY, MANAGER, SHIFT_MANAGER, TECHNICIAN, WATER, Rig
from tests.verifier.judging import verifier

PDF = Wanted("z_day", FileFormat.PDF, DAY, DAY)


def exporting(rig: Rig) -> Exporting:
    return rig.counter.office.exporting


def leave_for(rig: Rig, folder: Path, wanted: Wanted = PDF) -> Leave:
    return exporting(rig).begin(wanted, ExportPlan(str(folder)))


def close_a_day(rig: Rig, day: BusinessDate = DAY) -> None:
    rig.open_for(MANAGER, day)
    rig.sell(WATER)
    rig.counter.shifts.close_shift(())
    rig.counter.shifts.close_day()


def test_a_manager_hands_out_alone_and_the_journal_says_what_but_not_where(
    managed: Rig, tmp_path: Path
) -> None:
    leave = leave_for(managed, tmp_path)
    assert managed.bodies("export")[-1]["d"] == {
        "what": "z_day",
        "format": "pdf",
        "from": DAY,
        "to": DAY,
        "planned": False,
    }
    assert str(tmp_path) not in json.dumps(managed.bodies())
    profile = managed.counter.profile
    assert leave.name() == f"{profile.store}-{profile.workstation}-z_day-2026-11-21.pdf"
    assert leave.name("tenders").endswith("-z_day-2026-11-21-tenders.pdf")


def test_a_shift_manager_needs_somebody_who_may(rig: Rig, tmp_path: Path) -> None:
    rig.open_for(SHIFT_MANAGER)
    plan = ExportPlan(str(tmp_path))
    with rig.refuses("APPROVAL_NEEDED") as caught:
        exporting(rig).begin(PDF, plan)
    approval = rig.counter.approvals.approve(caught.value.request, *MANAGER)
    exporting(rig).begin(PDF, plan, approval)
    assert rig.bodies("export")[-1]["by"] == "op2001"


def test_a_technician_hands_out_nothing(rig: Rig, tmp_path: Path) -> None:
    rig.sign_on(TECHNICIAN)
    with rig.refuses("NOT_PERMITTED"):
        exporting(rig).begin(PDF, ExportPlan(str(tmp_path)))
    with rig.refuses("NOT_PERMITTED"):
        exporting(rig).check_may_look()


def test_a_stick_that_is_not_there_is_told_before_anything_is_written_down(
    managed: Rig, tmp_path: Path
) -> None:
    kinds = managed.kinds()
    with pytest.raises(EnvironmentFault, match="EXPORT_FOLDER_MISSING"):
        leave_for(managed, tmp_path / "stick")
    assert managed.kinds() == kinds
    with managed.refuses("EXPORT_FOLDER_NOT_NAMED"):
        exporting(managed).begin(PDF, ExportPlan("reports"))


def test_a_folder_that_the_system_will_not_even_look_for_is_told_as_missing(
    managed: Rig, tmp_path: Path
) -> None:
    with pytest.raises(EnvironmentFault, match="EXPORT_FOLDER_MISSING"):
        leave_for(managed, tmp_path / ("x" * 300))


def test_practice_is_not_handed_out(shop: Rig, tmp_path: Path) -> None:
    shop.approved(shop.counter.enter_training)
    with shop.refuses("NOT_IN_TRAINING"):
        exporting(shop).begin(PDF, ExportPlan(str(tmp_path)))
    assert exporting(shop).due() == ()


def test_a_file_is_whole_or_not_there(managed: Rig, tmp_path: Path) -> None:
    leave = leave_for(managed, tmp_path)
    service = exporting(managed)
    service.put(leave, lambda path: path.write_bytes(b"first"))

    def half(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(5, "Input/output error")

    with pytest.raises(EnvironmentFault, match="EXPORT_NOT_WRITTEN"):
        service.put(leave, half)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [leave.name()]
    assert (tmp_path / leave.name()).read_bytes() == b"first"


def test_what_a_power_cut_left_half_written_is_gone_with_the_next_file(
    managed: Rig, tmp_path: Path
) -> None:
    leave = leave_for(managed, tmp_path)
    (tmp_path / f".{leave.name('tenders')}.part").write_bytes(b"half")
    others = tmp_path / ".OTHER-T9-z_day.pdf.part"
    others.write_bytes(b"of another till")
    exporting(managed).put(leave, lambda path: path.write_bytes(b"whole"))
    assert {path.name for path in tmp_path.iterdir()} >= {leave.name(), others.name}
    assert list(tmp_path.glob(".*.part")) == [others]


def test_a_stick_pulled_out_while_writing_is_told_as_missing(managed: Rig, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    leave = leave_for(managed, stick)
    stick.rmdir()
    with pytest.raises(EnvironmentFault, match="EXPORT_FOLDER_MISSING"):
        exporting(managed).put(leave, lambda path: path.write_bytes(b""))


def test_the_folder_that_was_named_is_remembered_and_changed_in_the_books(
    managed: Rig, tmp_path: Path
) -> None:
    leave_for(managed, tmp_path)
    assert exporting(managed).book().plan.folder == str(tmp_path)
    changes = [body["d"]["key"] for body in managed.bodies("set_up_change")]
    assert changes == ["export_folder"]
    before = len(managed.kinds())
    leave_for(managed, tmp_path)
    assert managed.kinds()[before:] == ["export"]


def test_the_archive_it_writes_is_taken_by_the_verifier(rig: Rig, tmp_path: Path) -> None:
    close_a_day(rig)
    leave = leave_for(rig, tmp_path, Wanted("z_day", FileFormat.ARCHIVE, DAY, DAY))
    name = exporting(rig).put_archive(leave)
    assert name.endswith(".zip")
    assert verifier.main(["--archive", str(tmp_path / name)]) == 0


def test_the_books_are_whole_with_files_handed_out(managed: Rig, tmp_path: Path) -> None:
    leave_for(managed, tmp_path)
    manager = managed.counter.office
    admission = manager.admissions.admit(Privilege.AUDIT, "journal")
    assert manager.journal_proof.verify(admission, lambda _done: None).difference is None


def test_the_plan_begins_with_the_next_day_that_is_closed_and_is_kept_until_it_is_done(
    rig: Rig, tmp_path: Path
) -> None:
    close_a_day(rig)
    service = exporting(rig)
    service.begin(PDF, ExportPlan(str(tmp_path), is_on=True))
    assert service.due() == ()
    later = [BusinessDate("2026-11-22"), BusinessDate("2026-11-23")]
    for day in later:
        rig.clock.pass_ms(24 * 3_600_000)
        close_a_day(rig, day)
    rig.reopen()
    assert exporting(rig).due() == tuple(later)
    leave = exporting(rig).begin_planned(Wanted("z_day", FileFormat.PDF, later[0], later[0]))
    assert rig.bodies("export")[-1]["d"]["planned"] is True
    exporting(rig).note(exporting(rig).ended(leave, (), "DISK_FULL"))
    assert exporting(rig).due() == tuple(later)
    exporting(rig).note(exporting(rig).ended(leave, ("a.pdf",)), is_day_done=True)
    assert exporting(rig).due() == (later[1],)
    last = exporting(rig).book().last
    assert last is not None
    assert (last.date, last.files, last.code) == (later[0], ("a.pdf",), "")


def test_a_plan_whose_folder_is_missing_is_told(rig: Rig, tmp_path: Path) -> None:
    rig.open_for(MANAGER)
    stick = tmp_path / "stick"
    stick.mkdir()
    exporting(rig).begin(PDF, ExportPlan(str(stick), is_on=True))
    stick.rmdir()
    with pytest.raises(EnvironmentFault, match="EXPORT_FOLDER_MISSING"):
        exporting(rig).begin_planned(PDF)


def test_whoever_may_with_an_approval_sees_where_files_go_and_a_cashier_does_not(
    rig: Rig,
) -> None:
    rig.open_for(SHIFT_MANAGER)
    exporting(rig).check_may_look()
    assert Path(exporting(rig).book().plan.folder).is_absolute()
    rig.sign_on(CASHIER)
    with rig.refuses("NOT_PERMITTED"):
        exporting(rig).check_may_look()
