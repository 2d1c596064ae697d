"""What every part of the wiring needs: window, services, the connections all screens have."""

from enum import Enum
from functools import partial

from pos_app.devices.health import HealthBoard
from pos_app.domain.shop import ReasonFor
from pos_app.services.counter import Counter
from pos_app.ui.approving import Approving
from pos_app.ui.bench import Bench
from pos_app.ui.main_window import MainWindow
from pos_app.ui.ports import Front, Printing, Reports, ScreenName
from pos_app.ui.screen import Screen
from pos_app.ui.widgets.reason_picker import Choice


class Connections:
    """Hands out what presenters are built from."""

    def __init__(
        self,
        window: MainWindow,
        counter: Counter,
        front: Front,
        printing: Printing,
        reports: Reports,
    ) -> None:
        self.window = window
        self.counter = counter
        self.front = front
        self.printing = printing
        self.reports = reports
        self.actions = window.actions_table
        self.bench = Bench(HealthBoard(window.clock))
        """The devices beside this till, once they are there."""

    def choices(self, purpose: ReasonFor) -> tuple[Choice, ...]:
        """Give the store's reasons for something, as keys."""
        reasons = self.counter.profile.reasons_for(purpose)
        return tuple(Choice(reason.code, reason.name_zh, reason.name_en) for reason in reasons)

    def connect_approval(self, view: Screen, approving: Approving) -> None:
        """Let a screen's approval panel answer its presenter."""
        view.approval_panel.approved.connect(approving.on_approved)
        view.approval_panel.left.connect(approving.on_left)

    def tell_profile(self) -> None:
        """Tell every screen, and the printer's desk, what the store has decided anew."""
        self.window.profile_changed.emit(self.counter.profile)

    def connect_way(
        self, action: Enum, screen: ScreenName, back_to: ScreenName = ScreenName.CHECKOUT
    ) -> None:
        """Let an action lead to a screen, from which Esc leads back to where one came from."""
        self.actions[action].triggered.connect(partial(self._on_way, screen, back_to))

    def _on_way(self, screen: ScreenName, back_to: ScreenName) -> None:
        self.window.screen_named(screen).way_back = back_to
        self.window.go(screen)
