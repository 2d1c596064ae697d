"""The plainest load: writers add rows of 500 bytes, ten a transaction, through one address.

Each transaction has a number that its writer made, as an upload has, and is repeated until it is
answered; the number, not an index over the rows, keeps it from counting twice.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event

import psycopg

from tests.ha.trouble import Result
from tests.postgres import libpq

WRITERS = 4
BATCH = 10
_TABLES = """
CREATE TABLE ha_batch (writer int, number bigint, PRIMARY KEY (writer, number));
CREATE TABLE ha_row (writer int, n bigint, body text);
"""
_NUMBER = "INSERT INTO ha_batch VALUES (%s, %s) ON CONFLICT DO NOTHING"
_ROWS = """
INSERT INTO ha_row SELECT %s, n, repeat('x', 500) FROM generate_series(%s::bigint, %s::bigint) n
"""
_COUNT = """
SELECT count(*), count(DISTINCT n), count(DISTINCT n) FILTER (WHERE n < %s)
FROM ha_row WHERE writer = %s
"""
_PAUSE_S = 0.1
# The second: who led is a standby now, and the front door has not noticed yet.
_AWAY = (psycopg.OperationalError, psycopg.errors.ReadOnlySqlTransaction)


@dataclass
class _Writer:
    """One that writes, and what it was told."""

    number: int
    url: str
    stop: Event
    acknowledged: int = 0
    repeated: int = 0
    longest_wait_s: float = 0
    _answered_at: float = 0

    def work(self) -> None:
        """Write until told to stop; a broken connection is made anew."""
        self._answered_at = time.monotonic()
        while not self.stop.is_set():
            try:
                with psycopg.connect(libpq(self.url), connect_timeout=5) as connection:
                    while not self.stop.is_set():
                        self._write(connection)
            except _AWAY:
                self.repeated += 1
                self.stop.wait(_PAUSE_S)

    def _write(self, connection: psycopg.Connection) -> None:
        first = self.acknowledged * BATCH
        if connection.execute(_NUMBER, (self.number, self.acknowledged)).rowcount:
            connection.execute(_ROWS, (self.number, first, first + BATCH - 1))
        connection.commit()
        self.acknowledged += 1
        now = time.monotonic()
        self.longest_wait_s = max(self.longest_wait_s, now - self._answered_at)
        self._answered_at = now


def write_rows(url: str, stop: Event) -> Result:
    """Write with four writers until told to stop."""
    with psycopg.connect(libpq(url)) as connection:
        connection.execute(_TABLES)
    writers = [_Writer(number, url, stop) for number in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(writer.work) for writer in writers]:
            done.result()
    return Result(
        acknowledged=sum(writer.acknowledged for writer in writers) * BATCH,
        repeated=sum(writer.repeated for writer in writers),
        longest_wait_s=max(writer.longest_wait_s for writer in writers),
        find_faults=lambda url: _find_faults(url, writers),
    )


def _find_faults(url: str, writers: list[_Writer]) -> list[str]:
    faults = []
    with psycopg.connect(libpq(url)) as connection:
        for writer in writers:
            told = writer.acknowledged * BATCH
            every, kept, safe = _count(connection, writer.number, told)
            if safe < told:
                faults.append(f"writer {writer.number}: {told - safe} of {told} rows are lost")
            if every > kept:
                faults.append(f"writer {writer.number}: {every - kept} rows are there twice")
            # The last one may have been cut off before its answer: whole or not at all.
            if kept - safe not in {0, BATCH}:
                faults.append(f"writer {writer.number}: {kept - safe} rows that it never finished")
    return faults


def _count(connection: psycopg.Connection, writer: int, told: int) -> tuple[int, int, int]:
    row = connection.execute(_COUNT, (told, writer)).fetchone()
    assert row is not None
    return row
