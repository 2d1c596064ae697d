"""Members under names that all tills of the store group share: who buys at two counts once.

What the sums tell members by cannot be turned back. Whose it is is found in the directory: first by
the handle of the day on which they bought, for the rest by walking through all of it. Whom the
directory does not have (who was erased, or joined here a moment ago) stays what they are here, and
is nobody lasting in what others are told.

An erased member's id is gone from the directory of every till, and with it the way from a shared
name, here or in a sheet that was sent, to a person; how often somebody came stays counted. Where
the sums are made again after that, the till's part of them is nobody's.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Final, Protocol

from pos_app.domain.member import MemberId
from pos_app.store.database import Connection, Database
from pos_app.store.insight.names import digest_of

_OPEN: Final = """SELECT id, key, sought FROM member
 WHERE shared IS NULL AND sought < ? AND key IS NOT NULL"""
_TOP: Final = "SELECT coalesce(max(id), 0) FROM member"
_BOUGHT: Final = """SELECT member_handle, member_day FROM points_entry
 JOIN retail_transaction AS header ON header.number = points_entry.number
 WHERE member_key = ? AND member_handle IS NOT NULL ORDER BY header.number DESC LIMIT 1"""
_OWNER: Final = """SELECT member_id FROM day_handle JOIN member ON member.id = day_handle.member
 WHERE (day, handle) = (?, ?)"""
_WALK: Final = "SELECT id, member_id FROM member WHERE id > ? ORDER BY id LIMIT ?"
_TAKEN: Final = "SELECT id FROM member WHERE shared = ?"
_MOVE_VISITS: Final = """UPDATE visit SET member = (SELECT value FROM json_each(:moved)
 WHERE key = CAST(visit.member AS TEXT))
 WHERE member IN (SELECT CAST(key AS INTEGER) FROM json_each(:moved))"""
_DROP: Final = "DELETE FROM member WHERE id = ?"
_NAME: Final = "UPDATE member SET shared = ? WHERE id = ?"
_SOUGHT: Final = "UPDATE member SET sought = ? WHERE shared IS NULL AND sought < ?"
_CHANGED: Final = """UPDATE stamp SET at = at + 1 WHERE business_date IN
 (SELECT business_date FROM visit JOIN turn ON turn.id = visit.turn
  WHERE member IN (SELECT value FROM json_each(?)) AND till = ?)"""
_FORGET: Final = (
    "DELETE FROM member WHERE key IS NULL",
    "UPDATE member SET shared = NULL, sought = 0",
)

_AT_ONCE: Final = 2_000
"""Members walked through between two looks at whether anybody still waits."""


class MemberNames(Protocol):
    """vault/pseudonyms.py."""

    @property
    def group_mark(self) -> bytes:
        """Tell one group's names from another's; nothing without a group."""

    def member_key(self, member: MemberId) -> bytes:
        """Give this till's own name of a member."""

    def shared_key(self, member: MemberId) -> bytes:
        """Give the name that the group's tills share."""


def forget_shared(cube: Connection) -> None:
    """Begin anew with the names of another group; no other till's day is in the sums any more."""
    for statement in _FORGET:
        cube.exec_driver_sql(statement)


class Sharing:
    """One search for the shared names of members that have none yet, in steps."""

    def __init__(self, cube: Database, till: Database, reference: Database, till_name: str) -> None:
        self._cube = cube
        self._till = till
        self._reference = reference
        self._till_name = till_name

    def steps(self, names: MemberNames, met: Mapping[bytes, bytes]) -> Iterator[None]:
        """Look for names; between two steps it may be given up, and nothing is kept then.

        ``met``: by digest the till's own names of those who have just been added up.
        """
        if not names.group_mark:
            return
        with self._reference.read() as reference:
            top = int(reference.exec_driver_sql(_TOP).scalar_one())
        with self._cube.read() as cube:
            rows = cube.exec_driver_sql(_OPEN, (top,)).all()
        wanted = {bytes(key): (number, sought) for number, key, sought in rows}
        if not wanted:
            return
        found = self._by_handle({key: met[key] for key in wanted if key in met}, names)
        yield
        since = min((at for key, (_, at) in wanted.items() if key not in found), default=top)
        while since < top and len(found) < len(wanted):
            with self._reference.read() as reference:
                part = reference.exec_driver_sql(_WALK, (since, _AT_ONCE)).all()
            for _, member in part:
                key = digest_of(names.member_key(MemberId(bytes(member))))
                if key in wanted:
                    found[key] = MemberId(bytes(member))
            since = part[-1][0] if part else top
            yield
        self._keep({wanted[key]: names.shared_key(one) for key, one in found.items()}, top)

    def _by_handle(self, met: Mapping[bytes, bytes], names: MemberNames) -> dict[bytes, MemberId]:
        found = {}
        with self._till.read() as till, self._reference.read() as reference:
            for digest, key in met.items():
                bought = till.exec_driver_sql(_BOUGHT, (key,)).first()
                if bought is None:
                    continue
                owner = reference.exec_driver_sql(_OWNER, (bought[1], bought[0])).scalar()
                if owner is not None and names.member_key(MemberId(bytes(owner))) == key:
                    found[digest] = MemberId(bytes(owner))
        return found

    def _keep(self, found: dict[tuple[int, int], bytes], top: int) -> None:
        """Write names; whom another till's sheet had brought already becomes one with them."""
        with self._cube.write() as cube:
            moved: dict[int, int] = {}
            for (number, _), name in found.items():
                other = cube.exec_driver_sql(_TAKEN, (name,)).scalar_one_or_none()
                if other is not None:
                    moved[other] = number
                    cube.exec_driver_sql(_DROP, (other,))
                cube.exec_driver_sql(_NAME, (name, number))
            if moved:
                cube.exec_driver_sql(_MOVE_VISITS, {"moved": json.dumps(moved)})
            late = [number for number, sought in found if sought]
            if late:  # days told without them are told again
                cube.exec_driver_sql(_CHANGED, (json.dumps(late), self._till_name))
            cube.exec_driver_sql(_SOUGHT, (top, top))
