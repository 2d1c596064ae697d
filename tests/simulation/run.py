"""One run: shops that trade while everything fails, then a healed world that must agree again."""

from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from sync.ports import Standing
from sync.slots import NetworkUp
from sync.wire.exchange import Cursor
from tests.simulation import cloud_checks
from tests.simulation.branches import watched
from tests.simulation.cloud import CloudNode, keys_of_the_cloud, listen
from tests.simulation.customers import Customers
from tests.simulation.faults import TICK, Faults
from tests.simulation.founding import founded
from tests.simulation.giveaways import Mint
from tests.simulation.ground import clear_ground
from tests.simulation.head_office import HeadOffice
from tests.simulation.hurry import hurried, is_hurried
from tests.simulation.light import lightly
from tests.simulation.network import Network
from tests.simulation.oracle import Oracle
from tests.simulation.people import Cashier
from tests.simulation.replacing import Replacements
from tests.simulation.synced import SyncedTill
from tests.simulation.till import TillNode
from tests.simulation.trouble import SecondLook, troubled
from tests.simulation.value_checks import ValueChecks
from tests.simulation.value_ends import check_agreed, check_ledgers
from tests.simulation.watch import Watch
from tests.simulation.weather import LineWeather, TillWeather
from tests.simulation.world import DAY, HOUR, MINUTE, SECOND, Broken, World, broken_in

_EVERYTHING_EACH: Final = 8
"""Every such seed runs without the short cuts of light.py."""

_MOST_TICKS: Final = 48
"""How often faults may befall a machine: a long run has as many as one of a working day."""

_BEHIND_ONE_LINE: Final = 0.75
"""How many of the copied machines stand beside the first one, in a shop whose line is cut."""

_NIGHT: Final = 12 * HOUR
_MOST_LOOKS: Final = 24
"""How often all is recomputed while people trade: each looks at everything there is by then."""

_NEVER_AT_REST: Final = "sheet:"
_READ_WITHIN: Final = 15 * MINUTE
HEALED_WITHIN: Final = 2 * HOUR
"""T of invariant 26: the longest back-off is a quarter of an hour, and recovery asks often."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is asked to be. ``only`` names the faults that may strike; None: those drawn."""

    seed: int
    tills: int = 2
    hours: int = 5
    mix: dict[str, float] | None = None
    only: tuple[str, ...] | None = None
    is_traced: bool = False
    sales_a_day: int | None = None
    """What is done at a till each day; None: something every few minutes, as drawn."""


@dataclass(slots=True)
class Outcome:
    """What became of it."""

    plan: Plan
    broken: Broken | None = None
    trace: str = ""
    struck: list[str] = field(default_factory=list)
    marks: Counter[str] = field(default_factory=Counter)
    printed: int = 0
    requests: int = 0
    lines: list[str] = field(default_factory=list)


class Run:
    """Everything of one run."""

    def __init__(self, plan: Plan) -> None:
        clear_ground()
        listen()
        self.plan = plan
        self.world = World(plan.seed)
        if plan.is_traced:
            self.world.lines = []
        self.faults = Faults(plan.seed, plan.mix, plan.only)
        self.oracle = Oracle()
        self.logs = cloud_checks.Logs()
        self.cloned: set[bytes] = set()
        base = founded(plan.tills)
        clear_ground()
        self.cloud = CloudNode(self.world, self.faults, base.cloud)
        self.cloud.after_restore = self._forget_logs
        self.network = Network(self.world, self.faults, self.cloud)
        self.tills: list[SyncedTill] = []
        self.office = HeadOffice(self.world, self.faults, self.cloud)
        SecondLook(self.world, self.cloud)
        self._replacements = Replacements(self.world, self.faults, self.cloud, self.cloned)
        self.value = ValueChecks(self.world, self.cloud, self.office, self.tills)
        keys = keys_of_the_cloud(self.world)
        self.customers = Customers(self.world, self.faults, Mint(keys), self.value, self.tills)
        self.watch = Watch(self.world, self.cloud, self.office, keys)
        self._pace = Random(f"pace {plan.seed}").choice((2, 4, 8, 15)) * MINUTE
        if plan.sales_a_day is not None:
            self._pace = DAY // plan.sales_a_day
        self.faults.tick = max(TICK, plan.hours * HOUR // _MOST_TICKS)
        self._look = max(HOUR, plan.hours * HOUR // _MOST_LOOKS)
        self._places = base.places

    def go(self) -> Outcome:
        """Run both phases."""
        outcome = Outcome(self.plan)
        outcome.broken = broken_in(self._trade) or broken_in(self._heal)
        outcome.trace = self.world.trace
        outcome.struck = list(self.faults.struck)
        outcome.marks = self.world.marks
        outcome.printed = len(self.oracle.printed)
        outcome.requests = self.network.requests
        outcome.lines = self.world.lines or []
        return outcome

    def _trade(self) -> None:
        world = self.world
        self.cloud.start()
        self.cloud.weather()
        for place in self._places:
            self._man(SyncedTill(world, self.oracle, place, self.network, self.faults))
        world.every(self._look, "check cloud", self._check_cloud)
        world.run(self.plan.hours * HOUR)

    def _man(self, till: SyncedTill) -> None:
        """Switch a till on and put a cashier in front of it, and the weather over both."""
        world = self.world
        cashier = Cashier(world, self.faults, till, self.customers, self.watch.canaries)

        def act() -> None:
            self.watch.shelf.check(till)
            if not self.faults.is_healed:
                cashier.act()

        self.tills.append(till)
        till.cloned = self._clone
        till.inspect = self._inspect
        self.value.watch(till)
        till.start()
        TillWeather(world, self.faults, till)
        LineWeather(world, self.faults, till)
        self._replacements.watch(till)
        world.every(self._pace, f"act {till.name}", act)
        if self.plan.sales_a_day is not None:
            world.every(DAY, f"night {till.name}", lambda: self._close_shop(till))
        world.every(self._look, f"check {till.name}", till.check)
        world.every(self._look, f"value {till.name}", lambda: self.value.check_till(till))

    def _close_shop(self, till: SyncedTill) -> None:
        """Switch a till off for the night."""
        if till.is_on and not self.faults.is_healed:
            till.stop()
            till.again_after(_NIGHT)

    def _clone(self, till: TillNode) -> None:
        """Copy a till's disk onto a second machine, once a run; both go on."""
        if len(self.tills) > self.plan.tills or not isinstance(till, SyncedTill) or not till.engine:
            return
        self.cloned.add(till.engine.line.journal.standing().terminal_id)
        other = SyncedTill(
            self.world, self.oracle, till.place, self.network, self.faults, f"{till.name}c"
        )
        other.become_copy_of(till)
        self.value.copied(till, other)
        if self.world.rng.random() < _BEHIND_ONE_LINE:
            self._cut_both(till, other)
        self._man(other)

    def _cut_both(self, first: SyncedTill, second: SyncedTill) -> None:
        """Cut the line of both; both sell, and notice almost at once that it is back.

        So the rows of the first may come between the second one's hello and its own rows.
        """
        world = self.world
        lasts = world.rng.randrange(10 * MINUTE, HOUR)
        for till, later in ((second, 0), (first, world.rng.randrange(SECOND // 4))):
            self.network.partition(till.name, world.now + lasts)
            world.at(lasts + later, f"line up {till.name}", lambda t=till: t.tell(NetworkUp()))

    def _heal(self) -> None:
        """No fault any more; what was off is switched on; then all must agree within the time."""
        world = self.world
        self.faults.is_healed = True
        self.network.heal()
        for machine in (*self.tills, self.cloud):
            machine.disk.fuse = machine.disk.room = None
            machine.disk.bad_reads = machine.disk.busy = 0
        self.cloud.start()
        for till in self.tills:
            till.start()
        before = self.network.requests
        world.run(world.now + HEALED_WITHIN)
        self.cloud.work_all()
        for till in self.tills:
            till.check()
            self.value.check_till(till)
        self._check_cloud()
        self.watch.end(self._check_agreed())
        self._check_not_a_herd(self.network.requests - before)
        world.sometimes("converged")

    # ---- what must be true

    def _forget_logs(self, at: int) -> None:
        self.oracle.cloud_goes_back(at, self.world.now)
        self.logs = cloud_checks.Logs()
        self.watch.cloud_restored()

    def _check_cloud(self) -> None:
        if self.cloud.cloud is None:
            return

        def check(connection):
            cloud_checks.check_inbox(connection, self.logs)
            cloud_checks.check_projected(connection)
            check_ledgers(connection, is_unharmed=self.value.is_unharmed)

        with self.cloud.guarded():
            self.cloud.database.read(check)

    def _check_agreed(self) -> list[SyncedTill]:
        """Invariants 26, 27, 6 and 18: nothing unsent, the same journals, nothing lost.

        Gives the tills that are not shut out.
        """
        read = self.cloud.database.read
        read(cloud_checks.check_all_projected)
        read(cloud_checks.check_recomputed)
        read(lambda connection: check_agreed(connection, self.value.ledger, self.value.practised))
        known = read(cloud_checks.terminals)
        admitted = [till for till in self.tills if self._check_till_agrees(till, known)]
        for till in admitted:
            self._check_feeds_agree(till)
        lost = self.cloud.database.read(
            lambda connection: list(
                cloud_checks.missing_receipts(
                    connection, self.oracle, [till.expected for till in self.tills]
                )
            )
        )
        if lost:
            raise Broken(18, f"printed, and not at the cloud: {lost[:5]}")
        return admitted

    def _check_till_agrees(
        self, till: SyncedTill, known: dict[bytes, cloud_checks.Terminal]
    ) -> bool:
        """Compare a till with what the cloud says of it; False for one that is shut out."""
        if till.engine is None:
            raise Broken(27, f"{till.name} does not run")
        for opened in till.epochs():
            self._mark_epoch(opened)
        standing = till.engine.line.journal.standing()
        cloud = known[standing.terminal_id]
        was_copied, is_revoked = standing.terminal_id in self.cloned, cloud.state == "revoked"
        if was_copied and not is_revoked:
            raise Broken(19, f"{till.name} was copied, and nobody noticed")
        if is_revoked and not was_copied:
            raise Broken(27, f"{till.name} is revoked, and nobody copied it")
        if is_revoked:
            self.world.sometimes("key_revoked")
            return False
        _check_standing(till.name, standing, cloud)
        theirs = self.cloud.database.read(
            lambda connection: cloud_checks.transactions_of(connection, standing.terminal_id)
        )
        unknown = theirs - till.transactions()
        if unknown:
            raise Broken(20, f"{till.name} does not know {len(unknown)} of its own transactions")
        return True

    def _mark_epoch(self, opened: dict[str, Any]) -> None:
        marks = {"other_disk": "provisional_epoch", "rewind": "rewind_seen", "fork": "fork_seen"}
        self.world.sometimes(marks.get(opened["why"], "epoch_opened"))
        if opened.get("again"):
            self.world.sometimes("relogged")

    def _inspect(self, till: SyncedTill) -> None:
        """Invariants 4 and 14, whatever ended the last process; before the engine repairs anything.

        What is acknowledged is there; rows of a feed, their digest and the cursor belong together.
        """
        if self.cloud.cloud is None or till.engine is None:
            return
        kept = till.kept_digests()
        with self.cloud.guarded():  # its disk may fail to be read just now
            self._compare_feeds(till, kept)
            self._check_acknowledged(till)
        self.watch.started(till)

    def _compare_feeds(self, till: SyncedTill, kept: dict[str, tuple[int, int, bytes]]) -> None:
        database = self.cloud.database
        heads = database.read(cloud_checks.feed_heads)
        for feed, (gen, pos, digest) in kept.items():
            if heads.get(feed, (0,))[0] != gen:
                continue
            there = database.read(
                lambda connection, feed=feed, pos=pos: cloud_checks.digest_at(connection, feed, pos)
            )
            if there is not None and there != digest:
                raise Broken(14, f"{till.name} holds other rows of {feed} than were at {pos}")

    def _check_acknowledged(self, till: SyncedTill) -> None:
        assert till.engine is not None
        standing = till.engine.line.journal.standing()
        acked = standing.acked
        held = self.cloud.database.read(cloud_checks.terminals).get(standing.terminal_id)
        gen = self.cloud.database.read(cloud_checks.generation)
        if acked is None or held is None or standing.server_gen != gen or self.cloud.is_behind:
            return
        if (acked.epoch, acked.seq) > (held.epoch, held.seq):
            raise Broken(
                4,
                f"{till.name} takes {acked.epoch}.{acked.seq} for acknowledged, the cloud holds"
                f" {held.epoch}.{held.seq}",
            )

    def _check_feeds_agree(self, till: SyncedTill) -> None:
        """Invariants 14 and 26: every feed at its head, the same rows, the prices as said."""
        assert till.engine is not None
        heads = self.cloud.database.read(cloud_checks.feed_heads)
        for feed in till.engine.line.feeds():
            gen, pos, digest = heads.get(feed, (0, 0, bytes(32)))
            cursor = till.engine.line.reference.cursor(feed)
            if feed.startswith(_NEVER_AT_REST):
                self._check_follows(till, feed, gen, cursor)
                continue
            if pos and (cursor is None or (cursor.gen, cursor.pos) != (gen, pos)):
                raise Broken(26, f"{till.name} read {feed} to {cursor}, its head is {gen}.{pos}")
            if pos and till.engine.line.reference.hashes(feed).digest() != digest:
                raise Broken(14, f"{till.name} has other rows of {feed}")
        if till.prices() != self.office.prices:
            raise Broken(14, f"{till.name} sells at {till.prices()}, not {self.office.prices}")

    def _check_follows(self, till: SyncedTill, feed: str, gen: int, cursor: Cursor | None) -> None:
        """Invariants 14 and 26 of a feed that tells when tills were heard of, so goes on for ever.

        What was written some minutes ago is read, and the rows are those of that position.
        """
        late_ms = self.cloud.clock.wall_ms() - _READ_WITHIN
        database, pos = self.cloud.database, cursor.pos if cursor else 0
        unread = database.read(lambda c: cloud_checks.unread_rows(c, feed, pos, late_ms))
        if unread or (cursor is not None and cursor.gen != gen):
            raise Broken(26, f"{till.name} read {feed} to {cursor}, {unread} rows are beyond it")
        there = database.read(lambda c: cloud_checks.digest_at(c, feed, pos))
        assert till.engine is not None
        if there is not None and till.engine.line.reference.hashes(feed).digest() != there:
            raise Broken(14, f"{till.name} has other rows of {feed}")

    def _check_not_a_herd(self, requests: int) -> None:
        """Invariant 28: a dozen requests for a poll, a recovery, feeds; not one a second."""
        most = len(self.tills) * 400
        if requests > most:
            raise Broken(28, f"{requests} requests after healing, more than {most}")


def _check_standing(name: str, standing: Standing, cloud: cloud_checks.Terminal) -> None:
    head, acked = standing.head, standing.acked
    if (head.epoch, head.seq, head.chain) != (cloud.epoch, cloud.seq, cloud.chain):
        raise Broken(
            26,
            f"{name} stands at {head.epoch}.{head.seq}, the cloud at {cloud.epoch}.{cloud.seq},"
            f" acknowledged is {acked and (acked.epoch, acked.seq)}",
        )
    if acked != head:
        raise Broken(26, f"{name} does not know that all is acknowledged")
    if standing.in_doubt:
        raise Broken(26, f"{name} is still in doubt")


def run(plan: Plan) -> Outcome:
    """Run a plan. The ground must be simulated."""
    founded(plan.tills)  # the same for every run
    with ExitStack() as stack:
        if plan.seed % _EVERYTHING_EACH:
            stack.enter_context(lightly())
        if is_hurried(plan.seed):
            stack.enter_context(hurried())
        one = Run(plan)
        stack.enter_context(watched(one.world))
        stack.enter_context(troubled(one.world, one.faults))
        return one.go()
