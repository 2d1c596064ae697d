"""The way from the opening of a day to the prices planned for it, which few days have."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from pos_app.domain.identifiers import BusinessDate
from pos_app.store import shelf_prices
from pos_app.store.database import Database

if TYPE_CHECKING:  # no day opens later for the manager's desk
    from pos_app.services.back_office import BackOffice


def apply_planned(till: Database, manager: "Callable[[], BackOffice]", date: BusinessDate) -> None:
    """Put planned shelf prices into force; without any, nothing more is imported."""
    with till.read() as connection:
        is_due = bool(shelf_prices.coming(connection, date))
    if is_due:
        manager().price_changes.apply_due(date)
