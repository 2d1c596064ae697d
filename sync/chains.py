"""Where two logs part: the search over the cloud's chains for the last row that both sides have."""

from typing import Final

from sync import errors
from sync.errors import Distrusted
from sync.line import Line
from sync.steps import Lane, Outgoing, Steps
from sync.wire import canonical
from sync.wire.exchange import ChainsAnswer, ChainsRequest, Position
from sync.wire.packing import pack

ASKED_AT_ONCE: Final = 32
"""Positions in one question: a million rows are searched in four."""

_BEFORE_EVERYTHING: Final = Position(0, 0, canonical.NO_CHAIN)
_FARTHEST: Final = 40
"""Doublings from row 1: no epoch is longer."""


def common_position(line: Line) -> Steps[Position]:
    """Find the last row that both sides have with the same chain, in few questions.

    Equal chains mean equal rows before them, epochs included, so it is a search in order.
    """
    journal = line.journal
    epoch = yield from _common_epoch(line, journal.standing().head.epoch)
    if epoch == 0:
        return _BEFORE_EVERYTHING
    first, last = 0, -1  # the last known to agree, the first known not to (-1: none yet)
    while last != first + 1:
        asked = _between(first, last)
        agreed = yield from _agreed(line, epoch, asked)
        for seq in asked:
            if seq in agreed:
                first = seq
            else:
                last = seq
                break
        assert first < last or last == -1
    chain = journal.chain_at(epoch, first)
    assert chain is not None
    return Position(epoch, first, chain)


def _common_epoch(line: Line, newest: int) -> Steps[int]:
    """Find the newest epoch that begins alike on both sides; 0 when none does."""
    for upper in range(newest, 0, -ASKED_AT_ONCE):
        epochs = range(upper, max(0, upper - ASKED_AT_ONCE), -1)
        said = yield from _chains(line, tuple((epoch, 0) for epoch in epochs))
        for epoch, chain in zip(epochs, said, strict=True):
            if chain is not None and chain == line.journal.chain_at(epoch, 0):
                return epoch
    return 0


def _between(first: int, last: int) -> list[int]:
    """Choose rows to ask for: by doubling while there is no end in sight, else evenly."""
    if last == -1:
        return [first + (1 << power) for power in range(_FARTHEST)]
    step = max(1, (last - first) // (ASKED_AT_ONCE + 1))
    return list(range(first + step, last, step))[:ASKED_AT_ONCE]


def _agreed(line: Line, epoch: int, rows: list[int]) -> Steps[frozenset[int]]:
    """Tell which of the rows are the same on both sides; only those that are here are asked for."""
    here = {}
    for seq in rows:
        chain = line.journal.chain_at(epoch, seq)
        if chain is None:
            break
        here[seq] = chain
    if not here:
        return frozenset()
    said = yield from _chains(line, tuple((epoch, seq) for seq in here))
    return frozenset(
        seq for (seq, ours), theirs in zip(here.items(), said, strict=True) if ours == theirs
    )


def _chains(line: Line, at: tuple[tuple[int, int], ...]) -> Steps[tuple[bytes | None, ...]]:
    request = Outgoing("POST", "/sync/v1/chains", Lane.FACTS, body=pack(ChainsRequest(at)))
    said = yield from line.ask(request, ChainsAnswer)
    if len(said.chains) != len(at):
        raise Distrusted(errors.LOG_WRONG)
    return said.chains
