"""The cloud's own keys, and all of its cryptography: the only file here that imports any.

The file is that of the demonstration's issuer (pos_app/demo/issuer_keys.py), so that member codes
made there and grants made here come from one issuer; ``anchor`` in it is optional:

    {"made_s": …, "roots": [hex, hex], "signing": {"member"|"cred"|"voucher"|"grant": hex},
     "handle_secret": hex, "sealing": hex, "anchor": hex}

Every secret is 32 bytes; ``sealing`` is X25519, the others Ed25519 but for ``handle_secret``.
"""

import base64
import hmac
import json
import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sync.wire import canonical
from sync.wire.anchors import anchor_message
from sync.wire.digests import PROOF_PURPOSE
from sync.wire.exchange import Position
from sync.wire.feeds import MANIFEST_PURPOSE

KEY_FILE: Final = "cloud-keys.json"
KEY_IDS: Final[Mapping[str, bytes]] = {
    "member": b"\x01",
    "cred": b"\x21",
    "voucher": b"\x41",
    "grant": b"\x61",
}
"""Use to key id, as the ring names them."""

_RING_PURPOSE: Final = b"RPKR"
_GRANT_PURPOSE: Final = b"RPGR"
_SECRET_BYTES: Final = 32
_ROOTS: Final = 2
_DAY_S: Final = 86_400
_GOOD_FOR_S: Final = 3_652 * _DAY_S
_RING_VERSION: Final = 1

_SEAL_HEADER: Final = b"RPSB\x01"
_SEAL_START: Final = len(_SEAL_HEADER) + 32
_SEAL_NONCE: Final = bytes(12)
_TAG_BYTES: Final = 16


class KeyFileError(Exception):
    """The key file is missing or is none. The text names the file, never its content."""


class SealBrokenError(Exception):
    """A sealed packet was changed, or was meant for somebody else or another row."""


@dataclass(frozen=True, slots=True, repr=False)
class ServerKeys:
    """Every private key of the cloud. Never printed: it has no repr."""

    made_s: int
    roots: tuple[bytes, ...]
    signing: Mapping[str, bytes]
    handle_secret: bytes
    sealing: bytes
    anchor: bytes

    @classmethod
    def make(cls, random_bytes: Callable[[int], bytes], now_s: int) -> "ServerKeys":
        """Make new ones."""
        return cls(
            now_s,
            tuple(random_bytes(_SECRET_BYTES) for _ in range(_ROOTS)),
            {use: random_bytes(_SECRET_BYTES) for use in KEY_IDS},
            random_bytes(_SECRET_BYTES),
            random_bytes(_SECRET_BYTES),
            random_bytes(_SECRET_BYTES),
        )

    @classmethod
    def load(cls, path: Path) -> "ServerKeys":
        """Read them. Raises ``KeyFileError``."""
        try:
            return _keys(json.loads(path.read_text(encoding="ascii")))
        except FileNotFoundError as error:
            raise KeyFileError(f"{path.name} is missing") from error
        except (OSError, KeyError, TypeError, ValueError) as error:
            raise KeyFileError(f"{path.name} is no key file") from error

    def save(self, path: Path) -> None:
        """Write them where only their user can read. Raises ``FileExistsError``, never replaces."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        handle = os.open(path, flags, stat.S_IRUSR | stat.S_IWUSR)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(json.dumps(_body(self), indent=1) + "\n")
            file.flush()
            os.fsync(file.fileno())

    @property
    def anchor_public(self) -> bytes:
        """What tills check anchors, manifests and proofs with."""
        return _public_of(self.anchor)

    @property
    def root_publics(self) -> tuple[bytes, ...]:
        """What tills check key rings with."""
        return tuple(map(_public_of, self.roots))

    @property
    def sealing_public(self) -> bytes:
        """What personal data is sealed to (X25519)."""
        return X25519PrivateKey.from_private_bytes(self.sealing).public_key().public_bytes_raw()

    @property
    def ring_version(self) -> int:
        """The version of ``key_ring``."""
        return _RING_VERSION

    def key_ring(self) -> bytes:
        """Give the signed ring as it is delivered; the same bytes every time."""
        nbf = self.made_s - _DAY_S  # a till's clock may be behind
        keys = [
            {
                "kid": key_id.hex(),
                "nbf": nbf,
                "not_after": nbf + _GOOD_FOR_S,
                "pub": _base64url(_public_of(self.signing[use])),
                "use": [use],
            }
            for use, key_id in KEY_IDS.items()
        ]
        ring = {"issued": self.made_s, "keys": keys, "revoked": [], "v": _RING_VERSION}
        text = canonical.encode(ring)
        return _sign(self.roots[0], _RING_PURPOSE + text) + text

    def anchor_of(
        self, terminal_id: bytes, position: Position, now_ms: int, server_gen: int
    ) -> bytes:
        """Sign that a journal stands here: 64 bytes over ``wire.anchors``."""
        return _sign(self.anchor, anchor_message(terminal_id, position, now_ms, server_gen))

    def is_anchor(self, signature: bytes, message: bytes) -> bool:
        """Tell whether an anchor is ours."""
        return is_signed_by(self.anchor_public, signature, message)

    def grant(self, fields: dict[str, Any]) -> tuple[bytes, bytes]:
        """Sign a limit for a till: what is delivered, and the id of the key that signed it.

        Fields: pos_app/domain/grant.py; any other field makes a till refuse it.
        """
        text = canonical.encode(fields)
        signature = _sign(self.signing["grant"], _GRANT_PURPOSE + text)
        return signature + text, KEY_IDS["grant"]

    def manifest(self, content: bytes) -> bytes:
        """Sign a snapshot's manifest."""
        return _sign(self.anchor, MANIFEST_PURPOSE + content)

    def proof(self, evidence: bytes) -> bytes:
        """Sign what a nightly proof found."""
        return _sign(self.anchor, PROOF_PURPOSE + evidence)

    def handle(self, member_id: bytes, day: int) -> bytes:
        """Give a member's pseudonym of a UTC day, 8 bytes."""
        message = b"PM1-handle" + day.to_bytes(4, "big") + member_id
        return hmac.digest(self.handle_secret, message, "sha256")[:8]

    def phone_pepper(self, tenant: str, group: str) -> bytes:
        """Give what tills of a store group hash phones with, 32 bytes: always the same."""
        message = b"RPPP" + canonical.encode({"group": group, "tenant": tenant})
        return hmac.digest(self.handle_secret, message, "sha256")

    def phone_hash(self, tenant: str, group: str, phone: str) -> str:
        """Give by what tills of a store group look a phone (E.164) up; nothing for none. Hex."""
        pepper = self.phone_pepper(tenant, group)
        return hmac.digest(pepper, phone.encode(), "sha256").hex() if phone else ""

    def unseal(self, sealed: bytes, context: bytes) -> bytes:
        """Open a packet of personal data (format: pos_app/vault/sealing.py).

        ``context`` is the event id of the row it came with. Raises ``SealBrokenError``.
        """
        try:
            return self._unseal(sealed, context)
        except (InvalidTag, ValueError) as error:
            raise SealBrokenError from error

    def _unseal(self, sealed: bytes, context: bytes) -> bytes:
        if not sealed.startswith(_SEAL_HEADER) or len(sealed) < _SEAL_START + _TAG_BYTES:
            raise ValueError("no packet of this version")
        public = sealed[len(_SEAL_HEADER) : _SEAL_START]
        private = X25519PrivateKey.from_private_bytes(self.sealing)
        secret = private.exchange(X25519PublicKey.from_public_bytes(public))
        salt, info = public + self.sealing_public, _SEAL_HEADER + context
        key = HKDF(SHA256(), _SECRET_BYTES, salt, info).derive(secret)
        return AESGCM(key).decrypt(_SEAL_NONCE, sealed[_SEAL_START:], _SEAL_HEADER)


def is_signed_by(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether this key signed this message; a malformed key or signature did not."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _sign(seed: bytes, message: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def _public_of(seed: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def _base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _body(keys: ServerKeys) -> dict[str, Any]:
    return {
        "made_s": keys.made_s,
        "roots": [root.hex() for root in keys.roots],
        "signing": {use: seed.hex() for use, seed in keys.signing.items()},
        "handle_secret": keys.handle_secret.hex(),
        "sealing": keys.sealing.hex(),
        "anchor": keys.anchor.hex(),
    }


def _keys(body: dict[str, Any]) -> ServerKeys:
    handle_secret = _secret(body["handle_secret"])
    # A file of the demonstration has no anchor key: one follows from its secret, always the same.
    anchor = hmac.digest(handle_secret, b"RPJA-key", "sha256")
    return ServerKeys(
        int(body["made_s"]),
        tuple(map(_secret, body["roots"])),
        {use: _secret(body["signing"][use]) for use in KEY_IDS},
        handle_secret,
        _secret(body["sealing"]),
        _secret(body["anchor"]) if "anchor" in body else anchor,
    )


def _secret(text: str) -> bytes:
    secret = bytes.fromhex(text)
    if len(secret) != _SECRET_BYTES:
        raise ValueError("no key")
    return secret
