"""What a till asks of its own journal and about its own keys."""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from sync.cloud.api.endpoint import Call, Caller, Endpoint, Refused
from sync.cloud.database import CloudDatabase
from sync.cloud.inbox import directory, log, terminals
from sync.cloud.inbox.terminals import Terminal
from sync.cloud.keys import is_signed_by
from sync.cloud.schema.facts import ENVELOPE
from sync.cloud.schema.upsert import put
from sync.wire.enrolment import KeyChange, RecoveryEnvelope, key_change_message
from sync.wire.exchange import ChainsAnswer, ChainsRequest, LogPage
from sync.wire.holds import Done

_MOST_ENVELOPE_BYTES: Final = 4_096
_ACTIVE_KEYS: Final = 2


@dataclass(frozen=True, slots=True)
class Journals:
    """Handles them. A terminal sees its own rows alone."""

    database: CloudDatabase

    def chains(self, call: Call) -> ChainsAnswer:
        """Give our chains at up to 64 positions. Refuses: INVALID."""
        request: ChainsRequest = call.message
        if len(request.at) > log.MOST_POSITIONS:
            raise Refused("INVALID", field="at")
        if any(not (0 <= epoch < 2**32 and 0 <= seq < 2**53) for epoch, seq in request.at):
            raise Refused("INVALID", field="at")
        caller = call.terminal

        def work(connection: sa.Connection) -> ChainsAnswer:
            terminal = _own(connection, caller)
            found = log.read_chains(connection, terminal, request.at)
            return ChainsAnswer(found, terminals.have(terminal))

        return self.database.read(work)

    def log(self, call: Call) -> LogPage:
        """Give rows after a position; without one, from the first."""
        caller = call.terminal
        after = (int(call.query.get("epoch") or 0), int(call.query.get("after") or 0))

        def work(connection: sa.Connection) -> LogPage:
            terminal = _own(connection, caller)
            return log.read_log(connection, terminal, after)

        return self.database.read(work)

    def keep_envelope(self, call: Call) -> Done:
        """Keep a till's recovery envelope in place of an earlier one. Refuses: INVALID."""
        envelope: RecoveryEnvelope = call.message
        if not 0 < len(envelope.sealed) <= _MOST_ENVELOPE_BYTES:
            raise Refused("INVALID", field="sealed")
        caller = call.terminal
        row = {
            "store": caller.store,
            "terminal": caller.terminal_id,
            "tenant": caller.tenant,
            "sealed": envelope.sealed,
            "received_ms": call.now_ms,
        }
        self.database.write(lambda connection: put(connection, ENVELOPE, row))
        return Done()

    def change_key(self, call: Call) -> Done:
        """Let a second key speak for a till, or end the older one; again is harmless.

        The request is signed by a key that is active, and the new key proves itself. Rows signed
        by the older one stay good: an epoch names its key. Refuses: INVALID, CONFLICT.
        """
        change: KeyChange = call.message
        caller = call.terminal
        message = key_change_message(caller.terminal_id, caller.public_key, change.public_key)
        if not is_signed_by(change.public_key, change.proof, message):
            raise Refused("INVALID", field="proof")

        def work(connection: sa.Connection) -> None:
            terminals.lock(connection, caller.store, caller.terminal_id)
            known = directory.find_key(connection, change.public_key)
            keys = directory.active_keys(connection, caller.store, caller.terminal_id)
            if known is not None and change.public_key not in keys:
                raise Refused("CONFLICT", field="public_key")
            if change.ends_others:
                directory.end_other_keys(
                    connection, caller.store, caller.terminal_id, change.public_key
                )
            elif known is None and len(keys) >= _ACTIVE_KEYS:
                raise Refused("CONFLICT", field="public_key")
            if known is None:
                directory.add_key(connection, caller, change.public_key, call.now_ms)

        self.database.write(work)
        return Done()


def endpoints(journals: Journals) -> tuple[Endpoint, ...]:
    """Give those of this file."""
    return (
        Endpoint(
            "POST",
            "/sync/v1/chains",
            journals.chains,
            auth="terminal",
            lane="facts",
            summary="The server's chain at positions of the till's own journal",
            takes=ChainsRequest,
            gives=ChainsAnswer,
            refuses=("INVALID", "REVOKED"),
            may_be_revoked=True,
        ),
        Endpoint(
            "GET",
            "/sync/v1/log",
            journals.log,
            auth="terminal",
            lane="bulk",
            summary="The till's own journal back",
            gives=LogPage,
            refuses=("INVALID", "REVOKED"),
            query={"epoch": int, "after": int},
            may_be_revoked=True,
        ),
        Endpoint(
            "POST",
            "/sync/v1/envelope",
            journals.keep_envelope,
            auth="terminal",
            lane="bulk",
            summary="Keep the till's recovery envelope",
            takes=RecoveryEnvelope,
            gives=Done,
            refuses=("INVALID",),
        ),
        Endpoint(
            "POST",
            "/sync/v1/key",
            journals.change_key,
            auth="terminal",
            lane="facts",
            summary="Change the till's key, with an overlap",
            takes=KeyChange,
            gives=Done,
            refuses=("INVALID", "CONFLICT"),
        ),
    )


def _own(connection: sa.Connection, caller: Caller) -> Terminal:
    """Read the caller's row; a till that another has replaced may still ask. Refuses: REVOKED."""
    terminal = terminals.read(connection, caller.store, caller.terminal_id)
    if caller.is_revoked and terminal.state != "sealed":
        raise Refused("REVOKED")
    return terminal
