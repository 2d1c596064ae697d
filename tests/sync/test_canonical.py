"""Canonical bytes: one spelling for one value, and nothing the format does not have."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.wire.canonical import (
    DEEPEST_BODY,
    LARGEST_BODY_BYTES,
    LARGEST_INTEGER,
    NotCanonicalError,
    decode,
    encode,
)

KEYS = st.from_regex(r"\A[a-z][a-z0-9_]{0,8}\Z")
VALUES = st.recursive(
    st.booleans()
    | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_what_was_written_reads_back_and_is_written_the_same_again(value: dict[str, Any]) -> None:
    body = encode(value)
    assert decode(body) == value
    assert encode(dict(reversed(value.items()))) == body


def test_escapes_are_the_short_ones_and_lower_case() -> None:
    assert encode({"t": '"\\\b\f\n\r\t\x01\x1f/\x7f融'}) == (
        '{"t":"\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f/\x7f融"}'.encode()
    )


@pytest.mark.parametrize(
    "value",
    [
        {"a": None},
        {"a": 1.5},
        {"a": LARGEST_INTEGER + 1},
        {"a": -LARGEST_INTEGER - 1},
        {"a": b"bytes"},
        {"A": 1},
        {"1a": 1},
        {"": 1},
        {"a": {"é": 1}},
        {"a": "\ud800"},
        {"a": "x" * LARGEST_BODY_BYTES},
        {1: 2},
    ],
)
def test_a_value_the_format_does_not_have_is_not_written(value: Any) -> None:
    with pytest.raises(NotCanonicalError):
        encode(value)


@pytest.mark.parametrize(
    "body",
    [
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a": 1}',
        b'{"a":1}\n',
        b'{"a":1.0}',
        b'{"a":1e2}',
        b'{"a":-0}',
        b'{"a":null}',
        b'{"a":9007199254740992}',
        b'{"a":123456789012345678901234567890}',
        b'{"a":"\\u0041"}',
        b'{"a":"\\/"}',
        b'{"a":"\\u001F"}',
        b'{"a":"\\ud800"}',
        b'{"a":"\xff"}',
        b'{"A":1}',
        b"[1]",
        b"1",
        b"",
        b"{",
        b'{"a":1}{"a":1}',
        b"\xef\xbb\xbf{}",
        b'{"a":' * 50 + b"1" + b"}" * 50,
        b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"a":"' + b"x" * LARGEST_BODY_BYTES + b'"}',
    ],
)
def test_another_spelling_is_refused(body: bytes) -> None:
    with pytest.raises(NotCanonicalError):
        decode(body)


def test_twenty_levels_are_read_and_one_more_is_not() -> None:
    deepest = b'{"a":' * DEEPEST_BODY + b"1" + b"}" * DEEPEST_BODY
    assert encode(decode(deepest)) == deepest
    with pytest.raises(NotCanonicalError):
        decode(b'{"a":' + deepest + b"}")
