"""Device settings written for the next start, and what a tested drawer leaves in the books."""

import json
import tomllib

import pytest

from pos_app.config import SETTINGS_FILE, load
from pos_app.services.device_settings import DeviceSettings
from tests.builders import CASHIER, MANAGER, TECHNICIAN, Rig


def devices(rig: Rig) -> DeviceSettings:
    return rig.counter.office.devices


def test_a_printer_that_is_set_up_counts_from_the_next_start(managed: Rig) -> None:
    assert not devices(managed).book().needs_restart
    book = devices(managed).change("printer", {"kind": "network", "host": "10.0.0.9", "port": 9100})
    assert book.needs_restart
    assert load(managed.folder).printer.host == "10.0.0.9"
    (row,) = managed.bodies("set_up_change")
    assert row["d"]["subject"] == "devices"
    assert json.loads(row["d"]["after"])["kind"] == "network"


def test_what_else_the_file_says_stays_and_a_device_can_be_taken_away(managed: Rig) -> None:
    path = managed.folder / SETTINGS_FILE
    path.write_text('language = "en"\n\n[cloud]\nurl = "https://shop.example"\n', "utf-8")
    devices(managed).change("scale", {"device": "/dev/ttyS1"})
    devices(managed).change("language", {"language": "zh_CN"})
    assert tomllib.loads(path.read_text("utf-8")) == {
        "language": "zh_CN",
        "cloud": {"url": "https://shop.example"},
        "scale": {"device": "/dev/ttyS1"},
    }
    devices(managed).change("scale", None)
    assert load(managed.folder).scale is None


@pytest.mark.parametrize(
    ("section", "values"),
    [("printer", {"width_mm": 70}), ("scanner", {"speed": 1}), ("language", {"language": "fr"})],
)
def test_a_setting_that_no_start_could_read_is_refused_and_not_written(
    managed: Rig, section: str, values: dict[str, object]
) -> None:
    with managed.refuses("SETTINGS_WRONG"):
        devices(managed).change(section, values)
    assert not (managed.folder / SETTINGS_FILE).exists()
    assert managed.bodies("set_up_change") == []


def test_a_tested_drawer_is_a_no_sale_of_the_shift(managed: Rig) -> None:
    devices(managed).open_drawer()
    assert [body["d"]["reason"] for body in managed.bodies("no_sale")] == ["DRAWER_TEST"]
    with managed.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT shift, reason_code FROM control_event").all()
    assert [tuple(row) for row in rows] == [(1, "DRAWER_TEST")]


def test_a_technician_opens_a_drawer_with_no_shift_and_none_with_money_in_it(rig: Rig) -> None:
    rig.sign_on(TECHNICIAN)
    devices(rig).open_drawer()
    rig.open_for(CASHIER)
    rig.sign_on(TECHNICIAN)
    with rig.refuses("NOT_PERMITTED"):
        devices(rig).open_drawer()
    assert len(rig.bodies("no_sale")) == 1


def test_a_cashier_sets_no_device_up(shop: Rig) -> None:
    with shop.refuses("NOT_PERMITTED"):
        devices(shop).book()
    with shop.refuses("NOT_PERMITTED"):
        devices(shop).change("scale", None)
    shop.sign_on(MANAGER)
    shop.counter.enter_training()
    with shop.refuses("NOT_IN_TRAINING"):
        devices(shop).open_drawer()
