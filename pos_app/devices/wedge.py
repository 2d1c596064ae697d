"""Scan or typing: told apart by when keys were struck, never by when we got round to them.

Pure: strokes in, verdicts out. scanner.py feeds it and puts typed keys back where they belong.
A scan, as measured on scanners, has a median gap below 45 ms and no gap of 90 ms or more. A group
of keys that does not look like a scan after 4 keys is typing; one that still does after 7 is a
scan, if what it says can stand in a code: a PIN struck quickly cannot. A prefix programmed into the
scanner decides on the first key and spares the typist the wait.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

LONGEST_KEPT = 1_000
"""Strokes kept of one scan; the rest of a longer one is counted and thrown away."""


@dataclass(frozen=True, slots=True)
class WedgeSettings:
    """When keys count as a scan. ``least_keys`` includes the terminator.

    With a ``prefix`` (one character that is typed nowhere else) timing only tells a scan that
    broke off from a prefix struck by hand.
    """

    median_gap_ms: int = 45
    largest_gap_ms: int = 90
    provisional_keys: int = 4
    decided_keys: int = 7
    least_keys: int = 6
    least_keys_without_terminator: int = 12
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One key: its character, the key event's own time, and what the caller needs to replay it."""

    text: str
    at_ms: int
    is_terminator: bool = False
    token: object = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became clear: keys that were typing, in order, and a scan that is complete.

    ``length`` is the number of characters scanned, also of those not kept.
    """

    typed: tuple[Stroke, ...] = ()
    scan: str | None = None
    length: int = 0


_NOTHING = Verdict()


def _anything(_text: str) -> bool:
    """Believe the timing alone."""
    return True


class Wedge:
    """Gathers strokes until it is clear what they are. Knows no clock: ``pause`` is told to it.

    ``is_plausible`` tells whether a text can stand in a code; asked where only timing speaks for a
    scan, never behind a prefix.
    """

    def __init__(
        self,
        settings: WedgeSettings | None = None,
        is_plausible: Callable[[str], bool] = _anything,
    ) -> None:
        self._settings = settings or WedgeSettings()
        self._is_plausible = is_plausible
        self._held: list[Stroke] = []
        self._length = 0
        self._last_ms = 0
        self._is_typing = False

    @property
    def is_holding(self) -> bool:
        """Tell whether strokes wait for a verdict, so that a pause has to be reported."""
        return bool(self._held)

    def strike(self, stroke: Stroke) -> Verdict:
        """Take the next key; a gap since the last one may settle what came before it."""
        before = _NOTHING
        gap = stroke.at_ms - self._last_ms
        if not 0 <= gap < self._settings.largest_gap_ms:
            before = self.pause()
        self._last_ms = stroke.at_ms
        after = self._strike_by_prefix(stroke) if self._settings.prefix else self._time(stroke)
        return Verdict(
            before.typed + after.typed,
            before.scan if before.scan is not None else after.scan,
            before.length or after.length,
        )

    def pause(self) -> Verdict:
        """Settle what is held: no key came within the largest gap.

        Many keys that look like a scan are one, of a scanner that sends no terminator.
        """
        self._is_typing = False
        is_long_enough = self._length >= self._settings.least_keys_without_terminator
        if is_long_enough and not self._settings.prefix and self._is_scan_of(self._held):
            return self._finish_scan(self._held)
        return self._release()

    def interrupt(self) -> Verdict:
        """Settle what is held because another kind of key was struck: that was a hand."""
        return self._release()

    def _strike_by_prefix(self, stroke: Stroke) -> Verdict:
        if not self._held:
            if stroke.text == self._settings.prefix:
                self._hold(stroke)
                return _NOTHING
            return Verdict(typed=(stroke,))
        if stroke.is_terminator:
            return self._finish_scan(self._held[1:], already=1)
        self._hold(stroke)
        return _NOTHING

    def _time(self, stroke: Stroke) -> Verdict:
        if self._is_typing or (stroke.is_terminator and not self._held):
            return Verdict(typed=(stroke,))
        if stroke.is_terminator:
            return self._end(stroke)
        self._hold(stroke)
        is_due = self._length in (self._settings.provisional_keys, self._settings.decided_keys)
        if is_due and not self._looks_scanned(self._held):
            return self._release(is_typing=True)
        return _NOTHING

    def _end(self, terminator: Stroke) -> Verdict:
        is_long_enough = self._length + 1 >= self._settings.least_keys
        if is_long_enough and self._is_scan_of([*self._held, terminator]):
            return self._finish_scan(self._held)
        typed = self._release()
        return Verdict(typed=(*typed.typed, terminator))

    def _is_scan_of(self, strokes: list[Stroke]) -> bool:
        """Judge a whole group. One too long to be kept was decided long ago."""
        if self._length > LONGEST_KEPT:
            return True
        return self._looks_scanned(strokes) and self._is_plausible(_text(self._held))

    def _looks_scanned(self, strokes: list[Stroke]) -> bool:
        gaps = [later.at_ms - earlier.at_ms for earlier, later in pairwise(strokes)]
        return (
            bool(gaps)
            and median(gaps) < self._settings.median_gap_ms
            and max(gaps) < self._settings.largest_gap_ms
        )

    def _hold(self, stroke: Stroke) -> None:
        self._length += 1
        if len(self._held) < LONGEST_KEPT:
            self._held.append(stroke)

    def _finish_scan(self, strokes: list[Stroke], *, already: int = 0) -> Verdict:
        verdict = Verdict(scan=_text(strokes), length=self._length - already)
        self._reset()
        return verdict

    def _release(self, *, is_typing: bool = False) -> Verdict:
        verdict = Verdict(typed=tuple(self._held))
        self._reset()
        self._is_typing = is_typing
        return verdict

    def _reset(self) -> None:
        self._held = []
        self._length = 0


def _text(strokes: Iterable[Stroke]) -> str:
    return "".join(stroke.text for stroke in strokes)
