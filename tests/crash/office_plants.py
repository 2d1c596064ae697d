"""Mistakes of the manager's desk that the rig must find, made in the process that is recorded."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pos_app.domain.events_set_up import PriceStage
from pos_app.services import stock_ground
from pos_app.services.exporting import Exporting, Leave
from pos_app.services.price_changes import PriceChanges
from pos_app.services.stock import Stock
from pos_app.store.insight import following


def stock_in_second_commit() -> None:
    """Write what moved of goods in a commit after its journal row's."""
    apply, adjust = stock_ground.stock_facts.apply, Stock._adjust
    waiting: list[Any] = []

    def adjusted(self: Stock, *told: Any) -> Any:
        stock_ground.stock_facts.apply = lambda _, place: waiting.append(place)
        try:
            adjust(self, *told)
        finally:
            stock_ground.stock_facts.apply = apply
        with self._desk.till.write() as connection:
            apply(connection, waiting.pop())

    Stock._adjust = adjusted


def archive_in_place() -> None:
    """Write an archive under its own name, as if nothing could happen meanwhile."""

    def put(_: Exporting, leave: Leave, write: Callable[[Path], object], part: str = "") -> str:
        name = leave.name(part)
        write(leave.folder / name)
        return name

    Exporting.put = put


def price_before_journal() -> None:
    """Put a price into force, and only then into the books."""
    event = PriceChanges._event

    def early(self: PriceChanges, change: bytes, stage: PriceStage, sku: str, *rest: Any) -> Any:
        if stage is PriceStage.PLANNED:
            self._changes.put_prices({sku: rest[0][1].minor})
        return event(self, change, stage, sku, *rest)

    PriceChanges._event = early


def insight_mark_apart() -> None:
    """Say in a commit of its own up to where sales were added up."""
    save, add_some = following.marks.save, following._Follower.add_some
    waiting: list[Any] = []

    def added(self: Any, most: int) -> int:
        count = add_some(self, most)
        if waiting:
            with self._cube.write() as connection:
                save(connection, *waiting.pop())
        return int(count)

    following.marks.save = lambda _, *mark: waiting.append(mark)
    following._Follower.add_some = added


PLANTS: dict[str, Callable[[], None]] = {
    "stock": stock_in_second_commit,
    "archive": archive_in_place,
    "price": price_before_journal,
    "insight": insight_mark_apart,
}
