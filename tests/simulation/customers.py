"""Customers who have vouchers, wallets, points and gift cards; some come to several tills."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from pos_app.domain.scan_data import ScanData, Source
from pos_app.domain.settlement import CompletedTransaction
from tests.simulation.faults import Faults
from tests.simulation.giveaways import (
    BOUNDED,
    CARDS,
    HOLD,
    KEPT,
    MEMBERS,
    PLENTY,
    SCARCE,
    STORE_BOUND,
    Mint,
)
from tests.simulation.synced import SyncedTill
from tests.simulation.value_checks import ValueChecks
from tests.simulation.world import HOUR, MINUTE, SECOND, World

_VOUCHERS: Final = (HOLD, HOLD, STORE_BOUND, SCARCE, PLENTY, PLENTY, BOUNDED, BOUNDED, KEPT)
_NEW_EVERY: Final = 40 * MINUTE
_AT_A_TIME: Final = 5
_POINTS: Final = (50, 100, 150, 200, 400)


@dataclass
class Customers:
    """All customers of a run, and what they were seen to spend."""

    world: World
    faults: Faults
    mint: Mint
    checks: ValueChecks
    tills: list[SyncedTill]
    copied: dict[str, list[str]] = field(default_factory=dict)
    """Vouchers that somebody shows at each till, until each has been asked."""

    def voucher(self, store: str) -> str:
        """Give a voucher; the same few are shown again and again, wherever."""
        rng = self.world.rng
        campaign = rng.choice(_VOUCHERS)
        number = self.world.now // _NEW_EVERY * _AT_A_TIME + rng.randrange(_AT_A_TIME)
        return self.mint.voucher(campaign, number, store if campaign == STORE_BOUND else "")

    def copy_one(self) -> None:
        """Show one voucher of class D at every till while none of them can ask or tell."""
        world = self.world
        number = 1_000_000 + world.now
        voucher = self.mint.voucher(BOUNDED, number)
        until = world.now + world.rng.choice((1, 2, 3)) * HOUR
        for till in self.tills:
            till.network.partition(till.name, until)
            self.copied.setdefault(till.name, []).append(voucher)


class Service:
    """Serves those customers at one till.

    ``ring`` puts goods in, ``pay`` takes the money, ``done`` prints what a card alone paid.
    """

    def __init__(
        self,
        customers: Customers,
        node: SyncedTill,
        ring: Callable[[], None],
        pay: Callable[[], None],
        done: Callable[[CompletedTransaction], None],
    ) -> None:
        self._customers = customers
        self._world = customers.world
        self._node = node
        self._ring = ring
        self._pay = pay
        self._done = done

    def is_wanted(self) -> bool:
        """Tell whether the next customer has something."""
        strikes = self._customers.faults.strikes
        if strikes("coupon_copied", self._node.name):
            self._customers.copy_one()
        return bool(self._copied()) or self._world.rng.random() < 0.45

    def serve(self) -> None:
        """Serve one; some go to fetch something more, and come back minutes later."""
        rng = self._world.rng
        self._ring()
        self._chosen()()
        if self._node.counter.checkout.basket() is None:
            return
        if self._customers.faults.strikes("basket_left", self._node.name):
            self._world.sometimes("basket_left_waiting")
            delay = rng.choice((20 * SECOND, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE))
            self._world.at(delay, f"comes back {self._node.name}", self._go_on)
        else:
            self._pay()

    def _go_on(self) -> None:
        node = self._node
        if node.is_on and not self._customers.faults.is_healed:
            with node.guard():
                if node.counter.checkout.basket() is not None:
                    self._pay()

    def printed(self, completed: CompletedTransaction) -> None:
        """A receipt was printed: keep what it says of value."""
        node, world = self._node, self._world
        checks = self._customers.checks
        ledger, line = checks.ledger, node.expected
        slip = ledger.note(node.name, completed, line, world.now, node.known)
        for taken in slip.coupons:
            node.expected.coupons[taken.event_id, taken.coupon] = taken
            world.sometimes(f"class_{taken.coupon_class}_taken")
            world.note(f"taken {taken.coupon}")
        if slip.grants:
            world.sometimes("points_spent")
        if slip.cards:
            world.sometimes("card_paid")
        checks.printed(node, completed, slip)

    # ---- what they bring

    def _chosen(self) -> Callable[[], None]:
        if self._copied():
            return self._show_copied
        acts = (self._show_voucher, self._show_voucher, self._show_voucher)
        more = (self._use_wallet, self._spend_points, self._earn_points, self._pay_by_card)
        return self._world.rng.choice((*acts, *more))

    def _copied(self) -> list[str]:
        return self._customers.copied.get(self._node.name, [])

    def _show_copied(self) -> None:
        self._scan(self._copied().pop())

    def _show_voucher(self) -> None:
        self._scan(self._customers.voucher(self._node.place.store))

    def _scan(self, text: str) -> None:
        self._node.counter.checkout.scan(ScanData(text, source=Source.SCANNED))

    def _earn_points(self) -> None:
        members = self._node.counter.members
        number = self._world.rng.choice(list(MEMBERS.values()))
        members.take(members.find(number)[0])

    def _use_wallet(self) -> None:
        self._earn_points()
        coupons = self._node.counter.coupons
        good = [offer.number for offer in coupons.wallet() if not offer.why_not]
        if good:
            coupons.take_from_wallet(self._world.rng.choice(good))

    def _spend_points(self) -> None:
        self._earn_points()
        self._node.counter.points.spend(self._world.rng.choice(_POINTS))

    def _pay_by_card(self) -> None:
        card = self._world.rng.choice(list(CARDS))
        basket = self._node.counter.checkout.basket()
        if basket is not None and basket.due.minor > 0:
            done = self._node.counter.tendering.tender_stored_value(card).completed
            if done is not None:
                self._done(done)
