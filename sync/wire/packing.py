"""Bytes of messages: strict JSON in, JSON out; the one place where structs meet the network."""

from typing import Any, TypeVar

import msgspec

_T = TypeVar("_T")


class UnreadableError(ValueError):
    """These bytes are no message of this type. The text says where, never the value."""


def pack(message: Any) -> bytes:
    """Write a message; keys in the order of the struct, what is unset left out."""
    return msgspec.json.encode(message)


def unpack(content: bytes, of: type[_T]) -> _T:
    """Read a message of a type. Unknown fields are ignored: a newer peer may say more.

    Raises ``UnreadableError``.
    """
    try:
        return msgspec.json.decode(content, type=of)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise UnreadableError(str(error)[:200]) from error


def raw(body: bytes) -> msgspec.Raw:
    """Embed canonical JSON as it is."""
    return msgspec.Raw(body)
