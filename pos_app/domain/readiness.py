"""If the network died now: what would still work, and for how long, item by item.

Every limit here is the one the till really works by (a grant's last moment, the hours that names
are kept, the age at which coupons of class D end), so that the page promises nothing that the
counter then refuses.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

HOUR_MS: Final = 3_600_000
DAY_MS: Final = 24 * HOUR_MS
NO_END_MS: Final = 1 << 53
"""When that ends which is this shop's own to keep, as all of it is in a shop without a cloud."""

LOW_MARK: Final = 70
"""A lower score is told before the day opens."""

FULL_MARK_MS: Final = 3 * DAY_MS
"""The score asks for three days: a long weekend with nobody who could mend a line."""


class Ability(StrEnum):
    """What a shop does at a till, in the order in which it is missed."""

    SELL = "sell"
    RECORD = "record"
    APPROVE = "approve"
    PRINT = "print"
    SCAN = "scan"
    OFFERS = "offers"
    CLOCK = "clock"
    MEMBER_CODES = "member_codes"
    MEMBER_NAMES = "member_names"
    SPEND_POINTS = "spend_points"
    COUPONS_ALONE = "coupons_alone"
    COUPONS_BY_RIGHT = "coupons_by_right"
    COUPONS_ONLINE = "coupons_online"
    GIFT_CARDS = "gift_cards"
    RESTORE = "restore"


WEIGHTS: Final[Mapping[Ability, int]] = {
    Ability.SELL: 20,
    Ability.RECORD: 20,
    Ability.APPROVE: 8,
    Ability.PRINT: 8,
    Ability.SCAN: 6,
    Ability.OFFERS: 8,
    Ability.CLOCK: 5,
    Ability.MEMBER_CODES: 6,
    Ability.MEMBER_NAMES: 3,
    Ability.SPEND_POINTS: 4,
    Ability.COUPONS_ALONE: 4,
    Ability.COUPONS_BY_RIGHT: 3,
    Ability.RESTORE: 5,
}
"""Out of 100. What never works without a network, in no shop, is told and not counted."""


@dataclass(frozen=True, slots=True)
class Item:
    """One ability. ``until_ms`` None: no end is known of it. ``code`` says why, in words elsewhere.

    ``lasts_ms`` is 0 where it would not work at all.
    """

    ability: Ability
    works: bool
    code: str
    until_ms: int | None = None
    facts: Mapping[str, object] = field(default_factory=dict)

    def lasts_ms(self, now_ms: int) -> int:
        """Say for how long it would go on, as far as the score looks."""
        if not self.works:
            return 0
        if self.until_ms is None:
            return FULL_MARK_MS
        return min(max(self.until_ms - now_ms, 0), FULL_MARK_MS)


@dataclass(frozen=True, slots=True)
class Readiness:
    """All items, at one moment."""

    now_ms: int
    items: tuple[Item, ...]

    @property
    def score(self) -> int:
        """Give 0 to 100: each ability by its weight and by how much of three days it would last.

        What this shop does not have, such as members, is left out and the rest counts for all.
        """
        counted = [item for item in self.items if item.ability in WEIGHTS]
        whole = sum(WEIGHTS[item.ability] for item in counted) * FULL_MARK_MS
        if not whole:
            return 0
        reached = sum(WEIGHTS[item.ability] * item.lasts_ms(self.now_ms) for item in counted)
        return 100 * reached // whole

    @property
    def in_order(self) -> tuple[Item, ...]:
        """List all items: what counts and ends first, what goes on, what never works offline."""
        return tuple(sorted(self.items, key=self._place))

    def _place(self, item: Item) -> tuple[bool, int, int]:
        is_counted = item.ability in WEIGHTS
        ends = item.until_ms if item.until_ms is not None else NO_END_MS
        weight = WEIGHTS.get(item.ability, 0)
        return not is_counted, ends if item.works else 0, -weight

    @property
    def first_to_end(self) -> Item | None:
        """Give what would end first, or what does not work now."""
        ending = (
            item
            for item in self.in_order
            if item.ability in WEIGHTS and item.lasts_ms(self.now_ms) < FULL_MARK_MS
        )
        return next(ending, None)


@dataclass(frozen=True, slots=True)
class Devices:
    """How the devices are, in codes: empty while one works or is not known to be in trouble.

    None: there is none.
    """

    printer: str | None = ""
    scanner: str | None = ""


@dataclass(frozen=True, slots=True)
class Machine:
    """What the machine itself offers. Codes are empty while a device works; None: there is none.

    ``day_bytes`` is what a busy day of this till takes on its disk.
    """

    free_bytes: int
    day_bytes: int
    printer: str | None
    scanner: str | None
    is_time_sure: bool
    backed_up_ms: int | None
    rehearsed_ms: int | None


@dataclass(frozen=True, slots=True)
class Goods:
    """What is sold, and for how much less."""

    items: int
    catalogue_as_of_ms: int | None
    offers_code: str
    """Empty while rules are in force; NO_OFFERS where the shop has none; else what is wrong."""


@dataclass(frozen=True, slots=True)
class People:
    """Who may sell, who may consent, and whom the till knows. Ends are None once they are past.

    ``codes_until_ms``: until when a key that signs members' codes is believed, and handles of days
    are here. ``has_codes`` and ``has_points``: this shop has them at all.
    """

    sellers: int
    approvers: int
    has_members: bool
    codes_until_ms: int | None
    names_until_ms: int | None
    points_until_ms: int | None
    has_codes: bool = True
    has_points: bool = True


@dataclass(frozen=True, slots=True)
class Coupons:
    """Coupons without asking: class D until its age or sum is reached, C by rights that are here.

    ``has_any``: the shop has campaigns at all; which classes they are of says the rest.
    ``alone_left_minor`` is what D may still cost.
    """

    has_any: bool
    alone_until_ms: int | None
    alone_left_minor: int
    rights_until_ms: int | None
    rights_left: int
    has_alone: bool = True
    has_by_right: bool = True
    has_online: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """All that readiness is judged by. ``in_doubt``: this disk was restored or copied."""

    now_ms: int
    has_cloud: bool
    in_doubt: bool
    machine: Machine
    goods: Goods
    people: People
    coupons: Coupons


def judge(facts: Facts) -> Readiness:
    """Say of each ability whether it would work with the network gone, and until when."""
    items = [*_selling(facts), *_members(facts), *_coupons(facts), *_coming_back(facts)]
    order = list(Ability)
    items.sort(key=lambda item: order.index(item.ability))
    return Readiness(facts.now_ms, tuple(items))


def _selling(facts: Facts) -> list[Item]:
    machine, goods, people = facts.machine, facts.goods, facts.people
    found = [_sell(goods, people), _record(facts)]
    found.append(
        Item(Ability.APPROVE, works=True, code="APPROVERS_HERE", facts={"count": people.approvers})
        if people.approvers
        else Item(Ability.APPROVE, works=False, code="NO_APPROVER")
    )
    found.append(_device(Ability.PRINT, machine.printer, "NO_PRINTER"))
    found.append(_device(Ability.SCAN, machine.scanner, "NO_SCANNER"))
    if goods.offers_code != "NO_OFFERS":
        works = not goods.offers_code
        found.append(Item(Ability.OFFERS, works=works, code=goods.offers_code or "OFFERS_HERE"))
    sure = machine.is_time_sure
    found.append(Item(Ability.CLOCK, works=sure, code="TIME_SURE" if sure else "TIME_UNSURE"))
    return found


def _sell(goods: Goods, people: People) -> Item:
    if not goods.items:
        return Item(Ability.SELL, works=False, code="CATALOG_EMPTY")
    if not people.sellers:
        return Item(Ability.SELL, works=False, code="NOBODY_SELLS")
    said: dict[str, object] = {"count": goods.items, "at_ms": goods.catalogue_as_of_ms}
    return Item(Ability.SELL, works=True, code="GOODS_HERE", facts=said)


def _record(facts: Facts) -> Item:
    """Room is what ends: sales go on being written until the reserve is reached."""
    machine = facts.machine
    days = machine.free_bytes // max(machine.day_bytes, 1)
    if not days:
        return Item(Ability.RECORD, works=False, code="DISK_NEARLY_FULL")
    until = facts.now_ms + days * DAY_MS
    return Item(Ability.RECORD, works=True, code="ROOM_HERE", until_ms=until, facts={"days": days})


def _device(ability: Ability, code: str | None, missing: str) -> Item:
    if code is None:
        return Item(ability, works=False, code=missing)
    return Item(ability, works=not code, code=code or "DEVICE_WORKS")


def _members(facts: Facts) -> list[Item]:
    people = facts.people
    if not people.has_members:
        return []
    found = []
    if people.has_codes:
        codes = people.codes_until_ms
        found.append(_until(Ability.MEMBER_CODES, codes, facts, "CODES_HERE", "CODES_ENDED"))
    names = people.names_until_ms
    here = "NAMES_OWN" if names == NO_END_MS else "NAMES_HERE"
    found.append(_until(Ability.MEMBER_NAMES, names, facts, here, "NAMES_ENDED"))
    if people.has_points:
        points = people.points_until_ms
        found.append(_value(Ability.SPEND_POINTS, points, facts, "POINTS_HERE", "NO_ALLOWANCE"))
    return found


def _coupons(facts: Facts) -> list[Item]:
    coupons = facts.coupons
    if not coupons.has_any:
        return []
    found = []
    if coupons.has_alone:
        found.append(_alone(facts))
    if coupons.has_by_right:
        rights = coupons.rights_until_ms if coupons.rights_left else None
        held: dict[str, object] = {"count": coupons.rights_left}
        ability = Ability.COUPONS_BY_RIGHT
        found.append(_value(ability, rights, facts, "RIGHTS_HERE", "NO_RIGHTS", held))
    if coupons.has_online:
        found.append(Item(Ability.COUPONS_ONLINE, works=False, code="ONLINE_ONLY"))
    return found


def _alone(facts: Facts) -> Item:
    coupons = facts.coupons
    left: dict[str, object] = {"left_minor": coupons.alone_left_minor}
    if coupons.alone_left_minor > 0:
        until = coupons.alone_until_ms
        return _value(Ability.COUPONS_ALONE, until, facts, "ALONE_HERE", "ALONE_ENDED", left)
    return _value(Ability.COUPONS_ALONE, None, facts, "ALONE_HERE", "ALONE_USED_UP", left)


def _coming_back(facts: Facts) -> list[Item]:
    """After the network, the disk: what would be left if it died too."""
    machine = facts.machine
    found = []
    if facts.has_cloud:
        found.append(Item(Ability.GIFT_CARDS, works=False, code="ONLINE_ONLY"))
    if machine.backed_up_ms is None:
        found.append(Item(Ability.RESTORE, works=False, code="NEVER_BACKED_UP"))
        return found
    until = machine.backed_up_ms + FULL_MARK_MS
    said: dict[str, object] = {"at_ms": machine.backed_up_ms}
    code = "BACKED_UP" if machine.rehearsed_ms is None else "BACKED_UP_AND_TRIED"
    works = until > facts.now_ms
    found.append(
        Item(
            Ability.RESTORE,
            works=works,
            code=code if works else "BACKUP_OLD",
            until_ms=until,
            facts=said,
        )
    )
    return found


def _until(ability: Ability, until_ms: int | None, facts: Facts, here: str, ended: str) -> Item:
    """Judge what ends at a moment; None is an end that has been reached long ago."""
    if until_ms is None or until_ms <= facts.now_ms:
        return Item(ability, works=False, code=ended)
    if until_ms == NO_END_MS:
        return Item(ability, works=True, code=here)
    return Item(ability, works=True, code=here, until_ms=until_ms)


def _value(
    ability: Ability,
    until_ms: int | None,
    facts: Facts,
    here: str,
    ended: str,
    said: Mapping[str, object] | None = None,
) -> Item:
    """Judge what is worth money: not on a disk that may exist twice, nor by a time in doubt."""
    if facts.in_doubt:
        return Item(ability, works=False, code="VALUE_IN_DOUBT")
    if not facts.machine.is_time_sure:
        return Item(ability, works=False, code="VALUE_BY_UNSURE_TIME")
    item = _until(ability, until_ms, facts, here, ended)
    return Item(item.ability, item.works, item.code, item.until_ms, dict(said or {}))
