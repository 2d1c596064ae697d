"""What the world saw of value: coupons on printed receipts, points, cards; and what undid them.

It reads receipts alone. A receipt counts at the cloud once its event has arrived there, whatever
became of the disk it was printed on.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Final

from pos_app.domain.points import SPENT
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.tender import TenderType
from sync.cloud.keys import ServerKeys
from tests.simulation.giveaways import KEPT, MEMBERS
from tests.simulation.oracle import CouponTaken, Expected

_DAY_MS = 86_400_000

Here = Callable[[], Collection[bytes]]
"""Names the transactions that a disk's tables have."""


@dataclass(slots=True)
class Slip:
    """What one printed receipt says of value.

    ``back``: events whose goods all came back by it; ``voids``: the one that it cancels.
    """

    till: str
    event_id: bytes
    buyer: str | None
    coupons: list[CouponTaken]
    points: Counter[str] = field(default_factory=Counter)
    grants: Counter[int] = field(default_factory=Counter)
    """Points spent by allowance; what a return puts back is spent by nobody, of whatever disk."""
    cards: Counter[str] = field(default_factory=Counter)
    """Paid by a card's mask; negative for what was given back to it."""
    back: tuple[bytes, ...] = ()
    voids: bytes | None = None


NEWCOMERS: Final = "newcomers"
"""All who became members at a till: the cloud alone knows which of its members is whose handle."""


class Ledger:
    """Over all disks: the slips of every printed receipt by the id of its event."""

    def __init__(self, keys: ServerKeys) -> None:
        self._keys = keys
        self._names: dict[tuple[bytes, int], str] = {}
        self._receipts: dict[str, list[bytes]] = {}
        """By number: one that was printed on a disk that went back may be printed once more."""
        self.slips: dict[bytes, Slip] = {}
        self.mixed: set[str] = set()
        """Members of whose points a record does not say enough: goods of one taken back while
        another bought. The cloud takes such moves for the buyer's (projection.py)."""
        self.odd: set[bytes] = set()
        """Events that were printed twice and not alike: a basket that a restore brought back."""

    def note(
        self, till: str, completed: CompletedTransaction, line: Expected, at: int, here: Here
    ) -> Slip:
        """A receipt was printed on the disk of this line; ``here``: what that disk knows."""
        transaction = completed.priced.transaction
        member = transaction.member
        # A post void repeats what it cancels; it takes no coupon.
        taken = transaction.coupons if transaction.post_void_of is None else ()
        slip = Slip(
            till,
            transaction.id,
            self._whose(member.ref.handle, member.ref.day) if member else None,
            [
                CouponTaken(
                    held.number,
                    held.coupon_class.value,
                    held.value_minor,
                    till,
                    transaction.id,
                    at,
                    held.campaign,
                    held.grant_no,
                    held.max_uses,
                )
                for held in taken
            ],
        )
        self._receipts.setdefault(str(completed.receipt), []).append(transaction.id)
        own = {one.receipt: one.event_id for one in line.receipts.values()}
        receipts = {
            receipt: own.get(receipt) or self._meant(receipt, here)
            for receipt in _receipts_on(completed)
        }
        self._add_points(slip, completed, receipts)
        for tender in transaction.tenders:
            if tender.tender_type is TenderType.STORED_VALUE:
                slip.cards[tender.reference.rpartition("@")[2]] += tender.amount.minor
        slip.back = tuple(receipts[str(one)] for one in transaction.originals)
        if transaction.post_void_of is not None:
            slip.voids = receipts[str(transaction.post_void_of)]
        before = self.slips.get(slip.event_id)
        if before is not None and _said(before) != _said(slip):
            self.odd.add(slip.event_id)
        self.slips[slip.event_id] = slip
        return slip

    def _meant(self, receipt: str, here: Here) -> bytes:
        """Find what a receipt of another disk is: a recovered disk knows what has arrived of it."""
        printed = self._receipts[receipt]
        known = here() if len(printed) > 1 else set()
        return next((event for event in printed if event in known), printed[-1])

    def _add_points(
        self, slip: Slip, completed: CompletedTransaction, receipts: dict[str, bytes]
    ) -> None:
        voided = completed.priced.transaction.post_void_of
        if voided is not None:
            original = self.slips[receipts[str(voided)]]
            slip.points = Counter({who: -points for who, points in original.points.items()})
            return
        for move in completed.points:
            owner = self.slips[receipts[move.of]].buyer if move.of else slip.buyer
            assert owner is not None
            slip.points[owner] += move.points
            if move.reason == SPENT and not move.of:
                slip.grants[move.grant_no] -= move.points
        if len(slip.points.keys() | ({slip.buyer} if slip.buyer else set())) > 1:
            self.mixed |= slip.points.keys()

    def _whose(self, handle: bytes, day: int) -> str:
        for member in MEMBERS:
            self._names.setdefault((self._keys.handle(bytes.fromhex(member), day), day), member)
        return self._names.get((handle, day), NEWCOMERS)

    # ---- what stands, of the receipts that arrived

    def cancelled(self, arrived: Collection[bytes]) -> set[bytes]:
        """Name the events that a post void cancelled."""
        return {
            slip.voids
            for slip in self.slips.values()
            if slip.voids is not None and slip.event_id in arrived
        }

    def standing(self, arrived: Collection[bytes]) -> Iterator[CouponTaken]:
        """Give the uses of coupons that nothing took back."""
        cancelled = self.cancelled(arrived)
        returned = {
            event
            for slip in self.slips.values()
            if slip.event_id in arrived and slip.event_id not in cancelled and slip.voids is None
            for event in slip.back
        }
        for slip in self.slips.values():
            if slip.event_id not in arrived or slip.event_id in cancelled:
                continue
            for taken in slip.coupons:
                if taken.campaign == KEPT or slip.event_id not in returned:
                    yield taken

    def balances(self, arrived: Collection[bytes]) -> Counter[str]:
        """Add up what the receipts moved of each member's points."""
        found: Counter[str] = Counter()
        for slip in self.slips.values():
            if slip.event_id in arrived:
                found.update(slip.points)
        return found

    def paid_by_card(self, arrived: Collection[bytes]) -> Counter[str]:
        """Add up what was paid by each card, less what was given back to it."""
        found: Counter[str] = Counter()
        for slip in self.slips.values():
            if slip.event_id in arrived:
                found.update(slip.cards)
        return found


def _receipts_on(completed: CompletedTransaction) -> set[str]:
    """Name the receipts that one refers to; a post void moves the points of the one it cancels."""
    transaction = completed.priced.transaction
    of = {str(one) for one in transaction.originals}
    if transaction.post_void_of is not None:
        return of | {str(transaction.post_void_of)}
    return of | {move.of for move in completed.points if move.of}


def _said(slip: Slip) -> tuple[object, ...]:
    coupons = sorted(taken.coupon for taken in slip.coupons)
    return coupons, slip.points, slip.cards, slip.back, slip.voids
