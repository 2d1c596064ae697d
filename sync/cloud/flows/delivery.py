"""Effects of journals, delivered to the ledgers of coupons, members, points and stored value.

sync.md section 19, G5. A terminal's effects go in the order of its journal; each ledger knows by an
effect's own id that it had it. One is deleted only after its ledger's commit, so a crash in between
delivers it once more and nothing changes.
"""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.coupons import uses
from sync.cloud.coupons.disputes import Use
from sync.cloud.database import CloudDatabase, is_content_fault
from sync.cloud.flows import joining
from sync.cloud.inbox.cases import Case, open_case
from sync.cloud.keys import ServerKeys
from sync.cloud.members import consents, directory, points
from sync.cloud.payments import stored_value
from sync.cloud.schema.leases import Till
from sync.cloud.schema.sales import EFFECT
from sync.wire import canonical

_LOG: Final = logging.getLogger(__name__)

MOST_EFFECTS: Final = 100
MEMBERSHIP: Final = "membership"
"""The purpose that ends with the member: they asked at a till to be forgotten."""

REFUSED: Final = "EFFECT_REFUSED"

_NOBODY: Final = ("", b"")

Effect = sa.Row[Any]


class Delivery:
    """One for a process; one thread at a time may use it."""

    def __init__(self, database: CloudDatabase, keys: ServerKeys) -> None:
        self._database = database
        self._keys = keys
        self._last = _NOBODY

    def work(self, now_ms: int) -> bool:
        """Deliver some effects of the next terminal that has any; False when none has."""
        after, self._last = self._last, _NOBODY
        found = self._database.read(lambda connection: _next(connection, after))
        if found is None:
            return False
        self._last = found
        effects = self._database.read(lambda connection: _first(connection, *found))
        try:
            self._hand_over(effects, now_ms)
        except Exception as error:
            if not is_content_fault(error):
                raise
            _LOG.exception("delivery_failed")
            self._one_by_one(effects, now_ms)
        return True

    def _hand_over(self, effects: list[Effect], now_ms: int) -> None:
        self._database.write(lambda connection: self._deliver(connection, effects, now_ms))
        self._database.write(lambda connection: _forget(connection, effects))

    def _one_by_one(self, effects: list[Effect], now_ms: int) -> None:
        """Find the effect that its ledger refuses, and keep it with a case: it stops no other."""
        for effect in effects:
            try:
                self._hand_over([effect], now_ms)
            except Exception as error:
                if not is_content_fault(error):
                    raise
                self._database.write(partial(_note_failed, effect=effect, now_ms=now_ms))
                return

    def _deliver(self, connection: sa.Connection, effects: list[Effect], now_ms: int) -> None:
        changed: dict[str, str] = {}
        for effect in effects:
            body = canonical.decode(effect.body)
            if effect.kind == "enrolled":
                member = joining.join(connection, self._keys, effect, body, now_ms)
            else:
                member = _KINDS[effect.kind](connection, effect, body)
            if member:
                changed[member] = effect.tenant
        for member, tenant in sorted(changed.items()):
            directory.tell(connection, tenant, member, now_ms)


def _next(connection: sa.Connection, last: tuple[str, bytes]) -> tuple[str, bytes] | None:
    row = connection.execute(_WAITING, {"after_store": last[0], "after": last[1]}).first()
    if row is None and last != _NOBODY:
        return _next(connection, _NOBODY)
    return (row.store, row.terminal) if row else None


_WAITING: Final = (
    sa.select(EFFECT.c.store, EFFECT.c.terminal)
    .where(
        EFFECT.c.has_failed == 0,
        sa.tuple_(EFFECT.c.store, EFFECT.c.terminal)
        > sa.tuple_(
            sa.bindparam("after_store", type_=sa.Text), sa.bindparam("after", type_=sa.LargeBinary)
        ),
    )
    .order_by(EFFECT.c.store, EFFECT.c.terminal)
    .limit(1)
)


def _first(connection: sa.Connection, store: str, terminal: bytes) -> list[Effect]:
    of = EFFECT.c
    return list(
        connection.execute(
            sa.select(EFFECT)
            .where(of.store == store, of.terminal == terminal, of.has_failed == 0)
            .order_by(of.epoch, of.seq, of.n)
            .limit(MOST_EFFECTS)
        )
    )


def _forget(connection: sa.Connection, effects: list[Effect]) -> None:
    for effect in effects:
        connection.execute(
            sa.delete(EFFECT).where(
                EFFECT.c.store == effect.store,
                EFFECT.c.event_id == effect.event_id,
                EFFECT.c.n == effect.n,
            )
        )


def _note_failed(connection: sa.Connection, *, effect: Effect, now_ms: int) -> None:
    of = EFFECT.c
    connection.execute(
        sa.update(EFFECT)
        .where(of.store == effect.store, of.event_id == effect.event_id, of.n == effect.n)
        .values(has_failed=1)
    )
    case = Case(
        tenant=effect.tenant,
        store=effect.store,
        code=REFUSED,
        cause=f"{effect.event_id.hex()}:{effect.n}",
        who="operator",
        terminal_id=effect.terminal,
        facts={"kind": effect.kind, "epoch": effect.epoch, "seq": effect.seq},
    )
    open_case(connection, case, now_ms)


def list_failed(connection: sa.Connection, store: str, most: int) -> list[Effect]:
    """List a store's effects that their ledgers refused, in the order of the journals."""
    of = EFFECT.c
    query = sa.select(EFFECT).where(of.store == store, of.has_failed == 1)
    ordered = query.order_by(of.terminal, of.epoch, of.seq, of.n)
    return list(connection.execute(ordered.limit(most)))


def retry(connection: sa.Connection, store: str, terminal: bytes, epoch: int, seq: int) -> int:
    """Let what a row's effects were refused for be tried once more; say how many there are."""
    change = sa.update(EFFECT).where(*_failed_of(store, terminal, epoch, seq))
    return connection.execute(change.values(has_failed=0)).rowcount


def give_up(connection: sa.Connection, store: str, terminal: bytes, epoch: int, seq: int) -> int:
    """Forget a row's effects that were refused; the row itself stays. Say how many there were."""
    return connection.execute(
        sa.delete(EFFECT).where(*_failed_of(store, terminal, epoch, seq))
    ).rowcount


def _failed_of(
    store: str, terminal: bytes, epoch: int, seq: int
) -> tuple[sa.ColumnElement[bool], ...]:
    of = EFFECT.c
    return (
        of.store == store,
        of.terminal == terminal,
        of.epoch == epoch,
        of.seq == seq,
        of.has_failed == 1,
    )


def _till(effect: Effect) -> Till:
    return Till(effect.tenant, effect.store, effect.terminal)


def _coupon_used(connection: sa.Connection, effect: Effect, body: dict[str, Any]) -> str:
    said = Use(
        till=_till(effect),
        coupon=body["coupon"],
        campaign=body["campaign"],
        coupon_class=body["cls"],
        sale_id=effect.event_id,
        value_minor=body["value"] or body["off"],
        hold_no=body["grant"],
        receipt=body["receipt"],
        at_ms=body["at"],
        max_uses=body["max"],
    )
    uses.use(connection, said)
    return ""


def _bring_forward(connection: sa.Connection, effect: Effect, event_id: bytes, kind: str) -> None:
    """Deliver first what another till's transaction did: the one at hand takes it back.

    Each till's effects go in their order, but tills overtake one another.
    """
    of = EFFECT.c
    waiting = connection.execute(
        sa.select(EFFECT)
        .where(
            of.store == effect.store,
            of.event_id == event_id,
            of.kind == kind,
            of.has_failed == 0,
        )
        .order_by(of.n)
    ).all()
    for one in waiting:
        _KINDS[kind](connection, one, canonical.decode(one.body))


def _coupon_undone(connection: sa.Connection, effect: Effect, body: dict[str, Any]) -> str:
    _bring_forward(connection, effect, bytes.fromhex(body["sale"]), "coupon_used")
    uses.undo(
        connection,
        _till(effect),
        body["coupon"],
        bytes.fromhex(body["sale"]),
        effect.event_id,
        is_cancelled=body["is_cancelled"],
    )
    return ""


def _coupon_spent_again(connection: sa.Connection, effect: Effect, body: dict[str, Any]) -> str:
    _bring_forward(connection, effect, bytes.fromhex(body["by"]), "coupon_undone")
    uses.undo_cancelled(connection, _till(effect), body["coupon"], bytes.fromhex(body["by"]))
    return ""


def _points(connection: sa.Connection, effect: Effect, body: dict[str, Any]) -> str:
    entry = points.Entry(
        till=_till(effect),
        member=_member(connection, effect, body),
        entry_id=bytes.fromhex(body["entry"]),
        sale_id=effect.event_id,
        at_ms=body["at"],
        reason=body["reason"],
        points=body["points"],
        grant_no=body["grant"],
        expires_on=body["expires"],
    )
    points.enter(connection, [entry])
    return entry.member


def _purchase(connection: sa.Connection, effect: Effect, body: dict[str, Any]) -> str:
    entry = points.Entry(
        till=_till(effect),
        member=_member(connection, effect, body),
        entry_id=bytes.fromhex(body["entry"]),
        sale_id=effect.event_id,
        at_ms=body["at"],
        reason="#purchase",
        purchase=body["amount"],
    )
    points.enter(connection, [entry])
    directory.note_visit(connection, effect.tenant, entry.member, body.get("visit", ""))
    return entry.member


def _consent(connection: sa.Connection, effect: Effect, body: dict[str, Any]) -> str:
    member = _member(connection, effect, body)
    row = {
        "member": member,
        "tenant": effect.tenant,
        "event_id": effect.event_id,
        "purpose": body["purpose"],
        "is_granted": int(body["granted"]),
        "notice": body["notice"],
        "lang": body["lang"],
        "channel": body["channel"],
        "at_ms": body["at"],
        "received_ms": body["received"],
    }
    consents.answer(connection, row)
    if body["purpose"] == MEMBERSHIP and not body["granted"]:
        directory.forget(connection, effect.tenant, member, body["received"])
        return ""
    return member


def _value_moved(connection: sa.Connection, effect: Effect, body: dict[str, Any]) -> str:
    said = stored_value.Moved(
        till=_till(effect),
        hold=body["hold"],
        amount=body["amount"],
        sale_id=effect.event_id,
        place=body["place"],
        at_ms=body["at"],
    )
    stored_value.move(connection, said)
    return ""


def _member(connection: sa.Connection, effect: Effect, body: dict[str, Any]) -> str:
    """Find whose handle it is; the handle itself stands for somebody nobody knows yet."""
    alias = directory.alias_of(body["handle"], body["day"])
    return directory.find_member(connection, effect.tenant, alias) or alias


_KINDS: Final[dict[str, Callable[[sa.Connection, Effect, dict[str, Any]], str]]] = {
    "coupon_used": _coupon_used,
    "coupon_undone": _coupon_undone,
    "coupon_spent_again": _coupon_spent_again,
    "points": _points,
    "purchase": _purchase,
    "consent": _consent,
    "value_moved": _value_moved,
}
