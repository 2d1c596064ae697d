"""``support-bundle FILE``: what somebody who helps from afar needs to know, and nobody's data.

A ZIP of text files: logs (two weeks), reports of faults (a week), how the till's files are, which
devices it has and which versions opened on it. Codes, counts, sizes and times; ``manifest.json``
lists every file with its SHA-256. Not in it: records, receipts, keys, names, addresses on the
network, folders of this machine.
"""

import argparse
import hashlib
import json
import platform
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from pos_app import __version__, config, crash
from pos_app.clock import SystemClock
from pos_app.commands import console
from pos_app.config import Config
from pos_app.durable import put_in_place
from pos_app.errors import EnvironmentFault
from pos_app.store.condition import read_condition
from pos_app.store.database import SQLITE_VERSION
from pos_app.updates import slots
from pos_app.updates.release import Version

MOST_LOG_BYTES: Final = 4 << 20
"""Of each log, its end; a till that logs more than that a day says the same over and over."""

_PART: Final = ".part"
_HEAD: Final = re.compile(r"\d{4}-\d\d-\d\d ")
_FOLDER: Final = re.compile(r"(?:\b[A-Za-z]+:)?[\\/]+(?! ).*[\\/]")
"""To the last separator of all: folders have spaces in their names, and the names of people."""

_BEFORE_IT: Final = "Before it:"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the file to write."""
    parser.add_argument("file", type=Path, help="where to write the ZIP; must not exist yet")


def run(arguments: argparse.Namespace) -> int:
    """Write the bundle, beside a running till too; 0 when it is there, 2 when not.

    A till that does not open any more is what it is for: what cannot be read is named by its code.
    """
    file: Path = arguments.file
    try:
        if file.exists():
            raise EnvironmentFault("COPY_EXISTS", file=str(file))
        names = _write(file, dict(_parts(_settings(arguments.data))))
    except EnvironmentFault as fault:
        console.tell(fault)
        return 2
    except OSError:
        console.tell(EnvironmentFault("BUNDLE_UNWRITABLE", file=str(file)))
        return 2
    console.say(
        f"支持包已写好：{file}。里面是下列文本，没有顾客、收银员和交易内容；交出前可以打开看一遍。",
        f"The support bundle is written: {file}. It holds the texts below and nothing of customers,"
        " operators or sales; you can read it before you hand it over.",
    )
    for name in names:
        print(f"  {name}")
    return 0


def _settings(data: Path | None) -> Config:
    """Read the settings, or do without where they cannot be read."""
    try:
        return config.load(data)
    except EnvironmentFault:
        return Config(config.data_folder(data).absolute())


def _parts(settings: Config) -> Iterator[tuple[str, str]]:
    """Give each text with its name in the bundle."""
    about = {
        "made": f"{datetime.fromtimestamp(SystemClock().wall_ms() / 1000, UTC):%Y-%m-%dT%H:%M:%SZ}",
        "program": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "sqlite": SQLITE_VERSION,
        "devices": _devices(settings),
        "versions": _versions(settings.data),
    }
    yield "about.json", _json(about)
    yield "condition.json", _json(_condition(settings.data))
    for path in sorted(settings.logs.glob("till.log*")):
        yield f"logs/{path.name}", _read(path, _heads)
    for path in sorted(settings.logs.glob(crash.PATTERN)):
        yield f"crashes/{path.name}", _read(path, _without_folders)


def _condition(folder: Path) -> dict[str, Any]:
    if not folder.is_dir():
        return {"till": {"fault": "DATA_DIRECTORY_UNUSABLE"}}
    try:
        key = console.terminal_of(folder).till_key
    except EnvironmentFault as fault:
        return read_condition(folder, None) | {"key": fault.code}
    return read_condition(folder, key)


def _devices(settings: Config) -> dict[str, Any]:
    """Name kinds and widths; hosts and ports are the shop's own."""
    return {
        "language": settings.language,
        "full_screen": settings.is_full_screen,
        "printer": settings.printer.kind,
        "paper_mm": settings.printer.width_mm,
        "scanner": settings.scanner.kind,
        "camera": settings.camera is not None,
        "scale": settings.scale.kind if settings.scale else None,
        "cloud": bool(settings.cloud.url),
    }


def _versions(folder: Path) -> dict[str, str]:
    """Say which versions opened here, or did not; whatever else stands in that file is left out."""
    slot = slots.read_slot(folder / slots.FOLDER)
    known = {"good": slot.good, "rejected": slot.rejected}
    return {what: text for what, text in known.items() if Version.parse(text)}


def _read(path: Path, keep: Callable[[str], str]) -> str:
    """Give what may be told of a log; of one that cannot be read, why."""
    try:
        return keep(_end_of(path))
    except OSError as error:
        return f"{type(error).__name__}\n"


def _end_of(path: Path) -> str:
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - MOST_LOG_BYTES, 0))
        return file.read().decode("utf-8", "replace")


def _heads(log: str) -> str:
    """Keep what the till says in codes; of traces, which quote what they met, there are reports."""
    kept = (line for line in log.splitlines() if _HEAD.match(line))
    return "".join(f"{_FOLDER.sub('…/', line)}\n" for line in kept)


def _without_folders(report: str) -> str:
    """Take folders out of what was logged before a fault; its stack has places in the program."""
    stack, head, before = report.partition(_BEFORE_IT)
    return stack + head + _FOLDER.sub("…/", before)


def _write(file: Path, parts: dict[str, str]) -> tuple[str, ...]:
    contents = {name: text.encode("utf-8", "replace") for name, text in parts.items()}
    listed = {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in contents.items()
    }
    contents["manifest.json"] = _json(listed).encode()
    beside = file.with_name(file.name + _PART)
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as bundle:
            for name, content in contents.items():
                bundle.writestr(name, content)
        put_in_place(beside, file)
    finally:
        beside.unlink(missing_ok=True)
    return tuple(contents)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
