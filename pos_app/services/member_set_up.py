"""The members a store begins with, from members.json of its set-up folder; and their daily care.

resources/demo/members.json is an example of every key. Dates are counted in days from the set-up,
so that the demo store is as lively next year. Whole names and phone numbers end here: what goes on
is masked or hashed.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final, Protocol

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.member import (
    LAST_DIGITS,
    BirthdayWindow,
    Consent,
    Member,
    MemberId,
    Purpose,
    Tier,
    TierLadder,
    find_card_number,
    mask_name,
    normalise_phone,
)
from pos_app.errors import Refusal
from pos_app.store import campaigns, members
from pos_app.store.database import Database
from pos_app.store.members import MemberRecord, Purged
from pos_app.store.pinyin import Readings
from pos_app.store.reference_file import MOST_ROWS_AT_ONCE, press_out

MEMBERS_FILE: Final = "members.json"
_LANGUAGE: Final = "zh"
_LATIN_WORD: Final = re.compile(r"[A-Za-z]+")


class PhoneKeys(Protocol):
    """Hashes phone numbers: vault/pseudonyms.py."""

    def phone_key(self, e164: str) -> bytes:
        """Give what a phone number is looked up by."""


@dataclass(frozen=True, slots=True, repr=False)
class MemberSetUp:
    """What members.json says, without what the till must not keep."""

    tiers: TierLadder
    records: tuple[MemberRecord, ...]


def read_members(file: Path, keys: PhoneKeys, now_ms: int) -> MemberSetUp:
    """Read a list of members; ``now_ms`` is the moment the days are counted from.

    Refuses: PROFILE_WRONG, with the key that is missing or unreadable; PHONE_WRONG.
    """
    body = json.loads(file.read_text(encoding="utf-8"))
    try:
        return MemberSetUp(_ladder(body), _records(body, keys, now_ms))
    except KeyError as error:
        raise Refusal("PROFILE_WRONG", key=str(error.args[0])) from error
    except (TypeError, ValueError, AssertionError) as error:
        raise Refusal("PROFILE_WRONG", key=MEMBERS_FILE) from error


def fill_members(reference: Database, folder: Path, keys: PhoneKeys, now_ms: int) -> None:
    """Give a store without members those of its set-up folder."""
    with reference.read() as connection:
        if members.has_members(connection) or not (folder / MEMBERS_FILE).exists():
            return
    fill_reference(reference, read_members(folder / MEMBERS_FILE, keys, now_ms))


def fill_reference(reference: Database, set_up: MemberSetUp) -> None:
    """Give a file without members those of the set-up. In pages of ``MOST_ROWS_AT_ONCE``."""
    with reference.write() as connection:
        members.put_tiers(connection, set_up.tiers)
    for at in range(0, len(set_up.records), MOST_ROWS_AT_ONCE):
        with reference.write() as connection:
            members.put_members(connection, set_up.records[at : at + MOST_ROWS_AT_ONCE])


def tend_reference(
    reference: Database, now_ms: int, random_bytes: Callable[[int], bytes]
) -> Purged:
    """Purge what has been kept long enough, and see to the handles of the days that are held.

    For a start, and once a day while a till runs through. ``now_ms`` is trusted time that is sure:
    a wrong one would throw members away.
    """
    with reference.write() as connection:
        purged = members.purge(connection, now_ms)
        members.hold_handles(connection, now_ms, random_bytes)
        campaigns.forget_revoked(connection, now_ms)
    if purged != Purged():
        press_out(reference)
    return purged


def _ladder(body: dict[str, Any]) -> TierLadder:
    return TierLadder(
        tuple(
            Tier(entry["code"], entry["zh"], entry["en"], entry["min_spend_minor"])
            for entry in body["tiers"]
        )
    )


def _records(body: dict[str, Any], keys: PhoneKeys, now_ms: int) -> tuple[MemberRecord, ...]:
    readings = Readings() if body["names_may_be_searched"] else None
    records = []
    for entry in body["members"]:
        phone = normalise_phone(entry["phone"])
        cards = [find_card_number(number) for number in entry["cards"]]
        records.append(
            MemberRecord(
                _member(entry, phone, body["notice_version"], now_ms),
                keys.phone_key(phone),
                tuple(number for number in cards if number),
                _initials(entry["name"], readings) if readings else (),
            )
        )
    return tuple(records)


def _member(entry: dict[str, Any], phone: str, notice_version: str, now_ms: int) -> Member:
    today = datetime.fromtimestamp(now_ms // 1000, UTC).date()
    window = entry.get("birthday_counts_days")
    return Member(
        id=MemberId(bytes.fromhex(entry["id"])),
        as_of_ms=now_ms,
        number=entry["number"],
        name_masked=mask_name(entry["name"]),
        phone_last4=phone[-LAST_DIGITS:],
        tier=entry["tier"],
        spent_minor=entry["spent_minor"],
        points=entry["points"],
        tags=tuple(entry["tags"]),
        segments=tuple(entry["segments"]),
        entitlements=tuple(entry.get("entitlements", ())),
        last_visit=_in_days(today, -entry["last_visit_days_ago"]),
        usual_skus=tuple(entry["usual_skus"]),
        birthday=BirthdayWindow(_in_days(today, window[0]), _in_days(today, window[1]))
        if window
        else None,
        consents=tuple(
            Consent(Purpose(purpose), is_granted, notice_version, _LANGUAGE, now_ms)
            for purpose, is_granted in entry["consents"].items()
        ),
    )


def _in_days(today: date, days: int) -> BusinessDate:
    return BusinessDate((today + timedelta(days)).isoformat())


def _initials(name: str, readings: Readings) -> tuple[str, ...]:
    """Give zxl for 张晓岚 and al for Ann Lee; of characters with several readings, all."""
    words = _LATIN_WORD.findall(name)
    said = [words] if words else readings.of(name)
    return tuple({"".join(part[0].lower() for part in parts): None for parts in said if parts})
