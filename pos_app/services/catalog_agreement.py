"""The tax groups of the shop's own catalogue, brought to what the store decided at a start.

They are decided in till.db and stand in the catalogue, which is another file: a power cut between
the two commits leaves one ahead. No day was open, so no sale has come between, and the books win.
"""

import logging
from pathlib import Path

from pos_app.errors import EnvironmentFault, Refusal
from pos_app.store import catalog
from pos_app.store.catalog_files import Catalog
from pos_app.store.database import Database
from pos_app.store.profile import load_profile

_log = logging.getLogger(__name__)


def agree_on_taxes(till: Database, items: Catalog, folder: Path, key: bytes) -> None:
    """Put them where they differ, which is hardly ever; ``folder`` and ``key`` are the catalogue's.

    A catalogue that is empty or the cloud's keeps what it has. What cannot be put now is logged.
    """
    with till.read() as connection, items.read() as reading:
        profile, _ = load_profile(connection)
        known = catalog.tax_groups(reading)
    if not known or known == frozenset(profile.tax_groups):
        return
    from pos_app.store.catalog_changes import CatalogChanges  # no start waits for it

    try:
        CatalogChanges(folder, key, items.note_change).put_tax_groups(profile.tax_groups)
    except (Refusal, EnvironmentFault) as trouble:
        _log.info("tax groups stay as they are code=%s", trouble.code)
