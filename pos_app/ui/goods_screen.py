"""What the presenters of goods share: the one view they have, and how a number is typed before it.

Four presenters, one for each activity, work on one screen; which of them is asked goes by the page
that is shown.
"""

import re
from collections.abc import Callable, Sequence
from typing import Protocol

from pos_app.domain.quantity import Quantity
from pos_app.ui.approving import ApprovalView
from pos_app.ui.goods_rows import GoodsRow, Page

_TIMES = re.compile(r"(\d{1,5})(?:\.(\d{1,3}))?\s*[*×xX]\s*(.*)")
_NUMBER = re.compile(r"(\d{1,7})(?:\.(\d{1,3}))?")


class GoodsScreen(ApprovalView, Protocol):
    """The room for goods, as its presenters see it."""

    @property
    def page(self) -> Page:
        """What is shown."""

    def show_rows(self, page: Page, rows: Sequence[GoodsRow], *, marks: str = "") -> None:
        """Bring a page to the front with these rows; ``marks`` is the item to mark."""

    def show_task(self, title: str, partner: str = "", code: str = "") -> None:
        """Say what is at hand.

        ``partner``: with whom, or the other tills of a count, which may scan ``code`` for it.
        """

    def marked(self) -> GoodsRow | None:
        """Give the row that the keys act on."""

    def take_typed(self) -> str:
        """Give what stands in the field, and empty it."""

    def put_back(self, text: str) -> None:
        """Put a refused text back to be mended."""

    def ask_sure(self, code: str, facts: dict[str, object], confirmed: Callable[[], None]) -> None:
        """Ask before something that cannot be taken back."""


def split_times(text: str) -> tuple[Quantity | None, str]:
    """Cut a number with a multiplication sign off what follows it: ``3*`` before a scan."""
    match = _TIMES.fullmatch(text.strip())
    if match is None:
        return None, text.strip()
    return _quantity(match[1], match[2]), match[3].strip()


def parse_amount(text: str) -> Quantity | None:
    """Read a number that was typed for the marked line; None when it is none."""
    match = _NUMBER.fullmatch(text.strip())
    return None if match is None else _quantity(match[1], match[2])


def _quantity(whole: str, decimals: str | None) -> Quantity:
    return Quantity(int(whole) * 1000 + int((decimals or "").ljust(3, "0") or "0"))
