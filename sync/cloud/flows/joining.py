"""Somebody joined at a till: their packet is opened once, and they are a member everywhere."""

from typing import Any

import sqlalchemy as sa

from sync.cloud.inbox.cases import Case, open_case
from sync.cloud.keys import SealBrokenError, ServerKeys
from sync.cloud.members import directory
from sync.cloud.rules import masked
from sync.cloud.schema.facts import INBOX, STORE
from sync.cloud.schema.ledgers import MEMBER, PERSONAL
from sync.cloud.schema.upsert import insert_new
from sync.wire.events import EnrolmentPacket, read_packet
from sync.wire.packing import UnreadableError


def join(
    connection: sa.Connection,
    keys: ServerKeys,
    effect: sa.Row[Any],
    body: dict[str, Any],
    now_ms: int,
) -> str:
    """Make a member of whoever a packet names; gives their id, or nothing where none came.

    Once they are one, the packet goes: the row's chain does not need it. A packet that cannot be
    opened, or none, opens a case; their points wait under their handle.
    """
    alias = directory.alias_of(body["handle"], body["day"])
    known = directory.find_member(connection, effect.tenant, alias)
    if known is not None:
        return known
    of = INBOX.c
    where = (
        of.store == effect.store,
        of.terminal == effect.terminal,
        of.epoch == effect.epoch,
        of.seq == effect.seq,
    )
    sealed = connection.execute(sa.select(of.packet).where(*where)).scalar()
    packet = _open(keys, sealed, effect.event_id) if sealed else None
    if packet is None:
        _open_case(connection, effect, now_ms)
        return ""
    _keep(connection, keys, effect, packet, now_ms)
    directory.add_aliases(connection, effect.tenant, {alias: packet.member_id}, now_ms)
    connection.execute(sa.update(INBOX).where(*where).values(packet=None))
    rows = connection.execute(
        sa.select(MEMBER.c.member, MEMBER.c.store_group).where(
            MEMBER.c.member == packet.member_id, MEMBER.c.tenant == effect.tenant
        )
    ).all()
    directory.name_days(connection, keys, effect.tenant, rows, now_ms)
    return packet.member_id


def _open(keys: ServerKeys, sealed: bytes, event_id: bytes) -> EnrolmentPacket | None:
    try:
        return read_packet(keys.unseal(sealed, event_id))
    except (SealBrokenError, UnreadableError):
        return None


def _keep(
    connection: sa.Connection,
    keys: ServerKeys,
    effect: sa.Row[Any],
    packet: EnrolmentPacket,
    now_ms: int,
) -> None:
    group = connection.execute(
        sa.select(STORE.c.store_group).where(STORE.c.store == effect.store)
    ).scalar_one()
    is_known = connection.execute(
        sa.select(MEMBER.c.member).where(
            MEMBER.c.member == packet.member_id, MEMBER.c.tenant == effect.tenant
        )
    ).scalar()
    if is_known:
        return
    name, last4 = masked(packet.name, packet.phone)
    new = directory.NewMember(
        tenant=effect.tenant,
        member=packet.member_id,
        number=packet.number,
        store_group=group,
        home_store=effect.store,
        masked_name=name,
        last4=last4,
        phone_hash=keys.phone_hash(effect.tenant, group, packet.phone),
    )
    directory.put_member(connection, new, now_ms)
    who = {
        "member": packet.member_id,
        "tenant": effect.tenant,
        "phone": packet.phone,
        "name": packet.name,
        "language": packet.language,
        "at_ms": now_ms,
    }
    insert_new(connection, PERSONAL, [who])


def _open_case(connection: sa.Connection, effect: sa.Row[Any], now_ms: int) -> None:
    case = Case(
        tenant=effect.tenant,
        store=effect.store,
        code="ENROLMENT_UNREADABLE",
        cause=effect.event_id.hex(),
        terminal_id=effect.terminal,
    )
    open_case(connection, case, now_ms)
