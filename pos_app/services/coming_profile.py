"""Decisions of the store that wait for a business day, and the profile that counts meanwhile."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.shop import PlannedTax, StoreProfile
from pos_app.store import profile as profiles
from pos_app.store.database import Connection
from pos_app.store.settings import drop_setting, find_setting, put_setting

_COMING: Final = "store_profile_coming"
_TAXES: Final = "tax_plan"


def coming_decisions(connection: Connection) -> dict[str, Any]:
    """Give what waits for the next business day, by its key in the profile."""
    return find_setting(connection, _COMING) or {}


def await_day(connection: Connection, key: str, value: Any) -> None:
    """Let a decision wait; an earlier one about the same is forgotten."""
    put_setting(connection, _COMING, coming_decisions(connection) | {key: value})


def await_no_more(connection: Connection, key: str) -> None:
    """Forget what waits about a key: it was decided for at once."""
    coming = coming_decisions(connection)
    if key in coming:
        del coming[key]
        put_setting(connection, _COMING, coming)


def take_up_coming(connection: Connection, profile: StoreProfile) -> StoreProfile:
    """Bring into force what waited for a business day, in the transaction that opens it."""
    coming = coming_decisions(connection)
    if not coming:
        return profile
    body = profiles.get_profile(connection) | coming
    changed, _ = profiles.profile_of(body)
    profiles.save_profile(connection, body)
    drop_setting(connection, _COMING)
    return in_force(profile, changed)


def planned_taxes(connection: Connection) -> dict[str, PlannedTax]:
    """Give what is planned, by the code of the group."""
    kept = find_setting(connection, _TAXES) or {}
    return {
        code: PlannedTax(BusinessDate(entry["date"]), entry["group"])
        for code, entry in kept.items()
    }


def keep_planned_taxes(connection: Connection, planned: Mapping[str, PlannedTax]) -> None:
    """Replace what is planned."""
    body = {code: {"date": one.date, "group": one.group} for code, one in planned.items()}
    put_setting(connection, _TAXES, body)


def in_force(before: StoreProfile, changed: StoreProfile) -> StoreProfile:
    """Give the profile that counts from now: what waits for the next start stays as it was."""
    return replace(changed, denominations=before.denominations)
