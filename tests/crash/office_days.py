"""A manager's two days, scripted: goods, safe, set-up, prices, copies, archives and reports.

After each act, and between the commits of an act that has several, one line says all that the desk
changes, and others what lies outside till.db:

    state JSON                   all of office_state.py as it is committed now
    archive NAME                 a signed day archive is whole under its name
    backup NAME                  a copy of till.db is whole under its name
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pos_app.assembly import Till
from pos_app.domain.events_export import FileFormat
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.insight.period import Lens, Period
from pos_app.domain.money import Money
from pos_app.domain.operators import Level, Permission, Privilege
from pos_app.domain.quantity import ONE, Quantity
from pos_app.domain.safe import CashPolicy
from pos_app.domain.scan_data import ScanData
from pos_app.domain.shift import Counts
from pos_app.domain.shop import ReasonFor
from pos_app.domain.stock_task import TaskKind
from pos_app.services.backups import BackupPlan
from pos_app.services.exporting import ExportPlan, Wanted
from tests.crash.day import Acks
from tests.crash.office_state import BREAD, MILK, TEA, WATER, state_of

ARCHIVES, COPIES, NOTES = "handed_out", "copies", "delivery_notes"
FIRST, SECOND = BusinessDate("2026-11-21"), BusinessDate("2026-11-22")
BOTH_DAYS = Period(FIRST, SECOND)
NOTE = f"sku,quantity,cost,lot\n{BREAD},24,0.90,L1\n{MILK},12,1.20,\n{WATER},6,,\n"
_FULL: Counts = ((10_000, 30), (1_000, 40), (100, 100))
_SHORT: Counts = ((10_000, 23), (1_000, 9))
_FLOAT: Counts = ((10_000, 5), (1_000, 40), (100, 100))


class Waiting:
    """An errand of somebody who waits for the answer."""

    def check(self) -> None:
        """Still wanted."""

    def say(self, done: float) -> None:
        """Nobody looks."""


class ManagerDay:
    """The acts; folders for archives, copies and notes are there already, as in a shop."""

    def __init__(self, till: Till, acks: Acks, pin: tuple[str, str], folder: Path) -> None:
        self._till = till
        self._counter = till.counter
        self._acks = acks
        self._pin = pin
        self._folder = folder

    def trade(self) -> None:
        """Do each once, over two business days."""
        self._apart()
        for name, act in (
            ("manager opens", self._open),
            ("goods received", self._receive),
            ("goods transferred", self._transfer),
            ("goods adjusted", self._adjust),
            ("count begun", self._begin_count),
            ("safe", self._use_safe),
            ("people", self._set_people_up),
            ("store", self._set_store_up),
            ("prices", self._change_prices),
            ("dashboard", self._look),
            ("count finished", self._finish_count),
            ("lost sales", self._lose_sales),
            ("copies", self._copy),
            ("till counted", self._close),
            ("taxes", self._change_taxes),
            ("archive", self._hand_out),
            ("price due", self._open_second),
            ("dashboard again", self._look),
        ):
            self._acks.say("step", name)
            act()
        self._counter.sign_on.sign_off()
        self._say()

    # ---- the acts

    def _open(self) -> None:
        self._counter.sign_on.sign_on(*self._pin)
        self._say()
        shifts = self._counter.shifts
        shifts.open_day(FIRST)
        self._say()
        shifts.open_shift(_FLOAT)
        self._say()
        self._sell(BREAD, MILK)

    def _receive(self) -> None:
        deliveries = self._counter.office.deliveries
        (name,) = deliveries.notes()
        task = deliveries.begin_from(name).task.id
        self._say()
        self._do(lambda: deliveries.add(task, BREAD, Quantity.of(24)))
        self._do(lambda: deliveries.add(task, MILK, Quantity.of(11)))
        self._do(lambda: deliveries.set_found(task, 3, Quantity.of(6)))
        self._do(lambda: deliveries.set_cost(task, 3, Money(150)))
        self._do(lambda: deliveries.finish(task))

    def _transfer(self) -> None:
        deliveries = self._counter.office.deliveries
        for kind in (TaskKind.TRANSFER_OUT, TaskKind.TRANSFER_IN):
            task = deliveries.begin(kind, f"T-{kind.value}", "S13").task.id
            self._say()
            self._do(lambda task=task: deliveries.add(task, TEA, Quantity.of(2)))
            self._do(lambda task=task: deliveries.finish(task))

    def _adjust(self) -> None:
        stock = self._counter.office.stock
        self._do(lambda: stock.take_off(BREAD, ONE, self._reason(ReasonFor.STOCK_OUT)))
        self._do(lambda: stock.put_on(TEA, Quantity.of(5), self._reason(ReasonFor.STOCK_IN)))
        self._sell(BREAD, TEA)
        self._do(stock.catch_up)

    def _begin_count(self) -> None:
        counts = self._counter.office.counts
        given_up = counts.open("B2").task.id
        self._say()
        self._do(lambda: counts.give_up(given_up))
        self._count = counts.open("A1").task.id
        self._say()
        scan = ScanData("9520101000019")
        self._do(lambda: counts.scan(self._count, scan))
        self._do(lambda: counts.scan(self._count, scan, Quantity.of(20)))
        self._do(lambda: counts.enter(self._count, TEA, Quantity.of(4)))

    def _finish_count(self) -> None:
        """Go on with the count that lay half entered; what differs or moved is entered again."""
        counts = self._counter.office.counts
        self._sell(BREAD)
        self._do(lambda: counts.enter(self._count, MILK, Quantity.of(10)))
        while again := counts.show(self._count).again:
            for line in again:
                found = Quantity(line.found or 0)
                self._do(lambda sku=line.sku, found=found: counts.enter(self._count, sku, found))
        self._do(lambda: counts.finish(self._count))

    def _use_safe(self) -> None:
        safe = self._counter.office.safe
        for act in (
            lambda: safe.count(_FULL),
            lambda: safe.receive_from("T04", Money(120_000)),
            lambda: safe.lend_to("T04", Money(30_000)),
            lambda: safe.deposit("BAG 000123", Money(200_000)),
            lambda: safe.order_change("CO-7", Money(50_000)),
            lambda: safe.receive_change("CO-7", Money(50_000)),
            lambda: self._counter.shifts.pickup(Money(20_000), "SAFE"),
        ):
            self._do(act)
        (pickup,) = safe.state().on_the_way
        self._do(lambda: safe.receive(pickup, Money(19_900)))
        self._do(lambda: safe.count(_SHORT))
        self._do(lambda: safe.count(_SHORT))

    def _set_people_up(self) -> None:
        people = self._counter.office.people
        added = people.add("1044", "林晓", "cashier", "730519")
        self._say()
        yes = Permission(Level.YES, limit_ppm=50_000)
        for act in (
            lambda: people.rename(added, "林晓雨"),
            lambda: people.renumber(added, "1045"),
            lambda: people.give_role(added, "senior"),
            lambda: people.give_pin(added, "918273"),
            lambda: people.set_active(added, is_active=False),
            lambda: people.permit("cashier", Privilege.DISCOUNT, yes),
        ):
            self._do(act)

    def _set_store_up(self) -> None:
        store = self._counter.office.store
        self._do(lambda: store.change("receipt_footer_zh", "改了的页脚"))
        to_yuan = {"step_minor": 100, "rounding": "down"}
        self._do(lambda: store.change("cash_rounding", to_yuan))  # waits for the next day

    def _change_prices(self) -> None:
        prices = self._counter.office.price_changes
        self._do(lambda: prices.plan(BREAD, Money(333)))
        self._sell(BREAD)
        self._do(lambda: prices.plan(MILK, Money(444), SECOND))
        self._do(lambda: prices.plan(WATER, Money(555), SECOND))
        self._do(lambda: prices.plan(MILK, Money(445), SECOND))
        withdrawn = prices.plan(TEA, Money(666), SECOND).entry.change
        self._say()
        self._do(lambda: prices.withdraw(withdrawn))
        self._do(lambda: prices.plan(BREAD, Money(334)))
        due = tuple(label.item for label in prices.labels_due())
        self._do(lambda: prices.labels_printed(due))

    def _lose_sales(self) -> None:
        lost = self._counter.lost_sales
        self._do(lambda: lost.record(self._reason(ReasonFor.LOST_SALE)))
        self._sell(WATER, WATER, WATER, WATER, WATER, WATER)
        self._do(lambda: lost.notice(WATER, is_searched=False))

    def _look(self) -> None:
        """Ask for figures, whole and narrowed; insight.db is written, no fact is."""
        manager = self._counter.office
        admission = manager.admissions.admit(Privilege.VIEW_REPORTS, "test")
        self._sell(TEA)
        for lens in (Lens(), Lens(category="饮料")):
            manager.insights.dashboard(admission, BOTH_DAYS, lens, Waiting())
        self._say()

    def _copy(self) -> None:
        backups = self._counter.office.backups
        plan = BackupPlan(is_on=True, folder=str(self._folder / COPIES), keep=3)
        self._do(lambda: backups.set_plan(plan))
        copied = backups.copy(backups.admit(), plan, lambda _: None)
        assert copied.fault is None
        self._acks.say("backup", copied.run.file)
        self._do(lambda: backups.note(copied))
        admission = backups.admit()
        rehearsed = backups.rehearse(admission, plan, copied.run.file, lambda _: None)
        assert rehearsed.fault is None
        self._do(lambda: backups.note(rehearsed))

    def _close(self) -> None:
        desk = self._counter._real.desk
        desk.profile = replace(desk.profile, cash=CashPolicy(tolerance_minor=500))
        shifts = self._counter.shifts
        assert shifts.count_till(_SHORT)
        self._say()
        assert not shifts.count_till(_SHORT)
        self._do(lambda: shifts.close_shift(_SHORT))
        self._do(shifts.close_day)

    def _change_taxes(self) -> None:
        store = self._counter.office.store
        groups = store.book().body["tax_groups"]
        self._do(
            lambda: store.change(
                "tax_groups", [*groups, {"code": "V3", "rate_ppm": 30_000, "is_inclusive": True}]
            )
        )
        dearer = {"V13": {"rate_ppm": 140_000}}
        raised = [group | dearer.get(group["code"], {}) for group in groups]
        self._do(lambda: store.change("tax_groups", raised))

    def _hand_out(self) -> None:
        """By hand into a plan's folder, twice: the second time over the first."""
        exporting = self._counter.office.exporting
        wanted = Wanted("z_day", FileFormat.ARCHIVE, FIRST, FIRST)
        plan = ExportPlan(str(self._folder / ARCHIVES))
        for plan_then in (plan, replace(plan, is_on=True)):
            leave = exporting.begin(wanted, plan_then)
            self._say()
            name = exporting.put_archive(leave)
            self._acks.say("archive", name)
            self._do(lambda leave=leave, name=name: exporting.note(exporting.ended(leave, (name,))))

    def _open_second(self) -> None:
        shifts = self._counter.shifts
        shifts.open_day(SECOND)
        self._say()
        shifts.open_shift(_FLOAT)
        self._say()
        self._sell(MILK, WATER)

    # ---- what the acts share

    def _do(self, act: Callable[[], object]) -> None:
        """Do what is one commit, or none, and say what there is then."""
        act()
        self._say()

    def _say(self) -> None:
        self._acks.say("state", state_of(self._till))

    def _apart(self) -> None:
        """Say what there is between a day's opening, or a price's planning, and its application."""
        prices = self._counter.office.price_changes
        apply = prices._apply

        def said_before(*told: Any) -> None:
            self._say()
            apply(*told)

        prices._apply = said_before

    def _sell(self, *skus: str) -> None:
        for sku in skus:
            self._counter.checkout.add_item(sku)
        tendering = self._counter.tendering
        assert tendering.tender_cash(tendering.cash_due()).completed is not None
        self._say()

    def _reason(self, purpose: ReasonFor) -> str:
        return self._counter.profile.reasons_for(purpose)[0].code
