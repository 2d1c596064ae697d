"""The tests' till over a real connection: a server answers what a cloud in the test would."""

from sync.cloud.call import Request, Response
from sync.errors import Unreachable
from sync.steps import Lane, Outgoing
from sync.transport import Transport


class OverHttp:
    """Stands where a cloud stands for a till; raises ``Unreachable`` as a network does."""

    def __init__(self, transport: Transport, deadline_ms: int = 20_000) -> None:
        self.transport = transport
        self.deadline_ms = deadline_ms

    def handle(self, request: Request) -> Response:
        outcome = self.transport.send(
            Outgoing(
                "GET" if request.method == "GET" else "POST",
                request.path,
                Lane.FACTS,
                request.query,
                request.body,
                dict(request.headers),
                self.deadline_ms,
            )
        )
        if isinstance(outcome, Unreachable):
            raise outcome
        return Response(outcome.status, outcome.body, outcome.headers)
