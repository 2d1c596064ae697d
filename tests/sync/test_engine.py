"""Any order of lost, doubled and late answers, clock jumps and restarts ends with everything held.

Hypothesis drives the real engine against the real cloud: a rule is one thing that happens, and at
the end the network heals and all of it must have arrived, once, within minutes.
"""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from sync import errors
from sync.cloud.database import CloudDatabase
from sync.cloud.feeds.todo import Change, hand_over
from sync.cloud.keys import ServerKeys
from sync.cloud.schema.facts import INBOX, SERVER_HEAD
from sync.cloud.service import Cloud
from sync.cloud.settings import Settings
from sync.errors import Unreachable
from sync.slots import Asked, Committed, Failed, NetworkUp, Reply, Send, Tick
from sync.steps import Answered, Outgoing
from sync.wire.feeds import PUT
from tests.cloud.client import Shop, TestClock
from tests.sync.lent import LentJournal, LentReference
from tests.sync.shop import Machine, World, carried, enrolled

CAT = "cat:zone-shop"
FATES = ("through", "through", "through", "lost", "unheard", "silent", "twice", "busy", "late")
BUSY = Answered(503, {"retry-after": "3"}, b"")


class Late(Machine):
    """A machine whose answers may come later, twice, or not at all."""

    def __init__(self, world: World, journal: LentJournal, reference: LentReference) -> None:
        self.fate = "through"
        self.late: list[Reply | Failed] = []
        self.old: list[Outgoing] = []
        super().__init__(world, journal, reference)

    def _carried(self, send: Send) -> list[Reply | Failed]:  # type: ignore[override]  # narrower
        asked, cloud = send.outgoing, self.world.cloud
        self.asked.append(asked)
        self.old.append(asked)
        match self.fate:
            case "through":
                return [Reply(send.request, carried(cloud, asked))]
            case "twice":
                carried(cloud, asked)
                return [Reply(send.request, carried(cloud, asked))] * 2
            case "late":
                self.late.append(Reply(send.request, carried(cloud, asked)))
                return []
            case "lost":
                return [Failed(send.request, Unreachable(errors.TIMED_OUT))]
            case "unheard":
                carried(cloud, asked)
                return [Failed(send.request, Unreachable(errors.CUT))]
            case "busy":
                return [Reply(send.request, BUSY)]
        return []


class Engine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        clock = TestClock()
        keys = ServerKeys.make(TestClock().random_bytes, 1_795_000_000)
        database = CloudDatabase("sqlite://")
        settings = Settings(requests_a_minute=1_000_000, strangers_a_minute=1_000_000)
        self.world = World(Cloud(database, clock, keys, settings), clock)
        self.printed: set[bytes] = set()
        self.goods: dict[str, bytes] = {}
        self.backup: LentJournal | None = None

    @initialize()
    def begin(self) -> None:
        shop = Shop(self.world.cloud, self.world.clock)
        self.machine = Late(self.world, enrolled(shop), LentReference())
        self.printed |= self.machine.journal.event_ids()

    @rule(count=st.integers(1, 9), is_noticed=st.booleans())
    def sell(self, count: int, is_noticed: bool) -> None:
        for _ in range(count):
            self.machine.journal.write()
        self.printed |= self.machine.journal.event_ids()
        if is_noticed:
            self.machine.happen(Committed())

    @rule(fate=st.sampled_from(FATES))
    def change_network(self, fate: str) -> None:
        self.machine.fate = fate

    @rule(ms=st.sampled_from((100, 2_000, 6_000, 61_000, 1_000_000)))
    def wait(self, ms: int) -> None:
        self.world.run(ms)

    @rule(which=st.integers(0, 99))
    @precondition(lambda self: bool(self.machine.late))
    def deliver_late(self, which: int) -> None:
        self.machine.happen(self.machine.late.pop(which % len(self.machine.late)))

    @rule(which=st.integers(0, 999))
    @precondition(lambda self: bool(self.machine.old))
    def replay(self, which: int) -> None:
        """A proxy sends an old request again; nobody hears the answer."""
        carried(self.world.cloud, self.machine.old[which % len(self.machine.old)])

    @rule(event=st.sampled_from((Tick(), Asked(), NetworkUp(), Committed())))
    def hint(self, event: Tick | Asked | NetworkUp | Committed) -> None:
        self.machine.happen(event)

    @rule(hours=st.sampled_from((-87_600, -1, 1, 87_600)))
    def move_wall_clock(self, hours: int) -> None:
        self.machine.wall_off_ms += hours * 3_600_000

    @rule(keys=st.lists(st.integers(0, 40), min_size=1, max_size=9, unique=True))
    def change_prices(self, keys: list[int]) -> None:
        rows = {f"i:{key:02d}": b'{"price":%d}' % len(self.machine.asked) for key in keys}
        self.goods |= rows
        changes = [Change(key, PUT, body) for key, body in rows.items()]
        self.world.cloud.database.write(
            lambda connection: hand_over(connection, "shop", CAT, changes)
        )
        self.world.work()

    @rule()
    def damage_a_row(self) -> None:
        feed = self.machine.reference.feeds.get(CAT)
        if feed is not None and feed.rows:
            feed.rows[min(feed.rows)] = (1, b'{"damaged":1}')

    @rule()
    def restart(self) -> None:
        self._switch_on(self.machine.journal)

    @rule()
    def back_up(self) -> None:
        self.backup = self.machine.journal.copy()

    @rule(sales=st.integers(0, 5))
    @precondition(lambda self: self.backup is not None)
    def restore(self, sales: int) -> None:
        """What was sold since the backup and never acknowledged burnt with the disk."""
        assert self.backup is not None
        burnt = self.printed - self._held()
        disk = self.backup.copy()
        self.printed -= burnt - disk.event_ids() - {row.event.id for row in disk.lost.values()}
        self._switch_on(disk)
        for _ in range(sales):
            disk.write()
        self.printed |= disk.event_ids()

    @rule()
    def raise_the_generation(self) -> None:
        next_gen = sa_next()
        self.world.cloud.database.write(
            lambda connection: connection.execute(SERVER_HEAD.update().values(server_gen=next_gen))
        )

    def _switch_on(self, journal: LentJournal) -> None:
        reference, fate = self.machine.reference, self.machine.fate
        self.machine.off()
        self.world.machines.remove(self.machine)
        self.machine = Late(self.world, journal, reference)
        self.machine.fate = fate

    def _held(self) -> set[bytes]:
        rows = self.world.cloud.database.read(
            lambda connection: connection.execute(INBOX.select()).all()
        )
        return {bytes(row.event_id) for row in rows}

    @invariant()
    def nothing_is_acknowledged_that_is_not_held(self) -> None:
        if not hasattr(self, "machine"):
            return
        acked = self.machine.journal.acked
        if acked is not None:
            row = self.world.cloud.database.read(
                lambda connection: connection.execute(
                    INBOX.select().where(INBOX.c.epoch == acked.epoch, INBOX.c.seq == acked.seq)
                ).one()
            )
            assert bytes(row.chain) == acked.chain

    def teardown(self) -> None:
        if hasattr(self, "machine"):
            self._heal()
        self.world.cloud.close()

    def _heal(self) -> None:
        machine = self.machine
        machine.fate = "through"
        self.world.run(40 * 60_000)
        self.change_prices([41])  # whatever was damaged shows at the next page
        self.world.run(20 * 60_000)
        journal = machine.journal
        assert journal.acked == journal.standing().head
        assert not journal.in_doubt
        assert self.printed <= self._held()
        rows = {key: body for key, (_, body) in machine.reference.feeds[CAT].rows.items()}
        cursors = {feed: machine.reference.cursor(feed) for feed in machine.sync.line.feeds()}
        heads = machine.sync.line.heads
        for feed, cursor in cursors.items():
            assert cursor is not None
            assert (cursor.gen, cursor.pos) == (heads[feed].gen, heads[feed].pos)
        assert rows == self.goods
        assert machine.status is not None
        assert machine.status.waiting.rows == 0
        assert machine.status.restarts == 0


def sa_next() -> object:
    """The next generation, whatever the one before was."""
    return SERVER_HEAD.c.server_gen + 1


Engine.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestEngine = Engine.TestCase
