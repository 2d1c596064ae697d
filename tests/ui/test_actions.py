"""Every key leads somewhere: no action, scope or screen name is there for nothing."""

from PySide6.QtCore import SIGNAL

from pos_app.ui.action_names import ActionName, Scope
from pos_app.ui.ports import ScreenName
from tests.ui.shop import Shop


def test_every_action_has_somebody_who_listens(shop: Shop) -> None:
    actions = shop.window.actions_table
    idle = [name for name in ActionName if not actions[name].receivers(SIGNAL("triggered(bool)"))]
    assert idle == []


def test_every_screen_that_has_a_name_is_there(shop: Shop) -> None:
    for name in set(ScreenName) - {ScreenName.FIRST_RUN}:  # gone once there is a till
        assert shop.window.screen_named(name) is not None


def test_every_scope_is_of_some_screen_or_panel(shop: Shop) -> None:
    seen = {Scope.STARTING, Scope.MORE, Scope.PANEL, Scope.PAPER, Scope.RETURNS}
    seen |= {Scope.MONEY_LISTS, Scope.MONEY_FINDING}  # pages of one room
    seen |= {
        shop.window.screen_named(name).scope for name in set(ScreenName) - {ScreenName.FIRST_RUN}
    }
    assert seen == set(Scope)
