"""GS1 element strings: what GS1-128, DataBar, GS1 DataMatrix and GS1 QR codes carry."""

from collections.abc import Iterator

from pos_app.domain.barcode.content import find_problem
from pos_app.domain.barcode.elements import SEPARATOR, Element, Problem, Reading
from pos_app.domain.barcode.identifiers import Identifier, find_prefix


def judge(identifier: Identifier, value: str) -> Element:
    """Make the element of a value, with the first thing wrong with it."""
    if not identifier.fits(value):
        return Element(identifier.ai, value, Problem.MALFORMED)
    return Element(identifier.ai, value, find_problem(identifier.ai, value))


def read_element_string(text: str) -> Reading:
    """Read elements up to the end, going on behind a bad one as soon as that is safe.

    That is after the length of a value of fixed length, and at the next separator otherwise.
    A separator may end any value; two together or one at the very beginning say nothing.
    """
    if not text.strip(SEPARATOR):
        return Reading((), (Problem.EMPTY,))
    pieces = text.removesuffix(SEPARATOR).split(SEPARATOR)
    problems = (Problem.EXTRA_SEPARATOR,) if "" in pieces else ()
    return Reading(tuple(e for piece in pieces for e in _read_piece(piece)), problems)


def _read_piece(rest: str) -> Iterator[Element]:
    while rest:
        identifier = find_prefix(rest)
        if identifier is None:
            yield Element("", rest, Problem.UNKNOWN_IDENTIFIER)
            return
        start = len(identifier.ai)
        stop = None if identifier.fixed_length is None else start + identifier.fixed_length
        yield judge(identifier, rest[start:stop])
        rest = "" if stop is None else rest[stop:]
