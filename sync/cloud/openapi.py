"""The OpenAPI 3.1 document, made of the same table of endpoints that answers requests."""

import re
from collections.abc import Sequence
from typing import Any, Final

from sync.cloud.api.endpoint import Auth, Endpoint
from sync.wire.refusals import STATUS, Problem
from sync.wire.schemas import describe
from sync.wire.version import PROTOCOL

_EVERYWHERE: Final = ("MALFORMED", "NOT_FOUND", "TOO_LARGE", "TOO_SLOW", "TOO_MANY", "OVERLOADED")
_WITH_A_BODY: Final = ("NOT_JSON", "INVALID")
_WITHOUT: Final = ("INVALID",)
_BY_AUTH: Final[dict[Auth, tuple[str, ...]]] = {
    "open": (),
    "enrolling": ("BAD_SIGNATURE", "DIGEST_WRONG"),
    "terminal": (
        "CHANNEL_LOST",
        "BAD_SIGNATURE",
        "UNKNOWN_TERMINAL",
        "DIGEST_WRONG",
        "REVOKED",
        "NOT_CONFIRMED",
    ),
    "admin": ("NOT_ADMITTED",),
}
_SCHEMES: Final[dict[str, Any]] = {
    "terminal": {
        "type": "apiKey",
        "in": "header",
        "name": "signature",
        "description": (
            "RFC 9421 with Ed25519 over @method, @path, @query, content-digest, sync-channel and "
            "sync-counter; the key id is the public key in hex. The channel comes from hello, its "
            "counter rises with every request."
        ),
    },
    "admin": {"type": "http", "scheme": "bearer"},
}
_PARAMETER: Final[dict[type, str]] = {int: "integer", str: "string", bool: "boolean"}


def document(endpoints: Sequence[Endpoint], origin: str) -> dict[str, Any]:
    """Describe endpoints; every refusal of each is named under its status."""
    messages = [one for end in endpoints for one in (end.takes, end.gives) if one is not None]
    schemas, components = describe([Problem, *messages])
    named = dict(zip([repr(one) for one in (Problem, *messages)], schemas, strict=True))
    paths: dict[str, Any] = {}
    for endpoint in endpoints:
        operation = _operation(endpoint, named)
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = operation
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"Ronghe POS cloud: {origin}",
            "version": f"{PROTOCOL}.0.0",
            "description": "Refusals are codes with facts; whoever shows them has the words.",
        },
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": _SCHEMES},
    }


def codes_of(endpoint: Endpoint) -> tuple[str, ...]:
    """List every refusal an endpoint may answer with, its own first."""
    takes_a_body = _WITH_A_BODY if endpoint.takes is not None else _WITHOUT
    every = (*endpoint.refuses, *_BY_AUTH[endpoint.auth], *takes_a_body, *_EVERYWHERE)
    return tuple(dict.fromkeys(every))


def _operation(endpoint: Endpoint, named: dict[str, Any]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": _operation_id(endpoint),
        "summary": endpoint.summary,
        "tags": [endpoint.lane],
        "parameters": _parameters(endpoint),
        "responses": {"200": _success(endpoint, named), **_refusals(endpoint)},
    }
    if endpoint.auth != "open":
        scheme = "admin" if endpoint.auth == "admin" else "terminal"
        operation["security"] = [{scheme: []}]
    if endpoint.takes is not None:
        content = {"application/json": {"schema": named[repr(endpoint.takes)]}}
        operation["requestBody"] = {"required": True, "content": content}
    elif endpoint.content_types:
        as_it_is = {"schema": {"type": "string", "maxLength": endpoint.most_bytes}}
        content = dict.fromkeys(endpoint.content_types, as_it_is)
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _operation_id(endpoint: Endpoint) -> str:
    words = re.sub(r"[^a-z0-9]+", "_", endpoint.path.lower()).strip("_")
    return f"{endpoint.method.lower()}_{words}"


def _parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"\{(\w+)\}", endpoint.path)
    ]
    in_query = [
        {"name": name, "in": "query", "schema": {"type": _PARAMETER[kind]}}
        for name, kind in endpoint.query.items()
    ]
    return in_path + in_query


def _success(endpoint: Endpoint, named: dict[str, Any]) -> dict[str, Any]:
    if endpoint.gives is None:
        content: dict[str, Any] = {"application/octet-stream": {}}
    else:
        content = {"application/json": {"schema": named[repr(endpoint.gives)]}}
    return {"description": "Done.", "content": content}


def _refusals(endpoint: Endpoint) -> dict[str, Any]:
    by_status: dict[int, list[str]] = {}
    for code in codes_of(endpoint):
        by_status.setdefault(STATUS[code], []).append(code)
    return {str(status): _refusal(codes) for status, codes in sorted(by_status.items())}


def _refusal(codes: list[str]) -> dict[str, Any]:
    schema = {
        "allOf": [
            {"$ref": "#/components/schemas/Problem"},
            {"properties": {"code": {"enum": codes}}},
        ]
    }
    return {"description": ", ".join(codes), "content": {"application/json": {"schema": schema}}}
