"""Builds the money room when it is first entered."""

from functools import partial

from pos_app.domain.safe import SafeEntryKind
from pos_app.receipts.paper import Roll
from pos_app.ui.connections import Connections
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.money.actions import SPECS, MoneyAction
from pos_app.ui.screens.money.presenter import MoneyPresenter
from pos_app.ui.screens.money.view import MoneyView

_M, _K = MoneyAction, SafeEntryKind


class MoneyRoom:
    """Keeps the presenter."""

    def __init__(self, shared: Connections, roll: Roll) -> None:
        shared.actions.learn(SPECS)
        view = MoneyView(shared.actions, shared.counter.profile, roll)
        shared.window.add_screen(ScreenName.MONEY, view)
        self.presenter = presenter = MoneyPresenter(
            view, shared.counter, shared.front, shared.printing
        )
        view.show_time_zone(shared.printing.letterhead().utc_offset_minutes)
        view.shown.connect(presenter.on_shown)
        view.scanned.connect(presenter.on_scan)
        view.page_wanted.connect(presenter.on_page)
        view.evidence_marked.connect(presenter.on_evidence_marked)
        view.count_panel.answered.connect(presenter.on_counted)
        view.count_panel.left_empty.connect(presenter.on_count_missing)
        view.move_panel.answered.connect(presenter.on_moved)
        view.move_panel.left_empty.connect(presenter.on_amount_missing)
        view.move_panel.other_wanted.connect(presenter.on_other_pickup)
        shared.connect_approval(view, presenter.approving)
        shared.window.language_changed.connect(presenter.on_language_changed)
        for name, method in (
            (_M.ARRIVED, presenter.on_arrived),
            (_M.DEPOSIT, partial(presenter.on_move_key, _K.DEPOSIT)),
            (_M.CHANGE_OUT, partial(presenter.on_move_key, _K.CHANGE_ORDER)),
            (_M.CHANGE_IN, partial(presenter.on_move_key, _K.CHANGE_RECEIVED)),
            (_M.FROM_TILL, partial(presenter.on_move_key, _K.PICKUP)),
            (_M.TO_TILL, partial(presenter.on_move_key, _K.LOAN)),
            (_M.COUNT_SAFE, presenter.on_count),
            (_M.DAYS, presenter.on_days),
            (_M.LOOK_INTO, presenter.on_look_into),
            (_M.LEAVE_FINDING, presenter.on_leave_finding),
        ):
            shared.actions[name].triggered.connect(method)
