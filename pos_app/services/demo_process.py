"""The demo store's cloud beside its till: a process of its own, started and stopped by the till.

It is the reference cloud on a file of its own, in the folder next to the till's. It ends when its
standard input does, so it never outlives a till that was killed. A till that is installed without
the reference cloud is a shop without one.
"""

import importlib.util
import json
import logging
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pos_app.clock import Clock
from pos_app.demo.issuer_keys import ISSUER_FILE
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.services.member_set_up import MEMBERS_FILE, PhoneKeys, read_members
from pos_app.store.members import MemberRecord

_log = logging.getLogger(__name__)

_NEEDED: Final = ("sync.cloud", "starlette", "uvicorn", "alembic")
_STANDING_FILE: Final = "cloud.json"
_PEOPLE_FILE: Final = "people.json"
_LOG_FILE: Final = "cloud.log"
_STOPS_WITHIN_S: Final = 5


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the cloud answers, and a code that enrols this till, once."""

    url: str
    admin_url: str
    code: str


class DemoProcess:
    """One beside a till. ``data`` is the till's folder, ``set_up`` what the store is set up by."""

    def __init__(self, data: Path, set_up: Path, keys: PhoneKeys, clock: Clock) -> None:
        self.folder = data.with_name(data.name + "-cloud")
        self._issuer = data / ISSUER_FILE
        self._set_up = set_up
        self._keys = keys
        self._clock = clock
        self._process: subprocess.Popen[bytes] | None = None

    @staticmethod
    def is_possible() -> bool:
        """Tell whether the reference cloud is there to be started."""
        return all(importlib.util.find_spec(name) is not None for name in _NEEDED)

    def is_of(self, store: str) -> bool:
        """Tell whether this is the demo store; a till of another one is another cloud's."""
        profile = json.loads((self._set_up / "store.json").read_text(encoding="utf-8"))
        return bool(profile["store"] == store)

    def start(self) -> None:
        """Start it and do not wait: ``whereabouts`` knows when it answers.

        The issuer's keys must be there (services/demo_cloud.py). Till thread.

        Refuses: DEMO_CLOUD_NOT_STARTED.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / _STANDING_FILE).unlink(missing_ok=True)
            people = self.folder / _PEOPLE_FILE
            people.touch(mode=0o600)
            people.write_text(json.dumps(self._people(), ensure_ascii=False), encoding="utf-8")
            with (self.folder / _LOG_FILE).open("wb") as log:
                self._process = subprocess.Popen(
                    self._command(people),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=log,
                    cwd=Path(__file__).parents[2],
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
        except (OSError, Refusal) as error:
            raise EnvironmentFault("DEMO_CLOUD_NOT_STARTED", file=self.folder.name) from error

    @property
    def is_running(self) -> bool:
        """Tell whether it runs, answering or not yet. Any thread."""
        return self._process is not None and self._process.poll() is None

    def whereabouts(self) -> Whereabouts | None:
        """Say where it answers; None while it does not, or not any more. Any thread."""
        process = self._process
        if process is None or not self.is_running:
            return None
        try:
            said = json.loads((self.folder / _STANDING_FILE).read_text(encoding="ascii"))
            if said["process"] != process.pid:
                return None
            return Whereabouts(said["url"], said["admin_url"], said["code"])
        except (OSError, ValueError, KeyError):
            return None

    def stop(self) -> None:
        """End it: it answers what it has begun, and a few seconds are enough for that."""
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None
        process.stdin.close()
        try:
            process.wait(_STOPS_WITHIN_S)
        except subprocess.TimeoutExpired:
            _log.warning("demo cloud did not end by itself")
            process.kill()
            process.wait()

    def _command(self, people: Path) -> list[str]:
        words = ["demo", "--until-input-ends", "--folder", self.folder, "--members", people]
        return [sys.executable, "-m", "sync.cloud", *map(str, [*words, "--issuer", self._issuer])]

    def _people(self) -> list[dict[str, Any]]:
        set_up = read_members(self._set_up / MEMBERS_FILE, self._keys, self._clock.wall_ms())
        return [_row(record) for record in set_up.records]


def _row(record: MemberRecord) -> dict[str, Any]:
    """Give a member as head office tells of them: a row of the feed (sync/wire/reference.py)."""
    member = record.member
    detail = {
        "tags": member.tags,
        "segments": member.segments,
        "usual_skus": member.usual_skus,
        "entitlements": member.entitlements,
        "consents": [
            [one.purpose.value, one.is_granted, one.notice_version, one.language, one.at_ms]
            for one in member.consents
        ],
    }
    birthday = member.birthday
    return {
        "id": member.id.hex(),
        "number": member.number,
        "tier": member.tier,
        "points": member.points,
        "as_of_ms": member.as_of_ms,
        "spent": member.spent_minor,
        "name": member.name_masked,
        "last4": member.phone_last4,
        "initials": record.initials,
        "phone": record.phone_key.hex() if record.phone_key else "",
        "cards": record.cards,
        "last_visit": member.last_visit or "",
        "birthday": [birthday.first, birthday.last] if birthday else [],
        "detail": json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
    }
