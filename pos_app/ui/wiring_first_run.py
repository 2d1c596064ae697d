"""Builds the first run in the window of a till that is none yet, and takes it away again."""

from collections.abc import Callable

from pos_app.clock import Clock
from pos_app.config import Config
from pos_app.devices.found_printers import found_printers
from pos_app.devices.network_printers import hosts_of, networks_of_this_machine, search
from pos_app.devices.station import print_now
from pos_app.services.first_run import AskIn, Doors, FirstRun
from pos_app.services.set_up import Founding
from pos_app.ui import language
from pos_app.ui.main_window import MainWindow
from pos_app.ui.ports import ScreenName, Trouble
from pos_app.ui.screens.first_run.presenter import Around, FirstRunPresenter
from pos_app.ui.screens.first_run.view import FirstRunView
from pos_app.ui.sticks import plugged_in
from pos_app.ui.till_thread import TillThread

FoundTill = Callable[[Founding, Callable[[Trouble], None]], None]
"""Makes and opens the till; trouble goes to the second."""


class FirstRunRoom:
    """Keeps screen and presenter until the till is one."""

    def __init__(
        self,
        window: MainWindow,
        till_thread: TillThread,
        ground: tuple[Config, Clock, AskIn],
        found_till: FoundTill,
    ) -> None:
        config, clock, ask_in = ground
        self._window = window
        self._found_till = found_till
        self.first_run = FirstRun(config, clock, Doors(ask_in, print_now))
        self.view = view = FirstRunView(window.actions_table)
        window.add_screen(ScreenName.FIRST_RUN, view)
        around = Around(
            language=config.language,
            speak=lambda spoken: language.switch(language.Language(spoken)),
            sticks=plugged_in,
            printers=found_printers,
            network_printers=lambda is_wanted: search(
                hosts_of(networks_of_this_machine()), clock, is_wanted
            ),
            open_till=self._open_till,
        )
        self.presenter = FirstRunPresenter(view, self.first_run, till_thread.run, window, around)
        view.answered.connect(self.presenter.on_answered)
        view.back.connect(self.presenter.on_back)
        view.paper_came.connect(self.presenter.on_paper_came)
        view.paper_missing.connect(self.presenter.on_paper_missing)
        window.status.hide()  # it speaks of sales, and there is no till yet
        window.go(ScreenName.FIRST_RUN)
        self.presenter.begin()

    def end(self) -> Config:
        """Give the window back for signing on, and the settings that devices begin with."""
        self.view.show_busy(is_busy=False)
        self._window.clear()
        self._window.status.show()
        self._window.go(ScreenName.SIGN_ON)
        self._window.drop_screen(ScreenName.FIRST_RUN)
        return self.first_run.end()

    def _open_till(self, refused: Callable[[Trouble], None]) -> None:
        self._found_till(self.first_run.found, refused)
