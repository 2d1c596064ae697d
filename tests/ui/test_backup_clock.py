"""The backup of the plan is made by itself, between two customers, and troubles nobody twice."""

from pathlib import Path

from pos_app.domain.scan_data import ScanData
from pos_app.services.backups import BackupPlan
from pos_app.ui.backup_clock import BackupClock
from tests.ui.shop import CASHIER, MANAGER, WATER, Shop


def clock_of(shop: Shop) -> BackupClock:
    shared = shop.wiring._shared
    return BackupClock(shared.counter, shared.front, shared.reports, shop.window)


def plan(shop: Shop, folder: Path) -> None:
    counter = shop.till.counter
    counter.sign_on.sign_off()
    counter.sign_on.sign_on(*MANAGER)
    counter.office.backups.set_plan(BackupPlan(is_on=True, folder=str(folder), hour=0))
    counter.sign_on.sign_off()
    shop.wiring.sign_on.on_signed(*CASHIER)


def copies(folder: Path) -> list[Path]:
    return sorted(folder.glob("till-*.db"))


def test_without_a_plan_nothing_happens(shop: Shop, tmp_path: Path) -> None:
    clock_of(shop).on_look()
    assert shop.codes == []


def test_a_copy_is_made_once_and_without_a_word(shop: Shop, tmp_path: Path) -> None:
    plan(shop, tmp_path)
    clock = clock_of(shop)
    clock.on_look()
    clock.on_look()
    assert len(copies(tmp_path)) == 1
    assert shop.codes == []


def test_nothing_begins_while_somebody_buys(shop: Shop, tmp_path: Path) -> None:
    plan(shop, tmp_path)
    shop.window.focus.on_scanned(ScanData(WATER))
    clock = clock_of(shop)
    clock.on_look()
    assert copies(tmp_path) == []
    shop.till.counter.checkout.suspend("")
    clock.on_look()
    assert len(copies(tmp_path)) == 1


def test_a_stick_that_is_gone_is_told_and_asked_for_again_an_hour_later(
    shop: Shop, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    plan(shop, folder)
    clock = clock_of(shop)
    clock.on_look()
    assert shop.codes == ["BACKUP_FOLDER_MISSING"]
    shop.window.notice_bar.dismiss()
    for _ in range(5):
        clock.on_look()
    assert shop.codes == []
    folder.mkdir()
    clock.on_look()
    assert len(copies(folder)) == 1


def test_the_first_look_removes_what_a_power_cut_left_of_a_rehearsal(shop: Shop) -> None:
    left = shop.folder / "rehearsal-cut"
    left.mkdir()
    clock_of(shop).on_look()
    assert not left.exists()
    assert shop.codes == []
