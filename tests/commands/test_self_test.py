"""`self-test` from the source tree; of what is built the same is asked in tests/installer."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from pos_app.commands import self_test


def ask(root: Path, *words: str) -> tuple[int, dict[str, Any]]:
    command = [sys.executable, "-m", "pos_app", "self-test", *words]
    done = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, check=False)
    return done.returncode, json.loads(done.stdout) if done.stdout else {}


def test_a_whole_program_says_that_all_is_good_and_leaves_nothing(
    root: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    code, told = ask(root)
    assert code == 0
    assert told["failed"] == []
    assert told["is_bundle"] is False
    assert told["records"]["sales"] == 1
    assert told["texts"]["zh_CN"] != told["texts"]["en"]
    assert not list(tmp_path.glob("*-ronghe-self-test"))


def test_the_answer_goes_into_a_file_where_there_is_no_terminal(root: Path, tmp_path: Path) -> None:
    answer, picture = tmp_path / "answer.json", tmp_path / "receipt.png"
    code, told = ask(root, "--out", str(answer), "--picture", str(picture))
    assert (code, told) == (0, {})
    assert json.loads(answer.read_text(encoding="utf-8"))["failed"] == []
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_check_that_fails_is_named_and_the_others_are_made() -> None:
    told: dict[str, Any] = {}

    def broken() -> dict[str, Any]:
        raise FileNotFoundError("words.qm")

    failed = self_test._make([("texts", broken), ("sounds", lambda: {"ok": 1})], told)
    assert failed == ["texts"]
    assert told == {"texts": {"problem": "FileNotFoundError: words.qm"}, "sounds": {"ok": 1}}
