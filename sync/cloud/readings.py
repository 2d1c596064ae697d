"""What the database says of the cloud's own health, read when somebody asks.

Nothing here counts rows of the large tables: the positions of the terminals say how many there are.
"""

from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.inbox.terminals import SILENT_MS
from sync.cloud.schema.facts import CASE, EPOCH, TERMINAL
from sync.cloud.schema.feeds import FEED_HEAD, FEED_TODO
from sync.cloud.schema.ledgers import RECONCILIATION
from sync.cloud.schema.reports import TERMINAL_REPORT
from sync.cloud.schema.sales import PARKED, QUARANTINE
from sync.cloud.schema.sheets import DAY_SHEET

PROVED_WITHIN_MS: Final = 36 * 3_600_000
"""A till that proved no day for so long is red."""

DISK_LOW_BYTES: Final = 1 << 30
"""With less free somebody sees to the till (sync.md section 17); it goes on as long as it can."""


_DIFFERS: Final = DAY_SHEET.c.differs == sa.text("1")
"""Said with the number itself: the index of those few rows is found by it."""


@dataclass(frozen=True, slots=True)
class Readings:
    """Numbers of one moment; ages in milliseconds."""

    inbox_rows: int = 0
    rows_lacking: int = 0
    projector_lag_rows: int = 0
    quarantine_open: int = 0
    quarantine_oldest_ms: int = 0
    parked: int = 0
    cases_open: int = 0
    terminals: int = 0
    terminals_silent: int = 0
    terminals_frozen: int = 0
    terminals_disk_low: int = 0
    terminals_active: int = 0
    terminals_proved: int = 0
    gaps: int = 0
    forks: int = 0
    feed_todo: int = 0
    sheets_differing: int = 0
    feed_heads: dict[tuple[str, str], int] = field(default_factory=dict)


def read(connection: sa.Connection, now_ms: int) -> Readings:
    """Read them all, over all tenants."""
    tills = _tills(connection, now_ms)
    quarantine = connection.execute(
        sa.select(sa.func.count(), sa.func.min(QUARANTINE.c.first_ms)).where(
            QUARANTINE.c.state == "open"
        )
    ).one()
    heads = connection.execute(
        sa.select(FEED_HEAD.c.tenant, FEED_HEAD.c.feed, FEED_HEAD.c.pos).where(
            FEED_HEAD.c.feed.not_like("ctl:%")
        )
    )
    return Readings(
        **tills,
        terminals_proved=_count(connection, _proved(now_ms)),
        terminals_frozen=_count(connection, _frozen(now_ms)),
        terminals_disk_low=_count(connection, _disk_low()),
        quarantine_open=int(quarantine[0]),
        quarantine_oldest_ms=now_ms - int(quarantine[1]) if quarantine[1] is not None else 0,
        parked=_count(connection, sa.select(sa.func.count()).select_from(PARKED)),
        cases_open=_count(connection, sa.select(sa.func.count()).where(CASE.c.state == "open")),
        feed_todo=_count(connection, sa.select(sa.func.count()).select_from(FEED_TODO)),
        sheets_differing=_count(connection, sa.select(sa.func.count()).where(_DIFFERS)),
        feed_heads={(row.tenant, row.feed): int(row.pos) for row in heads},
    )


def _count(connection: sa.Connection, query: sa.Select[Any]) -> int:
    return int(connection.execute(query).scalar_one() or 0)


def _tills(connection: sa.Connection, now_ms: int) -> dict[str, int]:
    """Add up what the terminals' own rows say; sealed epochs end at their last row."""
    till = TERMINAL.c
    is_active = till.state == "active"
    is_silent = sa.and_(is_active, till.last_seen_ms < now_ms - SILENT_MS)
    lacking = sa.case(
        (
            sa.and_(till.head_epoch == till.epoch, till.head_seq > till.seq),
            till.head_seq - till.seq,
        ),
        else_=0,
    )
    lag = sa.case(
        (till.projected_epoch == till.epoch, till.seq - till.projected_seq), else_=till.seq
    )
    sums = {
        "terminals": sa.func.count(),
        "terminals_active": sa.func.sum(sa.case((is_active, 1), else_=0)),
        "terminals_silent": sa.func.sum(sa.case((is_silent, 1), else_=0)),
        "gaps": sa.func.sum(till.gaps),
        "forks": sa.func.sum(till.forks),
        "rows_lacking": sa.func.sum(lacking),
        "projector_lag_rows": sa.func.sum(lag),
        "inbox_rows": sa.func.sum(till.seq),
    }
    query = sa.select(*(sum_.label(name) for name, sum_ in sums.items())).select_from(TERMINAL)
    row = connection.execute(query).mappings().one()
    found = {name: int(row[name] or 0) for name in sums}
    found["inbox_rows"] += _count(connection, sa.select(sa.func.sum(EPOCH.c.sealed_seq)))
    return found


def _proved(now_ms: int) -> sa.Select[Any]:
    """Count the active terminals that proved a day lately; whoever never asked is none of them."""
    is_lately = sa.exists().where(
        RECONCILIATION.c.store == TERMINAL.c.store,
        RECONCILIATION.c.terminal == TERMINAL.c.terminal,
        RECONCILIATION.c.is_proved == 1,
        RECONCILIATION.c.at_ms >= now_ms - PROVED_WITHIN_MS,
    )
    return sa.select(sa.func.count()).where(TERMINAL.c.state == "active", is_lately)


def _disk_low() -> sa.Select[Any]:
    """Count the active terminals whose disks run full, of those that say."""
    of, till = TERMINAL_REPORT.c, TERMINAL.c
    is_low = sa.exists().where(
        of.store == till.store, of.terminal == till.terminal, of.disk_free < DISK_LOW_BYTES
    )
    return sa.select(sa.func.count()).where(till.state == "active", is_low)


def _frozen(now_ms: int) -> sa.Select[Any]:
    """Count the active terminals that report, and whose exchanges have not got through since."""
    of, till = TERMINAL_REPORT.c, TERMINAL.c
    is_frozen = sa.exists().where(
        of.store == till.store,
        of.terminal == till.terminal,
        of.beat_ms < now_ms - SILENT_MS,
        of.received_ms >= now_ms - SILENT_MS,
    )
    return sa.select(sa.func.count()).where(till.state == "active", is_frozen)
