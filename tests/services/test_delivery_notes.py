"""Delivery notes as they should not be: each is refused by itself, and none adds up to nonsense."""

import json

import pytest

from pos_app.domain.quantity import Quantity
from pos_app.domain.stock_task import TaskKind
from tests.builders import BREAD, DAY, TECHNICIAN, WATER, Rig


@pytest.mark.parametrize("lines", ['["W1"]', '{"W1": 1}', "[" * 50_000 + "]" * 50_000])
def test_a_note_of_any_shape_is_refused_and_hides_no_other(managed: Rig, lines: str) -> None:
    deliveries = managed.counter.office.deliveries
    notes = managed.folder / "delivery_notes"
    notes.mkdir()
    (notes / "bad.json").write_text(f'{{"note": "N-9", "lines": {lines}}}', "utf-8")
    (notes / "good.csv").write_text("sku,quantity\nW1,1\n", "utf-8")
    assert deliveries.notes() == ("bad.json", "good.csv")
    with managed.refuses("NOTE_UNREADABLE"):
        deliveries.begin_from("bad.json")


def test_a_note_without_a_number_is_known_by_its_file(managed: Rig) -> None:
    notes = managed.folder / "delivery_notes"
    notes.mkdir()
    body = {"note": None, "partner": None, "lines": [{"sku": WATER, "quantity": 2}]}
    (notes / "n5.json").write_text(json.dumps(body), "utf-8")
    task = managed.counter.office.deliveries.begin_from("n5.json").task
    assert (task.reference, task.partner) == ("N5", "")
    assert managed.counter.office.deliveries.notes() == ()


def test_no_delivery_brings_less_than_nothing(managed: Rig) -> None:
    deliveries = managed.counter.office.deliveries
    task = deliveries.begin(TaskKind.RECEIVE, "N1").task.id
    with managed.refuses("QUANTITY_NOT_POSITIVE"):
        deliveries.add(task, WATER, Quantity(-1_000))
    deliveries.add(task, WATER, Quantity.of(5))
    with managed.refuses("QUANTITY_NOT_POSITIVE"):
        deliveries.set_found(task, 1, Quantity(-1_000))


def test_whoever_may_not_receive_neither_begins_a_delivery_nor_spoils_one(managed: Rig) -> None:
    deliveries = managed.counter.office.deliveries
    task = deliveries.begin(TaskKind.RECEIVE, "N1").task.id
    deliveries.add(task, WATER, Quantity.of(5))
    managed.sign_on(TECHNICIAN)
    for act in (
        lambda: deliveries.begin(TaskKind.RECEIVE, "N2"),
        lambda: deliveries.add(task, WATER, Quantity.of(5)),
        lambda: deliveries.set_found(task, 1, Quantity.of(9)),
        lambda: deliveries.give_up(task),
    ):
        with managed.refuses("NOT_PERMITTED"):
            act()


def test_a_note_that_was_received_before_is_asked_about(managed: Rig) -> None:
    deliveries = managed.counter.office.deliveries
    task = deliveries.begin(TaskKind.RECEIVE, "dn-1", "ACME").task.id
    for sku in (WATER, BREAD):
        deliveries.add(task, sku, Quantity.of(5))
    deliveries.finish(task)
    for partner in ("", "acme"):
        with managed.refuses("NOTE_RECEIVED_BEFORE") as caught:
            deliveries.begin(TaskKind.RECEIVE, " DN-1 ", partner)
        assert caught.value.facts == {"note": "DN-1", "date": DAY, "lines": 2}
    deliveries.begin(TaskKind.RECEIVE, "DN-1", "OTHER")  # another supplier's number
    deliveries.begin(TaskKind.TRANSFER_OUT, "DN-1", "S2")
    assert deliveries.begin(TaskKind.RECEIVE, "DN-1", "ACME", is_again=True).lines == ()


def test_a_file_that_was_received_before_is_asked_about(managed: Rig) -> None:
    deliveries = managed.counter.office.deliveries
    notes = managed.folder / "delivery_notes"
    notes.mkdir()
    (notes / "n5.csv").write_text("sku,quantity\nW1,1\n", "utf-8")
    task = deliveries.begin_from("n5.csv").task.id
    with managed.refuses("DELIVERY_WAITS"):
        deliveries.begin_from("n5.csv")
    with managed.refuses("DELIVERY_WAITS"):
        deliveries.begin(TaskKind.RECEIVE, "N5", is_again=True)
    deliveries.add(task, WATER, Quantity.of(1))
    deliveries.finish(task)
    with managed.refuses("NOTE_RECEIVED_BEFORE"):
        deliveries.begin_from("n5.csv")
    assert deliveries.begin_from("n5.csv", is_again=True).task.reference == "N5"
