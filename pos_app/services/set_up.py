"""A till's first start: the store's profile, roles, operators, goods, and the journal's first row.

The demo store comes from three files in resources/demo; a real one from files of the same form.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from pos_app.domain.identifiers import OperatorId
from pos_app.domain.operators import SHIPPED_ROLES, Operator
from pos_app.domain.shop import StoreProfile
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.store import catalog, journal, operators
from pos_app.store.catalog_files import Catalog
from pos_app.store.database import Connection, Database
from pos_app.store.profile import AS_SET_UP, get_profile, profile_of, save_profile
from pos_app.store.settings import find_setting, put_setting


class PinMaker(Protocol):
    """Makes argon2id verifiers: vault/pins.py."""

    def make(self, operator_id: str, pin: str) -> str:
        """Make what is stored; takes 100-300 ms."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A cloud that let this till in before it was set up.

    ``keep`` writes what the cloud said into till.db once its journal has begun, in the caller's
    transaction.
    """

    store: str
    fingerprint: str
    keep: Callable[[Connection], None]


@dataclass(frozen=True, slots=True)
class StoreSetUp:
    """What a new till has to be told, and the cloud it belongs to already, if there is one."""

    profile: dict[str, Any]
    operators: tuple[operators.KnownOperator, ...]
    joined: Joined | None = None


Founding = Callable[[PinMaker], StoreSetUp]
"""Tells a new till what it has to be told, once its keys are there."""


def read_set_up(folder: Path, pins: PinMaker) -> StoreSetUp:
    """Read store.json and operators.json and make verifiers of the PINs.

    Refuses: PROFILE_WRONG.
    """
    profile = _profile_in(folder)
    people = json.loads((folder / "operators.json").read_text(encoding="utf-8"))["operators"]
    roles = {role.code: role for role in SHIPPED_ROLES}
    unknown = [entry["role"] for entry in people if entry["role"] not in roles]
    if unknown:
        raise Refusal("PROFILE_WRONG", key=unknown[0])
    return StoreSetUp(
        profile,
        tuple(
            operators.KnownOperator(
                Operator(
                    OperatorId(entry["id"]), entry["number"], entry["name"], roles[entry["role"]]
                ),
                pins.make(entry["id"], entry["pin"]),
            )
            for entry in people
        ),
    )


def write_set_up(connection: Connection, set_up: StoreSetUp) -> journal.Identity:
    """Write everything a till needs before its journal can start; the caller's transaction.

    Refuses: PROFILE_WRONG.
    """
    profile, _ = profile_of(set_up.profile)
    save_profile(connection, set_up.profile)
    operators.save_roles(connection, SHIPPED_ROLES)
    for known in set_up.operators:
        operators.save(connection, known)
    return journal.Identity(profile.store, profile.workstation, profile.currency)


def learn_profile(till: Database, folder: Path) -> None:
    """Let a store that an earlier version set up have what its set-up folder says since.

    Only where all it was told is still as the folder says: another store's folder is none of its
    business. What a shop has changed at the till since stays as it is.
    """
    said = _profile_in(folder)
    with till.read() as connection:
        own = get_profile(connection)
        learnt = find_setting(connection, AS_SET_UP)
    was_told = learnt or own
    if was_told == said or not was_told.items() <= said.items():
        return
    with till.write() as connection:
        save_profile(connection, said | own)
        if learnt is not None:
            put_setting(connection, AS_SET_UP, said)


def is_set_up_by(till: Database, folder: Path) -> bool:
    """Tell whether this is the store of a set-up folder; what is in it is not for another one."""
    with till.read() as connection:
        told = find_setting(connection, AS_SET_UP) or get_profile(connection)
    return bool(told == _profile_in(folder))


@dataclass(frozen=True, slots=True)
class CatalogToFill:
    """The catalogue as the till reads it, and where its files are."""

    catalog: Catalog
    folder: Path
    key: bytes


def fill_catalog(there: CatalogToFill, profile: StoreProfile, items: Path | None) -> bool:
    """Give a store without a single item the list it is set up with; False: it still has none.

    ``items`` is None for a store that was set up by hand: another one's goods are not for it.
    Where the catalogue is the cloud's, only the cloud fills it.

    Refuses: DEMO_CATALOG_WRONG.
    """
    with there.catalog.read() as connection:
        if catalog.count_items(connection):
            return True

        # Here: needed once in a till's life.
        from pos_app.store.catalog_feed import is_from_cloud
        from pos_app.store.item_import import ItemImport, RefusedRow

        if items is None or is_from_cloud(connection):
            return False

    def refused(row: RefusedRow) -> None:
        raise row.reason

    importer = ItemImport(there.folder, there.key, profile.tax_groups, profile.currency)
    try:
        importer.run(items, lambda _phase, _done, _of: None, refused)
    except Refusal as refusal:  # of the list or of a row: its words are the import's
        raise EnvironmentFault("DEMO_CATALOG_WRONG") from refusal
    return True


def _profile_in(folder: Path) -> dict[str, Any]:
    body: dict[str, Any] = json.loads((folder / "store.json").read_text(encoding="utf-8"))
    return body
