"""Each limit of the till changes its item, and the page promises what the counter then keeps."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.readiness import DAY_MS, HOUR_MS, Ability, Devices, Item, Readiness
from pos_app.domain.redemption import DEAD_AFTER_MS
from pos_app.services.backups import BackupPlan
from pos_app.store import members
from pos_app.store.members import FACES_KEPT_MS, MEMBERS_KEPT_MS
from pos_app.store.reference_file import note_synced
from tests.builders import CASHIER, SHIFT_MANAGER, WATER, Rig, make_rig
from tests.services.club import ZHANG, Phones, make_club, reference, scan
from tests.services.coupon_book import Book

POLICY = {"most_value_minor": 500, "most_total_minor": 1_000, "most_age_hours": 72}


@pytest.fixture(scope="session")
def ready_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_club(tmp_path_factory.mktemp("ready"), coupons=POLICY)


@pytest.fixture
def ready(ready_template: Path, tmp_path: Path) -> Iterator[Rig]:
    """A till with members, an issuer and coupons, a cashier's shift open."""
    rig = make_rig(ready_template, tmp_path / "till")
    rig.open_for(CASHIER)
    yield rig
    rig.close()


def look(rig: Rig, devices: Devices | None = None) -> Readiness:
    return rig.counter.readiness.judge(devices or Devices())


def item(rig: Rig, ability: Ability) -> Item:
    return next(entry for entry in look(rig).items if entry.ability is ability)


def abilities(rig: Rig) -> set[Ability]:
    return {entry.ability for entry in look(rig).items}


def meet_the_cloud(rig: Rig, days: range = range(-1, 3)) -> int:
    """As an exchange leaves it: members are of now, and so many days' handles are here."""
    now_ms: int = rig.counter._real.desk.time.now_ms()
    with reference(rig).write() as connection:
        note_synced(connection, now_ms)
    Phones(rig).deliver(days)
    return now_ms


def pass_hours(rig: Rig, hours: float) -> None:
    """Let the till run through so many hours, as it does: it tends its members every hour."""
    rig.clock.pass_ms(int(hours * HOUR_MS))
    rig.till.tend()


def test_whoever_is_signed_on_may_look_and_nobody_else(rig: Rig) -> None:
    with rig.refuses("NOT_SIGNED_ON"):
        look(rig)
    rig.sign_on(CASHIER)
    assert look(rig).items


def test_a_shop_without_a_cloud_keeps_its_members_names_for_good(ready: Rig) -> None:
    names = item(ready, Ability.MEMBER_NAMES)
    assert (names.works, names.code, names.until_ms) == (True, "NAMES_OWN", None)
    assert not abilities(ready) & {Ability.GIFT_CARDS, Ability.SPEND_POINTS}
    pass_hours(ready, 24 * 30)
    assert item(ready, Ability.MEMBER_NAMES) == names
    assert ready.counter.members.find(ZHANG)[0].member.name_masked


def test_thirteen_hours_after_the_last_exchange_names_are_gone_on_the_page_and_at_the_counter(
    ready: Rig,
) -> None:
    met_ms = meet_the_cloud(ready)
    assert item(ready, Ability.MEMBER_NAMES).until_ms == met_ms + FACES_KEPT_MS
    pass_hours(ready, 11)
    assert item(ready, Ability.MEMBER_NAMES).works
    assert ready.counter.members.find(ZHANG)[0].member.name_masked
    pass_hours(ready, 2)
    names = item(ready, Ability.MEMBER_NAMES)
    assert (names.works, names.code) == (False, "NAMES_ENDED")
    assert not ready.counter.members.find(ZHANG)[0].member.name_masked


def test_codes_of_phones_are_known_to_the_end_of_the_last_day_whose_handles_are_here(
    ready: Rig,
) -> None:
    met_ms = meet_the_cloud(ready)
    ends_ms = (met_ms // DAY_MS + 3) * DAY_MS
    assert item(ready, Ability.MEMBER_CODES).until_ms == ends_ms
    pass_hours(ready, (ends_ms - met_ms) / HOUR_MS - 1)
    assert item(ready, Ability.MEMBER_CODES).works
    assert scan(ready, Phones(ready).code()).notice == ""
    pass_hours(ready, 2)
    assert item(ready, Ability.MEMBER_CODES).code == "CODES_ENDED"
    code = Phones(ready).code(ZHANG)
    assert scan(ready, code).notice == "MEMBER_UNKNOWN_HERE"


def test_after_seven_days_there_are_no_members_any_more(ready: Rig) -> None:
    meet_the_cloud(ready)
    pass_hours(ready, MEMBERS_KEPT_MS / HOUR_MS + 1)
    assert not abilities(ready) & {Ability.MEMBER_CODES, Ability.MEMBER_NAMES}
    with reference(ready).read() as connection:
        assert not members.has_members(connection)


def test_coupons_without_asking_end_with_their_age_and_the_counter_agrees(ready: Rig) -> None:
    book = Book(ready)
    book.campaign(worth=100)
    book.exchanged()
    now_ms = ready.counter._real.desk.time.now_ms()
    alone = item(ready, Ability.COUPONS_ALONE)
    assert (alone.until_ms, alone.facts["left_minor"]) == (now_ms + 72 * HOUR_MS, 1_000)
    ready.ring(WATER)
    ready.counter.coupons.accept(book.voucher())
    assert item(ready, Ability.COUPONS_ALONE).facts["left_minor"] == 900
    pass_hours(ready, 73)
    assert item(ready, Ability.COUPONS_ALONE).code == "ALONE_ENDED"
    book.refuse(book.voucher(), "COUPON_OFFLINE_TOO_LONG")


def test_a_sum_that_is_used_up_ends_coupons_without_asking(ready: Rig) -> None:
    book = Book(ready)
    book.campaign(worth=500)
    ready.ring(WATER)
    ready.counter.coupons.accept(book.voucher(value=500))
    ready.counter.coupons.accept(book.voucher(value=500))
    alone = item(ready, Ability.COUPONS_ALONE)
    assert (alone.works, alone.code) == (False, "ALONE_USED_UP")
    book.refuse(book.voucher(value=500), "COUPON_BEYOND_GRANT")


def test_rights_end_when_the_last_of_them_does_or_when_they_are_used_up(ready: Rig) -> None:
    book = Book(ready)
    book.campaign(coupon_class="c")
    assert item(ready, Ability.COUPONS_BY_RIGHT).code == "NO_RIGHTS"
    book.give_right(1, 1, days=2)
    now_ms = ready.counter._real.desk.time.now_ms()
    right = item(ready, Ability.COUPONS_BY_RIGHT)
    assert (right.until_ms, right.facts["count"]) == (now_ms + 2 * DAY_MS, 1)
    ready.ring(WATER)
    ready.counter.coupons.accept(book.voucher())
    assert item(ready, Ability.COUPONS_BY_RIGHT).code == "NO_RIGHTS"
    book.refuse(book.voucher(), "COUPON_NO_RIGHTS_LEFT")


def test_no_right_outlives_a_week_without_the_cloud(ready: Rig) -> None:
    book = Book(ready)
    book.campaign(coupon_class="c")
    book.exchanged(hours_ago=24 * 6)
    book.give_right(1, 5, days=30)
    right = item(ready, Ability.COUPONS_BY_RIGHT)
    now_ms = ready.counter._real.desk.time.now_ms()
    assert right.until_ms == now_ms - 6 * DAY_MS + DEAD_AFTER_MS
    pass_hours(ready, 25)
    ready.ring(WATER)
    assert item(ready, Ability.COUPONS_BY_RIGHT).code == "NO_RIGHTS"
    book.refuse(book.voucher(), "COUPONS_OFF")


def test_people_who_may_sell_and_consent_are_counted(managed: Rig) -> None:
    before = item(managed, Ability.APPROVE).facts["count"]
    assert isinstance(before, int)
    assert before > 1
    people = managed.counter.office.people
    shift_manager = next(
        known for known in people.book().people if known.number == SHIFT_MANAGER[0]
    )
    people.set_active(shift_manager.id, is_active=False)
    assert item(managed, Ability.APPROVE).facts["count"] == before - 1


def test_a_backup_is_as_good_as_it_is_young(managed: Rig, tmp_path: Path) -> None:
    assert item(managed, Ability.RESTORE).code == "NEVER_BACKED_UP"
    stick = tmp_path / "stick"
    stick.mkdir()
    backups = managed.counter.office.backups
    plan = BackupPlan(folder=str(stick))
    copied = backups.copy(backups.admit(), plan, lambda _: None)
    backups.note(copied)
    assert item(managed, Ability.RESTORE).code == "BACKED_UP"
    backups.note(backups.rehearse(backups.admit(), plan, copied.run.file, lambda _: None))
    restored = item(managed, Ability.RESTORE)
    assert (restored.code, restored.until_ms) == (
        "BACKED_UP_AND_TRIED",
        managed.clock.wall + 3 * DAY_MS,
    )
    managed.clock.pass_ms(3 * DAY_MS)
    assert item(managed, Ability.RESTORE).code == "BACKUP_OLD"


def test_devices_are_as_the_window_knows_them(shop: Rig) -> None:
    troubled = look(shop, Devices(printer="PRINTER_NO_PAPER", scanner=None))
    codes = {entry.ability: entry.code for entry in troubled.items}
    assert codes[Ability.PRINT] == "PRINTER_NO_PAPER"
    assert codes[Ability.SCAN] == "NO_SCANNER"
    assert troubled.score < look(shop).score


def test_a_clock_that_was_set_is_said(shop: Rig) -> None:
    assert item(shop, Ability.CLOCK).works
    shop.clock.wall -= 2 * DAY_MS
    assert item(shop, Ability.CLOCK).code == "TIME_UNSURE"


def test_the_disk_is_measured_by_what_days_take(shop: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    # The machine's own disk is written to by others between two looks.
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(9, 4, 5 << 30))
    for _ in range(20):
        shop.sell(WATER)
    facts = shop.counter.readiness.facts(Devices())
    assert 0 < facts.machine.day_bytes <= (shop.folder / "till.db").stat().st_size + (8 << 20)
    room = item(shop, Ability.RECORD)
    assert room.facts["days"] == facts.machine.free_bytes // facts.machine.day_bytes


def test_a_restored_disk_spends_nothing_and_says_so(ready: Rig) -> None:
    Book(ready).campaign(worth=100)
    assert item(ready, Ability.COUPONS_ALONE).works
    with ready.database.write() as connection:
        connection.exec_driver_sql("UPDATE cloud_head SET is_in_doubt = 1")
    assert item(ready, Ability.COUPONS_ALONE).code == "VALUE_IN_DOUBT"
