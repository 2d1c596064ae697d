"""The guided first run by its keys: a real window, real threads, real files."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from pos_app.config import load
from pos_app.domain.first_run import Step
from pos_app.domain.scan_data import ScanData
from pos_app.opening import Opening
from pos_app.services.first_run_notes import NOTES_FILE
from pos_app.store.till_file import TILL_FILE
from pos_app.ui import language
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.first_run.view import FirstRunView
from tests.devices.conftest import printer_server, wait_until
from tests.ui.looking import press, settle

__all__ = ["printer_server"]  # a fixture

_K = Qt.Key
PIN = "730194"
GOODS = """sku,gtin,name_zh,name_en,tax_group,unit,price
W1,9520101000019,矿泉水,Water,V13,EA,2.00
B1,,面包,Bread,V9,EA,3.50
X9,,坏行,Bad row,V77,EA,1.00
"""


class Guide:
    """Plays the person before the screen; the till is started as often as it is needed."""

    def __init__(self, folder: Path, *, is_asked: bool = True) -> None:
        self.folder = folder
        self._is_asked = is_asked
        self._held = ExitStack()
        self.opening: Opening = None  # type: ignore[assignment]  # start() makes it
        self.start()

    def start(self) -> None:
        language.switch(language.Language(load(self.folder).language))
        self.opening = Opening(load(self.folder), self._held, with_first_run=self._is_asked)
        self.opening.show(is_full_screen=False)
        wait_until(lambda: self.opening.first_run is not None or self.opening.idle is not None)
        if self.opening.idle is None:
            self.ready()

    def stop(self) -> None:
        """Close the window, as somebody would; a power cut leaves the same files."""
        opening = self.opening
        opening.close()
        opening.window.close()
        opening.window.deleteLater()
        opening.deleteLater()
        self._held.close()
        self._held = ExitStack()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        sys.excepthook = sys.__excepthook__

    @property
    def view(self) -> FirstRunView:
        screen = self.opening.window.screen_named(ScreenName.FIRST_RUN)
        assert isinstance(screen, FirstRunView)
        return screen

    @property
    def step(self) -> Step:
        assert self.view._asked is not None
        return self.view._asked.answers.step

    @property
    def codes(self) -> list[str]:
        return [notice.code for notice in self.opening.window.notice_bar.notices]

    def ready(self) -> None:
        assert self.opening.first_run is not None
        presenter = self.opening.first_run.presenter
        wait_until(lambda: not presenter._is_busy and self.view._asked is not None, 60_000)
        settle()

    def key(self, key: Qt.Key) -> None:
        press(self.opening.window, key)

    def type(self, *texts: str) -> None:
        """Fill the fields in, one after the other."""
        for number, text in enumerate(texts):
            if number:
                self.key(_K.Key_Return)
            field = self.view.forms[self.step].keyboard_owner()
            assert field is not None
            field.clear()  # type: ignore[attr-defined]
            if text:
                press(self.opening.window, _K.Key_Space, text)

    def next(self) -> None:
        self.key(_K.Key_F9)
        self.ready()

    def back(self) -> None:
        self.key(_K.Key_Escape)
        self.ready()

    def choose(self, number: int) -> None:
        self.key(Qt.Key(_K.Key_F1.value + number - 1))

    # The steps, each as a shop might answer it

    def answer(self, step: Step) -> None:
        assert self.step is step
        {
            Step.LANGUAGE: lambda: self.choose(2),
            Step.KIND: lambda: self.choose(1),
            Step.STORE: lambda: self.type("Lane shop", "Lane shop", "n7", "t02"),
            Step.RECEIPT: lambda: self.type("Lane 3", "3 Lane", "555-0100", ""),
            Step.TAX: lambda: None,
            Step.CLOUD: lambda: self.choose(2),
            Step.PRINTER: lambda: self.choose(4),
            Step.PERSON: lambda: self.type("Ann Lee", "2001", PIN, PIN),
            Step.CATALOGUE: lambda: self.choose(2),
        }[step]()
        self.next()

    def answer_until(self, step: Step) -> None:
        for each in list(Step):
            if each is step:
                return
            if self.step is each:
                self.answer(each)

    def open(self) -> None:
        assert self.step is Step.SUMMARY
        self.key(_K.Key_F9)
        wait_until(lambda: self.opening.idle is not None, 60_000)
        settle()


@pytest.fixture
def begin(look: object, tmp_path: Path) -> Iterator[Callable[..., Guide]]:
    guides: list[Guide] = []

    def started(**options: bool) -> Guide:
        folder = tmp_path / "data"
        folder.mkdir(exist_ok=True)
        guides.append(Guide(folder, **options))
        return guides[-1]

    yield started
    for guide in guides:
        guide.stop()


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
    assert str(completed.receipt).startswith("N7-T02") or "T02" in str(completed.receipt)
    assert guide.opening.wiring is not None
    profile = guide.opening.wiring.counter.profile
    assert (profile.store, profile.workstation, profile.currency) == ("N7", "T02", "CNY")
    assert (profile.name_en, profile.phone) == ("Lane shop", "555-0100")
    assert load(guide.folder).language == "en"
