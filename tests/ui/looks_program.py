"""The program's screen as a manager meets it."""

from collections.abc import Callable
from dataclasses import replace

from pos_app.autostart import StartsFor
from pos_app.errors import Refusal
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


_KIOSK = ProgramShown(
    version="1.1.0",
    address="https://updates.example/ronghe-pos",
    is_full_screen=True,
    starts_for=StartsFor.THIS_USER,
)


def _stays(shop: Shop) -> None:
    _shown(replace(_KIOSK, starts_for=StartsFor.EVERYBODY))(shop)
    shop.window.tell("FULL_SCREEN_STAYS")


def _leaving(shop: Shop) -> None:
    _shown(_KIOSK)(shop)
    view = shop.window.screen_named(ScreenName.PROGRAM)
    assert isinstance(view, ProgramView)
    view.ask_leave()


def _for_everybody(shop: Shop) -> None:
    _shown(_KIOSK)(shop)
    shop.window.trouble(Refusal("AUTOSTART_FOR_EVERYBODY"))


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
    "program_kiosk": _shown(_KIOSK),
    "program_stays": _stays,
    "program_leaving": _leaving,
    "program_for_everybody": _for_everybody,
}
