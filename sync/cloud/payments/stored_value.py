"""The ledger of cards: issued, held, spent, given back. What is on a card is the sum of entries.

A hold's number names card and hold, so that whoever renews or spends it finds the card. A hold that
has run out may still be spent while its amount is there: the customer has the goods.
"""

import hashlib
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.inbox.cases import Case, open_case
from sync.cloud.schema.leases import GRACE_MS, LEASE_MS, Declined, Till, cut_leases
from sync.cloud.schema.ledgers import VALUE_ACCOUNT, VALUE_ENTRY, VALUE_HOLD, VALUE_TOKEN
from sync.cloud.schema.upsert import insert_new

OVERSPENT: Final = "STORED_VALUE_OVERSPENT"
_SEPARATOR: Final = "-"
_LONGEST_NUMBER: Final = 15
"""Of a hold's number; a longer one was made up, and may not fit a column."""


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card as it is made; ``account`` is random and says nothing. ``mask``: its last four."""

    tenant: str
    account: str
    token: str
    mask: str
    currency: str


@dataclass(frozen=True, slots=True)
class Held:
    """A part of a card that is one till's alone; ``left`` may be held besides."""

    hold: str
    state: str
    amount: int
    left: int


def issue(connection: sa.Connection, card: NewCard, amount: int, now_ms: int) -> None:
    """Make a card with an amount on it, sold and ready; one with this token stays as it is."""
    token = {"token": card.token, "tenant": card.tenant, "account": card.account}
    if not insert_new(connection, VALUE_TOKEN, [token]):
        return
    row = {
        "account": card.account,
        "tenant": card.tenant,
        "currency": card.currency,
        "mask": card.mask,
        "balance": 0,
        "next_hold": 1,
    }
    insert_new(connection, VALUE_ACCOUNT, [row])
    entry = Entry(card.tenant, card.account, _entry_id("issue", card.account), amount, now_ms)
    _enter(connection, entry, "issue")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a till wants of a card, for which transaction."""

    token: str
    amount: int
    currency: str
    transaction: bytes


def hold(connection: sa.Connection, till: Till, wanted: Wanted, now_ms: int) -> Held:
    """Hold an amount for a till, or what is there; an empty card is answered as it is.

    Declines: unknown (also a card of another currency).
    """
    of = VALUE_TOKEN.c
    account = connection.execute(
        sa.select(of.account).where(of.token == wanted.token, of.tenant == till.tenant)
    ).scalar()
    card = _lock(connection, till.tenant, account) if account else None
    if card is None or card.currency != wanted.currency:
        raise Declined("unknown")
    _end_overdue(connection, card, now_ms)
    free = card.balance - _held(connection, card)
    granted = min(wanted.amount, free)
    if granted < 1:
        return Held("", "spent", 0, max(free, 0))
    number = card.next_hold
    connection.execute(
        sa.update(VALUE_ACCOUNT).where(*_is(VALUE_ACCOUNT, card)).values(next_hold=number + 1)
    )
    row = {
        "account": card.account,
        "tenant": card.tenant,
        "hold_no": number,
        "store": till.store,
        "state": "held",
        "terminal": till.terminal,
        "transaction": wanted.transaction,
        "amount": granted,
        "lease_until": now_ms + LEASE_MS,
    }
    insert_new(connection, VALUE_HOLD, [row])
    return Held(f"{card.account}{_SEPARATOR}{number}", "held", granted, free - granted)


def renew(connection: sa.Connection, till: Till, hold: str, now_ms: int) -> None:
    """Give a hold more time, also one that has run out while its amount is still there.

    Declines: ended, unknown.
    """
    card, row = _find_hold(connection, till, hold)
    if row.state == "held":
        pass
    elif row.state != "ended" or card.balance - _held(connection, card) < row.amount:
        raise Declined("ended")
    _change(connection, row, state="held", lease_until=now_ms + LEASE_MS)


def release(connection: sa.Connection, till: Till, hold: str) -> None:
    """Give back what is held; a hold that is over or unknown changes nothing."""
    try:
        _, row = _find_hold(connection, till, hold)
    except Declined:
        return
    if row.state == "held":
        _change(connection, row, state="released")


@dataclass(frozen=True, slots=True)
class Entry:
    """One move of a card's amount."""

    tenant: str
    account: str
    entry_id: bytes
    amount: int
    at_ms: int
    store: str = ""
    sale_id: bytes = b""
    hold_no: int = 0


@dataclass(frozen=True, slots=True)
class Moved:
    """What a journal says of a card: paid by a hold (positive), or given back to it (negative).

    ``place``: which of its transaction's tenders.
    """

    till: Till
    hold: str
    amount: int
    sale_id: bytes
    place: int
    at_ms: int


def move(connection: sa.Connection, said: Moved) -> None:
    """Write down what a journal says was paid or given back; heard twice it counts once.

    A card that is overspent, or a hold that is not here, opens a case: the sale stands. The hold's
    name says of which card it was, also where a restored database has lost it.
    """
    card, row = _by_name(connection, said.till.tenant, said.hold)
    if card is None:
        _open_case(connection, said, "unknown")
        return
    entry = Entry(
        tenant=card.tenant,
        account=card.account,
        entry_id=_entry_id(said.sale_id.hex(), str(said.place)),
        amount=-said.amount,
        at_ms=said.at_ms,
        store=said.till.store,
        sale_id=said.sale_id,
        hold_no=int(said.hold.rpartition(_SEPARATOR)[2]),
    )
    if not _enter(connection, entry, "spend" if said.amount > 0 else "refund"):
        return
    if row is None:
        _open_case(connection, said, "unknown")
    elif said.amount > 0:
        _change(connection, row, state="spent")
        is_theirs = row.terminal == said.till.terminal and row.amount >= said.amount
        if not is_theirs or card.balance < said.amount:
            _open_case(connection, said, "overspent")


def end_overdue(connection: sa.Connection, now_ms: int) -> int:
    """End holds whose leases are over, grace included; say how many."""
    cut_leases(connection, VALUE_HOLD, "held", now_ms)
    of = VALUE_HOLD.c
    return connection.execute(
        sa.update(VALUE_HOLD)
        .where(of.state == "held", of.lease_until + GRACE_MS < now_ms)
        .values(state="ended")
    ).rowcount


def recount(connection: sa.Connection) -> list[str]:
    """Add all entries up anew and put balances right; name the accounts whose were wrong."""
    of, card = VALUE_ENTRY.c, VALUE_ACCOUNT.c
    sums = (
        sa.select(of.account, of.tenant, sa.func.sum(of.amount).label("balance"))
        .group_by(of.account, of.tenant)
        .subquery()
    )
    suspects = connection.execute(
        sa.select(card.account, card.tenant)
        .join(sums, sa.and_(card.account == sums.c.account, card.tenant == sums.c.tenant))
        .where(card.balance != sums.c.balance)
        .order_by(card.tenant, card.account)
    ).all()
    return [row.account for row in suspects if _put_right(connection, row.tenant, row.account)]


def _put_right(connection: sa.Connection, tenant: str, account: str) -> bool:
    """Add one card's entries up; the card is locked first, so that none comes in between."""
    of = VALUE_ENTRY.c
    card = _lock(connection, tenant, account)
    assert card is not None
    total = sa.select(sa.func.sum(of.amount)).where(of.account == account, of.tenant == tenant)
    balance = int(connection.execute(total).scalar() or 0)
    if card.balance == balance:
        return False
    connection.execute(
        sa.update(VALUE_ACCOUNT).where(*_is(VALUE_ACCOUNT, card)).values(balance=balance)
    )
    return True


def _enter(connection: sa.Connection, entry: Entry, kind: str) -> bool:
    row = {
        "account": entry.account,
        "tenant": entry.tenant,
        "entry_id": entry.entry_id,
        "kind": kind,
        "store": entry.store,
        "sale_id": entry.sale_id,
        "amount": entry.amount,
        "hold_no": entry.hold_no,
        "at_ms": entry.at_ms,
    }
    if not insert_new(connection, VALUE_ENTRY, [row]):
        return False
    of = VALUE_ACCOUNT.c
    connection.execute(
        sa.update(VALUE_ACCOUNT)
        .where(of.account == entry.account, of.tenant == entry.tenant)
        .values(balance=of.balance + entry.amount)
    )
    return True


def _lock(connection: sa.Connection, tenant: str, account: str) -> sa.Row[Any] | None:
    of = VALUE_ACCOUNT.c
    return connection.execute(
        sa.select(VALUE_ACCOUNT).where(of.account == account, of.tenant == tenant).with_for_update()
    ).first()


def _held(connection: sa.Connection, card: sa.Row[Any]) -> int:
    of = VALUE_HOLD.c
    return int(
        connection.execute(
            sa.select(sa.func.coalesce(sa.func.sum(of.amount), 0)).where(
                *_is(VALUE_HOLD, card), of.state == "held"
            )
        ).scalar_one()
    )


def _end_overdue(connection: sa.Connection, card: sa.Row[Any], now_ms: int) -> None:
    of = VALUE_HOLD.c
    connection.execute(
        sa.update(VALUE_HOLD)
        .where(*_is(VALUE_HOLD, card), of.state == "held", of.lease_until + GRACE_MS < now_ms)
        .values(state="ended")
    )


def _find_hold(connection: sa.Connection, till: Till, hold: str) -> tuple[sa.Row[Any], sa.Row[Any]]:
    """Read card and hold, the card locked. Declines: unknown (also another till's)."""
    card, row = _by_name(connection, till.tenant, hold)
    if card is None or row is None or row.terminal != till.terminal:
        raise Declined("unknown")
    return card, row


def _by_name(
    connection: sa.Connection, tenant: str, hold: str
) -> tuple[sa.Row[Any] | None, sa.Row[Any] | None]:
    account, _, number = hold.rpartition(_SEPARATOR)
    if not (account and number.isascii() and number.isdecimal() and len(number) <= _LONGEST_NUMBER):
        return None, None
    card = _lock(connection, tenant, account)
    of = VALUE_HOLD.c
    row = connection.execute(
        sa.select(VALUE_HOLD).where(
            of.account == account, of.tenant == tenant, of.hold_no == int(number)
        )
    ).first()
    return card, row


def _change(connection: sa.Connection, row: sa.Row[Any], **values: Any) -> None:
    connection.execute(
        sa.update(VALUE_HOLD)
        .where(*_is(VALUE_HOLD, row), VALUE_HOLD.c.hold_no == row.hold_no)
        .values(**values)
    )


def _is(table: sa.Table, row: sa.Row[Any]) -> tuple[sa.ColumnElement[bool], ...]:
    return table.c.account == row.account, table.c.tenant == row.tenant


def _entry_id(*said: str) -> bytes:
    return hashlib.sha256("\0".join(said).encode()).digest()[:16]


def _open_case(connection: sa.Connection, said: Moved, why: str) -> None:
    case = Case(
        tenant=said.till.tenant,
        store=said.till.store,
        code=OVERSPENT,
        cause=f"{said.sale_id.hex()}:{said.place}",
        terminal_id=said.till.terminal,
        amount_minor=abs(said.amount),
        facts={"why": why},
    )
    open_case(connection, case, said.at_ms)
