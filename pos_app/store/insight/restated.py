"""Days of this till that changed after they were closed: sales that came back to a restored disk.

Told by till.db itself, so that it is still known when the sums are made again: rows of the journal
that were brought back stand in journal_lost, and the epoch that took them up says when that was.
A day whose closing was brought back with them was not closed before.
"""

from typing import Final

from pos_app.store.database import Connection

_ANY: Final = "SELECT EXISTS (SELECT 1 FROM journal_fork)"
_LATE: Final = """SELECT header.business_date, count(*),
 max(CAST(opened.body AS TEXT) ->> '$.wall') FROM journal_lost AS lost
 JOIN retail_transaction AS header ON header.id = lost.event_id
 JOIN business_day AS day ON day.business_date = header.business_date
 JOIN journal_fork AS fork ON (lost.epoch, lost.seq) > (fork.common_epoch, fork.common_seq)
  AND (lost.epoch, lost.seq) <= (fork.have_epoch, fork.have_seq)
 JOIN journal AS opened ON opened.epoch = fork.epoch AND opened.seq = 1
 WHERE day.closed_ms <= CAST(opened.body AS TEXT) ->> '$.wall'
 AND day.business_date NOT IN (SELECT CAST(body AS TEXT) ->> '$.d.date' FROM journal_lost
  WHERE kind = 'business_date_close')
 GROUP BY header.business_date"""


def restated_days(till: Connection) -> dict[str, tuple[int, int]]:
    """Give by day how many sales and returns came after it was closed, and when they came."""
    if not till.exec_driver_sql(_ANY).scalar_one():
        return {}
    rows = till.exec_driver_sql(_LATE)
    return {day: (count, at_ms) for day, count, at_ms in rows}
