"""Attack the printer's text encoder: ``python -m tests.fuzz.printed_text 1000000``."""

import random
import sys

from pos_app.devices.escpos_text import encode_text

SEED = 20_261_121
_SPICES = (
    "\x10\x04\x14\x1b@p!d\x1cC\x1dV(k\x00\x7f\x85\x9b\r\n\u202e\u200b\ufeff\ud7ff\uffff😀é㐂农"
)
_FORBIDDEN = frozenset(range(0x20)) | {0x7F}


def random_text(source: random.Random) -> str:
    """Make a text of up to 40 characters, half of them chosen to hurt."""
    return "".join(
        source.choice(_SPICES)
        if source.random() < 0.5
        else chr(
            source.choice(
                (
                    source.randrange(0x100),
                    source.randrange(0xD800),
                    source.randrange(0xE000, 0x110000),
                )
            )
        )
        for _ in range(source.randrange(40))
    )


def attack(rounds: int, seed: int) -> int:
    """Count the texts that got a control byte through."""
    source = random.Random(seed)
    failed = 0
    for _ in range(rounds):
        text = random_text(source)
        if _FORBIDDEN & set(encode_text(text)):
            print(f"seed {seed}: {text!r}")
            failed += 1
    return failed


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    found = attack(asked, SEED)
    print(f"{asked - found} passed, {found} failed, 0 skipped (seed {SEED})")
    sys.exit(1 if found else 0)
