"""The device key file: database keys, signing seed and pepper of this terminal.

Where the system keeps secrets for its user (Secret Service, Windows Credential Manager), the file
is sealed with a key kept there; elsewhere it is readable by the till's user only. Either way a
backup of the database alone is worth nothing to a thief.
"""

import contextlib
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pos_app.durable import write_private
from pos_app.errors import EnvironmentFault

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

KEY_FILE: Final = "device.key"
MARK_FILE: Final = "terminal.mark"
MARK_BYTES: Final = 16

_OPEN_HEADER: Final = b"RPDK\x01\x00"  # name, version 1, lying open
_SEALED_HEADER: Final = b"RPDK\x01\x01"  # name, version 1, sealed with AES-256-GCM
_TERMINAL_BYTES: Final = 16
_KEY_BYTES: Final = 32
_CHECK_BYTES: Final = 8
_NONCE_BYTES: Final = 12
_SERVICE: Final = "ronghe-pos"


@dataclass(frozen=True, slots=True, repr=False)
class DeviceKeys:
    """Everything secret a terminal has, and its id. Never printed: it has no repr."""

    terminal_id: bytes
    till_key: bytes
    catalog_key: bytes
    signing_seed: bytes
    pin_pepper: bytes

    @property
    def phone_pepper(self) -> bytes:
        """What phone numbers and members are hashed with; the same on every till of the store.

        Derived from the store's PIN pepper, so that one secret has to reach a till and not two.
        """
        return hmac.digest(self.pin_pepper, b"RPPP", "sha256")

    def for_training(self) -> "DeviceKeys":
        """Derive the keys of the training file.

        Why another id and seed: a training sale signed by the terminal's own key would be a second
        valid branch of its journal.
        """
        return DeviceKeys(
            _derive(self.till_key, "terminal")[:_TERMINAL_BYTES],
            _derive(self.till_key, "till"),
            self.catalog_key,
            _derive(self.signing_seed, "seed"),
            self.pin_pepper,
        )


class KeyStore:
    """The key file of one data directory."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / KEY_FILE
        self._mark = folder / MARK_FILE

    @property
    def exists(self) -> bool:
        """Whether this directory has been set up as a terminal."""
        return self._path.exists()

    def create(self, terminal_id: bytes, random_bytes: Callable[[int], bytes]) -> DeviceKeys:
        """Make the keys of a new terminal and keep them. Never over existing ones.

        Refuses: KEY_FILE_UNWRITABLE.
        """
        assert not self.exists, "the keys of a terminal are made once"
        keys = DeviceKeys(terminal_id, *(random_bytes(_KEY_BYTES) for _ in range(4)))
        blob = _pack(keys)
        wrapping_key = random_bytes(_KEY_BYTES)
        if _keep_outside(terminal_id, wrapping_key):
            nonce = random_bytes(_NONCE_BYTES)
            sealed = AESGCM(wrapping_key).encrypt(nonce, blob, _SEALED_HEADER + terminal_id)
            content = _SEALED_HEADER + terminal_id + nonce + sealed
        else:
            content = _OPEN_HEADER + blob
        _write_durably(self._path, content)
        return keys

    def load(self) -> DeviceKeys:
        """Read the keys and check each of them.

        Refuses: KEY_FILE_MISSING, KEY_FILE_UNREADABLE, KEY_FILE_NEWER, KEY_FILE_DAMAGED,
        KEY_STORE_UNAVAILABLE.
        """
        content = self._read()
        header, rest = content[: len(_OPEN_HEADER)], content[len(_OPEN_HEADER) :]
        if header == _OPEN_HEADER:
            return self._unpack(rest)
        if header == _SEALED_HEADER:
            return self._unpack(self._unseal(rest))
        is_newer = header[:4] == _OPEN_HEADER[:4] and header[4:5] > _OPEN_HEADER[4:5]
        raise self._fault("KEY_FILE_NEWER" if is_newer else "KEY_FILE_DAMAGED")

    def throw_away(self) -> None:
        """Take the key back that the system keeps, and remove the file: nothing opens any more."""
        terminal_id = self.load().terminal_id
        backend = _secret_store()
        if backend is not None:
            with contextlib.suppress(_keyring_error()):
                backend.delete_password(_SERVICE, terminal_id.hex())
        self._path.unlink()

    def read_mark(self) -> bytes | None:
        """Read the mark left by the last start; None when there was none yet.

        Together with its twin in till.db it tells a restored or copied disk from this one.
        """
        try:
            return self._mark.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._fault("KEY_FILE_UNREADABLE") from error

    def write_mark(self, mark: bytes) -> None:
        """Leave a new mark, after its twin in till.db has been committed.

        Refuses: KEY_FILE_UNWRITABLE.
        """
        assert len(mark) == MARK_BYTES
        _write_durably(self._mark, mark)

    def _read(self) -> bytes:
        try:
            return self._path.read_bytes()
        except FileNotFoundError as error:
            raise self._fault("KEY_FILE_MISSING") from error
        except OSError as error:
            raise self._fault("KEY_FILE_UNREADABLE") from error

    def _unseal(self, rest: bytes) -> bytes:
        terminal_id, rest = rest[:_TERMINAL_BYTES], rest[_TERMINAL_BYTES:]
        nonce, sealed = rest[:_NONCE_BYTES], rest[_NONCE_BYTES:]
        wrapping_key = _fetch_from_outside(terminal_id)
        if wrapping_key is None:
            raise self._fault("KEY_STORE_UNAVAILABLE")
        try:
            return AESGCM(wrapping_key).decrypt(nonce, sealed, _SEALED_HEADER + terminal_id)
        except (InvalidTag, ValueError) as error:
            raise self._fault("KEY_FILE_DAMAGED") from error

    def _unpack(self, blob: bytes) -> DeviceKeys:
        terminal_id, rest = blob[:_TERMINAL_BYTES], blob[_TERMINAL_BYTES:]
        step = _KEY_BYTES + _CHECK_BYTES
        pieces = [rest[at : at + step] for at in range(0, len(rest), step)]
        keys = [piece[:_KEY_BYTES] for piece in pieces]
        is_whole = len(blob) == _TERMINAL_BYTES + 4 * step and all(
            piece[_KEY_BYTES:] == _check_value(key) for piece, key in zip(pieces, keys, strict=True)
        )
        if not is_whole:
            raise self._fault("KEY_FILE_DAMAGED")
        return DeviceKeys(terminal_id, *keys)

    def _fault(self, code: str) -> EnvironmentFault:
        return EnvironmentFault(code, file=self._path.name)


def _pack(keys: DeviceKeys) -> bytes:
    secrets = [getattr(keys, field.name) for field in fields(keys)][1:]
    return keys.terminal_id + b"".join(key + _check_value(key) for key in secrets)


def _check_value(key: bytes) -> bytes:
    """Tell a damaged key from a damaged database: the latter is never "repaired" for the former."""
    return hashlib.sha256(key).digest()[:_CHECK_BYTES]


def _derive(key: bytes, use: str) -> bytes:
    return hmac.digest(key, b"RPTR" + use.encode("ascii"), "sha256")


def _secret_store() -> "KeyringBackend | None":
    """Find the system's own secret store; None where there is none worth the name."""
    # Imported here because it looks through every installed package, and most tills need it never.
    import keyring
    from keyring.backends import fail, null

    backend = keyring.get_keyring()
    is_real = not isinstance(backend, fail.Keyring | null.Keyring) and backend.priority >= 1
    return backend if is_real else None


def _keep_outside(terminal_id: bytes, wrapping_key: bytes) -> bool:
    """Give the system the key and ask for it back: a store that forgets is no store."""
    backend = _secret_store()
    if backend is None:
        return False
    with contextlib.suppress(_keyring_error()):
        backend.set_password(_SERVICE, terminal_id.hex(), wrapping_key.hex())
    return _fetch_from_outside(terminal_id) == wrapping_key


def _fetch_from_outside(terminal_id: bytes) -> bytes | None:
    backend = _secret_store()
    if backend is None:
        return None
    try:
        found = backend.get_password(_SERVICE, terminal_id.hex())
    except _keyring_error():
        return None  # locked, or its service has stopped
    return bytes.fromhex(found) if found else None


def _keyring_error() -> type[Exception]:
    from keyring.errors import KeyringError

    return KeyringError


def _write_durably(path: Path, content: bytes) -> None:
    try:
        write_private(path, content)
    except OSError as error:
        raise EnvironmentFault("KEY_FILE_UNWRITABLE", file=path.name) from error
