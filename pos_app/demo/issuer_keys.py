"""The demo issuer's private keys, in a file of the data folder that its user alone can read.

Nobody rotates them: they are good for ten years, and for one demo store.
"""

import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from pos_app.domain.codes.key_ring import KeyUse
from pos_app.durable import write_private
from pos_app.errors import EnvironmentFault

ISSUER_FILE: Final = "demo-issuer.json"
KEY_IDS: Final = {
    KeyUse.MEMBER: b"\x01",
    KeyUse.CREDENTIAL: b"\x21",
    KeyUse.VOUCHER: b"\x41",
    KeyUse.GRANT: b"\x61",
}
_SECRET_BYTES: Final = 32
_ROOTS: Final = 2


@dataclass(frozen=True, slots=True, repr=False)
class IssuerKeys:
    """Every private key of the demo store's issuer. Never printed: it has no repr."""

    made_s: int
    roots: tuple[bytes, ...]
    """Current and standby."""
    signing: dict[KeyUse, bytes]
    handle_secret: bytes
    sealing: bytes

    def sign(self, use: KeyUse, message: bytes) -> bytes:
        """Sign with the key of a use."""
        return sign(self.signing[use], message)

    @property
    def root_publics(self) -> tuple[bytes, ...]:
        """What a till is told at enrolment."""
        return tuple(map(public_of, self.roots))

    @property
    def sealing_public(self) -> bytes:
        """What personal data is sealed to (X25519)."""
        return X25519PrivateKey.from_private_bytes(self.sealing).public_key().public_bytes_raw()

    def device_seed(self, member_id: bytes) -> bytes:
        """Give the private key that a member's phone would have made for itself."""
        return hmac.digest(self.handle_secret, b"PM1-device" + member_id, "sha256")

    def handle(self, member_id: bytes, day: int) -> bytes:
        """Give a member's pseudonym of a UTC day, 8 bytes."""
        message = b"PM1-handle" + day.to_bytes(4, "big") + member_id
        return hmac.digest(self.handle_secret, message, "sha256")[:8]


def sign(seed: bytes, message: bytes) -> bytes:
    """Sign with Ed25519."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def public_of(seed: bytes) -> bytes:
    """Give the public half of a key."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def make_keys(folder: Path, random_bytes: Callable[[int], bytes], now_s: int) -> IssuerKeys:
    """Make the keys of a new demo store and keep them. Never over existing ones.

    Refuses: DEMO_ISSUER_UNWRITABLE.
    """
    keys = IssuerKeys(
        now_s,
        tuple(random_bytes(_SECRET_BYTES) for _ in range(_ROOTS)),
        {use: random_bytes(_SECRET_BYTES) for use in KEY_IDS},
        random_bytes(_SECRET_BYTES),
        random_bytes(_SECRET_BYTES),
    )
    path = folder / ISSUER_FILE
    try:
        if path.exists():
            raise FileExistsError(path)
        # Durably: the till trusts these roots for good once it has seen them.
        write_private(path, (json.dumps(_body(keys), indent=1) + "\n").encode("ascii"))
    except OSError as error:
        raise EnvironmentFault("DEMO_ISSUER_UNWRITABLE", file=path.name) from error
    return keys


def load_keys(folder: Path) -> IssuerKeys:
    """Read the keys of a demo store.

    Refuses: DEMO_ISSUER_MISSING, DEMO_ISSUER_DAMAGED.
    """
    path = folder / ISSUER_FILE
    try:
        return _keys(json.loads(path.read_text(encoding="ascii")))
    except FileNotFoundError as error:
        raise EnvironmentFault("DEMO_ISSUER_MISSING", file=path.name) from error
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise EnvironmentFault("DEMO_ISSUER_DAMAGED", file=path.name) from error


def _body(keys: IssuerKeys) -> dict[str, Any]:
    return {
        "made_s": keys.made_s,
        "roots": [root.hex() for root in keys.roots],
        "signing": {use.value: seed.hex() for use, seed in keys.signing.items()},
        "handle_secret": keys.handle_secret.hex(),
        "sealing": keys.sealing.hex(),
    }


def _keys(body: dict[str, Any]) -> IssuerKeys:
    return IssuerKeys(
        body["made_s"],
        tuple(map(_secret, body["roots"])),
        {use: _secret(body["signing"][use.value]) for use in KEY_IDS},
        _secret(body["handle_secret"]),
        _secret(body["sealing"]),
    )


def _secret(text: str) -> bytes:
    secret = bytes.fromhex(text)
    if len(secret) != _SECRET_BYTES:
        raise ValueError("no key")
    return secret
