"""What the world itself saw: receipts printed, coupons taken, prices shown. It asks nobody.

A till's disk is a line of history: a backup copies what was printed on it so far, a restore goes
back to that, a clone has it twice. What is expected of a disk is what was printed on its own line.
"""

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
class Oracle:
    """Over all disks."""

    printed: dict[bytes, Printed] = field(default_factory=dict)
    twice: set[bytes] = field(default_factory=set)
    lost_with_disk: set[bytes] = field(default_factory=set)
    """Printed on a disk that was overwritten or destroyed: nobody may have it any more."""

    def note(self, one: Printed, disk: Expected) -> None:
        """A receipt was printed on the disk of this line."""
        before = self.printed.get(one.event_id)
        if before is not None and before.total != one.total:
            # A basket that was open in a backup, paid before the restore and again after it.
            self.twice.add(one.event_id)
        self.printed[one.event_id] = one
        disk.receipts[one.event_id] = one
