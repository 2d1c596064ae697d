"""Packets of personal data sealed for the cloud: written down here, readable there alone.

X25519 with a key pair of its own for every packet, HKDF-SHA-256, AES-256-GCM.

    packet = "RPSB" 01 | ephemeral public key 32 | AES-256-GCM(data) with its tag 16
    secret = X25519(ephemeral private key, recipient's public key)
    key    = HKDF-SHA-256(secret, salt = ephemeral key | recipient's key, info = header | context)

One key seals one packet, so the nonce is twelve zero bytes. The header is authenticated; so is the
``context``, which names what the packet belongs to (such as the journal row's event id): a packet
cannot be put beside another row. The till cannot read what it has sealed.
"""

from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pos_app.errors import EnvironmentFault

PUBLIC_KEY_BYTES: Final = 32
_HEADER: Final = b"RPSB\x01"  # name, version 1
_KEY_BYTES: Final = 32
_TAG_BYTES: Final = 16
_NONCE: Final = bytes(12)
_START: Final = len(_HEADER) + PUBLIC_KEY_BYTES


def seal(packet: bytes, recipient: bytes, context: bytes, private_bytes: bytes) -> bytes:
    """Seal a packet for the holder of the recipient's X25519 key.

    ``private_bytes`` are 32 fresh random bytes, used this once.
    """
    ephemeral = X25519PrivateKey.from_private_bytes(private_bytes)
    public = ephemeral.public_key().public_bytes_raw()
    secret = ephemeral.exchange(X25519PublicKey.from_public_bytes(recipient))
    key = _derive(secret, public, recipient, context)
    return _HEADER + public + AESGCM(key).encrypt(_NONCE, packet, _HEADER)


def unseal(sealed: bytes, recipient_private: bytes, context: bytes) -> bytes:
    """Open a packet with the recipient's private key.

    Refuses: SEAL_BROKEN, whatever was changed or whoever it was meant for.
    """
    try:
        return _unseal(sealed, recipient_private, context)
    except (InvalidTag, ValueError) as error:
        raise EnvironmentFault("SEAL_BROKEN") from error


def _unseal(sealed: bytes, recipient_private: bytes, context: bytes) -> bytes:
    if not sealed.startswith(_HEADER) or len(sealed) < _START + _TAG_BYTES:
        raise ValueError("no packet of this version")
    public = sealed[len(_HEADER) : _START]
    private = X25519PrivateKey.from_private_bytes(recipient_private)
    recipient = private.public_key().public_bytes_raw()
    # Refuses a public key of small order, with which anybody would know the secret.
    secret = private.exchange(X25519PublicKey.from_public_bytes(public))
    key = _derive(secret, public, recipient, context)
    return AESGCM(key).decrypt(_NONCE, sealed[_START:], _HEADER)


def _derive(secret: bytes, public: bytes, recipient: bytes, context: bytes) -> bytes:
    return HKDF(SHA256(), _KEY_BYTES, public + recipient, _HEADER + context).derive(secret)
