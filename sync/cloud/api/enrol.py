"""Enrolment: a one-time code and a signature by the key that the till made for itself."""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from sync.cloud.api.endpoint import Call, Endpoint, Refused
from sync.cloud.clock import CloudClock
from sync.cloud.coupons import authority
from sync.cloud.database import CloudDatabase
from sync.cloud.feeds import todo
from sync.cloud.feeds.scopes import control_feed, feeds_of
from sync.cloud.inbox import directory, generation, terminals
from sync.cloud.keys import ServerKeys
from sync.cloud.reports import tills
from sync.cloud.schema.facts import STORE
from sync.cloud.schema.leases import Till
from sync.wire import canonical
from sync.wire.control import RING, Ring
from sync.wire.enrolment import EnrolAnswer, EnrolRequest, fingerprint

_ID_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Handles it."""

    database: CloudDatabase
    clock: CloudClock
    keys: ServerKeys

    def enrol(self, call: Call) -> EnrolAnswer:
        """Let a till in; asked again by the same key, say the same.

        Refuses: INVALID, CODE_REFUSED (why: unknown, worn, used, expired, other_key, other_store,
        workstation_taken). other_store: this till is one of another store of the tenant;
        workstation_taken: another machine that the code does not replace has this number.
        """
        request: EnrolRequest = call.message
        public_key = call.terminal.public_key
        _check(request, public_key)
        found = self.database.write(lambda connection: self._enrol(connection, call, request))
        if isinstance(found, str):
            raise Refused("CODE_REFUSED", why=found)
        return found

    def _enrol(
        self, connection: sa.Connection, call: Call, request: EnrolRequest
    ) -> EnrolAnswer | str:
        public_key = call.terminal.public_key
        known = directory.find_key(connection, public_key)
        if known is not None:
            is_same = bytes(known.terminal) == request.terminal and known.state == "active"
            return self._answer(connection, known) if is_same else "other_key"
        code = directory.check_code(connection, request.code, call.now_ms)
        if isinstance(code, str):
            # The same request may have come twice at once and been first while we waited.
            known = directory.find_key(connection, public_key) if code == "used" else None
            return code if known is None else self._answer(connection, known)
        if directory.is_elsewhere(connection, code.tenant, code.store, request.terminal):
            return "other_store"
        new = directory.NewTerminal(
            tenant=code.tenant,
            store=code.store,
            terminal_id=request.terminal,
            public_key=public_key,
            workstation=code.workstation or request.workstation,
            state="pending" if code.is_confirmed_by_hand else "active",
            machine_mark=request.machine_mark,
            app=request.app,
            fingerprint=fingerprint(public_key, self.keys.anchor_public),
            replaces=None if code.replaces is None else bytes(code.replaces),
            now_ms=call.now_ms,
        )
        if directory.is_workstation_taken(connection, new):
            return "workstation_taken"
        if new.replaces is not None:
            directory.replace_terminal(connection, code.store, new.replaces)
        directory.add_terminal(connection, new)
        directory.use_code(connection, code.name, request.terminal)
        ring = Ring(self.keys.key_ring().hex())
        feed = control_feed(request.terminal)
        todo.put(connection, code.tenant, feed, f"{RING}:{self.keys.ring_version}", ring)
        tills.tell_tills(connection, code.store, call.now_ms)
        authority.tell_new(connection, Till(code.tenant, code.store, request.terminal))
        known = directory.find_key(connection, public_key)
        assert known is not None
        return self._answer(connection, known)

    def _answer(self, connection: sa.Connection, key: directory.Key) -> EnrolAnswer:
        terminal = terminals.read(connection, key.store, key.terminal)
        keys = self.keys
        group = str(
            connection.scalar(sa.select(STORE.c.store_group).where(STORE.c.store == key.store))
        )
        return EnrolAnswer(
            state="pending" if terminal.state == "pending" else "active",
            fingerprint=fingerprint(bytes(key.public_key), keys.anchor_public),
            tenant=key.tenant,
            store=key.store,
            anchor_key=keys.anchor_public,
            issuer_roots=keys.root_publics,
            sealing_key=keys.sealing_public,
            feeds=feeds_of(connection, key.tenant, key.store, bytes(key.terminal)),
            server_gen=generation.current(connection),
            server_time_ms=self.clock.wall_ms(),
            phone_pepper=keys.phone_pepper(key.tenant, group),
        )


def endpoints(enrolment: Enrolment) -> tuple[Endpoint, ...]:
    """Give the one of this file."""
    return (
        Endpoint(
            "POST",
            "/sync/v1/enrol",
            enrolment.enrol,
            auth="enrolling",
            lane="facts",
            summary="Become a terminal of a store with a one-time code",
            takes=EnrolRequest,
            gives=EnrolAnswer,
            refuses=("CODE_REFUSED", "INVALID"),
        ),
    )


def _check(request: EnrolRequest, public_key: bytes) -> None:
    if len(request.terminal) != _ID_BYTES:
        raise Refused("INVALID", field="terminal")
    start = request.start
    if start.public_key != public_key or len(start.before) != len(canonical.NO_CHAIN):
        raise Refused("INVALID", field="start")
    if max(map(len, (request.workstation, request.machine_mark, request.app))) > 200:
        raise Refused("INVALID", field="workstation")
