"""Which endpoint a request is for, by method and path."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from sync.cloud.api.endpoint import Endpoint


@dataclass(frozen=True, slots=True)
class Route:
    """An endpoint and the {names} of its path, unquoted."""

    endpoint: Endpoint
    names: Mapping[str, str]


class Routes:
    """A table of endpoints. A path segment is one {name} or one word; words win over names."""

    def __init__(self, endpoints: Iterable[Endpoint]) -> None:
        self.endpoints = tuple(endpoints)
        self._tables = tuple(
            (one, tuple(one.path.strip("/").split("/")))
            for one in sorted(self.endpoints, key=lambda one: one.path.count("{"))
        )

    def find(self, method: str, path: str) -> Route | None:
        """Find the endpoint of a request; None when the path or the method is not known."""
        parts = path.strip("/").split("/")
        for endpoint, pattern in self._tables:
            if endpoint.method == method and _is_like(parts, pattern):
                names = {
                    name[1:-1]: unquote(part)
                    for name, part in zip(pattern, parts, strict=True)
                    if name.startswith("{")
                }
                return Route(endpoint, names)
        return None

    def methods(self, path: str) -> tuple[str, ...]:
        """List the methods a path answers to; none for a path that is not known."""
        parts = path.strip("/").split("/")
        return tuple(
            sorted({one.method for one, pattern in self._tables if _is_like(parts, pattern)})
        )


def _is_like(parts: list[str], pattern: tuple[str, ...]) -> bool:
    return len(parts) == len(pattern) and all(
        bool(part) if name.startswith("{") else part == name
        for name, part in zip(pattern, parts, strict=True)
    )
