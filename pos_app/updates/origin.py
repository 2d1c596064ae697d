"""Where a release's files are: on a server, or in a folder such as a USB stick.

Both have the same two folders, ``metadata`` and ``targets``. Nothing that comes from here is
trusted: signatures, sizes and ages are ``client``'s matter.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import unquote

import requests
from tuf.api.exceptions import DownloadError, DownloadHTTPError
from tuf.ngclient import FetcherInterface

_CHUNK: Final = 256 * 1024
_CONNECT_S: Final = 5.0
_SILENCE_S: Final = 8.0
"""Less than a till that is closed waits for whatever is still read (ui/report_thread.py)."""

_NOT_FOUND: Final = 404
_OK: Final = 200


Going = Callable[[], None]
"""Asked between two pieces; raises to give up."""


class FolderOrigin(FetcherInterface):
    """A folder: its name is its address."""

    def __init__(self, folder: Path, going: Going) -> None:
        super().__init__()
        self.address = folder.absolute().as_uri()
        self._folder = folder
        self._going = going
        self._open = ExitStack()

    def close(self) -> None:
        """Let go of whatever is open."""
        self._open.close()

    def _fetch(self, url: str) -> Iterator[bytes]:
        inside = unquote(url.removeprefix(self.address)).strip("/")
        path = self._folder.joinpath(*inside.split("/"))
        if ".." in inside.split("/") or not path.is_file():
            raise DownloadHTTPError(inside, _NOT_FOUND)
        self._open.close()
        file = self._open.enter_context(path.open("rb"))
        return self._pieces(file)

    def _pieces(self, file: BinaryIO) -> Iterator[bytes]:
        try:
            with file:
                while piece := file.read(_CHUNK):
                    self._going()
                    yield piece
        except OSError as error:  # the stick was pulled out
            raise DownloadError("read") from error


class ServerOrigin(FetcherInterface):
    """A server that hands out files, over https alone but for this very machine."""

    def __init__(self, address: str, going: Going, authority: Path | None = None) -> None:
        super().__init__()
        self.address = address.rstrip("/")
        self._going = going
        self._session = requests.Session()
        if authority is not None:
            self._session.verify = str(authority)
        self._open = ExitStack()

    def close(self) -> None:
        """Let go of the connection, an answer that nobody read to its end too."""
        self._open.close()
        self._session.close()

    def _fetch(self, url: str) -> Iterator[bytes]:
        self._open.close()
        waits = (_CONNECT_S, _SILENCE_S)
        answer = self._session.get(url, stream=True, timeout=waits, allow_redirects=False)
        self._open.enter_context(answer)
        if answer.status_code != _OK:
            raise DownloadHTTPError(str(answer.status_code), answer.status_code)
        return self._pieces(answer)

    def _pieces(self, answer: requests.Response) -> Iterator[bytes]:
        try:
            for piece in answer.iter_content(_CHUNK):
                self._going()
                yield piece
        except requests.RequestException as error:
            raise DownloadError("read") from error


Origin = FolderOrigin | ServerOrigin
