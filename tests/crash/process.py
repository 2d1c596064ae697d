"""The process that is cut, killed and starved: a first start, a day, and all that is done besides.

python -m tests.crash.process FOLDER ACKS [--synchronous NORMAL] [--rounds N] [--only-trade]
    [--second-commit] [--manager [--plant NAME]]
"""

import argparse
import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa

from pos_app.assembly import Till
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.shop import StoreProfile
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.services import returns, tendering
from pos_app.services.desk import Desk
from pos_app.store import catalog, till_file
from pos_app.store.backup import Terminal, back_up, restore
from pos_app.store.database import Database, Synchronous
from pos_app.store.item_import import ItemImport
from pos_app.store.migrations import TILL_STEPS, migrate
from pos_app.vault.keys import KeyStore
from tests.crash.day import Acks, Day
from tests.crash.office_days import ARCHIVES, COPIES, NOTE, NOTES, ManagerDay
from tests.crash.office_plants import PLANTS
from tests.crash.till import lay_reserve, start
from tests.dated_clock import DatedClock

MANAGER = ("2001", "518396")
"""The demo store's manager, who may do everything alone; see resources/demo/operators.json."""

BACKUPS = "backups"
SPARE = "spare.backup"
OLDER = "older"
NEXT_STEPS = (*TILL_STEPS, lambda connection: add_column(connection))
"""The upgrade after this version, as a rehearsal: every table of it is kept."""


def add_column(connection: sa.Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE setting ADD COLUMN changed_ms INTEGER")
    connection.exec_driver_sql("UPDATE setting SET changed_ms = 1")


def run(folder: Path, acks: Acks, rounds: int, *, is_whole: bool) -> None:
    acks.say("step", "first start")
    till = start(folder)
    lay_reserve(folder)
    acks.say("items", count_items(till), 1)
    acks.say("ready")
    Day(till.counter, acks, "2026-11-21", MANAGER).trade(rounds)
    if is_whole:
        till = and_all_else(folder, till, acks)
    act(acks, "stop", till.close)


def set_up_for_manager(folder: Path) -> None:
    """Have the shop there already; its first start is cut in the other day."""
    till = start(folder)
    lay_reserve(folder)
    for name in (ARCHIVES, COPIES, NOTES):
        make_folder(folder / name)
        (folder / name / "there").touch()  # the recording knows folders by what is in them
    (folder / NOTES / "DN-1.csv").write_text(NOTE, encoding="utf-8")
    till.close()


def run_manager(folder: Path, acks: Acks) -> None:
    acks.say("step", "start")
    till = start(folder)
    ManagerDay(till, acks, MANAGER, folder).trade()
    act(acks, "stop", till.close)


def and_all_else(folder: Path, till: Till, acks: Acks) -> Till:
    """Stop and start, import, back up, upgrade, practise, and trade another day."""
    act(acks, "restart", till.close)
    till = start(folder)
    acks.say("row", "boot")
    act(acks, "import", lambda: import_list(folder, till, acks))
    act(acks, "backup", lambda: make_backup(folder, till, acks))
    act(acks, "migration", lambda: upgrade(folder, till, acks))
    act(acks, "training", lambda: practise(till, acks))
    Day(till.counter, acks, "2026-11-22", MANAGER).trade(1)
    act(acks, "restore", lambda: spare(folder, till, acks))
    till.close()
    act(acks, "restore", lambda: go_back(folder, acks))
    till = start(folder)
    Day(till.counter, acks, "2026-11-23", MANAGER).trade(1)
    return till


def act(acks: Acks, name: str, do: object) -> None:
    """Do one thing beside the day itself; a fault of the world ends it and nothing else."""
    acks.say("step", name)
    assert callable(do)
    try:
        do()
    except EnvironmentFault as fault:
        acks.say("fault", fault.code)
    except Refusal as refusal:
        acks.say("refused", refusal.code)


def database_of(till: Till) -> Database:
    return till.counter._real.desk.till


def profile_of(till: Till) -> StoreProfile:
    return till.counter.profile


def count_items(till: Till) -> int:
    with till.counter._real.checkout._catalog.read() as connection:
        return catalog.count_items(connection)


def import_list(folder: Path, till: Till, acks: Acks) -> None:
    """A second list: new items, and new prices for some that are there."""
    path = acks.folder / "list.csv"
    lines = ["sku,name_zh,name_en,tax_group,unit,price"]
    lines += [f"1000{n},新名{n},New {n},V13,EA,{n}.90" for n in range(30, 42)]
    lines += [f"N{n:03d},新品{n},Novelty {n},V13,EA,{n}.00" for n in range(40)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    profile = profile_of(till)
    key = KeyStore(folder).load().catalog_key
    summary = ItemImport(folder, key, profile.tax_groups, profile.currency).run(
        path, lambda *_: None, lambda _: None
    )
    acks.say("items", summary.items, 2)


def make_folder(path: Path) -> None:
    """Make a folder that survives a power cut, as whoever keeps backups in it has long done."""
    path.mkdir()
    handle = os.open(path.parent, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def terminal_of(folder: Path) -> Terminal:
    keys = KeyStore(folder).load()
    return Terminal(keys.terminal_id, keys.till_key, keys.signing_seed)


def make_backup(folder: Path, till: Till, acks: Acks) -> None:
    make_folder(folder / BACKUPS)
    target = folder / BACKUPS / "till.backup"
    report = back_up(database_of(till), terminal_of(folder), target, lambda _: None)
    acks.say("copy", f"{BACKUPS}/till.backup", report.sales)


def spare(folder: Path, till: Till, acks: Acks) -> None:
    back_up(database_of(till), terminal_of(folder), folder / BACKUPS / SPARE, lambda _: None)
    acks.say("spare")


def go_back(folder: Path, acks: Acks) -> None:
    """Put the spare backup in the place of the till's records, as ``restore FILE`` does."""
    restore_spare(folder)
    acks.say("restored")


def restore_spare(folder: Path) -> None:
    _, mark = restore(
        folder / BACKUPS / SPARE,
        folder,
        terminal_of(folder),
        DatedClock(),
        accept_loss=False,
        progress=lambda _: None,
    )
    KeyStore(folder).write_mark(mark)


def upgrade(folder: Path, till: Till, acks: Acks) -> None:
    """Bring a copy of this till's file to the next version, the file as it was kept beside it."""
    key = KeyStore(folder).load().till_key
    make_folder(folder / OLDER)
    older = folder / OLDER / "till.db"
    database_of(till).copy_to(older)
    acks.say("older")
    database = Database(older, key, Synchronous.FULL)
    try:
        migrate(database, NEXT_STEPS)
    finally:
        database.close()
    acks.say("migrated")


def practise(till: Till, acks: Acks) -> None:
    counter = till.counter
    counter.sign_on.sign_on(*MANAGER)
    counter.enter_training()
    counter.checkout.add_item("100001")
    counter.tendering.tender_cash(counter.tendering.cash_due())
    counter.leave_training()
    acks.say("row", "training_off")
    counter.sign_on.sign_off()


def plant_normal() -> None:
    """Make the mistake that the rig must find: a till whose commits are not pressed to the disk."""
    till_file.Synchronous = SimpleNamespace(FULL=Synchronous.NORMAL)


def plant_second_commit() -> None:
    """Make the mistake that the rig must find: coupons and points commit after their sale."""
    spend, finish = tendering.record_coupons, tendering.finish
    move, waiting = tendering.points.record_moves, []

    def finish_first(desk: Desk, *rest: Any) -> CompletedTransaction:
        completed = finish(desk, *rest)
        with desk.till.write() as connection:
            spend(desk, connection, completed)
            while waiting:
                move(connection, *waiting.pop())
        return completed

    tendering.record_coupons = lambda *_: None
    tendering.points.record_moves = lambda _, *moved: waiting.append(moved)
    tendering.finish = returns.finish = finish_first


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("acks", type=Path)
    parser.add_argument("--synchronous", choices=["FULL", "NORMAL"], default="FULL")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--only-trade", action="store_true")
    parser.add_argument("--second-commit", action="store_true")
    parser.add_argument("--manager", action="store_true")
    parser.add_argument("--plant", choices=PLANTS)
    arguments = parser.parse_args()
    if arguments.synchronous == "NORMAL":
        plant_normal()
    if arguments.second_commit:
        plant_second_commit()
    if arguments.plant:
        PLANTS[arguments.plant]()
    if arguments.manager:
        run_manager(arguments.folder, Acks(arguments.acks))
    else:
        run(
            arguments.folder,
            Acks(arguments.acks),
            arguments.rounds,
            is_whole=not arguments.only_trade,
        )
