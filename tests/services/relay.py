"""Tills of one store, and what a cloud does with their day sheets; no network between them."""

import hashlib
import shutil
from pathlib import Path
from typing import Any

import msgspec

from pos_app import resources
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.figures import Dashboard
from pos_app.domain.insight.period import Lens, Period, single_day
from pos_app.domain.member import MemberId, day_of
from pos_app.domain.operators import Privilege
from pos_app.store import cloud_head, members
from pos_app.store.database import Database
from pos_app.store.feeds import TillReference
from sync.ports import Enrolment
from sync.wire import reference as wire
from sync.wire.sheets import DaySheet
from tests.builders import DAY, FLOAT, HandClock, Rig, write_set_up
from tests.store.feed_pages import Feed

FEED = "sheet:S0001"
PEPPER = bytes(range(32))


class Anybody:
    """An errand that nobody takes back."""

    def check(self) -> None:
        """Still wanted."""

    def say(self, done: float) -> None:
        """Nobody listens."""


def make_tills(folder: Path, *names: str) -> dict[str, Path]:
    """Set up tills of one store, with the demo store's members."""
    made = {}
    for number, name in enumerate(names, 1):
        set_up = write_set_up(folder / name / "set_up", workstation=name)
        shutil.copy(resources.path("demo", "members.json"), set_up)
        (folder / name / "data").mkdir()
        rig = Rig(folder / name / "data", set_up, HandClock(number * 1_000_000_000))
        rig.close()
        made[name] = folder / name
    return made


def open_till(template: Path, folder: Path, number: int) -> Rig:
    """Open a till on a copy, belonging to the store's cloud."""
    shutil.copytree(template / "data", folder)
    rig = Rig(folder, template / "set_up", HandClock(number * 1_000_000_000 + 500_000_000))
    enrolment = Enrolment("https://cloud.example", "t1", "S0001", bytes(32), (), "123456")
    with rig.database.write() as connection:
        cloud_head.keep_enrolment(connection, enrolment, (), bytes(32))
        rig.till.linked().grants.take_pepper(connection, PEPPER)
    return rig


def deliver_handles(rig: Rig) -> None:
    """Let the till know its members by the handles of today."""
    today = day_of(rig.clock.wall)
    with reference_of(rig).write() as connection:
        ids = connection.exec_driver_sql("SELECT member_id FROM member").scalars().all()
        handles = [(bytes(one)[:8], MemberId(bytes(one))) for one in ids]
        members.put_handles(connection, today, handles)


def reference_of(rig: Rig) -> Database:
    return rig.till.linked().reference


def name_of(rig: Rig) -> str:
    return str(rig.counter.profile.workstation)


def terminal_of(rig: Rig) -> str:
    return rig.till.linked().keys.terminal_id.hex()


def dashboard(rig: Rig, period: Period | None = None, lens: Lens | None = None) -> Dashboard:
    """Ask as a manager."""
    admission = rig.counter.office.admissions.admit(Privilege.VIEW_REPORTS, "test")
    return rig.counter.office.insights.dashboard(
        admission, period or single_day(DAY), lens or Lens(), Anybody()
    )


def close_day(rig: Rig) -> None:
    rig.counter.shifts.count_till(FLOAT)
    rig.counter.shifts.close_shift(FLOAT)
    rig.counter.shifts.close_day()


class Relay:
    """The cloud as far as sheets go: the newest of each till and day, told to all."""

    def __init__(self, *rigs: Rig) -> None:
        self.rigs = rigs
        self.feed = Feed(FEED)
        self.contents: dict[str, bytes] = {}
        self.seen: dict[str, int] = {}
        self.out: dict[str, int] = {}
        self._no_catalog: Any = None

    def take(self, rig: Rig) -> list[DaySheet]:
        """Have a till make its days ready and take them; give what came."""
        sheets = rig.counter.office.day_sheets
        while sheets.step(Anybody()):
            pass
        came = []
        outbox = rig.till.linked().sheets
        while sheet := outbox.due_sheet():
            outbox.note_sheet(sheet.head)
            came.append(sheet)
            self.keep(rig, sheet)
        self.seen[name_of(rig)] = rig.clock.wall
        return came

    def keep(self, rig: Rig, sheet: DaySheet, **said: Any) -> None:
        """Keep a sheet, and tell of it as the cloud would; ``said`` instead."""
        head = sheet.head
        sha256 = hashlib.sha256(sheet.content).hexdigest()
        self.contents[sha256] = sheet.content
        row: dict[str, Any] = {
            "workstation": name_of(rig),
            "terminal": terminal_of(rig),
            "day": head.day,
            "known": head.transactions,
            "known_minor": head.takings_minor,
            "shape": head.shape,
            "transactions": head.transactions,
            "takings_minor": head.takings_minor,
            "until_ms": head.until_ms,
            "closed_ms": head.closed_ms,
            "epoch": head.epoch,
            "seq": head.seq,
            "sha256": sha256,
            "bytes": len(sheet.content),
        }
        notice = wire.SheetNotice(**(row | said))
        self.change(f"s:{notice.workstation}:{notice.day}", wire.body_of(notice))

    def know(self, rig: Rig, day: BusinessDate) -> None:
        """Tell what the journal says of a day whose sheet has not come."""
        count, total = rig.rows(
            """SELECT sum(iif(kind = 'post_void', -1, 1)), sum(total_minor)
            FROM retail_transaction WHERE business_date = ?""",
            day,
        )[0]
        key = f"s:{name_of(rig)}:{day}"
        old = self.feed.rows.get(key)
        if old is not None:
            notice = wire.body_of(_with(old[1], known=count, known_minor=total))
        else:
            notice = wire.body_of(
                wire.SheetNotice(name_of(rig), day, count, total, terminal=terminal_of(rig))
            )
        self.change(key, notice)

    def change(self, key: str, body: bytes | None) -> None:
        self.feed.page([(key, body)])

    def give(self, rig: Rig) -> None:
        """Bring a till up to what the store's others have told."""
        for one in self.rigs:
            name = name_of(one)
            till = wire.StoreTill(
                name,
                self.seen.get(name, 0),
                is_out=name in self.out,
                terminal=terminal_of(one),
                out_ms=self.out.get(name, 0),
            )
            self.change(f"t:{till.workstation}", wire.body_of(till))
        linked = rig.till.linked()
        side = TillReference(linked.reference, self._no_catalog, lambda _feed: None)
        assert self.feed.load_into(side)
        for sha256 in side.needs_content(self.feed.page([])):
            side.keep_content(sha256, self.contents[sha256])

    def exchange(self) -> None:
        """Let every till tell and hear everything."""
        for rig in self.rigs:
            self.take(rig)
        for rig in self.rigs:
            self.give(rig)


def _with(body: bytes, **changes: Any) -> wire.SheetNotice:
    return msgspec.structs.replace(msgspec.json.decode(body, type=wire.SheetNotice), **changes)
