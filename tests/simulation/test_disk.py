"""The disk model agrees with what SQLite says of itself, which is what makes it worth anything."""

import gc
from random import Random

import pytest

from pos_app.errors import EnvironmentFault
from pos_app.store.database import Database, Synchronous
from tests.simulation import driver
from tests.simulation.disk import DISKS, Disk, PowerCut
from tests.simulation.ground import simulated_ground
from tests.simulation.paths import SimPath

KEY = bytes(32)
RUNS = 120


@pytest.fixture(autouse=True)
def ground():
    """A connection that a world left open would delete the WAL of a disk of the same name."""
    with simulated_ground():
        for disk in DISKS.values():
            driver.forget(disk)
        gc.collect()
        yield


def _cut_once(seed: int, synchronous: int) -> tuple[int, int, str]:
    """Sell until the power goes: how many were acknowledged, how many found, what is wrong."""
    rng = Random(seed)
    disk = Disk("T1")
    path = SimPath("/T1/till.db")
    database = Database(path, KEY, Synchronous.FULL)
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE sale (number INTEGER PRIMARY KEY, note TEXT)")
    with database.maintain() as connection:
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        connection.execute("PRAGMA wal_autocheckpoint = 12")
    disk.fuse = rng.randrange(1, 200)
    acknowledged = 0
    try:
        for number in range(1, 40):
            with database.write() as connection:
                connection.exec_driver_sql(
                    "INSERT INTO sale VALUES (?, ?)", (number, chr(96 + number % 26) * 900)
                )
            acknowledged = number
    except PowerCut:
        pass
    driver.forget(disk)
    disk.survivor(rng)
    return acknowledged, *_found(path)


def _found(path: SimPath) -> tuple[int, str]:
    try:
        database = Database(path, KEY, Synchronous.FULL)
        with database.read() as connection:
            wrong = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
            if wrong != "ok":
                return 0, wrong
            numbers = connection.exec_driver_sql("SELECT number FROM sale ORDER BY 1").scalars()
            found = list(numbers)
        database.close()
    except (EnvironmentFault, driver.Error) as error:
        return 0, str(error)
    except Exception as error:  # noqa: BLE001 - what SQLAlchemy makes of a broken file
        return 0, str(error)
    return len(found), "" if found == list(range(1, len(found) + 1)) else "a hole"


def test_full_loses_no_acknowledged_sale_wherever_the_power_goes():
    for seed in range(RUNS):
        acknowledged, found, wrong = _cut_once(seed, 2)
        assert not wrong, (seed, wrong)
        assert found >= acknowledged, seed


def test_normal_loses_acknowledged_sales_and_damages_nothing():
    outcomes = [_cut_once(seed, 1) for seed in range(RUNS)]
    assert not [wrong for _, _, wrong in outcomes if wrong]
    assert sum(found < acknowledged for acknowledged, found, _ in outcomes) > RUNS // 4


def test_off_damages_the_file():
    outcomes = [_cut_once(seed, 0) for seed in range(RUNS)]
    assert sum(bool(wrong) for _, _, wrong in outcomes) > RUNS // 20


def test_a_new_file_may_be_gone_after_a_cut_and_is_there_once_its_name_was_synced():
    gone = set()
    for seed in range(20):
        disk = Disk("T1")
        path = SimPath("/T1/a")
        path.write_bytes(b"x" * 2000)
        path.sync()
        driver.forget(disk)
        gone.add(not disk.survivor(Random(seed)).names)
    assert gone == {True, False}
    disk = Disk("T1")
    path.write_bytes(b"x" * 2000)
    path.sync()
    path.parent.sync()
    driver.forget(disk)
    for seed in range(20):
        assert disk.survivor(Random(seed)).read("a") == b"x" * 2000


def test_a_torn_write_leaves_whole_sectors_of_either_state():
    disk = Disk("T1")
    path = SimPath("/T1/a")
    path.write_bytes(b"o" * 4096)
    path.sync()
    path.parent.sync()
    disk.names["a"].write(b"n" * 4096, 0)
    driver.forget(disk)
    left = b"".join(disk.survivor(Random(seed)).read("a") for seed in range(8))
    sectors = {left[at : at + 512] for at in range(0, len(left), 512)}
    assert sectors == {b"o" * 512, b"n" * 512}


def test_a_full_disk_is_named_and_the_sale_is_whole_or_not_there():
    disk = Disk("T1")
    database = Database(SimPath("/T1/till.db"), KEY, Synchronous.FULL)
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE sale (number INTEGER PRIMARY KEY, note TEXT)")
    disk.room = 20_000
    with pytest.raises(EnvironmentFault) as caught, database.write() as connection:
        connection.exec_driver_sql("INSERT INTO sale VALUES (1, ?)", ("x" * 100_000,))
    assert caught.value.code == "DISK_FULL"
    disk.room = None
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO sale VALUES (2, 'y')")
    assert DISKS["T1"] is disk
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT number FROM sale").scalars().all() == [2]


def test_a_killed_process_leaves_everything_it_wrote():
    disk = Disk("T1")
    database = Database(SimPath("/T1/till.db"), KEY, Synchronous.NORMAL)
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE sale (number INTEGER PRIMARY KEY)")
        connection.exec_driver_sql("INSERT INTO sale VALUES (1)")
    driver.forget(disk)
    disk.killed()
    again = Database(SimPath("/T1/till.db"), KEY, Synchronous.NORMAL)
    with again.read() as connection:
        assert connection.exec_driver_sql("SELECT number FROM sale").scalar_one() == 1
