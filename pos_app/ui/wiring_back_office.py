"""Builds the manager's desk and its rooms, each when it is first entered.

Nothing of it costs a till that opens in the morning anything: the desk itself is built with the
last of the office, its rooms one by one on the way into them.
"""

from collections.abc import Callable
from functools import partial
from typing import Final

from pos_app.receipts.paper import Roll
from pos_app.ui.action_names import ActionName
from pos_app.ui.connections import Connections
from pos_app.ui.marked import marked
from pos_app.ui.ports import ScreenName
from pos_app.ui.rooms import Room
from pos_app.ui.screens.office.actions import SPECS, OfficeAction
from pos_app.ui.screens.office.view import OfficeView
from pos_app.ui.wiring_readiness import watch_openings

_O = OfficeAction
_ROOMS: Final = (
    (
        _O.DASHBOARD,
        ScreenName.DASHBOARD,
        marked("Rooms", "Takings, goods, people, offers and control, for any days."),
    ),
    (
        _O.MONEY,
        ScreenName.MONEY,
        marked("Rooms", "The safe, the tills, and why a shift was over or short."),
    ),
    (
        _O.CONTROL,
        ScreenName.CONTROL,
        marked("Rooms", "What stands out, the journal, and a shift replayed."),
    ),
    (
        _O.STOCK,
        ScreenName.STOCK,
        marked("Rooms", "What is on hand; deliveries, stocktakes, what runs out, labels."),
    ),
    (
        _O.PRICES,
        ScreenName.PRICES,
        marked("Rooms", "Shelf prices that come, and labels that are wrong."),
    ),
    (
        _O.SETTINGS,
        ScreenName.SETTINGS,
        marked("Rooms", "People, roles, the store, devices and backups."),
    ),
    (
        _O.READINESS,
        ScreenName.READINESS,
        marked("Rooms", "What would go on without a network, and for how long."),
    ),
    (_O.Z_REPORTS, ScreenName.REPORTS, marked("Rooms", "Shifts and days that were closed.")),
    (_O.RECEIPTS, ScreenName.HISTORY, marked("Rooms", "Find, copy and cancel receipts.")),
    (_O.CLOUD, ScreenName.SYNC, marked("Rooms", "What head office has, and what waits.")),
)
"""Key, screen, and what is done there, in the order in which they are shown."""


_SET_UP: Final = (
    ScreenName.PEOPLE,
    ScreenName.ROLES,
    ScreenName.STORE,
    ScreenName.DEVICES,
    ScreenName.BACKUPS,
    ScreenName.CHANGES,
    ScreenName.DAY_EXPORTS,
    ScreenName.PROGRAM,
)


class BackOfficeRooms:
    """Keeps the presenters of the rooms that were entered."""

    def __init__(self, shared: Connections, roll: Roll) -> None:
        self._shared = shared
        self._roll = roll
        shared.actions.learn(SPECS)
        view = OfficeView(shared.actions, [Room(action, words) for action, _, words in _ROOMS])
        shared.window.add_screen(ScreenName.OFFICE, view)
        shared.connect_way(ActionName.OFFICE, ScreenName.OFFICE)
        for action, screen, _ in _ROOMS:
            shared.connect_way(action, screen, back_to=ScreenName.OFFICE)
        self._builders: dict[ScreenName, Callable[[], None]] = {
            ScreenName.DASHBOARD: self._build_dashboard,
            ScreenName.BEHIND: self._build_dashboard,
            ScreenName.MONEY: self._build_money,
            ScreenName.STOCK: self._build_stock,
        }
        self._builders[ScreenName.SETTINGS] = self._build_settings
        self._builders |= {part: partial(self._build_part, part) for part in _SET_UP}
        self._builders[ScreenName.PRICES] = self._build_prices
        self._builders[ScreenName.CONTROL] = self._build_control
        self._builders[ScreenName.READINESS] = self._build_readiness
        self.watch = watch_openings(shared)
        shared.window.screen_wanted.connect(self._on_wanted)

    def _on_wanted(self, name: ScreenName) -> None:
        """Build a room that is entered for the first time."""
        build = self._builders.pop(name, None)
        if build is not None:
            build()

    def _build_dashboard(self) -> None:
        from pos_app.ui.wiring_dashboard import DashboardRoom

        self._builders.pop(ScreenName.DASHBOARD, None)
        self._builders.pop(ScreenName.BEHIND, None)
        self.dashboard = DashboardRoom(self._shared, self._roll)

    def _build_stock(self) -> None:
        from pos_app.ui.wiring_stock import StockRoom

        self.stock = StockRoom(self._shared)

    def _build_money(self) -> None:
        from pos_app.ui.wiring_money import MoneyRoom

        self.money = MoneyRoom(self._shared, self._roll)

    def _build_settings(self) -> None:
        from pos_app.ui.wiring_settings import SettingsRooms

        self.settings = SettingsRooms(self._shared, self._roll)

    def _build_part(self, part: ScreenName) -> None:
        """Build a part of the set-up, and the way to it before."""
        self._on_wanted(ScreenName.SETTINGS)
        self.settings.build(part)

    def _build_prices(self) -> None:
        from pos_app.ui.wiring_settings import PricesRoom

        self.prices = PricesRoom(self._shared)

    def _build_readiness(self) -> None:
        from pos_app.ui.wiring_readiness import ReadinessRoom

        self.readiness = ReadinessRoom(self._shared)

    def _build_control(self) -> None:
        from pos_app.ui.wiring_control import ControlRoom

        self.control = ControlRoom(self._shared, self._roll)
