"""Every check of the project, in the order of how fast it answers: `make test` runs this.

Format, lint, types, import contracts, complete texts, then the tests, on every core there is; the
last line is pytest's. A file's tests stay on one of them, with the fixtures that they share.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHECKS = {
    "format": [sys.executable, "-m", "ruff", "format", "--check"],
    "lint": [sys.executable, "-m", "ruff", "check"],
    "types": [sys.executable, "-m", "mypy"],
    "import contracts": [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-cache",
    ],
    "texts": [sys.executable, "-m", "tests.texts", "--check"],
}
TESTS = [sys.executable, "-m", "pytest", "--quiet", "--no-header"]
SPREAD = ["--dist=loadfile", "--no-loadscope-reorder"]  # tests/conftest.py says which files begin
MOST_WORKERS = 8


def main() -> int:
    """Run all of them, even after a failure, so that one run shows everything that is wrong."""
    os.environ.setdefault("PYTHONPYCACHEPREFIX", str(ROOT / ".venv" / "pycache"))
    failed = [name for name, command in CHECKS.items() if not _passes(name, command)]
    print("check: tests", flush=True)
    tests = subprocess.run([*TESTS, *_spread(), *sys.argv[1:]], cwd=ROOT, check=False)
    if failed:
        print(f"check: failed before the tests: {', '.join(failed)}")
    return 1 if failed or tests.returncode != 0 else 0


def _spread() -> list[str]:
    """Say how the tests are shared out; each worker starts a PostgreSQL of its own."""
    cores = min(os.cpu_count() or 1, MOST_WORKERS)
    return [f"--numprocesses={cores}", *SPREAD] if cores > 1 else []


def _passes(name: str, command: list[str]) -> bool:
    """Run one check; its output is shown only when it has something to say."""
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode == 0:
        print(f"check: {name}: good", flush=True)
        return True
    print(f"{done.stdout}\ncheck: {name}: FAILED", flush=True)
    return False


if __name__ == "__main__":
    sys.exit(main())
