"""A day's part of the journal is one that anybody can check, whatever happened to the disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain import events
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.money import Money
from pos_app.errors import Refusal
from pos_app.exports.archive import Signing, signed_rows
from pos_app.store.day_archive import read_day
from sync.signer import Signer
from tests.store.disks import Disks
from tests.verifier.judging import verifier

DAYS = (BusinessDate("2026-11-21"), BusinessDate("2026-11-22"))


@pytest.fixture
def disks(tmp_path: Path) -> Iterator[Disks]:
    disks = Disks(tmp_path)
    disks.trade.open_shift()
    disks.trade.sell()
    yield disks
    disks.trade.close()


def close(disks: Disks, day: BusinessDate) -> None:
    with disks.trade.database.write() as connection:
        event = events.BusinessDateClose(day, 1, Money(3), 1, Money(0))
        disks.trade.write(connection, event)


def judged(disks: Disks, *days: BusinessDate) -> int:
    """Have the verifier check the archives of these days as one journal from its first row."""
    signer = Signer(disks.trade.keys.signing_seed)
    key = Signing(signer.public_key, signer.sign)
    files = []
    for day in days:
        with disks.trade.database.read() as connection:
            part = read_day(connection, day)
        for epoch in part.epochs:
            path = disks.folder / f"{day}-e{epoch.epoch}.rpa.gz"
            path.write_bytes(signed_rows(epoch.lines, key))
            files.append(str(path))
    pin = ["--terminal-key", signer.public_key.hex()]
    return int(verifier.main(["--from-start", *pin, *files]))


def test_days_follow_one_another_and_a_day_that_is_open_has_none(disks: Disks) -> None:
    close(disks, DAYS[0])
    disks.trade.sell()
    with disks.trade.database.read() as connection, pytest.raises(Refusal, match="DAY_UNKNOWN"):
        read_day(connection, DAYS[1])
    close(disks, DAYS[1])
    assert judged(disks, *DAYS) == 0


@pytest.mark.parametrize("is_noticed", [False, True])
def test_a_day_on_which_the_till_was_restored_is_whole(disks: Disks, is_noticed: bool) -> None:
    disks.back_up()
    disks.trade.sell()
    disks.upload()
    disks.restore(is_noticed=is_noticed)
    disks.trade.sell()
    disks.recover()
    disks.trade.sell()
    close(disks, DAYS[0])
    disks.trade.sell()
    close(disks, DAYS[1])
    assert judged(disks, *DAYS) == 0


def test_a_day_that_was_closed_on_the_restored_disk_goes_on_to_what_was_told_again(
    disks: Disks,
) -> None:
    disks.back_up()
    disks.trade.sell()
    disks.upload()
    disks.restore(is_noticed=False)
    disks.trade.sell()
    close(disks, DAYS[0])
    disks.trade.sell()
    disks.recover()
    disks.trade.sell()
    close(disks, DAYS[1])
    assert judged(disks, *DAYS) == 0


def test_a_day_that_the_cloud_had_and_the_disk_had_lost_is_archived_from_what_came_back(
    disks: Disks,
) -> None:
    disks.back_up()
    disks.trade.sell()
    close(disks, DAYS[0])
    disks.upload()
    disks.restore(is_noticed=False)
    disks.recover()
    disks.trade.sell()
    close(disks, DAYS[1])
    assert judged(disks, *DAYS) == 0
