"""The receipts behind a figure that somebody wants to see: what they are of, and how to read them.

Handed from one screen of the manager's desk to another, which do not know each other.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pos_app.domain.insight.part import Part
from pos_app.domain.insight.period import Period
from pos_app.errand import Errand
from pos_app.ui.sale_rows import SaleRow


@dataclass(frozen=True, slots=True)
class Behind:
    """``part`` of a period, with its name in both languages where it has one.

    ``read`` lists them, on the report thread: the latest, and no more than ``most``. ``elsewhere``
    are other tills in the figure, whose receipts are kept there; ``is_here`` whether any are here.
    """

    period: Period
    part: Part
    name_zh: str
    name_en: str
    most: int
    read: Callable[[Errand], Sequence[SaleRow]]
    elsewhere: tuple[str, ...] = ()
    is_here: bool = True
