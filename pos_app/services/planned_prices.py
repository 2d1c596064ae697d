"""The way from the opening of a day to the prices and taxes planned for it; few days have any."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from pos_app.domain.identifiers import BusinessDate
from pos_app.services.coming_profile import planned_taxes
from pos_app.store import shelf_prices
from pos_app.store.database import Database

if TYPE_CHECKING:  # no day opens later for the manager's desk
    from pos_app.services.back_office import BackOffice


def apply_planned(till: Database, manager: "Callable[[], BackOffice]", date: BusinessDate) -> None:
    """Put planned taxes and shelf prices into force; without any, nothing more is imported."""
    with till.read() as connection:
        has_taxes = any(one.date <= date for one in planned_taxes(connection).values())
        has_prices = bool(shelf_prices.coming(connection, date))
    if has_taxes:
        manager().store.apply_due_taxes(date)
    if has_prices:
        manager().price_changes.apply_due(date)
