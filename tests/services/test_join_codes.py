"""Who is no member finds an invitation on the receipt; who is finds none."""

import base64

from pos_app.domain.member import day_of
from pos_app.vault.keys import KeyStore
from sync.signer import Signer, is_signed_by
from tests.builders import MANAGER, WATER, Rig
from tests.services.club import ZHANG, scan


def test_a_receipt_of_nobody_in_particular_invites(club: Rig) -> None:
    done = club.sell(WATER)
    text = club.counter.join_codes.text_on_receipt(done)
    day = day_of(done.completed_ms)
    assert text.startswith(
        f"https://member.example.com/join?c=till&d={day}&o=op1001&s=S12&t=T03&g="
    )


def test_a_copy_carries_the_same_one(club: Rig) -> None:
    done = club.sell(WATER)
    club.clock.pass_ms(7 * 86_400_000)
    copy = club.approved(
        lambda approval: club.counter.history.reprint(done.receipt, approval), by=MANAGER
    )
    codes = club.counter.join_codes
    assert codes.text_on_receipt(copy) == codes.text_on_receipt(done)


def test_a_members_receipt_does_not(club: Rig) -> None:
    club.ring(WATER)
    scan(club, ZHANG)
    assert club.counter.join_codes.text_on_receipt(club.pay_cash()) == ""


def test_nor_does_one_of_practice(club: Rig) -> None:
    club.approved(club.counter.enter_training)
    assert club.counter.join_codes.text_on_receipt(club.sell(WATER)) == ""


def test_the_screen_shows_one_for_whoever_stands_there(club: Rig) -> None:
    text = club.counter.join_codes.text_for("op1003", club.clock.wall)
    assert "&o=op1003&" in text


def test_the_tills_own_key_signs(club: Rig) -> None:

    said, end = (
        club.counter.join_codes.text_for("op1001", club.clock.wall).split("?")[1].split("&g=")
    )
    key = Signer(KeyStore(club.folder).load().signing_seed).public_key
    assert is_signed_by(key, base64.urlsafe_b64decode(end + "=="), b"RPJN" + said.encode())
