"""The guided first run by its keys."""

import ipaddress
import socket
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt

from pos_app.assembly import open_counter
from pos_app.clock import SystemClock
from pos_app.config import load
from pos_app.devices.network_printers import PORT
from pos_app.domain.first_run import Step
from pos_app.domain.scan_data import ScanData
from pos_app.errors import EnvironmentFault
from pos_app.opening import Opening
from pos_app.services.first_run_notes import NOTES_FILE
from pos_app.store.till_file import TILL_FILE
from pos_app.ui.ports import ScreenName
from tests.devices.conftest import PrinterServer, printer_server, wait_until
from tests.ui.first_run_guide import PIN, Guide
from tests.ui.looking import clipped_texts

__all__ = ["printer_server"]  # a fixture

GOODS = """sku,gtin,name_zh,name_en,tax_group,unit,price
W1,9520101000019,矿泉水,Water,V13,EA,2.00
B1,,面包,Bread,V9,EA,3.50
X9,,坏行,Bad row,V77,EA,1.00
"""


def sell(opening: Opening, barcode: str) -> Any:
    """Sign on, open day and shift and sell one for cash, by the services behind the window."""
    assert opening.wiring is not None
    counter = opening.wiring.counter
    outcome: list[Any] = []

    def trade() -> Any:
        counter.sign_on.sign_on("2001", PIN)
        status = counter.shifts.status()
        counter.shifts.open_day(status.suggested_date)
        counter.shifts.open_shift(((1000, 2),))
        counter.checkout.scan(ScanData(barcode))
        return counter.tendering.tender_cash(counter.tendering.cash_due()).completed

    opening.till_thread.run(trade, outcome.append)
    wait_until(lambda: bool(outcome), 30_000)
    return outcome[0]


def test_a_new_store_is_set_up_by_keys_and_sells(
    begin: Callable[..., Guide], tmp_path: Path
) -> None:
    goods = tmp_path / "goods.csv"
    goods.write_text(GOODS, encoding="utf-8")
    guide = begin()
    assert not guide.opening.window.screen_named(ScreenName.SIGN_ON).isVisible()
    guide.answer_until(Step.CATALOGUE)
    assert not (guide.folder / TILL_FILE).exists()
    guide.type(str(goods))
    guide.choose(1)
    guide.next()
    assert guide.codes == ["FIRST_RUN_ITEMS"]
    assert [row.what for row in guide.view.model.rows] == ["Line 4  X9"]
    assert "V77" in guide.view.model.rows[0].words
    assert "X9,ITEM_TAX" in (guide.folder / "import-refused.csv").read_text("utf-8-sig")
    guide.next()  # keeps the two that were taken
    guide.open()
    window = guide.opening.window
    assert window.screen_named(ScreenName.SIGN_ON).isVisible()
    assert not (guide.folder / NOTES_FILE).exists()
    completed = sell(guide.opening, "9520101000019")
    assert "T02" in str(completed.receipt)
    assert guide.opening.wiring is not None
    profile = guide.opening.wiring.counter.profile
    assert (profile.store, profile.workstation, profile.currency) == ("N7", "T02", "CNY")
    assert (profile.name_en, profile.phone) == ("Lane shop", "555-0100")
    assert load(guide.folder).language == "en"


def test_each_step_is_taken_up_where_it_was_left_and_the_pin_alone_is_typed_again(
    begin: Callable[..., Guide],
) -> None:
    guide = begin()
    for step in Step:
        assert guide.is_at(step)
        assert not (guide.folder / TILL_FILE).exists()
        guide.stop()
        guide.start()
        assert guide.is_at(step)
        if step is not Step.SUMMARY:
            guide.answer(step)
    assert PIN not in (guide.folder / NOTES_FILE).read_text("utf-8")
    guide.next()
    assert (guide.step, guide.codes) == (Step.PERSON, ["FIRST_RUN_PIN_AGAIN"])
    form = guide.view.forms[Step.PERSON]
    assert [field.text() for field in form.fields] == ["Ann Lee", "2001", "", ""]
    assert form.keyboard_owner() is form.fields[2], "the PIN is typed where nobody can read it"
    guide.answer(Step.PERSON)
    guide.answer(Step.CATALOGUE)
    guide.open()
    assert "CATALOG_EMPTY" in guide.codes
    guide.stop()
    guide.start()  # a till now: nothing is asked any more
    assert guide.opening.first_run is None


def test_back_leads_back_and_loses_nothing(begin: Callable[..., Guide]) -> None:
    guide = begin()
    guide.back()
    assert guide.is_at(Step.LANGUAGE)
    guide.answer_until(Step.TAX)
    guide.back()
    guide.back()
    assert guide.is_at(Step.STORE)
    texts = [field.text() for field in guide.view.forms[Step.STORE].fields]
    assert texts == ["Lane shop", "Lane shop", "N7", "T02"]
    guide.choose(7)  # another country, other taxes
    guide.next()
    guide.next()
    assert guide.view.forms[Step.TAX].fields[0].text() == "A19 19; B7 7; Z0 0"


@pytest.mark.parametrize(
    ("step", "texts", "code"),
    [
        (Step.STORE, ("", "", "N7", "T02"), "STORE_NAME_EMPTY"),
        (Step.STORE, ("Lane", "", "Lane 7", "T02"), "FIRST_RUN_STORE_CODE"),
        (Step.STORE, ("Lane", "", "N7", "T-2"), "FIRST_RUN_WORKSTATION"),
        (Step.TAX, ("thirteen",), "FIRST_RUN_TAX_TEXT"),
        (Step.TAX, ("V13 113",), "TAX_GROUPS_WRONG"),
        (Step.PERSON, ("Ann", "2001", PIN, "730195"), "FIRST_RUN_PINS_DIFFER"),
        (Step.PERSON, ("Ann", "2001", "123456", "123456"), "PIN_TOO_EASY"),
        (Step.PERSON, ("Ann", "2001", "7301", "7301"), "PIN_LENGTH_WRONG"),
        (Step.PERSON, ("", "2001", PIN, PIN), "PERSON_NAME_WRONG"),
        (Step.PERSON, ("Ann", "", PIN, PIN), "PERSON_NUMBER_WRONG"),
    ],
)
def test_what_will_not_do_is_said_in_words_and_asked_again(
    begin: Callable[..., Guide], step: Step, texts: tuple[str, ...], code: str
) -> None:
    guide = begin()
    guide.answer_until(step)
    guide.type(*texts)
    guide.next()
    assert (guide.step, guide.codes) == (step, [code])
    assert clipped_texts(guide.opening.window) == []
    guide.answer(step)
    assert guide.codes == []


def test_a_printer_is_tried_before_it_is_kept(
    begin: Callable[..., Guide], printer_server: PrinterServer
) -> None:
    guide = begin()
    guide.answer_until(Step.PRINTER)
    guide.choose(1)
    guide.next()
    assert guide.codes == ["FIRST_RUN_PRINTER_ADDRESS"]
    guide.type("127.0.0.1", "1", "58")  # nobody listens there
    guide.next()
    assert (guide.step, guide.codes) == (Step.PRINTER, ["FIRST_RUN_PRINTER_SILENT"])
    guide.type("127.0.0.1", str(printer_server.port), "58")
    guide.next()
    assert guide.view.paper.isVisible()
    assert printer_server.connections == 1
    guide.back()  # nothing came out
    assert (guide.step, guide.codes) == (Step.PRINTER, ["FIRST_RUN_NO_PAPER"])
    guide.next()
    guide.next()  # now it did
    assert guide.is_at(Step.PERSON)
    kept = load(guide.folder).printer
    assert (kept.kind, kept.port, kept.width_mm) == ("network", printer_server.port, 58)


@pytest.fixture
def neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine's own network is its loopback."""
    here = (ipaddress.IPv4Network("127.0.0.0/24"),)
    monkeypatch.setattr("pos_app.ui.wiring_first_run.networks_of_this_machine", lambda: here)


@pytest.mark.usefixtures("neighbours")
def test_a_printer_in_the_network_is_looked_for_and_filled_in(
    begin: Callable[..., Guide],
) -> None:
    guide = begin()
    guide.answer_until(Step.PRINTER)
    guide.choose(5)
    guide.next()
    assert (guide.step, guide.codes) == (Step.PRINTER, ["NO_PRINTER_FOUND"])
    with socket.create_server(("127.0.0.9", PORT)):
        guide.choose(5)
        guide.next()
    panel = guide.view.forms[Step.PRINTER]
    assert panel.fields[0].text() == "127.0.0.9"
    assert panel.choices.chosen() == "network"
    assert "127.0.0.9" in guide.view.note.text()
    assert guide.codes == []
    assert clipped_texts(guide.opening.window) == []


def test_a_search_in_the_network_is_given_up_with_escape(
    begin: Callable[..., Guide], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Event()

    def endless(_hosts: object, _clock: object, is_wanted: Callable[[], bool]) -> tuple[str, ...]:
        asked.set()
        pause = Event()
        while is_wanted():
            pause.wait(0.01)
        return ()

    monkeypatch.setattr("pos_app.ui.wiring_first_run.search", endless)
    guide = begin()
    guide.answer_until(Step.PRINTER)
    guide.choose(5)
    guide.key(Qt.Key.Key_F9)
    wait_until(asked.is_set)
    guide.key(Qt.Key.Key_F9)  # an answer has to wait
    assert guide.is_at(Step.PRINTER)
    guide.back()
    assert (guide.step, guide.codes) == (Step.PRINTER, [])
    guide.next()
    assert guide.is_at(Step.PERSON), "later was chosen for it"


def test_goods_are_found_on_a_stick_and_a_bad_list_is_refused(
    begin: Callable[..., Guide], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "a list with a long name.csv").write_text(GOODS, encoding="utf-8")
    (stick / "letter.txt").write_text("no list", encoding="utf-8")
    monkeypatch.setattr("pos_app.ui.wiring_first_run.plugged_in", lambda: (str(stick), "/gone"))
    guide = begin()
    guide.answer_until(Step.CATALOGUE)
    assert guide.view._asked is not None
    assert [offer.code for offer in guide.view._asked.offers] == ["list:0", "file", "later"]
    guide.type(str(stick / "letter.txt"))
    guide.choose(2)
    guide.next()
    assert guide.codes == ["FILE_COLUMN_UNKNOWN"]
    guide.choose(1)
    guide.next()
    assert guide.codes == ["FIRST_RUN_ITEMS"]
    for _ in range(4):
        guide.back()
    assert guide.is_at(Step.TAX)
    guide.type("V13 10")  # the goods were taken under other taxes
    for _ in (Step.TAX, Step.CLOUD, Step.PRINTER):
        guide.next()
    guide.answer(Step.PERSON)
    assert guide.is_at(Step.CATALOGUE)
    assert guide.view._asked.answers.items == 0


@pytest.mark.parametrize(
    ("step", "text", "chosen"),
    [
        (Step.CLOUD, "https://cloud.example", "now"),
        (Step.PRINTER, "192.0.2.10", "network"),
        (Step.CATALOGUE, "goods.csv", "file"),
    ],
)
def test_what_is_typed_is_not_left_for_later(
    begin: Callable[..., Guide], step: Step, text: str, chosen: str
) -> None:
    guide = begin()
    guide.answer_until(step)
    choices = guide.view.forms[step].choices
    assert choices.chosen() == "later"
    guide.type(text)
    assert choices.chosen() == chosen
    guide.choose(4 if step is Step.PRINTER else 2)
    guide.next()
    assert guide.step is not step, "later was chosen for it"


def test_a_serial_printer_stays_one_while_its_port_is_typed(begin: Callable[..., Guide]) -> None:
    guide = begin()
    guide.answer_until(Step.PRINTER)
    guide.choose(3)
    guide.type("COM4")
    assert guide.view.forms[Step.PRINTER].choices.chosen() == "serial"


def test_whoever_chooses_the_demo_store_gets_it_in_the_same_window(
    begin: Callable[..., Guide],
) -> None:
    guide = begin()
    guide.answer(Step.LANGUAGE)
    guide.choose(2)
    guide.next()
    assert guide.is_at(Step.SUMMARY)
    assert [row.what for row in guide.view.model.rows] == [
        "Language",
        "Kind of store",
        "Open the till",
    ]
    guide.open()
    assert guide.opening.wiring is not None
    assert guide.opening.wiring.counter.profile.store == "S12"


def test_the_program_from_its_source_opens_the_demo_store_without_a_question(
    begin: Callable[..., Guide],
) -> None:
    guide = begin(is_asked=False)
    assert guide.opening.first_run is None
    assert guide.opening.wiring is not None
    assert guide.opening.wiring.counter.profile.store == "S12"
    assert not (guide.folder / NOTES_FILE).exists()


@pytest.mark.parametrize(
    "notes", ["", "{", "[]", '{"version": 2}', '{"version":1,"step":"x"}', "[" * 100_000]
)
def test_notes_that_cannot_be_read_begin_anew(begin: Callable[..., Guide], notes: str) -> None:
    guide = begin()
    guide.answer(Step.LANGUAGE)
    guide.stop()
    (guide.folder / NOTES_FILE).write_text(notes, encoding="utf-8")
    guide.start()
    assert guide.is_at(Step.LANGUAGE)


def test_a_command_makes_no_demo_store_of_a_store_that_is_being_set_up(
    begin: Callable[..., Guide],
) -> None:
    guide = begin()
    guide.answer(Step.LANGUAGE)
    guide.stop()
    with pytest.raises(EnvironmentFault, match="FIRST_RUN_UNFINISHED"):
        open_counter(load(guide.folder), SystemClock())
    guide.start()
    assert guide.is_at(Step.KIND)
