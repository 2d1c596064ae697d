"""Shelf prices planned, applied with the day and withdrawn, on real files; and their labels."""

from typing import Any

import pytest

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.operators import Privilege
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.services.price_changes import PriceChanges
from pos_app.store import catalog_files
from pos_app.store.catalog_changes import CatalogChanges
from pos_app.store.data_lock import data_directory_lock
from pos_app.store.item_import import LOCK_FILE
from pos_app.store.verification import Verdict
from tests.builders import (
    BREAD,
    CASHIER,
    DAY,
    FLOAT,
    MANAGER,
    SHIFT_MANAGER,
    WATER,
    WATER_GTIN,
    Rig,
    yuan,
)

TOMORROW = BusinessDate("2026-11-22")


def prices(rig: Rig) -> PriceChanges:
    return rig.counter.office.price_changes


def verdict(rig: Rig) -> Verdict:
    manager = rig.counter.office
    admission = manager.admissions.admit(Privilege.AUDIT, "journal")
    return manager.journal_proof.verify(admission, lambda _: None)


def end_day(rig: Rig) -> None:
    rig.counter.shifts.close_shift(FLOAT)
    rig.counter.shifts.close_day()


def rows(rig: Rig) -> list[dict[str, Any]]:
    return [body["d"] for body in rig.bodies("shelf_price")]


def test_a_price_for_tomorrow_is_charged_from_tomorrow(managed: Rig) -> None:
    prices(managed).plan(WATER, yuan(250), TOMORROW)
    assert managed.sell(WATER).priced.total == yuan(200)
    end_day(managed)
    managed.counter.shifts.open_day(TOMORROW)
    managed.counter.shifts.open_shift(FLOAT)
    assert managed.sell(WATER).priced.total == yuan(250)
    told = [
        (row["stage"], row["sku"], row["before"], row["after"], row["on"]) for row in rows(managed)
    ]
    assert told == [
        ("planned", WATER, 200, 250, TOMORROW),
        ("applied", WATER, 200, 250, TOMORROW),
    ]
    assert prices(managed).book().coming == ()


def test_a_price_at_once_is_charged_for_the_next_line_and_survives_a_power_cut(
    managed: Rig,
) -> None:
    managed.ring(WATER)
    version = managed.basket.lines[0].line.item.price_version
    prices(managed).plan(WATER, yuan(300))
    managed.ring(WATER)
    first, second = managed.basket.lines
    assert (first.line.unit_price, second.line.unit_price) == (yuan(200), yuan(300))
    assert second.line.item.price_version == version + 1
    managed.lose_power()
    managed.sign_on(MANAGER)
    managed.ring(WATER)
    assert managed.basket.lines[-1].line.unit_price == yuan(300)


def test_of_two_prices_for_one_day_the_later_word_counts(managed: Rig) -> None:
    prices(managed).plan(WATER, yuan(250), TOMORROW)
    prices(managed).plan(WATER, yuan(240), TOMORROW)
    end_day(managed)
    managed.counter.shifts.open_day(TOMORROW)
    managed.counter.shifts.open_shift(FLOAT)
    assert managed.sell(WATER).priced.total == yuan(240)
    assert [(row.get("before"), row["after"]) for row in rows(managed)[2:]] == [
        (200, 250),
        (250, 240),
    ]


def test_what_is_withdrawn_is_never_applied(managed: Rig) -> None:
    entry = prices(managed).plan(WATER, yuan(250), TOMORROW).entry
    prices(managed).withdraw(entry.change)
    with managed.refuses("PRICE_CHANGE_UNKNOWN"):
        prices(managed).withdraw(entry.change)
    end_day(managed)
    managed.counter.shifts.open_day(TOMORROW)
    managed.counter.shifts.open_shift(FLOAT)
    assert managed.sell(WATER).priced.total == yuan(200)


def test_a_day_opens_while_an_import_runs_and_the_price_comes_later(managed: Rig) -> None:
    prices(managed).plan(WATER, yuan(250), TOMORROW)
    end_day(managed)
    with data_directory_lock(managed.folder, LOCK_FILE):
        managed.counter.shifts.open_day(TOMORROW)
        with pytest.raises(EnvironmentFault, match="IMPORT_RUNNING"):
            prices(managed).apply_now()
        managed.counter.shifts.open_shift(FLOAT)
    assert len(prices(managed).book().coming) == 1
    assert prices(managed).apply_now() == 1
    assert managed.sell(WATER).priced.total == yuan(250)
    with managed.refuses("PRICES_NONE_DUE"):
        prices(managed).apply_now()


@pytest.mark.parametrize(
    ("sku", "minor", "date", "code"),
    [
        ("NOPE", 100, None, "ITEM_NOT_FOUND"),
        (WATER, -1, None, "SHELF_PRICE_WRONG"),
        (WATER, 200, None, "SHELF_PRICE_IS_SO"),
        (WATER, 250, BusinessDate("2026-13-01"), "DATE_WRONG"),
        (WATER, 250, BusinessDate("2027-11-21"), "DATE_TOO_FAR"),
        (WATER, 250, BusinessDate("2026-11-20"), "SHELF_PRICE_DATE_PAST"),
    ],
)
def test_a_price_that_will_not_do_is_refused(
    managed: Rig, sku: str, minor: int, date: BusinessDate | None, code: str
) -> None:
    with managed.refuses(code):
        prices(managed).plan(sku, yuan(minor), date)


def test_who_may_not_change_prices_needs_a_second_person(rig: Rig) -> None:
    rig.open_for(CASHIER)
    with rig.refuses("NOT_PERMITTED"):
        prices(rig).plan(WATER, yuan(250))
    rig.sign_on(SHIFT_MANAGER)
    row = rig.approved(lambda approval: prices(rig).plan(WATER, yuan(250), None, approval))
    entry = row.entry
    assert (entry.operator, entry.approved_by) == ("op2002", "op2001")


def test_head_offices_catalogue_is_not_changed_at_the_till(managed: Rig) -> None:
    path = catalog_files.current_file(managed.folder)
    assert path is not None
    database = catalog_files.open_catalog(path, managed.till.linked().keys.catalog_key)
    with database.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO feed_state VALUES ('catalog', 1, 1, zeroblob(32), 0)"
        )
    database.close()
    managed.reopen()
    managed.sign_on(MANAGER)
    assert prices(managed).book().is_from_cloud
    with managed.refuses("CATALOG_IS_THE_CLOUDS"):
        prices(managed).plan(WATER, yuan(250))


def test_a_price_for_the_open_day_is_in_force_at_once(managed: Rig) -> None:
    prices(managed).plan(WATER, yuan(250), DAY)
    assert managed.sell(WATER).priced.total == yuan(250)


def test_a_price_at_once_that_cannot_be_written_is_withdrawn(managed: Rig) -> None:
    with (
        data_directory_lock(managed.folder, LOCK_FILE),
        pytest.raises(EnvironmentFault, match="IMPORT_RUNNING"),
    ):
        prices(managed).plan(WATER, yuan(250))
    assert [row["stage"] for row in rows(managed)] == ["planned", "withdrawn"]
    assert managed.sell(WATER).priced.total == yuan(200)


def test_a_power_cut_before_the_row_that_says_so_leaves_a_price_that_is_still_due(
    managed: Rig,
) -> None:
    prices(managed).plan(WATER, yuan(250), TOMORROW)
    end_day(managed)
    changes = CatalogChanges(
        managed.folder,
        managed.till.linked().keys.catalog_key,
        managed.till.linked().catalog.note_change,
    )
    changes.put_prices({WATER: 250})
    managed.lose_power()
    managed.sign_on(MANAGER)
    managed.counter.shifts.open_day(TOMORROW)
    assert (rows(managed)[-1]["stage"], rows(managed)[-1]["before"]) == ("applied", 200)
    assert prices(managed).book().coming == ()


def test_a_price_that_its_day_opened_without_comes_when_somebody_signs_on(managed: Rig) -> None:
    prices(managed).plan(WATER, yuan(250), TOMORROW)
    end_day(managed)
    with data_directory_lock(managed.folder, LOCK_FILE):
        managed.counter.shifts.open_day(TOMORROW)
    managed.lose_power()
    managed.sign_on(CASHIER)
    managed.counter.shifts.open_shift(FLOAT)
    assert managed.sell(WATER).priced.total == yuan(250)
    assert [row["stage"] for row in rows(managed)] == ["planned", "applied"]


def test_goods_are_found_by_number_by_barcode_and_by_name(managed: Rig) -> None:
    for text in (WATER, WATER_GTIN, "矿泉"):
        assert [item.sku for item in prices(managed).find(text)] == [WATER]
    with managed.refuses("ITEM_NOT_FOUND"):
        prices(managed).find("nothing like it")


def test_labels_are_due_from_the_change_until_they_are_printed(managed: Rig) -> None:
    assert prices(managed).labels_due() == ()
    prices(managed).plan(WATER, yuan(250))
    (due,) = prices(managed).labels_due()
    assert (due.item.sku, due.item.price, due.printed) == (WATER, yuan(250), None)
    prices(managed).labels_printed((due.item,))
    assert prices(managed).labels_due() == ()
    prices(managed).plan(WATER, yuan(260), TOMORROW)
    assert prices(managed).labels_due() == ()
    end_day(managed)
    managed.counter.shifts.open_day(TOMORROW)
    (due,) = prices(managed).labels_due()
    assert due.printed is not None
    assert due.printed.price_minor == 250


def test_the_books_agree_with_the_journal_and_a_changed_row_is_found(managed: Rig) -> None:
    prices(managed).plan(WATER, yuan(250))
    prices(managed).plan(BREAD, yuan(400), TOMORROW)
    assert verdict(managed).difference is None
    with managed.database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER shelf_price_refuses_update")
        connection.exec_driver_sql("UPDATE shelf_price SET after_minor = 1 WHERE number = 1")
    difference = verdict(managed).difference
    assert difference is not None
    assert (difference.what, difference.subject) == ("set_up_changed", "shelf_price")


def test_nothing_is_planned_in_training(managed: Rig) -> None:
    managed.counter.enter_training()
    with pytest.raises(Refusal, match="NOT_IN_TRAINING"):
        prices(managed).plan(WATER, yuan(250))


DAY_AFTER = BusinessDate("2026-11-23")


def next_day(rig: Rig, date: BusinessDate) -> None:
    end_day(rig)
    rig.counter.shifts.open_day(date)
    rig.counter.shifts.open_shift(FLOAT)


def test_a_mark_down_until_the_close_of_the_day_goes_back_by_itself(managed: Rig) -> None:
    prices(managed).plan(WATER, yuan(100), until=DAY)
    assert managed.sell(WATER).priced.total == yuan(100)
    prices(managed).labels_printed(prices(managed).find(WATER))
    next_day(managed, TOMORROW)
    assert managed.sell(WATER).priced.total == yuan(200)
    (due,) = prices(managed).labels_due()
    assert (due.item.sku, due.printed and due.printed.price_minor) == (WATER, 100)
    assert verdict(managed).difference is None


def test_a_mark_down_of_days_to_come_has_both_ends_and_each_can_be_withdrawn(managed: Rig) -> None:
    prices(managed).plan(WATER, yuan(100), TOMORROW, until=TOMORROW)
    coming = [row.entry for row in prices(managed).book().coming]
    said = [(entry.effective_on, entry.before_minor, entry.after_minor) for entry in coming]
    assert said == [(TOMORROW, 200, 100), (DAY_AFTER, 100, 200)]
    next_day(managed, TOMORROW)
    assert managed.sell(WATER).priced.total == yuan(100)
    prices(managed).withdraw(coming[1].change)
    next_day(managed, DAY_AFTER)
    assert managed.sell(WATER).priced.total == yuan(100)


def test_a_mark_down_goes_back_to_the_price_that_was_planned_meanwhile(managed: Rig) -> None:
    prices(managed).plan(WATER, yuan(230), TOMORROW)
    prices(managed).plan(WATER, yuan(100), until=DAY)
    next_day(managed, TOMORROW)
    assert managed.sell(WATER).priced.total == yuan(230)


def test_a_mark_down_that_ends_before_it_begins_is_refused(managed: Rig) -> None:
    for until, code in (
        (BusinessDate("2026-11-20"), "SHELF_PRICE_END_WRONG"),
        (BusinessDate("2026-13-20"), "DATE_WRONG"),
        (BusinessDate("2999-12-31"), "DATE_TOO_FAR"),
    ):
        with managed.refuses(code):
            prices(managed).plan(WATER, yuan(100), until=until)
    assert prices(managed).book().coming == ()
