"""Texts as people give them, and what of them can be kept at all. Pure."""

from typing import Final

from pos_app.errors import Refusal

LARGEST_NUMBER: Final = 999_999
"""Of what is typed into a form: ports, speeds and widths are smaller."""


def storable(text: str) -> str:
    """Leave out halves of characters, as broken keyboards and scanners send, and NUL.

    Neither can stand in a file, a database or a signed row; nobody sees them on a screen.
    """
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "").encode("utf-8", "ignore").decode()


def is_one_line(text: str) -> bool:
    """Tell whether a text is plain letters on one line, such as a name, an address or a folder.

    The wide blank of Chinese keyboards is one; line ends, control signs, signs that turn the
    direction of writing and halves of characters are not.
    """
    return text.replace("\N{IDEOGRAPHIC SPACE}", " ").isprintable()


def visible(text: str) -> str:
    """Put a mark for every sign without a shape: a terminal would obey some of them."""
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text
    )


def read_number(text: str) -> int | None:
    """Read a number from 0 up that somebody typed; None where nothing was.

    Refuses: STORE_NUMBER_WRONG.
    """
    digits = text.strip()
    if not digits:
        return None
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= len(str(LARGEST_NUMBER))
    if not is_number:
        raise Refusal("STORE_NUMBER_WRONG", least=0, most=LARGEST_NUMBER)
    return int(digits)
