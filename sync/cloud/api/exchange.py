"""Hello and exchange: a till's journal up, and what it should know in the same answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from sync.cloud.api.endpoint import Call, Endpoint, Refused
from sync.cloud.api.load import RowsInHand, pace
from sync.cloud.clock import CloudClock
from sync.cloud.database import CloudDatabase
from sync.cloud.feeds.heads import behind, said_heads
from sync.cloud.feeds.scopes import feeds_of
from sync.cloud.inbox import generation, terminals
from sync.cloud.inbox.greeting import Greeted, Greeting, greet
from sync.cloud.inbox.linking import Linked, UnlinkableError, link
from sync.cloud.inbox.taking import Batch, Parted, Taken, take
from sync.cloud.keys import ServerKeys
from sync.cloud.settings import Settings
from sync.wire.exchange import (
    Cursor,
    ExchangeAnswer,
    ExchangeRequest,
    FeedHead,
    HelloAnswer,
    HelloRequest,
    Position,
)
from sync.wire.version import (
    MOST_BODY_BYTES,
    MOST_EVENTS,
    MOST_SINGLE_EVENT_BYTES,
    PROTOCOL,
)

_ID_BYTES: Final = 16
_CHAIN_BYTES: Final = 32
_LONGEST_NONCE: Final = 64
_LONGEST_TEXT: Final = 200
_LATEST: Final = 2**53
_ENVELOPE_BYTES: Final = 64 * 1024
"""Room for what stands around a single large event."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Handles both."""

    database: CloudDatabase
    clock: CloudClock
    keys: ServerKeys
    settings: Settings
    in_hand: RowsInHand

    def hello(self, call: Call) -> HelloAnswer:
        """Open a channel; see ``inbox.greeting``."""
        request: HelloRequest = call.message
        caller = call.terminal
        if not caller.tenant:
            raise Refused("UNKNOWN_TERMINAL")
        _check_hello(request)
        greeting = Greeting(
            store=caller.store,
            terminal_id=caller.terminal_id,
            public_key=caller.public_key,
            is_shut_out=caller.is_revoked,
            request=request,
            now_ms=call.now_ms,
        )

        whose = (caller.tenant, caller.store, caller.terminal_id)

        def work(connection: sa.Connection) -> tuple[Greeted, int, dict[str, FeedHead]]:
            terminal = terminals.read(connection, caller.store, caller.terminal_id)
            if terminal.state == "pending":
                raise Refused("NOT_CONFIRMED")
            server_gen = int(terminal.server_gen)
            if generation.has_lost(terminal, request, self.keys):
                server_gen = generation.raise_to(connection, request.server_gen + 1)
            greeted = greet(connection, greeting)
            feeds: dict[str, FeedHead] = {}
            if not caller.is_revoked:
                named = feeds_of(connection, *whose)
                feeds = said_heads(connection, caller.tenant, named)
            return greeted, server_gen, feeds

        greeted, server_gen, feeds = self.database.write(work)
        if server_gen == request.server_gen + 1:
            generation.note_mark(self.database, self.settings.mark_file)
        return HelloAnswer(
            channel=greeted.channel,
            server_gen=server_gen,
            server_time_ms=self.clock.wall_ms(),
            verdict=greeted.verdict,
            next_epoch=greeted.next_epoch,
            feeds=feeds,
            pace=pace(self.settings, self.in_hand.share_percent),
            have=greeted.have,
            safe=greeted.safe,
            offline_limit_minor=self.settings.offline_limit_minor,
            offline_age_ms=self.settings.offline_age_ms,
        )

    def exchange(self, call: Call) -> ExchangeAnswer:
        """Take rows and acknowledge what is held, after the commit."""
        request: ExchangeRequest = call.message
        caller = call.terminal
        _check_exchange(call, request)
        with self.in_hand.hold(len(request.events)):
            rows = _linked(caller.terminal_id, request)
            batch = Batch(
                store=caller.store,
                terminal_id=caller.terminal_id,
                public_key=caller.public_key,
                channel=caller.channel,
                is_shut_out=caller.is_revoked,
                request=request,
                rows=rows,
                now_ms=call.now_ms,
            )
            found = self.database.write(lambda connection: take(connection, batch))
        if isinstance(found, Parted):
            raise _refusal(found)
        return self._acknowledge(call, found, request)

    def _acknowledge(self, call: Call, taken: Taken, request: ExchangeRequest) -> ExchangeAnswer:
        caller, now_ms = call.terminal, self.clock.wall_ms()
        have, server_gen = taken.have, taken.server_gen
        return ExchangeAnswer(
            channel=caller.channel,
            acked=have,
            anchor=self.keys.anchor_of(caller.terminal_id, have, now_ms, server_gen),
            server_gen=server_gen,
            server_time_ms=now_ms,
            pace=pace(self.settings, self.in_hand.share_percent),
            safe=taken.safe,
            behind=self._behind(call, taken, request.feeds),
            projected=taken.projected,
        )

    def _behind(self, call: Call, taken: Taken, cursors: Mapping[str, Cursor]) -> dict[str, int]:
        caller = call.terminal
        if not cursors or taken.state != "active":
            return {}

        def work(connection: sa.Connection) -> dict[str, int]:
            own = feeds_of(connection, caller.tenant, caller.store, caller.terminal_id)
            known = {feed: cursor for feed, cursor in cursors.items() if feed in own}
            return behind(connection, caller.tenant, known)

        return self.database.read(work)


def endpoints(exchange: Exchange) -> tuple[Endpoint, ...]:
    """Give the two of this file."""
    return (
        Endpoint(
            "POST",
            "/sync/v1/hello",
            exchange.hello,
            auth="enrolling",
            lane="facts",
            summary="Open a channel and compare journals",
            takes=HelloRequest,
            gives=HelloAnswer,
            refuses=("UNKNOWN_TERMINAL", "NOT_CONFIRMED", "TOO_NEW_SCHEMA", "INVALID"),
            may_be_revoked=True,
        ),
        Endpoint(
            "POST",
            "/sync/v1/exchange",
            exchange.exchange,
            auth="terminal",
            lane="facts",
            summary="Send journal rows and learn what is acknowledged",
            takes=ExchangeRequest,
            gives=ExchangeAnswer,
            refuses=("GAP", "FORK", "REVOKED", "BAD_SIGNATURE", "INVALID", "OVERLOADED"),
            most_bytes=MOST_SINGLE_EVENT_BYTES + _ENVELOPE_BYTES,
            may_be_revoked=True,
            takes_facts=True,
        ),
    )


def _check_hello(request: HelloRequest) -> None:
    if request.proto > PROTOCOL:
        raise Refused("TOO_NEW_SCHEMA", newest=PROTOCOL)
    _check_length("request_id", request.request_id, _ID_BYTES)
    if not 0 < len(request.nonce) <= _LONGEST_NONCE:
        raise Refused("INVALID", field="nonce")
    if len(request.nonce_before) > _LONGEST_NONCE:
        raise Refused("INVALID", field="nonce_before")
    for name, text in (("app", request.app), ("machine_mark", request.machine_mark)):
        if len(text) > _LONGEST_TEXT:
            raise Refused("INVALID", field=name)
    for name, position in (("head", request.head), ("acked", request.acked)):
        _check_position(name, position)


def _check_exchange(call: Call, request: ExchangeRequest) -> None:
    if len(request.events) > MOST_EVENTS:
        raise Refused("TOO_LARGE", most_events=MOST_EVENTS)
    if len(request.events) > 1 and len(call.body) > MOST_BODY_BYTES:
        raise Refused("TOO_LARGE", most_bytes=MOST_BODY_BYTES)
    _check_position("base", request.base)
    _check_position("head", request.head)


def _check_position(name: str, position: Position | None) -> None:
    if position is None:
        return
    _check_length(name, position.chain, _CHAIN_BYTES)
    if not (0 < position.epoch < 2**32 and 0 <= position.seq < _LATEST):
        raise Refused("INVALID", field=name)


def _check_length(name: str, value: bytes, count: int) -> None:
    if len(value) != count:
        raise Refused("INVALID", field=name)


def _linked(terminal_id: bytes, request: ExchangeRequest) -> tuple[Linked, ...]:
    try:
        return link(terminal_id, request.base, request.events)
    except UnlinkableError as error:
        raise Refused("INVALID", field=str(error)) from error


def _refusal(found: Parted) -> Refused:
    if found.code in {"GAP", "FORK"}:
        return Refused(found.code, have_epoch=found.epoch, have_seq=found.seq)
    if found.code == "REVOKED":
        return Refused(found.code, stored_epoch=found.epoch, stored_seq=found.seq)
    return Refused(found.code, field="start") if found.code == "INVALID" else Refused(found.code)
