"""Deterministic CBOR (RFC 8949 section 4.2.1), as far as PM1 uses it. The only door to cbor2."""

from typing import Final, NoReturn

import cbor2

from pos_app.errors import Refusal

_DEEPEST: Final = 4

# What cbor2 would make objects of by itself: dates, numbers of any size, patterns, references back
# into the message. A PM1 message has no tags at all, so none of them is ever made.
_TAGS_OF_CBOR2: Final = (
    *range(6), 25, 28, 29, 30, 35, 36, 37, 52, 54, 100, 256, 258, 260, 261, 1004, 43000, 55799,
)  # fmt: skip


def _refuse_tag(*_arguments: object) -> NoReturn:
    raise ValueError("a tag")


_NO_TAGS: Final = dict.fromkeys(_TAGS_OF_CBOR2, _refuse_tag)


def write(value: object) -> bytes:
    """Write integers, byte strings, texts and arrays the one way they can be written."""
    return cbor2.dumps(value)


def read(data: bytes) -> object:
    """Read a message and refuse every spelling but the shortest.

    Refuses: PM1_CUT_SHORT, PM1_RE_ENCODED.

    Why written again and compared: the decoder itself takes trailing bytes and long integers, and
    two spellings of one code would be two codes to everything that remembers codes.
    """
    try:
        value = _decode(data)
        is_shortest = cbor2.dumps(value) == data
    except cbor2.CBORDecodeEOF as error:
        raise Refusal("PM1_CUT_SHORT") from error
    except (cbor2.CBORError, ValueError, RecursionError) as error:
        raise Refusal("PM1_RE_ENCODED") from error
    if not is_shortest:
        raise Refusal("PM1_RE_ENCODED")
    return value


def ends_early(data: bytes) -> bool:
    """Ask whether a message is the beginning of a longer one."""
    try:
        _decode(data)
    except cbor2.CBORDecodeEOF:
        return True
    except (cbor2.CBORError, ValueError, RecursionError):
        return False
    return False


def _decode(data: bytes) -> object:
    value: object = cbor2.loads(
        data,
        tag_hook=_refuse_tag,
        semantic_decoders=_NO_TAGS,
        max_depth=_DEEPEST,
        allow_indefinite=False,
        allow_duplicate_keys=False,
    )
    return value
