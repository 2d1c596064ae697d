"""Points for money off, as far as the till allows."""

from collections.abc import Callable

from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.settlement import CompletedTransaction
from pos_app.errors import Refusal
from pos_app.services.counter import Counter
from pos_app.ui.ports import Front
from pos_app.ui.screens.points.contract import PointsGlance, PointsScreen


class PointsPresenter:
    """Takes what the cashier wants with points to the till thread."""

    def __init__(
        self,
        view: PointsScreen,
        counter: Counter,
        front: Front,
        show: Callable[[PricedTransaction | None], None],
    ) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self._show = show
        self.balance_known: Callable[[int], None] = lambda _balance: None
        self._last: CompletedTransaction | None = None

    def on_open(self) -> None:
        """Show what there is for this basket."""
        self._front.run(self._read, self._on_opened)

    def on_spent(self, points: int) -> None:
        """Take so many for money off, instead of those before; none gives them back."""
        self._front.run(lambda: self._counter.points.spend(points), self._on_changed)

    def on_completed(self, completed: CompletedTransaction) -> None:
        """Find out what the member of a finished sale has now, for the page that says so."""
        self._last = completed

        def on_read(balance: int | None) -> None:
            if balance is not None and self._last is completed:
                self.balance_known(balance)

        self._front.run(lambda: self._counter.points.balance_after(completed), on_read)

    def on_field_missing(self) -> None:
        """Say that the panel wants a number."""
        self._front.notices.trouble(Refusal("NUMBER_MISSING"))

    def _read(self) -> PointsGlance:
        points = self._counter.points
        return PointsGlance(points.standing(), points.will_earn())

    def _on_opened(self, glance: PointsGlance) -> None:
        self._front.notices.clear()
        self._view.show_glance(glance)
        self._view.open()

    def _on_changed(self, basket: PricedTransaction) -> None:
        self._front.notices.clear()
        self._view.leave()
        self._show(basket)
