"""Start the real till on what trouble has left, and say in words what is not as it must be."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from pos_app.assembly import Till
from pos_app.errors import EnvironmentFault
from pos_app.store.database import Database, Synchronous
from pos_app.store.migrations import migrate, version_of
from pos_app.vault.keys import KeyStore
from tests.crash.facts import check_till, possible
from tests.crash.process import (
    BACKUPS,
    NEXT_STEPS,
    OLDER,
    count_items,
    database_of,
    restore_spare,
)
from tests.crash.till import lay_reserve, start

_SALES = "SELECT count(*) FROM retail_transaction"


def judged(look: Callable[[], list[str]]) -> list[str]:
    """Start and judge what a cut left; that it does not start, or breaks, is a finding too."""
    try:
        return look()
    except EnvironmentFault as fault:
        return [f"does not start: {fault}"]
    except Exception as error:  # noqa: BLE001 (a traceback is a finding here, not an end)
        return [f"breaks: {type(error).__name__}: {error}"]


class Recovery:
    """Judges images of one recorded run; knows what the run went on to acknowledge.

    Without a recording (``all_acks`` empty) what followed is unknown, and ``slack`` says how many
    acts may have been done without an acknowledgement.
    """

    def __init__(self, all_acks: Sequence[str] = (), slack: int = 1) -> None:
        self._all_acks = all_acks
        self._slack = slack

    def __call__(self, image: Path, acks: Sequence[str]) -> list[str]:
        return judged(lambda: self._look(image, acks))

    def _look(self, image: Path, acks: Sequence[str]) -> list[str]:
        later = self._all_acks[len(acks) :]
        lay_reserve(image)
        till = _start(image, acks)
        try:
            problems = list(self._judge(till, acks, later))
        finally:
            till.close()
        return [*problems, *_check_backup(image, acks), *_check_older(image, acks)]

    def _judge(self, till: Till, acks: Sequence[str], later: Sequence[str]) -> Iterator[str]:
        with database_of(till).read() as connection:
            yield from check_till(connection, acks, later, self._slack)
            epochs = connection.exec_driver_sql("SELECT count(*) FROM journal_epoch").scalar_one()
        if epochs not in _epochs_possible(acks):
            yield f"taken for another disk: epoch {epochs}"
        items = f"items {count_items(till)}"
        known = {" ".join(ack.split()[:2]) for ack in possible(acks, later, "items ", items)}
        if items not in known:
            yield f"the catalogue has {items}, not {sorted(known)}"


def _start(image: Path, acks: Sequence[str]) -> Till:
    """Start, after a restore that was cut off between its two renames by restoring once more."""
    try:
        return start(image)
    except EnvironmentFault as fault:
        if fault.code != "DATABASE_MISSING" or "spare" not in acks:
            raise
    restore_spare(image)
    return start(image)


def _epochs_possible(acks: Sequence[str]) -> set[int]:
    """A restore begins a new epoch; cut off before its mark is outside, it looks like a copy."""
    if "spare" not in acks:
        return {1}
    return {2, 3} if "restored" in acks else {1, 2, 3}


@contextmanager
def _opened(image: Path, path: Path) -> Iterator[sa.Connection]:
    database = Database(path, KeyStore(image).load().till_key, Synchronous.FULL)
    try:
        with database.read() as connection:
            yield connection
    finally:
        database.close()


def _check_backup(image: Path, acks: Sequence[str]) -> Iterator[str]:
    """A backup under its own name is whole, acknowledged or not; once acknowledged it is there."""
    acknowledged = [int(ack.split()[2]) for ack in acks if ack.startswith("copy ")]
    path = image / BACKUPS / "till.backup"
    if not path.exists():
        yield from ["lost: the backup"] * len(acknowledged)
        return
    with _opened(image, path) as connection:
        sales = connection.exec_driver_sql(_SALES).scalar_one()
        if acknowledged and sales != acknowledged[0]:
            yield f"the backup holds {sales} transactions, not {acknowledged[0]}"


def _check_older(image: Path, acks: Sequence[str]) -> Iterator[str]:
    """The file under way to a new version gets there, and the copy of before is whole."""
    path = image / OLDER / "till.db"
    if not path.exists():
        yield from ["lost: the file to upgrade"] * acks.count("older")
        return
    database = Database(path, KeyStore(image).load().till_key, Synchronous.FULL)
    try:
        found = version_of(database)
        if "migrated" in acks and found != len(NEXT_STEPS):
            yield f"lost: the upgrade, version {found}"
        migrate(database, NEXT_STEPS)
        with database.read() as connection:
            sales = connection.exec_driver_sql(_SALES).scalar_one()
    finally:
        database.close()
    kept = path.with_name(f"till.db.before-v{len(NEXT_STEPS)}")
    with _opened(image, kept) as connection:
        if connection.exec_driver_sql(_SALES).scalar_one() != sales:
            yield "the copy from before the upgrade is not the file as it was"
