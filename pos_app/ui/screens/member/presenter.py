"""Who buys: attached, seen, let go. The strip follows the basket; the rest is asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.member import IdentifiedBy, MemberRef
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.services.counter import Counter
from pos_app.services.members import MemberFound
from pos_app.ui.ports import Front, Trouble
from pos_app.ui.screens.member.contract import FaceScreen, FindScreen, Glance, Strip

ShowBasket = Callable[[PricedTransaction | None], None]
"""What brings a basket that was changed from here to the selling screen."""


@dataclass(frozen=True, slots=True)
class MemberPlaces:
    """Where members are seen."""

    strip: Strip
    finder: FindScreen
    face: FaceScreen


class MemberPresenter:
    """Takes what the cashier wants with members to the till thread."""

    def __init__(
        self, places: MemberPlaces, counter: Counter, front: Front, show: ShowBasket
    ) -> None:
        self._places = places
        self._counter = counter
        self._front = front
        self._show = show
        self._ref: MemberRef | None = None
        self._found: tuple[MemberFound, ...] = ()
        self._is_reading = False

    # ------------------------------------------------------------------ the strip

    def on_basket(self, basket: PricedTransaction | None) -> None:
        """Notice who buys now; somebody else is shown at once, the same one by ``refresh``."""
        before, self._ref = self._ref, basket.transaction.member_ref if basket else None
        if self._ref is None:
            self._places.strip.show_nobody()
        elif self._ref != before:
            self.refresh()

    def refresh(self) -> None:
        """Read again what the basket means to the member; one reading at a time."""
        if self._ref is None or self._is_reading:
            return
        self._is_reading = True
        self._front.run(self._reading(), self._on_read, self._on_not_read)

    def _reading(self) -> Callable[[], Glance | None]:
        session = self._front.attendance.session
        today = session.business_date if session else None
        return lambda: self._read(today)

    def _read(self, today: BusinessDate | None) -> Glance | None:
        counter = self._counter
        face = counter.members.panel()
        if face is None:
            return None
        return Glance(
            face,
            counter.coupons.wallet() if face.is_known_here else (),
            sum(entry.points for entry in counter.points.will_earn()),
            counter.profile.currency,
            today,
        )

    def _on_read(self, glance: Glance | None) -> None:
        self._is_reading = False
        if glance is None or self._ref is None:
            self._places.strip.show_nobody()
            return
        self._places.strip.show_glance(glance)
        self._places.face.show_glance(glance)

    def _on_not_read(self, _trouble: Trouble) -> None:
        # Nothing is told: the next change reads again, and the basket itself is not touched.
        self._is_reading = False

    # ------------------------------------------------------------------ the member key

    def on_key(self) -> None:
        """Show who buys, or look for somebody."""
        if self._ref is None:
            self.on_other()
            return

        def on_read(glance: Glance | None) -> None:
            self._on_read(glance)
            if glance is not None:
                self._places.face.open()

        self._front.run(self._reading(), on_read)

    def on_other(self) -> None:
        """Look for somebody, whoever buys so far."""
        self._found = ()
        self._places.finder.begin("")

    def on_searched(self, text: str) -> None:
        """Look; a phone or a card names one person, who is taken; names are shown to choose."""
        self._front.run(lambda: self._counter.members.find(text), self._on_found)

    def _on_found(self, found: tuple[MemberFound, ...]) -> None:
        self._front.notices.clear()
        self._found = found
        if len(found) == 1 and found[0].identified_by is not IdentifiedBy.NAME:
            self._take(found[0])
        else:
            self._places.finder.show_hits(found)

    def on_answered(self, number: int) -> None:
        """Take one of those that were found."""
        if number < len(self._found):
            self._take(self._found[number])

    def _take(self, found: MemberFound) -> None:
        self._front.run(lambda: self._counter.members.take(found), self._on_taken)

    def _on_taken(self, basket: PricedTransaction) -> None:
        self._front.notices.clear()
        self._places.finder.leave()
        self._show(basket)

    def on_leave(self) -> None:
        """Let the member go; member prices go with them."""

        def on_left(basket: PricedTransaction | None) -> None:
            self._front.notices.clear()
            self._places.face.leave()
            self._show(basket)

        self._front.run(lambda: self._counter.members.leave(), on_left)
