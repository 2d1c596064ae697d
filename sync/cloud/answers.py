"""Between ASGI and the core: a request as it came, an answer as it goes."""

import gzip
import re
from collections.abc import MutableMapping
from dataclasses import replace
from typing import Any, Final

from sync.cloud.call import Request, Response
from sync.wire.packing import UnreadableError, pack, unpack
from sync.wire.refusals import STATUS, Problem
from sync.wire.version import CHANNEL_FIELD, PROTOCOL, PROTOCOL_FIELD, REQUEST_FIELD

_ECHOED: Final = re.compile(r"[0-9A-Za-z_=+/-]{1,64}")
_COMPRESSED_FROM: Final = 512
_GZIP_LEVEL: Final = 5


def request_of(scope: MutableMapping[str, Any]) -> Request:
    """Read what ASGI says of a request; its body is still to come. Paths stay quoted."""
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    client = scope.get("client")
    return Request(
        method=scope["method"],
        path=scope["raw_path"].decode("latin-1"),
        query=scope["query_string"].decode("latin-1"),
        headers=headers,
        peer=client[0] if client else "",
    )


def echoed(request: Request, field: str) -> str:
    """Give a header that answers repeat; nothing when it is not of the form ours have."""
    value = request.headers.get(field, "")
    return value if _ECHOED.fullmatch(value) else ""


def refusal(code: str, **facts: str | int) -> Response:
    """Say no, in the form every refusal has."""
    return Response(STATUS[code], pack(Problem(code, dict(facts))))


def overloaded(retry_after_s: int) -> Response:
    """Say that there is no room, and when to ask again at the earliest."""
    busy = refusal("OVERLOADED", retry_after_s=retry_after_s)
    return replace(busy, headers={"retry-after": str(retry_after_s)})


def code_of(response: Response) -> str:
    """Name the refusal that an answer is; nothing for one that is none."""
    if response.status < 400:
        return ""
    try:
        return unpack(response.body, Problem).code
    except UnreadableError:
        return ""


def compressed(response: Response) -> Response:
    """Compress JSON that is worth it; segments stay as they are: their bytes are their name."""
    is_worth_it = len(response.body) >= _COMPRESSED_FROM
    if response.content_type != "application/json" or not is_worth_it:
        return response
    small = gzip.compress(response.body, _GZIP_LEVEL, mtime=0)
    headers = {**response.headers, "content-encoding": "gzip", "vary": "accept-encoding"}
    return replace(response, body=small, headers=headers)


def stamped(response: Response, request: Request, request_id: str) -> Response:
    """Add what tells an answer of ours from a captive portal's, and that nobody keeps it."""
    stamp = {
        PROTOCOL_FIELD: str(PROTOCOL),
        REQUEST_FIELD: request_id,
        "content-type": response.content_type,
        "content-length": str(len(response.body)),
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
    }
    if channel := echoed(request, CHANNEL_FIELD):
        stamp[CHANNEL_FIELD] = channel
    if response.status in (408, 413):
        stamp["connection"] = "close"  # the rest of the body is not waited for
    return replace(response, headers={**stamp, **response.headers})


def asgi_messages(response: Response) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give the two messages that send an answer."""
    headers = [(name.encode("latin-1"), value.encode()) for name, value in response.headers.items()]
    begin = {"type": "http.response.start", "status": response.status, "headers": headers}
    return begin, {"type": "http.response.body", "body": response.body}
