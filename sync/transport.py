"""The only user of requests: one connection to the cloud, carrying bytes as they are.

Certificates are always checked, redirects never followed, an answer is unpacked as it streams in
and cut off at its limit, and a watchdog breaks the connection when the whole time is over: the time
limits of requests are for one read each, so an answer that comes in drops would never end.
"""

import ipaddress
import socket
import ssl
import threading
import zlib
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import requests
import requests.adapters
import requests.utils
import urllib3

from sync.errors import (
    ADDRESS_UNSAFE,
    CERTIFICATE_ENDED,
    CERTIFICATE_NAME,
    CERTIFICATE_UNKNOWN,
    CUT,
    NOT_OURS,
    OFFLINE,
    TIMED_OUT,
    TLS_FAILED,
    TOO_MUCH,
    Distrusted,
    Unreachable,
)
from sync.steps import Answered, Outcome, Outgoing

_CHUNK_BYTES: Final = 64 * 1024
_GZIP: Final = 31
"""zlib's name for gzip with the largest window."""

_CERTIFICATE: Final = {
    9: CERTIFICATE_ENDED,  # not valid yet: most often it is this till's clock
    10: CERTIFICATE_ENDED,
    18: CERTIFICATE_UNKNOWN,
    19: CERTIFICATE_UNKNOWN,
    20: CERTIFICATE_UNKNOWN,
    21: CERTIFICATE_UNKNOWN,
    62: CERTIFICATE_NAME,
    64: CERTIFICATE_NAME,
}
"""OpenSSL's X509_V_ERR numbers."""


class Transport:
    """One connection, used by one thread at a time; whoever carries more makes more of these.

    ``trust`` is a file of the issuers to believe for a shop with a server of its own; None: those
    of the certifi package.

    Raises ``Distrusted`` for an address that is not https, but on this very machine.
    """

    def __init__(self, url: str, trust: Path | None = None) -> None:
        self._url = safe_address(url)
        self._watch = _Watch()
        self._session = requests.Session()
        self._session.trust_env = False  # neither a proxy nor other issuers by a variable
        self._session.verify = str(trust) if trust else True
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, _Adapter(self._watch))

    def send(self, outgoing: Outgoing) -> Outcome:
        """Send a request and wait for all of its answer, whoever gives it.

        Looking up the server's name is not cut short: no system offers that.
        """
        self._watch.begin(outgoing.deadline_ms)
        try:
            return self._exchange(outgoing)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            self.close()
            return Unreachable(TIMED_OUT if self._watch.is_late else self._named(error))
        except _UnfitError as error:
            self.close()
            return Unreachable(error.args[0])
        finally:
            self._watch.end()

    def close(self) -> None:
        """Give the connection up; the next request makes another."""
        self._session.close()
        self._watch.forget()

    def _exchange(self, outgoing: Outgoing) -> Answered:
        prepared = requests.Request(
            outgoing.method,
            self._url,
            headers={"Accept-Encoding": "gzip", "User-Agent": "ronghe-pos", **outgoing.headers},
            data=outgoing.body or None,
        ).prepare()
        query = f"?{outgoing.query}" if outgoing.query else ""
        prepared.url = f"{self._url}{outgoing.path}{query}"  # as it was signed, not tidied up
        response = self._session.send(
            prepared,
            stream=True,
            timeout=outgoing.deadline_ms / 1000,
            allow_redirects=False,
            verify=self._session.verify,
        )
        body = _read(response.raw, response.headers, outgoing.most_bytes)
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answered(response.status_code, headers, body)

    def _named(self, error: BaseException) -> str:
        """Say in a code what went wrong, by what is at the bottom of it."""
        causes = _causes(error)
        for cause in causes:
            if isinstance(cause, ssl.SSLCertVerificationError):
                return _CERTIFICATE.get(cause.verify_code, TLS_FAILED)
        if any(isinstance(cause, TimeoutError | requests.Timeout) for cause in causes):
            return TIMED_OUT
        if not self._watch.is_connected:
            return OFFLINE
        if any(isinstance(cause, ssl.SSLEOFError | ConnectionError) for cause in causes):
            return CUT
        if any(isinstance(cause, ssl.SSLError) for cause in causes):
            return TLS_FAILED
        is_no_http = any(isinstance(cause, urllib3.exceptions.ProtocolError) for cause in causes)
        return NOT_OURS if is_no_http and not _is_cut_short(causes) else CUT


def known_issuers() -> Path:
    """Name the file of issuers that are believed where the shop names none of its own."""
    return Path(requests.utils.DEFAULT_CA_BUNDLE_PATH)


def safe_address(url: str) -> str:
    """Bring an address to one form, without a path.

    Raises ``Distrusted`` when it is not https and not on this very machine, or is no address.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise Distrusted(ADDRESS_UNSAFE) from error
    is_plain = parts.scheme == "http" and _is_loopback(host)
    is_bare = not (parts.path.strip("/") or parts.query or parts.fragment or parts.username)
    if not host or not is_bare or not (parts.scheme == "https" or is_plain):
        raise Distrusted(ADDRESS_UNSAFE)
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port else "")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class _UnfitError(Exception):
    """This body is none of ours; the code says why."""


def _read(raw: Any, headers: Any, most_bytes: int) -> bytes:
    """Read a body piece by piece, unpacked, and no longer than it may be."""
    encoding = headers.get("Content-Encoding", "identity").lower()
    if encoding not in ("identity", "gzip"):
        raise _UnfitError(NOT_OURS)
    unpacker = zlib.decompressobj(_GZIP) if encoding == "gzip" else None
    body = bytearray()
    while piece := raw.read(_CHUNK_BYTES, decode_content=False):
        try:
            body += unpacker.decompress(piece, most_bytes + 1 - len(body)) if unpacker else piece
        except zlib.error as error:
            raise _UnfitError(CUT) from error
        if len(body) > most_bytes:
            raise _UnfitError(TOO_MUCH)
    if unpacker is not None and body and not unpacker.eof:
        raise _UnfitError(CUT)
    return bytes(body)


def _causes(error: BaseException) -> list[BaseException]:
    """List an error and everything it was made of, the outermost first."""
    found: list[BaseException] = []
    todo: list[object] = [error]
    while todo:
        one = todo.pop(0)
        if isinstance(one, BaseException) and one not in found:
            found.append(one)
            todo += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
    return found


def _is_cut_short(causes: list[BaseException]) -> bool:
    return any(isinstance(cause, urllib3.exceptions.IncompleteRead) for cause in causes)


class _Watch:
    """Breaks the connection at the deadline, whatever it is doing then.

    It keeps a second handle of the connection's socket: TLS takes the first one over.
    """

    def __init__(self) -> None:
        self.is_late = False
        self.is_connected = False
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._timer: threading.Timer | None = None

    def begin(self, deadline_ms: int) -> None:
        self.is_late = False
        self.is_connected = self._socket is not None
        self._timer = threading.Timer(deadline_ms / 1000, self._break)
        self._timer.daemon = True
        self._timer.start()

    def end(self) -> None:
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None

    def take(self, connected: socket.socket) -> socket.socket:
        self.forget()
        with self._lock:
            self._socket = connected.dup()
            self.is_connected = True
            if self.is_late:
                _shut(self._socket)
        return connected

    def forget(self) -> None:
        with self._lock:
            if self._socket is not None:
                self._socket.close()
                self._socket = None

    def _break(self) -> None:
        with self._lock:
            if self._timer is None:
                return  # the answer came at the last moment
            self.is_late = True
            if self._socket is not None:
                _shut(self._socket)


def _shut(connected: socket.socket) -> None:
    try:
        connected.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it is gone already


class _Adapter(requests.adapters.HTTPAdapter):
    """Connections of one watch; no retries: whoever asks knows what may be repeated."""

    def __init__(self, watch: _Watch) -> None:
        self._watch = watch
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        # Not the default context: it believes every issuer that the system knows as well, and
        # reading those takes longer than all the rest of a connection.
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        super().init_poolmanager(*args, ssl_context=context, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _watched_pools(self._watch)


def _watched_pools(watch: _Watch) -> dict[str, Any]:
    class Plain(urllib3.connection.HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return watch.take(super()._new_conn())

    class Secure(urllib3.connection.HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return watch.take(super()._new_conn())

    class PlainPool(urllib3.HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(urllib3.HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
