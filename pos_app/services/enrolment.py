"""Becoming a member at the counter, offline; consent given, taken back, and being forgotten.

Who was enrolled is a member at once. The whole name and number leave here in one place only: a
packet that the cloud alone can open. Till thread.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from pos_app.domain import events
from pos_app.domain.member import (
    HANDLE_BYTES,
    LAST_DIGITS,
    MEMBER_ID_BYTES,
    Consent,
    IdentifiedBy,
    Member,
    MemberId,
    MemberRef,
    Purpose,
    day_of,
    mask_name,
    mask_phone,
    normalise_phone,
)
from pos_app.domain.notice import Notice
from pos_app.domain.operators import Approval, Privilege
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.errors import Refusal
from pos_app.services import notices
from pos_app.services.desk import ALONE, Authority, Desk
from pos_app.services.issuer_trust import IssuerTrust
from pos_app.services.member_directory import MemberDirectory
from pos_app.services.members import Members
from pos_app.store import enrolments, members
from pos_app.store.database import Connection, Database
from pos_app.store.enrolments import Enrolled
from pos_app.store.reference_file import press_out
from pos_app.vault.sealing import seal

LONGEST_NAME: Final = 40
CHANNEL: Final = "till"
_SECRET_BYTES: Final = 32


class Enrolment:
    """Makes members and carries out what they decide about their data."""

    def __init__(
        self,
        desk: Desk,
        counter_members: Members,
        directory: MemberDirectory,
        issuer: IssuerTrust,
        reference: Database,
    ) -> None:
        self._desk = desk
        self._members = counter_members
        self._directory = directory
        self._issuer = issuer
        self._reference = reference

    def notices(self, locale: str) -> tuple[Notice, ...]:
        """Give what has to be shown before anybody answers, in the language of a locale."""
        return notices.in_force(notices.language_of(locale))

    def enrol(
        self, phone: str, name: str, consents: Mapping[Purpose, bool], locale: str
    ) -> PricedTransaction:
        """Make somebody a member and attach them to the open transaction, or to a new one.

        Purposes that were not asked are left out of ``consents``. The name may be empty.

        Atomicity: the membership, an answer and a journal row for each purpose, the journal row of
        the enrolment, the sealed packet and the transaction, in one commit. Without a cloud there
        is nobody to seal for, and the whole name and number are kept nowhere.

        Refuses: what Desk.transaction_or_new refuses, TENDER_STARTED, PHONE_WRONG, NAME_TOO_LONG,
        CONSENT_MEMBERSHIP_NEEDED, ALREADY_MEMBER, with name and phone masked.
        """
        desk = self._desk
        desk.transaction_or_new().with_member(None)
        e164 = normalise_phone(phone)
        plain_name = " ".join(name.split())
        if len(plain_name) > LONGEST_NAME:
            raise Refusal("NAME_TOO_LONG", most=LONGEST_NAME)
        if not consents.get(Purpose.MEMBERSHIP, False):
            raise Refusal("CONSENT_MEMBERSHIP_NEEDED")
        known = self._directory.find_by_phone(e164)
        if known is not None:
            raise Refusal("ALREADY_MEMBER", name=known.name_masked, phone=mask_phone(e164))
        # Nothing below refuses.
        enrolled = self._new(e164, plain_name)
        answers = self._answers(consents, locale)
        event = events.MemberEnrolled(desk.clock.new_id().bytes, enrolled.ref)
        recipient = self._issuer.sealing_key

        def write(connection: Connection) -> None:
            numbered = replace(enrolled, number=enrolments.next_number(connection))
            enrolments.insert(connection, numbered)
            desk.record(connection, event)
            self._write_answers(connection, enrolled.ref, answers)
            if recipient is not None:
                who = {"phone": e164, "name": plain_name, "language": answers[0].language}
                packet = _packet(numbered, who)
                secret = desk.clock.random_bytes(_SECRET_BYTES)
                sealed = seal(packet, recipient, event.id, secret)
                enrolments.insert_packet(connection, event.id, sealed)

        member = enrolled.as_member(answers)
        found = self._members.found(member, IdentifiedBy.ENROLMENT, enrolled.ref)
        return self._members.take(found, write)

    def answer(self, purpose: Purpose, *, is_granted: bool, locale: str) -> None:
        """Write down that the member at hand consents to a purpose now, or takes a consent back.

        A profile goes with the consent to it, at once. Membership itself ends by ``forget``.

        Atomicity: the answer and its journal row in one commit; then the member as held here. A cut
        between them leaves the answer in force, and the next one repeats the rest.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NO_MEMBER, MEMBERSHIP_ENDS_WHOLE.
        """
        desk = self._desk
        ref, member = self._at_hand()
        if purpose is Purpose.MEMBERSHIP and not is_granted:
            raise Refusal("MEMBERSHIP_ENDS_WHOLE")
        answers = self._answers({purpose: is_granted}, locale)
        with desk.till.write() as connection:
            self._write_answers(connection, ref, answers)
        if desk.is_training:
            return
        with self._reference.write() as connection:
            is_held = members.add_consent(connection, member.id, answers[0])
        if is_held:
            press_out(self._reference)

    def forget(self, locale: str, approval: Approval | None = None) -> PricedTransaction | None:
        """End the membership of the member at hand and delete all of them that this till holds.

        Their handle stays in records and answers, where nothing leads from it to them any more.

        Atomicity: the answer, its journal row, the enrolment, its packet and the transaction, which
        goes on without them, in one commit; then the member in reference.db. A cut between them
        leaves the latter, and forgetting is repeated.

        Refuses: what Desk.transaction refuses, NO_MEMBER, TENDER_STARTED, NOT_PERMITTED,
        APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        desk = self._desk
        transaction = desk.transaction()
        ref, member = self._at_hand()
        transaction.with_member(None)
        authority = desk.allow(Privilege.ERASE_MEMBER, desk.subject(), approval)
        answers = self._answers({Purpose.MEMBERSHIP: False}, locale)
        member_key = self._directory.member_key(member.id)

        def write(connection: Connection) -> None:
            desk.record_authority(connection, authority)
            self._write_answers(connection, ref, answers, authority)
            enrolments.erase(connection, member_key)

        basket = self._members.leave(write)
        press_out(desk.till)
        if not desk.is_training:
            with self._reference.write() as connection:
                members.erase(connection, member.id)
            press_out(self._reference)
        return basket

    def _at_hand(self) -> tuple[MemberRef, Member]:
        """Give the member of the open transaction.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NO_MEMBER.
        """
        self._desk.require_session()
        basket, member = self._desk.basket, self._members.member_at_hand()
        if basket is None or basket.transaction.member_ref is None or member is None:
            raise Refusal("NO_MEMBER")
        return basket.transaction.member_ref, member

    def _new(self, e164: str, name: str) -> Enrolled:
        desk = self._desk
        now_ms = desk.time.now_ms()
        id_ = MemberId(desk.clock.random_bytes(MEMBER_ID_BYTES))
        return Enrolled(
            id=id_,
            ref=MemberRef(desk.clock.random_bytes(HANDLE_BYTES), day_of(now_ms)),
            member_key=self._directory.member_key(id_),
            phone_key=self._directory.phone_key(e164),
            number="",
            name_masked=mask_name(name),
            phone_last4=e164[-LAST_DIGITS:],
            enrolled_ms=now_ms,
        )

    def _answers(self, consents: Mapping[Purpose, bool], locale: str) -> tuple[Consent, ...]:
        language = notices.language_of(locale)
        version = notices.versions()[-1]
        now_ms = self._desk.time.now_ms()
        return tuple(
            Consent(purpose, consents[purpose], version, language, now_ms)
            for purpose in Purpose
            if purpose in consents
        )

    def _write_answers(
        self,
        connection: Connection,
        ref: MemberRef,
        answers: tuple[Consent, ...],
        authority: Authority = ALONE,
    ) -> None:
        operator = self._desk.require_session().operator.id
        for answer in answers:
            enrolments.insert_answer(connection, ref, answer, CHANNEL, operator)
            event = events.ConsentAnswered(ref, answer, CHANNEL)
            self._desk.record(connection, event, authority.approved_by)


def _packet(enrolled: Enrolled, who: dict[str, str]) -> bytes:
    """Write what the cloud has to know of somebody; sorted, so that the same is the same bytes."""
    body = {"member_id": enrolled.id.hex(), "number": enrolled.number, **who}
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
