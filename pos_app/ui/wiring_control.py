"""Builds the control room when it is first entered."""

from functools import partial

from pos_app.receipts.paper import Roll
from pos_app.ui import language
from pos_app.ui.connections import Connections
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.control.actions import SPECS, ControlAction
from pos_app.ui.screens.control.presenter import ControlPresenter
from pos_app.ui.screens.control.view import ControlView

_C = ControlAction


class ControlRoom:
    """Keeps its presenter."""

    def __init__(self, shared: Connections, roll: Roll) -> None:
        self._shared = shared
        shared.actions.learn(SPECS)
        view = ControlView(shared.actions, roll, shared.counter.profile.currency, self._reason_name)
        shared.window.add_screen(ScreenName.CONTROL, view)
        presenter = ControlPresenter(
            view, shared.counter, shared.front, shared.printing, shared.reports
        )
        self.presenter = presenter
        view.show_time_zone(shared.printing.letterhead().utc_offset_minutes)
        view.shown.connect(presenter.on_shown)
        view.hidden.connect(presenter.on_hidden)
        view.scanned.connect(presenter.on_scan)
        view.page_wanted.connect(presenter.on_page)
        view.where_panel.answered.connect(presenter.on_where_answered)
        shared.connect_approval(view, presenter.approving)
        shared.window.language_changed.connect(presenter.on_language_changed)
        for name, method in (
            (_C.SAME_OPERATOR, presenter.on_same_operator),
            (_C.SAME_KIND, presenter.on_same_kind),
            (_C.APPROVED, presenter.on_approved),
            (_C.WHERE, presenter.on_where),
            (_C.SHOW_RECEIPT, presenter.on_receipt),
            (_C.DAY_BEFORE, partial(presenter.on_day, -1)),
            (_C.DAY_AFTER, partial(presenter.on_day, 1)),
        ):
            shared.actions[name].triggered.connect(method)

    def _reason_name(self, code: str) -> str:
        reasons = self._shared.counter.profile.reasons
        found = next((reason for reason in reasons if reason.code == code), None)
        return language.name_of(found) if found else code
