"""The composition root below the window: opens the files and builds every service.

No Qt here: the same till is driven by screens, by commands and by tests. What is in the window is
built by ui/wiring.py.
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app import __version__, resources
from pos_app.clock import Clock
from pos_app.config import Config
from pos_app.domain import events
from pos_app.practice import Practice, identity_of
from pos_app.services.approvals import Approvals
from pos_app.services.catalog_agreement import agree_on_taxes
from pos_app.services.checkout import Checkout
from pos_app.services.cloud_door import CloudDoor
from pos_app.services.cloud_page import CloudPage
from pos_app.services.counter import Counter, Services
from pos_app.services.coupon_judge import CouponSources
from pos_app.services.coupon_set_up import CAMPAIGNS_FILE, fill_campaigns
from pos_app.services.coupons import Coupons
from pos_app.services.day_plans import apply_day_plans
from pos_app.services.demo_cloud import DemoCloud
from pos_app.services.desk import Desk
from pos_app.services.enrolment import Enrolment
from pos_app.services.first_run_notes import check_none_begun
from pos_app.services.grants import Grants
from pos_app.services.group_pepper import use_pepper
from pos_app.services.history import History
from pos_app.services.issuer_trust import IssuerTrust
from pos_app.services.join_codes import JoinCodes
from pos_app.services.lost_sales import LostSales
from pos_app.services.member_directory import MemberDirectory
from pos_app.services.member_set_up import fill_members, tend_reference
from pos_app.services.members import Members
from pos_app.services.no_cloud import NoCloud
from pos_app.services.pin_check import PinCheck
from pos_app.services.points import Points, PointsLeave
from pos_app.services.price_rules import PriceRules
from pos_app.services.returns import Returns
from pos_app.services.set_up import (
    CatalogToFill,
    Founding,
    StoreSetUp,
    fill_catalog,
    is_set_up_by,
    learn_profile,
    read_set_up,
    write_set_up,
)
from pos_app.services.shifts import Shifts
from pos_app.services.sign_on import SignOn
from pos_app.services.tendering import Tendering
from pos_app.services.trusted_time import TrustedTime
from pos_app.store import coupon_uses
from pos_app.store.catalog_files import Catalog
from pos_app.store.database import Database
from pos_app.store.journal import JournalWriter
from pos_app.store.members import Purged
from pos_app.store.profile import PROFILE_SETTING, load_profile
from pos_app.store.reference_file import open_or_replace
from pos_app.store.settings import find_setting, put_setting
from pos_app.store.sheet_outbox import SheetOutbox
from pos_app.store.store_stock import StoreStock
from pos_app.store.till_file import has_records, open_till
from pos_app.vault.keys import DeviceKeys, KeyStore
from pos_app.vault.pins import PinCost, Pins
from pos_app.vault.pseudonyms import Pseudonyms
from sync.signer import Signer

if TYPE_CHECKING:
    from pos_app.cloud_link import Linked
    from pos_app.services.back_office import BackOffice
    from pos_app.services.demo_process import DemoProcess
    from pos_app.services.fire_drill import FireDrill
    from pos_app.services.readiness import ReadinessCheck

_RUNNING = "is_running"


@dataclass(frozen=True, slots=True)
class Till:
    """An opened till. ``notices`` are codes to show at sign-on, such as an unclean stop."""

    counter: Counter
    notices: tuple[str, ...]
    close: Callable[[], None]
    tend: Callable[[], None]
    """Lets go of members whose time is over; for a till that runs through. Till thread."""
    linked: "Callable[[], Linked]"
    """What the link to the cloud is built from (cloud_link.py), once the window has settled."""
    demo: "Callable[[], DemoProcess] | None" = None
    """Makes the demo store's own cloud, to be started beside it; None in any other store."""


class _Builder:
    """What both the real and the training till are built from."""

    def __init__(
        self, config: Config, clock: Clock, keys: DeviceKeys, pins: Pins, till: Database
    ) -> None:
        self.config = config
        self.clock = clock
        self.keys = keys
        self.pins = pins
        self.time = TrustedTime(till, clock)
        self.pseudonyms = Pseudonyms(keys.phone_pepper)
        with till.read() as connection:
            use_pepper(connection, self.pseudonyms)
        self.signer = Signer(keys.signing_seed)
        with ExitStack() as opened:
            self.catalog = Catalog(config.data, keys.catalog_key)
            opened.callback(self.catalog.close)
            agree_on_taxes(till, self.catalog, config.data, keys.catalog_key)
            found = open_or_replace(config.data, keys.catalog_key)
            opened.callback(found.database.close)
            self._opened = opened.pop_all()
        self.reference = found.database
        self.door = CloudDoor()
        self.outbox = SheetOutbox(self.reference)
        self.is_reference_lost = found.was_replaced
        self.issuer = IssuerTrust(self.reference, till)

    def close(self) -> None:
        """Close the files that hold no facts."""
        self._opened.close()

    def services(
        self,
        till: Database,
        writer: JournalWriter,
        *,
        is_training: bool,
        people: Database | None = None,
    ) -> Services:
        with till.read() as connection:
            profile, codes = load_profile(connection)
        door = NoCloud() if is_training else self.door
        rules = PriceRules(self.reference, till, self.time, self.clock)
        desk = Desk(till, writer, self.clock, profile, rules, is_training=is_training)
        pin_check = PinCheck(desk, self.pins, people or till)
        directory = MemberDirectory(self.reference, till, self.pseudonyms)
        coupons = Coupons(desk, CouponSources(self.reference, self.issuer, directory, door))
        members_here = Members(desk, self.catalog, directory, self.issuer)
        told = StoreStock(
            None if is_training else self.reference,
            profile.workstation,
            self.keys.terminal_id.hex(),
        )
        office = cache(partial(_back_office, desk, self, told))
        apply_prices = partial(apply_day_plans, till, office)
        terminal_id = self.keys.terminal_id
        grants = Grants(till, self.issuer, self.time, self.pseudonyms, terminal_id)
        return Services(
            desk=desk,
            sign_on=SignOn(desk, pin_check, apply_prices),
            approvals=Approvals(desk, pin_check),
            checkout=Checkout(desk, self.catalog, codes, members_here, coupons),
            members=members_here,
            enrolment=Enrolment(desk, members_here, directory, self.issuer, self.reference),
            join_codes=JoinCodes(profile, self.signer.sign),
            tendering=Tendering(desk, door),
            returns=Returns(desk, self.catalog, codes),
            shifts=Shifts(desk, apply_prices),
            history=History(desk),
            points=Points(desk, PointsLeave(door, directory, grants)),
            coupons=coupons,
            cloud=CloudPage(desk, self.reference, self.catalog),
            lost_sales=LostSales(desk, self.catalog, codes, told),
            office=office,
            readiness=cache(partial(_readiness, desk, self, coupons)),
            fire_drill=cache(partial(_fire_drill, desk, self)),
        )

    def practice(self, real: Database) -> Practice:
        """Give what opens tills beside the real one."""
        return Practice(self.config, self.keys, self.clock, real, self.services)


def open_counter(
    config: Config,
    clock: Clock,
    *,
    set_up: Path | None = None,
    pin_cost: PinCost | None = None,
    founding: Founding | None = None,
) -> Till:
    """Open the till in a data directory, setting a store up where there is none yet.

    ``set_up`` is the folder with the new store's store.json, operators.json and items.csv, and its
    members.json if it has members; without one it is the demo store's, unless ``founding`` makes
    one. The caller holds the data directory's lock. Thread: the till thread from now on.

    Refuses: FIRST_RUN_UNFINISHED, the faults of the key file, of Database and of
    JournalWriter.start.
    """
    key_store = KeyStore(config.data)
    mark = key_store.read_mark()
    # A key is only made where nothing is written yet: beside records it could open none of them.
    is_fresh = not key_store.exists and mark is None and not has_records(config.data)
    keys = _make_keys(key_store, clock) if is_fresh else key_store.load()
    pins, folder = Pins(keys.pin_pepper, pin_cost), set_up or resources.path("demo")
    # The mark is left after the first commit: without one nothing has ever been acknowledged here.
    with ExitStack() as opened:
        till = open_till(config.data, keys.till_key, is_new=mark is None)
        opened.callback(till.close)
        writer = JournalWriter(keys.terminal_id, keys.signing_seed, clock)
        told = founding or partial(_set_up_in, folder, config.data)
        was_clean = _start(till, writer, key_store, mark, partial(told, pins))
        learn_profile(till, folder)
        builder = _Builder(config, clock, keys, pins, till)
        opened.callback(builder.close)
        services = builder.services(till, writer, is_training=False)
        is_its_own = is_set_up_by(till, folder)
        has_items = _furnish(builder, services.desk, folder if is_its_own else None)
        if set_up is None and is_its_own:
            _meet_demo_cloud(builder, till, folder)
        _tend_members(builder, services.desk)
        opened.pop_all()

    def close() -> None:
        try:
            with till.write() as connection:
                put_setting(connection, _RUNNING, value=False)
                builder.time.keep_now(connection)
        finally:  # a disk that is full keeps no file open; the next start will say how this ended
            builder.close()
            till.close()

    notices = _notices(builder, services.desk.rules, was_clean=was_clean, has_items=has_items)
    linked = partial(_linked, builder, till, writer, services.desk)
    is_demo = set_up is None and is_its_own
    demo = partial(_demo_process, builder, folder) if is_demo else None
    tend = partial(_tend_members, builder, services.desk)
    counter = Counter(services, builder.practice(till).open_training)
    return Till(counter, notices, close, tend, linked, demo)


def _set_up_in(folder: Path, data: Path, pins: Pins) -> StoreSetUp:
    check_none_begun(data)
    return read_set_up(folder, pins)


def _make_keys(key_store: KeyStore, clock: Clock) -> DeviceKeys:
    return key_store.create(clock.new_id().bytes, clock.random_bytes)


def _back_office(desk: Desk, builder: _Builder, told: StoreStock) -> "BackOffice":
    from pos_app.back_office import OfficeGround, build_back_office  # no sale waits for it
    from pos_app.store.insight.others import OtherTills

    terminal = builder.keys.terminal_id.hex()
    ground = OfficeGround(
        desk=desk,
        keys=builder.keys,
        pins=builder.pins,
        catalog=builder.catalog,
        config=builder.config,
        store_stock=told,
        others=OtherTills(builder.reference, builder.pseudonyms, terminal),
        outbox=builder.outbox,
    )
    return build_back_office(ground)


def _readiness(desk: Desk, builder: _Builder, coupons: Coupons) -> "ReadinessCheck":
    from pos_app.services.readiness import ReadinessCheck, ReadinessGround  # nor for this

    ground = ReadinessGround(
        builder.reference, builder.catalog, builder.issuer, coupons.exposure, builder.config.data
    )
    return ReadinessCheck(desk, ground)


def _fire_drill(desk: Desk, builder: _Builder) -> "FireDrill":
    from pos_app.services.fire_drill import FireDrill  # nor for this

    files = builder.practice(desk.till).drill_files()
    return FireDrill(desk, builder.catalog, builder.reference, files)


def _linked(builder: _Builder, till: Database, writer: JournalWriter, desk: Desk) -> "Linked":
    from pos_app.cloud_link import Linked  # with it comes all of sync: not before it is needed

    terminal_id, pseudonyms = builder.keys.terminal_id, builder.pseudonyms
    return Linked(
        config=builder.config,
        clock=builder.clock,
        keys=builder.keys,
        till=till,
        writer=writer,
        reference=builder.reference,
        catalog=builder.catalog,
        time=builder.time,
        grants=Grants(till, builder.issuer, builder.time, pseudonyms, terminal_id),
        desk=desk,
        door=builder.door,
        sheets=builder.outbox,
    )


def _demo_process(builder: _Builder, folder: Path) -> "DemoProcess":
    from pos_app.services.demo_process import DemoProcess  # as with the link

    return DemoProcess(builder.config.data, folder, builder.pseudonyms, builder.clock)


def _start(
    till: Database,
    writer: JournalWriter,
    key_store: KeyStore,
    mark: bytes | None,
    make_set_up: Callable[[], StoreSetUp],
) -> bool:
    """Start the journal, or set the store up first; say whether the last run ended in order.

    Atomicity: the whole set-up and the journal's first rows in one commit, then the mark outside.
    """
    with till.read() as connection:
        is_set_up = find_setting(connection, PROFILE_SETTING) is not None
    set_up = None if is_set_up else make_set_up()
    with till.write() as connection:
        identity = write_set_up(connection, set_up) if set_up else identity_of(connection)
        new_mark = writer.start(connection, identity, mark)
        if set_up is not None and set_up.joined is not None:
            set_up.joined.keep(connection)
        was_clean = not find_setting(connection, _RUNNING)
        put_setting(connection, _RUNNING, value=True)
        writer.append(connection, events.Boot(__version__, was_clean))
    key_store.write_mark(new_mark)
    return was_clean


def _notices(
    builder: _Builder, rules: PriceRules, *, was_clean: bool, has_items: bool
) -> tuple[str, ...]:
    said = (
        ("STOPPED_UNCLEANLY", not was_clean),
        ("CATALOG_EMPTY", not has_items),
        ("REFERENCE_LOST", builder.is_reference_lost),
        ("TIME_UNSURE", not builder.time.is_sure),
        # The simplest words for whatever is wrong with them: where it is wrong helps nobody here.
        ("BUNDLE_NOT_JSON", bool(rules.problem)),
    )
    return tuple(code for code, is_so in said if is_so)


def _furnish(builder: _Builder, desk: Desk, folder: Path | None) -> bool:
    """Give a store the goods, members, campaigns and rules of its set-up folder, if it has one.

    Each only where the store has none yet. Gives whether there is anything to sell.
    """
    catalog = CatalogToFill(builder.catalog, builder.config.data, builder.keys.catalog_key)
    if folder is None:
        return fill_catalog(catalog, desk.profile, None)
    has_items = fill_catalog(catalog, desk.profile, folder / "items.csv")
    now_ms = builder.time.now_ms()
    fill_members(builder.reference, folder, builder.pseudonyms, now_ms)
    fill_campaigns(builder.reference, folder / CAMPAIGNS_FILE, now_ms)
    desk.rules.fill_from(folder / "rules.json")
    return has_items


def _meet_demo_cloud(builder: _Builder, till: Database, folder: Path) -> None:
    DemoCloud(
        data=builder.config.data,
        folder=folder,
        till=till,
        trust=builder.issuer,
        time=builder.time,
        clock=builder.clock,
        pseudonyms=builder.pseudonyms,
        terminal_id=builder.keys.terminal_id,
    ).meet()


def _tend_members(builder: _Builder, desk: Desk) -> None:
    """Keep what is promised of how long members are kept; the journal says how many went, not who.

    Uses of coupons that ended long ago go as well.
    """
    if not builder.time.is_sure:
        return  # a wrong time would throw away members whose time is not over
    with desk.till.write() as connection:
        coupon_uses.forget_old(connection, builder.time.now_ms())
    purged = tend_reference(builder.reference, builder.time.now_ms(), builder.clock.random_bytes)
    if purged != Purged():
        with desk.till.write() as connection:
            desk.record(
                connection,
                events.MemberDataPurged(purged.faces, purged.members, purged.handles),
            )
