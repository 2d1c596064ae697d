"""Tills beside the real one: for people to practise at, and for a fire drill. A file each.

A part of the composition root; which services stand on such a file is assembly.py's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from pos_app.clock import Clock
from pos_app.config import Config
from pos_app.domain.operators import Operator
from pos_app.services.counter import Services
from pos_app.services.set_up import StoreSetUp, write_set_up
from pos_app.services.training import begin_training
from pos_app.store import operators
from pos_app.store.database import Connection, Database
from pos_app.store.journal import Identity, JournalWriter
from pos_app.store.profile import PROFILE_SETTING, load_profile
from pos_app.store.settings import find_setting
from pos_app.store.till_file import DRILL_FILE, TRAINING_FILE, open_till
from pos_app.vault.keys import DeviceKeys

if TYPE_CHECKING:
    from pos_app.services.drill_till import DrillFiles


class MakeServices(Protocol):
    """Build the services of a till over its file."""

    def __call__(
        self,
        till: Database,
        writer: JournalWriter,
        *,
        is_training: bool,
        people: Database | None = None,
    ) -> Services:
        """``people``: whose PINs count, where it is not the file's own."""


@dataclass(frozen=True, slots=True)
class Practice:
    """Opens them. ``real`` is the till whose store and people they have. Till thread."""

    config: Config
    keys: DeviceKeys
    clock: Clock
    real: Database
    make_services: MakeServices

    def open_training(self, operator: Operator) -> Services:
        """Open an empty training till with the same store and people, and begin."""
        self._remove(TRAINING_FILE)
        services = self._open(TRAINING_FILE, is_new=True)
        begin_training(services.desk, services.shifts, operator)
        return services

    def drill_files(self) -> "DrillFiles":
        """Give what a fire drill is held at: like a training till, and no cloud behind it."""
        from pos_app.services.drill_till import DrillFiles, DrillServices  # seldom wanted

        def opened(*, is_new: bool) -> DrillServices:
            at = self._open(DRILL_FILE, is_new=is_new)
            return DrillServices(
                desk=at.desk,
                sign_on=at.sign_on,
                checkout=at.checkout,
                tendering=at.tendering,
                returns=at.returns,
                shifts=at.shifts,
                members=at.members,
                coupons=at.coupons,
                points=at.points,
            )

        def begin(operator: Operator) -> DrillServices:
            self._remove(DRILL_FILE)
            at = opened(is_new=True)
            begin_training(at.desk, at.shifts, operator)
            return at

        again: Callable[[], DrillServices] = partial(opened, is_new=False)
        return DrillFiles(begin, again, partial(self._remove, DRILL_FILE))

    def _remove(self, name: str) -> None:
        for leftover in self.config.data.glob(f"{name}*"):
            leftover.unlink()

    def _open(self, name: str, *, is_new: bool) -> Services:
        """Open such a till, set up like the real one where it is new."""
        keys = self.keys.for_training()
        with self.real.read() as connection:
            people = operators.list_all(connection)
            set_up = StoreSetUp(find_setting(connection, PROFILE_SETTING) or {}, people)
        till = open_till(self.config.data, keys.till_key, is_new=is_new, name=name)
        writer = JournalWriter(keys.terminal_id, keys.signing_seed, self.clock, is_training=True)
        with till.write() as connection:
            known = write_set_up(connection, set_up) if is_new else identity_of(connection)
            writer.start(connection, known)
        return self.make_services(till, writer, is_training=True, people=self.real)


def identity_of(connection: Connection) -> Identity:
    """Say what a till that was set up is called."""
    profile, _ = load_profile(connection)
    return Identity(profile.store, profile.workstation, profile.currency)
