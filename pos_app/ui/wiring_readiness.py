"""Builds the page about readiness when it is first entered, and what tells of it before opening."""

from pos_app.devices.health import Device
from pos_app.domain.readiness import Devices
from pos_app.ui.connections import Connections
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.readiness.presenter import ReadinessPresenter, ReadinessWatch


class ReadinessRoom:
    """Keeps its presenter."""

    def __init__(self, shared: Connections) -> None:
        from pos_app.ui.screens.readiness.actions import SPECS, ReadinessAction
        from pos_app.ui.screens.readiness.view import ReadinessView  # not before it is wanted

        shared.actions.learn(SPECS)
        view = ReadinessView(
            shared.actions,
            shared.counter.profile.currency,
            shared.printing.letterhead().utc_offset_minutes,
        )
        shared.window.add_screen(ScreenName.READINESS, view)
        self.presenter = ReadinessPresenter(
            view, shared.counter, shared.front, shared.printing, lambda: devices_of(shared)
        )
        view.shown.connect(self.presenter.on_shown)
        view.scanned.connect(self.presenter.on_scan)
        shared.connect_approval(view, self.presenter.approving)
        shared.actions[ReadinessAction.LOOK].triggered.connect(self.presenter.on_shown)
        shared.actions[ReadinessAction.PRINT].triggered.connect(self.presenter.on_print)
        shared.actions[ReadinessAction.DRILL].triggered.connect(self.presenter.on_drill)


def watch_openings(shared: Connections) -> ReadinessWatch:
    """Let the shift screen, from which days are opened, be told what would end first."""
    watch = ReadinessWatch(shared.counter, shared.front, lambda: devices_of(shared))
    shared.window.screen_named(ScreenName.SHIFT).shown.connect(watch.on_shift_shown)
    return watch


def devices_of(shared: Connections) -> Devices:
    """Say how printer and scanner are; one of which nobody has heard is not in trouble."""
    board = shared.bench
    printer, scanner = board.health(Device.RECEIPT_PRINTER), board.health(Device.SCANNER)
    return Devices(printer.code if printer else "", scanner.code if scanner else "")
