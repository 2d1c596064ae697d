"""Head office's side of the ledgers: members, gift cards, orders."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.api.asked import MOST_ROW_BYTES, own_store, read_hex
from sync.cloud.api.endpoint import Call, Endpoint, Refused
from sync.cloud.clock import CloudClock
from sync.cloud.database import CloudDatabase
from sync.cloud.keys import ServerKeys
from sync.cloud.members import directory, points
from sync.cloud.orders import orders
from sync.cloud.payments import stored_value
from sync.cloud.rules import MEMBER_HEX, masked
from sync.cloud.schema.facts import STORE
from sync.cloud.schema.leases import Till
from sync.cloud.schema.ledgers import MEMBER, PERSONAL
from sync.cloud.schema.upsert import put
from sync.wire import head_office as wire
from sync.wire.holds import Done

_ACCOUNT_BYTES: Final = 8
_MOST_POINTS: Final = 2**40


@dataclass(frozen=True, slots=True)
class LedgerAdmin:
    """Handles them. Everything is looked up under the administrator's own tenant."""

    database: CloudDatabase
    clock: CloudClock
    keys: ServerKeys

    def put_member(self, call: Call) -> wire.MemberSeen:
        """Keep a member; points are entered at the first time. Refuses: INVALID, NOT_FOUND."""
        fields: wire.MemberFields = call.message
        member = call.path["member"]
        if len(member) != MEMBER_HEX or read_hex("member", member).hex() != member:
            raise Refused("INVALID", field="member")
        if not 0 <= fields.points < _MOST_POINTS:
            raise Refused("INVALID", field="points")
        self.database.write(lambda c: self._put_member(c, call, member, fields))
        return self.member(call)

    def member(self, call: Call) -> wire.MemberSeen:
        """Give what tills may know of a member. Refuses: NOT_FOUND."""
        tenant, member = call.administrator.tenant, call.path["member"]

        def work(connection: sa.Connection) -> tuple[Any, int]:
            row = connection.execute(
                sa.select(MEMBER).where(MEMBER.c.member == member, MEMBER.c.tenant == tenant)
            ).first()
            return row, points.find_balance(connection, tenant, member)

        row, balance = self.database.read(work)
        if row is None:
            raise Refused("NOT_FOUND")
        return wire.MemberSeen(
            member, row.number, row.masked_name, row.last4, row.tier, row.state, balance
        )

    def forget_member(self, call: Call) -> Done:
        """Delete who somebody is, here and at their tills; again is harmless."""
        tenant, member = call.administrator.tenant, call.path["member"]
        self.database.write(lambda c: directory.forget(c, tenant, member, call.now_ms))
        return Done()

    def issue_card(self, call: Call) -> Done:
        """Make a gift card; one with this token that is there stays as it is."""
        fields: wire.CardFields = call.message
        if fields.amount_minor < 0 or not fields.token:
            raise Refused("INVALID", field="amount_minor")
        account = self.clock.random_bytes(_ACCOUNT_BYTES).hex()
        card = stored_value.NewCard(
            call.administrator.tenant, account, fields.token, fields.mask, fields.currency
        )
        self.database.write(lambda c: stored_value.issue(c, card, fields.amount_minor, call.now_ms))
        return Done()

    def put_order(self, call: Call) -> Done:
        """Keep an order and tell its store. Refuses: NOT_FOUND."""
        fields: wire.OrderFields = call.message

        def work(connection: sa.Connection) -> None:
            new = orders.NewOrder(
                tenant=call.administrator.tenant,
                store=own_store(connection, call),
                order_id=call.path["order"],
                number=fields.number,
                how=fields.how,
                due=fields.due,
                total=fields.total,
                paid=fields.paid,
                lines=fields.lines,
                who=fields.who,
                state=fields.state,
            )
            orders.put_order(connection, new, call.now_ms)

        self.database.write(work)
        return Done()

    def _put_member(
        self, connection: sa.Connection, call: Call, member: str, fields: wire.MemberFields
    ) -> None:
        tenant = call.administrator.tenant
        store = connection.execute(
            sa.select(STORE.c.store, STORE.c.store_group).where(
                STORE.c.store == fields.store, STORE.c.tenant == tenant
            )
        ).first()
        if store is None:
            raise Refused("NOT_FOUND", field="store")
        if fields.points:
            entry = points.Entry(
                till=Till(tenant, store.store, b""),
                member=member,
                entry_id=hashlib.sha256(f"opening {member}".encode()).digest()[:16],
                sale_id=b"",
                at_ms=call.now_ms,
                reason="#opening",
                points=fields.points,
            )
            points.enter(connection, [entry])
        who = {
            "member": member,
            "tenant": tenant,
            "phone": fields.phone,
            "name": fields.name,
            "language": fields.language,
            "at_ms": call.now_ms,
        }
        put(connection, PERSONAL, who)
        name, last4 = masked(fields.name, fields.phone)
        new = directory.NewMember(
            tenant=tenant,
            member=member,
            number=fields.number,
            store_group=store.store_group,
            home_store=store.store,
            masked_name=name,
            last4=last4,
            tier=fields.tier,
            cards=fields.cards,
            phone_hash=self.keys.phone_hash(tenant, store.store_group, fields.phone),
        )
        has_moved = directory.put_member(connection, new, call.now_ms)
        rows = connection.execute(
            sa.select(MEMBER.c.member, MEMBER.c.store_group).where(
                MEMBER.c.member == member, MEMBER.c.tenant == tenant
            )
        ).all()
        directory.name_days(
            connection, self.keys, tenant, rows, call.now_ms, is_known_there=not has_moved
        )


def endpoints(admin: LedgerAdmin) -> tuple[Endpoint, ...]:
    """Give the table."""
    store = "/admin/v1/stores/{store}"
    member = "/admin/v1/members/{member}"
    return (
        _put(member, admin.put_member, wire.MemberFields, wire.MemberSeen),
        _get(member, admin.member, wire.MemberSeen),
        Endpoint(
            "DELETE", member, admin.forget_member, "admin", "admin", _summary(admin.forget_member),
            gives=Done, role="owner",
        ),
        _put("/admin/v1/cards", admin.issue_card, wire.CardFields, Done),
        _put(f"{store}/orders/{{order}}", admin.put_order, wire.OrderFields, Done),
    )  # fmt: skip


def _summary(handle: Callable[[Call], Any]) -> str:
    return (handle.__doc__ or "").partition("\n")[0]


def _get(path: str, handle: Any, gives: Any) -> Endpoint:
    return Endpoint(
        "GET",
        path,
        handle,
        "admin",
        "admin",
        _summary(handle),
        gives=gives,
        refuses=("NOT_FOUND",),
        role="reader",
    )


def _put(path: str, handle: Any, takes: Any, gives: Any) -> Endpoint:
    return Endpoint(
        "PUT",
        path,
        handle,
        "admin",
        "admin",
        _summary(handle),
        takes=takes,
        gives=gives,
        refuses=("INVALID", "NOT_FOUND", "CONFLICT"),
        most_bytes=MOST_ROW_BYTES,
    )
