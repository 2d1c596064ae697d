"""The way from the opening of a day to what is planned for it, prices and taxes; few days have any.

Imports the manager's desk only when there is something to apply.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from pos_app.domain.identifiers import BusinessDate
from pos_app.services.coming_profile import planned_taxes
from pos_app.store import shelf_prices
from pos_app.store.database import Database

if TYPE_CHECKING:  # no day opens later for the manager's desk
    from pos_app.services.back_office import BackOffice


def apply_day_plans(till: Database, office: "Callable[[], BackOffice]", date: BusinessDate) -> None:
    """Put the taxes and shelf prices planned for a day into force, or for a day that was missed.

    Atomicity: one commit for the taxes, one for the prices; see ``apply_due_taxes``, ``apply_due``.
    """
    with till.read() as connection:
        has_taxes = any(one.date <= date for one in planned_taxes(connection).values())
        has_prices = bool(shelf_prices.coming(connection, date))
    if has_taxes:
        office().store.apply_due_taxes(date)
    if has_prices:
        office().price_changes.apply_due(date)
