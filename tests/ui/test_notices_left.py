"""What a room has said goes with it: a manager who walks on is not told of the room before."""

from pos_app.errors import EnvironmentFault, Refusal
from pos_app.ui.ports import ScreenName
from tests.ui.hands import strike
from tests.ui.looks_settings import enter
from tests.ui.shop import Shop


def test_a_refusal_and_good_news_stay_in_their_room_and_a_fault_comes_along(shop: Shop) -> None:
    enter(shop, ScreenName.BACKUPS)
    window = shop.window
    window.tell("BACKUP_PLAN_KEPT")
    window.trouble(Refusal("BACKUP_NONE_MARKED"))
    window.trouble(EnvironmentFault("PRINTER_OFF"))
    strike(shop, "Escape")
    assert [notice.code for notice in window.notice_bar._notices] == ["PRINTER_OFF"]
