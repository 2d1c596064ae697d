"""``python -m sync``: what this till and its cloud have exchanged, and one more exchange.

``status`` reads the till's files alone, also beside a running till. Everything else takes the data
directory as the till does. Exit: 0 it is done; 1 the cloud was not reached or refused, or a day is
not proved; 2 something still waits.
"""

import argparse
import queue
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

from pos_app import config
from pos_app.assembly import open_counter
from pos_app.clock import SystemClock
from pos_app.cloud_link import CloudLink
from pos_app.commands import console
from pos_app.config import Config
from pos_app.domain.synced import DayOutcome
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.services.first_run_notes import check_set_up
from pos_app.store import cloud_head, disk, sync_page
from pos_app.store.data_lock import data_directory_lock
from pos_app.store.database import Database, Synchronous
from pos_app.store.migrations import TILL_STEPS, version_of
from pos_app.store.sync_batches import WaitingCount
from pos_app.store.till_file import TILL_FILE
from pos_app.sync_words import why
from sync.status import LEAST_ROOM_BYTES, Round, RoundState, SyncStatus
from sync.wire import proof_words

DONE: Final = 0
FAILED: Final = 1
WAITS: Final = 2
_DAYS_SHOWN: Final = 1_000

_T = TypeVar("_T")

_HELP: Final = {
    "status": "say what waits and which days are proved; reads only, also beside a running till",
    "push": "send everything there is to the cloud",
    "pull": "fetch everything that head office has for this till",
    "reconcile": "compare every closed day with the cloud, and print the numbers that differ",
    "enrol": "make this till a terminal of a store by a one-time code",
    "run": "sync without a window until stopped",
}

_NEXT: Final = {
    "NOT_ENROLLED": ("请先用 enrol 连接云端。", "Connect it first: enrol."),
} | dict.fromkeys(
    ("OFFLINE", "TIMED_OUT", "CUT", "GATEWAY_BUSY"),
    (
        "没有丢失数据；请检查网络，并确认云端正在运行，再试一次。",
        "Nothing is lost: see to the network and whether the cloud runs, and try again.",
    ),
)
"""What to do when a round failed, where somebody here can do something."""


def main(argv: Sequence[str] | None = None) -> int:
    """Do one command; give the exit code. Troubles are told in words, both languages."""
    arguments = _parser().parse_args(argv)
    try:
        settings = config.load(arguments.data)
        if arguments.command == "status":
            return _status(settings.data)
        with _open(settings) as agent:
            if arguments.command == "enrol":
                return agent.enrol(arguments.url, arguments.code)
            agent.begin()
            return {
                "push": agent.push,
                "pull": agent.pull,
                "reconcile": agent.reconcile,
                "run": agent.run,
            }[arguments.command]()
    except (EnvironmentFault, Refusal) as trouble:
        console.tell(trouble)
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sync",
        description="the till and its cloud",
        epilog="exit code: 0 done; 1 the cloud was not reached or refused, or a day is not proved;"
        " 2 something still waits",
    )
    where = "the data directory (default: the user's)"
    parser.add_argument("--data", type=Path, help=where)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in _HELP.items():
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument("--data", type=Path, default=argparse.SUPPRESS, help=where)
        if name == "enrol":
            command.add_argument("--url", required=True, help="the cloud's https address")
            command.add_argument("--code", required=True, help="the one-time code")
    return parser


# ---- without the lock


def _status(folder: Path) -> int:
    """Say what lasts: whom the till belongs to, what waits, which days are proved."""
    check_set_up(folder)
    terminal = console.terminal_of(folder)
    if not (folder / TILL_FILE).exists():
        raise EnvironmentFault("DATABASE_MISSING", file=TILL_FILE)
    till = Database(folder / TILL_FILE, terminal.till_key, Synchronous.FULL)
    try:
        if version_of(till) < len(TILL_STEPS):  # its tables are not yet as they are read here
            raise EnvironmentFault("DATABASE_OLDER", file=TILL_FILE)
        with till.read() as connection:
            enrolment = cloud_head.find_enrolment(connection)
            acked = cloud_head.load(connection).acked
            place = (acked.epoch, acked.seq) if acked else (0, 0)
            waiting = WaitingCount().count(connection, place)
            days = sync_page.list_days(connection, _DAYS_SHOWN)
            matters = sync_page.list_matters(connection, _DAYS_SHOWN)
    finally:
        till.close()
    if enrolment is None:
        console.say("本机还没有连接云端。", "This till belongs to no cloud.")
        return DONE
    console.say(
        f"云端 {enrolment.url}，门店 {enrolment.store}，核对数字 {enrolment.fingerprint}。",
        f"Cloud {enrolment.url}, store {enrolment.store}, six digits {enrolment.fingerprint}.",
    )
    console.say(
        f"待上传：{waiting.transactions} 笔，{waiting.rows} 行流水。待处理：{len(matters)} 项。",
        f"To upload: {waiting.transactions} transactions, {waiting.rows} journal rows."
        f" To see to: {len(matters)}.",
    )
    for matter in matters:
        zh, en = why(matter.code)
        console.say(f"  {matter.subject or '–'}：{zh}", f"  {matter.subject or '–'}: {en}")
    if disk.free_bytes(folder) < LEAST_ROOM_BYTES:
        zh, en = why("LITTLE_ROOM")
        console.say(f"{zh}。", f"{en[:1].upper()}{en[1:]}.")
    has_open_day = _say_days(days)
    return WAITS if waiting.rows or has_open_day else DONE


def _say_days(days: Sequence[DayOutcome]) -> bool:
    """Say of each closed day whether it is proved, and what differs; True when one is not."""
    for day in days:
        if day.is_proved:
            console.say(f"{day.day} 已对账。", f"{day.day} is proved.")
            continue
        zh, en = why(day.reason)
        console.say(f"{day.day} 未对账：{zh}。", f"{day.day} is not proved: {en}.")
        for one in day.differences:
            zh, en = proof_words.number(one.section, one.key)
            if one.section == "receipts":  # its numbers say nothing to anybody
                console.say(f"  {zh}", f"  {en}")
                continue
            console.say(
                f"  {zh}：本机 {one.till}，云端 {one.cloud}",
                f"  {en}: this till {one.till}, cloud {one.cloud}",
            )
    return any(not day.is_proved for day in days)


# ---- with the till's files held


class _Unhurried:
    """An errand that nobody takes back or watches."""

    def check(self) -> None:
        """Go on."""

    def say(self, done: float) -> None:
        """Go on."""


class _Agent:
    """A till with its link and no window. Everything of its files is done on one thread.

    ``next_day`` makes days ready for the store's reports, and names one that waits to be sent.
    """

    def __init__(
        self, link: CloudLink, till: Database, next_day: Callable[[], object | None]
    ) -> None:
        self._link = link
        self._till = till
        self._next_day = next_day

    def enrol(self, url: str, code: str) -> int:
        """Become a terminal of a store."""
        fingerprint = self._link.enrol(url, code)
        console.say(
            f"已连接。请把这六位数字报给总部核对：{fingerprint}",
            f"Connected. Give head office these six digits to compare: {fingerprint}",
        )
        return DONE

    def begin(self) -> None:
        """Let the link work from now on."""
        self._link.start()

    def push(self) -> int:
        """Send everything: the journal, then what reports know of its days."""
        found = self._round()
        if found is None:
            return FAILED
        rows = self._link.journal.waiting().rows
        if not rows and not self._tell_days():
            return FAILED
        console.say(
            f"已发送 {found.rows_sent} 行；还有 {rows} 行待上传。",
            f"{found.rows_sent} rows sent; {rows} still wait.",
        )
        return WAITS if rows else DONE

    def pull(self) -> int:
        """Fetch everything."""
        found = self._round()
        if found is None:
            return FAILED
        console.say(f"收到 {found.rows_applied} 行。", f"{found.rows_applied} rows received.")
        return DONE

    def reconcile(self) -> int:
        """Compare the days that are due, and say how every day stands."""
        if self._round() is None:
            return FAILED
        with self._till.read() as connection:
            days = sync_page.list_days(connection, _DAYS_SHOWN)
        return FAILED if _say_days(days) else DONE

    def run(self) -> int:
        """Sync until somebody stops it."""
        stopped = threading.Event()
        for stopping in (signal.SIGINT, signal.SIGTERM):
            signal.signal(stopping, lambda *_: stopped.set())
        console.say("正在同步；按 Ctrl+C 停止。", "Syncing; Ctrl+C stops it.")
        stopped.wait()
        return DONE

    def _tell_days(self) -> bool:
        """Send days as long as they go; False when a round failed, which has then been said."""
        before = None
        while (day := self._next_day()) is not None and day != before:
            if self._round() is None:
                return False
            before = day
        return True

    def _round(self) -> Round | None:
        """Do one whole round; None when it failed, which has then been said."""
        ended: queue.SimpleQueue[Round] = queue.SimpleQueue()

        def progress(found: Round) -> None:
            if found.state is not RoundState.RUNNING:
                ended.put(found)

        self._link.sync_now(progress)
        found = ended.get()
        if found.state is RoundState.DONE:
            return found
        zh, en = why(found.code)
        then_zh, then_en = _NEXT.get(found.code, ("", ""))
        console.say(f"没有同步：{zh}。{then_zh}", f"Not synced: {en}. {then_en}".rstrip())
        return None


@contextmanager
def _open(settings: Config) -> Iterator[_Agent]:
    """Hold the data directory and open the till in it, with its link.

    Refuses: DATA_IN_USE while a till runs here, and what ``open_counter`` refuses.
    """
    with (
        data_directory_lock(settings.data),
        ThreadPoolExecutor(1, thread_name_prefix="till") as thread,
    ):
        console.terminal_of(settings.data)  # a data directory without a till stays so
        till = thread.submit(open_counter, settings, SystemClock()).result()
        try:
            linked = thread.submit(till.linked).result()

            def on_till(work: Callable[[], _T]) -> _T:
                return thread.submit(work).result()

            def next_day() -> object | None:
                days = till.counter.office.day_sheets
                while days.step(_Unhurried()):
                    pass
                due = linked.sheets.due_sheet()
                return due and due.head

            link = on_till(lambda: CloudLink(linked, on_till, _told_by_the_round))
            try:
                yield _Agent(link, linked.till, lambda: on_till(next_day))
            finally:
                link.stop()
        finally:
            thread.submit(till.close).result()


def _told_by_the_round(_status: SyncStatus) -> None:
    """Need no picture: what became of a round is said at its end."""
