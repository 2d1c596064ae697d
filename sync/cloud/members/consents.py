"""What members agreed to: answers, only ever added; of several the most restrictive word counts."""

from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.schema.ledgers import CONSENT
from sync.cloud.schema.upsert import insert_new

AHEAD_MS: Final = 300_000
"""A till's clock further ahead than this is not believed: the answer counts from its arrival."""


def answer(connection: sa.Connection, row: dict[str, object]) -> None:
    """Write an answer down; see schema/ledgers.py CONSENT."""
    insert_new(connection, CONSENT, [row])


def adopt(connection: sa.Connection, tenant: str, new: Mapping[str, str]) -> None:
    """Give members the answers written under names, alias to member, that nobody knew until now."""
    of = CONSENT.c
    where = (of.tenant == tenant, of.member.in_(list(new)))
    rows = connection.execute(sa.select(CONSENT).where(*where)).mappings().all()
    if rows:
        insert_new(connection, CONSENT, [{**row, "member": new[row["member"]]} for row in rows])
        connection.execute(sa.delete(CONSENT).where(*where))


def standing(connection: sa.Connection, tenant: str, member: str) -> list[list[Any]]:
    """Give the answer that counts for each purpose: the latest, and of two as late the no.

    Each as tills read it: purpose, granted, notice, language, when.
    """
    of = CONSENT.c
    rows = connection.execute(
        sa.select(CONSENT).where(of.member == member, of.tenant == tenant).order_by(of.purpose)
    ).all()
    found: dict[str, tuple[int, bool, str, str]] = {}
    for row in rows:
        at_ms = row.at_ms if row.at_ms <= row.received_ms + AHEAD_MS else row.received_ms
        said = (at_ms, not row.is_granted, row.notice, row.lang)
        found[row.purpose] = max(found.get(row.purpose, said), said)
    return [
        [purpose, not is_no, notice, lang, at_ms]
        for purpose, (at_ms, is_no, notice, lang) in sorted(found.items())
    ]
