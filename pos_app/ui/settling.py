"""What the till thread does once the window has settled: nobody waits for it, all gain by it."""

import contextlib
from pathlib import Path

from pos_app.errors import EnvironmentFault, Refusal


def load_scanning() -> None:
    """Load biip while the operator signs on, and neither before nor at the first scan."""
    from pos_app.domain.barcode.identifiers import find_identifier

    find_identifier("01")


def note_opened(data: Path) -> tuple[Refusal, ...]:
    """Tell the starter that this version opens here; without a starter nobody reads it.

    From now on there is no way back to the version before. Gives what is to be said of newer
    versions, once: UPDATE_WAS_REJECTED, UPDATE_NOT_TAKEN_OVER.
    """
    from pos_app import __version__
    from pos_app.services import updates
    from pos_app.updates import slots

    with contextlib.suppress(OSError, EnvironmentFault):  # the next start does it
        updates.note_opened(data, __version__)
        folder = data / slots.FOLDER
        missed = slots.take_missed(folder, __version__)
        rejected = slots.take_rejected(folder)
        found = (("UPDATE_NOT_TAKEN_OVER", missed), ("UPDATE_WAS_REJECTED", rejected))
        return tuple(Refusal(code, there=there, here=__version__) for code, there in found if there)
    return ()
