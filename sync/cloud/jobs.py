"""What time brings about: leases that end, rights that run low, a sample that is checked.

Level-triggered: every step looks at what is there, does a bounded piece and says whether it did
anything. A step that failed is tried again; two processes doing the same find less to do.
"""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud import feeds
from sync.cloud.clock import CloudClock
from sync.cloud.coupons import holds, rights
from sync.cloud.database import CloudDatabase
from sync.cloud.feeds import notices
from sync.cloud.feeds.scopes import control_feed
from sync.cloud.inbox import worn
from sync.cloud.inbox.cases import Case, open_case
from sync.cloud.keys import ServerKeys
from sync.cloud.members import directory, points
from sync.cloud.orders import orders
from sync.cloud.payments import stored_value
from sync.cloud.projectors.rebuild import rebuild
from sync.cloud.reports import counting, sheets, tills
from sync.cloud.schema.facts import CASE, STORE, TENANT, TERMINAL
from sync.cloud.schema.leases import Granting, grant_number
from sync.cloud.schema.ledgers import COUPON_SYNC
from sync.cloud.schema.sales import EFFECT
from sync.cloud.schema.upsert import put
from sync.cloud.stock import counts, nearby, own
from sync.cloud.stock.on_hand import restock
from sync.wire import control

SWEEP_MS: Final = 30_000
SYNC_MS: Final = 60_000
REPORTS_MS: Final = 5_000
HOURLY_MS: Final = 3_600_000
DAILY_MS: Final = 86_400_000
SAMPLE_ROWS: Final = 20_000
"""A till whose journal is longer is not remade by night; the report of a day still compares it."""

_MOST_TOLD: Final = 100

_LOG: Final = logging.getLogger(__name__)


class Jobs:
    """One for a process; one thread at a time may use it. Times are kept in memory only."""

    def __init__(self, database: CloudDatabase, clock: CloudClock, keys: ServerKeys) -> None:
        self._database = database
        self._clock = clock
        self._keys = keys
        self._due: dict[str, int] = {}
        self._sampled = 0
        self._told_ms = 0

    def work(self, now_ms: int) -> bool:
        """Do what is due; True when something was done that may have left more to do."""
        did = self._tell_what_moved(now_ms)
        for name, every_ms, step in (
            ("sweep", SWEEP_MS, self._sweep),
            ("counts", SWEEP_MS, self._counts),
            ("grants", SWEEP_MS, self._grants),
            ("cases", SWEEP_MS, self._cases),
            ("silent", HOURLY_MS // 12, self._silent),
            ("reports", REPORTS_MS, self._reports),
            ("handles", HOURLY_MS * 6, self._handles),
            ("worn", HOURLY_MS, self._let_go),
            ("old_days", DAILY_MS, self._forget_days),
            ("sample", DAILY_MS, self._sample),
            ("sums", DAILY_MS, self._sums),
        ):
            # Due later than one period from now: it was set by a clock that was ahead.
            if not now_ms < self._due.get(name, 0) <= now_ms + every_ms:
                self._due[name] = now_ms + every_ms
                step(now_ms)
        return did

    def _tell_what_moved(self, now_ms: int) -> bool:
        """Look before writing: most often nothing has moved, and a file has one writer."""
        did = self._database.read(nearby.has_changed)
        if did:
            self._write(nearby.tell_changed)
        if self._database.read(own.has_changed):
            did |= self._write(own.tell_changed)
        if self._database.read(lambda c: coupons_to_tell(c, now_ms, most=1)):
            did |= self._write(lambda c: tell_coupon_sync(c, now_ms))
        return did

    def _sweep(self, now_ms: int) -> None:
        """End leases that are over, grace included, and cut those of a clock that was ahead."""
        for end in (holds.end_overdue, stored_value.end_overdue, orders.end_overdue):
            self._write(partial(_ended, end=end, now_ms=now_ms))

    def _grants(self, now_ms: int) -> None:
        """Bring back what can no longer be spent, then give where too little is left."""
        self._write(lambda c: rights.take_back(c, now_ms))
        self._write(lambda c: points.take_back(c, now_ms))
        granting = Granting(self._keys, partial(grant_number, self._clock), now_ms)
        while self._write(lambda c: rights.refill(c, granting)):
            pass

    def _cases(self, now_ms: int) -> None:
        """Tell of what was opened or closed since the last time; at first of everything open."""
        since_ms, self._told_ms = self._told_ms, now_ms - SWEEP_MS
        self._write(lambda c: tell_cases(c, since_ms))

    def _counts(self, now_ms: int) -> None:
        """See whether what a count may still lack has come."""
        del now_ms  # what there is decides, not when
        if self._database.read(counts.has_unsettled):
            self._write(counts.settle)

    def _silent(self, now_ms: int) -> None:
        for store in self._stores():
            self._write(partial(nearby.tell_silent, store=store, now_ms=now_ms))

    def _reports(self, now_ms: int) -> None:
        """Tell stores' tills of one another, and of the days that journals tell of."""
        while self._database.read(lambda c: counting.has_some(c, now_ms)):
            if not self._write(lambda c: counting.count_some(c, now_ms)):
                break  # others are at it
        # After its days: nobody is heard of before what was heard.
        for store in self._database.read(tills.stores_with_news):
            self._database.write(partial(tills.tell_tills, store=store, now_ms=now_ms))

    def _forget_days(self, now_ms: int) -> None:
        for store in self._stores():
            while self._write(partial(sheets.forget, store=store, now_ms=now_ms)):
                pass

    def _handles(self, now_ms: int) -> None:
        """Send the members' names of these days, tenant by tenant."""
        query = sa.select(TENANT.c.tenant).order_by(TENANT.c.tenant)
        for tenant in self._database.read(lambda c: c.execute(query).scalars().all()):
            last = self._named(tenant, "", now_ms)
            while last:
                last = self._named(tenant, last, now_ms)

    def _named(self, tenant: str, after: str, now_ms: int) -> str:
        return self._database.write(
            lambda c: directory.send_handles(c, self._keys, tenant, after, now_ms)
        )

    def _let_go(self, now_ms: int) -> None:
        while self._write(lambda c: worn.let_go(c, now_ms)):
            pass

    def _sample(self, now_ms: int) -> None:
        """Make one terminal's projections anew, another one each night; a difference is a case."""
        of = TERMINAL.c
        rows = self._database.read(
            lambda c: c.execute(
                sa.select(of.tenant, of.store, of.terminal)
                .where(of.seq.between(1, SAMPLE_ROWS))
                .order_by(of.store, of.terminal)
            ).all()
        )
        if rows:
            row = rows[self._sampled % len(rows)]
            self._sampled += 1
            self._write(lambda c: check_sample(c, row, now_ms))

    def _sums(self, now_ms: int) -> None:
        """Add up points and cards anew; one that was wrong is right then, and logged."""
        for recount in (points.recount, stored_value.recount):
            wrong = self._database.write(recount)
            if wrong:
                _LOG.error("sums_differed ledger=%s count=%d", recount.__module__, len(wrong))

    def _stores(self) -> list[str]:
        query = sa.select(STORE.c.store).order_by(STORE.c.store)
        return list(self._database.read(lambda c: c.execute(query).scalars().all()))

    def _write(self, work: Callable[[sa.Connection], Any]) -> bool:
        return bool(self._database.write(work))


def _ended(
    connection: sa.Connection, *, end: Callable[[sa.Connection, int], int], now_ms: int
) -> int:
    return end(connection, now_ms)


def check_sample(connection: sa.Connection, row: Any, now_ms: int) -> tuple[str, ...]:
    """Make a terminal's projections and its store's stock anew; what was wrong opens a case."""
    wrong = rebuild(connection, row.store, row.terminal)
    if restock(connection, row.store):
        wrong = (*wrong, "stock_on_hand")
    if wrong:
        case = Case(
            tenant=row.tenant,
            store=row.store,
            code="PROJECTION_DIFFERED",
            cause=f"{row.terminal.hex()}:{now_ms}",
            who="operator",
            terminal_id=row.terminal,
            facts={"tables": " ".join(wrong)},
        )
        open_case(connection, case, now_ms)
    return wrong


def tell_cases(connection: sa.Connection, since_ms: int) -> int:
    """Tell tills of the cases that name them and were opened or closed since; 0: all open ones."""
    of = CASE.c
    is_new = sa.and_(of.opened_ms >= since_ms, of.state == "open")
    if since_ms:
        is_new = sa.or_(is_new, of.closed_ms >= since_ms)
    rows = connection.execute(sa.select(CASE).where(of.terminal.is_not(None), is_new)).all()
    for row in rows:
        notices.tell(connection, row)
    return len(rows)


def tell_coupon_sync(connection: sa.Connection, now_ms: int) -> int:
    """Tell tills up to which row their coupons are in the ledgers; say how many were told."""
    rows = coupons_to_tell(connection, now_ms)
    for row in rows:
        epoch, seq = row.projected_epoch, row.projected_seq
        name = {"store": row.store, "terminal": row.terminal, "tenant": row.tenant}
        put(connection, COUPON_SYNC, {**name, "epoch": epoch, "seq": seq, "at_ms": now_ms})
        told = control.CouponSync(epoch, seq, now_ms)
        feeds.put(connection, row.tenant, control_feed(row.terminal), control.COUPONS, told)
    return len(rows)


def coupons_to_tell(
    connection: sa.Connection, now_ms: int, most: int = _MOST_TOLD
) -> Sequence[sa.Row[Any]]:
    """List tills that are to be told up to which row their coupons are in the ledgers.

    At most once a minute each, and hourly where nothing moved but the till was heard of. What a
    ledger refused is left out: it has a case.
    """
    asked = {"now": now_ms, "late": now_ms - SYNC_MS, "old": now_ms - HOURLY_MS, "most": most}
    return connection.execute(_TO_TELL, asked).all()


def _to_tell() -> sa.Select[Any]:
    of, known = TERMINAL.c, COUPON_SYNC.c
    now: sa.BindParameter[int] = sa.bindparam("now")
    is_on_its_way = sa.exists().where(
        EFFECT.c.store == of.store, EFFECT.c.terminal == of.terminal, EFFECT.c.has_failed == 0
    )
    has_moved = sa.or_(known.epoch != of.projected_epoch, known.seq != of.projected_seq)
    is_its = sa.and_(known.store == of.store, known.terminal == of.terminal)
    return (
        sa.select(of.tenant, of.store, of.terminal, of.projected_epoch, of.projected_seq)
        .select_from(TERMINAL.outerjoin(COUPON_SYNC, is_its))
        .where(
            of.state == "active",
            of.projected_seq > 0,
            ~is_on_its_way,
            sa.or_(
                known.epoch.is_(None),
                known.at_ms > now,  # said by a clock that was ahead
                sa.and_(has_moved, known.at_ms <= sa.bindparam("late")),
                sa.and_(of.last_seen_ms > known.at_ms, known.at_ms <= sa.bindparam("old")),
            ),
        )
        .order_by(of.store, of.terminal)
        .limit(sa.bindparam("most"))
    )


_TO_TELL: Final = _to_tell()
