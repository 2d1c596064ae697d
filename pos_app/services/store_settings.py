"""What the store has decided for itself, changed at the till: texts, taxes, reasons, money habits.

A decision comes into force at once where that harms no sale, with the next business day where a day
must have one rule, or at the till's next start where much was built on it (``APPLIES``). What the
cloud decides for a store (promotions, coupons, members, its catalogue's tax groups) is not here.
"""

import logging
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from pos_app.domain.barcode.item import ShopCodes
from pos_app.domain.events_set_up import Subject
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.operators import Approval, Privilege
from pos_app.domain.shop import PlannedTax, ReasonFor, StoreProfile
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.services.business_dates import check_written
from pos_app.services.change_record import ChangeRecord
from pos_app.services.coming_profile import (
    await_day,
    await_no_more,
    coming_decisions,
    in_force,
    keep_planned_taxes,
    planned_taxes,
)
from pos_app.services.desk import ALONE, Authority, Desk
from pos_app.services.store_values import check_value
from pos_app.store import profile as profiles
from pos_app.store import shifts
from pos_app.store.catalog_changes import CatalogChanges
from pos_app.store.catalog_feed import is_from_cloud
from pos_app.store.catalog_files import Catalog
from pos_app.store.database import Connection
from pos_app.store.settings import find_setting, put_setting

_log = logging.getLogger(__name__)


class Applies(StrEnum):
    """When a changed decision comes into force."""

    AT_ONCE = "at_once"
    NEXT_DAY = "next_day"
    NEXT_START = "next_start"


APPLIES: Final = {
    "name_zh": Applies.AT_ONCE,
    "name_en": Applies.AT_ONCE,
    "address_zh": Applies.AT_ONCE,
    "address_en": Applies.AT_ONCE,
    "phone": Applies.AT_ONCE,
    "tax_registration": Applies.AT_ONCE,
    "receipt_footer_zh": Applies.AT_ONCE,
    "receipt_footer_en": Applies.AT_ONCE,
    "reasons": Applies.AT_ONCE,
    "quick_notes": Applies.AT_ONCE,
    "lock_after_minutes": Applies.AT_ONCE,
    "lowest_price_days": Applies.AT_ONCE,
    "tax_groups": Applies.AT_ONCE,  # and only while no day is open
    "cash": Applies.AT_ONCE,
    "cash_rounding": Applies.NEXT_DAY,
    "denominations": Applies.NEXT_START,
    "barcode_patterns": Applies.NEXT_START,
}
"""What may be changed here, and when it counts. Identity and currency of a till never change."""


@dataclass(frozen=True, slots=True)
class StoreBook:
    """The store's decisions: as in force, as they will be, and what stands around them."""

    body: dict[str, Any]
    """As kept: what waits for the next start is in it already."""
    coming: dict[str, Any]
    """What waits for the next business day."""
    profile: StoreProfile
    """What counts now."""
    codes: ShopCodes
    """How the store's own barcodes are read from the next start on."""
    is_day_open: bool
    is_from_cloud: bool
    taxes: dict[str, PlannedTax]
    """Tax groups that change from a business day on, by their code."""


class StoreSettings:
    """Changes the profile. Till thread; each change is one commit with its journal row."""

    def __init__(
        self, desk: Desk, items: Catalog, changes: CatalogChanges, record: ChangeRecord
    ) -> None:
        self._desk = desk
        self._items = items
        self._changes = changes
        self._record = record

    def book(self) -> StoreBook:
        """Read the decisions, for whoever may change them alone or with an approval.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED.
        """
        self._desk.check_may(Privilege.SET_UP_STORE)
        with self._desk.till.read() as connection, self._items.read() as items:
            body = profiles.get_profile(connection)
            _, codes = profiles.profile_of(body)
            return StoreBook(
                body,
                coming_decisions(connection),
                self._desk.profile,
                codes,
                shifts.open_business_date(connection) is not None,
                is_from_cloud(items),
                planned_taxes(connection),
            )

    def change(self, key: str, value: Any, approval: Approval | None = None) -> Applies:
        """Decide anew and say from when on it counts.

        ``value`` is what stands under the key in store.json.

        Refuses: NOT_IN_TRAINING, NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, APPROVAL_NEEDED,
        APPROVAL_EXPIRED, STORE_KEY_FIXED, what ``store_values.check_value`` refuses, PROFILE_WRONG,
        BARCODE_PATTERN_WRONG, REASON_LAST_ONE; for tax groups TAX_WHILE_DAY_OPEN,
        TAX_GROUP_IN_USE, CATALOG_IS_THE_CLOUDS, IMPORT_RUNNING.
        """
        self._record.check_real()
        subject = self._record.subject(f"store:{key}", value)
        authority = self._desk.allow(Privilege.SET_UP_STORE, subject, approval)
        if key not in APPLIES:
            raise Refusal("STORE_KEY_FIXED")
        check_value(key, value)
        with self._desk.till.write() as connection:
            body = profiles.get_profile(connection)
            waits = APPLIES[key] is Applies.NEXT_DAY and self._is_day_open(connection)
            before = body.get(key)
            changed = body | {key: value}
            profile, _ = profiles.profile_of(changed)
            _check_none_without_reasons(profiles.profile_of(body)[0], profile)
            self._remember_set_up(connection, body)
            if waits:
                await_day(connection, key, value)
            else:
                await_no_more(connection, key)
                profiles.save_profile(connection, changed)
            self._write(connection, key, (before, value), authority)
            if key == "tax_groups":
                self._change_taxes(connection, profile)
        if waits:
            return Applies.NEXT_DAY
        if APPLIES[key] is not Applies.NEXT_START:
            self._desk.profile = in_force(self._desk.profile, profile)
        return Applies.AT_ONCE if APPLIES[key] is Applies.NEXT_DAY else APPLIES[key]

    def plan_tax(
        self, group: dict[str, Any], date: BusinessDate, approval: Approval | None = None
    ) -> bool:
        """Plan a tax group, a new one or another rate, for the first day that is ``date`` or later.

        Planned as it is now, it is planned no more. Gives whether there is a plan for it now.

        Refuses: NOT_IN_TRAINING, NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED, APPROVAL_NEEDED,
        APPROVAL_EXPIRED, TAX_GROUPS_WRONG, DATE_WRONG, TAX_DATE_PAST, CATALOG_IS_THE_CLOUDS.
        """
        self._record.check_real()
        subject = self._record.subject("store:tax_plan", group, date)
        authority = self._desk.allow(Privilege.SET_UP_STORE, subject, approval)
        check_value("tax_groups", [group])
        check_written(date)
        with self._items.read() as items:
            if is_from_cloud(items):
                raise Refusal("CATALOG_IS_THE_CLOUDS")
        with self._desk.till.write() as connection:
            if date <= (shifts.latest_date(connection) or ""):
                raise Refusal("TAX_DATE_PAST", date=date)
            now = {one["code"]: one for one in profiles.get_profile(connection)["tax_groups"]}
            planned = planned_taxes(connection)
            code = group["code"]
            before = planned.pop(code, None)
            if now.get(code) != group:
                planned[code] = PlannedTax(date, group)
            keep_planned_taxes(connection, planned)
            told = _told(before), _told(planned.get(code))
            self._record.write(connection, (Subject.STORE, "tax_plan"), told, authority)
        return code in planned

    def apply_due_taxes(self, date: BusinessDate) -> None:
        """Charge the taxes planned for a business day that has begun and had no shift yet.

        No rate changes within a day, so none within a basket. What cannot be written now (an import
        runs, the disk is full) stays planned and is logged; the next day tries again.
        """
        try:
            self._apply_taxes(date)
        except (Refusal, EnvironmentFault) as trouble:
            _log.warning("taxes not applied code=%s", trouble.code)

    def _apply_taxes(self, date: BusinessDate) -> None:
        with self._desk.till.write() as connection:
            planned = planned_taxes(connection)
            due = {code: one.group for code, one in planned.items() if one.date <= date}
            if not due or shifts.has_shift_on(connection, date):
                return
            body = profiles.get_profile(connection)
            before = body["tax_groups"]
            after = [due.get(group["code"], group) for group in before]
            known = {group["code"] for group in before}
            after += [group for code, group in due.items() if code not in known]
            profile, _ = profiles.profile_of(body | {"tax_groups": after})
            self._remember_set_up(connection, body)
            profiles.save_profile(connection, body | {"tax_groups": after})
            left = {code: one for code, one in planned.items() if code not in due}
            keep_planned_taxes(connection, left)
            self._write(connection, "tax_groups", (before, after), ALONE)
            self._changes.put_tax_groups(profile.tax_groups)  # last, for it is another file
        self._desk.profile = in_force(self._desk.profile, profile)

    def _change_taxes(self, connection: Connection, profile: StoreProfile) -> None:
        """Let the catalogue charge them; last in the commit, for it is another file."""
        if self._is_day_open(connection):
            raise Refusal("TAX_WHILE_DAY_OPEN")
        self._changes.put_tax_groups(profile.tax_groups)

    def _is_day_open(self, connection: Connection) -> bool:
        return shifts.open_business_date(connection) is not None

    def _remember_set_up(self, connection: Connection, body: dict[str, Any]) -> None:
        """Keep what the till was set up with: it says whose store this is."""
        if find_setting(connection, profiles.AS_SET_UP) is None:
            put_setting(connection, profiles.AS_SET_UP, body)

    def _write(
        self,
        connection: Connection,
        key: str,
        values: tuple[object, object],
        authority: Authority,
    ) -> None:
        self._record.write(connection, (Subject.STORE, key), values, authority)


def _told(planned: PlannedTax | None) -> dict[str, object] | None:
    """Say a plan in the journal's words."""
    return None if planned is None else {"from": planned.date} | planned.group


def _check_none_without_reasons(before: StoreProfile, after: StoreProfile) -> None:
    """Refuse to leave an activity that asks why without an answer: nobody could act any more."""
    if any(before.reasons_for(one) and not after.reasons_for(one) for one in ReasonFor):
        raise Refusal("REASON_LAST_ONE")
