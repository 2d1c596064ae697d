"""Deliveries: what a note says, what was scanned, and what becomes of the difference."""

import json
from pathlib import Path

import pytest

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.domain.quantity import Quantity
from pos_app.domain.scan_data import ScanData
from pos_app.store import stock_costs
from tests.builders import (
    BREAD,
    DAY,
    MANAGER,
    WATER,
    WATER_GTIN,
    Rig,
    make_rig,
    make_template,
    yuan,
)
from tests.services.test_stock import difference, on_hand


def test_a_delivery_is_scanned_against_its_note(managed: Rig) -> None:
    deliveries = managed.counter.office.deliveries
    notes = managed.folder / "delivery_notes"
    notes.mkdir()
    (notes / "dn-77.csv").write_text(
        f"gtin,quantity,cost,pack,sku\n{WATER_GTIN},24,1.20,12,\n,6,2.00,,B1\n,3,,,NOT-OURS\n",
        "utf-8",
    )
    assert deliveries.notes() == ("dn-77.csv",)
    delivery = deliveries.begin_from("dn-77.csv")
    assert (delivery.task.reference, delivery.unknown) == ("DN-77.CSV".removesuffix(".CSV"), 1)
    task = delivery.task.id
    for _ in range(3):
        deliveries.scan(task, ScanData(WATER_GTIN))
    deliveries.scan(task, ScanData(WATER_GTIN), Quantity.of(20))
    differing = deliveries.show(task).differing
    assert [(line.line.sku, line.difference) for line in differing] == [
        (WATER, -1_000),
        (BREAD, -6_000),
    ]
    assert on_hand(managed, WATER) == 0
    deliveries.finish(task)
    assert (on_hand(managed, WATER), on_hand(managed, BREAD)) == (23_000, 0)
    assert deliveries.waiting() == ()
    with managed.database.read() as connection:
        book = stock_costs.CostBook(connection)
    assert book.cost_of(WATER, DAY) == yuan(120)
    assert book.cost_of(WATER, BusinessDate("2026-11-20")) is None
    assert book.has_changed(WATER, BusinessDate("2026-11-20"), DAY)
    assert not book.has_changed(WATER, DAY, BusinessDate("2026-11-22"))
    assert book.cost_of("NOT-OURS", DAY) is None
    assert difference(managed) is None


def test_costs_on_a_note_have_the_decimals_of_the_stores_currency(tmp_path: Path) -> None:
    template = make_template(tmp_path / "yen", currency="JPY")
    rig = make_rig(template, tmp_path / "till")
    rig.open_for(MANAGER)
    deliveries = rig.counter.office.deliveries
    notes = rig.folder / "delivery_notes"
    notes.mkdir()
    (notes / "whole.csv").write_text("sku,quantity,cost\nW1,2,120\n", "utf-8")
    (notes / "parts.csv").write_text("sku,quantity,cost\nW1,2,1.20\n", "utf-8")
    (line,) = deliveries.begin_from("whole.csv").lines
    assert line.line.cost == Money(120, "JPY")
    with rig.refuses("NOTE_UNREADABLE"):
        deliveries.begin_from("parts.csv")
    rig.close()


def test_a_note_in_json_names_its_number_and_supplier(managed: Rig) -> None:
    notes = managed.folder / "delivery_notes"
    notes.mkdir()
    body = {
        "note": "sup/2026-9",
        "partner": "acme",
        "lines": [{"sku": WATER, "quantity": 2, "lot": "L7", "expires_on": "2026-11-25"}],
    }
    (notes / "a.json").write_text(json.dumps(body), "utf-8")
    delivery = managed.counter.office.deliveries.begin_from("a.json")
    assert (delivery.task.reference, delivery.task.partner) == ("SUP/2026-9", "ACME")
    assert [(line.line.lot, line.line.expected) for line in delivery.lines] == [("L7", 2_000)]


def test_one_lot_on_two_lines_of_a_note_is_one_line_here(managed: Rig) -> None:
    notes = managed.folder / "delivery_notes"
    notes.mkdir()
    (notes / "two.csv").write_text("sku,quantity,cost\nW1,2,1\nW1,3,1.1\n", "utf-8")
    (line,) = managed.counter.office.deliveries.begin_from("two.csv").lines
    assert (line.line.expected, line.line.cost) == (5_000, yuan(110))


def test_a_note_that_was_received_or_begun_is_not_offered_again(managed: Rig) -> None:
    deliveries = managed.counter.office.deliveries
    notes = managed.folder / "delivery_notes"
    notes.mkdir()
    (notes / "one.csv").write_text("sku,quantity\nW1,2\n", "utf-8")
    (notes / "two.json").write_text('{"note": "N-2", "lines": [{"sku": "W1", "quantity": 1}]}')
    (notes / "three.json").write_text("[]")
    (notes / "readme.txt").write_text("no note")
    assert deliveries.notes() == ("one.csv", "three.json", "two.json")
    task = deliveries.begin_from("two.json").task.id
    assert deliveries.notes() == ("one.csv", "three.json")
    deliveries.scan(task, ScanData(WATER_GTIN))
    deliveries.finish(task)
    assert deliveries.notes() == ("one.csv", "three.json")
    with managed.refuses("NOTE_UNREADABLE"):
        deliveries.begin_from("three.json")
    with managed.refuses("NOTE_UNREADABLE"):
        deliveries.begin_from("../till.db")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"\xff\xfe", 0),
        (b"sku,quantity\n", 0),
        (b"sku,quantity\nW1,many\n", 1),
        (b"sku,quantity\n,3\n", 1),
        (b"sku,quantity,cost\nW1,3,1.234\n", 1),
        (b"sku,quantity\nW1,1.5\n", 1),
        (b"sku,quantity,expires_on\nW1,1,soon\n", 1),
        (b"sku,gtin,quantity\nW1,n/a,1\n", 1),
        ("sku,gtin,quantity\nW1,²,1\n".encode(), 1),
    ],
)
def test_a_note_that_cannot_be_read_begins_nothing(managed: Rig, content: bytes, line: int) -> None:
    notes = managed.folder / "delivery_notes"
    notes.mkdir()
    (notes / "bad.csv").write_bytes(content)
    with managed.refuses("NOTE_UNREADABLE") as caught:
        managed.counter.office.deliveries.begin_from("bad.csv")
    assert caught.value.facts["line"] == line
