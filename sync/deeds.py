"""How the things are done that there are to do: one activity for each duty of sync/duties.py.

What one leaves behind for the next, and for the picture that people are shown, stands here.
"""

from typing import Final

from sync.errors import ServerRefused
from sync.line import Line, is_control
from sync.pull import follow, mend, pull, pull_control
from sync.push import Push
from sync.reconcile import Proved, prove
from sync.recover import recover
from sync.snapshot import load
from sync.status import Bootstrap
from sync.steps import BREATHE, Lane, Steps

PROOF_PERIOD_MS: Final = 60_000
PROOF_AGAIN_MS: Final = 10 * 60_000
"""A day that is not proved is asked again: most often a till or a projector is behind."""


class Deeds:
    """Works on one line; belongs to one engine.

    ``loading``: a snapshot on its way. ``proved``: the newest proof. ``repaired``: rows put right
    by comparing. ``is_tidy``: nothing of a snapshot is left over. ``proof_ms``: when days may next
    be proved.
    """

    def __init__(self, line: Line) -> None:
        self.line = line
        self.push = Push(line)
        self.is_sealed = False
        self._has_rest = False
        self.loading: Bootstrap | None = None
        self.proved: Proved | None = None
        self.repaired = 0
        self.is_tidy = False
        self.proof_ms = 0

    def _connect(self) -> Steps[None]:
        """Say hello where there is no channel; resolve what it finds before anything else goes on.

        What ends it in the middle leaves ``is_parted``, and the next attempt begins with a hello.
        A till that was replaced stays in doubt, whatever of its journal still goes up.
        """
        push, has_rest = self.push, self._has_rest
        if self.line.is_open and not push.is_parted:
            return
        said = yield from push.hello()
        self.is_sealed, self._has_rest = said.verdict == "sealed", False
        if self.is_sealed:
            self.line.journal.note_doubt()
            push.go_back()
            if has_rest:
                yield from recover(self.line, said)
                self.line.journal.note_doubt()
        elif said.verdict != "ok" or push.is_parted or self._is_in_doubt_for_nothing():
            push.is_parted = True
            yield from recover(self.line, said)
            push.is_parted = False

    def _is_in_doubt_for_nothing(self) -> bool:
        """Tell a doubt that nothing but a new epoch ends: every row is held, and as it is here."""
        standing = self.line.journal.standing()
        return standing.in_doubt and standing.head == self.line.have

    def send_rows(self) -> Steps[int]:
        """Bring up what the cloud lacks; give the rows taken."""
        yield from self._connect()
        try:
            taken = yield from self.push.rows()
        except ServerRefused as refused:
            # A journal ends where another till took its place: the rest has an epoch of its own.
            self._has_rest = self.is_sealed and refused.code == "FORK"
            raise
        if self._is_in_doubt_for_nothing() and not self.is_sealed:
            self.line.hang_up()
        return taken

    def ask(self) -> Steps[int]:
        """Ask how far things are."""
        yield from self._connect()
        yield from self.push.ask()
        return 0

    def read_page(self, feed: str, lane: Lane) -> Steps[int]:
        """Take a feed's next page."""
        if is_control(feed):
            return (yield from pull_control(self.line, feed))
        return (yield from pull(self.line, feed, lane))

    def tidy(self) -> Steps[int]:
        """Do what a snapshot left over."""
        while self.line.reference.go_on():
            yield BREATHE
        self.is_tidy = True
        return 0

    def load_whole(self, feed: str) -> Steps[int]:
        """Load a feed that is not here, or too far behind."""
        manifest = yield from load(self.line, feed, self._show)
        self.loading = None
        self.is_tidy = False
        return manifest.rows

    def follow_on(self, feed: str) -> Steps[int]:
        """Go over to a feed's new generation."""
        rows = yield from follow(self.line, feed, self._show)
        self.loading = None
        self.is_tidy = False
        self.repaired += rows
        return rows

    def put_right(self, feed: str) -> Steps[int]:
        """Compare a feed row by row."""
        rows = yield from mend(self.line, feed, self._show)
        self.loading = None
        self.repaired += rows
        return rows

    def _show(self, loading: Bootstrap) -> None:
        self.loading = loading

    def prove_days(self) -> Steps[int]:
        """Ask for every day that is due, the oldest first."""
        self.proof_ms = self.line.now.mono_ms + PROOF_PERIOD_MS
        proved = 0
        for day in self.line.journal.due_days():
            found = yield from prove(self.line, day)
            if found is None:
                continue
            self.proved = found
            proved += found.proof.is_proved
            if not found.proof.is_proved:
                self.proof_ms = self.line.now.mono_ms + PROOF_AGAIN_MS
            if found.is_parted:
                self.push.is_parted = True
                self.line.hang_up()
                break
        return proved
