"""The signature of a request covers all that decides what it does."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sync.wire import signature
from sync.wire.signature import Signed

KEY = bytes(range(32))
SIGNED = Signed("POST", "/sync/v1/exchange", "", signature.content_digest(b"{}"), "ch1", 3)


def test_the_signature_base_is_that_of_rfc_9421() -> None:
    assert signature.message(SIGNED, KEY).decode() == (
        '"@method": POST\n'
        '"@path": /sync/v1/exchange\n'
        '"@query": ?\n'
        '"content-digest": sha-256=:RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=:\n'
        '"sync-channel": ch1\n'
        '"sync-counter": 3\n'
        '"@signature-params": ("@method" "@path" "@query" "content-digest" "sync-channel"'
        f' "sync-counter");keyid="{KEY.hex()}";alg="ed25519"'
    )


@given(st.sampled_from(["method", "path", "query", "digest", "channel", "counter"]))
def test_no_part_can_change_without_the_signed_bytes(part: str) -> None:
    other = 4 if part == "counter" else getattr(SIGNED, part) + "x"
    changed = replace(SIGNED, **{part: other})
    assert signature.message(changed, KEY) != signature.message(SIGNED, KEY)


@given(st.binary(min_size=64, max_size=64), st.binary(min_size=32, max_size=32))
def test_fields_read_back(proof: bytes, key: bytes) -> None:
    assert signature.signature_of(signature.signature_field(proof)) == proof
    assert signature.key_of(signature.signature_input(key)) == key


@given(st.text())
def test_any_other_field_is_nothing(text: str) -> None:
    assert signature.key_of(text) is None
    assert signature.signature_of(text) is None
