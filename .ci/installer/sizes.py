"""What is how large, by part, as a table for people."""

import hashlib
from collections import Counter
from pathlib import Path
from typing import Final

_PARTS_SHOWN: Final = 14
_MEGA: Final = 1_000_000


def show(bundle: Path) -> None:
    """Print the parts of a bundle: everything by the first name below `_internal`."""
    parts: Counter[str] = Counter()
    files = [file for file in bundle.rglob("*") if file.is_file() and not file.is_symlink()]
    for file in files:
        names = file.relative_to(bundle).parts
        parts[names[1] if names[0] == "_internal" else names[0]] += file.stat().st_size
    shown = parts.most_common(_PARTS_SHOWN)
    shown.append(("the rest", parts.total() - sum(size for _, size in shown)))
    for name, size in [*shown, (f"all {len(files)} files", parts.total())]:
        print(f"{size / _MEGA:8.1f} MB  {name}")


def show_setup(setup: Path) -> None:
    """Print the size and the hash of Setup.exe."""
    content = setup.read_bytes()
    print(f"{len(content) / _MEGA:8.1f} MB  {setup.name}")
    print(f"sha256 {hashlib.sha256(content).hexdigest()}")
    print(f"it lies in {setup.parent}")
