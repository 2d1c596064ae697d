"""What terminals say of themselves: the newest word of each."""

from typing import Final

import sqlalchemy as sa

from sync.cloud.schema.base import BYTES, DISTRIBUTED_BY, KEY, METADATA, WHOLE, WORD

TERMINAL_REPORT: Final = sa.Table(
    "terminal_report",
    METADATA,
    sa.Column("store", KEY, primary_key=True),
    sa.Column("terminal", BYTES, primary_key=True),
    sa.Column("tenant", KEY, nullable=False),
    sa.Column("boot", WORD, nullable=False),
    sa.Column("heartbeat", WHOLE, nullable=False),
    sa.Column("beat_ms", WHOLE, nullable=False),
    sa.Column("received_ms", WHOLE, nullable=False),
    sa.Column("said", BYTES, nullable=False),
    sa.Column("disk_free", WHOLE),
    info={DISTRIBUTED_BY: "store"},
)
"""``said``: a wire.report.TillReport. ``beat_ms``: when its heartbeat was last another one.

``disk_free``: bytes, as it says; NULL where it does not."""

TABLES: Final = (TERMINAL_REPORT,)
