"""The commands of the program that needs no Python: their names, and where they answer."""

import os
import subprocess
import sys
from pathlib import Path


def test_what_python_m_sync_does_is_a_command_of_the_program(root: Path, tmp_path: Path) -> None:
    def asked(*words: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", *words, "status", "--data", str(tmp_path)],
            cwd=root,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
            text=True,
            check=False,
        )
        return done.returncode, done.stderr

    assert asked("pos_app", "sync") == asked("sync")
    assert asked("sync")[0] == 1
