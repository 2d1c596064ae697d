"""A request and its response without sockets.

The ASGI shell (app.py) makes them of what the network brings, the simulation of what its own
network brings; everything below sees no difference.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came. ``query`` without its question mark; header names in lower case.

    ``body`` as it was sent, still compressed; the shell has cut it off at the endpoint's limit.
    """

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    peer: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """What goes back. The shell compresses JSON bodies and nothing else."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"
