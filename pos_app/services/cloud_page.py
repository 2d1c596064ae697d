"""What this till knows of itself and its cloud, for the page about it: read from its own files.

How things stand this minute is the link's picture (sync/status.py); this is what lasts.
"""

from pos_app.domain.identifiers import ReceiptNumber
from pos_app.domain.money import Money
from pos_app.domain.operators import Approval, Privilege
from pos_app.domain.synced import CloudConnection, CouponRisk, FeedCursor, Lasting, Receipts
from pos_app.services.desk import Desk
from pos_app.store import cloud_head, coupon_uses, sync_page
from pos_app.store.catalog_files import Catalog
from pos_app.store.database import Database

_MOST = 50


class CloudPage:
    """Reads, but for the leave to connect. Till thread."""

    def __init__(self, desk: Desk, reference: Database, catalog: Catalog) -> None:
        self._desk = desk
        self._reference = reference
        self._catalog = catalog

    def connection(self) -> CloudConnection | None:
        """Say whom this till belongs to; None in a shop without a cloud."""
        with self._desk.till.read() as connection:
            known = cloud_head.find_enrolment(connection)
        return CloudConnection(known.url, known.store, known.fingerprint) if known else None

    def receipts(self, limit: int = _MOST, receipt: ReceiptNumber | None = None) -> Receipts:
        """List the newest receipts, or those of one number."""
        with self._desk.till.read() as connection:
            return sync_page.list_receipts(connection, limit, receipt)

    def lasting(self) -> Lasting:
        """Read everything else the page shows."""
        with self._desk.till.read() as connection:
            matters = sync_page.list_matters(connection, _MOST)
            days = sync_page.list_days(connection, _MOST)
            control = cloud_head.control_cursor(connection)
        feeds = [FeedCursor("ctl", control.gen, control.pos)] if control.gen else []
        with self._catalog.read() as connection:
            feeds += sync_page.list_catalog_feed(connection)
        with self._reference.read() as connection:
            feeds += sync_page.list_feeds(connection)
        return Lasting(
            connection=self.connection(),
            matters=matters,
            days=days,
            feeds=tuple(feeds),
            coupon_risk=self._coupon_risk(),
        )

    def allow_connecting(self, approval: Approval | None = None) -> None:
        """Let whoever is signed on make this till a terminal of a cloud; who consented is recorded.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        authority = self._desk.allow(Privilege.CONNECT_CLOUD, "cloud", approval)
        with self._desk.till.write() as connection:
            self._desk.record_authority(connection, authority)

    def _coupon_risk(self) -> CouponRisk | None:
        with self._desk.till.read() as connection:
            limits = cloud_head.find_limits(connection)
            exchange = coupon_uses.last_exchange(connection)
            if limits is None or exchange is None:
                return None
            used, reserved = coupon_uses.bounded_value(connection, exchange, None)
        currency = self._desk.profile.currency
        return CouponRisk(
            Money(used + reserved, currency), Money(limits.most_total_minor, currency)
        )
