"""What the room for goods must offer its first presenter. No Qt."""

from typing import Protocol

from pos_app.domain.shop import Reason
from pos_app.ui.goods_rows import GoodsRow
from pos_app.ui.goods_screen import GoodsScreen


class StockScreen(GoodsScreen, Protocol):
    """The view, with what looking up and adjusting need besides."""

    def is_in_front(self) -> bool:
        """Tell whether anybody looks."""

    def show_left(self, left: int) -> None:
        """Say how many sales are not in the figures yet."""

    def ask_adjust(self, row: GoodsRow, reasons: tuple[Reason, ...], *, is_loss: bool) -> None:
        """Ask how many, and why."""
