"""Becoming a member at the counter: at once, offline, by consent; and being forgotten for good."""

import json
from pathlib import Path

import pytest

from pos_app.domain.member import IdentifiedBy, MemberRef, Purpose
from pos_app.errors import Refusal
from pos_app.services import notices
from pos_app.services.enrolment import LONGEST_NAME
from pos_app.store.reference_file import press_out
from pos_app.vault.keys import KeyStore
from pos_app.vault.sealing import unseal
from sync.signer import Signer
from tests.builders import AUDITOR, BREAD, CASHIER, WATER, Rig
from tests.services.club import (
    STRANGER,
    ZHANG,
    ZHANG_PHONE,
    Phones,
    issuer_trust,
    reference,
    reference_content,
    restart,
    scan,
    standing,
)
from tests.store.test_members import plain_bytes
from tests.verifier.exporting import export_rows
from tests.verifier.judging import verifier

PHONE = "13912345678"
NAME = "诸葛小明"
YES = {Purpose.MEMBERSHIP: True, Purpose.MARKETING: True, Purpose.SHARING: False}


def enrol(rig: Rig, phone: str = PHONE, name: str = NAME, consents=None, locale: str = "zh_CN"):
    return rig.counter.enrolment.enrol(phone, name, YES if consents is None else consents, locale)


def panel(rig: Rig):
    shown = rig.counter.members.panel()
    assert shown is not None
    return shown


class TestJoining:
    def test_the_new_member_buys_as_one_at_once(self, club: Rig) -> None:
        club.ring(WATER)
        basket = enrol(club)
        assert basket == club.basket
        assert standing(club).is_provisional
        assert standing(club).identified_by is IdentifiedBy.ENROLMENT
        assert standing(club).tier == "REGULAR"
        done = club.pay_cash()
        assert done.priced.transaction.member_ref == club_ref(club)

    def test_before_the_first_line_it_begins_the_sale(self, club: Rig) -> None:
        enrol(club)
        assert club.basket.transaction.lines == ()
        assert club.counter.members.leave() is None

    def test_the_panel_shows_a_mask_and_what_was_answered(self, club: Rig) -> None:
        enrol(club)
        shown = panel(club)
        assert (shown.name_masked, shown.phone_last4) == ("诸葛*", "5678")
        assert shown.number == "S12T0300001"
        assert shown.is_provisional
        assert {purpose: answer.is_granted for purpose, answer in shown.consents.items()} == YES
        assert shown.next_tier is not None
        assert shown.next_tier.missing_minor == 50_000

    @pytest.mark.parametrize(
        ("text", "by"),
        [
            (PHONE, IdentifiedBy.PHONE),
            ("s12t03-00001", IdentifiedBy.CARD),
            ("zgxm", IdentifiedBy.NAME),
        ],
    )
    def test_they_are_found_again_here_also_after_a_restart(
        self, club: Rig, text: str, by: IdentifiedBy
    ) -> None:
        enrol(club)
        key = standing(club).member_key
        club.sell(WATER)
        restart(club)
        (found,) = club.counter.members.find(text)
        assert found.identified_by is by
        club.counter.members.take(found)
        assert standing(club).member_key == key
        assert standing(club).is_provisional
        assert panel(club).name_masked == "诸葛*"

    def test_a_latin_name_is_found_by_its_own_letters(self, club: Rig) -> None:
        enrol(club, name="Vera Miller")
        (found,) = club.counter.members.find("vm")
        assert found.member is not None
        assert found.member.name_masked == "V*"

    def test_without_a_name_the_number_is_enough(self, club: Rig) -> None:
        enrol(club, name="  ")
        assert (panel(club).name_masked, panel(club).phone_last4) == ("", "5678")
        assert len(club.counter.members.find(PHONE)) == 1

    def test_every_member_gets_another_number(self, club: Rig) -> None:
        enrol(club)
        club.counter.members.leave()
        enrol(club, "13912340000")
        assert panel(club).number == "S12T0300002"

    def test_it_is_one_commit(self, club: Rig) -> None:
        enrol(club)
        kinds = club.kinds()[-4:]
        assert kinds == ["enrol", "consent", "consent", "consent"]
        rows = club.bodies("enrol", "consent")
        ref = club_ref(club)
        assert all(row["d"]["mb"] == {"h": ref.handle.hex(), "day": ref.day} for row in rows)
        assert [row["d"].get("purpose") for row in rows[1:]] == [
            "membership",
            "marketing",
            "sharing",
        ]
        assert [row["d"]["granted"] for row in rows[1:]] == [True, True, False]
        assert {row["d"]["notice"] for row in rows[1:]} == {notices.versions()[-1]}
        given = club.rows(
            "SELECT purpose, is_granted, language, channel, operator FROM consent_given"
        )
        assert given[0] == ("membership", 1, "zh", "till", "op1001")
        assert len(given) == 3

    def test_nothing_of_the_person_is_in_a_signed_row(self, club: Rig) -> None:
        enrol(club)
        text = "\n".join(row.decode() for (row,) in club.rows("SELECT body FROM journal"))
        ((member_id, key, phone_key),) = club.rows(
            "SELECT member_id, member_key, phone_key FROM enrolment"
        )
        for secret in (PHONE, "5678", "诸葛", member_id.hex(), key.hex(), phone_key.hex()):
            assert secret not in text

    def test_the_packet_opens_in_the_cloud_alone_and_beside_its_row_alone(
        self, club: Rig, phones: Phones
    ) -> None:
        enrol(club, locale="en")
        ((event_id, sealed),) = club.rows("SELECT event_id, sealed FROM personal_packet")
        ((row_id,),) = club.rows("SELECT event_id FROM journal WHERE kind = 'enrol'")
        assert event_id == row_id
        opened = json.loads(unseal(sealed, phones.issuer.keys.sealing, event_id))
        ((member_id,),) = club.rows("SELECT member_id FROM enrolment")
        assert opened == {
            "member_id": member_id.hex(),
            "number": "S12T0300001",
            "phone": "+8613912345678",
            "name": NAME,
            "language": "en",
        }
        with pytest.raises(Exception, match="SEAL_BROKEN"):
            unseal(sealed, phones.issuer.keys.sealing, bytes(16))

    def test_without_a_cloud_nothing_is_sealed_and_all_else_works(self, shop: Rig) -> None:
        assert issuer_trust(shop).sealing_key is None
        enrol(shop)
        assert shop.rows("SELECT * FROM personal_packet") == []
        assert len(shop.counter.members.find(PHONE)) == 1

    def test_whoever_was_attached_before_makes_room(self, club: Rig) -> None:
        scan(club, ZHANG)
        enrol(club)
        assert standing(club).is_provisional

    def test_a_cut_before_the_commit_leaves_nothing(self, club: Rig) -> None:
        club.ring(WATER)
        before = club.content("sign_on_attempt")
        with pytest.raises(Refusal):
            enrol(club, "139")
        club.reopen()
        after = club.content("sign_on_attempt")
        assert after["enrolment"] == before["enrolment"] == []


def club_ref(rig: Rig):
    ((handle, day),) = rig.rows("SELECT handle, day FROM enrolment")
    return MemberRef(handle, day)


class TestRefusals:
    def test_in_this_order(self, club: Rig) -> None:
        long = "长" * (LONGEST_NAME + 1)
        with club.refuses("PHONE_WRONG"):
            enrol(club, "1234", long, {})
        with club.refuses("NAME_TOO_LONG"):
            enrol(club, ZHANG_PHONE, long, {})
        with club.refuses("CONSENT_MEMBERSHIP_NEEDED"):
            enrol(club, ZHANG_PHONE, "张晓岚", {})
        with club.refuses("ALREADY_MEMBER") as caught:
            enrol(club, ZHANG_PHONE, "张晓岚")
        assert caught.value.facts == {"name": "张*", "phone": "199****0101"}

    def test_consent_to_all_but_membership_is_none(self, club: Rig) -> None:
        with club.refuses("CONSENT_MEMBERSHIP_NEEDED"):
            enrol(club, consents={Purpose.MEMBERSHIP: False, Purpose.MARKETING: True})

    def test_who_was_enrolled_here_is_a_member_already(self, club: Rig) -> None:
        enrol(club)
        with club.refuses("ALREADY_MEMBER"):
            enrol(club, "+86 139 1234 5678")

    def test_who_may_not_sell_enrols_nobody(self, club: Rig) -> None:
        club.sign_on(AUDITOR)
        with club.refuses("SHIFT_OF_ANOTHER_OPERATOR"):
            enrol(club)

    def test_no_shift_no_enrolment(self, rig: Rig) -> None:
        rig.sign_on(CASHIER)
        with rig.refuses("SHIFT_NOT_OPEN"):
            enrol(rig)


class TestConsent:
    def test_an_answer_can_be_taken_back_and_given_again(self, club: Rig) -> None:
        enrol(club)
        answer = club.counter.enrolment.answer
        club.clock.pass_ms(1_000)
        answer(Purpose.MARKETING, is_granted=False, locale="zh_CN")
        assert not panel(club).consents[Purpose.MARKETING].is_granted
        club.clock.pass_ms(1_000)
        answer(Purpose.MARKETING, is_granted=True, locale="en")
        shown = panel(club).consents[Purpose.MARKETING]
        assert (shown.is_granted, shown.language) == (True, "en")
        assert len(club.rows("SELECT * FROM consent_given")) == 5

    def test_a_profile_goes_with_the_consent_to_it(self, club: Rig) -> None:
        scan(club, ZHANG)
        assert panel(club).tags
        club.clock.pass_ms(1_000)
        club.counter.enrolment.answer(Purpose.PROFILING, is_granted=False, locale="zh_CN")
        assert panel(club).tags == ()
        club.sell(WATER)
        restart(club)
        scan(club, ZHANG)
        assert (panel(club).tags, panel(club).usual) == ((), ())
        assert not panel(club).consents[Purpose.PROFILING].is_granted
        assert club.bodies("consent")[-1]["d"]["granted"] is False

    def test_membership_does_not_end_by_an_answer(self, club: Rig) -> None:
        scan(club, ZHANG)
        with club.refuses("MEMBERSHIP_ENDS_WHOLE"):
            club.counter.enrolment.answer(Purpose.MEMBERSHIP, is_granted=False, locale="zh_CN")

    def test_nobody_answers_for_nobody(self, club: Rig, phones: Phones) -> None:
        with club.refuses("NO_MEMBER"):
            club.counter.enrolment.answer(Purpose.MARKETING, is_granted=True, locale="zh_CN")
        scan(club, phones.code_of(STRANGER))
        with club.refuses("NO_MEMBER"):
            club.counter.enrolment.answer(Purpose.MARKETING, is_granted=True, locale="zh_CN")


class TestForgetting:
    def test_it_takes_the_store_managers_consent(self, club: Rig) -> None:
        enrol(club)
        club.approved(lambda approval: club.counter.enrolment.forget("zh_CN", approval))
        assert club.counter.checkout.basket() is None
        last = club.bodies("consent")[-1]
        assert (last["d"]["purpose"], last["d"]["granted"]) == ("membership", False)
        assert last["by"] == "op2001"
        for text in (PHONE, "S12T0300001", "zgxm"):
            with pytest.raises(Refusal, match="MEMBER_NOT_FOUND"):
                club.counter.members.find(text)

    def test_the_sale_goes_on_without_them(self, club: Rig) -> None:
        club.ring(WATER, BREAD)
        scan(club, ZHANG)
        club.approved(lambda approval: club.counter.enrolment.forget("zh_CN", approval))
        assert len(club.basket.lines) == 2
        assert club.basket.transaction.member_ref is None
        with club.refuses("MEMBER_NOT_FOUND"):
            scan(club, ZHANG)

    def test_a_number_that_was_given_is_not_given_again(self, club: Rig) -> None:
        enrol(club)
        club.approved(lambda approval: club.counter.enrolment.forget("zh_CN", approval))
        enrol(club)
        assert panel(club).number == "S12T0300002"

    def test_no_byte_of_them_is_left_and_the_journal_still_verifies(
        self, club: Rig, phones: Phones, tmp_path: Path
    ) -> None:
        enrol(club)
        ((member_id, handle, phone_key),) = club.rows(
            "SELECT member_id, handle, phone_key FROM enrolment"
        )
        ((sealed,),) = club.rows("SELECT sealed FROM personal_packet")
        planted = {
            "phone": PHONE.encode(),
            "phone's hash": phone_key,
            "name": NAME.encode(),
            "family name": "诸葛".encode(),
            "member id": member_id,
            "number": b"S12T0300001",
            "packet": sealed[:40],
        }
        club.sell(WATER)
        (found,) = club.counter.members.find(PHONE)
        club.counter.members.take(found)
        press_out(club.database)
        before = plain_files(club)
        kept_somewhere = [name for name, secret in planted.items() if secret in before]
        assert kept_somewhere == ["phone's hash", "family name", "member id", "number", "packet"]

        club.approved(lambda approval: club.counter.enrolment.forget("zh_CN", approval))
        after = plain_files(club)
        assert [name for name, secret in planted.items() if secret in after] == []
        assert all(not wal.stat().st_size for wal in club.folder.glob("*.db-wal"))

        held = {
            table
            for table, rows in club.content().items()
            if any(handle in row or handle.hex() in str(row) for row in rows)
        }
        assert held == {"journal", "consent_given", "retail_transaction"}
        with club.database.read() as connection:
            exports = export_rows(connection)
        path = tmp_path / "export"
        path.write_bytes(exports[1])
        key = Signer(KeyStore(club.folder).load().signing_seed).public_key.hex()
        assert verifier.main(["--export", "--from-start", "--terminal-key", key, str(path)]) == 0

    def test_a_member_of_the_reference_is_gone_to_the_last_byte_too(
        self, club: Rig, phones: Phones
    ) -> None:
        member = phones.member(ZHANG)
        scan(club, ZHANG)
        press_out(reference(club))
        assert member.id in plain_files(club)
        club.approved(lambda approval: club.counter.enrolment.forget("zh_CN", approval))
        after = plain_files(club)
        assert member.id not in after
        assert ZHANG.encode() not in after
        assert "爱喝茶".encode() not in after


def plain_files(rig: Rig) -> bytes:
    """Every page of the databases in the clear, and every other file of the folder as it is."""
    keys = KeyStore(rig.folder).load()
    texts = []
    for file in sorted(rig.folder.iterdir()):
        if file.suffix == ".db":
            key = keys.till_key if file.name == "till.db" else keys.catalog_key
            texts.append(plain_bytes(file, key))
        elif file.is_file():
            texts.append(file.read_bytes())
    return b"".join(texts)


class TestTraining:
    def test_who_is_enrolled_there_exists_there_alone(self, club: Rig) -> None:
        content = reference_content(club)
        club.approved(club.counter.enter_training)
        enrol(club)
        club.counter.enrolment.answer(Purpose.PROFILING, is_granted=True, locale="zh_CN")
        club.sell(WATER)
        club.counter.leave_training()
        assert reference_content(club) == content
        assert club.rows("SELECT * FROM enrolment") == []
        with pytest.raises(Refusal, match="MEMBER_NOT_FOUND"):
            club.counter.members.find(PHONE)

    def test_nobody_real_is_changed_or_forgotten_there(self, club: Rig) -> None:
        content = reference_content(club)
        club.approved(club.counter.enter_training)
        scan(club, ZHANG)
        club.counter.enrolment.answer(Purpose.PROFILING, is_granted=False, locale="zh_CN")
        club.approved(lambda approval: club.counter.enrolment.forget("zh_CN", approval))
        assert reference_content(club) == content
