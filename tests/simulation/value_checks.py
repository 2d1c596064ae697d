"""Invariants of value as the tills show them: sync.md section 20, 11 to 13, 15, 22, 25, 31 and 32.

Looked at whenever something was granted or printed. What is expected comes from the world's own
list; of the product only raw rows are read, and when a till itself believes a lease to run.
"""

import contextlib
import gzip
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa

from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.tender import TenderType
from pos_app.domain.transaction import SaleLine
from pos_app.errors import EnvironmentFault
from sync.cloud.call import Request
from sync.wire.holds import CouponHoldRequest
from sync.wire.packing import unpack
from tests.simulation.clocks import START_MS
from tests.simulation.cloud import CloudNode, keys_of_the_cloud
from tests.simulation.giveaways import CAPS, MOST_TOTAL
from tests.simulation.head_office import HeadOffice
from tests.simulation.ledger import Ledger, Slip
from tests.simulation.oracle import CouponTaken
from tests.simulation.synced import SyncedTill
from tests.simulation.world import DAY, MINUTE, SECOND, Broken, World

LEASE: Final = 180 * SECOND
_MOST_DRIFT: Final = 2 * MINUTE

_OWN_GRANTS: Final = "SELECT grant_no, amount, used FROM spending_grant"
_RIGHTS: Final = "SELECT grant_no, terminal, amount, expires_ms FROM campaign_right"
_ALLOWANCES: Final = "SELECT grant_no, terminal, points, expires_ms FROM points_allowance"
_STATE: Final = "SELECT state, epoch FROM terminal WHERE terminal = ?"
_ARRIVED: Final = """SELECT event_id FROM inbox WHERE event_id = ?
 UNION SELECT event_id FROM set_aside WHERE event_id = ?"""


@dataclass(frozen=True, slots=True)
class Lease:
    """A coupon that the cloud granted: when, and what had shaken the cloud's clock by then."""

    at: int
    shaken: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Grant:
    """What a till may spend by itself."""

    terminal: bytes
    amount: int
    expires_ms: int


@dataclass
class _Restored:
    """A disk that went back: which epoch it was in at most, and the grants that it had then."""

    epoch: int
    grants: set[int] = field(default_factory=set)


class ValueChecks:
    """One for a run."""

    def __init__(
        self, world: World, cloud: CloudNode, office: HeadOffice, tills: list[SyncedTill]
    ) -> None:
        self._world = world
        self._cloud = cloud
        self.ledger = Ledger(keys_of_the_cloud(world))
        self._office = office
        self._tills = tills
        self._asked: set[bytes] = set()
        self._leases: dict[tuple[bytes, str], Lease] = {}
        self._grants: dict[int, Grant] = {}
        self._restored: dict[str, _Restored] = {}
        self._arrived: set[bytes] = set()
        self._revoked: dict[tuple[bytes, int], set[int]] = {}
        self._most_ahead = 0
        self.practised: set[bytes] = set()
        """Transactions that were for practice alone."""
        world.every(5 * MINUTE, "look", self.look)

    def watch(self, till: SyncedTill) -> None:
        """Look at a till from now on."""
        till.granted = lambda request: self._granted(till, request)
        till.going_back = lambda: self._going_back(till)

    # ---- grants

    def _granted(self, till: SyncedTill, request: Request) -> None:
        """Invariants 13 and 22: nothing for a key that is shut out, a coupon at one till only."""
        terminal = till.terminal_id
        state = self._read(lambda c: c.exec_driver_sql(_STATE, (terminal,)).one())
        if state is not None and state.state == "revoked":
            raise Broken(22, f"{till.name} is shut out and was granted {request.path}")
        if not request.path.endswith("/coupon/hold"):
            return
        asked = _read_body(request)
        if asked.request_id in self._asked:
            return  # the first answer once more; its lease runs since then
        self._asked.add(asked.request_id)
        self._leases[terminal, asked.coupon] = Lease(self._world.now, self._shaken())
        for other in self._tills:
            if other.till is not None and other.terminal_id != terminal:
                self._check_not_held(other, asked.coupon, till.name)

    def _check_not_held(self, other: SyncedTill, coupon: str, by: str) -> None:
        lease = self._leases.get((other.terminal_id, coupon))
        if lease is None or lease.shaken != self._shaken():
            return
        holds = other.counter._real.desk.rules.holds
        for (number, hold_no), ends_ms in holds._ends.items():
            if number == coupon and other.clock.mono_ms() < ends_ms:
                raise Broken(13, f"{coupon} is {by}'s, and {other.name}'s by hold {hold_no}")

    def _shaken(self) -> tuple[int, ...]:
        """What makes a cloud forget a hold, or end one early by its own clock."""
        marks = self._world.marks
        restored = marks["cloud_restored"] + marks["cloud_restored_unmarked"]
        return restored, self._cloud.clock.ahead

    def look(self) -> None:
        """Learn what was granted; called every few minutes, and before anything is judged by it."""
        self._most_ahead = max(
            self._most_ahead,
            abs(self._cloud.clock.ahead),
            *(abs(till.clock.ahead) for till in self._tills if abs(till.clock.ahead) < DAY),
        )
        rows = self._read(
            lambda c: [*c.exec_driver_sql(_RIGHTS).all(), *c.exec_driver_sql(_ALLOWANCES).all()]
        )
        for number, terminal, amount, expires_ms in rows or ():
            grant = Grant(bytes(terminal), amount, expires_ms)
            if self._grants.setdefault(number, grant) != grant:
                raise Broken(32, f"grant {number} was {self._grants[number]}, now {grant}")
        if rows is not None:
            self._check_revoked({row[0]: bytes(row[1]) for row in rows})

    def _check_revoked(self, grants: dict[int, bytes]) -> None:
        """Invariant 22: whoever is shut out gets no right any more."""
        statement = "SELECT terminal FROM terminal WHERE state = 'revoked'"
        revoked = self._read(lambda c: c.exec_driver_sql(statement).scalars().all()) or ()
        for terminal in map(bytes, revoked):
            now = {number for number, whose in grants.items() if whose == terminal}
            if not now <= self._revoked.setdefault((terminal, self._shaken()[0]), now):
                raise Broken(22, f"{terminal.hex()} is shut out and was granted {now}")

    # ---- disks that go back

    def _going_back(self, till: SyncedTill) -> None:
        """What the disk had may be spent on it; it counts no more in a later epoch."""
        epoch, had = 0, set[int]()
        with contextlib.suppress(EnvironmentFault), till.database.read() as connection:
            epoch = connection.exec_driver_sql("SELECT epoch FROM head").scalar_one()
            had = {row[0] for row in connection.exec_driver_sql(_OWN_GRANTS)}
        before = self._restored.setdefault(till.name, _Restored(epoch))
        before.epoch = max(before.epoch, epoch)
        before.grants |= had

    def copied(self, till: SyncedTill, other: SyncedTill) -> None:
        """A copy has the history of the disk it was made of."""
        if till.name in self._restored:
            self._restored[other.name] = self._restored[till.name]

    # ---- receipts

    def printed(self, till: SyncedTill, completed: CompletedTransaction, slip: Slip) -> None:
        """A receipt left the printer."""
        self.look()
        self._check_prices(till, completed)
        is_waiting = any(
            one.tender_type is TenderType.STORED_VALUE
            for one in completed.priced.transaction.tenders
        )
        for taken in slip.coupons:
            self._check_restored(till, taken, completed.position.epoch)
            if taken.coupon_class == "a" and not is_waiting:
                self._check_lease(till, taken)
            elif taken.coupon_class == "c":
                self._check_right(till, taken, is_begun=is_waiting)
            elif taken.coupon_class == "d":
                self._check_bound(till)
                self._mark_second(taken)
        for number in slip.grants:
            self._check_not_void(till, number, completed.position.epoch)

    def _check_prices(self, till: SyncedTill, completed: CompletedTransaction) -> None:
        """Invariant 15: each price is the one of the list version that the line names."""
        for line in completed.priced.transaction.live_lines:
            if not isinstance(line, SaleLine) or line.item.price is None:
                continue
            key = (line.item.sku, line.item.price_version)
            said = self._office.versions.get(key)
            if said != line.item.price.minor:
                raise Broken(15, f"{till.name} sold {key} at {line.item.price.minor}, not {said}")

    def _check_lease(self, till: SyncedTill, taken: CouponTaken) -> None:
        """Invariants 13 and 25: counted by true time from when the cloud granted it."""
        lease = self._leases.get((till.terminal_id, taken.coupon))
        passed = self._world.now - lease.at if lease else None
        if passed is None or passed > LEASE:
            raise Broken(13, f"{till.name} spent {taken.coupon} {passed} ms after it was granted")

    def _check_right(self, till: SyncedTill, taken: CouponTaken, *, is_begun: bool) -> None:
        """Invariants 11 and 25: within the grant on this disk, within the cap, before its end.

        ``is_begun``: a card paid a part of it, perhaps minutes before; from then on a price stands.
        """
        grant = self._grants.get(taken.grant_no)
        if grant is None:
            return  # of a cloud that was restored before the world looked
        here = set(till.expected.receipts)
        used = [one for one in self.ledger.standing(here) if one.grant_no == taken.grant_no]
        if len(used) > grant.amount:
            raise Broken(11, f"{till.name} used grant {taken.grant_no} {len(used)} times")
        late = START_MS + self._world.now - grant.expires_ms
        if late > self._most_ahead + _MOST_DRIFT and not is_begun:
            raise Broken(25, f"{till.name} used a right {late // MINUTE} minutes after its end")
        if self.is_unharmed:
            self._check_cap(taken.campaign)

    @property
    def is_unharmed(self) -> bool:
        """Whether no disk was copied or went back: then even a cap holds over all printed."""
        marks = self._world.marks
        harms = ("till_restored", "till_cloned", "cloud_restored", "cloud_restored_unmarked")
        return not any(marks[harm] for harm in harms)

    def _check_cap(self, campaign: int) -> None:
        standing = self.ledger.standing(self.ledger.slips)
        used = sum(1 for one in standing if one.campaign == campaign)
        if used > CAPS[campaign]:
            raise Broken(11, f"campaign {campaign} was used {used} times")

    def _check_bound(self, till: SyncedTill) -> None:
        """Invariant 12: class D that the cloud cannot know of is within this machine's bound."""
        taken = [one for one in till.expected.coupons.values() if one.coupon_class == "d"]
        events = {one.event_id for one in taken} - self._arrived

        def find(connection: sa.Connection) -> set[bytes]:
            statement = connection.exec_driver_sql
            return {event for event in events if statement(_ARRIVED, (event, event)).first()}

        arrived = self._read(find)
        if arrived is None:
            return
        self._arrived |= arrived
        exposed = sum(one.value for one in taken if one.event_id not in self._arrived)
        if exposed > MOST_TOTAL:
            raise Broken(12, f"{till.name} took {exposed} of class D that nobody heard of")

    def _mark_second(self, taken: CouponTaken) -> None:
        slips = self.ledger.slips.values()
        uses = [one for slip in slips for one in slip.coupons if one.coupon == taken.coupon]
        if len({one.till for one in uses}) > taken.max_uses:
            self._world.sometimes("coupon_taken_twice")

    def _check_restored(self, till: SyncedTill, taken: CouponTaken, epoch: int) -> None:
        """Invariant 31: nothing of what the old disk had, and nothing before all is resolved."""
        before = self._restored.get(till.name)
        if before is None or epoch <= before.epoch:
            return
        if taken.coupon_class == "c":
            self._check_not_void(till, taken.grant_no, epoch)
        restored = self._shaken()[0]
        state = self._read(lambda c: c.exec_driver_sql(_STATE, (till.terminal_id,)).one())
        is_known = state is not None and not restored
        if taken.coupon_class in "bcd" and is_known and state.epoch < epoch:
            raise Broken(31, f"{till.name} took {taken.coupon} in a provisional epoch")

    def _check_not_void(self, till: SyncedTill, number: int, epoch: int) -> None:
        before = self._restored.get(till.name)
        if before is not None and epoch > before.epoch and number in before.grants:
            raise Broken(31, f"{till.name} spent grant {number} of the disk that it was before")

    # ---- at quiet points

    def check_till(self, till: SyncedTill) -> None:
        """Invariant 32: what a till was granted, it was granted once, and spends no more."""
        if till.till is None:
            return
        self.look()
        with till.guard(), till.database.read() as connection:
            for number, amount, used in connection.exec_driver_sql(_OWN_GRANTS):
                known = self._grants.get(number)
                if known is not None and amount != known.amount:
                    raise Broken(32, f"{till.name} has {amount} of grant {number}, not {known}")
                if used > amount:
                    raise Broken(11, f"{till.name} used {used} of {amount} of grant {number}")

    def _read(self, work: Any) -> Any:
        """Read the cloud's rows; None while it is off or cannot be read."""
        found = None
        if self._cloud.cloud is not None:
            with self._cloud.guarded():
                found = self._cloud.database.read(work)
        return found


def _read_body(request: Request) -> CouponHoldRequest:
    body = request.body
    if request.headers.get("content-encoding") == "gzip":
        body = gzip.decompress(body)
    return unpack(body, CouponHoldRequest)
