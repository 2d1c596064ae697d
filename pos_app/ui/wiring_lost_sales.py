"""Builds the panel for sales that were not made, as a guest of the selling screen."""

from pos_app.domain.shop import ReasonFor, StoreProfile
from pos_app.ui.action_names import ActionName
from pos_app.ui.connections import Connections
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.checkout.view import CheckoutView
from pos_app.ui.screens.lost_sale.panel import LostSalePanel
from pos_app.ui.screens.lost_sale.presenter import LostSalePresenter


class LostSaleCorner:
    """Keeps the presenter and its panel."""

    def __init__(self, shared: Connections) -> None:
        view = shared.window.screen_named(ScreenName.CHECKOUT)
        assert isinstance(view, CheckoutView)
        self.panel = LostSalePanel(shared.actions)
        self._shared = shared
        self._show_reasons()
        shared.window.profile_changed.connect(self._on_profile_changed)
        view.take_guest(self.panel)
        self.presenter = LostSalePresenter(self.panel, shared.counter, shared.front)
        shared.actions[ActionName.LOST_SALE].triggered.connect(self.presenter.on_key)
        self.panel.answered.connect(self.presenter.on_answered)
        self.panel.reason_missing.connect(self.presenter.on_reason_missing)
        view.basket_shown.connect(self.presenter.on_basket)
        view.item_taken.connect(self.presenter.on_item_taken)

    def _show_reasons(self) -> None:
        self.panel.show_reasons(self._shared.choices(ReasonFor.LOST_SALE))

    def _on_profile_changed(self, _profile: StoreProfile) -> None:
        self._show_reasons()
