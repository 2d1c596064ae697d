"""The program's screen as a manager meets it."""

from collections.abc import Callable

from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.program.contract import ProgramShown
from pos_app.ui.screens.program.view import ProgramView
from tests.ui.looks_settings import enter
from tests.ui.shop import Shop

_HERE = ProgramShown(version="1.1.0", address="https://updates.example/ronghe-pos")
_FOUND = ProgramShown(
    version="1.1.0",
    address="https://updates.example/ronghe-pos",
    rejected="1.1.9",
    found="1.2.0",
    notes_zh="盘点更快\n扫码枪断开后自动重连",
    notes_en="Faster stocktakes\nA scanner that was unplugged comes back by itself",
)


def _shown(shown: ProgramShown) -> Callable[[Shop], None]:
    def show(shop: Shop) -> None:
        enter(shop, ScreenName.PROGRAM)
        view = shop.window.screen_named(ScreenName.PROGRAM)
        assert isinstance(view, ProgramView)
        view.show_program(shown)

    return show


def _sure(shop: Shop) -> None:
    _shown(_FOUND)(shop)
    view = shop.window.screen_named(ScreenName.PROGRAM)
    assert isinstance(view, ProgramView)
    view.ask_sure("1.2.0")


LOOKS: dict[str, Callable[[Shop], None]] = {
    "program": _shown(_HERE),
    "program_found": _shown(_FOUND),
    "program_waits": _shown(
        ProgramShown(
            version="1.1.0",
            found="1.2.0",
            notes_zh="盘点更快",
            notes_en="Faster stocktakes",
            hindrances=("UPDATE_SHIFT_OPEN", "UPDATE_SALE_SUSPENDED", "UPDATE_ROWS_WAIT"),
        )
    ),
    "program_without_keys": _shown(ProgramShown(version="1.1.0", can_trust=False)),
    "program_sure": _sure,
}
