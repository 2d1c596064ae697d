"""The till as a process: one on each data directory, its window, its exit code."""

import contextlib
import sys

from PySide6.QtWidgets import QApplication

from pos_app import doorbell
from pos_app.clock import SystemClock
from pos_app.config import Config
from pos_app.errors import EnvironmentFault
from pos_app.opening import Opening
from pos_app.ui import language, theme


def open_window(
    config: Config,
    *,
    with_demo_cloud: bool = False,
    with_customer_window: bool = False,
    with_first_run: bool = False,
) -> int:
    """Run the till until its window is closed; give the exit code.

    Where it runs already on this data, that window comes to the front, and this ends at once.
    ``with_customer_window``: show what the customer sees also where there is one screen alone.
    ``with_first_run``: ask what an empty data folder is to become, instead of the demo store.
    """
    if _is_elsewhere(config):
        return 0
    app = QApplication(sys.argv[:1])
    screen = app.primaryScreen()
    area = screen.geometry() if config.is_full_screen else screen.availableGeometry()
    theme.apply(app, theme.scale_for(area.width(), area.height()))
    language.switch(language.Language(config.language))
    with contextlib.ExitStack() as held:
        opening = Opening(
            config,
            held,
            with_demo_cloud=with_demo_cloud,
            with_customer_window=with_customer_window,
            with_crash_reports=True,
            with_first_run=with_first_run,
        )
        # When its user leaves Windows, that is all a program hears before it is ended.
        app.commitDataRequest.connect(opening.window.let_go)
        app.aboutToQuit.connect(opening.close)
        opening.show(is_full_screen=config.is_full_screen)
        app.exec()
        opening.close()
    return opening.exit_code


def _is_elsewhere(config: Config) -> bool:
    """Tell whether another process has this data and has come to the front."""
    from pos_app.store.data_lock import data_directory_lock

    try:
        with data_directory_lock(config.data):
            return False
    except EnvironmentFault as fault:
        if fault.code != "DATA_IN_USE":
            return False  # the window tells it
    return doorbell.ring(config.data, SystemClock().random_bytes(8).hex())
