"""Members in reference.db: found by handle, card, phone or initials; put, erased, purged.

The only file that writes the member tables. A phone is looked up by its keyed hash
(vault/pseudonyms.py); the number itself is in no table.

Kept, by trusted time: handles of yesterday to the day after tomorrow; what names a person 12 hours,
everything else of members 7 days after the last exchange with the cloud (security and privacy,
section 5). In a shop without a cloud nothing expires: nobody else could send an erasure, and the
shop itself carries its members' wishes out.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.member import (
    HANDLE_BYTES,
    BirthdayWindow,
    Consent,
    Member,
    MemberId,
    MemberRef,
    Purpose,
    Tier,
    TierLadder,
    day_of,
)
from pos_app.store.database import Connection
from pos_app.store.feed_rows import forget_members
from pos_app.store.reference_file import synced_ms

FACES_KEPT_MS: Final = 12 * 3_600_000
MEMBERS_KEPT_MS: Final = 7 * 86_400_000
DAYS_BEFORE: Final = 1
DAYS_AFTER: Final = 2
"""Handles are held from yesterday, for clocks, to the day after tomorrow, for a cut line."""

SHORTEST_INITIALS: Final = 2

_MEMBER: Final = """
SELECT m.member_id, m.as_of_ms, m.number, f.name_masked, f.phone_last4, m.tier, m.spent_minor,
       m.points, m.last_visit, m.birthday_first, m.birthday_last, m.is_provisional, m.detail
FROM member m LEFT JOIN member_face f ON f.member = m.id
"""
_BY_ID: Final = f"{_MEMBER} WHERE m.member_id = ?"
_BY_ALIAS: Final = f"""{_MEMBER}
JOIN member_alias a ON a.member = m.id WHERE a.kind = ? AND a.key = ?"""
_BY_HANDLE: Final = f"""{_MEMBER}
JOIN day_handle h ON h.member = m.id WHERE h.day = ? AND h.handle = ?"""
_BY_INITIALS: Final = f"""{_MEMBER}
JOIN member_initials i ON i.member = m.id WHERE i.initials >= ? AND i.initials < ?
ORDER BY i.initials LIMIT ?"""
_LATEST_HANDLE: Final = """SELECT h.handle, h.day FROM member m JOIN day_handle h ON h.member = m.id
 WHERE m.member_id = ? ORDER BY h.day <= ? DESC, abs(h.day - ?) LIMIT 1"""

_FIRST_CARD: Final = "SELECT min(key) FROM member_alias WHERE kind = 'card'"

_PUT: Final = """
INSERT INTO member (member_id, number, tier, spent_minor, points, as_of_ms, last_visit,
    birthday_first, birthday_last, is_provisional, detail)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (member_id) DO UPDATE SET number = excluded.number, tier = excluded.tier,
    spent_minor = excluded.spent_minor, points = excluded.points, as_of_ms = excluded.as_of_ms,
    last_visit = excluded.last_visit, birthday_first = excluded.birthday_first,
    birthday_last = excluded.birthday_last, is_provisional = excluded.is_provisional,
    detail = excluded.detail
RETURNING id
"""
_SET_DETAIL: Final = "UPDATE member SET detail = ? WHERE member_id = ?"
_PUT_FACE: Final = "INSERT OR REPLACE INTO member_face VALUES (?, ?, ?)"
_PUT_ALIAS: Final = "INSERT OR REPLACE INTO member_alias VALUES (?, ?, ?)"
_PUT_INITIALS: Final = "INSERT OR IGNORE INTO member_initials VALUES (?, ?)"
_PUT_HANDLE: Final = """INSERT OR REPLACE INTO day_handle (day, handle, member)
 SELECT ?, ?, id FROM member WHERE member_id = ?"""
_WITHOUT_HANDLE: Final = """SELECT member_id FROM member m WHERE NOT EXISTS
 (SELECT 1 FROM day_handle h WHERE h.member = m.id AND h.day = ?)"""

_DELETE: Final = "DELETE FROM member WHERE member_id = ? RETURNING id"
_DELETE_KEYS_AND_FACE: Final = (
    "DELETE FROM member_alias WHERE member = ?",
    "DELETE FROM member_face WHERE member = ?",
    "DELETE FROM member_initials WHERE member = ?",
)
_DELETE_HANDLES: Final = "DELETE FROM day_handle WHERE member = ?"
_DELETE_HANDLE: Final = """DELETE FROM day_handle WHERE day = ? AND member =
 (SELECT id FROM member WHERE member_id = ?)"""
_DELETE_OLD_HANDLES: Final = "DELETE FROM day_handle WHERE day < ?"
_EMPTY_FACES: Final = ("DELETE FROM member_face", "DELETE FROM member_initials")
_EMPTY_KEYS: Final = ("DELETE FROM member_alias", "DELETE FROM day_handle")
_EMPTY_MEMBERS: Final = "DELETE FROM member"
_DELETE_WALLET: Final = "DELETE FROM wallet_coupon WHERE member_id = ?"
_EMPTY_WALLETS: Final = "DELETE FROM wallet_coupon"

_MOST_READINGS: Final = 4
"""Of one name (store/pinyin.py): a member may be found that often at once."""


@dataclass(frozen=True, slots=True, repr=False)
class MemberRecord:
    """A member with the keys they are found by. ``initials`` in every plausible reading."""

    member: Member
    phone_key: bytes | None = None
    cards: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Purged:
    """How many went because their time was over; counts are all that may be recorded of it."""

    faces: int = 0
    members: int = 0
    handles: int = 0


# ---- finding


def find_member(connection: Connection, member: MemberId) -> Member | None:
    """Find a member by the cloud's id."""
    return _first(connection, _BY_ID, (member,))


def find_by_handle(connection: Connection, handle: bytes, day: int) -> Member | None:
    """Find whose pseudonym of that UTC day this is."""
    return _first(connection, _BY_HANDLE, (day, handle))


def find_by_card(connection: Connection, number: str) -> Member | None:
    """Find the holder of a plain card, its number in ``find_card_number``'s form."""
    return _first(connection, _BY_ALIAS, ("card", number.encode()))


def first_card(connection: Connection) -> str | None:
    """Give the lowest number of any card; None where nobody has one."""
    key = connection.exec_driver_sql(_FIRST_CARD).scalar_one()
    return None if key is None else bytes(key).decode()


def find_by_phone_key(connection: Connection, key: bytes) -> Member | None:
    """Find a member by the keyed hash of their whole phone number."""
    return _first(connection, _BY_ALIAS, ("phone", key))


def find_by_initials(connection: Connection, initials: str, limit_rows: int) -> list[Member]:
    """List members whose name's initials begin like this, the latest visit first.

    Two letters at least. With more hits than ``limit_rows`` the shorter initials are given.
    Finds nobody for whom no initials were put: whether names may be searched is decided there.
    """
    letters = initials.lower()
    if len(letters) < SHORTEST_INITIALS or not (letters.isascii() and letters.isalpha()):
        return []
    bound = letters[:-1] + chr(ord(letters[-1]) + 1)
    limits = (letters, bound, limit_rows * _MOST_READINGS)
    found = [_member(row) for row in connection.exec_driver_sql(_BY_INITIALS, limits)]
    once = list({member.id: member for member in found}.values())[:limit_rows]
    return sorted(once, key=lambda member: member.last_visit or "", reverse=True)


def find_latest_ref(connection: Connection, member: MemberId, day: int) -> MemberRef | None:
    """Give a member's pseudonym of a UTC day, or the one held that is nearest, earlier ones first.

    None when none is held: then the member cannot be named in records.
    """
    row = connection.exec_driver_sql(_LATEST_HANDLE, (member, day, day)).first()
    return None if row is None else MemberRef(*row)


def add_consent(connection: Connection, member: MemberId, answer: Consent) -> bool:
    """Add an answer that was given here to a member's; False when the member is not held.

    A profile whose consent was taken back is gone with it. Then ``press_out``.
    """
    known = find_member(connection, member)
    if known is None:
        return False
    answered = replace(known, consents=(*known.consents, answer))
    connection.exec_driver_sql(_SET_DETAIL, (_row(answered)[-1], member))
    return True


def has_members(connection: Connection) -> bool:
    """Tell whether anybody is known here."""
    return connection.exec_driver_sql("SELECT 1 FROM member LIMIT 1").first() is not None


def load_tiers(connection: Connection) -> TierLadder:
    """Read the ladder of tiers."""
    rows = connection.exec_driver_sql(
        "SELECT code, name_zh, name_en, min_spend_minor FROM tier ORDER BY min_spend_minor"
    )
    return TierLadder(tuple(Tier(*row) for row in rows))


# ---- putting


def put_members(connection: Connection, records: Iterable[MemberRecord]) -> None:
    """Write members whole: what an earlier version had and this one has not is gone.

    Without consent to profiling in force, no tag, segment or usual good is written, whoever sent
    it. A card or phone that was somebody else's is this member's from now on. At most
    ``MOST_ROWS_AT_ONCE`` members in one write.
    """
    for record in records:
        member = record.member
        row = connection.exec_driver_sql(_PUT, _row(member)).scalar_one()
        for statement in _DELETE_KEYS_AND_FACE:
            connection.exec_driver_sql(statement, (row,))
        if member.name_masked or member.phone_last4:
            face = (row, member.name_masked, member.phone_last4)
            connection.exec_driver_sql(_PUT_FACE, face)
        for kind, key in _keys(record):
            connection.exec_driver_sql(_PUT_ALIAS, (kind, key, row))
        for initials in record.initials:
            connection.exec_driver_sql(_PUT_INITIALS, (initials.lower(), row))


def put_handles(
    connection: Connection, day: int, handles: Sequence[tuple[bytes, MemberId]]
) -> None:
    """Write a part of a day's segment; handles of members this till does not know are left out."""
    if handles:
        rows = [(day, handle, member) for handle, member in handles]
        connection.exec_driver_sql(_PUT_HANDLE, rows)


def hold_handles(connection: Connection, now_ms: int, random_bytes: Callable[[int], bytes]) -> None:
    """Make the handles that a shop without a cloud gives its members itself, where they lack.

    For yesterday to the day after tomorrow, by trusted time. Never where a cloud has been met:
    only its handles lead back to a member there.
    """
    if synced_ms(connection) is not None:
        return
    for day in days_held(now_ms):
        missing = connection.exec_driver_sql(_WITHOUT_HANDLE, (day,)).scalars().all()
        put_handles(connection, day, [(random_bytes(HANDLE_BYTES), each) for each in missing])


def put_tiers(connection: Connection, ladder: TierLadder) -> None:
    """Replace the ladder of tiers."""
    connection.exec_driver_sql("DELETE FROM tier")
    rows = [(t.code, t.name_zh, t.name_en, t.min_spend_minor) for t in ladder.tiers]
    if rows:
        connection.exec_driver_sql("INSERT INTO tier VALUES (?, ?, ?, ?)", rows)


def put_tier(connection: Connection, tier: Tier) -> None:
    """Write one step of the ladder; one that another code had at the same spend gives way."""
    row = (tier.code, tier.name_zh, tier.name_en, tier.min_spend_minor)
    connection.exec_driver_sql("INSERT OR REPLACE INTO tier VALUES (?, ?, ?, ?)", row)


def drop_tier(connection: Connection, code: str) -> None:
    """Take a step out of the ladder."""
    connection.exec_driver_sql("DELETE FROM tier WHERE code = ?", (code,))


# ---- erasing


def erase(connection: Connection, member: MemberId) -> bool:
    """Delete everything of a member; False when nothing was there. Then ``press_out``.

    Handles in records stay, where nothing maps them to anybody any more.
    """
    row = connection.exec_driver_sql(_DELETE, (member,)).scalar_one_or_none()
    if row is None:
        return False
    for statement in (*_DELETE_KEYS_AND_FACE, _DELETE_HANDLES):
        connection.exec_driver_sql(statement, (row,))
    connection.exec_driver_sql(_DELETE_WALLET, (member,))
    return True


def drop_handle(connection: Connection, day: int, member: MemberId) -> None:
    """Delete a member's pseudonym of a day."""
    connection.exec_driver_sql(_DELETE_HANDLE, (day, member))


def purge(connection: Connection, now_ms: int) -> Purged:
    """Delete what has been kept long enough, by trusted time that is sure. Then ``press_out``.

    Names after 12 hours and all members after 7 days without an exchange: whole tables, so that
    it takes no longer with a million members than with ten thousand. Old handles always.
    """
    oldest = min(days_held(now_ms))
    handles = connection.exec_driver_sql(_DELETE_OLD_HANDLES, (oldest,)).rowcount
    synced = synced_ms(connection)
    age_ms = 0 if synced is None else now_ms - synced
    faces = members = 0
    if age_ms > FACES_KEPT_MS:
        forget_members(connection)
        faces, _ = (connection.exec_driver_sql(each).rowcount for each in _EMPTY_FACES)
    if age_ms > MEMBERS_KEPT_MS:
        _, held = (connection.exec_driver_sql(each).rowcount for each in _EMPTY_KEYS)
        handles += held
        members = connection.exec_driver_sql(_EMPTY_MEMBERS).rowcount
        connection.exec_driver_sql(_EMPTY_WALLETS)
    return Purged(faces, members, handles)


def days_held(now_ms: int) -> range:
    """List the UTC days whose handles a till holds."""
    today = day_of(now_ms)
    return range(today - DAYS_BEFORE, today + DAYS_AFTER + 1)


# ---- rows


def _first(connection: Connection, statement: str, key: tuple[object, ...]) -> Member | None:
    row = connection.exec_driver_sql(statement, key).first()
    return None if row is None else _member(row)


def _keys(record: MemberRecord) -> Iterable[tuple[str, bytes]]:
    if record.phone_key is not None:
        yield "phone", record.phone_key
    for number in record.cards:
        yield "card", number.encode()


def _row(member: Member) -> tuple[object, ...]:
    has_profile = member.allows(Purpose.PROFILING)
    detail = {
        "tags": member.tags if has_profile else (),
        "segments": member.segments if has_profile else (),
        "usual_skus": member.usual_skus if has_profile else (),
        "entitlements": member.entitlements,
        "consents": [
            (each.purpose.value, each.is_granted, each.notice_version, each.language, each.at_ms)
            for each in member.consents
        ],
    }
    birthday = member.birthday
    return (
        member.id,
        member.number,
        member.tier,
        member.spent_minor,
        member.points,
        member.as_of_ms,
        member.last_visit,
        birthday.first if birthday else None,
        birthday.last if birthday else None,
        int(member.is_provisional),
        _text(detail),
    )


def _text(detail: dict[str, Any]) -> str:
    filled = {name: value for name, value in detail.items() if value}
    return json.dumps(filled, ensure_ascii=False, separators=(",", ":"))


def _member(row: Any) -> Member:
    (id_, as_of_ms, number, name_masked, phone_last4, tier, spent_minor, points) = row[:8]
    (last_visit, first, last, is_provisional, text) = row[8:]
    detail = json.loads(text)
    return Member(
        id=MemberId(id_),
        as_of_ms=as_of_ms,
        number=number,
        name_masked=name_masked or "",
        phone_last4=phone_last4 or "",
        tier=tier,
        spent_minor=spent_minor,
        points=points,
        tags=tuple(detail.get("tags", ())),
        segments=tuple(detail.get("segments", ())),
        last_visit=BusinessDate(last_visit) if last_visit else None,
        usual_skus=tuple(detail.get("usual_skus", ())),
        birthday=BirthdayWindow(BusinessDate(first), BusinessDate(last)) if first else None,
        consents=tuple(
            Consent(Purpose(purpose), *answer) for purpose, *answer in detail.get("consents", ())
        ),
        is_provisional=bool(is_provisional),
        entitlements=tuple(detail.get("entitlements", ())),
    )
