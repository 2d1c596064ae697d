"""A shop's cloud behind a network that can be cut, and its tills: real files, ports and threads."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
import requests
import sqlalchemy as sa

from pos_app.assembly import Till, open_counter
from pos_app.clock import SystemClock
from pos_app.cloud_link import CloudLink
from pos_app.commands import console
from pos_app.config import Config
from pos_app.domain.operators import Approval, ApprovalNeeded
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.settlement import CompletedTransaction
from pos_app.errors import Refusal
from pos_app.services.counter import Counter
from pos_app.store.backup import back_up, restore
from pos_app.store.catalog import find_by_sku
from pos_app.vault.keys import KeyStore
from sync.cloud import demo
from sync.cloud.clock import SystemCloudClock
from sync.cloud.service import Cloud
from sync.status import Round, RoundState
from tests.builders import CHEAP, FLOAT, MANAGER
from tests.faults.proxy import FaultProxy

WATER = "100002"  # 2.00, of head office's list
DEAR = "100186"  # 52.80
ZHANG = "88000101"

PATIENCE_S = 60
"""How long a condition may take before something is wrong; nothing waits this long."""

_BREATH_S = 0.01
_ROUND_AGAIN_S = 0.1
_T = TypeVar("_T")


def until(is_so: Callable[[], bool], *, what: str, breath_s: float = _BREATH_S) -> None:
    """Look again and again until something is so."""
    pause = threading.Event()
    for _ in range(int(PATIENCE_S / breath_s)):
        if is_so():
            return
        pause.wait(breath_s)
    raise AssertionError(f"never: {what}")


@dataclass(frozen=True)
class Shop:
    """Head office: ``url`` leads through ``network``, ``admin_url`` straight to the cloud."""

    cloud: Cloud
    network: FaultProxy
    admin_url: str
    admin_key: str

    @property
    def url(self) -> str:
        return self.network.url

    def say(self, method: str, path: str, body: Any = None) -> requests.Response:
        """Ask as the owner."""
        said = requests.request(
            method,
            f"{self.admin_url}/admin/v1/{path}",
            json=body,
            headers={"authorization": f"Bearer {self.admin_key}"},
            timeout=PATIENCE_S,
        )
        assert said.status_code == 200, said.text
        return said

    def day(self, date: str, workstation: str) -> dict[str, Any]:
        """Give what the report of a day says of one till."""
        stores = self.say("GET", f"days/{date}").json()["stores"]
        return next(
            till
            for store in stores
            for till in store["tills"]
            if till["workstation"] == workstation
        )

    def rows(self, statement: str, **values: object) -> list[tuple[Any, ...]]:
        """Read the cloud's tables."""
        return self.cloud.database.read(
            lambda c: [tuple(row) for row in c.execute(sa.text(statement), values)]
        )

    def change(self, statement: str, **values: object) -> None:
        """Change the cloud's tables behind its back."""
        self.cloud.database.write(lambda c: c.execute(sa.text(statement), values))


class ShopTill:
    """One till of the shop, with a manager signed on; everything of it happens on one thread."""

    def __init__(self, folder: Path, set_up: Path, shop: Shop) -> None:
        folder.mkdir()
        self.folder = folder
        self.shop = shop
        self._set_up = set_up
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="till")
        self.open()

    def open(self) -> None:
        """Open the till, connect it if it is new, and let it sync."""
        self.till: Till = self.do(
            lambda: open_counter(
                Config(self.folder), SystemClock(), set_up=self._set_up, pin_cost=CHEAP
            )
        )
        self.link = self.do(lambda: CloudLink(self.till.linked(), self.do, lambda _status: None))
        if self.link.journal.enrolment() is None:
            code = demo.code(self.shop.cloud, SystemCloudClock())
            self.link.enrol(self.shop.url, code)
        self.link.start()
        self.do(self._stand_ready)

    def close(self) -> None:
        """Stop and close."""
        until(self.link.stop, what="sync has stopped")
        self.do(self.till.close)

    def end(self) -> None:
        """Close, and let the thread go."""
        self.close()
        self._thread.shutdown()

    def do(self, work: Callable[[], _T]) -> _T:
        """Do something on the till thread and wait for it."""
        return self._thread.submit(work).result(PATIENCE_S)

    @property
    def counter(self) -> Counter:
        return self.till.counter

    def _stand_ready(self) -> None:
        self.counter.sign_on.sign_on(*MANAGER)
        status = self.counter.shifts.status()
        if status.business_date is None:
            self.counter.shifts.open_day(status.suggested_date)
        if status.shift is None:
            self.counter.shifts.open_shift(FLOAT)

    # ---- at the counter

    def ring(self, *skus: str) -> PricedTransaction:
        """Put goods into the basket."""

        def work() -> PricedTransaction:
            for sku in skus:
                self.counter.checkout.add_item(sku)
            basket = self.counter.checkout.basket()
            assert basket is not None
            return basket

        return self.do(work)

    def take_member(self, number: str) -> None:
        """Attach a member to the basket."""
        members = self.counter.members
        self.do(lambda: members.take(members.find(number)[0]))

    def pay(self) -> CompletedTransaction:
        """Pay what is open in cash, and nothing where nothing is."""

        def work() -> CompletedTransaction:
            tendering = self.counter.tendering
            due = tendering.cash_due()
            outcome = tendering.tender_cash(due) if due else tendering.complete_even()
            assert outcome.completed is not None
            return outcome.completed

        return self.do(work)

    def give_back(self) -> CompletedTransaction:
        """Pay out what the basket owes the customer."""
        tendering = self.counter.tendering
        done = self.approved(lambda ok: tendering.tender_cash(tendering.cash_due(), ok)).completed
        assert done is not None
        return done

    def sell(self, *skus: str) -> CompletedTransaction:
        """Sell goods for cash."""
        self.ring(*skus)
        return self.pay()

    def drop(self) -> None:
        """Give the basket up."""
        self.approved(lambda ok: self.counter.checkout.void_transaction("CHANGED", ok))

    def approved(self, act: Callable[[Approval | None], _T]) -> _T:
        """Do something, with an approval where it asks for one."""

        def work() -> _T:
            try:
                return act(None)
            except ApprovalNeeded as needed:
                return act(self.counter.approvals.approve(needed.request, *MANAGER))

        return self.do(work)

    def refusal(self, act: Callable[[], object]) -> str:
        """Do something that is refused; give the code."""
        with pytest.raises(Refusal) as caught:
            self.do(act)
        return caught.value.code

    def close_day(self) -> str:
        """Count, close shift and day; give the date."""
        date = self.do(self.counter.shifts.status).business_date
        assert date is not None
        self.approved(lambda ok: self.counter.shifts.close_shift(FLOAT, ok))
        self.approved(lambda ok: self.counter.shifts.close_day(ok))
        return str(date)

    # ---- with its cloud

    def exchange(self) -> Round:
        """Ask for everything at once and wait for its end."""
        ended: list[Round] = []
        is_over = threading.Event()

        def progress(found: Round) -> None:
            if found.state is not RoundState.RUNNING:
                ended.append(found)
                is_over.set()

        self.link.sync_now(progress)
        assert is_over.wait(PATIENCE_S)
        return ended[0]

    def exchange_until(self, is_so: Callable[[], bool], what: str) -> None:
        """Exchange with the cloud until something is so."""

        def after_a_round() -> bool:
            self.exchange()
            return is_so()

        until(after_a_round, what=what, breath_s=_ROUND_AGAIN_S)

    @property
    def is_acknowledged(self) -> bool:
        """Tell whether the cloud has every row of the journal."""
        standing = self.link.journal.standing()
        return standing.acked == standing.head

    def settle(self) -> None:
        """Exchange until the cloud has all there is and has worked it in."""
        self.exchange_until(lambda: self.is_acknowledged, "the cloud has every row")
        until(lambda: not self.shop.rows(_WAITING), what="the cloud has worked everything in")

    @property
    def knows_goods(self) -> bool:
        """Tell whether head office's goods have come, and its members."""
        with self.till.linked().catalog.read() as connection:
            return find_by_sku(connection, WATER) is not None and self.knows(ZHANG)

    def knows(self, number: str) -> bool:
        """Tell whether a member can be found here by their number."""
        with self.till.linked().reference.read() as connection:
            return connection.exec_driver_sql(_MEMBER, (number,)).first() is not None

    def knows_another_than(self, number: str) -> bool:
        """Tell whether somebody else can be found here."""
        with self.till.linked().reference.read() as connection:
            return connection.exec_driver_sql(_OTHER_MEMBER, (number,)).first() is not None

    def knows_again(self, sold: Sequence[CompletedTransaction]) -> bool:
        """Tell whether all these sales can be opened, as they were."""
        recent = {one.receipt for one in self.do(self.counter.history.recent)}
        if not recent.issuperset(one.receipt for one in sold):
            return False
        find = self.counter.history.find
        return all(
            self.do(lambda one=one: find(one.receipt)).priced.total == one.priced.total
            for one in sold
        )

    def price(self, sku: str) -> int:
        """Give what the till would ask for one of it."""
        minor = self.ring(sku).total.minor
        self.drop()
        return minor

    # ---- copies of it

    def back_up(self, target: Path) -> None:
        """Copy the till while it is open."""
        terminal = console.terminal_of(self.folder)
        self.do(lambda: back_up(self.till.linked().till, terminal, target, lambda _share: None))

    def go_back_to(self, backup: Path) -> None:
        """Close, put a backup in the place of the till's records, and open."""
        self.close()
        terminal = console.terminal_of(self.folder)
        _, mark = restore(
            backup,
            self.folder,
            terminal,
            SystemClock(),
            accept_loss=True,
            progress=lambda _share: None,
        )
        KeyStore(self.folder).write_mark(mark)
        self.open()


_WAITING = """SELECT 1 FROM terminal WHERE state = 'active'
 AND (projected_epoch, projected_seq) < (epoch, seq) UNION SELECT 1 FROM effect"""

_MEMBER = "SELECT 1 FROM member m JOIN day_handle h ON h.member = m.id WHERE m.number = ?"

_OTHER_MEMBER = _MEMBER.replace("m.number =", "m.number <>")
