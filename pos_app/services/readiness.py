"""What would go on if the network died now: the till's own files, by the counter's own limits."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pos_app.domain import readiness as page
from pos_app.domain.codes.key_ring import KeyUse
from pos_app.domain.coupon import CouponClass, Exposure
from pos_app.domain.events_set_up import CopyWork
from pos_app.domain.operators import Level, Privilege
from pos_app.domain.readiness import DAY_MS, NO_END_MS, Devices, Facts, Readiness
from pos_app.domain.redemption import DEAD_AFTER_MS
from pos_app.services.desk import Desk
from pos_app.services.issuer_trust import IssuerTrust
from pos_app.store import campaigns, catalog, cloud_head, copies, coupon_uses, members, operators
from pos_app.store import readiness as files
from pos_app.store.catalog_files import Catalog
from pos_app.store.database import Connection, Database
from pos_app.store.disk import RESERVE_BYTES, free_bytes
from pos_app.store.reference_file import synced_ms

_BUSY_DAY_BYTES = 16 << 20
"""What a day takes where there is none to measure: a thousand sales."""

_MEMBER_KEYS = frozenset({KeyUse.MEMBER, KeyUse.CREDENTIAL})


@dataclass(frozen=True, slots=True)
class ReadinessGround:
    """Which files are read; ``exposure`` says what coupons without asking may still cost."""

    reference: Database
    catalog: Catalog
    issuer: IssuerTrust
    exposure: Callable[[], Exposure]
    data: Path


class ReadinessCheck:
    """Reads, and changes nothing. Till thread."""

    def __init__(self, desk: Desk, ground: ReadinessGround) -> None:
        self._desk = desk
        self._ground = ground

    def judge(self, devices: Devices) -> Readiness:
        """Say of every ability whether it would work without a network, and until when.

        Whoever is signed on may see it.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED.
        """
        self._desk.require_session()
        return page.judge(self.facts(devices))

    def facts(self, devices: Devices) -> Facts:
        """Gather what is judged."""
        desk, ground = self._desk, self._ground
        now_ms = desk.time.now_ms()
        with desk.till.read() as connection, ground.reference.read() as reference:
            met_ms = synced_ms(reference)
            has_cloud = met_ms is not None or (
                cloud_head.find_enrolment(connection) is not None
                or coupon_uses.last_exchange(connection) is not None
            )
            return Facts(
                now_ms=now_ms,
                has_cloud=has_cloud,
                in_doubt=cloud_head.value_epoch(connection) is None,
                machine=self._machine(connection, devices),
                goods=self._goods(met_ms),
                people=self._people(connection, reference, now_ms, has_cloud=has_cloud),
                coupons=self._coupons(connection, reference, now_ms),
            )

    def _machine(self, connection: Connection, devices: Devices) -> page.Machine:
        copied = copies.last_good(connection, CopyWork.BACKUP)
        rehearsed = copies.last_good(connection, CopyWork.REHEARSAL)
        return page.Machine(
            free_bytes=max(free_bytes(self._ground.data) - RESERVE_BYTES, 0),
            day_bytes=files.day_bytes(connection) or _BUSY_DAY_BYTES,
            printer=devices.printer,
            scanner=devices.scanner,
            is_time_sure=self._desk.time.is_sure,
            backed_up_ms=copied.at_ms if copied else None,
            rehearsed_ms=rehearsed.at_ms if rehearsed else None,
        )

    def _goods(self, met_ms: int | None) -> page.Goods:
        with self._ground.catalog.read() as connection:
            count = catalog.count_items(connection)
        rules = self._desk.rules
        code = rules.problem or ("" if rules.bundle.rules else "NO_OFFERS")
        return page.Goods(count, met_ms, code)

    def _people(
        self, connection: Connection, reference: Connection, now_ms: int, *, has_cloud: bool
    ) -> page.People:
        sellers, approvers = _who_may(connection)
        met_ms = synced_ms(reference)
        ends = (NO_END_MS, NO_END_MS)
        if met_ms is not None:
            ends = (met_ms + members.FACES_KEPT_MS, met_ms + members.MEMBERS_KEPT_MS)
        names_ms, members_ms = ends
        allowed_ms = files.allowances_until(connection, now_ms)
        return page.People(
            sellers=sellers,
            approvers=approvers,
            has_members=members.has_members(reference),
            codes_until_ms=min(self._keys_until(), members_ms, self._handles_until(reference)),
            names_until_ms=names_ms if files.has_faces(reference) else None,
            points_until_ms=None if allowed_ms is None else min(allowed_ms, members_ms),
            has_codes=any(key.use in _MEMBER_KEYS for key in self._ground.issuer.ring.keys),
            has_points=has_cloud and bool(self._desk.rules.bundle.points.spend_block),
        )

    def _keys_until(self) -> int:
        """Give the last moment of the member keys: each has to hold for the codes it signs."""
        ring = self._ground.issuer.ring
        ends = [key.not_after * 1000 for key in ring.keys if key.use is KeyUse.MEMBER]
        return max(ends, default=0)

    def _handles_until(self, reference: Connection) -> int:
        """Give the end of the last day held; a shop without a cloud makes its own, day by day."""
        if synced_ms(reference) is None:
            return NO_END_MS
        day = files.last_handle_day(reference)
        return 0 if day is None else (day + 1) * DAY_MS

    def _coupons(self, connection: Connection, reference: Connection, now_ms: int) -> page.Coupons:
        known = campaigns.list_campaigns(reference)
        classes = {str(definition.get("class", "")) for _, definition in known}
        exposure = self._ground.exposure()
        alone_ms = NO_END_MS if exposure.until_ms is None else exposure.until_ms
        count, rights_ms = files.rights_left(connection, now_ms)
        if rights_ms is not None and exposure.since_ms is not None:
            rights_ms = min(rights_ms, exposure.since_ms + DEAD_AFTER_MS)
        return page.Coupons(
            has_any=bool(known),
            alone_until_ms=None if exposure.problem else alone_ms,
            alone_left_minor=exposure.left.minor,
            rights_until_ms=rights_ms,
            rights_left=count,
            has_alone=CouponClass.BOUNDED in classes,
            has_by_right=CouponClass.ESCROW in classes,
            has_online=CouponClass.HOLD in classes,
        )


def _who_may(connection: Connection) -> tuple[int, int]:
    """Count who may sell, and who may consent to what those may not do alone."""
    roles = [
        known.operator.role for known in operators.list_all(connection) if known.operator.is_active
    ]
    selling = [role for role in roles if role.permission(Privilege.SELL).level is Level.YES]
    asked = {
        privilege
        for role in selling
        for privilege, held in role.permissions.items()
        if held.level is Level.APPROVAL
    }
    consenting = [
        role for role in roles if any(role.permission(each).level is Level.YES for each in asked)
    ]
    return len(selling), len(consenting)
