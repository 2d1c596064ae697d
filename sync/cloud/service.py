"""The cloud without sockets: a request in, an answer out, and steps of work in between.

Checks in this order, the cheap and the safe first: route, protocol, size, digest, credentials,
rate, compression, shape. Only then a handler sees it. Called from any thread.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl

import sqlalchemy as sa

from sync.cloud.api import (
    auth,
    cases,
    catalog,
    coupons,
    digests,
    enrol,
    exchange,
    feeds,
    holds,
    journals,
    members,
    reports,
    sheets,
    terminals,
)
from sync.cloud.api.endpoint import ROLES, Admin, Call, Caller, Endpoint, Refused
from sync.cloud.api.intake import check_names, check_shape, decompress
from sync.cloud.api.load import RETRY_AFTER_S, Rates, RowsInHand, refused_for
from sync.cloud.api.routes import Route, Routes
from sync.cloud.call import Request, Response
from sync.cloud.catalog.prices import PriceSchedule
from sync.cloud.catalog.zones import Filling
from sync.cloud.clock import CloudClock
from sync.cloud.database import CloudDatabase
from sync.cloud.feeds.retention import Retention
from sync.cloud.feeds.snapshots import SnapshotBuilder
from sync.cloud.feeds.writer import FeedWriter
from sync.cloud.flows.delivery import Delivery
from sync.cloud.inbox import generation
from sync.cloud.jobs import Jobs
from sync.cloud.keys import ServerKeys
from sync.cloud.migrations import upgrade
from sync.cloud.projectors.runner import Projector
from sync.cloud.settings import Settings
from sync.wire.packing import UnreadableError, pack, unpack
from sync.wire.refusals import STATUS, Problem
from sync.wire.version import CHANNEL_FIELD, PROTOCOL, PROTOCOL_FIELD, REQUEST_FIELD

_LOG: Final = logging.getLogger(__name__)
_AWAY_STATES: Final = ("08", "57P", "25006")
"""How SQLSTATEs begin by which PostgreSQL says that it is going, not there yet, or a standby."""
_DISK_FULL: Final = "53100"
_SQLITE_FULL: Final = 13


@dataclass(frozen=True, slots=True)
class _Known:
    """Who asks."""

    caller: Caller | None = None
    admin: Admin | None = None


class Cloud:
    """One cloud over one database. Opening it brings the schema up to this program's version."""

    def __init__(
        self, database: CloudDatabase, clock: CloudClock, keys: ServerKeys, settings: Settings
    ) -> None:
        """Raise ``migrations.NewerDatabaseError`` for a database of a newer program."""
        upgrade(database.engine)
        database.write(
            lambda connection: generation.begin(connection, clock.random_bytes, settings.mark_file)
        )
        generation.note_mark(database, settings.mark_file)
        self.database = database
        self.keys = keys
        self.settings = settings
        self._clock = clock
        self._rates = Rates(settings.requests_a_minute)
        self._strangers = Rates(settings.strangers_a_minute)
        in_hand = RowsInHand(settings.most_rows_at_once)
        self.endpoints: tuple[Endpoint, ...] = (
            *enrol.endpoints(enrol.Enrolment(database, clock, keys)),
            *terminals.endpoints(terminals.TerminalAdmin(database, clock, settings)),
            *journals.endpoints(journals.Journals(database)),
            *feeds.endpoints(database, keys.manifest, settings.min_client),
            *exchange.endpoints(exchange.Exchange(database, clock, keys, settings, in_hand)),
            *holds.endpoints(holds.Holds(database, clock, keys)),
            *reports.endpoints(reports.Reports(database)),
            *sheets.endpoints(sheets.DaySheets(database)),
            *digests.endpoints(digests.Digests(database, keys)),
            *cases.endpoints(cases.CaseAdmin(database, settings)),
            *members.endpoints(members.LedgerAdmin(database, clock, keys)),
            *coupons.endpoints(coupons.CampaignAdmin(database)),
            *catalog.endpoints(catalog.CatalogAdmin(database)),
        )
        self._routes = Routes(self.endpoints)
        holder = clock.random_bytes(8).hex()
        self._turn = 0
        self._steps: tuple[Callable[[int], bool], ...] = (
            Projector(database).work,
            Delivery(database, keys).work,
            PriceSchedule(database).work,
            Filling(database).work,
            FeedWriter(database, holder).work,
            SnapshotBuilder(database).work,
            Retention(database).work,
            Jobs(database, clock, keys).work,
        )

    def handle(self, request: Request) -> Response:
        """Answer one request. Never raises: what goes wrong here is OUR_FAULT, and logged."""
        try:
            response = self._answer(request)
        except Refused as refused:
            response = _refusal(refused)
        except Exception as error:  # noqa: BLE001 - one request's failure is not the server's
            response = _refusal(self._failure(error))
        return _stamped(request, response)

    def work(self) -> bool:
        """Do one step of what nobody waits for; True when there was something to do.

        One thread at a time. Each kind of work has its turn, so that none starves while another
        never ends, or fails every time.
        """
        now_ms = self._clock.wall_ms()
        for _ in self._steps:
            step = self._steps[self._turn]
            self._turn = (self._turn + 1) % len(self._steps)
            if step(now_ms):
                return True
        return False

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    def _failure(self, error: Exception) -> Refused:
        """Log what went wrong and give what to answer.

        One short line while the database is away or its disk full: that is everybody's.
        """
        if isinstance(error, sa.exc.DBAPIError) and _is_away(error):
            _LOG.warning("database_away")
        elif isinstance(error, sa.exc.DBAPIError) and _is_full(error):
            _LOG.warning("database_full")
        elif isinstance(error, sa.exc.OperationalError):
            _LOG.exception("database_failed")
        else:
            _LOG.exception("request_failed")
            return Refused("OUR_FAULT")
        return refused_for("OVERLOADED", RETRY_AFTER_S)

    def _answer(self, request: Request) -> Response:
        route = self._find(request)
        endpoint = route.endpoint
        check_names(route.names.values())
        _check_protocol(request)
        if len(request.body) > endpoint.most_bytes:
            raise Refused("TOO_LARGE", most_bytes=endpoint.most_bytes)
        now_ms = self._clock.wall_ms()
        known = self._identify(request, endpoint, now_ms)
        body = decompress(request, endpoint.most_bytes)
        call = Call(
            request=request,
            now_ms=now_ms,
            body=body,
            message=_message(endpoint, body),
            caller=known.caller,
            admin=known.admin,
            path=route.names,
            query=_query(request, endpoint),
        )
        given = endpoint.handle(call)
        return given if isinstance(given, Response) else Response(200, pack(given))

    def _find(self, request: Request) -> Route:
        route = self._routes.find(request.method, request.path)
        if route is None:
            is_known = self._routes.methods(request.path)
            raise Refused("METHOD_NOT_ALLOWED" if is_known else "NOT_FOUND")
        return route

    def _identify(self, request: Request, endpoint: Endpoint, now_ms: int) -> _Known:
        """Say who asks, from credentials alone, and count the request."""
        if endpoint.auth == "open":
            self._strangers.count(request.peer, now_ms)
            return _Known()
        if endpoint.auth == "admin":
            return _Known(admin=self._admin(request, endpoint, now_ms))
        auth.check_digest(request)
        signer = auth.check_signature(request)
        if endpoint.auth == "enrolling":
            caller = self.database.read(lambda connection: auth.find_enrolling(connection, signer))
            if not caller.tenant:
                self._strangers.count(request.peer, now_ms)
                return _Known(caller)
        else:
            caller = auth.find_terminal(self.database, endpoint, signer, now_ms)
        self._rates.count(signer.public_key.hex(), now_ms)
        return _Known(caller)

    def _admin(self, request: Request, endpoint: Endpoint, now_ms: int) -> Admin:
        try:
            admin = self.database.read(lambda connection: auth.find_admin(connection, request))
        except Refused:
            self._strangers.count(request.peer, now_ms)
            raise
        self._rates.count(f"{admin.tenant} {admin.name}", now_ms)
        if ROLES.index(admin.role) < ROLES.index(endpoint.role):
            raise Refused("OUT_OF_SCOPE", role=endpoint.role)
        return admin


def _is_away(error: sa.exc.DBAPIError) -> bool:
    """Tell whether nobody answered, or somebody who cannot serve; SQLite is never away."""
    state = getattr(error.orig, "sqlstate", "")
    return state is None or state.startswith(_AWAY_STATES)


def _is_full(error: sa.exc.DBAPIError) -> bool:
    """Tell whether the disk has no room for what was to be written."""
    is_sqlite_full = (getattr(error.orig, "sqlite_errorcode", 0) or 0) & 0xFF == _SQLITE_FULL
    return is_sqlite_full or getattr(error.orig, "sqlstate", "") == _DISK_FULL


def _check_protocol(request: Request) -> None:
    said = request.headers.get(PROTOCOL_FIELD, str(PROTOCOL))
    if not (said.isascii() and said.isdecimal() and len(said) < 10):
        raise Refused("MALFORMED")
    if int(said) > PROTOCOL:
        raise Refused("TOO_NEW_SCHEMA", newest=PROTOCOL)


def _message(endpoint: Endpoint, body: bytes) -> Any:
    if endpoint.takes is None:
        return None
    if not endpoint.takes_facts:
        check_shape(body, endpoint.longest_string)
    try:
        return unpack(body, endpoint.takes)
    except UnreadableError as error:
        told = {"why": str(error)} if endpoint.auth == "admin" else {}
        raise Refused("MALFORMED", **told) from error


def _query(request: Request, endpoint: Endpoint) -> Mapping[str, str]:
    given = dict(parse_qsl(request.query, keep_blank_values=True))
    for name, of in endpoint.query.items():
        value = given.get(name, "0")
        if "\0" in value or (of is int and not _is_whole(value)):
            raise Refused("INVALID", field=name)
    return {name: value for name, value in given.items() if name in endpoint.query}


def _is_whole(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) <= 16


def _refusal(refused: Refused) -> Response:
    wait_s = refused.retry_after_s
    headers = {} if wait_s is None else {"retry-after": str(wait_s)}
    return Response(STATUS[refused.code], pack(Problem(refused.code, refused.facts)), headers)


def _stamped(request: Request, response: Response) -> Response:
    """Add what tells an answer of ours from a captive portal's."""
    echoed = {
        name: request.headers[name]
        for name in (CHANNEL_FIELD, REQUEST_FIELD)
        if request.headers.get(name, "").isalnum()
    }
    headers = {PROTOCOL_FIELD: str(PROTOCOL), **echoed, **response.headers}
    return Response(response.status, response.body, headers, response.content_type)
