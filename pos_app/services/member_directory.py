"""Who is a member, as far as this till knows: reference.db, and whom it enrolled itself.

Till thread, look-ups only. Phones come in E.164 and are looked up by their keyed hash.
"""

from functools import cached_property
from typing import Final

from pos_app.domain.member import (
    Member,
    MemberId,
    MemberRef,
    TierLadder,
    find_card_number,
    standing_consents,
)
from pos_app.store import enrolments, members
from pos_app.store.database import Database
from pos_app.store.enrolments import Enrolled
from pos_app.store.pinyin import Readings
from pos_app.vault.pseudonyms import Pseudonyms

MOST_HITS: Final = 8
"""More masked names than these tell nobody apart."""

_LATEST_ENROLLED: Final = 200


class MemberDirectory:
    """One for a till; a training till has its own enrolments and the same members."""

    def __init__(self, reference: Database, till: Database, pseudonyms: Pseudonyms) -> None:
        self._reference = reference
        self._till = till
        self._pseudonyms = pseudonyms

    def tiers(self) -> TierLadder:
        """Give the ladder in force."""
        with self._reference.read() as connection:
            return members.load_tiers(connection)

    def member_key(self, member: MemberId) -> bytes:
        """Give this till's lasting name of a member."""
        return self._pseudonyms.member_key(member)

    def phone_key(self, e164: str) -> bytes:
        """Give what a phone number is written down by here."""
        return self._pseudonyms.phone_key(e164)

    def find_by_ref(self, ref: MemberRef) -> Member | None:
        """Find whose pseudonym of a day this is."""
        with self._reference.read() as connection:
            found = members.find_by_handle(connection, ref.handle, ref.day)
        if found is not None:
            return found
        with self._till.read() as connection:
            return self._as_member(enrolments.find_by_ref(connection, ref))

    def find_by_number(self, text: str) -> Member | None:
        """Find the holder of a plain card or of a member number that was given here."""
        number = find_card_number(text)
        if number is None:
            return None
        with self._reference.read() as connection:
            found = members.find_by_card(connection, number)
        if found is not None:
            return found
        with self._till.read() as connection:
            return self._as_member(enrolments.find_by_number(connection, number))

    def find_by_phone(self, e164: str) -> Member | None:
        """Find a member by the whole number."""
        with self._reference.read() as connection:
            for key in self._pseudonyms.phone_keys(e164):
                found = members.find_by_phone_key(connection, key)
                if found is not None:
                    return found
        own = self._pseudonyms.phone_key(e164)
        with self._till.read() as connection:
            return self._as_member(enrolments.find_by_phone_key(connection, own))

    def find_by_initials(self, letters: str) -> tuple[Member, ...]:
        """List members whose name's initials begin like this, then who was enrolled here.

        Of the latter the till knows the family name alone, so its first letter decides.
        """
        with self._reference.read() as connection:
            known = members.find_by_initials(connection, letters, MOST_HITS)
        with self._till.read() as connection:
            latest = enrolments.list_latest(connection, _LATEST_ENROLLED)
        own = [each.as_member() for each in latest if self._begins(each.name_masked, letters)]
        return (*known, *own)[:MOST_HITS]

    def ref_of(self, member: Member, day: int) -> MemberRef | None:
        """Give the pseudonym for records of a day; None when this till holds none at all.

        Where none was delivered for that day, it is the latest held: records name the day it is of.
        """
        with self._reference.read() as connection:
            found = members.find_latest_ref(connection, member.id, day)
        if found is not None:
            return found
        with self._till.read() as connection:
            own = enrolments.find_by_member_key(connection, self.member_key(member.id))
        return own.ref if own else None

    def _as_member(self, enrolled: Enrolled | None) -> Member | None:
        if enrolled is None:
            return None
        with self._till.read() as connection:
            answers = enrolments.answers_of(connection, enrolled.ref)
        return enrolled.as_member(tuple(standing_consents(answers).values()))

    def _begins(self, name_masked: str, letters: str) -> bool:
        """Compare the first letter; a Latin name is its own reading."""
        family, first = name_masked[:1], letters[:1].lower()
        if family.isascii():
            return bool(family) and family.lower() == first
        return any(said[0].startswith(first) for said in self._readings.of(family) if said)

    @cached_property
    def _readings(self) -> Readings:
        """A quarter of a second, not before somebody who was enrolled here is looked for."""
        return Readings()
