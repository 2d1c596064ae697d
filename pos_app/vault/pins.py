"""PINs: which are too easy, and how one is checked without being kept.

A verifier is argon2id over an HMAC of operator and PIN with the store's pepper, which is in no
database: a stolen till.db alone does not even allow guessing.
"""

import hmac
import itertools
from dataclasses import dataclass
from typing import Final

import argon2

from pos_app.errors import Refusal

SHORTEST_PIN: Final = 6
LONGEST_PIN: Final = 10


@dataclass(frozen=True, slots=True)
class PinCost:
    """What one try costs. The default is RFC 9106's low-memory set: about 0.2 s and 64 MiB."""

    rounds: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 4


class Pins:
    """Makes and checks verifiers.

    Thread: the till thread, never the GUI thread: a check takes 100 to 300 ms on purpose.
    """

    def __init__(self, pepper: bytes, cost: PinCost | None = None) -> None:
        cost = cost or PinCost()
        self._pepper = pepper
        self._hasher = argon2.PasswordHasher(cost.rounds, cost.memory_kib, cost.lanes)

    def make(self, operator_id: str, pin: str) -> str:
        """Make what is stored; it carries its own cost.

        Refuses: PIN_NOT_DIGITS, PIN_LENGTH_WRONG, PIN_TOO_EASY.
        """
        check_pin(pin)
        return self._hasher.hash(self._peppered(operator_id, pin))

    def check(self, operator_id: str, pin: str, verifier: str | None) -> bool:
        """Tell whether this is the operator's PIN.

        Without a verifier (nobody has this number) it takes as long and says no: from outside,
        an unknown operator and a wrong PIN look the same.
        """
        peppered = self._peppered(operator_id, pin)
        if verifier is None:
            self._hasher.hash(peppered)
            return False
        try:
            return self._hasher.verify(verifier, peppered)
        except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
            return False

    def renew(self, operator_id: str, pin: str, verifier: str) -> str | None:
        """Make the verifier anew for a PIN just found right, when today's cost is another."""
        if not self._hasher.check_needs_rehash(verifier):
            return None
        return self._hasher.hash(self._peppered(operator_id, pin))

    def _peppered(self, operator_id: str, pin: str) -> bytes:
        # The operator is inside, so that a verifier is worth nothing under another name.
        message = b"PIN1" + operator_id.encode() + b"\x00" + pin.encode("utf-8", "surrogatepass")
        return hmac.digest(self._pepper, message, "sha256")


def check_pin(pin: str) -> None:
    """Refuse a PIN that others would try first.

    Refuses: PIN_NOT_DIGITS, PIN_LENGTH_WRONG, PIN_TOO_EASY.
    """
    if not (pin.isascii() and pin.isdigit()):
        raise Refusal("PIN_NOT_DIGITS")
    if not SHORTEST_PIN <= len(pin) <= LONGEST_PIN:
        raise Refusal("PIN_LENGTH_WRONG", shortest=SHORTEST_PIN, longest=LONGEST_PIN)
    if _is_sequence(pin) or _is_repetition(pin) or pin in _COMMONEST:
        raise Refusal("PIN_TOO_EASY")


def _is_sequence(pin: str) -> bool:
    """Up or down by one each time, round the end of the keys: 123456, 098765, 789012."""
    steps = {(int(b) - int(a)) % 10 for a, b in itertools.pairwise(pin)}
    return steps in ({1}, {9})


def _is_repetition(pin: str) -> bool:
    """One piece again and again: 111111, 121212, 520520, 12341234."""
    return pin in (pin + pin)[1:-1] or len(set(pin)) == 1


# What people choose beyond sequences and repetitions: key patterns, doubled digits, lucky numbers
# and words spelt in digits (520 "I love you", 1314 "for ever", 168 "all the way to riches").
_COMMONEST_TEXT: Final = """
    112233 223344 334455 445566 556677 667788 778899 998877 887766 776655 665544 554433 443322
    332211 123321 321123 456654 654456 789987 147258 258369 147852 159753 159357 357159 753951
    951753 147369 369147 369258 963852 852963 741852 852741 789456 456123 987456 123654 123789
    321654 654789 456321 321456 101112 123000 100000 100001 100200 200100 111222 222333 333444
    444555 555666 666777 777888 888999 999888 111222333 112211 110011 121121 122333 123412 123450
    123457 123455 123452 666888 888666 668899 886688 688688 168888 888168 518888 666999 999666
    520131 131452 521131 5201314 1314520 5211314 1314521 201314 131420 520530 530520 521125
    147896 147896325 741963 753159 951357 101010 102030 302010 112358 314159 271828 110119 119110
    110120 008888 001001 000001 000007 007007 001122 002200 12301230 11223344 12344321 14725836
    147258369 963852741 1122334455 1472583690 20252025
"""
_COMMONEST: Final = frozenset(_COMMONEST_TEXT.split())
