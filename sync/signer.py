"""Ed25519 as the till uses it: one key made on the terminal, whose private half never leaves it."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


class Signer:
    """The terminal's key in memory."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public_key = self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Sign; 64 bytes, always the same for the same message."""
        return self._key.sign(message)


def is_signed_by(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether this key signed this message; a malformed key or signature did not."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
