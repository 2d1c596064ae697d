"""The notices in force, from resources/notices: one file for each version, none ever changed."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from pos_app import resources
from pos_app.domain.member import Purpose
from pos_app.domain.notice import Notice

LANGUAGES: Final = ("zh", "en")
CHINESE: Final = LANGUAGES[0]


def language_of(locale: str) -> str:
    """Give the language of a notice for a locale such as zh_CN; what is not Chinese is English."""
    return CHINESE if locale.startswith(CHINESE) else LANGUAGES[1]


@lru_cache(maxsize=1)
def versions() -> tuple[str, ...]:
    """List the versions there are, the one in force last."""
    found = [path.stem for path in resources.path("notices").glob("*.json")]
    return tuple(sorted(found, key=_in_order))


def in_force(language: str) -> tuple[Notice, ...]:
    """Give the notices to show, one for each purpose, in the order they are asked."""
    return read(versions()[-1], language)


@lru_cache(maxsize=8)
def read(version: str, language: str) -> tuple[Notice, ...]:
    """Give the notices of a version, also of one that is not in force any more."""
    body = json.loads(_file(version).read_text(encoding="utf-8"))
    assert body["version"] == version
    return tuple(_notice(version, language, entry) for entry in body["notices"])


def _notice(version: str, language: str, entry: dict[str, Any]) -> Notice:
    said = entry[language]
    return Notice(
        version,
        Purpose(entry["purpose"]),
        language,
        said["title"],
        said["why"],
        said["data"],
        said["kept"],
        entry["is_required"],
    )


def _file(version: str) -> Path:
    return resources.path("notices", f"{version}.json")


def _in_order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("-"))
