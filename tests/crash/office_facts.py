"""What must be true of the manager's desk at every cut, judged when the till has started again."""

import contextlib
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pos_app.assembly import Till
from pos_app.domain.events_set_up import PriceStage
from pos_app.domain.insight.figures import Dashboard
from pos_app.domain.insight.period import Lens
from pos_app.domain.operators import Privilege
from pos_app.errors import EnvironmentFault
from pos_app.store import catalog, shelf_prices, shifts, stock_balance
from pos_app.store.backup import Terminal
from pos_app.store.database import Database, Synchronous
from pos_app.store.insight.file import INSIGHT_FILE, throw_away
from pos_app.store.verification import verify_till
from sync.signer import Signer
from tests.crash.office_days import ARCHIVES, BOTH_DAYS, COPIES, Waiting
from tests.crash.office_state import GOODS, on_hand, state_of
from tests.verifier.judging import verifier

_ALL = 1_000_000


class _Undo(Exception):
    """Leaves a transaction without a trace."""


def check_manager(
    till: Till,
    image: Path,
    terminal: Terminal,
    pin: tuple[str, str],
    said: tuple[Sequence[str], Sequence[str]],
) -> Iterator[str]:
    """Compare a till that has started with what was said before the cut, and after it.

    It is used for it at the end: figures are asked for, and a day that lacks its shift gets one.
    """
    acks, later = said
    yield from _check_state(till, acks, later)
    verdict = verify_till(till.counter._real.desk.till, terminal, lambda _: None)
    if verdict.difference is not None:
        yield f"journal and tables differ: {verdict.difference.what} {verdict.difference.subject}"
    yield from _check_balances(till)
    yield from _check_archives(image, terminal, acks)
    yield from _check_copies(image, terminal, acks)
    till.counter.sign_on.sign_on(*pin)
    yield from _check_prices(till)
    yield from _check_figures(till, image)


def _check_state(till: Till, acks: Sequence[str], later: Sequence[str]) -> Iterator[str]:
    """What there is is what was said last, or what the act under way makes of it: all of it."""
    before = _states(acks)[-1:]
    if not before:
        return
    found, after = json.loads(state_of(till)), _states(later)[:1] or before
    if found in (before[0], after[0]):
        return
    with till.counter._real.desk.till.read() as connection:
        is_due = bool(shelf_prices.coming(connection, shifts.open_business_date(connection) or ""))
    is_shelf_ahead = found | {"shelf": before[0]["shelf"]} == before[0]
    if is_due and is_shelf_ahead and found["shelf"] == after[0]["shelf"]:
        return  # planned, on the shelf, and called applied when somebody signs on: _check_prices
    stays = [name for name in found if found[name] == before[0][name] != after[0][name]]
    comes = [name for name in found if found[name] == after[0][name] != before[0][name]]
    if stays and comes:
        yield f"half done: {', '.join(comes)}; not: {', '.join(stays)}"
    strange = [name for name in found if found[name] not in (before[0][name], after[0][name])]
    if strange:
        yield f"neither before nor after the act: {', '.join(strange)}"


def _states(acks: Sequence[str]) -> list[dict[str, object]]:
    return [json.loads(ack.removeprefix("state ")) for ack in acks if ack.startswith("state ")]


def _check_balances(till: Till) -> Iterator[str]:
    """Figures of stock are those that documents and sales make when added up anew."""
    database = till.counter._real.desk.till
    with contextlib.suppress(_Undo), database.write() as connection:
        kept = on_hand(connection)
        stock_balance.forget(connection)
        while stock_balance.fold(connection, _ALL):
            pass
        if on_hand(connection) != kept:
            yield f"stock of {GOODS} is {kept}, added up anew {on_hand(connection)}"
        raise _Undo


def _check_archives(image: Path, terminal: Terminal, acks: Sequence[str]) -> Iterator[str]:
    """An archive under its name is whole, acknowledged or not; once acknowledged it is there."""
    folder = image / ARCHIVES
    names = {path.name for path in folder.glob("*.zip")} if folder.is_dir() else set()
    for ack in acks:
        if ack.startswith("archive ") and ack.split()[1] not in names:
            yield f"lost: {ack}"
    for name in names:
        said = io.StringIO()
        key = Signer(terminal.signing_seed).public_key.hex()
        options = ["--archive", str(folder / name), "--terminal-key", key]
        with contextlib.redirect_stdout(said):
            code = verifier.main(options)
        if code:
            yield f"archive refused: {said.getvalue().splitlines()[0]}"


def _check_copies(image: Path, terminal: Terminal, acks: Sequence[str]) -> Iterator[str]:
    """So is a copy of till.db."""
    folder = image / COPIES
    names = {path.name for path in folder.glob("*.db")} if folder.is_dir() else set()
    for ack in acks:
        if ack.startswith("backup ") and ack.split()[1] not in names:
            yield f"lost: {ack}"
    for name in names:
        try:
            database = Database(folder / name, terminal.till_key, Synchronous.FULL)
        except EnvironmentFault as fault:
            yield f"copy unreadable: {fault.code}"
            continue
        try:
            found = verify_till(database, terminal, lambda _: None).difference
            if found is not None:
                yield f"copy differs: {found.what}"
        except EnvironmentFault as fault:
            yield f"copy unreadable: {fault.code}"
        finally:
            database.close()


def _check_figures(till: Till, image: Path) -> Iterator[str]:
    """What insight.db says after a cut it says when it is made anew from scratch."""
    if not (image / INSIGHT_FILE).exists():
        return
    for lens in (Lens(), Lens(category="饮料")):
        kept = _dashboard(till, lens)
        throw_away(image / INSIGHT_FILE)
        anew = _dashboard(till, lens)
        if kept != anew:
            parts = [name for name in kept.__slots__ if getattr(kept, name) != getattr(anew, name)]
            yield f"figures are not those of a new insight.db: {', '.join(parts)}"


def _dashboard(till: Till, lens: Lens) -> Dashboard:
    manager = till.counter.office
    admission = manager.admissions.admit(Privilege.VIEW_REPORTS, "test")
    found = manager.insights.dashboard(admission, BOTH_DAYS, lens, Waiting())
    whole, before = found.completeness, found.completeness_before
    return replace(
        found,
        completeness=replace(whole, made_ms=0),
        completeness_before=replace(before, made_ms=0),
    )


def _check_prices(till: Till) -> Iterator[str]:
    """When somebody has signed on, what the open day's prices should be is in force: once."""
    database = till.counter._real.desk.till
    with database.read() as connection:
        day = shifts.open_business_date(connection)
        if day is not None and shelf_prices.coming(connection, day):
            yield "a planned price is not in force on its day"
        done = shelf_prices.done(connection, _ALL)
    changes = [entry.change for entry in done]
    if len(changes) != len(set(changes)):
        yield "a price change was applied twice"
    wanted: dict[str, int] = {}
    for entry in reversed(done):
        if entry.stage is PriceStage.APPLIED:
            wanted[entry.sku] = entry.after_minor
    with till.counter._real.checkout._catalog.read() as items:
        for sku, minor in wanted.items():
            item = catalog.find_by_sku(items, sku)
            if item is None or item.price is None or item.price.minor != minor:
                yield f"the price of {sku} is not the {minor} that was applied last"
