"""``demo-coupon``: write a signed voucher of the demo store, to be scanned at its till."""

import argparse
from pathlib import Path
from typing import Final

from pos_app import config
from pos_app.clock import SystemClock
from pos_app.commands.code_window import save_picture
from pos_app.commands.console import say, tell
from pos_app.commands.demo_member import find_member
from pos_app.demo.issuer import VOUCHER_KEY_ID, DemoIssuer
from pos_app.demo.issuer_keys import load_keys
from pos_app.domain.codes.payloads import VOUCHER_ID_BYTES, Voucher, bind_of
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.services.coupon_set_up import KINDS
from pos_app.store.campaigns import list_campaigns
from pos_app.store.reference_file import open_reference
from pos_app.vault.keys import KeyStore

_YUAN: Final = 156
_MS: Final = 1000
_DAY_S: Final = 86_400
_CAMPAIGNS: Final = """
The campaigns of the demo store, as its members have them (resources/demo/campaigns.json); what a
coupon may do is in the campaign, what it takes off is what you say here:

  demo-coupon 7001 --min-spend 3000                 5 yuan off from 30
  demo-coupon 7002 --kind percent --value 1000 --store 12   10 percent off, for members
  demo-coupon 7003 --value 300                      3 yuan off one coffee, while rights last
  demo-coupon 7004 --value 5000                     refused: needs the cloud
  demo-coupon 7005 --kind item --value 300          a bottle of water for free
  demo-coupon 7006 --value 0                        bread: the second at half price
  demo-coupon 7009                                  refused: withdrawn
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what the voucher says; amounts in fen, percentages in hundredths."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _CAMPAIGNS
    parser.add_argument("campaign", type=int, help="the campaign's number, see below")
    parser.add_argument("--kind", choices=KINDS, default="amount", help="what it gives (amount)")
    parser.add_argument("--value", type=int, default=500, help="fen (500), or 1000 for 10 percent")
    parser.add_argument("--min-spend", type=int, default=0, help="fen that have to be spent (0)")
    parser.add_argument("--from-day", type=int, default=0, help="from when: days from now (0)")
    parser.add_argument("--days", type=int, default=30, help="for how many days (30)")
    parser.add_argument("--store", type=int, action="append", help="a store's number; up to four")
    parser.add_argument("--member", help="only for the member with this card number")
    parser.add_argument("--uses", type=int, default=1, help="how often (1)")
    parser.add_argument("--png", type=Path, help="write a picture instead of text")


def run(arguments: argparse.Namespace) -> int:
    """Sign and write the voucher; 0 when that was done."""
    try:
        folder = config.load(arguments.data).data
        issuer = DemoIssuer(load_keys(folder))
        _check_campaign(arguments.campaign, folder)
        text = issuer.voucher(_voucher(arguments, folder))
        if arguments.png:
            save_picture(text, arguments.png)
    except (EnvironmentFault, Refusal) as trouble:
        tell(trouble)
        return 2
    if arguments.png:
        say(f"优惠券已写到 {arguments.png}。", f"The voucher is in {arguments.png}.")
    else:
        print(text)
    return 0


def _check_campaign(number: int, folder: Path) -> None:
    """Refuses: CAMPAIGN_UNKNOWN (``campaign``, ``known``); no till would take its vouchers."""
    reference = open_reference(folder, KeyStore(folder).load().catalog_key)
    try:
        with reference.read() as connection:
            known = [campaign for campaign, _ in list_campaigns(connection)]
    finally:
        reference.close()
    if number not in known:
        raise Refusal("CAMPAIGN_UNKNOWN", campaign=number, known=", ".join(map(str, known)) or "–")


def _voucher(arguments: argparse.Namespace, folder: Path) -> Voucher:
    clock = SystemClock()
    voucher_id = clock.random_bytes(VOUCHER_ID_BYTES)
    nbf = clock.wall_ms() // _MS + arguments.from_day * _DAY_S
    return Voucher(
        key_id=VOUCHER_KEY_ID,
        voucher_id=voucher_id,
        campaign=arguments.campaign,
        kind=KINDS[arguments.kind],
        value=arguments.value,
        currency=_YUAN,
        min_spend_minor=arguments.min_spend,
        nbf=nbf,
        exp=nbf + arguments.days * _DAY_S,
        stores=tuple(sorted(set(arguments.store))) if arguments.store else None,
        bind=_bind(arguments.member, voucher_id, folder),
        max_uses=arguments.uses,
    )


def _bind(number: str | None, voucher_id: bytes, folder: Path) -> bytes | None:
    if number is None:
        return None
    reference = open_reference(folder, KeyStore(folder).load().catalog_key)
    try:
        return bind_of(voucher_id, find_member(reference, number).id)
    finally:
        reference.close()
