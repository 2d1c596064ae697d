"""The tables of till.db for what is agreed with the cloud; see till.py for the others.

What was acknowledged and what it was countersigned with stand in the file of the rows themselves,
so that a restored file remembers no more than it holds.
"""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pos_app.store.schema.till import CLUSTERED, PLAIN, TillRow


class CloudHeadRow(TillRow):
    """Where this file stands towards the cloud: one row.

    ``settled_epoch`` is the last epoch that the cloud knows of, 0 in a shop without one: what is
    sold in a later one is provisional. ``control_epoch`` is the journal's when the control feed was
    last read. Grants at or before ``void_pos`` of it are from before a restored or copied disk and
    count for nothing.
    """

    __tablename__ = "cloud_head"
    __table_args__ = (
        sa.CheckConstraint("one = 1"),
        sa.CheckConstraint("is_in_doubt IN (0, 1)"),
        PLAIN,
    )

    one: Mapped[int] = mapped_column(primary_key=True)
    acked_epoch: Mapped[int | None]
    acked_seq: Mapped[int | None]
    acked_chain: Mapped[bytes | None]
    safe_epoch: Mapped[int | None]
    safe_seq: Mapped[int | None]
    safe_chain: Mapped[bytes | None]
    projected_epoch: Mapped[int | None]
    projected_seq: Mapped[int | None]
    projected_chain: Mapped[bytes | None]
    anchor: Mapped[bytes]
    anchor_ms: Mapped[int]
    server_gen: Mapped[int]
    answered_ms: Mapped[int]
    nonce: Mapped[bytes]
    nonce_before: Mapped[bytes]
    is_in_doubt: Mapped[int]
    settled_epoch: Mapped[int]
    control_gen: Mapped[int]
    control_pos: Mapped[int]
    control_epoch: Mapped[int]
    void_gen: Mapped[int]
    void_pos: Mapped[int]


class AnchorRow(TillRow):
    """The cloud's signature over an acknowledged position (tokens-and-journal.md section 9)."""

    __tablename__ = "anchor"
    __table_args__ = CLUSTERED

    epoch: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    server_gen: Mapped[int] = mapped_column(primary_key=True)
    chain: Mapped[bytes]
    server_ms: Mapped[int]
    sig: Mapped[bytes]


class JournalLostRow(TillRow):
    """A row of this terminal that the cloud has and this disk lacked.

    ``sig`` is empty where the row's epoch was signed with a key that is not here any more.
    """

    __tablename__ = "journal_lost"
    __table_args__ = PLAIN

    epoch: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[bytes]
    kind: Mapped[str]
    schema: Mapped[int]
    body: Mapped[bytes]
    hash: Mapped[bytes]
    chain: Mapped[bytes]
    sig: Mapped[bytes]


class JournalLostEpochRow(TillRow):
    """How an epoch began of which there are lost rows only."""

    __tablename__ = "journal_lost_epoch"
    __table_args__ = PLAIN

    epoch: Mapped[int] = mapped_column(primary_key=True)
    public_key: Mapped[bytes]
    chain_before: Mapped[bytes]


class JournalForkRow(TillRow):
    """A resolved fork: ``epoch`` goes on from the cloud's last row and not from this file's.

    The ``again`` rows of the journal after the common position and before ``epoch`` stand once more
    in it, after its first row. It takes up ``lost`` rows.
    """

    __tablename__ = "journal_fork"
    __table_args__ = PLAIN

    epoch: Mapped[int] = mapped_column(primary_key=True)
    common_epoch: Mapped[int]
    common_seq: Mapped[int]
    have_epoch: Mapped[int]
    have_seq: Mapped[int]
    lost: Mapped[int]
    again: Mapped[int]


class RowResultRow(TillRow):
    """What became of a row at the cloud where that is not simply that it was used."""

    __tablename__ = "row_result"
    __table_args__ = (
        sa.CheckConstraint("outcome IN ('quarantined', 'conflict')"),
        sa.CheckConstraint("state IN ('open', 'closed')"),
        CLUSTERED,
    )

    epoch: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    outcome: Mapped[str]
    code: Mapped[str]
    who: Mapped[str]
    state: Mapped[str]
    case_id: Mapped[str]
    receipt: Mapped[str]


class CaseNoticeRow(TillRow):
    """A case at the cloud that names this till."""

    __tablename__ = "case_notice"
    __table_args__ = (sa.CheckConstraint("state IN ('open', 'closed')"), CLUSTERED)

    id: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str]
    who: Mapped[str]
    state: Mapped[str]
    at_ms: Mapped[int]
    amount_minor: Mapped[int]
    subject: Mapped[str]


class DayProofRow(TillRow):
    """The outcome of the last proof of a business day; ``content`` is the answer as JSON."""

    __tablename__ = "day_proof"
    __table_args__ = CLUSTERED

    business_date: Mapped[str] = mapped_column(primary_key=True)
    is_proved: Mapped[int]
    reason: Mapped[str]
    content: Mapped[str]
