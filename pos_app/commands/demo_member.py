"""``demo-member``: be a member's phone, and the cloud behind it, for the demo store.

Brings the member's handles to the till as the cloud would, then shows a rotating code in a window,
or writes one code as a picture or as text. The till may be open meanwhile.
"""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pos_app import config
from pos_app.clock import Clock, SystemClock
from pos_app.commands.code_window import ShownCode, save_picture, show
from pos_app.commands.console import say, tell
from pos_app.demo.issuer import DemoIssuer
from pos_app.demo.issuer_keys import load_keys
from pos_app.display import has_display
from pos_app.domain.member import Member, MemberId, day_of
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.store import members
from pos_app.store.database import Database
from pos_app.store.reference_file import open_reference
from pos_app.vault.keys import KeyStore

_LIFE_S: Final = 30
_RENEWED_AFTER_S: Final = 25
"""The next code is there before this one ends; the till takes both."""

_DEVICE_LIFE_S: Final = 60
_NONCE_BYTES: Final = 4
_TAIL_BYTES: Final = 2
_MS: Final = 1000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take whose code it is and what it should become."""
    parser.add_argument("--member", help="the member's card number (default: the first one's)")
    parser.add_argument("--png", type=Path, help="write one code as a picture, show no window")
    parser.add_argument("--text", action="store_true", help="print one code, show no window")
    parser.add_argument(
        "--type2", action="store_true", help="as a phone that has been offline for days"
    )


def run(arguments: argparse.Namespace) -> int:
    """Show or write the code; 0 when that was done."""
    clock = SystemClock()
    try:
        folder = config.load(arguments.data).data
        with phone_of(folder, arguments.member, clock, is_offline=arguments.type2) as phone:
            return _show(phone, clock, arguments)
    except (EnvironmentFault, Refusal) as trouble:
        tell(trouble)
        return 2


@contextmanager
def phone_of(
    folder: Path, number: str | None, clock: Clock, *, is_offline: bool = False
) -> Iterator["Phone"]:
    """Hold the phone of the member with a card number, or of any member with one.

    Refuses: DEMO_ISSUER_MISSING, DEMO_ISSUER_DAMAGED, DEMO_MEMBER_UNKNOWN.
    """
    issuer = DemoIssuer(load_keys(folder))
    reference = open_reference(folder, KeyStore(folder).load().catalog_key)
    try:
        member = find_member(reference, number)
        yield Phone(issuer, member, clock, reference, is_offline=is_offline)
    finally:
        reference.close()


def find_member(reference: Database, number: str | None) -> Member:
    """Find the member of a card, or any member with one.

    Refuses: DEMO_MEMBER_UNKNOWN.
    """
    with reference.read() as connection:
        wanted = number or members.first_card(connection)
        member = members.find_by_card(connection, wanted) if wanted else None
    if member is None:
        raise Refusal("DEMO_MEMBER_UNKNOWN", number=number or "")
    return member


class Phone:
    """A member's phone with its app. ``is_offline``: it signs by itself, with a credential."""

    def __init__(
        self,
        issuer: DemoIssuer,
        member: Member,
        clock: Clock,
        reference: Database,
        *,
        is_offline: bool = False,
    ) -> None:
        self._issuer = issuer
        self._member = member
        self._clock = clock
        self._reference = reference
        self._is_offline = is_offline
        self._credential_s = clock.wall_ms() // _MS
        self._delivered_day = -1

    def mint(self) -> ShownCode:
        """Make the next code, and see to it that the till knows whose it is."""
        now_ms = self._clock.wall_ms()
        self._deliver_handles(now_ms)
        now_s, member = now_ms // _MS, self._member.id
        if self._is_offline:
            text = self._issuer.device_code(member, self._credential_s, now_s)
            day, life_s = day_of(self._credential_s * _MS), _DEVICE_LIFE_S
        else:
            nonce = self._clock.random_bytes(_NONCE_BYTES)
            text = self._issuer.member_code(member, now_s, _LIFE_S, nonce)
            day, life_s = day_of(now_ms), _LIFE_S
        tail = self._issuer.keys.handle(member, day)[-_TAIL_BYTES:].hex(" ").upper()
        renew_ms = now_ms + _RENEWED_AFTER_S * _MS
        return ShownCode(text, tail, now_ms, renew_ms, now_ms + life_s * _MS)

    def _deliver_handles(self, now_ms: int) -> None:
        days = members.days_held(now_ms)
        if self._delivered_day == days[-1]:
            return
        with self._reference.write() as connection:
            for day, segment in self._issuer.handles([self._member.id], days).items():
                known = [(handle, MemberId(member)) for handle, member in segment]
                members.put_handles(connection, day, known)
        self._delivered_day = days[-1]


def _show(phone: Phone, clock: Clock, arguments: argparse.Namespace) -> int:
    if arguments.png:
        save_picture(phone.mint().text, arguments.png)
        say(
            f"会员码已写到 {arguments.png}，{_LIFE_S} 秒内有效。",
            f"The member code is in {arguments.png}, good for {_LIFE_S} seconds.",
        )
    if arguments.text:
        print(phone.mint().text)
    if arguments.png or arguments.text:
        return 0
    if not has_display():
        raise EnvironmentFault("NO_DISPLAY")
    return show(phone.mint, clock.wall_ms, "会员码 Member code")
