"""Tax rates changed between two days, planned for one, and not lost to a power cut or an import."""

from dataclasses import replace

from pos_app.domain.catalog import TaxGroup
from pos_app.domain.identifiers import BusinessDate
from pos_app.store import catalog
from pos_app.store.catalog_changes import CatalogChanges
from pos_app.store.data_lock import data_directory_lock
from pos_app.store.item_import import LOCK_FILE
from tests.builders import (
    DAY,
    FLOAT,
    MANAGER,
    WATER,
    Rig,
)
from tests.services.test_day_verifies import verdict
from tests.services.test_store_settings import TOMORROW, begin_day, body_of, end_day, store


def test_a_tax_rate_changes_between_two_days_and_is_charged_from_then_on(managed: Rig) -> None:
    taxes = body_of(managed)["tax_groups"]
    for group in taxes:
        if group["code"] == "V13":
            group["rate_ppm"] = 100_000
    with managed.refuses("TAX_WHILE_DAY_OPEN"):
        store(managed).change("tax_groups", taxes)
    end_day(managed)
    store(managed).change("tax_groups", taxes)
    begin_day(managed)
    sold = managed.sell(WATER)
    (tax,) = sold.priced.taxes
    assert (tax.group.code, tax.group.rate_ppm) == ("V13", 100_000)


V13_AT_TEN = {"code": "V13", "rate_ppm": 100_000, "is_inclusive": True}


def rate_of_water(rig: Rig) -> int:
    (tax,) = rig.sell(WATER).priced.taxes
    return tax.group.rate_ppm


def test_a_tax_rate_that_is_planned_is_charged_from_the_first_day_on_and_never_within_one(
    managed: Rig,
) -> None:
    assert store(managed).plan_tax(V13_AT_TEN, TOMORROW)
    assert store(managed).book().taxes["V13"].group == V13_AT_TEN
    managed.ring(WATER)
    (tax,) = managed.pay_cash().priced.taxes
    assert tax.group.rate_ppm == 130_000
    end_day(managed)
    managed.reopen()
    managed.sign_on(MANAGER)
    begin_day(managed)
    assert rate_of_water(managed) == 100_000
    assert store(managed).book().taxes == {}
    keys = [body["d"]["key"] for body in managed.bodies("set_up_change")]
    assert keys == ["tax_plan", "tax_groups"]
    assert verdict(managed).difference is None


def test_a_till_that_stays_shut_on_that_day_charges_it_on_the_next_one(managed: Rig) -> None:
    new = {"code": "V1", "rate_ppm": 10_000, "is_inclusive": True}
    store(managed).plan_tax(new, TOMORROW)
    store(managed).plan_tax(V13_AT_TEN, BusinessDate("2026-11-25"))
    end_day(managed)
    managed.counter.shifts.open_day(BusinessDate("2026-11-24"))
    managed.counter.shifts.open_shift(FLOAT)
    assert "V1" in {group.code for group in managed.counter.profile.tax_groups}
    assert rate_of_water(managed) == 130_000
    assert set(store(managed).book().taxes) == {"V13"}


def test_a_power_cut_after_the_day_was_opened_loses_no_planned_tax(managed: Rig) -> None:
    store(managed).plan_tax(V13_AT_TEN, TOMORROW)
    end_day(managed)
    managed.counter.shifts._apply_prices = lambda _date: None
    managed.counter.shifts.open_day(TOMORROW)
    managed.lose_power()
    managed.sign_on(MANAGER)
    managed.counter.shifts.open_shift(FLOAT)
    assert rate_of_water(managed) == 100_000


def test_an_import_that_runs_when_the_day_opens_loses_no_planned_tax(managed: Rig) -> None:
    store(managed).plan_tax(V13_AT_TEN, TOMORROW)
    end_day(managed)
    with data_directory_lock(managed.folder, LOCK_FILE):
        managed.counter.shifts.open_day(TOMORROW)
    managed.counter.shifts.open_shift(FLOAT)
    assert rate_of_water(managed) == 100_000


def test_a_plan_is_taken_back_by_planning_what_is_so_already(managed: Rig) -> None:
    store(managed).plan_tax(V13_AT_TEN, TOMORROW)
    now = next(one for one in body_of(managed)["tax_groups"] if one["code"] == "V13")
    assert not store(managed).plan_tax(now, TOMORROW)
    assert store(managed).book().taxes == {}
    row = managed.bodies("set_up_change")[-1]["d"]
    assert "after" not in row


def test_a_tax_is_not_planned_for_a_day_that_has_begun_or_without_a_rate(managed: Rig) -> None:
    with managed.refuses("TAX_DATE_PAST"):
        store(managed).plan_tax(V13_AT_TEN, DAY)
    with managed.refuses("DATE_WRONG"):
        store(managed).plan_tax(V13_AT_TEN, BusinessDate("2026-13-01"))
    with managed.refuses("TAX_GROUPS_WRONG"):
        store(managed).plan_tax(V13_AT_TEN | {"rate_ppm": 2_000_000}, TOMORROW)


def test_taxes_that_a_cut_left_in_the_catalogue_alone_are_the_books_at_the_next_start(
    managed: Rig,
) -> None:
    groups = managed.counter.profile.tax_groups
    changed = [replace(group, rate_ppm=1) if group.code == "V13" else group for group in groups]
    key = managed.till.linked().keys.catalog_key
    CatalogChanges(managed.folder, key, lambda: None).put_tax_groups([*changed, TaxGroup("NEW", 2)])
    managed.lose_power()
    managed.sign_on(MANAGER)
    (tax,) = managed.sell(WATER).priced.taxes
    assert tax.group in groups
    with managed.counter._real.checkout._catalog.read() as connection:
        assert catalog.tax_groups(connection) == frozenset(groups)
