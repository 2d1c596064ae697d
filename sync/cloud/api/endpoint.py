"""One endpoint: who may call it, what it takes and gives, how it refuses. Also its documentation.

The router (service.py) checks method, size, credentials and JSON in that order, then calls
``handle``. The OpenAPI document is made from the same table, so it cannot say anything else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, get_args

from sync.cloud.call import Request
from sync.wire.version import LONGEST_STRING, MOST_BODY_BYTES

Auth = Literal["open", "enrolling", "terminal", "admin"]
Lane = Literal["holds", "facts", "urgent", "reference", "stock", "bulk", "admin"]
"""Shed last to first under overload; holds have a pool of their own (sync.md section 14)."""

Role = Literal["reader", "manager", "owner"]
"""What an administrator may: look; change what tills are told; also let in and shut out tills."""

ROLES: Final[tuple[Role, ...]] = get_args(Role)
"""Each may what those before it may."""


class Refused(Exception):
    """An answer that is a no: a code of sync/wire/refusals.py and facts that hold no data."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
        self.retry_after_s: int | None = None


@dataclass(frozen=True, slots=True)
class Caller:
    """Who signed. All of it comes from the key, never from the body."""

    tenant: str
    store: str
    terminal_id: bytes
    public_key: bytes
    channel: str
    is_revoked: bool = False


@dataclass(frozen=True, slots=True)
class Admin:
    """Who administers, and for whom. The tenant comes from the key, never from the request."""

    tenant: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Call:
    """A checked request. ``body`` is decompressed; ``message`` its struct where one is taken."""

    request: Request
    now_ms: int
    body: bytes = b""
    message: Any = None
    caller: Caller | None = None
    admin: Admin | None = None
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)

    @property
    def terminal(self) -> Caller:
        """The calling terminal; only behind ``terminal`` and ``enrolling``."""
        assert self.caller is not None
        return self.caller

    @property
    def administrator(self) -> Admin:
        """The calling administrator; only behind ``admin``."""
        assert self.admin is not None
        return self.admin


Handler = Callable[[Call], Any]
"""Gives a struct of ``gives``, or a ``call.Response`` of its own. Raises ``Refused``."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """``path`` may hold {names}; ``query`` names its parameters with their types.

    ``longest_string``: in JSON, with its quotes. ``role``: the least one that an administrator
    needs. ``content_types``: of a body that is no message; the handler reads it as it is.
    ``takes_facts``: its strings are never refused for what they say, and ``takes`` bounds the rest.
    """

    method: Literal["GET", "POST", "PUT", "DELETE"]
    path: str
    handle: Handler
    auth: Auth
    lane: Lane
    summary: str
    takes: Any = None
    gives: Any = None
    refuses: tuple[str, ...] = ()
    query: Mapping[str, type] = field(default_factory=dict)
    most_bytes: int = MOST_BODY_BYTES
    longest_string: int = LONGEST_STRING
    may_be_revoked: bool = False
    takes_facts: bool = False
    role: Role = "manager"
    content_types: tuple[str, ...] = ()
