"""The real till from its first install to its last update: what is cut off, spoilt or forged
leaves a till that sells, and what is good takes over with every sale in it.

One machine and one shop go through all of it, in the order of this file. Pictures of what the till
says lie in .venv/dist/pictures, to be looked at.
"""

import contextlib
import functools
import http.server
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from installer import places

from pos_app.updates import slots
from pos_app.updates.slots import Slot
from tests.installer.machine import PROGRAM, UNINSTALL_KEY, Machine, tree_hash
from tests.installer.person import WATER, Person, until
from tests.installer.releases import Packed, make
from tests.updates.releases import Site, make_site

ROOT = Path(__file__).resolve().parents[2]
OLD = places.version()
_BASE, _, _LAST = OLD.rpartition(".")
NEW, SPOILS, DIES = (f"{_BASE}.{int(_LAST) + count}" for count in (1, 2, 3))

_SPOILS_RECORDS = """
def _step(connection):
    for (name,) in connection.exec_driver_sql(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'sale_line'"
    ).all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    connection.exec_driver_sql("UPDATE sale_line SET net_minor = net_minor + 1")
TILL_STEPS = (*TILL_STEPS, _step)
migrate.__defaults__ = (TILL_STEPS,)
"""
_BRINGS_RECORDS_UP = """
def _step(connection):
    connection.exec_driver_sql("ALTER TABLE shift ADD COLUMN colour TEXT")
TILL_STEPS = (*TILL_STEPS, _step)
migrate.__defaults__ = (TILL_STEPS,)
"""
_DIES = """
def _die(*_arguments, **_words):
    raise RuntimeError("planted")
Wiring.__init__ = _die
"""
_LINES: Mapping[str, Mapping[str, str]] = {
    OLD: {},
    NEW: {},
    SPOILS: {"pos_app.store.migrations": _SPOILS_RECORDS},
    DIES: {"pos_app.store.migrations": _BRINGS_RECORDS_UP, "pos_app.ui.wiring": _DIES},
}


@dataclass(frozen=True)
class Shop:
    """A till's machine, the releases there are, and the stick they come on."""

    machine: Machine
    site: Site
    packed: Mapping[str, Packed]
    stick: Path

    @property
    def data(self) -> Path:
        return self.machine.data

    @property
    def slot(self) -> Slot:
        """What is known of versions at this till."""
        return slots.read_slot(self.data / slots.FOLDER)

    def sign(self, version: str) -> None:
        """Sign a version as the newest."""
        setup = self.packed[version].setup
        self.site.add(version, setup.read_bytes())

    def plug_in(self, folder: Path) -> None:
        """Have a folder be the stick."""
        self.stick.unlink(missing_ok=True)
        self.stick.symlink_to(folder)

    def install(self, version: str) -> int:
        return self.machine.install(self.packed[version].setup)

    def start(self) -> Person:
        """Start the till by the shortcut's target."""
        return Person(self.machine, [self.machine.installed / PROGRAM])

    def app(self, version: str) -> Path:
        return self.machine.installed / f"app-{version}"

    def is_whole(self, version: str) -> bool:
        """Tell whether a version is installed to its last byte."""
        return tree_hash(self.app(version)) == tree_hash(self.packed[version].bundle)

    def verify(self) -> str:
        """Have the installed till verify its records; gives what it says."""
        asked = ["cmd", "/c", "ronghe.cmd", "verify"]
        ran = self.machine.prefix.run(asked, folder=self.machine.installed, longest_s=60)
        assert ran.code == 0, ran.said
        return ran.said

    def cut_off(self, version: str, has_come: Callable[[], bool]) -> None:
        """Run Setup and end it, and all that runs, as soon as something has come."""
        running = self.machine.prefix.start([self.packed[version].setup, "/S"])
        try:
            until(has_come, "what Setup does", running, every_s=0.002)
        finally:
            running.kill()
            self.machine.prefix.stop()
            running.communicate()


@pytest.fixture(scope="module")
def shop(machine: Machine, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A machine on which no till was ever installed, four releases, and a stick."""
    folder = tmp_path_factory.mktemp("releases")
    site = make_site(folder, ROOT)
    with ThreadPoolExecutor(2) as pool:
        made = pool.map(lambda one: make(built, folder, one, site, _LINES[one]), _LINES)
        packed = {one.version: one for one in made}
    for left in (machine.installed, machine.data):  # what the tests before put there themselves
        shutil.rmtree(left, ignore_errors=True)
    shop = Shop(machine, site, packed, folder / "stick")
    shop.plug_in(site.folder)
    (machine.prefix.folder / "dosdevices" / "e:").symlink_to(shop.stick)
    yield shop
    machine.prefix.stop()
    machine.uninstall()
    shutil.rmtree(machine.data, ignore_errors=True)


@pytest.fixture(scope="module")
def sold(shop: Shop) -> Shop:
    """The old version is installed; something was sold, and the shift is still open."""
    assert shop.install(OLD) == 0
    person = shop.start()
    try:
        person.begin_demo()
        person.wait_until_good(OLD)
        person.sign_on()
        person.press("F9", "5", "F1", "F9")
        person.type(WATER)
        person.press("F9", "F1")
        assert person.end() == 0
    finally:
        person.leave()
    assert "交易 1 笔" in shop.verify()
    return shop


@pytest.fixture(scope="module")
def updated(sold: Shop) -> Shop:
    """The new version is installed, from the stick, through the till."""
    sold.sign(NEW)
    sold.plug_in(sold.site.folder)
    person = sold.start()
    try:
        person.wait_for_window()
        person.sign_on()
        _close_shift(person)
        _go_to_program(person)
        _look(person, "F6", "update-2-found")
        _install(person)
        person.wait_until_good(NEW)
        person.keep("update-3-signed-on-again")
        person.sign_on()
        _go_to_program(person)
        person.keep("update-4-the-new-one")
        assert person.end() == 0
    finally:
        person.leave()
    return sold


def _close_shift(person: Person) -> None:
    person.press("F10", "F5", "F9", "5", "F1", "F9", "F9", "Escape")


def _go_to_program(person: Person) -> None:
    """Go there from wherever signing on leads: without a shift that is a form within a screen."""
    person.press("Escape", "Escape", "F10", "F9", "F6", "F8")


def _look(person: Person, key: str, picture: str) -> None:
    """Look on the stick (F6) or the server (F5)."""
    person.press(key)
    person.wait_until_still(5)
    person.keep(picture)


def _install(person: Person) -> None:
    """Have what was found installed, and say that it is meant."""
    person.press("F9", "F9")


# ---- Setup is cut off


def test_a_first_install_that_is_cut_off_is_ended_by_the_next(shop: Shop) -> None:
    installed = shop.machine.installed
    for has_come in (_has_files(shop, OLD, 1), _has_files(shop, OLD, 100), shop.app(OLD).exists):
        shop.cut_off(OLD, has_come)
        assert not (installed / "slots.ini").exists(), "nothing is said to be there"
    assert shop.install(OLD) == 0
    assert shop.is_whole(OLD)
    assert shop.machine.slots() == {"newest": OLD, "previous": ""}
    assert not list(installed.glob("part-*"))


def test_an_update_that_is_cut_off_leaves_the_old_till(sold: Shop) -> None:
    """That it opens, and that the next update goes through, is seen below."""
    machine = sold.machine
    starters = [sold.packed[one].starter.read_bytes() for one in (OLD, NEW)]
    for has_come in (_has_files(sold, NEW, 1), _has_files(sold, NEW, 100), sold.app(NEW).exists):
        sold.cut_off(NEW, has_come)
        assert machine.slots() == {"newest": OLD, "previous": ""}
        assert sold.is_whole(OLD)
        assert (machine.installed / PROGRAM).read_bytes() in starters, "never half of one"


def _has_files(shop: Shop, version: str, count: int) -> Callable[[], bool]:
    part = shop.machine.installed / f"part-{version}"
    return lambda: sum(path.is_file() for path in part.rglob("*")) >= count


# ---- The till itself brings an update


def test_an_update_waits_for_the_shift_to_be_closed(sold: Shop) -> None:
    """The till that opens here has just had an update cut off."""
    sold.sign(NEW)
    person = sold.start()
    try:
        person.wait_for_window()
        person.sign_on()
        _go_to_program(person)
        _look(person, "F6", "update-0-waits")
        assert not person.is_refused(), "it is brought here"
        _install(person)
        person.keep("update-1-refused")
        assert person.is_refused()
        assert person.end() == 0
    finally:
        person.leave()
    assert sold.machine.slots()["newest"] == OLD
    assert sold.slot == Slot(good=OLD)


def test_an_update_from_a_stick_takes_over_with_every_sale(updated: Shop) -> None:
    assert updated.machine.slots() == {"newest": NEW, "previous": OLD}
    assert updated.slot == Slot(good=NEW)
    assert updated.is_whole(NEW)
    assert updated.is_whole(OLD), "it is kept, to go back to"
    assert updated.machine.registry(UNINSTALL_KEY)["DisplayVersion"] == NEW
    assert (updated.data / slots.FOLDER / f"before-{NEW}.db").is_file()
    assert "交易 1 笔" in updated.verify()


def test_an_older_setup_is_refused_by_its_code(updated: Shop) -> None:
    before = updated.machine.picture()
    assert updated.install(OLD) == 4
    assert updated.machine.picture() == before


def test_a_stick_that_was_tampered_with_is_refused(updated: Shop, tmp_path: Path) -> None:
    forged, behind = tmp_path / "forged", tmp_path / "behind"
    shutil.copytree(updated.site.folder, behind)
    updated.sign(SPOILS)
    shutil.copytree(updated.site.folder, forged)
    (setup,) = (forged / "targets").glob(f"*-{SPOILS}-*.exe")
    content = bytearray(setup.read_bytes())
    content[len(content) // 2] ^= 1
    setup.write_bytes(content)
    person = updated.start()
    try:
        person.wait_for_window()
        person.sign_on()
        _go_to_program(person)
        for stick, picture in ((forged, "update-5-forged"), (behind, "update-6-behind")):
            updated.plug_in(stick)
            _look(person, "F6", picture)
            assert person.is_refused()
            _install(person)
        assert person.end() == 0
    finally:
        person.leave()
    assert updated.machine.slots()["newest"] == NEW
    assert updated.slot == Slot(good=NEW)


# ---- A version that does not work


@contextlib.contextmanager
def _served(folder: Path, data: Path) -> Iterator[None]:
    """Hand a folder out as a server does, and tell the till where."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    settings = data / "workstation.toml"
    before = settings.read_text("utf-8")
    with (
        ThreadPoolExecutor(1) as pool,
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
    ):
        pool.submit(server.serve_forever)
        address = f"http://127.0.0.1:{server.server_port}"
        settings.write_text(f'{before}\n[updates]\nurl = "{address}"\n', "utf-8")
        yield
        settings.write_text(before, "utf-8")
        server.shutdown()


def test_a_version_that_spoils_the_records_is_never_opened_on_them(updated: Shop) -> None:
    """It comes from a server this time."""
    with _served(updated.site.folder, updated.data):
        person = updated.start()
        try:
            person.wait_for_window()
            person.sign_on()
            _go_to_program(person)
            _look(person, "F5", "update-7-from-a-server")
            _install(person)
            until(lambda: updated.slot.rejected == SPOILS, "it was rejected", person.till)
            person.wait_for_window()
            person.keep("update-8-the-old-one-again")
            person.sign_on()
            _go_to_program(person)
            person.keep("update-9-why")
            assert person.end() == 0
        finally:
            person.leave()
    assert updated.machine.slots() == {"newest": SPOILS, "previous": NEW}
    assert updated.slot == Slot(good=NEW, rejected=SPOILS, told=SPOILS)
    assert "交易 1 笔" in updated.verify()


def test_a_version_that_dies_at_its_start_is_taken_back(updated: Shop) -> None:
    updated.sign(DIES)
    updated.plug_in(updated.site.folder)
    person = updated.start()
    try:
        person.wait_for_window()
        person.sign_on()
        _go_to_program(person)
        _look(person, "F6", "update-10-found")
        _install(person)
        person.wait_for_window()
        person.keep("update-11-gives-way")
        until(lambda: updated.slot.rejected == DIES, "it was rejected", person.till)
        person.wait_for_window()
        person.keep("update-12-the-old-one-again")
        person.sign_on()
        assert person.end() == 0
    finally:
        person.leave()
    assert updated.machine.slots() == {"newest": DIES, "previous": NEW}
    assert updated.slot == Slot(good=NEW, rejected=DIES, told=DIES)
    assert "交易 1 笔" in updated.verify()
