"""What a network and a cloud can do to a request, and how to see that it did no harm."""

from collections.abc import Callable

from sync.errors import Unreachable
from sync.steps import Answered, Outgoing
from sync.wire import version
from sync.wire.packing import pack
from sync.wire.refusals import STATUS, Problem
from tests.sync.shop import Machine

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS


def refusal(asked: Outgoing, code: str, retry_after: str = "", **facts: str | int) -> Answered:
    """A no of the cloud's, as it echoes the request."""
    echoed = {
        name: asked.headers[name]
        for name in (version.CHANNEL_FIELD, version.REQUEST_FIELD)
        if asked.headers.get(name)
    }
    headers = {version.PROTOCOL_FIELD: "1", **echoed}
    if retry_after:
        headers["retry-after"] = retry_after
    return Answered(STATUS[code], headers, pack(Problem(code, facts)))


def is_exchange(asked: Outgoing) -> bool:
    return asked.path == "/sync/v1/exchange"


def first(
    machine: Machine, path: str, instead: Callable[[Outgoing], Answered | Unreachable | None]
) -> None:
    """Let the first request to a path meet something else than the cloud."""
    through = machine.network
    left = iter([instead])

    def network(asked: Outgoing) -> Answered | Unreachable | None:
        one = next(left, None) if asked.path == path else None
        return through(asked) if one is None else one(asked)

    machine.network = network


def assert_all_up(machine: Machine) -> None:
    assert machine.journal.acked == machine.journal.standing().head
    assert machine.sync.line.have == machine.journal.standing().head
