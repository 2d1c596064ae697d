"""A promotion rule as the engine works with it: what it needs, what it touches, what it gives.

Amounts are minor units, rates parts per million. ``ItemSet`` numbers are positions in the bundle's
list of sets; set 0 is everything that may be promoted at all. Nothing here reads JSON:
reading.py does, and resources/rules/RULES.md describes the format.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

EVERYTHING = 0
"""The set of all goods that rules may touch."""

WHOLE_PPM = 1_000_000


class Phase(IntEnum):
    """When a rule has its turn.

    ``UNITS``: a unit serves one such rule. ``STACKED``: on top of that, line by line, on what is
    left. ``TRANSACTION``: on the sum of what is left, shared over the lines. ``POINTS``: no money.
    """

    UNITS = 1
    STACKED = 2
    TRANSACTION = 3
    POINTS = 4


class Pick(StrEnum):
    """Which of several units a rule takes first; ``BEST`` leaves it to what is best."""

    BEST = "best"
    DEAREST = "dearest"
    CHEAPEST = "cheapest"
    AS_RUNG = "as_rung"


class OnReturn(StrEnum):
    """What becomes of a reduction when goods that earned it come back.

    ``KEEP``: the goods that stay keep their share. ``REPRICE``: when what stays would not have
    earned it, the share of what stays is taken off the refund.
    """

    KEEP = "keep"
    REPRICE = "reprice"


@dataclass(frozen=True, slots=True)
class ItemSet:
    """Goods by number, category path part or brand; a good in the ``not_`` half is never in."""

    skus: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    brands: frozenset[str] = frozenset()
    is_everything: bool = False
    not_skus: frozenset[str] = frozenset()
    not_categories: frozenset[str] = frozenset()
    not_brands: frozenset[str] = frozenset()
    price_from: int | None = None
    price_to: int | None = None
    """Shelf price of a unit, both ends included."""
    is_full_price: bool = False
    """Only goods that are not marked down already."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to take off: a share, an amount, or down to a price; exactly one is set."""

    rate_ppm: int | None = None
    amount: int | None = None
    price: int | None = None


@dataclass(frozen=True, slots=True)
class UnitCut:
    """A cut of each unit of the set; ``per_line`` takes an amount once for a line.

    ``most_units`` units at most, picked by ``pick``; ``prices``, by sku, replaces ``cut``.
    """

    items: int
    cut: Cut
    per_line: bool = False
    most_units: int | None = None
    pick: Pick = Pick.BEST
    prices: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """So many units of a set, as one part of a group."""

    items: int
    count: int
    pick: Pick = Pick.BEST


@dataclass(frozen=True, slots=True)
class GroupCut:
    """A cut for complete groups of units.

    Exactly one of: ``whole`` (on the sum of the group), ``steps`` (rates for the units from the
    dearest down), ``reward`` (on the units of the last part). ``leaves_bought``: the units of the
    other parts may serve another rule as well; they only have to be there. ``up_to``: then the
    last part need not be complete, ``most_rewards`` bounds its units in the transaction, and a
    rewarded unit counts as bought as well where it is one of those.
    """

    parts: tuple[Part, ...]
    whole: Cut | None = None
    steps: tuple[int, ...] = ()
    reward: Cut | None = None
    leaves_bought: bool = False
    up_to: bool = False
    most_rewards: int | None = None


@dataclass(frozen=True, slots=True)
class Rung:
    """From this sum (or count of units) on, this cut."""

    at: int
    cut: Cut


@dataclass(frozen=True, slots=True)
class Ladder:
    """A cut on the sum of a set: the highest rung that is reached, or the first for every full sum.

    ``by_count`` climbs by units. ``every`` repeats the only rung; ``most_times`` bounds that.
    """

    items: int
    rungs: tuple[Rung, ...]
    by_count: bool = False
    every: bool = False
    most_times: int | None = None


@dataclass(frozen=True, slots=True)
class PointsCut:
    """No money: points earned on the set count ``times_ppm``, and ``bonus`` points on top."""

    items: int
    times_ppm: int = WHOLE_PPM
    bonus: int = 0


Benefit = UnitCut | GroupCut | Ladder | PointsCut


@dataclass(frozen=True, slots=True)
class Need:
    """What the basket must hold of a set: a sum, a number of units, or units on one line.

    The sum is what is left of the price when the rule has its turn; ``of_shelf_price`` takes the
    sum before any rule. Rules of the UNITS and STACKED phases always see shelf prices.
    """

    items: int
    spend: int = 0
    count: int = 0
    count_of_one_line: int = 0
    of_shelf_price: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """When a rule is alive, in the shop's local time; minutes of the day, ``until`` excluded.

    ``starts_ms`` and ``ends_ms`` are local milliseconds (UTC + offset); days are 0 (Monday) to 6.
    """

    starts_ms: int | None = None
    ends_ms: int | None = None
    days: frozenset[int] = frozenset()
    hours: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a rule is for; empty means everybody. Any one tier or segment is enough."""

    members_only: bool = False
    tiers: frozenset[str] = frozenset()
    segments: frozenset[str] = frozenset()
    birthday: bool = False
    first_purchase: bool = False


@dataclass(frozen=True, slots=True)
class Caps:
    """How much a rule may give: per transaction, and over all transactions this till knows of."""

    most_off: int | None = None
    most_times: int | None = None
    uses_in_total: int | None = None
    uses_per_member: int | None = None
    budget: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One promotion. ``priority``: the higher goes first; equals go by id.

    ``exclusivity``: of the rules with one name, one is used. ``is_exclusive``: nothing beside it.
    ``campaign``: it takes a coupon of this campaign. ``entitlement``: it takes a right of a member.
    """

    id: str
    name_zh: str
    name_en: str
    benefit: Benefit
    phase: Phase
    priority: int = 0
    needs: tuple[Need, ...] = ()
    window: Window = Window()
    stores: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    audience: Audience = Audience()
    caps: Caps = Caps()
    exclusivity: str = ""
    is_exclusive: bool = False
    campaign: int | None = None
    entitlement: str = ""
    on_return: OnReturn = OnReturn.KEEP


def fewer(a: int | None, b: int | None) -> int | None:
    """Give the tighter of two limits; None is no limit."""
    if a is None:
        return b
    return a if b is None else min(a, b)
