"""``python -m sync``: a till's sync without its window, for a till that is closed or has no screen.

``status`` reads the till's file and may run beside an open till. Everything else opens the till,
which is recorded like every start, and so needs the data directory for itself.
"""

import argparse
import queue
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pos_app import config
from pos_app.clock import SystemClock
from pos_app.commands import console
from pos_app.commands.console import say
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.store.data_lock import data_directory_lock
from pos_app.store.database import Database
from sync.status import Contact, Round, RoundState, SyncStatus

if TYPE_CHECKING:
    from pos_app.cloud_link import CloudLink

_LONGEST_ROUND_S: Final = 900
_CONTACT: Final = {
    Contact.ALONE: ("不属于任何云端", "belongs to no cloud"),
    Contact.PENDING: ("等待总部确认本机", "waits for head office to confirm it"),
    Contact.CONNECTING: ("正在连接", "is calling the cloud"),
    Contact.ONLINE: ("在线", "is online"),
    Contact.OFFLINE: ("离线", "is offline"),
    Contact.REFUSED: ("云端不接受本机，请联系店长", "is shut out by the cloud: call the manager"),
}


class _Watch:
    """What the sync thread tells, for the thread that waits."""

    def __init__(self) -> None:
        self.status = SyncStatus(Contact.CONNECTING)
        self.rounds: queue.SimpleQueue[Round] = queue.SimpleQueue()
        self.changes: queue.SimpleQueue[SyncStatus] = queue.SimpleQueue()

    def publish(self, status: SyncStatus) -> None:
        """Take the picture. Sync thread."""
        self.status = status
        self.changes.put(status)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; 0 when what was asked is so, 1 when it is not yet, 2 for a fault."""
    arguments = _parser().parse_args(argv)
    try:
        run: Callable[[argparse.Namespace], int] = arguments.run
        return run(arguments)
    except (EnvironmentFault, Refusal) as trouble:
        console.tell(trouble)
        return 2
    except KeyboardInterrupt:
        return 0


def _status(arguments: argparse.Namespace) -> int:
    """Say where the till stands, from its file alone: nobody is asked."""
    from pos_app.store import cloud_head, journal_line, sync_batches, sync_page
    from pos_app.store.till_file import open_till

    folder = config.load(arguments.data).data
    database: Database = open_till(folder, console.terminal_of(folder).till_key, is_new=False)
    try:
        with database.read() as connection:
            known = cloud_head.find_enrolment(connection)
            _, head = journal_line.head(connection)
            acked = cloud_head.load(connection).acked
            place = (acked.epoch, acked.seq) if acked else (0, 0)
            waits = sync_batches.WaitingCount().count(connection, place)
            days = sync_page.list_days(connection, 1)
    finally:
        database.close()
    if known is None:
        say("本机不属于任何云端。", "This till belongs to no cloud.")
        return 1
    held = f"{acked.epoch}.{acked.seq}" if acked else "-"
    say(
        f"门店 {known.store}，云端 {known.url}。流水到 {head.epoch}.{head.seq}，"
        f"云端已收到 {held}，待上传 {waits.transactions} 笔（{waits.rows} 行）。",
        f"Store {known.store}, cloud {known.url}. Journal up to {head.epoch}.{head.seq}; the cloud"
        f" holds it up to {held}; {waits.transactions} sales ({waits.rows} rows) to upload.",
    )
    for day in days:
        if day.is_proved:
            say(f"{day.day} 已核对一致。", f"{day.day} is proved.")
        else:
            say(f"{day.day} 未证明（{day.reason}）。", f"{day.day} is not proved ({day.reason}).")
    return 1 if waits.rows else 0


def _push(arguments: argparse.Namespace) -> int:
    """Upload until the cloud holds every row."""
    with _linked(arguments) as (link, watch):
        done = _round(link, watch)
        reached = watch.status.reached
        is_held = reached is not None and reached.acknowledged == reached.head
        waits = watch.status.waiting
        say(
            f"已上传 {done.rows_sent} 行，待上传 {waits.transactions} 笔。",
            f"{done.rows_sent} rows sent; {waits.transactions} sales still to upload.",
        )
        return _ended(done, is_so=is_held)


def _pull(arguments: argparse.Namespace) -> int:
    """Fetch goods, prices, offers and members until they are the newest."""
    with _linked(arguments) as (link, watch):
        done = _round(link, watch)
        lanes = (lane for name, lane in watch.status.lanes.items() if name != "facts")
        behind = sum(lane.backlog for lane in lanes)
        say(
            f"已收到 {done.rows_applied} 行，落后 {behind} 个位置。",
            f"{done.rows_applied} rows received; {behind} positions behind.",
        )
        return _ended(done, is_so=not behind)


def _reconcile(arguments: argparse.Namespace) -> int:
    """Have every closed day compared, and say which is not the same on both sides."""
    with _linked(arguments) as (link, watch):
        done = _round(link, watch)
        due = link.journal.due_days()
        if not due:
            say("已结的营业日都已证明一致。", "Every closed day is proved.")
        for day in due:
            say(f"{day} 未证明。", f"{day} is not proved.")
        last = watch.status.last_proof
        for one in last.differences if last is not None and not last.is_proved else ():
            say(
                f"  {last.day if last else ''} {one.section} {one.key}："
                f"本机 {one.till}，云端 {one.cloud}",
                f"  {last.day if last else ''} {one.section} {one.key}: till {one.till}, cloud"
                f" {one.cloud}",
            )
        return _ended(done, is_so=not due)


def _enrol(arguments: argparse.Namespace) -> int:
    """Become a terminal of a store."""
    with _linked(arguments) as (link, watch):
        digits = link.enrol(arguments.url, arguments.code)
        say(
            f"已连接。请把这六位数字报给总部核对：{digits}",
            f"Connected. Give head office these six digits to compare: {digits}",
        )
        return _ended(_round(link, watch), is_so=True)


def _run(arguments: argparse.Namespace) -> int:
    """Go on until Ctrl-C, and say when something has changed."""
    with _linked(arguments) as (_, watch):
        said: tuple[object, ...] = ()
        while True:
            status = watch.changes.get()
            told = (status.contact, status.waiting.transactions, status.in_doubt)
            if told == said:
                continue
            said = told
            chinese, english = _CONTACT[status.contact]
            if status.in_doubt:
                say("本机被恢复或复制过，请联系店长。", "Restored or copied: call the manager.")
            say(
                f"本机{chinese}；待上传 {status.waiting.transactions} 笔。",
                f"This till {english}; {status.waiting.transactions} sales to upload.",
            )


@contextmanager
def _linked(arguments: argparse.Namespace) -> Iterator[tuple["CloudLink", _Watch]]:
    """Open a till that is there with its link running, and close both.

    Refuses: DATA_IN_USE, what the key file and the till's files refuse.
    """
    from pos_app.assembly import open_counter
    from pos_app.cloud_link import CloudLink

    settings = config.load(arguments.data)
    console.terminal_of(settings.data)  # a folder without a till is not made one
    watch = _Watch()
    with data_directory_lock(settings.data):
        till = open_counter(settings, SystemClock())
        link = CloudLink(till.linked(), _at_once, watch.publish)
        link.start()
        try:
            yield link, watch
        finally:
            if link.stop():
                till.close()


def _at_once(operation: Callable[[], None]) -> None:
    """Nobody sells here: the files' own lock keeps two writers apart."""
    operation()


def _round(link: "CloudLink", watch: _Watch) -> Round:
    """Do all there is to do, with progress, and give how it ended."""
    show = console.progress_bar()
    link.sync_now(watch.rounds.put)
    while True:
        try:
            done = watch.rounds.get(timeout=_LONGEST_ROUND_S)
        except queue.Empty:
            return Round(0, RoundState.FAILED, code="TIMED_OUT")
        loading = watch.status.bootstrap
        if loading is not None and loading.total:
            show(loading.done / loading.total)
        if done.state is not RoundState.RUNNING:
            return done


def _ended(done: Round, *, is_so: bool) -> int:
    if done.state is RoundState.FAILED:
        say(f"同步没有完成（{done.code}）。", f"The round did not end ({done.code}).")
        return 1
    return 0 if is_so else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sync", description="A till's sync without the till."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, text in (
        ("status", _status, "say where this till stands; may run beside an open till"),
        ("push", _push, "upload until the cloud holds every row"),
        ("pull", _pull, "fetch goods, prices, offers and members"),
        ("reconcile", _reconcile, "have every closed day compared, and name what differs"),
        ("enrol", _enrol, "make this till a terminal of a store by a one-time code"),
        ("run", _run, "go on until Ctrl-C"),
    ):
        one = commands.add_parser(name, help=text, description=text)
        one.set_defaults(run=run)
        one.add_argument("--data", type=Path, help="the data directory (default: the user's own)")
        if name == "enrol":
            one.add_argument("url", help="the cloud's address, https://...")
            one.add_argument("code", help="the one-time code that head office gave")
    return parser
