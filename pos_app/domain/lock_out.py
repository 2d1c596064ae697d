"""How long somebody waits after wrong PINs. The counters live on the disk, not here.

Five wrong in a row: one minute; each further wrong one: five, then fifteen minutes. Fifteen wrong
by anybody within an hour: only a person who may unlock for others can sign on here.
"""

from dataclasses import dataclass

from pos_app.errors import Refusal

FREE_FAILURES = 5
WAITS_MS = (60_000, 300_000, 900_000)
TERMINAL_FAILURES = 15
TERMINAL_WINDOW_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class Attempts:
    """One operator's wrong PINs on this terminal in a row, and when the last one was.

    ``last_mono_ms`` counts on the clock of boot ``boot``; after a restart the whole wait starts
    again, so that pulling the plug wins nothing.
    """

    failures: int = 0
    last_mono_ms: int = 0
    boot: str = ""


def wait_after(failures: int) -> int:
    """Say how long the next attempt has to wait, in milliseconds."""
    if failures < FREE_FAILURES:
        return 0
    return WAITS_MS[min(failures - FREE_FAILURES, len(WAITS_MS) - 1)]


def remaining_ms(attempts: Attempts, mono_ms: int, boot: str, boot_started_mono_ms: int) -> int:
    """Say how long this operator still has to wait.

    In another boot than the attempt's the wait counts from ``boot_started_mono_ms``, when the till
    was started.
    """
    wait = wait_after(attempts.failures)
    since = attempts.last_mono_ms if attempts.boot == boot else boot_started_mono_ms
    # Never longer than the wait itself, whatever the stored figure says.
    return max(0, min(since + wait - mono_ms, wait))


def check_not_locked(
    attempts: Attempts, mono_ms: int, boot: str, boot_started_mono_ms: int
) -> None:
    """Refuse an attempt that comes too early.

    Refuses: OPERATOR_LOCKED_OUT.
    """
    left = remaining_ms(attempts, mono_ms, boot, boot_started_mono_ms)
    if left:
        raise Refusal("OPERATOR_LOCKED_OUT", minutes=-(-left // 60_000))
