"""Offers: the bundle of rules of a zone, content-addressed, told by the row ``bundle``."""

from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.feeds import put
from sync.cloud.feeds.heads import Scope
from sync.cloud.feeds.segments import keep, name_of
from sync.cloud.schema.catalog import BUNDLE
from sync.wire.feeds import BundleNotice

_KEY: Final = "bundle"


class OlderBundleError(Exception):
    """A bundle whose version is not above the one in force."""

    def __init__(self, in_force: int) -> None:
        super().__init__(in_force)
        self.in_force = in_force


def publish_bundle(
    connection: sa.Connection, scope: Scope, content: bytes, version: int, by: tuple[str, int]
) -> BundleNotice:
    """Put a checked bundle into force in a zone; its content stays what was sent, byte by byte.

    ``scope``: the zone's promo feed. ``by``: who, and when. Again it changes nothing. Raises
    ``OlderBundleError`` for other content under this version or below the one in force.
    """
    zone = scope.feed.partition(":")[2]
    notice = BundleNotice(version, name_of(content), len(content))
    newest = find_bundle(connection, scope.tenant, zone)
    if newest is not None and newest.sha256 == notice.sha256:
        return notice
    if newest is not None and version <= newest.version:
        raise OlderBundleError(newest.version)
    who, now_ms = by
    keep(connection, scope, content, now_ms, is_kept=True)
    connection.execute(
        sa.insert(BUNDLE).values(
            tenant=scope.tenant,
            zone=zone,
            version=version,
            sha256=notice.sha256,
            bytes=notice.bytes,
            at_ms=now_ms,
            published_by=who,
        )
    )
    put(connection, scope.tenant, scope.feed, _KEY, notice)
    return notice


def find_bundle(connection: sa.Connection, tenant: str, zone: str) -> Any:
    """Read the bundle in force in a zone; None when there is none."""
    found = sa.select(BUNDLE).where(BUNDLE.c.tenant == tenant, BUNDLE.c.zone == zone)
    return connection.execute(found.order_by(BUNDLE.c.version.desc()).limit(1)).first()
