"""What the world itself saw: receipts printed, coupons taken, prices shown. It asks nobody.

A till's disk is a line of history: a backup copies what was printed on it so far, a restore goes
back to that, a clone has it twice. What is expected of a disk is what was printed on its own line.
"""

from collections.abc import Collection
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Printed:
    """A receipt that left the printer."""

    till: str
    receipt: str
    event_id: bytes
    total: int
    epoch: int
    seq: int
    chain: bytes
    at: int


@dataclass(slots=True)
class Expected:
    """What was printed on one line of disks, by the id of its event."""

    receipts: dict[bytes, Printed] = field(default_factory=dict)
    coupons: dict[tuple[bytes, str], "CouponTaken"] = field(default_factory=dict)

    def copy(self) -> "Expected":
        """At a backup, or where a disk is cloned."""
        return Expected(dict(self.receipts), dict(self.coupons))


@dataclass(frozen=True, slots=True)
class CouponTaken:
    """A coupon that a printed receipt was less by."""

    coupon: str
    coupon_class: str
    value: int
    till: str
    event_id: bytes
    at: int
    campaign: int = 0
    grant_no: int = 0
    max_uses: int = 1


@dataclass(slots=True)
class Stocktakes:
    """Codes of the counts that are under way, by store, and which tills were asked to scan them."""

    codes: dict[str, str] = field(default_factory=dict)
    marked: set[tuple[str, str]] = field(default_factory=set)


@dataclass(slots=True)
class Oracle:
    """Over all disks."""

    stocktakes: Stocktakes = field(default_factory=Stocktakes)
    printed: dict[bytes, Printed] = field(default_factory=dict)
    twice: set[bytes] = field(default_factory=set)
    missable: set[bytes] = field(default_factory=set)
    """Printed on a disk that was overwritten or destroyed before the cloud had it, or had it for
    good: nobody may have it any more. Everything else that was printed is at the cloud."""

    _sent: dict[bytes, int] = field(default_factory=dict)
    """When the disk was lost of what the cloud had acknowledged to it."""

    _went_back: int = -1
    """When the cloud was last put back to an earlier state."""

    def note(self, one: Printed, disk: Expected) -> None:
        """A receipt was printed on the disk of this line."""
        before = self.printed.get(one.event_id)
        if before is not None and before.total != one.total:
            # A basket that was open in a backup, paid before the restore and again after it.
            self.twice.add(one.event_id)
        self.printed[one.event_id] = one
        disk.receipts[one.event_id] = one

    def lose(self, gone: Collection[bytes], sent: Collection[bytes], at: int) -> None:
        """A disk is lost with what was printed on it; ``sent`` was acknowledged to it before.

        What was printed before the cloud went back may have been acknowledged before, too, and
        nobody brings it again.
        """
        for event_id in gone:
            if event_id in sent and self.printed[event_id].at > self._went_back:
                self._sent[event_id] = at
            else:
                self.missable.add(event_id)

    def cloud_goes_back(self, to: int, at: int) -> None:
        """The cloud is put back to its state of then: what came later, tills bring it again."""
        self._went_back = at
        self.missable |= {event_id for event_id, lost in self._sent.items() if lost > to}
