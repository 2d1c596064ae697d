"""``forget-member``: erase a member who asked for it, on this till. The till may be open meanwhile.

For a shop without a cloud; with one, the wish is told there and reaches every till. What was sold
stays recorded under a pseudonym of the day, which nothing leads back to a person any more.
"""

import argparse
from pathlib import Path

from pos_app import config
from pos_app.commands.console import say, tell
from pos_app.domain.member import MemberId, find_card_number, normalise_phone
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.services.first_run_notes import check_set_up
from pos_app.services.group_pepper import use_pepper
from pos_app.store import enrolments, members
from pos_app.store.database import Connection
from pos_app.store.reference_file import drop_copies, open_reference, press_out
from pos_app.store.till_file import open_till
from pos_app.vault.keys import DeviceKeys, KeyStore
from pos_app.vault.pseudonyms import Pseudonyms


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take who it is: a whole phone number, or the number of a card."""
    parser.epilog = (
        "Whoever joined at this till is deleted there: find them with Ins, then press Ins, F7, F8,"
        " F9."
    )
    who = parser.add_mutually_exclusive_group(required=True)
    who.add_argument("--phone", help="the whole phone number")
    who.add_argument("--card", help="the number of the member's card")


def run(arguments: argparse.Namespace) -> int:
    """Erase; 0 when nothing of the member is left in the file, 2 when something was in the way."""
    try:
        folder = config.load(arguments.data).data
        check_set_up(folder)
        keys = KeyStore(folder).load()
        _check_not_enrolled(folder, keys, arguments)
        reference = open_reference(folder, keys.catalog_key)
        try:
            with reference.write() as connection:
                member = _find(connection, arguments, _pseudonyms(folder, keys))
                members.erase(connection, member)
            is_pressed_out = press_out(reference)
            drop_copies(folder)
        finally:
            reference.close()
    except (EnvironmentFault, Refusal) as trouble:
        tell(trouble)
        return 2
    say("已删除该会员在本机的全部资料。", "Everything this till knew of the member is erased.")
    if not is_pressed_out:
        say(
            "收银程序正在读取该文件；关闭收银程序后再运行一次，可清除最后的痕迹。",
            "The till is reading the file; close the till to clear the last traces from the disk.",
        )
    return 0


def _pseudonyms(folder: Path, keys: DeviceKeys) -> Pseudonyms:
    pseudonyms = Pseudonyms(keys.phone_pepper)
    till = open_till(folder, keys.till_key, is_new=False)
    try:
        with till.read() as connection:
            use_pepper(connection, pseudonyms)
    finally:
        till.close()
    return pseudonyms


def _check_not_enrolled(folder: Path, keys: DeviceKeys, arguments: argparse.Namespace) -> None:
    """Leave who joined at this till to the till: what it recorded of them is in till.db.

    Refuses: PHONE_WRONG, MEMBER_ENROLLED_HERE.
    """
    till = open_till(folder, keys.till_key, is_new=False)
    try:
        with till.read() as connection:
            if arguments.phone is not None:
                key = Pseudonyms(keys.phone_pepper).phone_key(normalise_phone(arguments.phone))
                enrolled = enrolments.find_by_phone_key(connection, key)
            else:
                number = find_card_number(arguments.card) or ""
                enrolled = enrolments.find_by_number(connection, number)
    finally:
        till.close()
    if enrolled is not None:
        raise Refusal("MEMBER_ENROLLED_HERE")


def _find(connection: Connection, arguments: argparse.Namespace, keys: Pseudonyms) -> MemberId:
    """Find whom the arguments name.

    Refuses: PHONE_WRONG, MEMBER_UNKNOWN.
    """
    if arguments.phone is not None:
        found = (
            members.find_by_phone_key(connection, key)
            for key in keys.phone_keys(normalise_phone(arguments.phone))
        )
        member = next(filter(None, found), None)
    else:
        member = members.find_by_card(connection, find_card_number(arguments.card) or "")
    if member is None:
        raise Refusal("MEMBER_UNKNOWN")
    return member.id
