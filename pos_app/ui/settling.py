"""What the till thread does once the window has settled: nobody waits for it, all gain by it."""

import contextlib
from pathlib import Path


def load_scanning() -> None:
    """Load biip while the operator signs on, and neither before nor at the first scan."""
    from pos_app.domain.barcode.identifiers import find_identifier

    find_identifier("01")


def note_opened(data: Path) -> str:
    """Tell the starter that this version opens here; without a starter nobody reads it.

    From now on there is no way back to the version before. Gives the newer version that did not
    come up here, once; empty where there is none.
    """
    from pos_app import __version__
    from pos_app.errors import EnvironmentFault
    from pos_app.services import updates
    from pos_app.updates import slots

    with contextlib.suppress(OSError, EnvironmentFault):  # the next start does it
        updates.note_opened(data, __version__)
        return slots.take_rejected(data / slots.FOLDER)
    return ""
