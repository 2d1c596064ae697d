"""The first answer to a request with an id of its own is its only one (X8)."""

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from sync.cloud.schema.facts import REQUEST_SEEN


class RequestReusedError(Exception):
    """The id came before with another body."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request's id, within its ``scope`` (a terminal's id in hex), and the hash of its body."""

    tenant: str
    scope: str
    request_id: bytes
    body_hash: bytes
    now_ms: int


def answer_once(connection: sa.Connection, asked: Asked, work: Callable[[], bytes]) -> bytes:
    """Give the bytes that ``work`` gives, or gave when this request first came.

    In the caller's transaction, so that what ``work`` did and that it was done are one commit. An
    exception of ``work`` keeps nothing: a refusal may be asked again. Raises
    ``RequestReusedError``.
    """
    query = sa.select(REQUEST_SEEN).where(
        REQUEST_SEEN.c.scope == asked.scope, REQUEST_SEEN.c.request_id == asked.request_id
    )
    seen = connection.execute(query).one_or_none()
    if seen is not None:
        if bytes(seen.body_hash) != asked.body_hash:
            raise RequestReusedError
        return bytes(seen.answer)
    answer = work()
    connection.execute(
        sa.insert(REQUEST_SEEN).values(
            scope=asked.scope,
            request_id=asked.request_id,
            tenant=asked.tenant,
            body_hash=asked.body_hash,
            answer=answer,
            at_ms=asked.now_ms,
        )
    )
    return answer
