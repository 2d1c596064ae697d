"""Numbers for Prometheus: answers, counted here; the database's state, read at each scrape."""

import logging
from typing import Final

import sqlalchemy as sa
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from sync.cloud.clock import CloudClock
from sync.cloud.database import CloudDatabase
from sync.cloud.migrations import is_current
from sync.cloud.readings import Readings, read
from sync.cloud.request_log import say

_BUCKETS_S: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 20.0)
_READ: Final = {
    "inbox_rows": "Journal rows held.",
    "rows_lacking": "Rows that tills say they have and the cloud does not hold yet.",
    "projector_lag_rows": "Rows held and not yet projected.",
    "quarantine_open": "Rows that could not be used.",
    "parked": "Rows that wait for a quarantined one.",
    "cases_open": "Cases that nobody has closed.",
    "terminals": "Terminals enrolled.",
    "terminals_active": "Terminals that may trade.",
    "terminals_proved": "Active terminals that proved a day within 36 hours.",
    "terminals_silent": "Active terminals that said nothing for 30 minutes.",
    "terminals_frozen": "Active terminals whose heartbeat stood still for 30 minutes.",
    "terminals_disk_low": "Active terminals with less than 1 GiB free on their disk.",
    "gaps": "Uploads that began above what is held.",
    "forks": "Journals that parted from what is held.",
    "sheets_differing": "Days whose sheet is not what the till's own journal says.",
    "feed_todo": "Changes that wait for a feed's writer.",
}


class Metrics:
    """One for a process. Any thread."""

    def __init__(self, database: CloudDatabase, clock: CloudClock) -> None:
        self._database = database
        self._clock = clock
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "pos_cloud_requests",
            "Requests answered.",
            ("endpoint", "status", "code"),
            registry=self._registry,
        )
        self._latency = Histogram(
            "pos_cloud_request_seconds",
            "From the head of a request to its answer.",
            ("endpoint",),
            buckets=_BUCKETS_S,
            registry=self._registry,
        )
        self._is_up = self._gauge("database_up", "Whether the database answered.")
        self._gauges = {name: self._gauge(name, text) for name, text in _READ.items()}
        self._proved = self._gauge("proved_percent", "Of the active terminals, proved lately.")
        self._oldest = self._gauge("quarantine_oldest_seconds", "Age of the oldest open one.")
        self._heads = self._gauge("feed_head", "Newest position of a feed.", "tenant", "feed")

    def note(self, endpoint: str, status: int, code: str, took_s: float) -> None:
        """Count an answer."""
        self._requests.labels(endpoint, str(status), code).inc()
        self._latency.labels(endpoint).observe(took_s)

    def scrape(self) -> bytes:
        """Give the text. A database that does not answer costs its own numbers alone."""
        found = self.readings()
        self._is_up.set(found is not None)
        if found is not None:
            for name, gauge in self._gauges.items():
                gauge.set(getattr(found, name))
            self._proved.set(found.terminals_proved * 100 // max(1, found.terminals_active))
            self._oldest.set(found.quarantine_oldest_ms / 1000)
            for scope, position in found.feed_heads.items():
                self._heads.labels(*scope).set(position)
        return generate_latest(self._registry)

    def _gauge(self, name: str, text: str, *labels: str) -> Gauge:
        return Gauge(f"pos_cloud_{name}", text, labels, registry=self._registry)

    def is_database_fit(self) -> bool:
        """Tell whether the tables can be read now, and no newer program has changed them."""
        try:
            is_ours = self._database.read(is_current)
        except sa.exc.SQLAlchemyError:
            return False
        return is_ours and self.readings() is not None

    def readings(self) -> Readings | None:
        """Read what the database says; None when it says nothing."""
        try:
            return self._database.read(lambda connection: read(connection, self._clock.wall_ms()))
        except sa.exc.SQLAlchemyError:
            say("scrape_failed", logging.ERROR)
            return None
