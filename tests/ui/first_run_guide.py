"""Whoever sets a till up, at its keys: a real window, real threads, real files."""

import sys
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLineEdit

from pos_app.config import load
from pos_app.domain.first_run import Step
from pos_app.opening import Opening
from pos_app.ui import language
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.first_run.view import FirstRunView
from tests.devices.conftest import wait_until
from tests.ui.looking import press, settle

_K = Qt.Key
PIN = "730194"


class Guide:
    """Plays the person before the screen; the till is started as often as it is needed."""

    def __init__(self, folder: Path, *, is_asked: bool = True) -> None:
        self.folder = folder
        self._is_asked = is_asked
        self._held = ExitStack()
        self.opening = self._make()
        self._show()

    def _make(self) -> Opening:
        language.switch(language.Language(load(self.folder).language))
        return Opening(load(self.folder), self._held, with_first_run=self._is_asked)

    def start(self) -> None:
        """Start the program again."""
        self.opening = self._make()
        self._show()

    def _show(self) -> None:
        self.opening.show(is_full_screen=False)
        wait_until(lambda: self.opening.first_run is not None or self.opening.has_till)
        if not self.opening.has_till:
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

    def is_at(self, step: Step) -> bool:
        return self.step is step

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
        while self.view.forms[self.step]._at:
            self.key(_K.Key_F8)
        for number, text in enumerate(texts):
            if number:
                self.key(_K.Key_Return)
            field = self.view.forms[self.step].keyboard_owner()
            assert isinstance(field, QLineEdit)
            field.clear()
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
        assert self.is_at(step)
        {
            Step.LANGUAGE: lambda: self.choose(2),
            Step.KIND: lambda: self.choose(1),
            Step.STORE: lambda: self.type("Lane shop", "Lane shop", "n7", "t02"),
            Step.RECEIPT: lambda: self.type("Lane 3", "3 Lane", "555-0100", ""),
            Step.TAX: lambda: self.type("V13 13; V9 9"),
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
        assert self.is_at(Step.SUMMARY)
        self.key(_K.Key_F9)
        wait_until(lambda: self.opening.has_till, 60_000)
        settle()
