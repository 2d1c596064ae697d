"""Changed bytes are found; garbage is answered with 2 and never with a traceback."""

import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.verifier.judging import PIN, SCRIPT, Verify, a_day, verifier
from tests.verifier.writer import Writer


def changes(content: bytes, count: int = 300) -> Iterator[tuple[int, bytes]]:
    """Give the content with one byte changed, at the same sampled places every time."""
    for number in range(count):
        digest = hashlib.sha256(b"%d" % number).digest()
        at = int.from_bytes(digest[:8], "big") % len(content)
        changed = bytearray(content)
        changed[at] ^= digest[8] or 1
        yield at, bytes(changed)


def test_any_changed_byte_of_an_archive_is_detected(verify: Verify) -> None:
    archive = a_day(Writer(), 20).day()
    for at, changed in changes(archive):
        # Bytes 8 and 9 name the packer and its level: no fact depends on them.
        assert verify(changed).code in (1, 2) or at in (8, 9), at
    for at, changed in changes(gzip.decompress(archive)):
        assert verify(gzip.compress(changed, 1, mtime=0)).code in (1, 2), at


def test_any_changed_byte_of_a_plain_export_is_detected(verify: Verify) -> None:
    export = a_day(Writer(), 20).export()
    label = export.index(b'"bd":"2026') + 6  # nothing hangs on the label of a plain export
    for at, changed in changes(export):
        verdict = verify(changed, options=[*PIN, "--export", "--from-start"])
        assert verdict.code in (1, 2) or label <= at < label + 10, at


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_garbage_is_unreadable_and_never_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, garbage: bytes, is_packed: bool
) -> None:
    path = tmp_path_factory.mktemp("garbage") / "x"
    path.write_bytes(gzip.compress(garbage, mtime=0) if is_packed else garbage)
    assert verifier.main([str(path)]) == 2
    assert verifier.main(["--export", str(path)]) == 2


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_value_in_any_field_is_judged_and_never_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    writer = a_day(Writer(), 2)
    lines = gzip.decompress(writer.day([writer.anchor(2)])).decode().splitlines()[:-1]
    place = data.draw(st.integers(0, len(lines) - 1))
    value: Any = json.loads(lines[place])
    target: Any = value
    while isinstance(target, dict | list) and target:
        keys = list(target) if isinstance(target, dict) else list(range(len(target)))
        key = data.draw(st.sampled_from(keys))
        if data.draw(st.booleans()) or not isinstance(target[key], dict | list):
            target[key] = data.draw(JSON)
            break
        target = target[key]
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    lines[place] = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    path = tmp_path_factory.mktemp("values") / "x"
    path.write_bytes(writer.sign(lines))
    assert verifier.main([str(path)]) in (0, 1, 2)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_value_in_a_resealed_body_is_judged_and_never_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    writer = a_day(Writer(), 2)
    row = writer.rows[data.draw(st.integers(0, len(writer.rows) - 1))]
    row.kind = data.draw(st.sampled_from([row.kind, "sale", "key_rotate", "archive_made"]))
    value: Any = json.loads(row.body)
    target = data.draw(st.sampled_from([value, value["d"], value["gt"]]))
    key = data.draw(st.sampled_from([*target, "tenders", "taxes", "pub", "sha256", "boot"]))
    target[key] = data.draw(JSON)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    row.body = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    writer.reseal(row.seq)
    path = tmp_path_factory.mktemp("bodies") / "x"
    path.write_bytes(writer.export())
    assert verifier.main(["--export", str(path)]) in (0, 1)


def test_a_small_file_that_unpacks_without_end_is_refused(
    verify: Verify, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifier, "MAX_UNPACKED", 100_000)
    bomb = verify(gzip.compress(bytes(10_000_000), mtime=0))
    assert bomb.code == 2
    assert "too large" in bomb.text


@pytest.mark.parametrize(
    "options",
    [
        ["--terminal-key", "zz"],
        ["--terminal-key", "/"],
        ["--anchors", "/nowhere"],
        ["--printed", "E1 #3 66"],
        ["--clock-tolerance", "x"],
        [],
    ],
)
def test_options_that_cannot_be_understood_end_with_two(options: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        verifier.main([*options, *(["x"] if options else [])])
    assert ended.value.code == 2


def test_the_verifier_shares_no_code_with_the_product() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    imports = re.findall(r"^ *(?:from (\w+)[\w.]* import|import (\w+))", text, re.MULTILINE)
    names = {one or other for one, other in imports}
    assert names - set(sys.stdlib_module_names) == {"cryptography"}
