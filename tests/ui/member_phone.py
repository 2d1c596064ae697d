"""What customers show at the till of tests/ui/shop.py: live member codes, vouchers, cards."""

from pos_app.commands.demo_member import Phone, find_member
from pos_app.demo.issuer import VOUCHER_KEY_ID, DemoIssuer
from pos_app.demo.issuer_keys import load_keys
from pos_app.domain.codes.payloads import Voucher, VoucherKind
from pos_app.domain.scan_data import ScanData
from pos_app.store.reference_file import open_reference
from pos_app.vault.keys import KeyStore
from tests.dated_clock import DatedClock
from tests.ui.looking import settle
from tests.ui.shop import Shop

ZHANG = "88000101"  # silver, six coupons in the wallet
LI = "88000102"  # gold
OUYANG = "88000103"  # gold, birthday
CHEN = "88000105"  # regular, not far from nothing
ZHANG_PHONE = "19900000101"
_DAY_S = 86_400
_YUAN = 156


def member_code(shop: Shop, card: str) -> str:
    """Make a fresh code as the member's phone shows it."""
    reference = open_reference(shop.folder, KeyStore(shop.folder).load().catalog_key)
    try:
        issuer = DemoIssuer(load_keys(shop.folder))
        return Phone(issuer, find_member(reference, card), DatedClock(), reference).mint().text
    finally:
        reference.close()


def stranger_code(shop: Shop) -> str:
    """Make a good code of somebody this till has never heard of."""
    clock = DatedClock()
    issuer = DemoIssuer(load_keys(shop.folder))
    return issuer.member_code(b"\xee" * 16, clock.wall_ms() // 1000, 45, clock.random_bytes(4))


def voucher(shop: Shop, campaign: int = 7001, value: int = 500, min_spend_minor: int = 0) -> str:
    """Make a fresh voucher for whoever brings it."""
    clock = DatedClock()
    now_s = clock.wall_ms() // 1000
    return DemoIssuer(load_keys(shop.folder)).voucher(
        Voucher(
            key_id=VOUCHER_KEY_ID,
            voucher_id=clock.random_bytes(12),
            campaign=campaign,
            kind=VoucherKind.AMOUNT_OFF,
            value=value,
            currency=_YUAN,
            min_spend_minor=min_spend_minor,
            nbf=now_s - _DAY_S,
            exp=now_s + 30 * _DAY_S,
            stores=None,
            bind=None,
            max_uses=1,
        )
    )


def scan(shop: Shop, *texts: str) -> None:
    """Scan one thing after the other, and let the strip follow."""
    for text in texts:
        shop.window.focus.on_scanned(ScanData(text))
    shop.wiring.members.member.refresh()
    settle()
