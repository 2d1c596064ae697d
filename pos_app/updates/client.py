"""Asks an origin for the newest release, and trusts what the release keys have signed.

The Update Framework (TUF, tuf 7): the keys of the root that the program brings along sign which
keys sign what; a server that is taken over, or somebody's stick, can neither bring another program
nor an old one, nor hold a till back for longer than the newest timestamp is good.
"""

import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tuf.api import exceptions
from tuf.api.metadata import TargetFile
from tuf.ngclient import Updater

from pos_app.errors import EnvironmentFault, Refusal
from pos_app.updates.origin import Origin
from pos_app.updates.release import LATEST, Release, read_release

MOST_SETUP_BYTES: Final = 400 << 20

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class UpdateFolders:
    """Where this till keeps what it has learned (``metadata``) and what it has fetched."""

    folder: Path

    @property
    def metadata(self) -> Path:
        """What was signed, as last seen: an older state is refused for good."""
        return self.folder / "metadata"

    @property
    def fetched(self) -> Path:
        """Files whose signatures held."""
        return self.folder / "fetched"


class Client:
    """One visit to one origin. Any thread, one at a time on one till."""

    def __init__(self, origin: Origin, folders: UpdateFolders, root: bytes) -> None:
        """``root``: the root metadata that the program brought along.

        Refuses: UPDATE_FOLDER_UNUSABLE, as every method does; UPDATE_NOT_TRUSTED.
        """
        self._folders = folders
        with _told():
            for folder in (folders.metadata, folders.fetched):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._updater = Updater(
                str(folders.metadata),
                f"{origin.address}/metadata/",
                str(folders.fetched),
                f"{origin.address}/targets/",
                origin,
                bootstrap=root,
            )

    def newest(self) -> Release:
        """Give the newest release there.

        Refuses: UPDATE_ORIGIN_UNREACHABLE, UPDATE_NOT_TRUSTED, UPDATE_STALE, UPDATE_OLDER_STATE,
        UPDATE_UNREADABLE.
        """
        with _told():
            self._updater.refresh()
            return read_release(Path(self._fetch(LATEST)).read_bytes())

    def fetch(self, release: Release, check_room: Callable[[int], None]) -> Path:
        """Bring a release's installer here, whole and signed, unless it is here already.

        ``check_room`` refuses a disk that has no room for so many bytes.

        Refuses: as ``newest``.
        """
        with _told():
            found = self._find(release.setup)
            if found.length > MOST_SETUP_BYTES:
                raise Refusal("UPDATE_UNREADABLE")
            if self._updater.find_cached_target(found) is None:
                check_room(found.length)
            return Path(self._fetch(release.setup))

    def forget_others(self, kept: Path) -> None:
        """Delete what was fetched before; half a file of a visit that broke off as well."""
        with _told():
            for path in self._folders.fetched.iterdir():
                if path not in (kept, self._folders.fetched / LATEST) and not path.is_dir():
                    path.unlink(missing_ok=True)

    def _find(self, name: str) -> TargetFile:
        found = self._updater.get_targetinfo(name)
        if found is None:
            raise Refusal("UPDATE_UNREADABLE")
        return found

    def _fetch(self, name: str) -> str:
        found = self._find(name)
        return self._updater.find_cached_target(found) or self._updater.download_target(found)


def digest_of(setup: Path) -> bytes:
    """Give the SHA-256 of a file; empty where there is none to be read."""
    try:
        with setup.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return b""


@contextmanager
def _told() -> Iterator[None]:
    """Say in our codes what The Update Framework found."""
    try:
        yield
    except exceptions.ExpiredMetadataError as error:
        raise Refusal("UPDATE_STALE") from error
    except exceptions.BadVersionNumberError as error:
        raise Refusal("UPDATE_OLDER_STATE") from error
    except exceptions.DownloadLengthMismatchError as error:
        raise Refusal("UPDATE_NOT_TRUSTED") from error
    except exceptions.DownloadError as error:
        _log.info("update origin not reached: %s", type(error).__name__)
        raise Refusal("UPDATE_ORIGIN_UNREACHABLE") from error
    except exceptions.RepositoryError as error:
        _log.warning("update not trusted: %s", type(error).__name__)
        raise Refusal("UPDATE_NOT_TRUSTED") from error
    except OSError as error:
        raise EnvironmentFault("UPDATE_FOLDER_UNUSABLE") from error
