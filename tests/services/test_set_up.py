"""What a store begins with, and what one that an earlier version set up is given later."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pos_app import resources
from pos_app.assembly import open_counter
from pos_app.config import Config
from pos_app.demo.issuer_keys import ISSUER_FILE
from pos_app.store.members import has_members
from pos_app.store.profile import get_profile, save_profile
from pos_app.store.reference_file import REFERENCE_FILE, open_reference
from pos_app.store.till_file import open_till
from pos_app.vault.keys import KeyStore
from tests.builders import CHEAP
from tests.dated_clock import DatedClock

SAID_SINCE = ("store_number", "coupons", "member_cards", "join")


def _open_once(folder: Path) -> None:
    open_counter(Config(data=folder), DatedClock(), pin_cost=CHEAP).close()


def _profile(folder: Path, change: Callable[[dict[str, Any]], None] = lambda _body: None) -> Any:
    """Read the profile of a closed till, changed first if asked for."""
    till = open_till(folder, KeyStore(folder).load().till_key, is_new=False)
    with till.write() as connection:
        body = get_profile(connection)
        change(body)
        save_profile(connection, body)
    till.close()
    return body


def _has_members(folder: Path) -> bool:
    reference = open_reference(folder, KeyStore(folder).load().catalog_key)
    with reference.read() as connection:
        found = has_members(connection)
    reference.close()
    return found


def _as_before_there_were_members(folder: Path) -> None:
    _open_once(folder)
    for file in (folder / ISSUER_FILE, *folder.glob(f"{REFERENCE_FILE}*")):
        file.unlink()
    _profile(folder, _forget_what_was_said_since)


def _forget_what_was_said_since(body: dict[str, Any]) -> None:
    for key in SAID_SINCE:
        del body[key]


def test_a_demo_store_of_an_earlier_version_gets_its_members_and_its_issuer(
    tmp_path: Path,
) -> None:
    _as_before_there_were_members(tmp_path)
    _open_once(tmp_path)
    said = json.loads(resources.path("demo", "store.json").read_text(encoding="utf-8"))
    assert _profile(tmp_path) == said
    assert _has_members(tmp_path)
    assert (tmp_path / ISSUER_FILE).exists()


def test_a_shop_that_changed_its_profile_keeps_it_and_gets_nobody_else_s_members(
    tmp_path: Path,
) -> None:
    _as_before_there_were_members(tmp_path)
    own = _profile(tmp_path, lambda body: body.update(lock_after_minutes=3))
    _open_once(tmp_path)
    assert _profile(tmp_path) == own
    assert not _has_members(tmp_path)
    assert not (tmp_path / ISSUER_FILE).exists()
