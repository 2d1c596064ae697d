"""What this till knows of itself and its cloud, for the page about it: read from its own files.

How things stand this minute is the link's picture (sync/status.py); this is what lasts.
"""

from dataclasses import dataclass

from pos_app.services.desk import Desk
from pos_app.store import cloud_head


@dataclass(frozen=True, slots=True)
class CloudConnection:
    """Whom this till belongs to; ``fingerprint`` is what head office compares."""

    url: str
    store: str
    fingerprint: str


class CloudPage:
    """Reads only. Till thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def connection(self) -> CloudConnection | None:
        """Say whom this till belongs to; None in a shop without a cloud."""
        with self._desk.till.read() as connection:
            known = cloud_head.find_enrolment(connection)
        return CloudConnection(known.url, known.store, known.fingerprint) if known else None
