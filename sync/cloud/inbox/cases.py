"""What somebody must look at: opened once for its cause, closed once."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from sync.cloud.schema.facts import CASE
from sync.cloud.schema.upsert import insert_new
from sync.wire import canonical


@dataclass(frozen=True, slots=True)
class Case:
    """``cause`` names what opened it, so that the same cause opens it once; no personal data.

    ``who`` must act: till, manager, head_office or operator.
    """

    tenant: str
    store: str
    code: str
    cause: str
    who: str = "head_office"
    terminal_id: bytes | None = None
    subject: str = ""
    amount_minor: int = 0
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def case_id(self) -> str:
        """Give its id, which follows from its cause."""
        said = "\0".join((self.tenant, self.store, self.code, self.cause))
        return hashlib.sha256(said.encode()).hexdigest()[:20]


def open_case(connection: sa.Connection, case: Case, now_ms: int) -> str:
    """Open a case and give its id; one that was opened before stays as it is."""
    row = {
        "store": case.store,
        "case_id": case.case_id,
        "tenant": case.tenant,
        "terminal": case.terminal_id,
        "code": case.code,
        "who": case.who,
        "state": "open",
        "subject": case.subject,
        "amount_minor": case.amount_minor,
        "facts": canonical.encode(dict(case.facts)),
        "opened_ms": now_ms,
    }
    insert_new(connection, CASE, [row])
    return case.case_id


def close_case(
    connection: sa.Connection, store: str, case_id: str, closed_as: str, now_ms: int
) -> bool:
    """Close an open case; False when it is not there or closed already."""
    done = connection.execute(
        sa.update(CASE)
        .where(CASE.c.store == store, CASE.c.case_id == case_id, CASE.c.state == "open")
        .values(state="closed", closed_as=closed_as, closed_ms=now_ms)
    )
    return done.rowcount == 1
