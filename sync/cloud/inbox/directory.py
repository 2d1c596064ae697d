"""Who there is: tenants, stores, administrators' keys, enrolment codes, terminals."""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Any, Final, Protocol

import sqlalchemy as sa

from sync.cloud.inbox import terminals
from sync.cloud.inbox.terminals import Terminal
from sync.cloud.schema.facts import ADMIN_KEY, ENROLMENT_CODE, STORE, TENANT, TERMINAL, TERMINAL_KEY
from sync.cloud.schema.upsert import insert_new
from sync.wire import canonical

CODE_RANDOM_BYTES: Final = 5
MOST_WORKSTATION: Final = 64
"""Characters of a workstation number that head office gives."""

_CODE_TRIES: Final = 5
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS: Final = str.maketrans({"I": "1", "L": "1", "O": "0", "-": "", " ": ""})
_CODE_LENGTH: Final = 8
_NAME_LENGTH: Final = 4

Code = sa.Row[Any]
"""A row of ``enrolment_code``."""

Key = sa.Row[Any]
"""A row of ``terminal_key``."""


@dataclass(frozen=True, slots=True)
class NewStore:
    """A store. ``zone`` has one catalogue and one rule bundle, ``group`` one set of members."""

    store: str
    tenant: str
    zh: str
    en: str
    zone: str
    group: str


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code for one till of a store. ``by_hand``: somebody compares the fingerprint first.

    ``replaces``: a terminal of the store, as people write its id, whose journal is sealed when the
    code is used; empty for none.
    """

    tenant: str
    store: str
    workstation: str = ""
    by_hand: bool = False
    replaces: str = ""


class CodeNotIssued(Exception):
    """A code that nobody could use. ``field`` of what was asked, and ``why``."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field} {why}")
        self.field = field
        self.why = why


@dataclass(frozen=True, slots=True)
class NewTerminal:
    """A till that showed a good code and signed with its own key."""

    tenant: str
    store: str
    terminal_id: bytes
    public_key: bytes
    workstation: str
    state: str
    machine_mark: str
    app: str
    fingerprint: str
    replaces: bytes | None
    now_ms: int


def add_tenant(connection: sa.Connection, tenant: str, name: str, now_ms: int) -> str:
    """Add a tenant, and give its name; one that is there stays as it is."""
    insert_new(connection, TENANT, [{"tenant": tenant, "name": name, "created_ms": now_ms}])
    return str(connection.scalar(sa.select(TENANT.c.name).where(TENANT.c.tenant == tenant)))


def has_tenant(connection: sa.Connection, tenant: str) -> bool:
    """Tell whether there is such a tenant."""
    query = sa.select(TENANT.c.tenant).where(TENANT.c.tenant == tenant)
    return connection.scalar(query) is not None


def add_store(connection: sa.Connection, new: NewStore, now_ms: int) -> bool:
    """Add a store; False when the name is taken, whoever has it."""
    row = {
        "store": new.store,
        "tenant": new.tenant,
        "zh": new.zh,
        "en": new.en,
        "zone": new.zone,
        "store_group": new.group,
        "created_ms": now_ms,
    }
    return insert_new(connection, STORE, [row]) == 1


def has_store(connection: sa.Connection, tenant: str, store: str) -> bool:
    """Tell whether a store is this tenant's."""
    query = sa.select(STORE.c.store).where(STORE.c.store == store, STORE.c.tenant == tenant)
    return connection.scalar(query) is not None


def add_admin_key(
    connection: sa.Connection, tenant: str, name: str, role: str, key_hash: bytes, now_ms: int
) -> None:
    """Let an administrator in (api/auth.py makes the hash)."""
    row = {
        "key_hash": key_hash,
        "tenant": tenant,
        "name": name,
        "role": role,
        "state": "active",
        "created_ms": now_ms,
    }
    insert_new(connection, ADMIN_KEY, [row])


def issue_code(connection: sa.Connection, new: NewCode, until_ms: int, random: bytes) -> str:
    """Issue a one-time code from 40 random bits, grouped as people read it: ``ABCD-EFGH``.

    A name that is in use is taken over: the older code is worth nothing from then on.

    Refuses (``CodeNotIssued``): a workstation number that is too_long or no_text, an unknown store,
    an unknown till to replace.
    """
    assert len(random) == CODE_RANDOM_BYTES
    if len(new.workstation) > MOST_WORKSTATION:
        raise CodeNotIssued("workstation", "too_long")
    if not new.workstation.isprintable():
        raise CodeNotIssued("workstation", "no_text")
    if not has_store(connection, new.tenant, new.store):
        raise CodeNotIssued("store", "unknown")
    old = find_named(connection, new.store, new.replaces) if new.replaces else None
    if new.replaces and old is None:
        raise CodeNotIssued("replaces", "unknown")
    number = int.from_bytes(random, "big")
    code = "".join(_ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))
    name = code[:_NAME_LENGTH]
    connection.execute(sa.delete(ENROLMENT_CODE).where(ENROLMENT_CODE.c.name == name))
    connection.execute(
        sa.insert(ENROLMENT_CODE).values(
            name=name,
            tenant=new.tenant,
            store=new.store,
            secret_hash=_hash(code),
            workstation=new.workstation,
            is_confirmed_by_hand=int(new.by_hand),
            expires_ms=until_ms,
            tries_left=_CODE_TRIES,
            replaces=None if old is None else bytes(old.terminal),
        )
    )
    return f"{name}-{code[_NAME_LENGTH:]}"


def check_code(connection: sa.Connection, code: str, now_ms: int) -> Code | str:
    """Read the row of a good code, or why it is none: unknown, worn, used, expired.

    A wrong try is counted, so the caller commits whatever the answer. Nothing tells a code that
    was never issued from one whose second half is wrong.
    """
    plain = code.strip().upper().translate(_READ_AS)
    if len(plain) != _CODE_LENGTH:
        return "unknown"
    query = sa.select(ENROLMENT_CODE).where(ENROLMENT_CODE.c.name == plain[:_NAME_LENGTH])
    row = connection.execute(query.with_for_update()).one_or_none()
    if row is None:
        return "unknown"
    if row.tries_left < 1:
        return "worn"
    if not hmac.compare_digest(_hash(plain), bytes(row.secret_hash)):
        _change_code(connection, row.name, tries_left=row.tries_left - 1)
        return "unknown"
    if row.used_by is not None:
        return "used"
    return "expired" if now_ms > row.expires_ms else row


def use_code(connection: sa.Connection, name: str, terminal_id: bytes) -> None:
    """Keep that a code brought this till in."""
    _change_code(connection, name, used_by=terminal_id)


def find_terminal(connection: sa.Connection, store: str, terminal_id: bytes) -> Terminal | None:
    """Read a terminal's row and keep everybody else from it; None where there is none."""
    query = sa.select(TERMINAL).where(TERMINAL.c.store == store, TERMINAL.c.terminal == terminal_id)
    return connection.execute(query.with_for_update()).one_or_none()


def has_terminals(connection: sa.Connection) -> bool:
    """Tell whether any till knows this cloud, and thereby its keys."""
    return connection.scalar(sa.select(TERMINAL.c.terminal).limit(1)) is not None


def find_named(connection: sa.Connection, store: str, terminal: str) -> Terminal | None:
    """Read, likewise, the row of a store's till from how people write its id."""
    try:
        terminal_id = bytes.fromhex(terminal)
    except ValueError:
        return None
    return find_terminal(connection, store, terminal_id)


def is_elsewhere(connection: sa.Connection, tenant: str, store: str, terminal_id: bytes) -> bool:
    """Tell whether another store of the tenant has a till of this id; keep others from adding one.

    What a till sold would count in both. The tenant is locked until the commit.
    """
    connection.execute(
        sa.select(TENANT.c.tenant).where(TENANT.c.tenant == tenant).with_for_update()
    )
    of = TERMINAL.c
    query = sa.select(of.store).where(
        of.tenant == tenant, of.terminal == terminal_id, of.store != store
    )
    return connection.scalar(query.limit(1)) is not None


def is_workstation_taken(connection: sa.Connection, new: NewTerminal) -> bool:
    """Tell whether another machine of the store numbers its receipts alike.

    A till without a mark is another machine; what it replaces is out of trade. The caller holds the
    tenant's lock (``is_elsewhere``).
    """
    of = TERMINAL.c
    out = (new.terminal_id, *((new.replaces,) if new.replaces else ()))
    query = sa.select(of.terminal).where(
        of.store == new.store,
        of.workstation == new.workstation,
        of.state.in_(("active", "pending")),
        of.terminal.not_in(out),
        sa.or_(of.machine_mark != new.machine_mark, of.machine_mark == ""),
    )
    return connection.scalar(query.limit(1)) is not None


def add_terminal(connection: sa.Connection, new: NewTerminal) -> None:
    """Add a till with its key, or the key to a till of this store that enrols again."""
    known = find_terminal(connection, new.store, new.terminal_id)
    about = {
        "workstation": new.workstation,
        "state": new.state,
        "machine_mark": new.machine_mark,
        "app": new.app,
        "fingerprint": new.fingerprint,
        "replaces": new.replaces,
        "enrolled_ms": new.now_ms,
    }
    if known is not None:
        terminals.change(connection, known, **about)
    else:
        nothing = {"epoch": 0, "seq": 0, "chain": canonical.NO_CHAIN, "fork_epoch": 0}
        safe = {"safe_epoch": 0, "safe_seq": 0, "safe_chain": canonical.NO_CHAIN}
        cursors = {"projected_epoch": 0, "projected_seq": 0, "head_epoch": 0, "head_seq": 0}
        start = {"channel": "", "nonce": b"", "was_well": 0, "last_seen_ms": 0}
        counts = {"gaps": 0, "forks": 0}
        name = {"store": new.store, "terminal": new.terminal_id, "tenant": new.tenant}
        row = {**name, **about, **nothing, **safe, **cursors, **start, **counts}
        connection.execute(sa.insert(TERMINAL).values(row))
    add_key(connection, new, new.public_key, new.now_ms)


class Known(Protocol):
    """Whoever has a tenant, a store and an id."""

    @property
    def tenant(self) -> str:
        """Its tenant."""

    @property
    def store(self) -> str:
        """Its store."""

    @property
    def terminal_id(self) -> bytes:
        """Its id."""


def add_key(connection: sa.Connection, whose: Known, public_key: bytes, now_ms: int) -> None:
    """Let a key speak for a terminal."""
    connection.execute(
        sa.insert(TERMINAL_KEY).values(
            public_key=public_key,
            tenant=whose.tenant,
            store=whose.store,
            terminal=whose.terminal_id,
            state="active",
            added_ms=now_ms,
        )
    )


def active_keys(connection: sa.Connection, store: str, terminal_id: bytes) -> frozenset[bytes]:
    """Give the keys that speak for a terminal."""
    query = sa.select(TERMINAL_KEY.c.public_key).where(*_keys_of(store, terminal_id))
    return frozenset(map(bytes, connection.scalars(query)))


def end_other_keys(
    connection: sa.Connection, store: str, terminal_id: bytes, public_key: bytes
) -> None:
    """Let only this key speak for a terminal from now on."""
    others = (*_keys_of(store, terminal_id), TERMINAL_KEY.c.public_key != public_key)
    connection.execute(sa.update(TERMINAL_KEY).where(*others).values(state="revoked"))


def _keys_of(store: str, terminal_id: bytes) -> tuple[sa.ColumnElement[bool], ...]:
    of = TERMINAL_KEY.c
    return (of.store == store, of.terminal == terminal_id, of.state == "active")


def find_key(connection: sa.Connection, public_key: bytes) -> Key | None:
    """Read whose a key is."""
    query = sa.select(TERMINAL_KEY).where(TERMINAL_KEY.c.public_key == public_key)
    return connection.execute(query).one_or_none()


def replace_terminal(connection: sa.Connection, store: str, terminal_id: bytes) -> None:
    """Seal the journal of a till whose place another takes."""
    old = terminals.lock(connection, store, terminal_id)
    terminals.seal_epoch(connection, old, "replaced")
    if old.state != "revoked":
        terminals.change(connection, old, state="sealed", fork_epoch=old.epoch)


def _hash(code: str) -> bytes:
    return hashlib.sha256(b"RPEC" + code.encode()).digest()


def _change_code(connection: sa.Connection, name: str, **values: object) -> None:
    change = sa.update(ENROLMENT_CODE).where(ENROLMENT_CODE.c.name == name)
    connection.execute(change.values(**values))
