"""A site of releases, signed with keys of its own by the tool that signs the real ones."""

import importlib.util
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from pos_app.clock import SystemClock


def now() -> datetime:
    """Give the machine's own time: ages of releases are measured against it."""
    return datetime.fromtimestamp(SystemClock().wall_ms() / 1000, UTC)


@dataclass(frozen=True)
class Site:
    """Where releases are, who signs them, and the root that a program would bring along."""

    tool: ModuleType
    keys: Path
    folder: Path
    root: bytes

    def add(self, version: str, content: bytes = b"MZ setup", /, **latest: object) -> None:
        setup = self.folder.parent / f"RonghePOS-{version}-Setup.exe"
        setup.write_bytes(content)
        notes = {"zh": "更快", "en": "faster"}
        body = {"version": version, "setup": setup.name, "notes": notes} | latest
        self.tool.add(self.keys, self.folder, setup, body, now())


def make_site(tmp_path: Path, root: Path) -> Site:
    """Make one below a folder; ``root`` is the project's."""
    found = importlib.util.spec_from_file_location("release", root / ".ci/installer/release.py")
    assert found is not None
    assert found.loader is not None
    tool = importlib.util.module_from_spec(found)
    found.loader.exec_module(tool)
    keys, folder = tmp_path / "keys", tmp_path / "site"
    tool.make_keys(keys)
    return Site(tool, keys, folder, tool.begin(keys, folder, now()).read_bytes())
